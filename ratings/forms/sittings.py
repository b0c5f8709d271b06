"""What is typed before, during and after a sitting."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Case, QuerySet, When
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.http import QueryDict

from organizations.enums import Capacity, Level, SubjectKind
from organizations.forms import CountField, OfficialDateField, RadioRows, RowsForm
from ratings.enums import Mark
from ratings.forms.choices import RatingsField, offer
from ratings.forms.ratings import DAY, LetterForm, level_field
from ratings.forms.scans import ScanForm
from ratings.models import Rating, TitleGroup
from ratings.papers import petition


@dataclass(frozen=True, slots=True)
class Pick:
    """One title group among those who may be put before the organ: its boxes, how many are ticked."""

    key: str
    name: str
    boxes: tuple[BoundWidget, ...]

    @property
    def chosen(self) -> int:
        """How many are ticked now."""
        return sum(bool(box.data["selected"]) for box in self.boxes)

    @property
    def is_partly(self) -> bool:
        """Whether some are ticked and some are not: what is worth seeing without opening it."""
        return 0 < self.chosen < len(self.boxes)


class SittingForm(forms.Form):
    """Where and when the organ meets, and whom it speaks about."""

    left = ""  # who was ticked and has left the list meanwhile
    opened = ""  # the group that was just ticked or cleared as a whole
    name = forms.CharField(
        label="Tên phiên họp",
        max_length=200,
        error_messages={"required": "Ghi tên phiên họp, ví dụ: Phiên họp Ban Thường vụ Tỉnh ủy lần thứ 12."},
    )
    held_on = OfficialDateField(label="Ngày họp", error_messages=DAY)
    place = forms.CharField(label="Địa điểm", required=False, max_length=200)
    chair = forms.CharField(label="Chủ trì", required=False, max_length=160)
    secretary = forms.CharField(label="Thư ký", required=False, max_length=160)
    member_count = CountField(
        label="Tổng số ủy viên", min_value=1, max_value=200, error_messages={"required": "Ghi số, ví dụ 11."}
    )
    ratings = RatingsField(
        label="Danh sách trình",
        error_messages={"required": "Chọn ít nhất một tập thể, cá nhân."},
    )

    def __init__(
        self, *args: Any, ratings: Sequence[Rating], known: QuerySet[Rating] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(ratings)
        self.choices = offer(self, ratings, known)

    @property
    def about(self) -> list[BoundField]:
        """The boxes about the sitting itself."""
        return [self[name] for name in self.fields if name != "ratings"]

    @property
    def picks(self) -> list[Pick]:
        """The list by title group, bodies before people, those of no group after the groups of their kind."""
        boxes = {str(box.data["value"]): box for box in self["ratings"]}
        members: dict[tuple[str, str], list[BoundWidget]] = {}
        for rating in sorted(self.offered, key=_place):
            members.setdefault(_group_of(rating), []).append(boxes[rating.key])
        return [Pick(key, name, tuple(found)) for (key, name), found in members.items()]

    @classmethod
    def picked(
        cls, data: QueryDict, *, ratings: Sequence[Rating], known: QuerySet[Rating], pick: str
    ) -> "SittingForm":
        """The same form with one group ticked or cleared as a whole; what was typed is there again."""
        wanted, _, key = pick.partition(":")
        group = {one.key for one in ratings if key in (_group_of(one)[0], "")}
        chosen = set(data.getlist("ratings"))
        chosen = chosen | group if wanted == "all" else chosen - group
        typed = {name: data.get(name, "") for name in cls.base_fields if name != "ratings"}
        form = cls(ratings=ratings, known=known, initial=typed | {"ratings": sorted(chosen)})
        form.left, form.opened = form.choices.left_words(chosen), key
        return form


def _group_of(rating: Rating) -> tuple[str, str]:
    """The title group a rating is counted in, or that it is counted in none yet."""
    if rating.group is not None:
        return rating.group.key, rating.group.name
    if rating.subject.kind == SubjectKind.PERSON:
        return SubjectKind.PERSON.value, "Cá nhân chưa thuộc nhóm chức danh nào"
    return SubjectKind.COLLECTIVE.value, "Tập thể chưa thuộc nhóm nào"


def _place(rating: Rating) -> tuple[object, ...]:
    group, subject = rating.group, rating.subject
    ranked = (group is None, group.position if group else 0, group.pk if group else 0)
    return (subject.kind == SubjectKind.PERSON, *ranked, subject.position, rating.pk)


MOVES = "Người đang ở nhóm khác, nếu chọn ở đây, chuyển sang nhóm này khi lưu."


class MembersField(RatingsField):
    """Who may be in a title group; of whoever is in another it is said, and ticking moves him."""

    own: TitleGroup | None = None

    def label_from_instance(self, obj: Any) -> str:
        """Name, post, unit, and the other group."""
        label = super().label_from_instance(obj)
        elsewhere = obj.group is not None and obj.group != self.own
        return f"{label} (đang ở nhóm “{obj.group.name}”)" if elsewhere else label


class GroupForm(forms.Form):
    """A title group and who is in it."""

    name = forms.CharField(
        label="Tên nhóm chức danh",
        max_length=160,
        help_text="Ví dụ: Bí thư huyện ủy, thành ủy, đảng ủy trực thuộc",
        error_messages={"required": "Ghi tên nhóm."},
    )
    ratings = MembersField(
        label="Thuộc nhóm", error_messages={"required": "Chọn ít nhất một tập thể, cá nhân thuộc nhóm."}
    )
    stood = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        ratings: Sequence[Rating],
        own: TitleGroup | None = None,
        known: QuerySet[Rating] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        # Its own first, then who is in none: whoever would be moved comes last.
        place = Case(When(group=own, then=0), When(group=None, then=1), default=2)
        field = offer(self, ratings, known, first=[place])
        assert isinstance(field, MembersField)  # noqa: S101 - narrows the declared field
        field.own = own
        # Where everybody stood on this page: who was moved meanwhile is not moved back unseen.
        self.initial["stood"] = " ".join(sorted(f"{one.key}:{one.group.key}" for one in ratings if one.group))
        field.help_text = MOVES if ratings else "Mọi tập thể, cá nhân đã thuộc nhóm đã khóa."

    def standing(self) -> dict[str, str]:
        """The group of everybody who was in one on the page, by their keys."""
        return dict(one.split(":", 1) for one in self.cleaned_data["stood"].split() if ":" in one)


class NewGroupForm(GroupForm):
    """A new group: of cadres, or of collectives."""

    capacity = forms.ChoiceField(
        label="Nhóm của",
        choices=[
            (Capacity.OFFICE.value, "Cán bộ lãnh đạo, quản lý"),
            (Capacity.COLLECTIVE.value, "Tập thể lãnh đạo, quản lý"),
        ],
        widget=RadioRows,
        error_messages={"required": "Chọn nhóm của cán bộ hay của tập thể."},
    )
    field_order = ("name", "capacity", "ratings", "stood")


class MarkForm(forms.Form):
    """What a member says of a line: nothing is chosen before he chooses."""

    mark = forms.ChoiceField(
        label="Ý kiến",
        choices=Mark.choices,
        widget=RadioRows,
        error_messages={"required": "Chọn: đồng ý, không đồng ý, hoặc ý kiến khác."},
    )
    level = forms.ChoiceField(
        label="Mức đồng chí đề nghị (khi không đồng ý)",
        required=False,
        choices=[("", "Không nêu mức"), *Level.choices],
    )
    note = forms.CharField(
        label="Nội dung ý kiến",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi không đồng ý hoặc có ý kiến khác.",
    )

    def clean(self) -> dict[str, Any]:
        """A note with everything but approval."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("mark") in (Mark.OBJECT, Mark.NOTE) and not cleaned.get("note", "").strip():
            self.add_error("note", "Ghi nội dung ý kiến khi không đồng ý hoặc có ý kiến khác.")
        return cleaned


