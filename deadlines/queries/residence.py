"""Of whom a dossier asks the comment of the committee where he lives, by the people's records (P38)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from cadres.enums import MembershipKind
from cadres.models import Membership, Standing
from deadlines.rules import residence
from organizations.enums import Sector
from reviews.models import Subject
from reviews.queries.late import lasting
from reviews.rules import regulation as rulebook


def owing_residence_comment(subjects: Iterable[Subject], day: date) -> frozenset[int]:
    """The people among these subjects, as they stand on the day."""
    people = [one.person for one in subjects if one.person is not None]
    pks = [one.pk for one in people]
    seats = lasting(Membership.objects.filter(person__in=pks, kind=MembershipKind.OFFICIAL), day)
    cells = {one.person_id: one.organization for one in seats.select_related("organization")}
    spells: dict[int, list[residence.Spell]] = defaultdict(list)
    for row in lasting(Standing.objects.filter(person__in=pks), day):
        kind = rulebook.Standing(row.kind)
        spells[row.person_id].append(residence.Spell(kind=kind, from_on=row.from_on, to_on=row.to_on))
    found = set()
    for person in people:
        cell = cells.get(person.pk)
        dweller = residence.Dweller(
            in_service=person.is_civil_servant,
            residence=person.residence,
            cell=cell.name if cell else "",
            sector=Sector(cell.sector) if cell else Sector.OTHER,
            spells=spells[person.pk],
        )
        if residence.owes_residence_comment(dweller, day):
            found.add(person.pk)
    return frozenset(found)
