"""Thứ tự trong hội nghị kiểm điểm: the collective first, then its head; a warning, never a block (P113)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from organizations.enums import SubjectKind
from reviews.rules.calendar import Overrides, working_days_between

DRAFT_WORKING_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAgenda:
    """One subject on the agenda of one conference."""

    key: str
    kind: SubjectKind
    name: str
    head: bool = False


def conference_order(items: Iterable[OnAgenda]) -> list[OnAgenda]:
    """Collective, head, then the others as the office listed them."""
    return sorted(items, key=_turn)


def _turn(item: OnAgenda) -> int:
    if item.kind != SubjectKind.PERSON:
        return 0
    return 1 if item.head else 2


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
    sent_on: date | None,
    held_on: date,
    *,
    days: int = DRAFT_WORKING_DAYS,
    overrides: Overrides | None = None,
) -> str | None:
    """R-010: the draft goes out some working days before; drafts often go out the evening before (P113)."""
    if sent_on is None:
        return f"Chưa ghi ngày gửi dự thảo; quy định gửi trước hội nghị ít nhất {days:02d} ngày làm việc."
    ahead = working_days_between(sent_on, held_on, overrides)
    if ahead >= days:
        return None
    return f"Dự thảo gửi trước hội nghị {max(ahead, 0):02d} ngày làm việc; quy định ít nhất {days:02d} ngày làm việc."
