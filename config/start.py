"""From an empty folder to a filled database: whole, or not at all."""

import errno
import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from jobs.enums import JobQueue
from jobs.transport import prepare_folders

DEMO_MARK = "demo"
EMPTY_MARK = "no-demo"
REGULATION = "fixtures/regulations/qd132-hd21.json"
PLAN = "fixtures/plans/2021.json"
Say = Callable[[str], None]


class CannotStart(Exception):
    """The one sentence that says what a person has to do."""


@contextmanager
def clear_sentences() -> Iterator[None]:
    """A full disk or a locked door is told in one sentence, never in a traceback."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise CannotStart(full_disk_words()) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise CannotStart(
                f"{error.filename} cannot be written to: give this account the right, or choose --data."
            ) from error
        raise
    except CommandError as error:
        raise CannotStart(str(error)) from error
    except DatabaseError as error:
        if "disk is full" in str(error) or "disk I/O error" in str(error):
            raise CannotStart(full_disk_words()) from error
        if "connection" in str(error) and not settings.EMBEDDED_DATABASE:
            raise CannotStart(
                f"The database named by DATABASE_URL does not answer: {str(error).splitlines()[0]}"
            ) from error
        raise


def full_disk_words() -> str:
    """What a full disk needs."""
    return (
        f"The disk that holds {settings.DATA_DIR} is full: free some room and start again; nothing was lost."
    )


def hold_folder() -> int:
    """One instance a folder: the lock lasts as long as this process."""
    handle = os.open(settings.DATA_DIR / "instance.lock", os.O_RDWR | os.O_CREAT, 0o640)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotStart(
            f"Another instance already runs on {settings.DATA_DIR}: stop it, or choose another --data."
        ) from None
    return handle


def choose_kind(*, wants_demo: bool) -> None:
    """A folder is a demo or it is not, from its first start on."""
    demo, empty = settings.DATA_DIR / DEMO_MARK, settings.DATA_DIR / EMPTY_MARK
    if settings.EMBEDDED_DATABASE and not Path(settings.DATABASES["default"]["NAME"]).exists():
        demo.unlink(missing_ok=True)  # an earlier start came to nothing: choose anew
        empty.unlink(missing_ok=True)
    if demo.exists() and not wants_demo:
        raise CannotStart(
            f"{settings.DATA_DIR} holds the demo: choose another --data for an installation without it."
        )
    if not demo.exists() and not empty.exists():
        (demo if wants_demo else empty).touch()
    settings.DEMO = demo.exists()


def refuse_newer_database() -> None:
    """Tables made by a newer program are not touched."""
    if not connection.introspection.table_names():
        return
    applied = set(MigrationRecorder(connection).applied_migrations())
    known = MigrationExecutor(connection).loader.disk_migrations
    ours = {config.split(".")[0] for config in settings.INSTALLED_APPS}
    unknown = sorted(f"{app}.{name}" for app, name in applied if app in ours and (app, name) not in known)
    if unknown:
        raise CannotStart(
            f"The database in {settings.DATA_DIR} was written by a newer version of this program "
            f"({unknown[-1]} is not known here): start that version, or choose another --data."
        )


def prepare(say: Say) -> None:
    """Queue, static files and database as this code wants them."""
    settings.QUEUE_DIR.mkdir(
        parents=True, exist_ok=True
    )  # beat keeps its schedule there, whatever the broker
    if settings.EMBEDDED_QUEUE:
        prepare_folders(settings.CELERY_BROKER_TRANSPORT_OPTIONS, list(JobQueue))
    prepare_static()
    if settings.EMBEDDED_DATABASE:
        prepare_embedded(Path(settings.DATABASES["default"]["NAME"]), say)
    else:
        prepare_server(say)


def prepare_embedded(path: Path, say: Say) -> None:
    """The first database is filled under another name and takes its own when it is whole."""
    if path.exists():
        refuse_newer_database()
        migrate()
        return
    unfinished = path.with_name(f"{path.name}.unfinished")
    forget(unfinished)
    use_database(unfinished)
    try:
        migrate()
        fill(say)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
    except BaseException:
        connections.close_all()
        forget(unfinished)
        raise
    finally:
        use_database(path)
    unfinished.replace(path)
    forget(unfinished)


def prepare_server(say: Say) -> None:
    """A database server keeps what it holds; an empty one is filled."""
    refuse_newer_database()
    is_empty = not connection.introspection.table_names()
    migrate()
    if is_empty:
        fill(say)


def use_database(path: Path) -> None:
    """Point the one connection at a file."""
    connections.close_all()
    connection.settings_dict["NAME"] = str(path)


def forget(path: Path) -> None:
    """Remove an unfinished database and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def migrate() -> None:
    """Bring the tables up to this code; nothing to do costs nothing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def fill(say: Say) -> None:
    """The regulation and the plan, and for a demo the invented province."""
    call_command("load_regulation", str(settings.BASE_DIR / REGULATION), verbosity=0)
    call_command("load_plan", str(settings.BASE_DIR / PLAN), verbosity=0)
    if settings.DEMO:
        say("Lần đầu: đang dựng bản dùng thử “tỉnh Minh Giang” (khoảng nửa phút) ...")
        call_command("seed_province", members=400, stage=settings.DEMO_STAGE, verbosity=0)


def prepare_static() -> None:
    """Collect the static files when one of them has changed."""
    stamp = settings.STATIC_ROOT / ".stamp"
    digest = static_digest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=False, verbosity=0)
    stamp.write_text(digest)


def static_digest() -> str:
    """What the sources of the static files look like."""
    found = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for file in sorted(one for one in Path(folder).rglob("*") if one.is_file()):
            state = file.stat()
            found.update(f"{file} {state.st_size} {state.st_mtime_ns}\n".encode())
    return found.hexdigest()
