"""The database's own refusal to change what is only added to; installed anew after every migrate."""

from django.db import connections

from organizations.rules.immutable import APPEND_ONLY

MESSAGE = "append-only"
# Neither database asks the lock of DELETE on its other way of losing rows.
EVENTS = {"postgresql": ("UPDATE", "DELETE", "TRUNCATE"), "sqlite": ("UPDATE", "DELETE", "REPLACE")}
_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}: %', TG_TABLE_NAME; END $$
"""


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def _postgres_trigger(table: str, event: str) -> str:
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
    )


def _sqlite_trigger(table: str, event: str, keys: list[list[str]]) -> str:
    """REPLACE is an insert that silently takes the rows with the same keys away."""
    if event == "REPLACE":
        same = " OR ".join(f"({' AND '.join(f'{one} = NEW.{one}' for one in key)})" for key in keys)
        taken = f"SELECT 1 FROM {table} WHERE {same}"  # noqa: S608  # names of our own models
        when = f"INSERT ON {table} WHEN EXISTS ({taken})"
    else:
        when = f"{event} ON {table}"
    return (
        f"CREATE TRIGGER {_name(table, event)} BEFORE {when} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {table}'); END"
    )


def install_triggers(database: str = "default") -> None:
    """Close every append-only table that exists."""
    connection = connections[database]
    tables = [table for table in APPEND_ONLY if table in connection.introspection.table_names()]
    remove_triggers(database)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
            for table in tables:
                for event in EVENTS["postgresql"]:
                    cursor.execute(_postgres_trigger(table, event))
            return
        for table in tables:
            constraints = connection.introspection.get_constraints(cursor, table).values()
            keys = [one["columns"] for one in constraints if one["unique"] or one["primary_key"]]
            for event in EVENTS["sqlite"]:
                cursor.execute(_sqlite_trigger(table, event, keys))


def remove_triggers(database: str = "default") -> None:
    """Open the tables: for migrations that rebuild them, and for tests that empty them."""
    connection = connections[database]
    existing = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            for event in EVENTS[connection.vendor]:
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
    wanted = [_name(table, event) for table in tables for event in EVENTS[connection.vendor]]
    return [one for one in wanted if one not in present]
