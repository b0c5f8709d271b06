"""Bytes at rest: kept under their own hash, whole on the disk before the database speaks of them."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Collection
from datetime import datetime
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet

from documents.models import File

UNFINISHED = ".new-"
SWEPT_AT_ONCE = 100
Data = BytesIO | BufferedReader
Named = Callable[[Collection[str]], set[str]]


class FileMissing(Exception):
    """The database knows the file, the disk does not have it; the text is for the user."""


def keep_bytes(data: bytes, *, media_type: str, at: datetime) -> File:
    """Keep the bytes once; the same bytes come back as the same file."""
    return _keep(BytesIO(data), media_type, at)


def keep_made(path: Path, *, media_type: str, at: datetime) -> File:
    """Keep what lies in a file of one's own, however large, a piece at a time."""
    with path.open("rb") as stream:
        return _keep(stream, media_type, at)


def _keep(data: Data, media_type: str, at: datetime) -> File:
    size = data.seek(0, os.SEEK_END)
    if not size:
        raise ValueError("a file at rest is never empty")
    data.seek(0)
    digest = hashlib.file_digest(data, "sha256").hexdigest()
    target = _folder() / digest[:2] / digest[2:4] / digest
    _have_whole(target, data, size)
    with transaction.atomic():
        file = File.objects.select_for_update().filter(sha256=digest).first()
        if file is None:
            file = File.objects.get_or_create(
                sha256=digest, defaults={"size": size, "media_type": media_type, "created_at": at}
            )[0]
        _have_whole(target, data, size)  # a sweep that held the row may have taken the bytes meanwhile
        return file


def open_file(file: File) -> BinaryIO:
    """The file's bytes, ready to be read."""
    try:
        return cast(BinaryIO, (_folder() / file.place).open("rb"))
    except FileNotFoundError as missing:
        raise FileMissing("Không tìm thấy tệp trên máy chủ. Đề nghị báo quản trị hệ thống.") from missing


def read_file(file: File) -> bytes:
    """The file's bytes, whole."""
    with open_file(file) as stream:
        return stream.read()


def sweep_unfinished(*, before: datetime) -> int:
    """Remove what a killed process left half written or in the temporary folder; whole files are never touched."""
    left = (*_folder().glob(f"*/*/{UNFINISHED}*"), *Path(settings.TMP_DIR).iterdir())
    return sum(_remove_stale(path, before.timestamp()) for path in left)


def sweep_unclaimed(*, before: datetime, named: Named, most: int = SWEPT_AT_ONCE) -> int:
    """Remove files handed in before that moment (by the machine's own clock) that no row refers to.

    `named` says which hashes are written down in records that keep no key to the file: these stay. Each file is
    locked and looked at again: a form that claims it, or hands the same bytes in anew, comes before or after.
    """
    wanted = [one.pk for one in _unclaimed(File.objects.all(), before, named)[:most]]
    with transaction.atomic():
        locked = [one.pk for one in File.objects.select_for_update().filter(pk__in=wanted).order_by("pk")]
        gone = _unclaimed(File.objects.filter(pk__in=locked), before, named)
        for one in gone:
            (_folder() / one.place).unlink(missing_ok=True)
        File.objects.filter(pk__in=[one.pk for one in gone]).delete()
    return len(gone)


def _unclaimed(files: QuerySet[File], before: datetime, named: Named) -> list[File]:
    stale = [one for one in _unreferred(files) if _handed_in_before(one, before)]
    spared = named([one.sha256 for one in stale]) if stale else set()
    return [one for one in stale if one.sha256 not in spared]


def _unreferred(files: QuerySet[File]) -> QuerySet[File]:
    """Those that no row of any table has a key to."""
    for relation in File._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            files = files.filter(~Exists(rows))
    return files.order_by("pk")


def _handed_in_before(file: File, moment: datetime) -> bool:
    """By the time on the disk, which every handing in renews; one that is gone from the disk is nobody's."""
    try:
        return (_folder() / file.place).stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return True


def _remove_stale(path: Path, before: float) -> bool:
    """Whether it had been left; one that is finished or gone by now is nobody's waste."""
    try:
        if path.lstat().st_mtime >= before:
            return False
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except FileNotFoundError:
        return False
    return True


def _folder() -> Path:
    return Path(settings.FILES_DIR)


def _have_whole(target: Path, data: Data, size: int) -> None:
    """The bytes are on the disk, handed in now."""
    try:
        if target.stat().st_size == size:
            os.utime(target)
            return
    except FileNotFoundError:
        pass
    _write_whole(target, data)


def _write_whole(target: Path, data: Data) -> None:
    """A reader sees all of the file or none: beside it, flushed, then renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            data.seek(0)
            shutil.copyfileobj(data, stream)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o640)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
