"""Questions whose SQL is put together once a process and asked again with other values.

The framework makes the SQL of a question anew each time it is asked. Of a wide question that costs more than its
answer, and what hangs around every page is asked at every request.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

MOST_SHAPES = 32  # of one question; the authority of an office is part of some, and each takes its memory


class Slot(Expression):
    """The place of a value that is given when the question is asked: one, or with `many` a list to stand in."""

    def __init__(self, name: str, field: Field[Any, Any], *, many: bool = False) -> None:
        super().__init__(output_field=field)
        self.name, self.many = name, many

    @property
    def pk(self) -> Slot:
        """Where a record's number is asked for, the slot stands for the record."""
        return self

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        """A mark in the text, and the slot itself where its value will be."""
        return ("(%s)" if self.many else "%s"), [self]

    def marks(self, value: Any) -> str:
        """A list takes a mark for each of its values; in an empty one is nothing."""
        return ", ".join(["%s"] * len(value)) or "NULL" if self.many else "%s"

    def bound(self, value: Any, connection: Any) -> list[Any]:
        """The value as the database takes it."""
        values = value if self.many else [value]
        return [self.output_field.get_db_prep_value(one, connection) for one in values]


@dataclass(frozen=True, slots=True)
class Made:
    """A question put together: its text in pieces, what stands between them, and how its rows are read."""

    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    pieces: tuple[str, ...]
    params: tuple[Any, ...]

    @property
    def is_locking(self) -> bool:
        """Whether its rows are locked; SQLite locks the whole, when the transaction begins."""
        query = self.rows.query
        return query.select_for_update and self.compiler.connection.features.has_select_for_update

    def filled(self, values: dict[str, Any], connection: Any) -> tuple[str, list[Any]]:
        """The text and the values of this asking."""
        text, given = [self.pieces[0]], []
        for piece, param in zip(self.pieces[1:], self.params, strict=True):
            if isinstance(param, Slot):
                value = values[param.name]
                text.append(param.marks(value))
                given += param.bound(value, connection)
            else:
                text.append("%s")
                given.append(param)
            text.append(piece)
        return "".join(text), given


class Asked:
    """One asking, in the place of the query and its rows: what reads the rows finds here all it looks for."""

    def __init__(self, made: Made, values: dict[str, Any]) -> None:
        self.made, self.values = made, values
        self.db = DEFAULT_DB_ALIAS
        self.query = self
        self.model = made.rows.model
        self._known_related_objects: dict[Any, Any] = {}

    def get_compiler(self, using: str) -> SQLCompiler:
        """The compiler as it stood when the question was made, on this thread's connection."""
        ready = copy(self.made.compiler)
        ready.connection = connections[using]
        if self.made.is_locking and ready.connection.get_autocommit():
            raise TransactionManagementError("A lock is taken inside a transaction.")
        asked: Any = self.made.filled(self.values, ready.connection)
        ready.as_sql = lambda *_args, **_kwargs: asked  # type: ignore[method-assign]
        return ready


class Prepared:
    """A question kept: `build` makes it of slots, and of its shape where the text itself differs."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self.made: dict[Hashable, Made | None] = {}

    def __call__(self, *shape: Hashable, **values: Any) -> list[Any]:
        """The rows as the queryset would give them, without what it prefetches."""
        kept = (connections[DEFAULT_DB_ALIAS].vendor, *shape)
        try:
            made = self.made[kept]
        except KeyError:
            made = self._keep(kept, _make(self.build(*shape)))
        if made is None:
            return []
        read: Any = made.rows._iterable_class
        return list(read(Asked(made, values)))

    def _keep(self, kept: Hashable, made: Made | None) -> Made | None:
        """The oldest goes; other threads may be at the same."""
        while len(self.made) >= MOST_SHAPES:
            self.made.pop(next(iter(self.made), None), None)
        self.made[kept] = made
        return made


def _make(rows: QuerySet[Any, Any]) -> Made | None:
    """The question put together; nothing of one that no row can answer."""
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    pieces = tuple(sql.split("%s"))
    if len(pieces) != len(params) + 1:
        raise ValueError("A kept question must not hold a literal %s.")
    return Made(rows, compiler, pieces, tuple(params))
