"""One organ's letter of answer, with its word on each subject of the list."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from organizations.forms import OfficialDateField, RowsForm
from ratings.enums import Answer
from ratings.forms.ratings import DAY
from ratings.models import Consultation, Rating
from ratings.models.consultation import WORDS
from ratings.services.consultations import Word

EVERY_LIST = ("", "Tất cả các đơn vị")
UNSAID = ("", "Chưa ghi")


class AnswersForm(RowsForm):
    """One organ's word on each subject of a list; the unsaid ones at once if it says so."""

    row_boxes = re.compile(r"(?P<box>tl|nd)-(?P<row>[a-z0-9]+)")
    box_labels = {"tl": "Trả lời", "nd": "Nội dung"}
    why_gone = "không còn chờ ý kiến của cơ quan liên quan, nên chưa ghi được gì."

    rest = forms.BooleanField(label="Các dòng chưa ghi trong danh sách này: không có ý kiến", required=False)

    def __init__(
        self,
        *args: Any,
        ratings: Sequence[Rating],
        said: Mapping[int, Consultation] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(ratings)
        self.said_before = said or {}
        for rating in self.offered:
            before = self.said_before.get(rating.pk)
            self.fields[f"tl-{rating.key}"] = forms.ChoiceField(
                label=f"{rating.subject}: trả lời",
                required=False,
                choices=[UNSAID, *Answer.choices],
                initial=before.answer if before else "",
            )
            self.fields[f"nd-{rating.key}"] = forms.CharField(
                label=f"{rating.subject}: nội dung",
                required=False,
                max_length=WORDS,
                initial=before.text if before else "",
            )

    def rows_here(self) -> set[str]:
        """The lines that still wait for an answer."""
        return {one.key for one in self.offered}

    def word(self, box: str, value: str) -> str:
        """An answer by its name."""
        return str(dict(Answer.choices).get(value, value)) if box == "tl" else value

    def name_of(self, record: Any) -> str:
        """Whose rating it is."""
        return str(record.subject)

    @property
    def lines(self) -> list[tuple[Rating, BoundField, BoundField]]:
        """Every line with its boxes."""
        return [(one, self[f"tl-{one.key}"], self[f"nd-{one.key}"]) for one in self.offered]

    def clean(self) -> dict[str, Any]:
        """Words without an answer are asked about, and so is an answer taken back: neither is passed over."""
        cleaned = super().clean()
        for rating in self.offered:
            answer, text = f"tl-{rating.key}", f"nd-{rating.key}"
            if answer in self.errors or text in self.errors or answer not in self.data or cleaned.get(answer):
                continue
            if cleaned.get(text):
                self.add_error(answer, "Đã ghi nội dung, chọn cả trả lời.")
            elif rating.pk in self.said_before:
                self.add_error(answer, "Đã có trả lời; chọn trả lời khác, không để trống.")
        return cleaned

    def answers(self) -> dict[Rating, Word]:
        """The word on each line that has one; "the rest" are those that stood on the page."""
        rest = Answer.NOTHING.value if self.cleaned_data.get("rest") else ""
        shown = [one for one in self.offered if f"tl-{one.key}" in self.data]
        said = {one: self.cleaned_data.get(f"tl-{one.key}", "") or rest for one in shown}
        return {
            one: Word(Answer(word), self.cleaned_data.get(f"nd-{one.key}", ""))
            for one, word in said.items()
            if word
        }


class ConsultationForm(AnswersForm):
    """Who answered, by which letter; then line by line."""

    organ = forms.CharField(
        label="Cơ quan trả lời",
        max_length=160,
        help_text="Ví dụ: Ủy ban Kiểm tra Tỉnh ủy",
        error_messages={"required": "Ghi cơ quan, ví dụ Ủy ban Kiểm tra Tỉnh ủy."},
    )
    number = forms.CharField(
        label="Số, ký hiệu văn bản", required=False, max_length=40, help_text="Ví dụ 118-CV/UBKTTU"
    )
    on = OfficialDateField(label="Ngày văn bản", error_messages=DAY)
    field_order = ("organ", "number", "on", "rest")

    @property
    def about(self) -> list[BoundField]:
        """The boxes about the letter."""
        return [self[name] for name in ("organ", "number", "on", "rest")]


class InquiryForm(AnswersForm):
    """The inspection's own answers: what it has said stands in the boxes and can be put right."""

    number = forms.CharField(
        label="Số, ký hiệu văn bản trả lời, nếu có", required=False, max_length=40,
        help_text="Ví dụ 118-CV/UBKTTU",
    )  # fmt: skip
    field_order = ("number", "rest")

    @property
    def about(self) -> list[BoundField]:
        """The boxes about the letter."""
        return [self["number"], self["rest"]]


class ConsultationRequestForm(forms.Form):
    """Which organ was asked, by which letter, until when, and about which list."""

    organ = forms.CharField(
        label="Cơ quan được hỏi",
        max_length=160,
        help_text="Ví dụ: Ủy ban Kiểm tra Tỉnh ủy",
        error_messages={"required": "Ghi cơ quan, ví dụ Ủy ban Kiểm tra Tỉnh ủy."},
    )
    to_inspection = forms.BooleanField(
        label="Hỏi Ủy ban Kiểm tra cùng cấp: chuyển cả danh sách đến tài khoản của Ủy ban Kiểm tra để trả lời",
        required=False,
    )
    number = forms.CharField(
        label="Số, ký hiệu văn bản", required=False, max_length=40, help_text="Theo sổ văn bản đi"
    )
    dated_on = OfficialDateField(
        label="Ngày văn bản",
        required=False,
        help_text="Để trống nếu mới lập dự thảo; ghi số, ngày khi đã phát hành.",
    )
    due_on = OfficialDateField(label="Đề nghị trả lời đến hết ngày", error_messages=DAY)
    unit = forms.ChoiceField(
        label="Danh sách được hỏi",
        required=False,
        error_messages={"invalid_choice": "Chọn một đơn vị trong danh sách."},
    )

    def __init__(self, *args: Any, lists: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the declared field
        field.choices = [EVERY_LIST, *lists]


class SentForm(forms.Form):
    """Number and day that the office's register gave the letter."""

    number = forms.CharField(
        label="Số, ký hiệu", required=False, max_length=40, help_text="Theo sổ văn bản đi, ví dụ 640-CV/BTCTU"
    )
    dated_on = OfficialDateField(label="Ngày văn bản", error_messages=DAY)
