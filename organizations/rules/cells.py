"""What a cell of a workbook says: each kind of value read in one way, or refused with what to do.

The machine asks `is_blank` first: a blank cell is the column's matter, not the value's.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from organizations.rules.encodings import old_encoding_of
from organizations.rules.names import clean, fold

FIRST_YEAR, LAST_YEAR = 1900, 2100
CARD_DIGITS = 8
Choices = tuple[tuple[str, ...], ...]

_DAY_NOUGHT = date(1899, 12, 30).toordinal()  # days are counted from here in a sheet
_ERRORS = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE)
_HASHES = re.compile(r"#+")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}\s*([/.-])\s*\d{1,2}\s*\1\s*\d{2}", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_SPOKEN = re.compile(r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})", re.ASCII)  # without marks
_MONTH = re.compile(r"(thang )?\d{1,2}\s*([/.-]|nam)\s*\d{4}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_SERIAL = re.compile(r"\d{5,6}([.,]\d+)?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}([. ,]\d{3})+", re.ASCII)
_QUOTED = re.compile(r"'\s*[=+@-]")  # as our own lists write what begins like a formula
_CARD = re.compile(rf"\d{{{CARD_DIGITS}}}", re.ASCII)
_PHONE = re.compile(r"\+?[0-9(][0-9 ().-]{6,18}", re.ASCII)
_YES = {"x", "co", "1", "v", "✓", "✔", "dung", "true"}
_NO = {"", "khong", "0", "sai", "false", "-"}

WRITE_A_DAY = "Ghi ngày/tháng/năm, ví dụ 09/12/2021."


class CellError(ValueError):
    """A cell cannot be taken: one Vietnamese sentence or two, what is wrong and what to do."""


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: empty, or only spaces and signs that nobody sees."""
    if not isinstance(value, str):
        return value is None
    text = value.strip()
    return not text or (not text[0].isprintable() and not clean(text))


def as_shown(value: object) -> str:
    """What a cell shows to whoever looks at it: whole numbers without their tail, days as written here."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def text_of(value: object) -> str:
    """A text as it is kept: one spelling, no invisible signs; whole numbers without their tail."""
    if isinstance(value, timedelta):
        raise CellError("Ô này là giờ phút, không phải chữ. Định dạng ô là Văn bản (Text) rồi ghi lại.")
    text = as_shown(value)
    return _text(text[1:] if _QUOTED.match(text) else text)


def _text(raw: str) -> str:
    if encoding := old_encoding_of(raw):
        raise CellError(
            f"Chữ gõ bằng bảng mã {encoding}, không đọc được. Đề nghị chuyển cả tệp sang Unicode rồi tải lên lại."
        )
    text = clean(raw)
    if _ERRORS.fullmatch(text):
        raise CellError(f"Công thức trong ô báo lỗi {text.upper()}. Ghi thẳng giá trị vào ô.")
    if _HASHES.fullmatch(text):
        raise CellError("Ô chỉ có dấu #. Mở tệp, ghi lại giá trị.")
    if "\ufffd" in text:
        raise CellError("Ô có chữ bị hỏng khi chuyển mã. Ghi lại ô này.")
    return text


def short_text_of(limit: int) -> Callable[[object], str]:
    """Reads texts of no more than so many letters, as many as the register keeps."""

    def read(value: object) -> str:
        text = text_of(value)
        if len(text) > limit:
            raise CellError(f"Dài {len(text)} ký tự, chỉ ghi được {limit}. Rút gọn lại.")
        return text

    return read


def date_of(value: object) -> date:
    """A day of the calendar: a date cell, or day, month, year as written here."""
    if isinstance(value, datetime):
        return _in_range(value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, (bool, time, timedelta)):
        raise CellError(f"Ô này không phải ngày. {WRITE_A_DAY}")
    text = text_of(value)
    if hit := _DAY_FIRST.fullmatch(text):
        return _day(int(hit[4]), int(hit[3]), int(hit[1]))
    if hit := _ISO.fullmatch(text):
        return _day(int(hit[1]), int(hit[2]), int(hit[3]))
    if hit := _SPOKEN.fullmatch(fold(text)):
        return _day(int(hit[3]), int(hit[2]), int(hit[1]))
    raise CellError(_why_no_day(text))


def _why_no_day(text: str) -> str:
    """What is wrong with a text that is no day."""
    if _SHORT_YEAR.fullmatch(text):
        return "Năm chỉ có hai chữ số, không rõ thế kỷ nào. Ghi đủ bốn chữ số, ví dụ 09/12/2021."
    if _MONTH.fullmatch(fold(text)):
        return f"Chỉ có tháng và năm, thiếu ngày. {WRITE_A_DAY}"
    if _YEAR.fullmatch(text):
        return f"Chỉ có năm, thiếu ngày và tháng. {WRITE_A_DAY}"
    if _SERIAL.fullmatch(text):
        return (
            "Ô là số đếm ngày của Excel, không phải ngày. "
            "Định dạng cột là Ngày (Date), hoặc ghi ngày/tháng/năm, ví dụ 09/12/2021."
        )
    return f"Không đọc được thành ngày. {WRITE_A_DAY}"


def _day(year: int, month: int, day: int) -> date:
    """The day, if the calendar has it; month first is named as such and never turned round."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError(_no_such_year(year))
    if 12 < month <= 31 and 1 <= day <= 12:
        raise CellError(f"Không có tháng {month}: ở đây ghi ngày trước, tháng sau. Xem lại ngày và tháng.")
    try:
        return date(year, month, day)
    except ValueError:
        raise CellError(f"Ngày {day}/{month}/{year} không có trong lịch. Xem lại.") from None


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError(_no_such_year(day.year))
    return day


