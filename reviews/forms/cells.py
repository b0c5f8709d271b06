"""The evening of a cell on one page: the conference above, a row a member below."""

import re
from dataclasses import replace
from typing import Any

from django import forms

from organizations.enums import Level
from organizations.forms import CountField, OfficialDateField
from reviews.forms.conference import REVIEWED, ConferenceForm
from reviews.models import Conference, ConferencePlan, Subject
from reviews.services.cells import Evening, lacks_paper
from reviews.services.conferences import Heard
from reviews.workflow import WRITABLE

NO_PAPER = "Chưa có bản kiểm điểm: ghi số tờ của bản giấy, hoặc chọn “Chưa kiểm điểm” và ghi lý do."
AWAY = "Đi làm ăn xa"


class CellMeetingForm(ConferenceForm):
    """When, where, who; the papers' day; the minutes. A cell's conclusion may stand in its book alone (P18)."""

    row_boxes = re.compile(r"(?P<row>[a-z0-9]+)-(?P<box>sheets|level|reviewed|absent_reason|conclusion)")
    box_labels = {
        "sheets": "Số tờ",
        "level": "Tự nhận mức",
        "reviewed": "Tại cuộc họp",
        "absent_reason": "Lý do chưa kiểm điểm",
        "conclusion": "Góp ý, kết luận",
    }
    why_gone = "không còn chờ kiểm điểm tại chi bộ này, nên chưa ghi được gì."
    upper_attending = forms.CharField(label="Cấp trên dự", max_length=300, required=False)
    papers_sent_on = None  # type: ignore[assignment]  # a cell sends no draft out
    absent = None  # type: ignore[assignment]  # who was absent stands in his row
    received_on = OfficialDateField(
        label="Nhận bản giấy ngày",
        required=False,
        help_text="Để trống nếu các bản giấy nhận ngay tại cuộc họp.",
    )
    conclusion = forms.CharField(
        label="Kết luận chung (không bắt buộc)",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def word(self, box: str, value: str) -> str:
        """Chosen values in words."""
        return str(dict(Level.choices).get(value, value)) if box == "level" else super().word(box, value)

    def evening(self, rows: list["MemberForm"], plan: ConferencePlan | None) -> Evening:
        """What was typed, as the service takes it; the day on which papers went out stands in the plan."""
        received_on = self.cleaned_data.pop("received_on")
        papers = {
            row.subject.key: (row.cleaned_data["sheets"], row.cleaned_data["level"])
            for row in rows
            if row.awaits_paper and row.cleaned_data["sheets"]
        }
        agenda = tuple(row.heard() for row in rows)
        absent = [f"{one.subject.label}: {one.absent_reason}" for one in agenda if not one.reviewed]
        sent_on = plan.papers_sent_on if plan is not None else None
        if sent_on is not None and sent_on > self.cleaned_data["held_on"]:
            sent_on = None  # held earlier than planned: they were sent for another evening
        minutes = replace(self.minutes(agenda, plan), absent="\n".join(absent), papers_sent_on=sent_on)
        return Evening(minutes=minutes, papers=papers, received_on=received_on)


class MemberForm(forms.Form):
    """One member: his paper, whether he was reviewed, and what was said."""

    sheets = CountField(label="Số tờ", required=False, min_value=1, max_value=500)
    level = forms.ChoiceField(
        label="Tự nhận mức", required=False, choices=[("", "Không ghi"), *Level.choices]
    )
    reviewed = forms.ChoiceField(label="Tại cuộc họp", choices=REVIEWED)
    absent_reason = forms.CharField(label="Lý do chưa kiểm điểm", required=False, max_length=200)
    conclusion = forms.CharField(label="Góp ý, kết luận", required=False, max_length=2000)

    def __init__(
        self,
        data: Any = None,
        *,
        subject: Subject,
        is_head: bool,
        initial: dict[str, Any] | None = None,
        data_only: bool = False,
    ) -> None:
        super().__init__(data, prefix=subject.key, initial=initial)
        if data_only:
            del self.fields["conclusion"]
        self.subject, self.is_head, self.whose = subject, is_head, subject.label
        self.awaits_paper = subject.self_review.state in WRITABLE
        if not self.awaits_paper:
            del self.fields["sheets"], self.fields["level"]

    def clean(self) -> dict[str, Any]:
        """One who was not reviewed has a reason; one who was has written, be it on paper."""
        data = super().clean() or self.cleaned_data
        reviewed, sheets = data.get("reviewed") == "1", data.get("sheets")
        if data.get("reviewed") == "0" and not data.get("absent_reason"):
            self.add_error("absent_reason", "Ghi lý do chưa kiểm điểm.")
        if not self.awaits_paper or "sheets" in self.errors:
            return data
        if data.get("level") and not sheets:
            self.add_error("sheets", "Đã ghi mức tự nhận: ghi số tờ của bản giấy, hoặc bỏ mức.")
        elif lacks_paper(self.subject, reviewed=reviewed, sheets=sheets):
            self.add_error("sheets", NO_PAPER)
        return data

    def heard(self) -> Heard:
        """What was typed, as the service takes it."""
        data = self.cleaned_data
        reviewed = data["reviewed"] == "1"
        return Heard(
            subject=self.subject,
            reviewed=reviewed,
            absent_reason=data["absent_reason"],
            conclusion=data.get("conclusion", ""),
        )


def evening_before(conference: Conference) -> dict[int, dict[str, Any]]:
    """What was typed about each member, by subject."""
    return {
        item.subject_id: {
            "reviewed": "1" if item.is_reviewed else "0",
            "absent_reason": item.absent_reason,
            "conclusion": item.conclusion,
        }
        for item in conference.agenda.all()
    }
