"""A signed paper handed in with a form: kept even when another box is wrong."""

from datetime import datetime
from typing import Any

from django import forms
from django.core import signing

from documents.models import File
from documents.services.uploads import PAPERS, UploadRefused, accept_upload
from organizations.models import Account

NO_CLASSIFIED = "Không tải lên tài liệu có độ mật."


class ScanForm(forms.Form):
    """A form with one scan; a file once taken is not asked for again."""

    scan = forms.FileField(
        label="Bản scan đã ký",
        required=False,
        help_text=f"Tệp PDF hoặc ảnh. {NO_CLASSIFIED}",
        error_messages={"empty": "Tệp không có dữ liệu (0 byte). Đề nghị kiểm tra và chọn lại tệp."},
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, at: datetime, account: Account, **kwargs: Any) -> None:
        self.at, self.salt = at, f"scan:{account.key}"
        self.file: File | None = None
        self.file_name = ""
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Open and keep the file, or take up the one kept a moment ago."""
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("scan")
        if upload is not None:
            self._take(upload)
        elif cleaned.get("kept"):
            self._take_up(cleaned["kept"])
        return cleaned

    def _take(self, upload: Any) -> None:
        try:
            accepted = accept_upload(upload.name, upload, allowed=PAPERS, at=self.at)
        except UploadRefused as refused:
            self.add_error("scan", str(refused))
            return
        self.file, self.file_name = accepted.file, accepted.name
        data = {name: self.data.get(name) for name in self.data}
        data["kept"] = signing.dumps({"file": accepted.file.pk, "name": accepted.name}, salt=self.salt)
        self.data = data

    def _take_up(self, kept: str) -> None:
        try:
            words = signing.loads(kept, salt=self.salt, max_age=24 * 60 * 60)
        except signing.BadSignature:
            return
        self.file, self.file_name = File.objects.filter(pk=words["file"]).first(), words["name"]
