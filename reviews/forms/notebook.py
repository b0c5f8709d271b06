"""What is typed into a notebook of the year, and of commitments handed in on paper."""

from collections.abc import Sequence
from typing import Any

from django import forms

from cadres.models import Person
from organizations.forms import EMPTY_FILE, KeptFileForm, OfficialDateField
from reviews.rules.notebook import LONGEST_COMMITMENT, LONGEST_NOTE


class CommitmentForm(forms.Form):
    """One thing promised, and by when."""

    text = forms.CharField(
        label="Nội dung cam kết",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_COMMITMENT,
        help_text="Mỗi lần ghi một việc cụ thể, có thể kiểm tra được.",
        error_messages={"required": "Ghi nội dung cam kết."},
    )
    due_on = OfficialDateField(
        label="Hạn thực hiện", required=False, help_text="Ví dụ 30/6/2021; để trống nếu làm cả năm"
    )


class NotedForm(forms.Form):
    """A result, and the day it came."""

    text = forms.CharField(
        label="Kết quả, minh chứng",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
        help_text="Ví dụ: sản phẩm, văn bản, giấy khen; ghi số hiệu nếu có.",
        error_messages={"required": "Ghi kết quả, minh chứng."},
    )
    happened_on = OfficialDateField(
        label="Ngày", required=False, help_text="Ngày có kết quả, ví dụ 19/5/2021; để trống nếu không rõ"
    )


class NotedFileForm(KeptFileForm, NotedForm):
    """The same with its paper."""

    file = forms.FileField(
        label="Ảnh hoặc tệp (không bắt buộc)",
        required=False,
        help_text="PDF, Word hoặc ảnh. Không tải lên tài liệu có độ mật.",
        error_messages={"empty": EMPTY_FILE, "max_length": "Tên tệp quá dài. Đề nghị đặt tên ngắn hơn."},
    )


class MembersInput(forms.CheckboxSelectMultiple):
    """A box a member: an error leads to the list."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The list's own place when no box is asked for."""
        return id_ if index is None else super().id_for_label(id_, index)


class CommitmentPapersForm(forms.Form):
    """Whose commitments came on paper, on one day."""

    received_on = OfficialDateField(
        label="Nhận ngày",
        help_text="Ngày nhận bản cam kết giấy, ví dụ 15/01/2021",
        error_messages={"required": "Ghi ngày nhận bản cam kết."},
    )
    note = forms.CharField(
        label="Ghi chú",
        max_length=200,
        required=False,
        help_text="Ví dụ: nơi giữ bản giấy; để trống cũng được",
    )
    people = forms.MultipleChoiceField(
        label="Đảng viên đã nộp",
        widget=MembersInput,
        error_messages={
            "required": "Chọn ít nhất một đảng viên đã nộp.",
            "invalid_choice": "Danh sách đã thay đổi. Đề nghị chọn lại.",
        },
    )

    def __init__(self, data: Any = None, *, people: Sequence[Person]) -> None:
        super().__init__(data)
        self.by_key = {one.key: one for one in people}
        self.fields["people"].choices = [(key, one.full_name) for key, one in self.by_key.items()]  # type: ignore[attr-defined]  # a choice field has choices

    @property
    def rows(self) -> list[tuple[Person, Any]]:
        """Each member with his box."""
        return [(self.by_key[str(box.data["value"])], box) for box in self["people"]]

    def chosen(self) -> list[Person]:
        """Those ticked, in the order of the list."""
        ticked = set(self.cleaned_data["people"])
        return [one for key, one in self.by_key.items() if key in ticked]