def _no_such_year(year: int) -> str:
    return f"Năm {year} không hợp lý: chỉ nhận từ {FIRST_YEAR} đến {LAST_YEAR}. Xem lại."


def year_or_date_of(value: object) -> tuple[int, date | None]:
    """A birth: the day where it is known, else the year alone.

    A year typed into a cell of days has become that day since 1900: 1980 shows as 02/06/1905.
    """
    if isinstance(value, date) and FIRST_YEAR <= (count := value.toordinal() - _DAY_NOUGHT) <= LAST_YEAR:
        raise CellError(
            f"Ô đang ở dạng ngày nên năm {count} thành {value:%d/%m/%Y}. "
            f"Định dạng ô là Văn bản (Text) rồi ghi lại {count}, hoặc ghi đủ ngày/tháng/năm."
        )
    if not isinstance(value, (bool, date, time, timedelta)) and _YEAR.fullmatch(text := text_of(value)):
        if not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise CellError(_no_such_year(int(text)))
        return int(text), None
    try:
        day = date_of(value)
    except CellError as error:
        if "Chỉ có tháng và năm" in str(error):
            raise CellError("Thiếu ngày. Ghi đủ ngày/tháng/năm, hoặc chỉ ghi năm, ví dụ 1965.") from None
        raise
    return day.year, day


def number_of(value: object, low: int, high: int) -> int:
    """A whole number within its bounds; points and commas are refused, lest 1.000 be taken for 1."""
    if isinstance(value, (bool, date, time, timedelta)):
        raise CellError(f"Ô này không phải số. Ghi số nguyên từ {low} đến {high}.")
    if isinstance(value, float) and not value.is_integer():
        raise CellError(f"Chỉ nhận số nguyên từ {low} đến {high}, không có phần lẻ.")
    text = text_of(value)
    if _GROUPED.fullmatch(text):
        raise CellError(f"Ghi số liền, không dấu chấm, phẩy, cách: {re.sub('[. ,]', '', text)}.")
    if not _WHOLE.fullmatch(text):
        raise CellError(f"Không đọc được thành số. Ghi số nguyên từ {low} đến {high} bằng chữ số.")
    number = int(text)
    if not low <= number <= high:
        raise CellError(f"Số phải từ {low} đến {high}.")
    return number


def choice_of(value: object, choices: Iterable[tuple[str, ...]]) -> str:
    """One of (value, label, other spellings …), whatever its case and marks; else the list of what may be written."""
    index, allowed = _spellings(choices if isinstance(choices, tuple) else tuple(choices))
    found = index.get(_plain(text_of(value)), ())
    if len(found) == 1:
        return found[0]
    if found:
        raise CellError(f"Chưa rõ là mục nào. Ghi đủ dấu, đúng một trong các mục: {allowed}.")
    raise CellError(f"Không có mục này. Ghi đúng một trong các mục: {allowed}.")


def _plain(text: str) -> str:
    """A label as people write it: without marks, case, and with any dash or spacing."""
    return re.sub(r"[\s.,;–—-]+", " ", fold(text)).strip()


@lru_cache(maxsize=200)
def _spellings(choices: Choices) -> tuple[dict[str, tuple[str, ...]], str]:
    index: dict[str, tuple[str, ...]] = {}
    for value, *spelled in choices:
        for one in {_plain(each) for each in spelled}:
            index[one] = (*index.get(one, ()), value)
    return index, "; ".join(f"“{one[1]}”" for one in choices)


def flag_of(value: object) -> bool:
    """Yes or no; a blank is no."""
    if isinstance(value, bool):
        return value
    word = fold(text_of(value))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError("Chỉ ghi “x” hoặc “có”; để trống hoặc ghi “không” nếu không phải.")


def phone_of(value: object) -> str:
    """A telephone number, as text; a number cell has lost its leading zero."""
    if isinstance(value, (bool, int, float, date, time, timedelta)):
        raise CellError(
            "Số điện thoại đang là số nên đã mất số 0 ở đầu. Định dạng cột là Văn bản (Text) rồi ghi lại."
        )
    text = text_of(value)
    if not _PHONE.fullmatch(text) or not 8 <= sum(one.isdigit() for one in text) <= 15:
        raise CellError("Không đọc được thành số điện thoại. Ghi chữ số, ví dụ 0912 345 678.")
    return text


def card_number_of(value: object) -> str:
    """A Party card's number, as text; one whose leading zeros the sheet has lost is named as such."""
    if isinstance(value, (bool, date, time, timedelta)):
        raise CellError("Ô này không phải số thẻ. Định dạng cột là Văn bản (Text) rồi ghi lại.")
    text = re.sub(r"[\s.-]", "", text_of(value))
    if isinstance(value, (int, float)) and text.isdigit() and len(text) < CARD_DIGITS:
        raise CellError(
            "Số thẻ đang là số nên đã mất chữ số 0 ở đầu. Định dạng cột là Văn bản (Text) rồi ghi lại đủ số."
        )
    if not _CARD.fullmatch(text):
        raise CellError(
            f"Số thẻ đảng viên có {CARD_DIGITS} chữ số (mặc định của hệ thống), ví dụ 06000123. Xem lại."
        )
    return text
