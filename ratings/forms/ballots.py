"""Counts of a ballot as they stand on the minutes of the counting team."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from organizations.enums import Level
from organizations.forms import AtBox, CountField, RowsForm
from ratings.forms.choices import RatingsField, offer
from ratings.forms.scans import ScanForm
from ratings.models import Ballot, Rating, Tally
from ratings.queries.ballots import meeting_of
from ratings.rules.votes import PAPER_NAMES, Papers, beyond_meeting, line_errors, paper_faults, unticked_words
from ratings.services.ballots import Count

PAPER_FIELDS = (
    ("convened", "Triệu tập"),
    ("present", "Có mặt"),
    ("issued", "Phát ra"),
    ("returned", "Thu vào"),
    ("valid", "Hợp lệ"),
    ("invalid", "Không hợp lệ"),
)
MOST = 9999


@dataclass(frozen=True, slots=True)
class CountRow:
    """One subject's four boxes, and what does not add up in them."""

    tally: Tally
    boxes: tuple[BoundField, ...]
    errors: tuple[str, ...]
    note: str


class CountForm(RowsForm, ScanForm):
    """Six figures of papers, four counts a subject, who counted; every error at once."""

    row_boxes = re.compile(r"n-(?P<row>[a-z0-9]+)-(?P<box>excellent|good|fair|failed)")
    box_labels = {one.value: one.label for one in Level}
    why_gone = "không còn trong phiếu biểu quyết này, nên chưa ghi được gì."

    counters = forms.CharField(
        label="Tổ kiểm phiếu",
        max_length=300,
        help_text="Họ tên từng đồng chí, cách nhau bằng dấu chấm phẩy.",
        error_messages={"required": "Ghi họ tên các đồng chí trong tổ kiểm phiếu."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ballot: Ballot, tallies: Sequence[Tally], **kwargs: Any) -> None:
        self.ballot, self.tallies = ballot, list(tallies)
        self.line_errors: dict[int, list[str]] = {}
        self.line_notes: dict[int, str] = {}
        kwargs.setdefault("initial", _initial(ballot, self.tallies))
        super().__init__(*args, **kwargs)
        self.fields["scan"].label = "Biên bản kiểm phiếu đã ký"
        for name, label in PAPER_FIELDS:
            self.fields[name] = CountField(
                label=label, max_value=MOST, error_messages={"required": "Ghi số, ví dụ 11."}
            )
        for tally in self.tallies:
            for level in Level:
                self.fields[box_name(tally, level)] = _box(tally, level)

    def rows_here(self) -> set[str]:
        """The subjects of the ballot."""
        return {one.rating.key for one in self.tallies}

    def name_of(self, record: Any) -> str:
        """Whose rating it is."""
        return str(record.subject)

    @property
    def papers_boxes(self) -> list[BoundField]:
        """The six boxes of papers."""
        return [self[name] for name, _label in PAPER_FIELDS]

    @property
    def rows(self) -> Iterator[CountRow]:
        """The subjects, in the order of the ballot."""
        for tally in self.tallies:
            boxes = tuple(self[box_name(tally, level)] for level in Level)
            said = [str(error) for box in boxes for error in box.errors]
            errors = (*said, *self.line_errors.get(tally.rating_id, []))
            yield CountRow(tally, boxes, errors, self.line_notes.get(tally.rating_id, ""))

    def clean(self) -> dict[str, Any]:
        """All sums at once, in the words of the rule (R-024)."""
        cleaned = super().clean()
        figures = dict(zip(PAPER_NAMES, (cleaned.get(name) for name, _label in PAPER_FIELDS), strict=True))
        valid = figures["valid"]
        for figure, error in [*paper_faults(figures), *beyond_meeting(figures, meeting_of(self.ballot))]:
            self.add_error("convened" if figure == "summoned" else figure, error)
        for tally in self.tallies:
            counts = self._counts(tally)
            errors = line_errors(counts, valid) if counts is not None and valid is not None else []
            self.line_errors[tally.rating_id] = errors
            if counts is not None and valid is not None and not errors:
                self.line_notes[tally.rating_id] = unticked_words(counts, valid)
            for error in errors:
                box = box_name(tally, Level.EXCELLENT)
                self.add_error(None, AtBox(f"{tally.rating.subject}: {error}", f"id_{box}"))
        return cleaned

    def count(self) -> Count:
        """What the service writes down."""
        papers = self._papers()
        if papers is None:
            raise ValueError("the form is not valid")
        return Count(
            papers=papers,
            counts={one.rating_id: self._counts(one) or {} for one in self.tallies},
            counters=self.cleaned_data["counters"],
            scan=self.kept_file,
            scan_name=self.file_name,
        )

    def _papers(self) -> Papers | None:
        numbers = [self.cleaned_data.get(name) for name, _label in PAPER_FIELDS]
        if any(number is None for number in numbers):
            return None
        summoned, present, issued, returned, valid, invalid = (int(one or 0) for one in numbers)
        return Papers(
            summoned=summoned,
            present=present,
            issued=issued,
            returned=returned,
            valid=valid,
            invalid=invalid,
        )

    def _counts(self, tally: Tally) -> dict[Level, int] | None:
        boxes = [self.cleaned_data.get(box_name(tally, level), 0) for level in Level]
        if any(box_name(tally, level) in self.errors for level in Level):
            return None
        return {level: int(box or 0) for level, box in zip(Level, boxes, strict=True)}


def box_name(tally: Tally, level: Level) -> str:
    """The name of one box: the subject's rating and the level."""
    return f"n-{tally.rating.key}-{level.value}"


def _box(tally: Tally, level: Level) -> CountField:
    field = CountField(label=f"{tally.rating.subject}, {level.short}", required=False, max_value=MOST)
    field.widget.attrs |= {"size": "4", "aria-label": f"{tally.rating.subject}: số phiếu {level.label}"}
    return field


def _initial(ballot: Ballot, tallies: Sequence[Tally]) -> dict[str, Any]:
    """What was typed before; before the first time the boxes are empty, except how many were convened."""
    if ballot.entered_at is None:
        return {"convened": ballot.convened_count, "version": ballot.version}
    values: dict[str, Any] = {name: getattr(ballot, f"{name}_count") for name, _label in PAPER_FIELDS}
    for tally in tallies:
        for level, count in zip(Level, tally.counts, strict=True):
            values[box_name(tally, level)] = count
    return values | {"counters": ballot.counters, "version": ballot.version}


class NamesField(RatingsField):
    """Ratings to tick, each by its subject's name alone."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.subject.label)


class BallotForm(forms.Form):
    """Which subjects a ballot is about."""

    name = forms.CharField(
        label="Nội dung biểu quyết",
        max_length=200,
        error_messages={"required": "Ghi nội dung, ví dụ: Đề nghị xếp loại cán bộ lãnh đạo, quản lý."},
    )
    ratings = NamesField(
        label="Lấy phiếu đối với",
        error_messages={"required": "Chọn ít nhất một tập thể, cá nhân."},
    )

    def __init__(
        self, *args: Any, ratings: Sequence[Rating], known: QuerySet[Rating] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = offer(self, ratings, known)
        field.queryset = Rating.objects.filter(pk__in=[one.pk for one in ratings]).select_related("subject")

    def chosen(self) -> list[Rating]:
        """The chosen ratings in protocol order."""
        return sorted(
            self.cleaned_data["ratings"],
            key=lambda one: (one.subject.kind == "person", one.subject.position, one.pk),
        )


class ReopenCountsForm(forms.Form):
    """Why confirmed figures are opened again."""

    reason = forms.CharField(
        label="Lý do mở lại",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": "Ghi lý do mở lại số liệu kiểm phiếu."},
    )


class ReturnForm(forms.Form):
    """Where the figures differ from the minutes."""

    note = forms.CharField(
        label="Chỗ số liệu khác biên bản",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": "Ghi rõ chỗ số liệu khác biên bản."},
    )
