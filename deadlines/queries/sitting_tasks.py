"""What a sitting not yet concluded asks: marks of its members, each step of the desk, its list of the office."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from deadlines.queries.task import Task
from deadlines.queries.waiting import Rows, Waiting
from documents.rules import short_date
from organizations.models import Account
from organizations.permissions import Permission
from ratings.enums import SittingState

# What the desk does next, by the state of the sitting.
STEPS = {
    SittingState.PREPARED: "Mở biểu quyết",
    SittingState.OPEN: "Nhập phiếu, chốt kết quả biểu quyết",
    SittingState.COUNTED: "Ghi kết luận từng dòng",
}


def sitting_tasks(rows: Rows, account: Account, today: date) -> Iterator[Task]:
    """The sittings of the round, the latest first."""
    for one in sorted(rows.get("sitting", ()), key=lambda one: (str(one.on), one.pk), reverse=True):
        if account.holds(Permission.MARK_LINE):
            yield from _marks(one)
        elif account.holds(Permission.PREPARE_SITTING):
            early = one.state == SittingState.PREPARED and one.on is not None and one.on > today
            yield _task(one, f"{STEPS[SittingState(one.state)]}: {one.title}", "wait" if early else "todo")
        else:
            prepared = one.state == SittingState.PREPARED
            yield _task(one, f"Xem danh sách trình {one.title}", "todo" if prepared else "wait")


def _marks(one: Waiting) -> Iterator[Task]:
    """A member of the deciding organ: lines of an open sitting that wait for his mark."""
    lines, marked = one.number or 0, one.other or 0
    if one.state == SittingState.COUNTED:
        return
    is_open = one.state == SittingState.OPEN
    done = bool(lines) and marked >= lines
    yield Task(
        title=f"Cho ý kiến tại {one.title}",
        text=f"Đã cho ý kiến {marked} trong {lines} dòng. Họp ngày {_day(one)}.",
        state="done" if done else "todo" if is_open else "wait",
        label="Đã cho ý kiến" if done else str(SittingState(one.state).label),
        href=reverse("ratings:sitting_detail", args=[one.key]),
        button="Mở danh sách",
    )


def _task(one: Waiting, title: str, state: str) -> Task:
    return Task(
        title=title,
        text=f"Họp ngày {_day(one)}, {one.number or 0} dòng.",
        state=state,
        label=str(SittingState(one.state).label),
        href=reverse("ratings:sitting_detail", args=[one.key]),
        button="Mở phiên họp",
    )


def _day(one: Waiting) -> str:
    return short_date(one.on) if one.on else ""
