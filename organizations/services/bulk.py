"""Many rows in one statement: COPY on PostgreSQL, one prepared statement on SQLite.

Nothing of a model's own `save` runs: whoever calls writes derived columns and the journal himself, in the same
transaction.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import CharField, DateTimeField, Field, JSONField, Model, TextField

SPARING = {"mmap_size": 0, "cache_size": -2000}


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert the rows, whose values stand in the order of the names; every other column gets its default."""
    named = [model._meta.get_field(name) for name in names]
    others = [one for one in model._meta.local_concrete_fields if one not in named and not one.primary_key]
    fields: list[Any] = [*named, *others]
    constant = [one.get_default() for one in others]
    fresh = [place for place, one in enumerate(others) if callable(one.default)]

    def full() -> Iterator[list[Any]]:
        for row in rows:
            rest = list(constant)
            for place in fresh:
                rest[place] = others[place].get_default()
            yield [*row, *rest]

    _put(model._meta.db_table, fields, full())


def update(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Change the rows: each is its primary key and then the values in the order of the names."""
    table, key = model._meta.db_table, model._meta.pk
    fields: list[Any] = [key, *(model._meta.get_field(name) for name in names)]
    columns = [one.column for one in fields]
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            settings = ", ".join(f'"{one}" = %s' for one in columns[1:])
            values: Any = ([*row[1:], row[0]] for row in _prepared(fields, rows))
            cursor.executemany(f'UPDATE "{table}" SET {settings} WHERE "{columns[0]}" = %s', values)  # noqa: S608 - our own names
            return
        beside = f"new_{table}"[:60]
        chosen = ", ".join(f'"{one}"' for one in columns)
        cursor.execute(
            f'CREATE TEMPORARY TABLE "{beside}" ON COMMIT DROP AS SELECT {chosen} FROM "{table}" WITH NO DATA'  # noqa: S608
        )
        _put(beside, fields, rows)
        settings = ", ".join(f'"{one}" = n."{one}"' for one in columns[1:])
        same = f'"{table}"."{columns[0]}" = n."{columns[0]}"'
        cursor.execute(f'UPDATE "{table}" SET {settings} FROM "{beside}" n WHERE {same}')  # noqa: S608
        cursor.execute(f'DROP TABLE "{beside}"')


def update_few(records: Sequence[Model], names: Sequence[str]) -> None:
    """Change these fields of a form's records, one kind, in one statement that costs what its values cost.

    The framework's own writes a choice for every row and field; for one self-review that was half of keeping it.
    """
    if not records or not names:
        return
    meta = records[0]._meta
    fields: list[Any] = [meta.pk, *(meta.get_field(name) for name in names)]
    columns = [_told(f"n.column{place}", one) for place, one in enumerate(fields, start=1)]
    settings = ", ".join(f'"{one.column}" = {new}' for one, new in zip(fields[1:], columns[1:], strict=True))
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(records))
    values = [
        one.get_db_prep_save(getattr(record, one.attname), connection) for record in records for one in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{meta.db_table}" SET {settings} FROM (VALUES {marks}) AS n '  # noqa: S608 - our own names
            f'WHERE "{meta.db_table}"."{fields[0].column}" = {columns[0]}',
            values,
        )


def _told(column: str, one: "Field[Any, Any]") -> str:
    """On PostgreSQL a column without a value has no type either; a text is none cut to its length by a cast."""
    if connection.vendor != "postgresql" or isinstance(one, CharField | TextField):
        return column
    return f"CAST({column} AS {one.cast_db_type(connection)})"


def reserve(model: type[Model], count: int) -> list[int]:
    """Primary keys for rows that are about to be inserted in this transaction, so that others can point to them."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return list(range(last + 1, last + 1 + count))


@contextmanager
def sparingly() -> Iterator[None]:
    """Read a great deal once, in little memory: SQLite lays no pages of its file aside meanwhile."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in SPARING}
        try:
            for name, value in SPARING.items():
                cursor.execute(f"PRAGMA {name} = {value}")
            yield
        finally:
            for name, value in before.items():
                cursor.execute(f"PRAGMA {name} = {value}")


def _put(table: str, fields: Sequence["Field[Any, Any]"], rows: Iterable[Sequence[Any]]) -> None:
    columns = ", ".join(f'"{one.column}"' for one in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for row in _prepared(fields, rows):
                    copy.write_row(row)
            return
        ready: Any = _prepared(fields, rows)  # the driver takes any iterable
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(
            f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608 - our own names
            ready,
        )


def _prepared(
    fields: Sequence["Field[Any, Any]"], rows: Iterable[Sequence[Any]]
) -> Iterator[list[Any] | Sequence[Any]]:
    """The values as the database takes them: most go as they are, moments and JSON do not."""
    turned = [(place, turn) for place, one in enumerate(fields) if (turn := _turn(one)) is not None]
    for row in rows:
        if not turned:
            yield row
            continue
        ready = list(row)
        for place, turn in turned:
            if ready[place] is not None:
                ready[place] = turn(ready[place])
        yield ready


def _turn(one: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    if isinstance(one, JSONField):
        encode = (one.encoder or json.JSONEncoder)(ensure_ascii=False, separators=(",", ":")).encode
        return lambda value: encode(value) if value else ("[]" if isinstance(value, list) else "{}")
    if isinstance(one, DateTimeField):
        return lambda value: one.get_db_prep_value(value, connection)
    if connection.vendor == "sqlite" and one.get_internal_type() == "DateField":
        return lambda value: value.isoformat()
    return None
