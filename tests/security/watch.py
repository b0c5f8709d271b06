"""What an attack has changed: every row of every table, and every file on the disk."""

import re
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

PASSING = {"django_session", "organizations_accessentry"}  # the visit itself, and that somebody looked
WRITE = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM|INSERT OR IGNORE INTO) "(\w+)"')


def rows():
    """Every row of every table but those of the visit itself."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - PASSING
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def files():
    """Every file kept, half written ones too."""
    return sorted(str(one) for one in Path(settings.FILES_DIR).rglob("*") if one.is_file())


def stored():
    """All that is stored."""
    return {**rows(), "on the disk": files()}


def changed(before, after):
    """The tables, or the disk, that are not as they were."""
    return [name for name in after if before[name] != after[name]]


@contextmanager
def sentences():
    """Every sentence said to the database, with its values, one after another."""
    said = []

    def note(execute, sql, params, many, context):
        said.append((sql, repr(params)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield said


def writes(said):
    """Those that change a row; the visit's own rows are left out."""
    found = ((WRITE.match(sql), sql, values) for sql, values in said)
    return [(sql, values) for match, sql, values in found if match and match[2] not in PASSING]
