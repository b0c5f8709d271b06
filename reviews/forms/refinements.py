"""Kế hoạch của đơn vị: its number, day, organ and scan, and one box for each date that may be brought forward."""

from datetime import date
from typing import Any

from django import forms

from organizations.forms import EMPTY_FILE, KeptFileForm, OfficialDateField
from organizations.rules.names import clean, fold
from reviews.models import CommitteePlan
from reviews.queries.own_plans import BOTH, HAS_NONE, HAS_PLAN, OF_THE_BASE, OF_THE_PROVINCE, PlansAsked
from reviews.queries.refinements import OwnLine
from reviews.services.refinements import FIELDS, OwnPlan, as_seen


class OwnPlanForm(KeptFileForm):
    """A committee's plan; a date left blank is that of the level above."""

    number = forms.CharField(
        label="Số kế hoạch của đơn vị", max_length=40, required=False, help_text="Ví dụ 12-KH/HU"
    )
    dated_on = OfficialDateField(label="Ngày kế hoạch", required=False, help_text="Ví dụ 15/11/2021")
    organ = forms.CharField(
        label="Cơ quan ban hành",
        max_length=160,
        required=False,
        help_text="Ví dụ Ban Thường vụ Huyện ủy",
    )
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)
    file = forms.FileField(
        label="Bản quét kế hoạch",
        required=False,
        help_text="PDF hoặc ảnh; có thể tải lên sau. Không tải lên tài liệu có độ mật.",
        error_messages={"empty": EMPTY_FILE},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, lines: list[OwnLine], written: CommitteePlan | None, **kwargs: Any
    ) -> None:
        start: dict[str, Any] = {"seen": as_seen(lines, written)}
        if written is not None:
            start |= {name: getattr(written, name) for name in FIELDS}
        start |= {one.deadline.code: one.own.before_on for one in lines if one.own}
        super().__init__(*args, initial=start, **kwargs)
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
        said = {name: data[name] for name in FIELDS if name in data}
        return OwnPlan(**said, days=days, scan=self.kept_file, scan_name=self.file_name)


class PlanFilterForm(forms.Form):
    """Which committees' plans are listed: of which level, with a plan or without, by name."""

    tim = forms.CharField(label="Tìm theo tên", required=False, max_length=100)
    cap = forms.ChoiceField(
        label="Cấp ủy",
        required=False,
        choices=[(BOTH, "Tất cả"), (OF_THE_PROVINCE, "Trực thuộc Tỉnh ủy"), (OF_THE_BASE, "Cơ sở, bộ phận")],
    )
    co = forms.ChoiceField(
        label="Kế hoạch",
        required=False,
        choices=[(BOTH, "Tất cả"), (HAS_PLAN, "Đã ghi kế hoạch"), (HAS_NONE, "Chưa ghi kế hoạch")],
    )

    def narrowed(self) -> PlansAsked:
        """What is asked for; what cannot be read narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        return PlansAsked(
            words=fold(clean(data.get("tim", ""))), level=data.get("cap", BOTH), plan=data.get("co", BOTH)
        )
