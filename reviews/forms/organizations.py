"""Finding one organisation among thousands by part of its name: the names of organisations are no secret."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from organizations.forms import RadioRows
from organizations.models import PartyOrganization
from organizations.models.scope import places_above
from organizations.rules.names import fold

MOST = 20


class FindOrganizationForm(forms.Form):
    """Words of a name, then one of the organisations so called. Without scripts: the form comes back with the hits."""

    words = forms.CharField(
        label="Tìm theo tên",
        max_length=100,
        required=False,
        help_text="Ghi một phần tên, có dấu hay không dấu, rồi bấm Tìm.",
    )
    cell = forms.ChoiceField(label="Chọn trong danh sách", required=False, widget=RadioRows)
    what, words_label = "tổ chức đảng", "Tìm theo tên"

    def __init__(self, *args: Any, offered: QuerySet[PartyOrganization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["words"].label = self.words_label
        hits = self._hits() if self.is_bound else []
        self.is_cut = len(hits) > MOST
        self.hits = {one.key: one for one in self._read(hits[:MOST])}
        above = _names_above(list(self.hits.values()))
        box = self.fields["cell"]
        box.choices = [(key, str(one.name)) for key, one in self.hits.items()]  # type: ignore[attr-defined]
        box.widget = RadioRows(choices=box.choices, notes=above)  # type: ignore[attr-defined]
        if self.is_cut:
            box.help_text = f"Hiện {MOST} {self.what} đầu tiên. Ghi thêm chữ để thu hẹp."

    def _hits(self) -> list[int]:
        """Every word somewhere in the name or in a name above it; a chosen one stays in the list."""
        wanted = fold(str(self.data.get(self.add_prefix("words"), ""))).split()
        if not wanted:
            return []
        names = dict(PartyOrganization.objects.order_by("path").values_list("path", "name"))
        folded = {path: fold(name) for path, name in names.items()}
        found = []
        for pk, path in self.offered.order_by("path").values_list("pk", "path"):
            whole = " ".join(folded[one] for one in places_above(path))
            if all(one in whole for one in wanted) and any(one in folded[path] for one in wanted):
                found.append(pk)
        return found

    def _read(self, pks: list[int]) -> list[PartyOrganization]:
        return list(self.offered.filter(pk__in=pks).order_by("path"))

    def clean(self) -> dict[str, Any]:
        """One must be chosen; what to do is said beside the box it is about."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("words"):
            self.add_error("words", f"Ghi một phần tên {self.what}.")
        elif not self.hits:
            self.add_error("words", f"Không có {self.what} nào tên như vậy. Ghi ít chữ hơn.")
        elif not cleaned.get("cell") and "cell" not in self.errors:
            self.add_error("cell", f"Chọn một {self.what} trong danh sách.")
        return cleaned

    @property
    def found(self) -> PartyOrganization:
        """The organisation that was chosen."""
        return self.hits[self.cleaned_data["cell"]]


def _names_above(rows: list[PartyOrganization]) -> dict[str, str]:
    """The names of the organisations above each, the nearest first, the province left out."""
    step = PartyOrganization.steplen
    wanted = {one.path[:end] for one in rows for end in range(2 * step, len(one.path), step)}
    names = dict(PartyOrganization.objects.filter(path__in=wanted).values_list("path", "name"))
    return {
        one.key: ", ".join(names[one.path[:end]] for end in range(len(one.path) - step, step, -step))
        for one in rows
    }
