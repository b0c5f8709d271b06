"""Các bản đã nộp: every submitted text, and what was changed since the one before (P115)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from documents.models import File
from reviews.enums import ReviewForm
from reviews.models import Revision, SelfReview
from reviews.queries.boxes import Kind
from reviews.queries.groups import LEVELS, REMEDIES
from reviews.queries.writing import GRADES, Writing
from reviews.rules.changes import Mark, Paragraph, compared, likeness, paragraphs_of

TARGET = "Chỉ tiêu"
UNSAID = frozenset({"Nội dung", "Nội dung tự đánh giá", "Hạn chế, khuyết điểm"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One section of a submitted text."""

    section: str
    heading: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"muc-{self.section.replace('.', '-').lower()}"

    @property
    def is_changed(self) -> bool:
        """Whether anything was added or taken away."""
        return any(one.mark != Mark.SAME for one in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """One submitted text, beside the one before it."""

    revision: Revision
    kind: str
    before: int | None
    passages: tuple[Passage, ...]
    has_other_file: bool

    @property
    def changed(self) -> list[Passage]:
        """The sections that are not as they were."""
        return [one for one in self.passages if one.is_changed]


def revisions_of(review: SelfReview) -> list[Revision]:
    """Every submitted text, the last first."""
    return list(review.revisions.select_related("submitted_by").order_by("-number"))


def submitted(revisions: list[Revision], chosen: Revision, against: Revision | None = None) -> Submitted:
    """A submitted text, compared with another: the one before it, if none is named."""
    earlier = against or next((one for one in revisions if one.number < chosen.number), None)
    return Submitted(
        revision=chosen,
        kind=chosen.get_kind_display(),
        before=earlier.number if earlier else None,
        passages=tuple(_passages(earlier.content if earlier else chosen.content, chosen.content)),
        has_other_file=earlier is not None and is_other_file(earlier, chosen.content),
    )


def is_other_file(revision: Revision, content: Mapping[str, Any]) -> bool:
    """Whether the text lies in another Word file than the one that was handed in."""
    return bool(revision.content["file"] != content["file"])


def file_of(revision: Revision | None) -> File | None:
    """The Word file a text was handed in with: kept under its hash, whatever has replaced it since (P04, P115)."""
    if revision is None or revision.content["form"] != ReviewForm.WORD:
        return None
    return File.objects.filter(sha256=revision.content["file"]).first()


def changed_since(revision: Revision, content: Mapping[str, Any]) -> list[Passage]:
    """What the text as it stands says otherwise than one that was submitted."""
    return [one for one in _passages(revision.content, content) if one.is_changed]


LIKE_LAST_YEAR = 80
SHORTEST = 12


def like_last_year(writing: Writing) -> list[tuple[str, int]]:
    """The sections that say almost what last year's said, told to the writer alone (P90); a short one says little."""
    person = writing.subject.person_id
    if person is None:
        return []
    last = (
        Revision.objects.filter(
            review__subject__person=person, review__subject__campaign__year=writing.year - 1
        )
        .order_by("number")
        .last()
    )
    told = {part["section"]: _words(part) for part in last.content["parts"]} if last else {}
    found = []
    for part in writing.parts if told else ():
        now = " ".join(box.value for box in part.boxes if box.kind == Kind.PROSE)
        share = likeness(told.get(part.section, ""), now) if len(now.split()) >= SHORTEST else 0
        if share >= LIKE_LAST_YEAR:
            found.append((part.section, share))
    return found


def _words(part: Mapping[str, Any]) -> str:
    chosen = {label for _value, label in (*GRADES, *LEVELS, *REMEDIES)}
    return " ".join(box["value"] for box in part["boxes"] if box["value"] not in chosen)


def passages_of(revision: Revision) -> Iterator[Passage]:
    """A submitted text by itself."""
    return _passages(revision.content, revision.content)


def _passages(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Passage]:
    known = {part["section"]: tuple(_paragraphs(part)) for part in before["parts"]}
    for part in after["parts"]:
        yield Passage(
            section=part["section"],
            heading=part["heading"],
            title=part["title"],
            paragraphs=compared(known.get(part["section"], ()), tuple(_paragraphs(part))),
        )


def _paragraphs(part: Mapping[str, Any]) -> Iterator[str]:
    """A section as one reads it: whose record, then each box with its name; a target is one line."""
    for about, group in groupby(part["boxes"], key=itemgetter("about")):
        boxes = [box for box in group if box["value"].strip()]
        if boxes and boxes[0]["label"] == TARGET:
            rest = ", ".join(f"{box['label'].lower()} {box['value']}" for box in boxes[1:])
            yield f"{boxes[0]['value']}: {rest}" if rest else boxes[0]["value"]
        else:
            yield from [about] if boxes and about else []
            yield from _lines(boxes)


def _lines(boxes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for box in boxes:
        for place, line in enumerate(paragraphs_of(box["value"])):
            yield line if place or box["label"] in UNSAID else f"{box['label']}: {line}"
