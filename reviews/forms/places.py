"""Where somebody with many posts is reviewed besides, by which paper."""

from collections.abc import Sequence
from typing import Any

from django import forms

from organizations.forms import OfficialDateField
from reviews.models import Place


class DecidedPlacesForm(forms.Form):
    """The places the authority decides about, and the paper in which it did."""

    places = forms.MultipleChoiceField(
        label="Nơi phải kiểm điểm thêm",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nơi không chọn thì không bắt buộc kiểm điểm. Chi bộ và nơi giữ chức vụ chính luôn bắt buộc.",
        error_messages={"invalid_choice": "Nơi đã chọn không còn trong danh sách. Chọn lại."},
    )
    number = forms.CharField(
        label="Số, ký hiệu văn bản", max_length=80, error_messages={"required": "Ghi số, ký hiệu văn bản."}
    )
    dated_on = OfficialDateField(
        label="Ngày văn bản", error_messages={"required": "Ghi ngày văn bản, ví dụ 02/12/2021."}
    )

    def __init__(self, *args: Any, offered: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["places"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - narrows the declared field
        field.choices = [(one.collective.key, one.label) for one in offered if one.collective]
