"""The two pages a machine reads."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.services import last_sweep_at, oldest_unfinished_at

STALE = timedelta(minutes=5)
LEAST_FREE_BYTES = 100 * 1024 * 1024


@never_cache
@require_safe
@login_not_required
def healthz(_request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
@login_not_required
def readyz(_request: HttpRequest) -> HttpResponse:
    """Everything the office needs is there: 200 if so, 503 and which part is not."""
    parts = {"database": database_is_ready(), "disk": disk_is_ready(), **queue_is_ready()}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def database_is_ready() -> bool:
    """The database answers, takes a write lock, and has every migration."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return migrations_are_applied()
    except DatabaseError:
        return False


def migrations_are_applied() -> bool:
    """Whether the tables are those of this code."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def disk_is_ready() -> bool:
    """There is room for files, and the folder takes them."""
    disk = os.statvfs(settings.DATA_DIR)
    return disk.f_bavail * disk.f_frsize > LEAST_FREE_BYTES and os.access(Path(settings.FILES_DIR), os.W_OK)


def queue_is_ready() -> dict[str, bool]:
    """Beat and a worker were seen lately, and no job waits for long."""
    now = datetime.now(UTC)
    try:
        seen, oldest = last_sweep_at(), oldest_unfinished_at()
    except Exception:
        return {"beat": False, "jobs": False}
    return {
        "beat": seen is not None and now - seen < STALE,
        "jobs": oldest is None or now - oldest < 2 * STALE,
    }
