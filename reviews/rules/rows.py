"""Reading rows of a data file so that every bad row is named, not only the first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=Enum)
Made = TypeVar("Made")

FAR_PAST = date(1900, 1, 1)


class FileError(Exception):
    """A data file has bad rows; each error names its row."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(slots=True)
class RowReader:
    """Takes the fields of one row, noting what is wrong and going on."""

    path: str
    data: Mapping[str, Any]
    errors: list[str]
    seen: set[str] = field(default_factory=set)

    def wrong(self, reason: str) -> None:
        """Note one error of this row."""
        self.errors.append(f"{self.path}: {reason}")

    def take(self, name: str) -> Any:
        """A field as it stands, marked as known."""
        self.seen.add(name)
        return self.data.get(name)

    def text(self, name: str, *, optional: bool = False) -> str:
        """A line of text; an empty one is wrong unless the field is optional."""
        value = self.take(name)
        if value is None and optional:
            return ""
        if not isinstance(value, str) or (not value.strip() and not optional):
            self.wrong(f"thiếu “{name}”" if value in (None, "") else f"“{name}” phải là chữ")
            return ""
        return value

    def number(self, name: str, *, low: int = 0, optional: bool = False) -> int | None:
        """A whole number, not under the lowest that makes sense."""
        value = self.take(name)
        if value is None and optional:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < low:
            self.wrong(f"“{name}” phải là số nguyên từ {low} trở lên")
            return None
        return value

    def switch(self, name: str, *, default: bool = False) -> bool:
        """Yes or no."""
        value = self.take(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(f"“{name}” phải là true hoặc false")
            return default
        return value

    def day(self, name: str, *, optional: bool = False) -> date | None:
        """A day written year-month-day."""
        value = self.take(name)
        if value is None and optional:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(f"“{name}” không phải là ngày (năm-tháng-ngày)")
            return None

    def share(self, name: str) -> Fraction:
        """A share between 0 and 1, as "20%" or "2/3"."""
        value = self.take(name)
        share = share_or_none(value)
        if share is None:
            self.wrong(f"“{name}” không phải là tỷ lệ từ 0% đến 100%")
            return Fraction(0)
        return share

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        """One word of a closed list."""
        return self._member(name, self.take(name), kind)

    def optional_choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """One word of a closed list, or nothing."""
        value = self.take(name)
        return None if value is None else self._member(name, value, kind)

    def choices(self, name: str, kind: type[Choice], *, optional: bool = False) -> tuple[Choice, ...]:
        """Several words of a closed list."""
        values = self.take(name)
        if values is None and optional:
            return ()
        if not isinstance(values, list) or not (values or optional):
            self.wrong(f"“{name}” phải là danh sách")
            return ()
        return tuple(self._member(name, value, kind) for value in values)

    def mapping(self, name: str) -> Mapping[str, Any]:
        """A table of names and values, empty if left out."""
        value = self.take(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.wrong(f"“{name}” phải là bảng tên và giá trị")
            return {}
        return value

    def finish(self) -> None:
        """Whatever was not asked for is not known."""
        for name in self.data:
            if name not in self.seen:
                self.wrong(f"không có trường “{name}”")

    def _member(self, name: str, value: Any, kind: type[Choice]) -> Choice:
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(str(one.value) for one in kind)
            self.wrong(f"“{name}” không có giá trị “{value}” (có: {known})")
            return next(iter(kind))


def parse_share(text: str) -> Fraction:
    """A share as regulations write it ("20%") or as a fraction ("2/3"), exactly."""
    text = text.strip()
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def share_or_none(value: Any) -> Fraction | None:
    """The share a text writes, or nothing when it is none between 0 and 1."""
    if not isinstance(value, str):
        return None
    try:
        share = parse_share(value)
    except (ValueError, ZeroDivisionError):
        return None
    return share if 0 <= share <= 1 else None


def read_rows(
    data: Mapping[str, Any], name: str, build: Callable[[RowReader], Made], errors: list[str]
) -> tuple[Made, ...]:
    """Every row of one list, each named by its place and its code; codes are unique."""
    rows = data.get(name, [])
    if not isinstance(rows, list):
        errors.append(f"{name}: phải là danh sách")
        return ()
    made = []
    codes: dict[str, int] = {}
    for place, row in enumerate(rows):
        if not isinstance(row, dict):
            errors.append(f"{name}[{place}]: phải là bảng tên và giá trị")
            continue
        code = str(row.get("code", "")) or "không có mã"
        reader = RowReader(f"{name}[{place}] ({code})", row, errors)
        if code in codes and "code" in row:
            reader.wrong(f"trùng mã với {name}[{codes[code]}]")
        codes.setdefault(code, place)
        made.append(build(reader))
        reader.finish()
    return tuple(made)


def unknown_keys(data: Mapping[str, Any], known: Iterable[str]) -> list[str]:
    """Top-level names that no reader asks for."""
    allowed = set(known)
    return [f"{name}: không có phần này" for name in data if name not in allowed]
