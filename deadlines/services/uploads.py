"""Files of a dossier's part: opened, joined when they are photos, kept; limits count by dossier (P34)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO, Protocol, cast

from django.db.models import Sum

from deadlines.models import DossierItem
from documents.services.photos import PhotoRefused, join_photos, turn_pages
from documents.services.uploads import (
    FILE_LIMIT,
    MEGABYTE,
    PAPERS,
    PHOTOS,
    Accepted,
    UploadRefused,
    accept_upload,
)
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import require

DOSSIER_LIMIT = 600 * MEGABYTE


class Upload(Protocol):
    """A file as it comes from a form."""

    name: str | None


def take_files(item: DossierItem, files: Sequence[Upload], *, actor: Account, at: datetime) -> Accepted:
    """One paper, or many photos joined to one PDF in the order chosen: judged before anything is locked.

    What it gives is for `attach_file`, which asks again under the dossier's lock.
    """
    require(actor, Permission.COMPILE_DOSSIER, item.dossier)
    room = DOSSIER_LIMIT - _used(item)
    allowed = PAPERS if len(files) == 1 else PHOTOS
    taken = [
        accept_upload(
            one.name or "", cast(BinaryIO, one), allowed=allowed, at=at, limit=FILE_LIMIT, room=room
        )
        for one in files
    ]
    return taken[0] if taken[0].media_type.startswith("application/") else _joined(item, taken, at)


def _joined(item: DossierItem, photos: Sequence[Accepted], at: datetime) -> Accepted:
    try:
        file = join_photos([photo.file for photo in photos], at=at)
    except PhotoRefused as refused:
        raise UploadRefused(f"Ảnh {refused}") from refused
    return Accepted(file=file, name=f"{item.code.lower()}.pdf", media_type=file.media_type, pages=len(photos))


def change_pages(
    item: DossierItem, *, turns: Mapping[int, int], dropped: Collection[int], actor: Account, at: datetime
) -> Accepted:
    """Single pages of a part's file turned or dropped; the new file is for `attach_file`, as of `take_files`."""
    require(actor, Permission.COMPILE_DOSSIER, item.dossier)
    if item.file is None:
        raise UploadRefused("Mục này chưa có tệp. Đề nghị tải tệp lên trước.")
    try:
        file = turn_pages(item.file, turns=turns, dropped=dropped, at=at)
    except PhotoRefused as refused:
        raise UploadRefused(str(refused)) from refused
    pages = (item.page_count or 1) - len(dropped)
    name = f"{item.file_name.rsplit('.', 1)[0]}.pdf"
    return Accepted(file=file, name=name, media_type=file.media_type, pages=pages)


def _used(item: DossierItem) -> int:
    """How many bytes the dossier holds."""
    total = DossierItem.objects.filter(dossier=item.dossier_id).aggregate(size=Sum("file__size"))["size"]
    return int(total or 0)
