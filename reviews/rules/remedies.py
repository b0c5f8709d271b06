"""Khắc phục hạn chế: quarters, and what of a shortcoming belongs to the list of one."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from reviews.rules.calendar import add_months, last_day_on_time

ROMAN = ("I", "II", "III", "IV")
OFFERED = 12  # months to either side; any other quarter is found by its address
CODE = re.compile(r"(20\d\d)-([1-4])")


@dataclass(frozen=True, slots=True)
class Quarter:
    """Quý: three months, as reports count them."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return add_months(self.first, 3) - timedelta(days=1)

    @property
    def label(self) -> str:
        """As it is written."""
        return f"quý {ROMAN[self.number - 1]} năm {self.year}"

    @property
    def code(self) -> str:
        """As it stands in an address."""
        return f"{self.year}-{self.number}"

    @property
    def before(self) -> "Quarter":
        """The one before it."""
        return quarter_of(self.first - timedelta(days=1))

    @property
    def after(self) -> "Quarter":
        """The one after it."""
        return quarter_of(self.last + timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_beside(asked: Quarter, today: date) -> tuple[Quarter | None, Quarter | None]:
    """The quarters before and after that are offered: a year back and a year ahead, and no road without an end."""
    first, last = quarter_of(add_months(today, -OFFERED)), quarter_of(add_months(today, OFFERED))
    return (
        asked.before if asked.first > first.first else None,
        asked.after if asked.first < last.first else None,
    )


def quarter_named(code: str) -> Quarter | None:
    """The quarter of an address; nothing if there is none of that name."""
    found = CODE.fullmatch(code)
    return Quarter(int(found[1]), int(found[2])) if found else None


class DueState(StrEnum):
    """How a shortcoming stands today, by its day and by what was noted last."""

    LATE = "qua-han"
    OPEN = "trong-han"
    UNDATED = "khong-han"
    DONE = "da-xong"


DUE_STATES = {
    DueState.LATE: "Quá hạn",
    DueState.OPEN: "Còn hạn",
    DueState.UNDATED: "Không ghi thời hạn",
    DueState.DONE: "Đã khắc phục xong",
}


class Share(StrEnum):
    """Why a shortcoming stands in the list of a quarter; the list follows this order."""

    EARLIER = "1"
    DUE = "2"
    DONE_EARLY = "3"
    UNDATED = "4"


SHARES: dict[str, str] = {
    Share.EARLIER: "Đến hạn từ các quý trước",
    Share.DUE: "Đến hạn trong quý",
    Share.DONE_EARLY: "Khắc phục xong trong quý, trước thời hạn",
    Share.UNDATED: "Không ghi thời hạn",
}


def due_state(due_before: date | None, done_on: date | None, today: date) -> DueState:
    """How it stands today; "trước ngày" a day means that the day itself is late."""
    if done_on is not None:
        return DueState.DONE
    if due_before is None:
        return DueState.UNDATED
    return DueState.LATE if today > last_day_on_time(due_before) else DueState.OPEN


def share(year: int, due_before: date | None, done_on: date | None, quarter: Quarter) -> Share | None:
    """Why one of a year stands in a quarter's list: due in it, left over from earlier, done in it; or not at all."""
    was_open = done_on is None or done_on >= quarter.first
    if due_before is None:
        return Share.UNDATED if was_open and year <= quarter.year else None
    last_day = last_day_on_time(due_before)
    if last_day in quarter:
        return Share.DUE
    if last_day < quarter.first:
        return Share.EARLIER if was_open else None
    return Share.DONE_EARLY if done_on is not None and done_on in quarter else None
