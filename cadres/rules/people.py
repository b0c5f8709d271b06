"""What cannot be true of a person: asked alike of a sheet's row and of a form, so that the two never disagree."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from organizations.rules.cells import CellError, year_or_date_of

AGE = 18
NOT_YET = "Ngày này chưa đến. Xem lại năm đã ghi."
Said = tuple[str, str]  # a column, and what is wrong with it


def birth_of(value: Any) -> int | date:
    """A birth as it is typed: the day, or the year alone."""
    year, day = year_or_date_of(value)
    return day or year


def one_birth(one: int | date, other: int | date) -> int | date:
    """What two cells say of one birth, the day in one and the year in the other."""
    if year_of(one) != year_of(other) or (one != other and isinstance(one, date) and isinstance(other, date)):
        raise CellError("Ngày sinh và năm sinh không khớp nhau. Xem lại cả hai ô.")
    return other if isinstance(one, int) else one


def year_of(birth: date | int) -> int:
    """The year of a birth, whether the day is known or not."""
    return birth if isinstance(birth, int) else birth.year


def person_faults(
    values: Mapping[str, Any], today: date | None, is_asked: Callable[..., bool] = lambda *_columns: True
) -> Iterator[Said]:
    """What a record cannot say, by the names of the sheet's columns; what is not known is not asked.

    `is_asked` says of some columns whether one of them is new: of those that stand already nothing is said.
    """
    name, birth, joined, official, begins = (
        values.get(one) for one in ("full_name", "birth", "joined_on", "official_on", "from_on")
    )
    if name and " " not in name and is_asked("full_name"):
        yield "full_name", "Ghi đủ họ và tên."
    for column in ("birth", "joined_on", "official_on", "from_on"):
        if _is_to_come(values.get(column), today) and is_asked(column):
            yield column, NOT_YET
    if joined and official and official < joined and is_asked("joined_on", "official_on"):
        yield "official_on", "Ngày chính thức trước ngày vào Đảng. Xem lại cả hai."
    if joined and birth and joined.year - year_of(birth) < AGE and is_asked("joined_on", "birth"):
        yield "joined_on", f"Vào Đảng khi chưa đủ {AGE} tuổi. Xem lại ngày sinh và ngày này."
    if joined and begins and begins < joined and is_asked("joined_on", "from_on"):
        yield "from_on", "Bắt đầu sinh hoạt trước ngày vào Đảng. Xem lại cả hai."


def _is_to_come(day: date | int | None, today: date | None) -> bool:
    """Whether a day, or a year alone, has not come yet."""
    if not day or today is None:
        return False
    return day > today.year if isinstance(day, int) else day > today


def end_of_probation(joined: date) -> date:
    """The first day on which probation may have ended: twelve months after the admission (Điều lệ Đảng, Điều 5)."""
    is_leap_day = (joined.month, joined.day) == (2, 29)
    return joined.replace(year=joined.year + 1, day=28 if is_leap_day else joined.day)
