"""Thứ tự trong hội nghị kiểm điểm: the collective first, then its head; a warning, never a block (P113)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.rules import short_date
from organizations.enums import SubjectKind
from reviews.rules.calendar import Overrides, working_days_between
from reviews.rules.regulation import Step
from reviews.rules.regulation.parts import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """What is said and never blocks, with the line of the regulation it rests on, if there is one."""

    text: str
    row: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAgenda:
    """One subject on the agenda of one conference."""

    key: str
    kind: SubjectKind
    name: str
    head: bool = False


def order_warnings(items: Sequence[OnAgenda]) -> list[str]:
    """What to say about the order in which one conference took its subjects; between conferences, nothing."""
    persons = [item for item in items if item.kind == SubjectKind.PERSON]
    before = next((item for item in items if item.kind != SubjectKind.PERSON), None)
    warnings = []
    if before and persons and items[0].kind == SubjectKind.PERSON:
        warnings.append(
            f"Tập thể kiểm điểm trước, cá nhân sau: {before.name} đang xếp sau đ/c {items[0].name}."
        )
    late_heads = [person for person in persons if person.head and person is not persons[0]]
    if late_heads and not persons[0].head:
        warnings.append(
            f"Người đứng đầu kiểm điểm trước: đ/c {late_heads[0].name} đang xếp sau đ/c {persons[0].name}."
        )
    return warnings


def draft_warning(
    sent_on: date | None, held_on: date, step: Step, overrides: Overrides | None = None
) -> Warned | None:
    """R-010, in the regulation's own words; drafts often go out the evening before, so never a block (P113)."""
    days = step.days_before or 0
    if sent_on is None:
        return Warned(text=f"{step.title}: chưa ghi ngày gửi.", row=step)
    ahead = max(working_days_between(sent_on, held_on, overrides), 0)
    if ahead >= days:
        return None
    sent = f"gửi ngày {short_date(sent_on)}, trước {ahead:02d} ngày làm việc"
    return Warned(text=f"{step.title}: hội nghị này {sent}.", row=step)
