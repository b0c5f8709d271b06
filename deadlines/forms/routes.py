"""What is typed of a letter that changes who decides, and of its undoing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget

from cadres.models import Post
from deadlines.queries.routes import BETWEEN, Title
from organizations.enums import Route
from organizations.forms import OfficialDateField
from ratings.forms.ratings import DAY
from ratings.forms.scans import ScanForm
from ratings.services.route_changes import Letter


@dataclass(frozen=True, slots=True)
class TitleBoxes:
    """The titles of one group of equivalents, each with its box."""

    name: str
    rows: tuple[tuple[Title, BoundWidget], ...]

    @property
    def chosen(self) -> int:
        """How many are ticked."""
        return sum(bool(box.data["selected"]) for _title, box in self.rows)


class TitlesInput(forms.CheckboxSelectMultiple):
    """Boxes in groups that open: an error leads to the whole list, not to a box that may not be in sight."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The list's own place when no box is asked for."""
        return id_ if index is None else super().id_for_label(id_, index)


class RouteChangeForm(ScanForm):
    """A letter that changes who decides: its titles, number, day, reason, and its scan if there is one."""

    route = forms.CharField(required=False, widget=forms.HiddenInput)
    titles = forms.MultipleChoiceField(
        label="Chức danh",
        widget=TitlesInput,
        error_messages={
            "required": "Chọn ít nhất một chức danh.",
            "invalid_choice": "Danh sách chức danh đã thay đổi. Đề nghị chọn lại.",
        },
    )
    number = forms.CharField(
        label="Số, ký hiệu văn bản",
        max_length=40,
        help_text="Ví dụ 1236-CV/TU",
        error_messages={"required": "Ghi số, ký hiệu như trên văn bản, ví dụ 1236-CV/TU."},
    )
    dated_on = OfficialDateField(label="Ngày văn bản", error_messages=DAY)
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: bổ sung danh sách chức danh được ủy quyền",
        error_messages={"required": "Ghi lý do, ví dụ: bổ sung danh sách chức danh được ủy quyền."},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("route", "number", "dated_on", "reason", "scan", "kept", "titles", "seen")

    def __init__(self, *args: Any, titles: Sequence[Title], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.key: one for one in titles}
        self.fields["titles"].choices = [(one.key, one.name) for one in titles]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Route:
        """The route that the letter gives; unless asked otherwise, it delegates."""
        asked = self["route"].value()
        return Route(asked) if asked in BETWEEN else Route.DELEGATED

    @property
    def about(self) -> list[forms.BoundField]:
        """The boxes about the letter."""
        return [self[name] for name in ("number", "dated_on", "reason", "scan")]

    @property
    def groups(self) -> list[TitleBoxes]:
        """The titles by group of equivalents: those that may be given this route, and what was ticked."""
        found: dict[str, list[tuple[Title, BoundWidget]]] = {}
        ticked = self["titles"].value() or []
        for box in self["titles"]:
            title = self.offered[str(box.data["value"])]
            if title.route == BETWEEN[self.wanted] or title.key in ticked:
                found.setdefault(title.group or "Chức danh khác", []).append((title, box))
        return [TitleBoxes(name, tuple(rows)) for name, rows in found.items()]

    def posts(self) -> list[Post]:
        """The posts of the ticked titles."""
        return [post for key in self.cleaned_data["titles"] for post in self.offered[key].posts]

    def letter(self) -> Letter:
        """The letter as typed."""
        typed = self.cleaned_data
        return Letter(
            number=typed["number"],
            dated_on=typed["dated_on"],
            reason=typed["reason"],
            scan=self.kept_file,
            scan_name=self.file_name,
        )


class UndoForm(forms.Form):
    """Why a letter that was written down is taken back."""

    reason = forms.CharField(
        label="Lý do hủy",
        max_length=300,
        help_text="Ví dụ: ghi nhầm chức danh",
        error_messages={"required": "Ghi lý do hủy, ví dụ: ghi nhầm chức danh."},
    )
