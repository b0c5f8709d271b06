"""The kinds of workbook that can be brought in: each app declares its own as a resource and registers it in `tasks.py`.

A kind says which columns its sheet has and answers four questions for many rows at once, each in a handful of queries;
reading, checking, preview, lock, writing, journal and undo are the machine's (`importing`). `register_sheet` makes a
kind known, `sheet_kind` and `sheet_kinds` find them again; `asked_for` reads many records for many rows.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from import_export import fields, resources

from documents.rules import short_date, vn_number
from organizations.enums import RowVerdict
from organizations.models import Account, Import, ImportRow, Reach
from organizations.permissions import HOLDERS, Permission
from organizations.rules.names import fold

CHUNK = 500  # values of one IN; SQLite takes no more than a thousand
NAMED = 10  # of many rows so many are numbered
KEPT_NAMES = (
    "Có {} ghi tên khác dấu với tên đang có: giữ tên đang có. "
    "Tên đang có sai thì sửa ở trang của người, tổ chức đó."
)
CAPITALS = (
    "Có {} ghi tên mới toàn chữ in hoa: sẽ ghi đúng như trong tệp. Tên trong danh sách viết dạng “Nguyễn Văn A”; "
    "muốn đúng dạng thì sửa trong tệp rồi tải lên lại."
)
OWN = "Dòng này là hồ sơ của chính đồng chí: đề nghị cấp trên nhập."
AWAY = "không còn, hoặc không còn thuộc phạm vi của lần nhập này."  # in the same words: what became of it is another's
READ_ALL = 5_000  # beyond so many, reading everything in reach is cheaper than asking for each


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: `column` is its name in the kind ("" is the row as a whole)."""

    column: str
    sentence: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """A record that the sheet could have named and does not: how it is called, where its page is."""

    title: str
    text: str
    href: str


@dataclass(slots=True)
class Row:
    """One row of a sheet in the machine's hand.

    `values` holds what was read, by column name; a blank cell has no entry, and leaves what stands there as it is.
    `current` fills in `target` (primary key of the record that stands now) and `before` (its values, in the same names
    and kinds as `values`); `links` is the kind's own: records that its words were found to mean.
    """

    number: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    target: int | None = None
    before: dict[str, Any] = field(default_factory=dict)
    links: dict[str, Any] = field(default_factory=dict)
    key: str = ""  # of the record, for the journal
    twin: int | None = None  # a record that is probably the same: a person decides
    twin_values: dict[str, Any] = field(default_factory=dict)
    choice: str = ""
    is_aside: bool = False  # no data: a sum, a signature; its one fault says so, and nothing else is asked

    def refuse(self, column: str, sentence: str) -> None:
        """Say what is wrong with a cell of this row."""
        self.faults.append(Fault(column, sentence, str(self.values.get(column, ""))))

    def get(self, column: str, otherwise: Any = "") -> Any:
        """What the row says, else what stands now, else the given."""
        value = self.values.get(column, self.before.get(column))
        return otherwise if value is None else value

    @property
    def changes(self) -> dict[str, Any]:
        """What the row says otherwise than what stands now."""
        return {name: value for name, value in self.values.items() if self.before.get(name) != value}

    def shouts(self, column: str) -> bool:
        """Whether it brings a new name all in capitals."""
        said = self.values.get(column)
        return isinstance(said, str) and said.isupper() and said != self.before.get(column)

    def is_said_anew(self, *columns: str) -> bool:
        """Whether the row says one of these otherwise than it stands; what the register holds is no fault of it."""
        return self.target is None or any(
            one in self.values and self.before.get(one) != self.values[one] for one in columns
        )

    @property
    def verdict(self) -> RowVerdict:
        """What writing the row would do."""
        if self.faults:
            return RowVerdict.REJECTED
        if self.target is None:
            return RowVerdict.NEW
        return RowVerdict.CHANGED if self.changes else RowVerdict.UNCHANGED


Parse = Callable[[Any], Any]


