"""Many rows in one statement: COPY on PostgreSQL, one prepared statement on SQLite.

Nothing of a model's own `save` runs: whoever calls writes derived columns and the journal himself, in the same
transaction.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model


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
