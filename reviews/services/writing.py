"""Keeping what is typed into a self-review: section by section, each with its version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from documents.rules import vn_number
from organizations import audit
from organizations.enums import SubjectKind
from organizations.forms import FigureField, OfficialDateField, wrote
from organizations.models import Account
from organizations.permissions import Permission
from organizations.services import bulk
from organizations.workflow import StaleVersion, TransitionDenied, require
from reviews import workflow
from reviews.enums import RemedyState, ReviewForm, ReviewState
from reviews.models import Section, SelfReview, Shortcoming, Target
from reviews.queries.boxes import Box, Group, Keeps, Kind, Part, digest, plain
from reviews.queries.form import locked, locked_for
from reviews.queries.records import owned, owner_of
from reviews.queries.writing import Writing

NOTED_ALREADY = "Hạn chế này đã có ghi chép khắc phục nên không bỏ được. Sửa lời văn nếu cần."
SECTION_FIELDS = {"text", "grade", "version", "saved_at"}
ALREADY = "Bản kiểm điểm đã nộp, không sửa được nữa. Bài đang viết vẫn còn trên trang này."


class StaleParts(StaleVersion):
    """Sections that somebody else kept meanwhile; nothing of this form was kept."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        super().__init__(", ".join(part.section for part in parts))
        self.parts = parts


@dataclass(slots=True)
class Kept:
    """What came of keeping: the form as it stands now, the sections changed, and what could not be read."""

    writing: Writing
    changed: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)
    rows: dict[type[Model], tuple[list[Any], set[str]]] = field(default_factory=dict)

    def change(self, row: Model, fields: Mapping[str, Any]) -> None:
        """Set these fields of a row; all rows of its kind are written at once in the end."""
        _set(row, fields)
        rows, names = self.rows.setdefault(type(row), ([], set()))
        names |= set(fields)
        if row not in rows:
            rows.append(row)


def write_permission(review: SelfReview) -> Permission:
    """A collective's report is written by its unit's clerk, a person's by himself or his helper."""
    person = review.subject.kind == SubjectKind.PERSON
    return Permission.WRITE_SELF_REVIEW if person else Permission.WRITE_COLLECTIVE_REVIEW


def submit_permission(review: SelfReview) -> Permission:
    """Who answers for the text hands it in and names who helps to write it: never a helper (P04)."""
    person = review.subject.kind == SubjectKind.PERSON
    return Permission.SUBMIT_SELF_REVIEW if person else Permission.SUBMIT_COLLECTIVE_REVIEW


def lock_review(review: SelfReview) -> SelfReview:
    """The self-review, locked, with its subject."""
    return locked(review)


@transaction.atomic
def save_writing(
    review: SelfReview, typed: Mapping[str, str], *, actor: Account, at: datetime, more: str = ""
) -> Kept:
    """Keep every section that was changed; a section changed elsewhere meanwhile refuses them all."""
    return _save(lock_review(review), typed, actor=actor, at=at, more=more)


@transaction.atomic
def save_typed(key: str, typed: Mapping[str, str], *, actor: Account, at: datetime) -> Kept:
    """The same for a page that has no more than the address: found within reach and locked in one question."""
    return _save(locked_for(actor, key), typed, actor=actor, at=at)


def _save(
    review: SelfReview, typed: Mapping[str, str], *, actor: Account, at: datetime, more: str = ""
) -> Kept:
    """Within the lock."""
    require(actor, write_permission(review), review)
    if review.state not in workflow.BEING_WRITTEN or review.form == ReviewForm.PAPER:
        raise TransitionDenied(ALREADY)
    return keep_typed(review, typed, actor=actor, at=at, more=more)


def keep_typed(
    review: SelfReview, typed: Mapping[str, str], *, actor: Account, at: datetime, more: str = ""
) -> Kept:
    """What was typed, kept and written down; who may type it is the caller's question, as is the lock."""
    writing = Writing(review, more=more or typed.get("dang-them", ""))
    kept = Kept(writing)
    touched = [part for part in _with_typed_rows(writing, typed) if _is_touched(part, typed)]
    stale = tuple(part for part in touched if _is_stale(part, typed))
    if stale:
        raise StaleParts(stale)
    for part in touched:
        _keep_part(part, typed, kept, at)
    _print_grades(kept, touched)
    _write(kept)
    if kept.changed:
        audit.record(
            actor=actor, action="write", target=review, note=", ".join(kept.changed), **behalf(review, actor)
        )
    kept.writing = writing.as_kept()
    return kept