class Column(fields.Field):  # type: ignore[misc]  # import-export ships no types
    """One column of a sheet: its heading, how a cell is read, and what its writer is told.

    `parse` gets a cell that is not blank and gives a text, a date, an int or a bool, or raises
    `organizations.rules.cells.CellError` in words for the writer. `choices` are (value, label) pairs. Of a required
    column that `may_be_blank` the kind itself says when it may; `join` makes one value of those of two cells, where
    a sheet has two headings for the column, or raises a `CellError`.
    """

    def __init__(
        self,
        heading: str,
        parse: Parse,
        *,
        aliases: Sequence[str] = (),
        required: bool = False,
        choices: Sequence[tuple[Any, str]] = (),
        example: str | int | date = "",
        explains: str = "",
        width: int = 18,
        is_date: bool = False,
        may_be_blank: bool = False,
        join: Callable[[Any, Any], Any] | None = None,
    ) -> None:
        super().__init__(column_name=heading)
        self.heading, self.parse, self.aliases, self.required = heading, parse, tuple(aliases), required
        self.choices, self.example, self.explains = tuple(choices), example, explains
        self.width, self.is_date = width, is_date
        self.may_be_blank, self.join = may_be_blank, join
        self._labels = {value: str(label) for value, label in self.choices}

    def revive(self, value: Any) -> Any:
        """A kept value as it was read: days are kept as text."""
        return date.fromisoformat(value) if self.is_date and isinstance(value, str) and value else value

    def shown(self, value: Any) -> str:
        """A value in the words of the office."""
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return "Có" if value else "Không"
        value = self.revive(value)
        return short_date(value) if isinstance(value, date) else self._labels.get(value, str(value))


