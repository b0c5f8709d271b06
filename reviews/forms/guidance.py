"""Drafting a letter of guidance, and recording it after the office's register."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from organizations.forms import EMPTY_FILE, KeptFileForm, OfficialDateField, RadioRows
from organizations.models import Collective
from reviews.rules.triggers import Grounds

MOST_POINTS = 20
NO_TRIGGER = "Không ghi theo trường hợp nào"

Choices = Sequence[tuple[str, Sequence[tuple[str, str]]]]


def trigger_choices(grounds: Grounds, kept: Iterable[tuple[str, str]] = ()) -> Choices:
    """The cases as a list to choose from: those the records show first; a person may choose any of them."""
    groups = [
        ("Có trong dữ liệu", [(one.trigger.code, one.trigger.text) for one in grounds.holding]),
        ("Do người soạn xét", [(one.code, one.text) for one in grounds.judged]),
        ("Chưa thấy trong dữ liệu", [(one.code, one.text) for one in grounds.absent]),
    ]
    offered = {code for _group, rows in groups for code, _text in rows}
    groups.append(("Đã chọn trước đây", [(code, text) for code, text in kept if code not in offered]))
    return [(name, rows) for name, rows in groups if rows]


class LetterForm(forms.Form):
    """The letter's own words."""

    issuer = forms.ModelChoiceField(
        label="Cơ quan gợi ý",
        queryset=Collective.objects.none(),
        to_field_name="key",
        empty_label=None,
        widget=RadioRows,
        error_messages={"required": "Chọn cơ quan gợi ý kiểm điểm."},
    )
    opening = forms.CharField(
        label="Căn cứ, lời dẫn", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    attending = forms.CharField(
        label="Đại biểu cấp trên dự hội nghị",
        required=False,
        max_length=200,
        help_text="Ghi nếu cấp trên dự, chỉ đạo hội nghị kiểm điểm.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, issuers: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["issuer"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the declared field
        field.queryset = issuers
        if fixed:
            del self.fields["issuer"]


class PointForm(forms.Form):
    """One point: the issue, what it rests on, what is to be made clear."""

    issue = forms.CharField(
        label="Vấn đề gợi ý", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    ground = forms.CharField(
        label="Căn cứ", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    request = forms.CharField(
        label="Yêu cầu làm rõ", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    trigger = forms.ChoiceField(
        label="Trường hợp gợi ý",
        required=False,
        help_text="Không bắt buộc.",
        error_messages={"invalid_choice": "Chọn trường hợp có trong danh sách."},
    )
    trigger_printed = forms.BooleanField(
        label="Ghi trường hợp này vào phần căn cứ của văn bản", required=False
    )

    def __init__(self, *args: Any, triggers: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trigger"].choices = [("", NO_TRIGGER), *triggers]  # type: ignore[attr-defined]
        if not triggers:
            del self.fields["trigger"], self.fields["trigger_printed"]

    def clean(self) -> dict[str, Any]:
        """A ground without an issue is a slip of the pen."""
        data = super().clean() or {}
        if not data.get("issue") and any(data.get(one) for one in ("ground", "request", "trigger")):
            self.add_error("issue", "Ghi vấn đề gợi ý của điểm này.")
        if data.get("trigger_printed") and not data.get("trigger") and "trigger" not in self.errors:
            self.add_error("trigger", "Chọn trường hợp để ghi vào văn bản, hoặc bỏ đánh dấu ở dưới.")
        return data


class AnyPoint(BaseFormSet):  # type: ignore[type-arg]
    """At least one point is written."""

    def clean(self) -> None:
        """Said once for the whole letter, at its first point; a form without points has no place to say it."""
        if (
            self.forms
            and not any(self.errors)
            and not any(one.cleaned_data.get("issue") for one in self.forms)
        ):
            self.forms[0].add_error("issue", "Ghi ít nhất một điểm gợi ý.")


def points_formset(extra: int) -> Any:
    """The points, with so many blank ones."""
    return formset_factory(
        PointForm, formset=AnyPoint, extra=extra, max_num=MOST_POINTS, absolute_max=MOST_POINTS + 10
    )


class SendForm(KeptFileForm):
    """Number, day, signatory and his position, as the office's register gave them (P27)."""

    number = forms.CharField(
        label="Số, ký hiệu",
        max_length=40,
        help_text="Theo sổ văn thư, ví dụ 812-CV/TU",
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
        error_messages={"required": "Ghi số, ký hiệu theo sổ văn thư, ví dụ 812-CV/TU."},
    )
    dated_on = OfficialDateField(
        label="Ngày văn bản",
        help_text="Ví dụ 22/11/2021",
        error_messages={"required": "Ghi ngày văn bản, ví dụ 22/11/2021."},
    )
    signatory = forms.CharField(
        label="Người ký", max_length=120, error_messages={"required": "Ghi họ và tên người ký."}
    )
    signatory_title = forms.CharField(
        label="Chức vụ người ký",
        max_length=80,
        help_text="Ví dụ: Phó Bí thư",
        error_messages={"required": "Ghi chức vụ người ký, ví dụ Phó Bí thư."},
    )
    file = forms.FileField(
        label="Bản quét đã ký",
        required=False,
        help_text="PDF hoặc ảnh. Có thể tải lên sau. Không tải lên tài liệu có độ mật.",
        error_messages={"empty": EMPTY_FILE},
    )
