"""One collective typed in at the page of its organisation: the sheet's own checks."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import Max

from organizations.models import Collective, PartyOrganization
from organizations.resources.collectives import CollectiveSheet
from organizations.rules.names import fold
from organizations.services.sheet_kinds import Fault, Row

THERE = "Tổ chức đảng này đã có tập thể tên như vậy. Xem lại tên."


class OneCollective(CollectiveSheet):
    """A new collective of an organisation, or one of its own put right: then its name may change too."""

    spelled: ClassVar[tuple[str, ...]] = ()  # by hand they are put right

    def __init__(self, organization: PartyOrganization, collective: Collective | None = None) -> None:
        super().__init__()
        self.organization_pk = organization.pk
        self.collective_pk = collective.pk if collective is not None else None

    def settle_organization(self, row: Row) -> None:
        """The organisation of the page; it reports through that one unless the province writes another."""
        row.values["organization"] = self.names.called(self.organization_pk)
        if self.is_province:
            row.values.setdefault("scope", row.values["organization"])
        super().settle_organization(row)

    def _match(self, rows: list[Row], records: list[Any]) -> None:
        """The row is the record of the page, whatever it is called; of a new one there is none."""
        for record in records:
            if record.pk == self.collective_pk:
                rows[0].target = record.pk
                rows[0].before = self.stored(record) | self._named(rows[0])

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """No two of one name in an organisation: sheets find them by it."""
        yield from super().check(row, found)
        name = fold(row.get("collective"))
        others = (one for one in found.records[row.links.get("owner")] if one.pk != self.collective_pk)
        if name and any(fold(one.name) == name for one in others):
            yield Fault("collective", THERE)

    def linked(self, row: Row) -> dict[str, Any]:
        """Without a place in protocol order it stands last in its organisation."""
        fields = super().linked(row)
        if "position" in row.values:
            return fields
        rows = Collective.objects.filter(organization=self.organization_pk)
        return fields | {"position": (rows.aggregate(last=Max("position"))["last"] or 0) + 1}
