"""The database's own refusal to change what is only added to; installed anew after every migrate."""

from django.db import connections

from organizations.rules.immutable import APPEND_ONLY

EVENTS = ("UPDATE", "DELETE")
MESSAGE = "append-only"
_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}: %', TG_TABLE_NAME; END $$
"""


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def install_triggers(database: str = "default") -> None:
    """Close every append-only table that exists."""
    connection = connections[database]
    tables = [table for table in APPEND_ONLY if table in connection.introspection.table_names()]
    remove_triggers(database)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in tables:
            for event in EVENTS:
                if connection.vendor == "postgresql":
                    cursor.execute(
                        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} "
                        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
                    )
                else:
                    cursor.execute(
                        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} "
                        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {table}'); END"
                    )


def remove_triggers(database: str = "default") -> None:
    """Open the tables: for migrations that rebuild them, and for tests that empty them."""
    connection = connections[database]
    existing = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            for event in EVENTS:
                if connection.vendor != "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}")
                elif table in existing:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)} ON {table}")


def missing_triggers(database: str = "default") -> list[str]:
    """Triggers that should be there and are not."""
    connection = connections[database]
    tables = [table for table in APPEND_ONLY if table in connection.introspection.table_names()]
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [_name(table, event) for table in tables for event in EVENTS if _name(table, event) not in present]
