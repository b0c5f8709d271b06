"""One case for many people: whom, which, from or until which day."""

from collections.abc import Sequence
from typing import Any

from django import forms

from cadres.enums import TYPED_STANDINGS, StandingKind
from cadres.forms.facts import CHOOSE, DAY, NOT_CHOSEN
from cadres.models import Person
from cadres.queries.people import Line
from cadres.services.standings import Change
from organizations.forms import OfficialDateField, RadioRows

BEGIN, END = "ghi", "thoi"
ACTS = ((BEGIN, "Ghi trường hợp cho những người được chọn"), (END, "Cho thôi trường hợp đang có"))


class PeopleInput(forms.CheckboxSelectMultiple):
    """A box a person: an error leads to the list."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The list's own place when no box is asked for."""
        return id_ if index is None else super().id_for_label(id_, index)


class ManyStandingsForm(forms.Form):
    """The change, and who is chosen among the people of a list."""

    act = forms.ChoiceField(
        label="Việc",
        choices=ACTS,
        widget=RadioRows,
        error_messages={"required": "Chọn ghi mới hay cho thôi."},
    )
    kind = forms.ChoiceField(
        label="Trường hợp", choices=[NOT_CHOSEN, *TYPED_STANDINGS], error_messages=CHOOSE
    )
    day = OfficialDateField(
        label="Ngày", error_messages=DAY, help_text="Ghi mới: từ ngày. Cho thôi: ngày cuối cùng còn hiệu lực."
    )
    note = forms.CharField(label="Ghi chú", max_length=200, required=False)
    people = forms.MultipleChoiceField(
        label="Người được chọn",
        widget=PeopleInput,
        error_messages={
            "required": "Chọn ít nhất một người.",
            "invalid_choice": "Danh sách đã thay đổi. Đề nghị chọn lại.",
        },
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {one.person.key: one for one in lines}
        self.fields["people"].choices = [(key, one.person.full_name) for key, one in self.lines.items()]  # type: ignore[attr-defined]

    @property
    def about(self) -> list[forms.BoundField]:
        """The boxes about the change."""
        return [self[name] for name in ("act", "kind", "day", "note")]

    @property
    def rows(self) -> list[tuple[Line, Any]]:
        """Each person of the list with his box."""
        return [(self.lines[str(box.data["value"])], box) for box in self["people"]]

    def change(self) -> Change:
        """The change as typed."""
        typed = self.cleaned_data
        return Change(
            kind=StandingKind(typed["kind"]), day=typed["day"], ends=typed["act"] == END, note=typed["note"]
        )

    def chosen(self) -> list[Person]:
        """Those ticked, in the order of the list."""
        ticked = set(self.cleaned_data["people"])
        return [one.person for key, one in self.lines.items() if key in ticked]
