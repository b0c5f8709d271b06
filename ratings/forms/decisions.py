"""The list of a decision held beside the signed paper, and the papers that follow it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from documents.rules import short_date
from organizations.enums import Level
from organizations.forms import OfficialDateField
from ratings.enums import DecisionKind
from ratings.models import DecisionEntry, Sitting
from ratings.services.corrections import FIELDS, Change
from ratings.services.decisions import Compared


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One line with its boxes."""

    entry: DecisionEntry
    tick: BoundField
    name: BoundField
    title: BoundField
    level: BoundField
    note: BoundField


class CompareForm(forms.Form):
    """Every line ticked by a person who looked at the signed paper."""

    def __init__(self, *args: Any, entries: Sequence[DecisionEntry], **kwargs: Any) -> None:
        self.entries = list(entries)
        super().__init__(*args, **kwargs)
        for one in self.entries:
            row = f"e{one.position}"
            self.fields[f"{row}-tick"] = forms.BooleanField(
                label=f"Dòng {one.position} khớp bản ký", required=False
            )
            self.fields[f"{row}-name"] = forms.CharField(
                label=f"Dòng {one.position}: họ tên theo bản ký", max_length=200, initial=one.name
            )
            self.fields[f"{row}-title"] = forms.CharField(
                label=f"Dòng {one.position}: chức vụ theo bản ký",
                max_length=400,
                required=False,
                initial=one.title,
            )
            self.fields[f"{row}-level"] = forms.ChoiceField(
                label=f"Dòng {one.position}: mức theo bản ký", choices=Level.choices, initial=one.level
            )
            self.fields[f"{row}-note"] = forms.CharField(
                label=f"Dòng {one.position}: chỗ khác", max_length=300, required=False
            )

    @property
    def rows(self) -> Iterator[CompareRow]:
        """The lines as on the paper."""
        for one in self.entries:
            boxes = [self[f"e{one.position}-{name}"] for name in ("tick", "name", "title", "level", "note")]
            yield CompareRow(one, *boxes)

    def lines(self) -> list[Compared]:
        """What was read from the signed paper; a box that could not be read stands as it was printed."""
        return [
            Compared(
                entry=one.pk,
                is_compared=self.cleaned_data[f"e{one.position}-tick"],
                name=self.cleaned_data.get(f"e{one.position}-name", one.name),
                title=self.cleaned_data.get(f"e{one.position}-title", one.title),
                level=self.cleaned_data.get(f"e{one.position}-level", one.level),
                note=self.cleaned_data.get(f"e{one.position}-note", ""),
            )
            for one in self.entries
        ]


KINDS = (
    (DecisionKind.CORRECTION, "Đính chính: sai họ tên, chức vụ, ngày sinh; không đổi mức"),
    (DecisionKind.AMENDMENT, "Sửa đổi: đổi mức xếp loại của một số dòng"),
    (DecisionKind.SUPPLEMENT, "Bổ sung: người, tập thể kết luận sau hoặc còn sót"),
    (DecisionKind.REPLACEMENT, "Thay thế: danh sách mới thay toàn bộ quyết định cũ"),
    (DecisionKind.REVOCATION, "Thu hồi, hủy bỏ cả quyết định"),
)


def _place(obj: Any) -> str:
    return f"{obj.position}. {obj.name}"


class CorrectionForm(forms.Form):
    """Which paper follows, why, and which line it puts right."""

    kind = forms.ChoiceField(
        label="Loại văn bản",
        choices=[(one.value, words) for one, words in KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn loại văn bản."},
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do."},
    )
    entry = forms.ModelChoiceField(
        label="Dòng cần sửa",
        required=False,
        queryset=DecisionEntry.objects.none(),
        to_field_name="position",
        empty_label="Không chọn dòng",
    )
    field = forms.ChoiceField(
        label="Nội dung sai",
        required=False,
        choices=[("", "Không chọn"), *FIELDS.items(), ("level", "Mức xếp loại")],
    )
    right = forms.CharField(
        label="Nội dung đúng (họ tên, chức vụ, ngày sinh)", required=False, max_length=400
    )
    level = forms.ChoiceField(
        label="Mức xếp loại đúng (khi sửa đổi)", required=False, choices=[("", "Không chọn"), *Level.choices]
    )
    sitting = forms.ModelChoiceField(
        label="Phiên họp đã kết luận (khi bổ sung)",
        required=False,
        queryset=Sitting.objects.none(),
        to_field_name="key",
        empty_label="Không chọn",
    )

    def __init__(
        self, *args: Any, entries: Sequence[DecisionEntry], sittings: Sequence[Sitting], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rows, meetings = self.fields["entry"], self.fields["sitting"]
        assert isinstance(rows, forms.ModelChoiceField)  # noqa: S101 - narrows the declared field
        assert isinstance(meetings, forms.ModelChoiceField)  # noqa: S101 - narrows the declared field
        rows.queryset = DecisionEntry.objects.filter(pk__in=[one.pk for one in entries]).select_related(
            "rating__subject__campaign__regulation"
        )
        rows.label_from_instance = _place  # type: ignore[method-assign]
        meetings.queryset = Sitting.objects.filter(pk__in=[one.pk for one in sittings])

    def clean_right(self) -> str:
        """A birth is a day of the calendar, or a year where only that is known."""
        right: str = self.cleaned_data["right"]
        if self.cleaned_data.get("field") != "birth" or not right or re.fullmatch(r"\d{4}", right):
            return right
        day = OfficialDateField().clean(right)
        return short_date(day) if day else right

    def changes(self) -> list[Change]:
        """The one line put right; further lines follow on the draft."""
        entry, field = self.cleaned_data.get("entry"), self.cleaned_data.get("field")
        if entry is None or not field:
            return []
        right = self.cleaned_data.get("level" if field == "level" else "right", "")
        return [Change(entry=entry, field=field, right=right)]
