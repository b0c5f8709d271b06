"""The list of a decision held beside the signed paper, and the papers that follow it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from documents.rules import short_date
from organizations.enums import Level
from organizations.forms import OfficialDateField
from ratings.enums import DecisionKind
from ratings.models import Decision, DecisionEntry, Sitting
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

    @property
    def is_open(self) -> bool:
        """Whether the boxes for what differs are open."""
        return _is_touched((self.name, self.title, self.level, self.note))


def _is_touched(boxes: Iterable[BoundField]) -> bool:
    """Something in a line reads otherwise than printed, or could not be read."""
    return any(box.errors or (box.value() or "") != (box.initial or "") for box in boxes)


class CompareForm(forms.Form):
    """Every line ticked by a person who looked at the signed paper."""

    def __init__(self, *args: Any, entries: Sequence[DecisionEntry], **kwargs: Any) -> None:
        self.entries = list(entries)
        super().__init__(*args, **kwargs)
        for one in self.entries:
            row = f"e{one.position}"
            self.fields[f"{row}-tick"] = forms.BooleanField(
                label=f"Dòng {one.position}, {one.name}", required=False
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


LONGEST = {"name": 200, "title": 400, "birth": 20}  # what a line of a decision holds


@dataclass(frozen=True, slots=True)
class NewLine:
    """One line of a list that replaces another, with its boxes."""

    entry: DecisionEntry
    boxes: tuple[BoundField, ...]

    @property
    def is_open(self) -> bool:
        """Whether its boxes are open."""
        return _is_touched(self.boxes)


def _birth(text: str) -> str:
    """A birth is a day of the calendar, or a year where only that is known."""
    if not text or re.fullmatch(r"\d{4}", text):
        return text
    day = OfficialDateField().clean(text)
    return short_date(day) if day else text


class BirthField(forms.CharField):
    """A birth as the paper prints it."""

    def clean(self, value: Any) -> str:
        """The day in the paper's own shape."""
        return _birth(super().clean(value))


class FollowForm(forms.Form):
    """Why a paper follows a signed decision; a revocation needs no more."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do."},
    )

    def __init__(
        self,
        *args: Any,
        former: Decision,
        entries: Sequence[DecisionEntry],
        sittings: QuerySet[Sitting],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.former, self.sittings = former, sittings
        self.entries = {str(one.position): one for one in entries}
        self.fill()

    def fill(self) -> None:
        """Put what the decision offers into the boxes of the kind."""

    def changes(self) -> list[Change]:
        """What shall read otherwise in the list."""
        return []


class OneLineForm(FollowForm):
    """A paper that puts one line right."""

    entry = forms.ChoiceField(label="Dòng cần sửa", error_messages={"required": "Chọn dòng cần sửa."})

    def fill(self) -> None:
        """The lines as they read today."""
        rows = self.fields["entry"]
        assert isinstance(rows, forms.ChoiceField)  # noqa: S101 - narrows the declared field
        lines = [(place, f"{place}. {one.name}") for place, one in self.entries.items()]
        rows.choices = [("", "Chọn dòng"), *lines]

    def changes(self) -> list[Change]:
        """The line chosen, where everything about it could be read."""
        entry, (field, right) = self.entries.get(self.cleaned_data.get("entry", "")), self.wanted()
        return [Change(entry=entry, field=field, right=right)] if entry and field and right else []

    def wanted(self) -> tuple[str, str]:
        """Which word of the line is wrong, and what is right."""
        raise NotImplementedError


class CorrectionForm(OneLineForm):
    """Đính chính: a name, a post or a birth of one line."""

    field = forms.ChoiceField(
        label="Nội dung sai",
        choices=[("", "Chọn nội dung"), *FIELDS.items()],
        error_messages={"required": "Chọn nội dung sai."},
    )
    right = forms.CharField(
        label="Nội dung đúng", max_length=400, error_messages={"required": "Ghi nội dung đúng."}
    )
    field_order = ("entry", "field", "right", "reason")

    def clean_right(self) -> str:
        """A birth is read as one."""
        right: str = self.cleaned_data["right"]
        return _birth(right) if self.cleaned_data.get("field") == "birth" else right

    def wanted(self) -> tuple[str, str]:
        """The word of the line."""
        return self.cleaned_data.get("field", ""), self.cleaned_data.get("right", "")


class AmendmentForm(OneLineForm):
    """Sửa đổi: another level for one line."""

    level = forms.ChoiceField(
        label="Mức xếp loại đúng",
        choices=[("", "Chọn mức"), *Level.choices],
        error_messages={"required": "Chọn mức xếp loại đúng."},
    )
    field_order = ("entry", "level", "reason")

    def wanted(self) -> tuple[str, str]:
        """The level."""
        return "level", self.cleaned_data.get("level", "")


class SupplementForm(FollowForm):
    """Bổ sung: who was concluded in a sitting and stands in no decision yet."""

    sitting = forms.ModelChoiceField(
        label="Phiên họp đã kết luận",
        queryset=Sitting.objects.none(),
        to_field_name="key",
        empty_label="Chọn phiên họp",
        help_text="Mọi dòng đã kết luận ở phiên này mà chưa có quyết định vào danh sách bổ sung.",
        error_messages={"required": "Chọn phiên họp đã kết luận."},
    )
    field_order = ("sitting", "reason")

    def fill(self) -> None:
        """The sittings of the round; the decision's own first thought of."""
        meetings = self.fields["sitting"]
        assert isinstance(meetings, forms.ModelChoiceField)  # noqa: S101 - narrows the declared field
        meetings.queryset, meetings.initial = self.sittings, self.former.sitting.key


