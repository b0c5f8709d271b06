"""A signed paper handed in with a form."""

from django import forms

from organizations.forms import EMPTY_FILE, KeptFileForm

NO_CLASSIFIED = "Không tải lên tài liệu có độ mật."


class ScanForm(KeptFileForm):
    """A form with one scan."""

    box = "scan"
    scan = forms.FileField(
        label="Bản quét đã ký",
        required=False,
        help_text=f"Tệp PDF hoặc ảnh. {NO_CLASSIFIED}",
        error_messages={"empty": EMPTY_FILE},
    )
