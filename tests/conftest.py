"""What every test may use: a browser, and what each folder's tests are."""

import gc
import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from _pytest.runner import pytest_runtest_protocol as run_one
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from jobs.process import with_room
from organizations.rules.immutable import APPEND_ONLY
from organizations.services.triggers import install_triggers, remove_triggers

TESTS = Path(__file__).parent
# With a file a worker, what takes longest goes first; while the first story makes the province that all stories
# start from, the other worker does what needs none.
ORDER = (
    "journeys/test_sitting",
    "web/test_every_page",
    "ratings/services",
    "journeys/test_district",
    *("journeys", "ops", "web", "security"),
)
MIGRATED = {"django_migrations", "django_content_type", "auth_permission", "django_site"}
EMPTY = "DELETE FROM {}"
BOTH_NAMES = ("test_services", "test_models", "test_constraints", "test_races")
BOTH_FOLDERS = {"services", "models", "journeys", "races"}


def pytest_configure(config):
    """Tests check who may sign in, not how slowly: a fast hasher."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Properties are tried on the same values everywhere, however busy the machine is.
    calm = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "database": None}
    hypothesis_settings.register_profile("house", derandomize=True, **calm)
    hypothesis_settings.load_profile("house")


def pytest_collection_modifyitems(config, items):
    """Mark by path, put the longest first, and leave out the faults unless they are asked for."""
    asked = " ".join([config.option.markexpr, *map(str, config.invocation_params.args)])
    for item in items:
        parts = parts_of(item)
        if set(parts) & BOTH_FOLDERS or item.path.name.startswith(BOTH_NAMES):
            item.add_marker(pytest.mark.both)
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        for name in {"faults", "ops"} & set(parts):
            item.add_marker(getattr(pytest.mark, name))
    left_out = [item for item in items if "faults" in parts_of(item) and "faults" not in asked]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    kept = [item for item in items if item not in set(left_out)]
    items[:] = sorted(kept, key=turn_of)


def pytest_collection_finish(session):
    """Thousands of tests and a whole framework stay to the end: the collector need not look at them again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """A test asks the office as its server does: with room for its frames."""
    return with_room(run_one)(item, nextitem)


def turn_of(item):
    """The place of a test's file in the order, or behind it."""
    file = "/".join(parts_of(item))
    return next((place for place, one in enumerate(ORDER) if file.startswith(one)), len(ORDER))


def parts_of(item):
    """The folders of a test below tests/, and its file."""
    return item.path.relative_to(TESTS).parts if item.path.is_relative_to(TESTS) else ()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium; its absence is a failure, never a silent skip."""
    chromium = shutil.which("chromium-headless-shell")
    assert chromium, "Chromium is missing: apt-get install chromium-headless-shell (./run test does it)"
    quiet = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {"executable_path": chromium, "args": quiet + (["--no-sandbox"] if os.geteuid() == 0 else [])}


@pytest.fixture(scope="session")
def browser_context_args():
    """A Vietnamese reader's browser."""
    return {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Every test meets the database as it runs at the office: append-only tables refuse change."""
    with django_db_blocker.unblock():
        install_triggers()
    yield
    shown = request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled()
    with django_db_blocker.unblock(), shown:
        wait_until_alone()


OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def wait_until_alone():
    """PostgreSQL drops no database that a thread of some test still holds: what was left behind is closed first.

    Whoever left a connection open is told of, but nobody's work fails for it.
    """
    if connection.vendor != "postgresql":
        return
    others, until = [""], time.monotonic() + 5
    with connection.cursor() as cursor:
        while others and time.monotonic() < until:
            gc.collect()  # a thread that ends only now leaves its connection to the collector
            cursor.execute(f"SELECT backend_start, state, state_change, query {OTHERS}")
            others = cursor.fetchall()
            time.sleep(0.1)
        if others:
            cursor.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}")
            sys.stderr.write(f"A test left its connection open, which was ended: {others}\n")


@pytest.fixture(scope="session", autouse=True)
def _only_what_was_written_is_emptied_between_tests():
    """A transactional test ends with emptying the database: of what was written, not of every table there is.

    Django's own flush takes longer than most of these tests, for it makes every table and permission anew.
    """
    plain = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: empty_what_was_written()
    yield
    TransactionTestCase._fixture_teardown = plain


def empty_what_was_written():
    """Delete every row but what the migrations left; append-only tables are opened for it, and closed again."""
    tables = set(connection.introspection.django_table_names(only_existing=True)) - MIGRATED
    holds = "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM {0})".format
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(map(holds, sorted(tables))))
        written = [table for (table,) in cursor.fetchall()]
        if connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger, no foreign key
                for table in written:
                    cursor.execute(EMPTY.format(table))
            return
    closed = set(written) & set(APPEND_ONLY)
    if closed:
        remove_triggers()
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for table in written:
            cursor.execute(EMPTY.format(table))
    if closed:
        install_triggers()
