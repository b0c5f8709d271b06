"""A conference to come on one page: day, programme, papers, who comes from above."""

from collections.abc import Sequence
from typing import Any

from django import forms

from organizations.forms import ClockTimeField, FigureField, OfficialDateField, RadioRows
from organizations.models import Assignment, Collective
from reviews.models import ConferencePlan, Subject
from reviews.services.conference_plans import FIELDS, Prepared

ALONE, NOBODY = "Họp riêng", "Không có, hoặc chưa phân công"


class ConferencePlanForm(forms.Form):
    """What is known beforehand; only the day is asked for, the rest may follow."""

    planned_on = OfficialDateField(
        label="Ngày dự kiến họp",
        help_text="Ví dụ 20/12/2021",
        error_messages={"required": "Ghi ngày dự kiến họp, ví dụ 20/12/2021."},
    )
    planned_at = ClockTimeField(label="Giờ họp", required=False, help_text="Ví dụ 7:30")
    lasts_days = FigureField(
        label="Thời gian họp (ngày)",
        required=False,
        min_value=0.1,
        max_digits=3,
        decimal_places=1,
        help_text="Ví dụ 0,5",
    )
    place = forms.CharField(label="Địa điểm", max_length=200, required=False)
    chair = forms.CharField(label="Chủ trì", max_length=160, required=False)
    second = forms.ChoiceField(label="Họp chung", required=False, widget=RadioRows)
    attending = forms.ChoiceField(
        label="Ủy viên phụ trách dự, chỉ đạo",
        required=False,
        widget=RadioRows,
        help_text="Theo phân công phụ trách đơn vị.",
    )
    data_only = forms.BooleanField(
        label="Chỉ ghi số liệu; nội dung lưu bản giấy",
        required=False,
        help_text="Không ghi ý kiến, kết luận của hội nghị vào hệ thống.",
    )
    programme = forms.CharField(
        label="Chương trình",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Mỗi nội dung một dòng.",
    )
    papers = forms.MultipleChoiceField(
        label="Tài liệu gửi trước", required=False, widget=forms.CheckboxSelectMultiple
    )
    papers_sent_on = OfficialDateField(
        label="Ngày gửi tài liệu", required=False, help_text="Ví dụ 15/12/2021"
    )
    papers_sent_to = forms.CharField(
        label="Đã gửi cho",
        max_length=300,
        required=False,
        help_text="Ví dụ 11 đồng chí Ủy viên Ban Thường vụ",
    )
    consulted = forms.CharField(
        label="Đã lấy ý kiến đóng góp của",
        max_length=300,
        required=False,
        help_text="Tổ chức, cá nhân liên quan đã góp ý dự thảo (nếu có), ngày góp ý",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        subjects: Sequence[Subject],
        seconds: Sequence[Collective],
        supervisors: Sequence[Assignment],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = {one.key: one for one in subjects}
        self.seconds = {one.key: one for one in seconds}
        self.supervisors = {one.key: one for one in supervisors}
        self._choose("papers", [(key, f"Bản kiểm điểm: {one.label}") for key, one in self.subjects.items()])
        self._choose("second", [("", ALONE), *((key, one.name) for key, one in self.seconds.items())])
        people = [(key, f"{one.account.full_name}, {one}") for key, one in self.supervisors.items()]
        self._choose("attending", [("", NOBODY), *people])
        for name, known in (("second", self.seconds), ("attending", self.supervisors), ("papers", subjects)):
            if not known:
                del self.fields[name]

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a field with choices

    def prepared(self) -> Prepared:
        """What was typed, as the service takes it."""
        data = self.cleaned_data
        typed = {name: data[name] for name in FIELDS if name in data}
        return Prepared(
            **typed
            | {
                "second": self.seconds.get(data.get("second", "")),
                "attending": self.supervisors.get(data.get("attending", "")),
                "papers": tuple(self.subjects[key] for key in data.get("papers", ())),
            }
        )


def planned_before(plan: ConferencePlan) -> dict[str, Any]:
    """A coming conference as the form shows it again."""
    kept: dict[str, Any] = {name: getattr(plan, name) for name in (*FIELDS, "version")}
    return kept | {
        "second": plan.second.key if plan.second is not None else "",
        "attending": plan.attending.key if plan.attending is not None else "",
        "papers": [one.subject.key for one in plan.papers.select_related("subject")],
    }
