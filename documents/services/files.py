"""Bytes at rest: kept under their own hash, whole on the disk before the database speaks of them."""

import hashlib
import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.db import transaction

from documents.models import File

UNFINISHED = ".new-"


class FileMissing(Exception):
    """The database knows the file, the disk does not have it; the text is for the user."""


def keep_bytes(data: bytes, *, media_type: str, at: datetime) -> File:
    """Keep the bytes once; the same bytes come back as the same file."""
    if not data:
        raise ValueError("a file at rest is never empty")
    digest = hashlib.sha256(data).hexdigest()
    target = _folder() / digest[:2] / digest[2:4] / digest
    if not target.exists() or target.stat().st_size != len(data):
        _write_whole(target, data)
    with transaction.atomic():
        return File.objects.get_or_create(
            sha256=digest, defaults={"size": len(data), "media_type": media_type, "created_at": at}
        )[0]


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


def _write_whole(target: Path, data: bytes) -> None:
    """A reader sees all of the file or none: beside it, flushed, then renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
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
