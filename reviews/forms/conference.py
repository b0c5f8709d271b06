"""A conference on one page: its facts, and one block for each subject."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from organizations.forms import (
    EMPTY_FILE,
    CountField,
    KeptFileForm,
    OfficialDateField,
    RadioRows,
    RowsForm,
)
from organizations.models import Assignment
from reviews.enums import MinutesMode
from reviews.models import Conference, ConferencePlan, Subject
from reviews.services.conferences import Heard, Minutes

AREA = {"rows": 3}


SAID = ("remarks", "reply", "conclusion")
NOBODY_CAME = "Không dự, hoặc không có phân công"
REVIEWED = (("1", "Đã kiểm điểm"), ("0", "Chưa kiểm điểm"))


class ConferenceForm(RowsForm, KeptFileForm):
    """When, where, who; the conclusion and the minutes."""

    row_boxes = re.compile(r"(?P<row>[a-z0-9]+)-(?P<box>reviewed|absent_reason|remarks|reply|conclusion)")
    box_labels = {
        "reviewed": "Tại hội nghị",
        "absent_reason": "Lý do chưa kiểm điểm",
        "remarks": "Ý kiến góp ý",
        "reply": "Tiếp thu, giải trình",
        "conclusion": "Kết luận của đồng chí chủ trì",
    }
    why_gone = "không còn kiểm điểm tại tập thể này, nên chưa ghi được gì."

    held_on = OfficialDateField(
        label="Ngày họp",
        help_text="Ngày hội nghị đã họp, ví dụ 06/12/2021",
        error_messages={"required": "Ghi ngày họp, ví dụ 06/12/2021."},
    )
    papers_sent_on = OfficialDateField(
        label="Ngày gửi tài liệu",
        required=False,
        help_text="Ngày gửi dự thảo đến thành viên dự hội nghị, ví dụ 01/12/2021",
    )
    place = forms.CharField(
        label="Địa điểm", max_length=200, error_messages={"required": "Ghi địa điểm họp."}
    )
    chair = forms.CharField(
        label="Chủ trì", max_length=160, error_messages={"required": "Ghi đồng chí chủ trì."}
    )
    secretary = forms.CharField(
        label="Thư ký", max_length=160, error_messages={"required": "Ghi đồng chí thư ký."}
    )
    attended_by = forms.ChoiceField(
        label="Ủy viên phụ trách đã dự",
        required=False,
        widget=RadioRows,
        help_text="Theo phân công phụ trách.",
    )
    upper_attending = forms.CharField(label="Đại biểu cấp trên dự, chỉ đạo", max_length=300, required=False)
    convened_count = CountField(
        label="Triệu tập", max_value=500, error_messages={"required": "Ghi số người triệu tập."}
    )
    present_count = CountField(
        label="Có mặt", max_value=500, error_messages={"required": "Ghi số người có mặt."}
    )
    absent = forms.CharField(
        label="Vắng, lý do",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi người một dòng. Ví dụ: Hà Văn Đắc: đi công tác",
    )
    conclusion = forms.CharField(
        label="Kết luận chung của hội nghị",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi kết luận chung của hội nghị."},
    )
    minutes_mode = forms.ChoiceField(
        label="Biên bản",
        choices=MinutesMode.choices,
        widget=RadioRows,
        error_messages={"required": "Chọn nơi lập biên bản."},
    )
    minutes_number = forms.CharField(
        label="Số biên bản", max_length=40, required=False, help_text="Ghi khi biên bản chỉ lưu bản giấy."
    )
    minutes_on = OfficialDateField(
        label="Ngày biên bản", required=False, help_text="Ghi khi biên bản chỉ lưu bản giấy, ví dụ 06/12/2021"
    )
    minutes_kept_at = forms.CharField(
        label="Nơi lưu biên bản",
        max_length=160,
        required=False,
        help_text="Ghi khi biên bản chỉ lưu bản giấy.",
    )
    file = forms.FileField(
        label="Bản quét biên bản",
        required=False,
        help_text="PDF hoặc ảnh; có thể tải lên sau. Không tải lên tài liệu có độ mật.",
        error_messages={"empty": EMPTY_FILE},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        heard: Collection[str],
        supervisors: Sequence[Assignment] = (),
        data_only: bool = False,
        **kwargs: Any,
    ) -> None:
        self.heard = frozenset(heard)
        self.first = next(iter(heard), "")
        super().__init__(*args, **kwargs)
        self.supervisors = {one.key: one for one in supervisors}
        people = [(key, f"{one.account.full_name}, {one}") for key, one in self.supervisors.items()]
        self.fields["attended_by"].choices = [("", NOBODY_CAME), *people]  # type: ignore[attr-defined]
        if not people:
            del self.fields["attended_by"]
        if data_only:  # the texts stay on paper (P82)
            del self.fields["conclusion"]
            for name in ("place", "chair", "secretary"):
                self.fields[name].required = False

    def first_box(self) -> str:
        """Whether the first was reviewed, which is in a form of his own."""
        return f"id_{self.first}-reviewed_0" if self.first else ""

    def rows_here(self) -> frozenset[str]:
        """The subjects that the collective reviews."""
        return self.heard

    def word(self, box: str, value: str) -> str:
        """Reviewed or not, in words."""
        return dict(REVIEWED).get(value, value) if box == "reviewed" else value

    def minutes(self, agenda: tuple[Heard, ...], plan: ConferencePlan | None = None) -> Minutes:
        """What was typed, as the service takes it."""
        skipped = {"file", "kept", "version", "attended_by"}
        data = {name: value for name, value in self.cleaned_data.items() if name not in skipped}
        came = self.supervisors.get(self.cleaned_data.get("attended_by", ""))
        return Minutes(**data, agenda=agenda, plan=plan, attended_by=came)


class HeardForm(forms.Form):
    """One subject: reviewed or not, what was said, what was concluded."""

    order = CountField(label="Thứ tự", min_value=1, max_value=200)
    reviewed = forms.ChoiceField(
        label="Tại hội nghị",
        choices=REVIEWED,
        widget=RadioRows(attrs={"class": "choices-2"}),
    )
    absent_reason = forms.CharField(label="Lý do chưa kiểm điểm", required=False, max_length=200)
    remarks = forms.CharField(
        label="Ý kiến góp ý",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs=AREA),
        help_text="Mỗi ý kiến một dòng: họ tên người góp ý, dấu hai chấm, nội dung góp ý.",
    )
    reply = forms.CharField(
        label="Tiếp thu, giải trình", required=False, max_length=10_000, widget=forms.Textarea(attrs=AREA)
    )
    conclusion = forms.CharField(
        label="Kết luận của đồng chí chủ trì",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs=AREA),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        subject: Subject,
        is_head: bool = False,
        initial: dict[str, Any] | None = None,
        data_only: bool = False,
    ) -> None:
        super().__init__(data, prefix=subject.key, initial=initial)
        if data_only:
            for name in SAID:
                del self.fields[name]
        self.subject, self.is_head = subject, is_head
        self.whose = subject.label

    def clean(self) -> dict[str, Any]:
        """One who was not reviewed has a reason."""
        data = super().clean() or {}
        if data.get("reviewed") == "0" and not data.get("absent_reason"):
            self.add_error("absent_reason", "Ghi lý do chưa kiểm điểm.")
        return data

    @property
    def is_written(self) -> bool:
        """Reviewed, and what was said stands here, nothing wrong with it: it is folded away."""
        said = any(self[name].value() for name in SAID if name in self.fields)
        return said and self["reviewed"].value() == "1" and not self.errors

    def heard(self) -> Heard:
        """What was typed, as the service takes it."""
        data = self.cleaned_data
        return Heard(
            subject=self.subject,
            reviewed=data["reviewed"] == "1",
            absent_reason=data["absent_reason"],
            **{name: data[name] for name in SAID if name in data},
        )


def in_order(forms_: list[HeardForm]) -> tuple[Heard, ...]:
    """The subjects in the order that was typed."""
    return tuple(one.heard() for one in sorted(forms_, key=lambda form: form.cleaned_data["order"]))


def typed_before(conference: Conference) -> dict[str, Any]:
    """A conference as the form shows it again."""
    names = [name for name in ConferenceForm.base_fields if name not in {"file", "kept", "absent"}]
    came = conference.attended_by
    kept = {name: getattr(conference, name) for name in names}
    return kept | {"absent": conference.absent_note, "attended_by": came.key if came is not None else ""}


def typed_in_plan(plan: ConferencePlan) -> dict[str, Any]:
    """What the plan says already; the minutes tell what really was."""
    come = plan.attending
    return {
        "held_on": plan.planned_on,
        "place": plan.place,
        "chair": plan.chair,
        "papers_sent_on": plan.papers_sent_on,
        "attended_by": come.key if come is not None else "",
    }


def heard_before(conference: Conference) -> dict[int, dict[str, Any]]:
    """What was typed about each subject, by subject."""
    return {
        item.subject_id: {
            "order": item.position,
            "reviewed": "1" if item.is_reviewed else "0",
            "absent_reason": item.absent_reason,
            "remarks": "\n".join(
                f"{one.speaker}: {one.text}" if one.speaker else one.text for one in item.remarks.all()
            ),
            "reply": item.reply,
            "conclusion": item.conclusion,
        }
        for item in conference.agenda.prefetch_related("remarks")
    }
