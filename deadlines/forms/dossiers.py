"""What is typed about dossiers: files, Mật, promises, returns, paper at the counter, calls."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from deadlines.models import DossierItem
from deadlines.queries.dossiers import title_of_group
from deadlines.queries.lights import Part
from documents.services.uploads import FILE_LIMIT, MEGABYTE
from organizations.forms import AtBox, ClockTimeField, CountField, OfficialDateField, RowsForm


class ManyFilesInput(forms.ClearableFileInput):
    """One box for many photos."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Every file chosen, in the order chosen."""

    widget = ManyFilesInput(
        attrs={"class": "form-control", "data-preview": "da-chon", "data-most-mb": FILE_LIMIT // MEGABYTE}
    )

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """At least one file; each is opened later, by the guard of uploads."""
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        if not chosen:
            return [super().clean(None, initial)]
        return list(chosen)


class UploadForm(forms.Form):
    """One file, or many photos that become one PDF."""

    chosen = ManyFilesField(
        label="Chọn tệp",
        help_text="Một tệp PDF, Word, hoặc nhiều ảnh chụp các trang: hệ thống ghép thành một tệp PDF theo thứ tự.",
        error_messages={"required": "Chọn một tệp PDF, Word, hoặc các ảnh chụp."},
    )


DROP = "bo"
PAGE_CHOICES = (
    ("", "Giữ nguyên"),
    ("90", "Xoay sang phải"),
    ("270", "Xoay sang trái"),
    ("180", "Lật ngược lại"),
    (DROP, "Bỏ trang này"),
)


class PagesForm(forms.Form):
    """Each page of a scan: left, turned, or dropped; the pages are those of the file that stood on the page."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, count: int, stamp: str, **kwargs: Any) -> None:
        self.now = stamp
        kwargs["initial"] = {"stamp": stamp}
        super().__init__(*args, **kwargs)
        for number in range(1, count + 1):
            self.fields[f"trang-{number}"] = forms.ChoiceField(
                label=f"Trang {number}", choices=PAGE_CHOICES, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Something is changed, and of the file that is there."""
        found = super().clean() or {}
        if found.pop("stamp", "") != self.now:
            raise forms.ValidationError(
                "Tệp của mục này vừa thay đổi. Mở tệp xem lại các trang rồi chọn lại."
            )
        if not self.errors and not any(found.values()):
            raise AtBox("Chọn trang cần xoay hoặc bỏ.", self["trang-1"].id_for_label)
        return found

    @property
    def turns(self) -> dict[int, int]:
        """By how much each page is turned."""
        chosen = {int(name[6:]): value for name, value in self.cleaned_data.items() if value}
        return {number: int(value) for number, value in chosen.items() if value != DROP}

    @property
    def dropped(self) -> set[int]:
        """The pages left out."""
        return {int(name[6:]) for name, value in self.cleaned_data.items() if value == DROP}


class SecretForm(forms.Form):
    """Mật, nộp trực tiếp: there is no box for a file."""

    number = forms.CharField(label="Số văn bản", max_length=40, help_text="Ví dụ 12-BC/HU")
    dated_on = OfficialDateField(label="Ngày văn bản", help_text="Ví dụ 06/12/2021")
    receiver = forms.CharField(label="Người nhận trực tiếp", max_length=120, required=False)


class PromiseForm(forms.Form):
    """Sẽ bổ sung trước ngày …, vì …"""

    before = OfficialDateField(label="Sẽ bổ sung trước ngày", help_text="Ví dụ 20/12/2021")
    reason = forms.CharField(label="Lý do chưa có", max_length=300)


class ReasonForm(forms.Form):
    """A reason, in a few sentences."""

    reason = forms.CharField(
        label="Lý do", widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}), max_length=2000
    )


Row = tuple[Part, forms.BoundField, forms.BoundField]


