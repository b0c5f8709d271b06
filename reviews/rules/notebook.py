"""Sổ năm: which years stand open, and which days belong to a year (P45)."""

from collections.abc import Iterator
from datetime import date

from documents.rules import short_date

NEXT_FROM = 10  # from October on the coming year's commitment is spoken of, written and signed
LONGEST_COMMITMENT = 500
LONGEST_NOTE = 300

Fault = tuple[str, str]


def open_years(today: date) -> tuple[int, ...]:
    """The years that may be written in, this one first: last year is reviewed until spring, the next begins early."""
    coming = (today.year + 1,) if today.month >= NEXT_FROM else ()
    return (today.year, today.year - 1, *coming)


def commitment_faults(due_on: date | None, year: int) -> Iterator[Fault]:
    """A promise of a year is to be kept within it."""
    if due_on is not None and due_on.year != year:
        yield "due_on", f"Ghi hạn trong năm {year}, hoặc để trống."


def noted_faults(happened_on: date | None, year: int, today: date) -> Iterator[Fault]:
    """What is noted of a year has happened in it."""
    if happened_on is None:
        return
    if happened_on.year != year:
        yield "happened_on", f"Ghi ngày trong năm {year}, hoặc để trống."
    elif happened_on > today:
        yield "happened_on", f"Ngày {short_date(happened_on)} chưa đến. Ghi ngày đã có kết quả."


def paper_faults(received_on: date | None, year: int, today: date) -> Iterator[Fault]:
    """A commitment on paper is handed in from the autumn before its year until the year is out."""
    if received_on is None:
        return
    first, last = date(year - 1, NEXT_FROM, 1), date(year, 12, 31)
    if received_on > today:
        yield "received_on", f"Ngày nhận {short_date(received_on)} chưa đến. Ghi ngày đã nhận bản giấy."
    elif not first <= received_on <= last:
        yield (
            "received_on",
            f"Bản cam kết năm {year} nộp từ ngày {short_date(first)} đến ngày {short_date(last)}. Xem lại ngày nhận.",
        )
