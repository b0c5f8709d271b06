"""One organ's letter of answer, with its word on each subject of the list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from organizations.forms import OfficialDateField
from ratings.enums import Answer
from ratings.forms.ratings import DAY
from ratings.models import Rating

UNSAID = ("", "Chưa ghi")


class ConsultationForm(forms.Form):
    """Who answered, by which letter; then line by line, the unsaid ones at once if the letter says so."""

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

    @property
    def about(self) -> list[BoundField]:
        """The boxes about the letter."""
        return [self[name] for name in ("organ", "number", "on", "rest")]

    @property
    def lines(self) -> list[tuple[Rating, BoundField]]:
        """Every line with its box."""
        return [(one, self[f"tl-{one.key}"]) for one in self.offered]

    def answers(self) -> dict[Rating, Answer]:
        """The word on each line that has one."""
        rest = Answer.NOTHING.value if self.cleaned_data["rest"] else ""
        said = {one: self.cleaned_data[f"tl-{one.key}"] or rest for one in self.offered}
        return {one: Answer(word) for one, word in said.items() if word}
