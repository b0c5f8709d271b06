"""Chương trình hội nghị kiểm điểm: the regulation's order, and what is said of a conference to come (rules 4)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from documents.rules import short_date
from organizations.enums import CollectiveType, SubjectKind
from reviews.rules.calendar import Overrides, working_days_back
from reviews.rules.order import OnAgenda, Warned, draft_warning
from reviews.rules.regulation import Regulation, Step

DAYS_OF_THE_PROVINCE, DAYS = "session_days_province", "session_days"
NOBODY_FROM_ABOVE = "Có gợi ý kiểm điểm, nhưng chưa ghi cấp trên dự, chỉ đạo hội nghị."


def in_order(items: Sequence[OnAgenda]) -> list[OnAgenda]:
    """The collective first, then the head, then the others as they stand."""
    return sorted(items, key=lambda one: (one.kind == SubjectKind.PERSON, not one.head))


def programme_of(items: Sequence[OnAgenda]) -> list[str]:
    """The lines of a programme in the regulation's order."""
    ordered = in_order(items)
    bodies = [one.name for one in ordered if one.kind != SubjectKind.PERSON]
    people = [one for one in ordered if one.kind == SubjectKind.PERSON]
    lines = ["Tuyên bố lý do, giới thiệu đại biểu, thông qua chương trình"]
    lines += [f"Trình bày báo cáo kiểm điểm: {name}; thảo luận; chủ trì kết luận" for name in bodies]
    lines += [
        f"Kiểm điểm cá nhân: đồng chí {one.name}{' (người đứng đầu)' if one.head else ''}; góp ý; "
        "tiếp thu, giải trình; chủ trì kết luận"
        for one in people
    ]
    return [*lines, "Ý kiến của đại biểu cấp trên dự, chỉ đạo", "Kết luận hội nghị, thông qua biên bản"]


def send_by(planned_on: date, step: Step, overrides: Overrides | None = None) -> date:
    """The last day on which papers go out in good time."""
    return working_days_back(planned_on, step.days_before or 0, overrides)


def plan_warnings(
    rules: Regulation,
    *,
    planned_on: date,
    sent_on: date | None,
    today: date,
    lasts_days: Decimal | None,
    collective_type: str,
    is_guided: bool,
    is_attended: bool,
) -> list[Warned]:
    """What is said of a conference to come; never a block (R-010, P113, Q11)."""
    step = rules.step("SEND_DRAFT")
    found: list[Warned] = []
    if sent_on is not None or today > send_by(planned_on, step):
        late = draft_warning(sent_on, planned_on, step)
        found += [late] if late else []
    short = _too_short(rules, lasts_days, collective_type)
    found += [short] if short else []
    if is_guided and not is_attended:
        found.append(Warned(text=NOBODY_FROM_ABOVE, row=rules.step("ASSIGN_ATTENDEES")))
    return found


def _too_short(rules: Regulation, lasts_days: Decimal | None, collective_type: str) -> Warned | None:
    """A collective's conference takes at least as long as the settings say; a cell's has no such setting."""
    if lasts_days is None or not collective_type:
        return None
    standing = collective_type == CollectiveType.PROVINCE_STANDING
    least = rules.setting(DAYS_OF_THE_PROVINCE if standing else DAYS)
    if lasts_days >= Decimal(str(least.value)):
        return None
    said = f"{lasts_days.normalize():f}".replace(".", ",")
    return Warned(text=f"{least.title}: ít nhất {least.value}; hội nghị này dự kiến {said}.", row=least)


def sent_words(planned_on: date, step: Step) -> str:
    """By when the papers are to go out."""
    return f"Gửi tài liệu chậm nhất ngày {short_date(send_by(planned_on, step))}"
