"""Small forms around a self-review: a return, a helper, a file, papers handed over."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

from django import forms

from documents.enums import Format
from organizations.enums import Level
from organizations.forms import (
    EMPTY_FILE,
    CountField,
    KeptFileForm,
    OfficialDateField,
    RadioRows,
    RowsForm,
)
from organizations.models import Account
from reviews.models import SelfReview, Subject
from reviews.queries.writing import Writing


class ReturnForm(forms.Form):
    """Why a self-review goes back, and to which section."""

    section = forms.ChoiceField(label="Mục cần bổ sung, hoàn thiện")
    reason = forms.CharField(
        label="Nội dung đề nghị",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="Nói rõ cần làm gì; đồng chí viết sẽ thấy ngay tại mục đó.",
        error_messages={"required": "Ghi rõ nội dung đề nghị bổ sung, hoàn thiện."},
    )

    def __init__(self, *args: Any, writing: Writing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["section"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the declared field
        field.choices = [("", "Chọn mục")] + [
            (item.code, f"{item.section}. {item.title}"[:110]) for item in writing.items
        ]
        field.error_messages["required"] = "Chọn mục cần bổ sung, hoàn thiện."


class HelperForm(forms.Form):
    """The account of the one who writes for the subject, by its sign-in name."""

    sign_in_name = forms.CharField(
        label="Tên đăng nhập của người soạn giúp",
        required=False,
        max_length=40,
        help_text="Hỏi người soạn giúp tên đăng nhập. Để trống rồi lưu: thôi nhờ soạn giúp.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )

    def __init__(self, *args: Any, may_try: Callable[[], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_try = may_try

    def clean_sign_in_name(self) -> Account | None:
        """The account itself; a name nobody has is said plainly, but nobody goes through a list of names."""
        name = self.cleaned_data["sign_in_name"].strip()
        if not name:
            return None
        if not self.may_try():
            raise forms.ValidationError(
                "Đồng chí đã thử nhiều tên. Hỏi đúng tên đăng nhập của người soạn giúp, chờ một giờ rồi ghi lại."
            )
        account = Account.objects.filter(sign_in_name__iexact=name, is_active=True).first()
        if account is None:
            raise forms.ValidationError(f"Không có tài khoản “{name}”. Hỏi lại tên đăng nhập.")
        return account


class ExtractForm(forms.Form):
    """Of whom minutes are extracted, and as which file."""

    whose = forms.ChoiceField(
        label="Trích nội dung của",
        required=False,
        error_messages={"invalid_choice": "Chọn lại: người này không có trong nội dung hội nghị."},
    )
    format = forms.ChoiceField(
        label="Tệp",
        choices=((Format.DOCX, "Word, sửa được đến khi ký"), (Format.PDF, "PDF, để in")),
        widget=RadioRows,
        error_messages={"required": "Chọn tệp Word hoặc PDF.", "invalid_choice": "Chọn tệp Word hoặc PDF."},
    )

    def __init__(self, data: Any = None, *, subjects: Sequence[Subject]) -> None:
        super().__init__(data, initial={"format": Format.DOCX})
        self.by_key = {one.key: one for one in subjects}
        choices = [("", "Cả hội nghị"), *((key, one.label) for key, one in self.by_key.items())]
        self.fields["whose"].choices = choices  # type: ignore[attr-defined]  # a choice field has choices

    def subject(self) -> Subject | None:
        """The one chosen, or nobody for the whole conference."""
        return self.by_key.get(self.cleaned_data["whose"])


class CompleteForm(forms.Form):
    """The day of the complete text."""

    completed_on = OfficialDateField(
        label="Ngày hoàn chỉnh",
        help_text="Từ ngày hội nghị kiểm điểm trở đi, ví dụ 20/12/2021",
        error_messages={"required": "Ghi ngày hoàn chỉnh."},
    )


class FileForm(forms.Form):
    """One file to keep."""

    file = forms.FileField(
        label="Tệp",
        error_messages={
            "required": "Chọn tệp cần tải lên.",
            "empty": EMPTY_FILE,
            "max_length": "Tên tệp quá dài. Đề nghị đặt tên ngắn hơn.",
        },
    )


class PaperForm(forms.Form):
    """One paper self-review of a list: sheets, and the level its author takes for himself."""

    sheets = CountField(label="Số tờ", required=False, min_value=1, max_value=500)
    level = forms.ChoiceField(
        label="Tự nhận mức", required=False, choices=[("", "Không ghi"), *Level.choices]
    )

    def __init__(self, data: Any = None, *, subject: Subject) -> None:
        super().__init__(data, prefix=subject.key)
        self.whose = subject.label

    def clean(self) -> dict[str, Any]:
        """A level beside no sheets is asked about, never dropped in silence."""
        data = super().clean() or self.cleaned_data
        if data.get("level") and "sheets" not in self.errors and not data.get("sheets"):
            self.add_error("sheets", "Đã ghi mức tự nhận: ghi số tờ của bản giấy, hoặc bỏ mức.")
        return data


class ReceivedForm(forms.Form):
    """The day the papers were handed over."""

    received_on = OfficialDateField(
        label="Nhận ngày",
        help_text="Ngày nhận bản giấy, ví dụ 05/12/2021",
        error_messages={"required": "Ghi ngày nhận bản giấy."},
    )


class ManyPapersForm(RowsForm, ReceivedForm):
    """Many papers handed over on one day: a row a person."""

    row_boxes = re.compile(r"(?P<row>[a-z0-9]+)-(?P<box>sheets|level)")
    box_labels = {"sheets": "Số tờ", "level": "Tự nhận mức"}
    why_gone = "không còn chờ bản giấy (đã nộp hoặc đã được ghi nhận), nên chưa ghi được gì."

    def __init__(self, *args: Any, awaited: Collection[str], **kwargs: Any) -> None:
        self.awaited = frozenset(awaited)
        self.first = next(iter(awaited), "")
        super().__init__(*args, **kwargs)

    def first_box(self) -> str:
        """The sheets of the first, which are in a form of their own."""
        return f"id_{self.first}-sheets" if self.first else ""

    def rows_here(self) -> frozenset[str]:
        """Those whose self-review may still come on paper."""
        return self.awaited

    def word(self, box: str, value: str) -> str:
        """A level by its name."""
        return str(dict(Level.choices).get(value, value)) if box == "level" else value


class OnePaperForm(KeptFileForm, ReceivedForm):
    """One self-review on paper, with its photo if there is one."""

    sheets = CountField(
        label="Số tờ", min_value=1, max_value=500, error_messages={"required": "Ghi số tờ, ví dụ 03."}
    )
    level = forms.ChoiceField(
        label="Tự nhận mức xếp loại (nếu bản giấy có ghi)",
        required=False,
        choices=Level.choices,
        widget=RadioRows,
    )
    file = forms.FileField(
        label="Ảnh hoặc bản quét (không bắt buộc)",
        required=False,
        help_text="Không tải lên tài liệu có độ mật.",
        error_messages={"empty": EMPTY_FILE},
    )


def helper_name(review: SelfReview) -> dict[str, str]:
    """What the form of the helper shows first."""
    return {"sign_in_name": review.helper.sign_in_name if review.helper else ""}
