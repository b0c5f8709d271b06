"""What most kinds of workbook share: rows that are records of one table, found again by whose they are and which."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Model

from organizations.models import Reach
from organizations.rules.cells import choice_of, date_of, flag_of, number_of
from organizations.rules.names import fold
from organizations.services.bulk import insert, reserve, update
from organizations.services.sheet_kinds import Column, Fault, Row, SheetKind, asked_for

LATEST = date.max
YES_NO = ((True, "Có"), (False, "Không"))


@dataclass(slots=True)
class Standing:
    """What stands now by owner, and the rows of the sheet by owner: what a row is checked against."""

    records: dict[Hashable, list[Any]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[Hashable, list[Row]] = field(default_factory=lambda: defaultdict(list))


class RecordSheet(SheetKind):
    """Rows of one table: each belongs to an owner, and is one of his by the kind's own natural key."""

    plain: ClassVar[Mapping[str, str]]  # column → field that keeps its value as it is
    naming: ClassVar[tuple[str, ...]] = ()  # columns that say whose the record is, and never change it
    known_by: ClassVar[tuple[str, ...]]  # columns by which one of the owner's records is found again
    key_path: ClassVar[str] = "key"  # where the journal's key of a record is found
    is_dated: ClassVar[bool] = (
        False  # the last column of `known_by` is a first day, and a record may be still open
    )

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """Find whose each row is: `links["owner"]`, and `key` for the journal; or say why not."""
        raise NotImplementedError

    def records_of(self, owners: Sequence[int]) -> Iterable[Any]:
        """What stands now of these owners."""
        raise NotImplementedError

    def owner_of(self, record: Any) -> Hashable:
        """Whose a record is, as `links["owner"]` says it."""
        raise NotImplementedError

    def stored(self, record: Any) -> dict[str, Any]:
        """A record in the names of the columns."""
        return {column: getattr(record, name) for column, name in self.plain.items()}

    def linked(self, row: Row) -> dict[str, Any]:
        """Fields of a new record that are no columns: its owner, what follows from it."""
        raise NotImplementedError

    def current(self, rows: Sequence[Row], reach: Reach) -> Standing:
        """Match each row with the record that stands; two rows that mean one are refused."""
        for row in rows:
            row.target, row.before = None, {}
        self.find_owners(rows, reach)
        found = Standing()
        for row in rows:
            if "owner" in row.links:
                found.rows[row.links["owner"]].append(row)
        for record in self.records_of(list(found.rows)):  # type: ignore[arg-type]
            found.records[self.owner_of(record)].append(record)
        for owner, own_rows in found.rows.items():
            self._match(own_rows, found.records[owner])
        return found

    def sign(self, values: Mapping[str, Any]) -> tuple[Hashable, ...] | None:
        """What a record is found again by; nothing while a part of it is missing."""
        parts = [values.get(column) for column in self.known_by]
        if any(one is None for one in parts):
            return None
        return tuple(fold(one) if isinstance(one, str) else one for one in parts)

    def _match(self, rows: list[Row], records: list[Any]) -> None:
        """The record of each row of one owner: first those that agree in all, then those still open."""
        distinct: dict[tuple[Hashable, ...], Row] = {}
        for row in rows:
            sign = self.sign(row.values)
            if sign is not None and distinct.setdefault(sign, row) is not row:
                row.refuse("", f"Trùng với dòng {distinct[sign].number}. Giữ lại một dòng.")
        left = [(one, self.stored(one)) for one in records]
        for loosely in (False, True) if self.is_dated else (False,):
            for sign, row in distinct.items():
                fitting = (n for n, (_, stored) in enumerate(left) if self._fits(row, sign, stored, loosely))
                place = None if row.target else next(fitting, None)
                if place is not None:
                    record, stored = left.pop(place)
                    row.target, row.before = record.pk, stored | self._named(row)

    def _fits(self, row: Row, sign: tuple[Hashable, ...], stored: Mapping[str, Any], loosely: bool) -> bool:
        """Whether a record is the row's: by all that it is known by, or as the one that is still open."""
        other = self.sign(stored)
        if other is None or not loosely:
            return other == sign
        is_open = stored["to_on"] is None and other[:-1] == sign[:-1]
        return is_open and overlapping(row, [(stored["from_on"], None)])

    def _named(self, row: Row) -> dict[str, Any]:
        """The words that say whose it is stand in the record too, so to speak."""
        return {name: row.values[name] for name in self.naming if name in row.values}

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """What a range of days must keep; the kinds add theirs."""
        begins, ends = row.get("from_on", None), row.get("to_on", None)
        if begins and ends and ends < begins and row.is_said_anew("from_on", "to_on"):
            yield Fault("to_on", "Đến ngày phải sau hoặc đúng từ ngày. Xem lại cả hai.", f"{ends:%d/%m/%Y}")

    def build(self, row: Row) -> Any:
        """A new record."""
        values = {name: row.values[column] for column, name in self.plain.items() if column in row.values}
        return self.model(**(values | self.linked(row)))

    def change(self, record: Any, row: Row) -> set[str]:
        """Set what the row says otherwise; the fields touched."""
        touched = {column: self.plain[column] for column in row.changes if column in self.plain}
        for column, name in touched.items():
            setattr(record, name, row.values[column])
        return set(touched.values())

    def turn(self, _row: Row) -> int:
        """Which changes come first: what makes room for others."""
        return 0

    def write(self, new: Sequence[Row], changed: Sequence[Row], *, at: datetime) -> None:
        """Set the changed fields, what makes room first; then insert the new records."""
        for turn in sorted({self.turn(row) for row in changed}):
            self.rewrite([row for row in changed if self.turn(row) == turn])
        records = [self.build(row) for row in new]
        names = [one.attname for one in self.model._meta.concrete_fields]
        for row, record, pk in zip(new, records, reserve(self.model, len(records)), strict=True):
            record.pk = row.target = pk
            row.key = row.key or getattr(record, "key", "")
        insert(self.model, names, ([getattr(one, name) for name in names] for one in records))

    def rewrite(self, changed: Sequence[Row]) -> None:
        """Set what the rows say otherwise: one statement for each set of fields."""
        groups: dict[tuple[str, ...], list[Model]] = defaultdict(list)
        targets = [row.target for row in changed]
        records = {one.pk: one for one in asked_for(self.model._default_manager.all(), "pk", targets)}
        for row in changed:
            record = records[row.target]
            if touched := self.change(record, row):
                groups[tuple(sorted(touched))].append(record)
        for names, group in groups.items():
            update(self.model, names, ([one.pk, *(getattr(one, name) for name in names)] for one in group))

    def standing(self, targets: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        """What stands now at these records, by the columns that can change."""
        found = asked_for(self.model._default_manager.all(), "pk", targets)
        return {one.pk: self.stored(one) for one in found}

    def keys(self, targets: Sequence[int]) -> Mapping[int, str]:
        """The public keys under which the journal speaks of these records."""
        rows = self.model._default_manager.order_by().values_list("pk", self.key_path)
        return dict(asked_for(rows, "pk", targets))


def choice_column(heading: str, choices: Sequence[tuple[str, ...]], **more: Any) -> Column:
    """One of a list: (value, label, shorter ways to write it …)."""
    spelled = tuple(choices)

    def parse(value: Any) -> str:
        return choice_of(value, spelled)

    more.setdefault("example", spelled[0][1])
    return Column(heading, parse, choices=[(one[0], one[1]) for one in spelled], **more)


def date_column(heading: str, **more: Any) -> Column:
    """A day."""
    return Column(heading, date_of, is_date=True, **({"width": 13} | more))


def flag_column(heading: str, **more: Any) -> Column:
    """Yes or no, from the cell's own list; what older lists write, x among it, is read all the same."""
    more.setdefault("explains", "Chọn Có hoặc Không; để trống thì giữ như đang có.")
    return Column(heading, flag_of, choices=YES_NO, **({"width": 12} | more))


def number_column(heading: str, low: int, high: int, **more: Any) -> Column:
    """A whole number."""

    def parse(value: Any) -> int:
        return number_of(value, low, high)

    return Column(heading, parse, **({"width": 10} | more))


def overlapping(row: Row, others: Iterable[tuple[date, date | None]]) -> bool:
    """Whether the row's days share one with any of these ranges; days that stand already are not asked."""
    if not row.is_said_anew("kind", "from_on", "to_on"):
        return False
    begins, ends = row.get("from_on", None), row.get("to_on", None) or LATEST
    return begins is not None and any(begins <= (to or LATEST) and of <= ends for of, to in others)