class ReplacementForm(FollowForm):
    """Thay thế: the whole list anew, as it reads today, with whatever shall read otherwise."""

    def fill(self) -> None:
        """Boxes for every word printed."""
        for place, one in self.entries.items():
            for name, label in FIELDS.items():
                if printed := getattr(one, name):
                    self.fields[f"e{place}-{name}"] = _word_field(name, f"Dòng {place}: {label}", printed)
            self.fields[f"e{place}-level"] = forms.ChoiceField(
                label=f"Dòng {place}: Mức xếp loại", choices=Level.choices, initial=one.level
            )

    @property
    def lines(self) -> Iterator[NewLine]:
        """The new list."""
        for place, one in self.entries.items():
            names = [f"e{place}-{name}" for name in (*FIELDS, "level")]
            yield NewLine(one, tuple(self[name] for name in names if name in self.fields))

    def changes(self) -> list[Change]:
        """Every word that differs from what stands."""
        found = []
        for place, one in self.entries.items():
            for name in (*FIELDS, "level"):
                right = self.cleaned_data.get(f"e{place}-{name}", getattr(one, name))
                if right != getattr(one, name):
                    found.append(Change(entry=one, field=name, right=right))
        return found


def _word_field(name: str, label: str, printed: str) -> forms.CharField:
    kind = BirthField if name == "birth" else forms.CharField
    return kind(label=label, max_length=LONGEST[name], initial=printed)


@dataclass(frozen=True, slots=True)
class Following:
    """One of the papers that may follow a signature: what it is for, what it asks."""

    title: str
    when: str
    form: type[FollowForm]


FOLLOWING: dict[str, Following] = {
    DecisionKind.CORRECTION: Following(
        "Đính chính", "Sai họ tên, chức vụ, ngày sinh của một dòng; không đổi mức.", CorrectionForm
    ),
    DecisionKind.AMENDMENT: Following("Sửa đổi", "Đổi mức xếp loại của một dòng.", AmendmentForm),
    DecisionKind.SUPPLEMENT: Following(
        "Bổ sung", "Thêm tập thể, cá nhân kết luận sau hoặc còn sót; danh sách cũ giữ nguyên.", SupplementForm
    ),
    DecisionKind.REPLACEMENT: Following(
        "Thay thế",
        "Danh sách mới thay toàn bộ danh sách cũ: đủ các dòng, sửa nhiều dòng một lần.",
        ReplacementForm,
    ),
    DecisionKind.REVOCATION: Following(
        "Thu hồi, hủy bỏ", "Thu hồi cả quyết định; kết quả của mọi dòng không còn hiệu lực.", FollowForm
    ),
}