def _print_grades(kept: Kept, touched: Iterable[Part]) -> None:
    """The box printed under a section: the worst grade of its criteria, once all of them are given."""
    writing = kept.writing.as_kept()
    codes = {part.code for part in touched}
    for item in writing.items:
        if item.code in codes and item.code in writing.sections and writing.criteria(item):
            section = kept.sections.setdefault(item.code, writing.sections[item.code])
            section.grade = writing.printed_grade(item) or ""


def _write(kept: Kept) -> None:
    """All that was changed in the sections, in the lists and in the review itself, each kind at once."""
    sections: tuple[list[Any], set[str]] = list(kept.sections.values()), SECTION_FIELDS
    changed: dict[type[Model], tuple[list[Any], set[str]]] = {Section: sections, **kept.rows}
    for model, (rows, names) in changed.items():
        stood = [row for row in rows if not row._state.adding]
        if len(stood) < len(rows):
            model._default_manager.bulk_create([row for row in rows if row._state.adding])
        bulk.update_few(stood, sorted(names))
    if kept.columns:
        kept.writing.review.save(update_fields=sorted(kept.columns))


def behalf(review: SelfReview, actor: Account) -> dict[str, str]:
    """In whose stead it is written: the person's, by his helper; the collective's, by its unit's clerk (P04, P05)."""
    return {} if review.is_about(actor) else {"on_behalf_of": review.subject.label}


def _with_typed_rows(writing: Writing, typed: Mapping[str, str]) -> Iterable[Part]:
    """The parts as the page showed them: a page may hold one blank row more than the records."""
    for part in writing.parts:
        extra = writing.as_kept(more=part.code) if part.more else None
        wider = next((one for one in extra.parts if one.code == part.code), part) if extra else part
        has_more = any(box.name in typed for box in wider.boxes if box not in part.boxes)
        yield wider if has_more else part


def _is_touched(part: Part, typed: Mapping[str, str]) -> bool:
    """Whether anything differs from what is kept, and from what the page showed."""
    if stands_as_typed(part, typed):
        return False
    shown = typed.get(part.stamp_name, "").partition(".")[2]
    return shown != digest((box.name, typed.get(box.name, "")) for box in part.boxes)


def stands_as_typed(part: Part, typed: Mapping[str, str]) -> bool:
    """Whether what the page shows is what is kept, whichever answer told the page so."""
    return all(plain(typed[box.name]) == plain(box.value) for box in part.boxes if box.name in typed)


def _is_stale(part: Part, typed: Mapping[str, str]) -> bool:
    """Written elsewhere meanwhile; a box that cannot be read is an error of its own, not a conflict."""
    stamp = typed.get(part.stamp_name, "").partition(".")[0]
    return bool(stamp) and stamp != str(part.version) and _has_news(part, typed)


def _has_news(part: Part, typed: Mapping[str, str]) -> bool:
    """Whether something readable differs from what is kept."""
    differing = [box for box in part.boxes if plain(typed.get(box.name, box.value)) != plain(box.value)]
    return any(_is_readable(box, typed[box.name]) for box in differing)


def _is_readable(box: Box, raw: str) -> bool:
    try:
        read_box(box, raw)
    except ValidationError:
        return False
    return True


def read_box(box: Box, raw: str) -> Any:
    """What was typed, as it is kept; raises ValidationError with a sentence for the writer."""
    raw = plain(raw)
    if box.kind == Kind.DAY:
        return OfficialDateField(required=False).clean(raw)
    if box.kind == Kind.FIGURE:
        return FigureField(required=False, max_digits=14, decimal_places=2, min_value=Decimal(0)).clean(raw)
    if box.kind == Kind.CHOICE and raw not in {"", *(value for value, _label in box.choices)}:
        raise ValidationError(f"Chọn một trong các mức đã in sẵn. {wrote(raw)}")
    if box.longest and len(raw) > box.longest:
        most, over = vn_number(box.longest), vn_number(len(raw) - box.longest)
        raise ValidationError(f"Dài quá: tối đa {most} ký tự, thừa {over}.")
    return raw


def _keep_part(part: Part, typed: Mapping[str, str], kept: Kept, at: datetime) -> None:
    """Keep one part: what cannot be read stays as it was, and is named."""
    has_news = _has_news(part, typed)
    for group in part.groups:
        values = {}
        for box in group.boxes:
            if box.name not in typed:
                continue
            try:
                values[box] = read_box(box, typed[box.name])
                _refuse_to_lose_notes(kept.writing, box, values[box])
            except ValidationError as error:
                values.pop(box, None)
                kept.errors[box.name] = error.messages[0]
        if values:
            _keep_group(kept, group, values, at)
    if has_news:
        _raise_version(kept, part, at)
        kept.changed.append(part.section)


