"""One organ's letter of answer, with its word on each subject of the list."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from organizations.forms import OfficialDateField, RowsForm
from organizations.models import SubmittingUnit
from ratings.enums import Answer
from ratings.forms.ratings import DAY
from ratings.models import Rating

UNSAID = ("", "Chưa ghi")


class ConsultationForm(RowsForm):
    """Who answered, by which letter; then line by line, the unsaid ones at once if the letter says so."""

    row_boxes = re.compile(r"(?P<box>tl)-(?P<row>[a-z0-9]+)")
    box_labels = {"tl": "Trả lời"}
    why_gone = "không còn chờ ý kiến của cơ quan liên quan, nên chưa ghi được gì."

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
    rest = forms.BooleanField(label="Các dòng chưa ghi trong danh sách này: không có ý kiến", required=False)

    def __init__(self, *args: Any, ratings: Sequence[Rating], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(ratings)
        for rating in self.offered:
            self.fields[f"tl-{rating.key}"] = forms.ChoiceField(
                label=f"{rating.subject}: trả lời", required=False, choices=[UNSAID, *Answer.choices]
            )

    def rows_here(self) -> set[str]:
        """The lines that still wait for an answer."""
        return {one.key for one in self.offered}

    def word(self, _box: str, value: str) -> str:
        """An answer by its name."""
        return str(dict(Answer.choices).get(value, value))

    def name_of(self, record: Any) -> str:
        """Whose rating it is."""
        return str(record.subject)

    @property
    def about(self) -> list[BoundField]:
        """The boxes about the letter."""
        return [self[name] for name in ("organ", "number", "on", "rest")]

    @property
    def lines(self) -> list[tuple[Rating, BoundField]]:
        """Every line with its box."""
        return [(one, self[f"tl-{one.key}"]) for one in self.offered]

    def answers(self) -> dict[Rating, Answer]:
        """The word on each line that has one; "the rest" are those that stood on the page."""
        rest = Answer.NOTHING.value if self.cleaned_data["rest"] else ""
        shown = [one for one in self.offered if f"tl-{one.key}" in self.data]
        said = {one: self.cleaned_data.get(f"tl-{one.key}", "") or rest for one in shown}
        return {one: Answer(word) for one, word in said.items() if word}


class ConsultationRequestForm(forms.Form):
    """Which organ was asked, by which letter, until when, and about which list."""

    organ = forms.CharField(
        label="Cơ quan được hỏi",
        max_length=160,
        help_text="Ví dụ: Ủy ban Kiểm tra Tỉnh ủy",
        error_messages={"required": "Ghi cơ quan, ví dụ Ủy ban Kiểm tra Tỉnh ủy."},
    )
    number = forms.CharField(
        label="Số, ký hiệu văn bản", required=False, max_length=40, help_text="Theo sổ văn bản đi"
    )
    dated_on = OfficialDateField(label="Ngày văn bản", error_messages=DAY)
    due_on = OfficialDateField(label="Đề nghị trả lời đến hết ngày", error_messages=DAY)
    unit = forms.ModelChoiceField(
        SubmittingUnit.objects.none(),
        label="Danh sách được hỏi",
        required=False,
        empty_label="Tất cả các đơn vị",
        to_field_name="key",
        error_messages={"invalid_choice": "Chọn một đơn vị trong danh sách."},
    )

    def __init__(self, *args: Any, units: QuerySet[SubmittingUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the declared field
        field.queryset = units
