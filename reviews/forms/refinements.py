"""Kế hoạch của đơn vị: its number and day, and one box for each date that may be brought forward."""

from datetime import date
from typing import Any

from django import forms

from organizations.forms import OfficialDateField
from reviews.queries.refinements import OwnLine
from reviews.services.refinements import OwnPlan, as_seen


class OwnPlanForm(forms.Form):
    """A committee's plan; a date left blank is that of the level above."""

    number = forms.CharField(
        label="Số kế hoạch của đơn vị", max_length=40, required=False, help_text="Ví dụ 12-KH/HU"
    )
    dated_on = OfficialDateField(label="Ngày kế hoạch", required=False, help_text="Ví dụ 15/11/2021")
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, lines: list[OwnLine]) -> None:
        kept = next((one.own for one in lines if one.own), None)
        start: dict[str, Any] = {"seen": as_seen(lines)}
        if kept is not None:
            start |= {"number": kept.plan_number, "dated_on": kept.plan_on, "note": kept.note}
        start |= {one.deadline.code: one.own.before_on for one in lines if one.own}
        super().__init__(data, initial=start)
        self.lines = lines
        for one in lines:
            self.fields[one.deadline.code] = OfficialDateField(
                label="Đơn vị hoàn thành trước ngày",
                required=False,
                help_text="Để trống thì theo cấp trên.",
            )

    def rows(self) -> list[tuple[OwnLine, forms.BoundField]]:
        """Each date with its box."""
        return [(one, self[one.deadline.code]) for one in self.lines]

    def plan(self) -> OwnPlan:
        """What was typed, as the service takes it; of what could not be read nothing."""
        data = self.cleaned_data
        days: dict[str, date] = {
            one.deadline.code: data[one.deadline.code] for one in self.lines if data.get(one.deadline.code)
        }
        return OwnPlan(
            number=data.get("number", ""), dated_on=data.get("dated_on"), note=data.get("note", ""), days=days
        )