class ConclusionForm(forms.Form):
    """Trình – Kết luận of one line."""

    reason = forms.CharField(
        label="Lý do",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi khác mức trình, khác kết quả biểu quyết hoặc cao hơn mức đủ điều kiện.",
    )
    asked_by = forms.CharField(
        label="Người đề nghị thay đổi", required=False, max_length=160, help_text="Ví dụ: Thường trực Tỉnh ủy"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("level", "reason", "asked_by", "version")

    def __init__(
        self, *args: Any, refused: Mapping[str, str], notes: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = level_field("Mức kết luận", required=True, notes=notes, refused=refused)
        self.order_fields(self.field_order)


class WithdrawForm(forms.Form):
    """Why a line is taken off the list."""

    reason = forms.CharField(
        label="Lý do rút khỏi danh sách",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do rút khỏi danh sách."},
    )


class OverForm(RowsForm):
    """Why the meeting goes beyond the ceiling of a group: one box a group that stands above it."""

    row_boxes = re.compile(r"(?P<box>over)-(?P<row>[a-z0-9]+)")
    box_labels = {"over": "Lý do vượt tỷ lệ"}
    why_gone = "không còn vượt tỷ lệ, nên lý do này chưa ghi. Xem lại rồi chốt kết luận."

    def __init__(self, *args: Any, over: Sequence[TitleGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in over:
            self.fields[f"over-{group.key}"] = forms.CharField(
                label=f"Nhóm “{group.name}”: hội nghị quyết định vượt tỷ lệ, lý do",
                required=False,
                max_length=2000,
                initial=group.over_reason,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows_here(self) -> set[str]:
        """The groups that stand above their ceiling."""
        return {name.removeprefix("over-") for name in self.fields}

    def reasons(self) -> dict[str, str]:
        """The reason typed for each group, by its key."""
        return {name.removeprefix("over-"): str(value) for name, value in self.cleaned_data.items()}


class ReopenForm(forms.Form):
    """Why conclusions open again."""

    note = forms.CharField(
        label="Lý do, người đề nghị mở lại",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do và người đề nghị."},
    )


class PetitionForm(forms.Form):
    """Number and day the register gave the tờ trình that brings the list before the organ."""

    number = forms.RegexField(
        label="Số, ký hiệu",
        regex=rf"^\s*0*([1-9][0-9]{{0,4}})(-{petition.SYMBOL})?\s*$",
        max_length=40,
        help_text=f"Ghi theo sổ văn thư, ví dụ 212-{petition.SYMBOL}",
        error_messages={
            "required": f"Ghi số theo sổ văn thư, ví dụ 212-{petition.SYMBOL}.",
            "invalid": f"Ghi số theo sổ văn thư, ví dụ 212-{petition.SYMBOL}.",
        },
    )
    dated_on = OfficialDateField(label="Ngày văn bản", error_messages=DAY)

    def clean_number(self) -> int:
        """The number alone; the symbol is the paper's own."""
        return int(str(self.cleaned_data["number"]).partition("-")[0])


class MinutesForm(ScanForm):
    """Number, day and scan of the minutes."""

    number = forms.CharField(
        label="Số biên bản", max_length=40, error_messages={"required": "Ghi số biên bản."}
    )
    dated_on = OfficialDateField(label="Ngày biên bản", error_messages=DAY)
    field_order = ("number", "dated_on", "scan", "kept")


class SignedForm(LetterForm):
    """A signed decision after the register."""

    signatory_title = forms.CharField(
        label="Chức vụ người ký",
        max_length=80,
        help_text="Ví dụ: Phó Bí thư",
        error_messages={"required": "Ghi chức vụ người ký, ví dụ Phó Bí thư."},
    )
    field_order: tuple[str, ...] = ("number", "dated_on", "signatory", "signatory_title", "scan", "kept")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = "Ghi theo sổ văn thư, ví dụ 415-QĐ/TU"
