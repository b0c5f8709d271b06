"""What is typed about an inspection of the review, and its answer."""

from django import forms

from organizations.forms import OfficialDateField


def _words(label: str, help_text: str = "") -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 5, "class": "form-control"})
    return forms.CharField(label=label, widget=box, max_length=4000, help_text=help_text)


class RemarkForm(forms.Form):
    """Ghi ý kiến kiểm tra."""

    inspected_on = OfficialDateField(label="Ngày kiểm tra", help_text="Ví dụ 14/12/2021")
    inspector = forms.CharField(
        label="Đoàn, người kiểm tra",
        max_length=160,
        help_text="Ví dụ: Đoàn kiểm tra số 2, đồng chí Hà Văn Soạn",
    )
    text = _words("Ý kiến", "Không ghi mức xếp loại của tập thể, cá nhân.")


class AnswerForm(forms.Form):
    """Giải trình, tiếp thu."""

    answer = _words("Giải trình, tiếp thu")
    answered_on = OfficialDateField(label="Ngày trả lời", help_text="Ví dụ 16/12/2021")