def _keep_group(kept: Kept, group: Group, values: dict[Box, Any], at: datetime) -> None:
    target = group.boxes[0].target
    fields = {box.target.field: value for box, value in values.items()}
    if target.keeps == Keeps.SECTION:
        for box, value in values.items():
            setattr(_section(kept, box.target.which, at), box.target.field, value)
    elif target.keeps == Keeps.REVIEW:
        _set(kept.writing.review, fields)
        kept.columns |= set(fields)
    elif target.keeps == Keeps.PAST:
        _keep_answer(kept, target.which, fields)
    elif target.keeps == Keeps.POINT:
        _keep_point(kept, target.which, fields, at)
    else:
        _keep_row(kept, target.keeps, int(target.which), fields)


def _refuse_to_lose_notes(writing: Writing, box: Box, value: Any) -> None:
    """One of which something was noted cannot be taken away by emptying it."""
    if box.target.keeps != Keeps.SHORTCOMING or box.target.field != "text" or value:
        return
    row = next(iter(writing.own[int(box.target.which) - 1 :]), None)
    if getattr(row, "has_notes", False):
        raise ValidationError(NOTED_ALREADY)


def _set(row: Model, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)


def _section(kept: Kept, code: str, at: datetime) -> Section:
    """The section, to be written once with everything that changes in it."""
    known = kept.writing.sections.setdefault(code, Section(review=kept.writing.review, code=code))
    known.saved_at = at
    kept.sections[code] = known
    return known


def _keep_answer(kept: Kept, key: str, fields: dict[str, Any]) -> None:
    """What became of a shortcoming of an earlier year."""
    one = next((row for row in kept.writing.past if row.key == key), None)
    if one is not None:
        answered = fields.get("state") or RemedyState.UNANSWERED
        kept.change(one, fields | {"state": answered, "answered_in": kept.writing.review})


def _keep_point(kept: Kept, which: str, fields: dict[str, Any], at: datetime) -> None:
    """The answer to a point of guidance."""
    one = next((row for row in kept.writing.points if f"{row.guidance.key}-{row.position}" == which), None)
    if one is not None:
        kept.change(one, fields | {"answered_at": at})


def _keep_row(kept: Kept, keeps: Keeps, number: int, fields: dict[str, Any]) -> None:
    """A row of a list, by its place in it; an emptied row is taken away once the whole form is in."""
    writing = kept.writing
    rows: list[Any] = writing.own if keeps == Keeps.SHORTCOMING else writing.targets
    if number <= len(rows):
        kept.change(rows[number - 1], fields)
    elif fields.get("text"):
        model = Shortcoming if keeps == Keeps.SHORTCOMING else Target
        position = max((row.position for row in rows), default=0) + 1
        made = model(**owner_of(writing.review), year=writing.year, position=position)
        kept.change(made, fields)
        rows.append(made)
        if isinstance(made, Shortcoming):
            writing.shortcomings.append(made)


def _raise_version(kept: Kept, part: Part, at: datetime) -> None:
    if part.is_own_level:
        kept.writing.review.version += 1
        kept.columns.add("version")
        return
    _section(kept, part.code, at).version += 1


@transaction.atomic
def drop_empty_rows(kept: Kept, *, actor: Account) -> None:
    """Rows of lists whose text was emptied are taken away, once the whole form is in."""
    if all([*(row.text for row in kept.writing.own), *(row.text for row in kept.writing.targets)]):
        return
    review = lock_review(kept.writing.review)
    on_paper = review.state == ReviewState.PAPER
    require(actor, Permission.RECORD_PAPER_REVIEW if on_paper else write_permission(review), review)
    for rows in (Shortcoming.objects.all(), Target.objects.all()):
        owned(rows, review).filter(year=kept.writing.year, text="").delete()


def shown_again(writing: Writing, typed: Mapping[str, str], errors: Mapping[str, str]) -> tuple[Part, ...]:
    """The form with everything as it was typed, and each error beside its box."""
    return tuple(
        replace(part, groups=tuple(_retyped(group, typed, errors) for group in part.groups))
        for part in _with_typed_rows(writing, typed)
    )


def _retyped(group: Group, typed: Mapping[str, str], errors: Mapping[str, str]) -> Group:
    boxes = tuple(
        replace(box, value=typed.get(box.name, box.value), error=errors.get(box.name, ""))
        for box in group.boxes
    )
    return replace(group, boxes=boxes)


def typed_otherwise(writing: Writing, typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was typed and differs from what is kept: each under its label, in the words of the page."""
    return [
        (f"Mục {part.section}. {group.name_of(box)}", replace(box, value=typed[box.name]).chosen)
        for part in _with_typed_rows(writing, typed)
        for group in part.groups
        for box in group.boxes
        if plain(typed.get(box.name, box.value)) != plain(box.value)
    ]
