"""What is noted of the putting right of one shortcoming."""

from typing import Any

from django import forms

from organizations.forms import OfficialDateField, RadioRows
from reviews.enums import NOTED
from reviews.services.remedies import NEEDS_PAPER


class RemedyNoteForm(forms.Form):
    """Ghi kết quả khắc phục; no state is chosen beforehand."""

    noted_on = OfficialDateField(label="Tính đến ngày", help_text="Ngày thật, ví dụ 31/3/2022")
    state = forms.ChoiceField(
        label="Đến ngày đó",
        choices=[(one.value, one.label) for one in NOTED],
        widget=RadioRows,
        error_messages={"required": "Chọn một trong ba mức khắc phục."},
    )
    text = forms.CharField(
        label="Việc đã làm, việc còn lại",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Không ghi mức xếp loại.",
    )
    paper = forms.CharField(
        label="Căn cứ",
        required=False,
        max_length=200,
        help_text="Ví dụ: Biên bản sinh hoạt chi bộ ngày 03/4/2022",
        error_messages={"required": NEEDS_PAPER},
    )

    def __init__(self, *args: Any, needs_paper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].required = needs_paper