class PartsForm(RowsForm):
    """A form with boxes for each part of a dossier."""

    row_boxes = re.compile(r"(?P<box>item|note|sheets)-(?P<row>[a-z0-9]+)")
    box_labels = {
        "item": "Đánh dấu",
        "note": "Nội dung cần bổ sung",
        "sheets": "Số tờ",
    }
    why_gone = "không còn trong thành phần hồ sơ, nên chưa ghi được gì."
    rows: tuple[Row, ...] = ()

    def rows_here(self) -> set[str]:
        """The parts of the dossier."""
        return {part.row.key for part, *_boxes in self.rows}

    def word(self, box: str, value: str) -> str:
        """A tick in words."""
        return "có" if box == "item" else value

    def name_of(self, record: Any) -> str:
        """The part, and whose it is."""
        return item_title(record)


class PromisesForm(PartsForm):
    """Beside every part that has not come: by when it will, and why not yet; both, or neither where none is asked."""

    row_boxes = re.compile(r"(?P<box>before|reason)-(?P<row>[a-z0-9]+)")
    box_labels = {"before": "Sẽ bổ sung trước ngày", "reason": "Lý do chưa có"}
    why_gone = "không còn thiếu, nên chưa ghi được gì."

    def __init__(self, *args: Any, parts: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = list(parts)
        for part in kept:
            row, title = part.row, item_title(part.row)
            self.fields[f"before-{row.key}"] = OfficialDateField(
                label=title, required=False, initial=row.promised_before, help_text="Ví dụ 20/12/2021"
            )
            self.fields[f"reason-{row.key}"] = forms.CharField(
                label=title, required=False, initial=row.promise_reason, max_length=300
            )
        self.rows = tuple(
            (part, self[f"before-{part.row.key}"], self[f"reason-{part.row.key}"]) for part in kept
        )

    @property
    def missing(self) -> list[Row]:
        """The rows of what must be there."""
        return [row for row in self.rows if row[0].rule.blocks]

    @property
    def noted(self) -> list[Row]:
        """The rows of what never blocks."""
        return [row for row in self.rows if not row[0].rule.blocks]

    def clean(self) -> dict[str, Any]:
        """One line a part, at the first box that is still empty."""
        data = super().clean()
        for part, before, reason in self.rows:
            asked = part.is_asked_why or before.data or reason.data
            if before.errors or reason.errors or not asked:
                continue
            if not data.get(before.name):
                words = "Ghi ngày sẽ bổ sung" + ("." if data.get(reason.name) else " và lý do chưa có.")
                self.add_error(before.name, words)
            elif not data.get(reason.name):
                self.add_error(reason.name, "Ghi lý do chưa có.")
        return data

    def promises(self) -> list[tuple[DossierItem, date, str]]:
        """What was typed beside each part and differs from what stands."""
        data = self.cleaned_data
        typed = [(part.row, data.get(day.name), data.get(why.name)) for part, day, why in self.rows]
        return [
            (row, day, why)
            for row, day, why in typed
            if day and why and (day, why) != (row.promised_before, row.promise_reason)
        ]


class ReturnForm(PartsForm):
    """Đề nghị bổ sung, hoàn thiện: which parts, why, by when."""

    reason = forms.CharField(
        label="Lý do đề nghị bổ sung, hoàn thiện",
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        help_text="Ví dụ: Mới nêu nguyên nhân khách quan. Đề nghị nêu rõ trách nhiệm cá nhân.",
        error_messages={"required": "Ghi lý do đề nghị bổ sung để đơn vị biết phải làm gì."},
        max_length=2000,
    )
    before = OfficialDateField(label="Gửi lại trước ngày", help_text="Ví dụ 17/12/2021")

    def __init__(self, *args: Any, parts: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = list(parts)
        for part in kept:
            key = part.row.key
            self.fields[f"item-{key}"] = forms.BooleanField(
                label=item_title(part.row), required=False, widget=forms.CheckboxInput
            )
            self.fields[f"note-{key}"] = forms.CharField(
                label=f"Nội dung cần bổ sung: {item_title(part.row)}",
                required=False,
                max_length=1000,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )
        self.rows = tuple((part, self[f"item-{part.row.key}"], self[f"note-{part.row.key}"]) for part in kept)

    @property
    def groups(self) -> list[tuple[str, list[Row], int]]:
        """The parts by whose they are, with how many are chosen; what nothing is chosen of is folded away."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(title_of_group(row[0].row.subject), []).append(row)
        return [
            (title, rows, sum(bool(chosen.value() or note.value()) for _part, chosen, note in rows))
            for title, rows in found.items()
        ]

    def clean(self) -> dict[str, Any]:
        """A return without a part is said together with whatever else is missing."""
        data = super().clean()
        if not self.notes():
            self.refuse_rows("Chọn ít nhất một mục cần bổ sung, hoàn thiện.")
        for _part, chosen, note in self.rows:
            if data.get(note.name) and not data.get(chosen.name):
                self.add_error(note.name, "Đã ghi nội dung: đánh dấu chọn mục này, hoặc xóa nội dung.")
        return data

    def notes(self) -> dict[str, str]:
        """The chosen parts with what is wrong with each."""
        return {
            part.row.key: self.cleaned_data.get(f"note-{part.row.key}", "")
            for part, chosen, _note in self.rows
            if self.cleaned_data.get(chosen.name)
        }


class PaperForm(PartsForm):
    """Paper on the counter: what was taken, how many sheets, from whom."""

    handed_by = forms.CharField(label="Người giao", max_length=120, help_text="Họ và tên")
    handed_on = OfficialDateField(label="Ngày giao")
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args: Any, parts: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = list(parts)
        for part in kept:
            key, title = part.row.key, item_title(part.row)
            self.fields[f"item-{key}"] = forms.BooleanField(label=title, required=False)
            self.fields[f"sheets-{key}"] = CountField(label=f"Số tờ: {title}", required=False, max_value=2000)
        self.rows = tuple(
            (part, self[f"item-{part.row.key}"], self[f"sheets-{part.row.key}"]) for part in kept
        )

    def clean(self) -> dict[str, Any]:
        """Sheets typed beside a part that is not ticked are asked about, never dropped in silence."""
        data = super().clean()
        for _part, chosen, sheets in self.rows:
            if data.get(sheets.name) and not data.get(chosen.name):
                self.add_error(sheets.name, "Đã ghi số tờ: đánh dấu tài liệu đã nhận, hoặc xóa số tờ.")
        return data

    def sheets(self) -> dict[str, int]:
        """The parts taken, with their sheets; a ticked row without a figure counts none and is refused."""
        return {
            part.row.key: self.cleaned_data.get(sheets.name) or 0
            for part, chosen, sheets in self.rows
            if self.cleaned_data.get(chosen.name)
        }


class LatenessForm(forms.Form):
    """Late or excused, and why."""

    verdict = forms.ChoiceField(
        label="Thời hạn",
        choices=[("excused", "Có lý do, đã xin phép"), ("late", "Chậm so với kế hoạch")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Lý do", max_length=300, help_text="Ví dụ: bão lũ, đã xin phép")


class CallForm(forms.Form):
    """Ghi cuộc gọi: when, with whom, promised when."""

    called_hour = ClockTimeField(label="Giờ gọi", help_text="Ví dụ 13:42")
    spoke_with = forms.CharField(label="Gặp ai", max_length=120, help_text="Ví dụ: đồng chí Lan")
    promised_hour = ClockTimeField(label="Hứa trước giờ", required=False, help_text="Ví dụ 16:30")
    promised_day = OfficialDateField(
        label="Hứa trong ngày", required=False, help_text="Bỏ trống nếu là hôm nay"
    )
    note = forms.CharField(label="Nội dung", max_length=300, required=False)

    def moments(self, today: date) -> tuple[datetime, datetime | None]:
        """The moment of the call and the promised one."""
        data = self.cleaned_data
        called = timezone.make_aware(datetime.combine(today, data["called_hour"]))
        hour, day = data.get("promised_hour"), data.get("promised_day")
        if hour is None and day is None:
            return called, None
        end = hour or datetime.max.time().replace(microsecond=0)
        return called, timezone.make_aware(datetime.combine(day or today, end))


def item_title(item: DossierItem) -> str:
    """The part, and whose it is."""
    return f"{item.title} – {item.subject.label}" if item.subject else item.title