class SheetKind(resources.Resource):  # type: ignore[misc]  # import-export ships no types
    """A kind of workbook: the columns are its fields, in their order."""

    name: ClassVar[str]  # in addresses and in the journal: "people"
    label: ClassVar[str]  # "Đảng viên"
    about: ClassVar[str] = ""  # one sentence: what a row is, how it is matched
    duty: ClassVar[Permission] = Permission.MANAGE_PEOPLE
    model: ClassVar[type[Model]]  # whose rows `target` names: they are locked before writing
    audit_as: ClassVar[str] = ""  # the journal's kind of target, if not the model's own
    spelled: ClassVar[
        tuple[str, ...]
    ] = ()  # columns whose spelling a sheet does not change: see `keep_names`
    order: ClassVar[int] = 100  # its place on the page: what others refer to comes first
    own: ClassVar[str] = OWN  # what is said to whoever would keep his own record
    actor: Account | None = (
        None  # who brings it in, set by the machine, for what depends on more than the reach
    )

    day: date | None = None  # on which it is brought in: what lies after it cannot have happened

    def take_from(self, actor: Account | None, path: str, day: date) -> None:
        """Bring in what the actor asked for: with the rights of the day, under the hat it was asked with."""
        self.actor, self.day = actor, day
        if actor is not None:
            actor.on_day = day
            worn = [one for one in actor.hats if one.path == path and one.role in HOLDERS[self.duty]]
            actor.hat_key = worn[0].assignment_key if worn else ""

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns by name, in their order."""
        return self.fields  # type: ignore[no-any-return]

    @cached_property
    def days(self) -> frozenset[str]:
        """The columns that hold days."""
        return frozenset(name for name, column in self.columns.items() if column.is_date)

    def current(self, rows: Sequence[Row], reach: Reach) -> Any:
        """Match rows with what is there now, inside the reach alone: fill target, before, key, links, twin.

        Whatever it gives back is handed to `check`. What it could not find it says by `row.refuse`, in the same words
        whether the thing is outside the reach or nowhere.
        """
        raise NotImplementedError

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """Everything that is wrong with a row as a whole: all of it, not the first."""
        raise NotImplementedError

    def merge(self, row: Row) -> None:
        """A person said that the row is the record it looks like."""
        row.target, row.before = row.twin, dict(row.twin_values)

    def keep_names(self, row: Row) -> None:
        """A name that differs from what stands by case or marks alone stays as it stands; marks are spoken of."""
        for column in self.spelled:
            written, stands = row.values.get(column), row.before.get(column)
            if written and stands and written != stands and fold(written) == fold(stands):
                row.values[column] = stands
                if written.casefold() != stands.casefold():
                    row.links["kept_name"] = column

    def remarks(self, rows: Sequence[Row]) -> Iterator[str]:
        """What the sender must know of the sheet's rows, though nothing is wrong with them."""
        if kept := [row.number for row in rows if "kept_name" in row.links]:
            yield KEPT_NAMES.format(_numbered(kept))
        if shouted := [row.number for row in rows if any(row.shouts(one) for one in self.spelled)]:
            yield CAPITALS.format(_numbered(shouted))

    def hinders_merge(self, row: Row) -> str:
        """Why the row cannot be the record that it looks like, whatever a person says; nothing hinders most."""
        return ""

    def is_own(self, row: Row) -> bool:
        """Whether the row is about the actor's own person: nobody keeps his own record."""
        return False

    def identity(self, row: Row) -> Hashable | None:
        """What makes two new rows of one sheet the same thing; those that match the same record are found anyway."""
        return None

    def write(self, new: Sequence[Row], changed: Sequence[Row], *, at: datetime) -> None:
        """Write the rows with set-based statements (`bulk`); sets `target` and `key` of the new ones.

        `values` of a changed row are what differs alone; an undo may put a blank (None, "") back.
        """
        raise NotImplementedError

    def standing(self, targets: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        """What stands now at these records, in the names of the columns; those that are gone are missing."""
        raise NotImplementedError

    def reached(self, reach: Reach) -> "QuerySet[Any]":
        """The records that an importer of this reach may touch today; whose they are may have moved away since."""
        raise NotImplementedError

    def forbidden(self, targets: Sequence[int], reach: Reach) -> Mapping[int, str]:
        """Records that the actor may not touch any more, and why; what is gone is told like what is out of reach."""
        rows = self.reached(reach).order_by().values_list("pk", flat=True)
        return dict.fromkeys(set(targets) - set(asked_for(rows, "pk", targets)), AWAY)

    def keys(self, targets: Sequence[int]) -> Mapping[int, str]:
        """The public keys under which the journal speaks of these records."""
        rows = self.model._default_manager.values_list("pk", "key")
        return dict(asked_for(rows, "pk", targets))

    def erase(self, targets: Sequence[int]) -> None:
        """Remove records that an import made; what something rests on raises ProtectedError."""
        for start in range(0, len(targets), CHUNK):
            self.model._default_manager.filter(pk__in=targets[start : start + CHUNK]).delete()

    def taking_back(self, batch: Import, rows: Sequence[Row]) -> AbstractContextManager[None]:
        """Around the way back of an import's rows: what would not be allowed as an act raises `TransitionDenied`."""
        return nullcontext()

    def left_out(self, rows: "QuerySet[ImportRow]", reach: Reach) -> "QuerySet[Any] | None":
        """What stands in the places that the sheet names and is not in it (P48); None: it need not be whole."""
        return None

    def missed(self, record: Any) -> Missed:
        """One of those, as it is listed."""
        raise NotImplementedError

    def called(self, values: Mapping[str, Any]) -> str:
        """How a row is called in a sentence."""
        column = next(iter(self.columns))
        return self.columns[column].shown(values.get(column))


def _numbered(numbers: Sequence[int]) -> str:
    """How many rows, and which: of many the first."""
    shown = ", ".join(map(str, numbers[:NAMED]))
    return f"{vn_number(len(numbers))} dòng ({shown}{', …' if len(numbers) > NAMED else ''})"


def asked_for(rows: "QuerySet[Any]", lookup: str, values: Iterable[Any]) -> Iterator[Any]:
    """Rows whose field is among the values; of very many values all rows, since the caller matches them anyway."""
    wanted = list(dict.fromkeys(values))
    if len(wanted) > READ_ALL:
        yield from rows.iterator(2_000)
        return
    for start in range(0, len(wanted), CHUNK):
        yield from rows.filter(**{f"{lookup}__in": wanted[start : start + CHUNK]}).iterator(2_000)


def asked_for_any(rows: "QuerySet[Any]", wanted: Mapping[str, Collection[Any]]) -> Iterator[Any]:
    """Rows of which one of several fields is among its values; a row may come more than once."""
    if any(len(values) > READ_ALL for values in wanted.values()):
        yield from rows.iterator(2_000)
        return
    for lookup, values in wanted.items():
        yield from asked_for(rows, lookup, values)


KINDS: dict[str, type[SheetKind]] = {}


def register_sheet(*kinds: type[SheetKind]) -> None:
    """Make kinds of workbook known; called by an app's `tasks.py`."""
    for kind in kinds:
        if KINDS.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"two resources are named {kind.name!r}")


def sheet_kind(name: str) -> SheetKind | None:
    """A kind by its name."""
    kind = KINDS.get(name)
    return kind() if kind else None


def sheet_kinds() -> list[type[SheetKind]]:
    """Every kind, what others refer to first."""
    return sorted(KINDS.values(), key=lambda kind: (kind.order, kind.name))
