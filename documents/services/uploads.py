"""Files people hand in: read within limits, really opened, kept; a refusal says what to do.

The guards stand in the order of their price: name, size, first bytes, the archive's own list, and only
then is anything unpacked or decoded.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO

import filetype
import pikepdf
from lxml import etree

from documents.models import File
from documents.rules import display_name, name_fault, vn_number
from documents.services.files import keep_bytes
from documents.services.photos import PhotoRefused, clean_photo

MEGABYTE = 1024 * 1024
FILE_LIMIT = 60 * MEGABYTE  # a cadre's papers photographed by phone: 30 to 80 pages, 20 to 40 MB
ENTRY_LIMIT = 2_000
UNPACKED_LIMIT = 50 * MEGABYTE
SHEET_LIMIT, SHEET_UNPACKED = (
    30 * MEGABYTE,
    250 * MEGABYTE,
)  # of a list that is brought in: read as its bytes run by
RATIO_LIMIT = 100
READ_LIMIT = MEGABYTE  # of the parts that are read here: all lists of links together, and the list of parts
PAGE_LIMIT = 500
OBJECT_LIMIT = 200_000
ACTIVE_KEYS = ("/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/EF", "/RichMediaContent")
ACTIVE_ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE")
CHUNK = 256 * 1024

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
ANY = frozenset(MEDIA_TYPES)
PAPERS = frozenset({"pdf", "docx", "jpg", "png"})
PHOTOS = frozenset({"jpg", "png"})
SHEETS = frozenset({"xlsx"})
LISTED = b"PK\1\2"  # how each part begins in an archive's list
BURSTS = "quá lớn khi giải nén. Đề nghị bỏ bớt trang tính, ảnh không cần thiết rồi tải lên."
LINKS = ".rels"
READ_WHOLE = (LINKS, "[content_types].xml")
MACROS = re.compile(r"(vba[^/]*\.bin|\.(exe|dll|bat|cmd|ps1|vbs|js|scr|msi))$|(^|/)activeX/", re.IGNORECASE)
PACKAGE = "Ole10Native".encode("utf-16-le")  # a file of any kind inside an embedded object
CONTAINER, ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1"), "EncryptedPackage".encode("utf-16-le")
PROGRAMS = {"docx": "Word", "xlsx": "Excel"}  # which lock a paper by laying it into such a container
MARKUP = (b"<html", b"<script", b"<svg", b"<!doctype html", b"<iframe")


class UploadRefused(Exception):
    """The file cannot be taken; the text is for the user and says what to do."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that was opened and kept."""

    file: File
    name: str
    media_type: str
    pages: int | None


def accept_upload(
    name: str,
    stream: BinaryIO,
    *,
    allowed: frozenset[str],
    at: datetime,
    limit: int = FILE_LIMIT,
    room: int | None = None,
    unpacked: int = UNPACKED_LIMIT,
) -> Accepted:
    """Take the file or say why not; `room` is what the dossier may still hold, in bytes."""
    kind = _kind(name, allowed)
    data = _read(name, kind, stream, limit=limit, room=room)
    data, pages = _opened(name, kind, data, unpacked)
    file = keep_bytes(data, media_type=MEDIA_TYPES[kind], at=at)
    return Accepted(file=file, name=display_name(name), media_type=MEDIA_TYPES[kind], pages=pages)


def _kind(name: str, allowed: frozenset[str]) -> str:
    """The kind its name says it is, if the name is one we can keep."""
    fault = name_fault(name)
    if fault:
        raise UploadRefused(fault)
    shown, ending = display_name(name), PurePosixPath(name).suffix.lower().lstrip(".")
    kind = "jpg" if ending == "jpeg" else ending
    if kind in allowed:
        return kind
    if kind in {"docm", "xlsm", "dotm", "xltm"}:
        raise UploadRefused(f"Tệp “{shown}” có macro. Đề nghị lưu lại ở dạng không có macro rồi tải lên.")
    if kind in {"doc", "xls"}:
        raise UploadRefused(f"Tệp “{shown}” ở dạng Office cũ. Đề nghị lưu lại ở dạng .{kind}x rồi tải lên.")
    if as_office := {"odt": "Word 2007-365 (.docx)", "ods": "Excel 2007-365 (.xlsx)"}.get(kind):
        raise UploadRefused(
            f"Tệp “{shown}” ở dạng của LibreOffice. "
            f"Đề nghị chọn Lưu thành (Save As) dạng {as_office} rồi tải lên."
        )
    if kind in {"heic", "heif"}:
        raise UploadRefused(f"Ảnh “{shown}” ở dạng HEIC. Đề nghị đặt máy ảnh chụp dạng JPG, chụp lại.")
    kinds = ", ".join(sorted(one.upper() for one in allowed))
    raise UploadRefused(f"Không nhận tệp “{shown}”. Đề nghị tải lên một trong các dạng: {kinds}.")


def _read(name: str, kind: str, stream: BinaryIO, *, limit: int, room: int | None) -> bytes:
    """All the bytes, never more than the limit."""
    most = limit if room is None else min(limit, max(room, 0))
    parts, size = [], 0
    while part := stream.read(CHUNK):
        size += len(part)
        if size > most:
            raise UploadRefused(_too_large(display_name(name), kind, limit, room))
        parts.append(part)
    if not size:
        raise UploadRefused(
            f"Tệp “{display_name(name)}” không có dữ liệu (0 byte). Đề nghị kiểm tra và chọn lại tệp."
        )
    return b"".join(parts)


def _too_large(shown: str, kind: str, limit: int, room: int | None) -> str:
    if room is not None and room < limit:
        left = vn_number(max(room, 0) // MEGABYTE)
        return f"Hồ sơ chỉ còn chỗ cho {left} MB, tệp “{shown}” lớn hơn. Đề nghị bớt ảnh hoặc giảm cỡ ảnh."
    smaller = "bỏ ảnh, trang tính, định dạng thừa" if kind == "xlsx" else "giảm cỡ ảnh"
    return f"Tệp “{shown}” lớn hơn {limit // MEGABYTE} MB. Đề nghị chia thành nhiều tệp hoặc {smaller}."


def _opened(name: str, kind: str, data: bytes, unpacked: int = UNPACKED_LIMIT) -> tuple[bytes, int | None]:
    """The bytes to keep and the pages they hold, once the file has really been opened."""
    _check_first_bytes(name, kind, data)
    if kind == "pdf":
        return data, _pdf_pages(name, data)
    if kind in MAIN_PARTS:
        _check_archive(name, kind, data, unpacked)
        return data, None
    try:
        return clean_photo(data, kind=kind), 1
    except PhotoRefused as refused:
        raise UploadRefused(f"Ảnh “{display_name(name)}”: {refused}") from refused


def _check_first_bytes(name: str, kind: str, data: bytes) -> None:
    """The content is what the name says; a page of the web dressed as a paper is refused."""
    guessed = filetype.guess(data)
    mime = guessed.mime if guessed else ""
    fits = mime == MEDIA_TYPES[kind] or (kind in MAIN_PARTS and mime == "application/zip")
    if kind in PROGRAMS and data.startswith(CONTAINER) and ENCRYPTED in data:
        raise UploadRefused(
            f"Tệp “{display_name(name)}” có mật khẩu. Mở bằng {PROGRAMS[kind]}, bỏ mật khẩu rồi tải lên lại."
        )
    if not fits:
        raise UploadRefused(
            f"Nội dung tệp “{display_name(name)}” không phải {kind.upper()}. "
            "Đề nghị mở lại tệp bằng phần mềm gốc, lưu đúng dạng rồi tải lên."
        )
    if kind == "pdf" and any(mark in data[:4096].lower() for mark in MARKUP):
        raise UploadRefused(
            f"Tệp “{display_name(name)}” có lẫn mã trang web. Đề nghị in lại ra PDF hoặc quét lại bản giấy."
        )


def _pdf_pages(name: str, data: bytes) -> int:
    """How many pages the PDF has; one that cannot be opened, or needs a password, is refused."""
    shown = display_name(name)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            if len(pdf.objects) > OBJECT_LIMIT:
                raise UploadRefused(
                    f"Tệp “{shown}” có quá nhiều thành phần. Đề nghị in lại ra PDF rồi tải lên."
                )
            active = _runs_code(pdf)
    except pikepdf.PasswordError as locked:
        raise UploadRefused(f"Tệp “{shown}” có mật khẩu. Đề nghị bỏ mật khẩu rồi tải lên.") from locked
    except (pikepdf.PdfError, ValueError, RuntimeError) as broken:
        raise UploadRefused(
            f"Tệp “{shown}” bị hỏng, không mở được. Đề nghị quét hoặc xuất lại PDF rồi tải lên."
        ) from broken
    if active:
        raise UploadRefused(
            f"Tệp “{shown}” có mã lệnh tự chạy hoặc tệp gài bên trong. Đề nghị in lại ra PDF rồi tải lên."
        )
    if not 1 <= pages <= PAGE_LIMIT:
        raise UploadRefused(
            f"Tệp “{shown}” có {vn_number(pages)} trang. Đề nghị chia thành các tệp từ 1 đến {PAGE_LIMIT} trang."
        )
    return pages


def _runs_code(pdf: pikepdf.Pdf) -> bool:
    """Whether anything in the PDF runs by itself, sends, or carries another file."""
    return any(_is_active(one) for one in pdf.objects)


def _is_active(found: pikepdf.Object) -> bool:
    """One object with what lies directly in it; what it refers to is looked at by itself."""
    if isinstance(found, pikepdf.Array):
        return any(_is_active(one) for one in found if _lies_inside(one))
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if any(key in found for key in ACTIVE_KEYS) or found.get("/S") in ACTIVE_ACTIONS:
        return True
    return any(_is_active(one) for _key, one in found.items() if _lies_inside(one))


def _lies_inside(found: object) -> bool:
    return isinstance(found, pikepdf.Array | pikepdf.Dictionary) and not found.is_indirect


def _check_archive(name: str, kind: str, data: bytes, unpacked: int) -> None:
    """A Word or Excel file by the list in its archive, before anything is unpacked."""
    shown = display_name(name)
    if data.count(LISTED) > ENTRY_LIMIT:  # the list itself is read whole: a million names cost 300 MB
        raise UploadRefused(f"Tệp “{shown}” {BURSTS}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            fault = _archive_fault(archive.infolist(), kind, len(data), unpacked) or _linked_fault(archive)
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        RuntimeError,
        etree.XMLSyntaxError,
    ) as broken:
        raise UploadRefused(
            f"Tệp “{shown}” bị hỏng, không mở được. Đề nghị lưu lại tệp rồi tải lên."
        ) from broken
    if fault:
        raise UploadRefused(f"Tệp “{shown}” {fault}")


def _archive_fault(entries: list[zipfile.ZipInfo], kind: str, size: int, most: int) -> str:
    """What is wrong with the archive, as the end of a sentence; nothing when it is sound."""
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    is_read = sum(entry.file_size for entry in entries if entry.filename.lower().endswith(READ_WHOLE))
    if len(entries) > ENTRY_LIMIT or unpacked > most or unpacked > RATIO_LIMIT * size or is_read > READ_LIMIT:
        return BURSTS
    if any(entry.flag_bits & 0x1 for entry in entries):
        return "có mật khẩu. Đề nghị bỏ mật khẩu rồi tải lên."
    if any(MACROS.search(one) for one in names):
        return "có macro. Đề nghị lưu lại ở dạng không có macro rồi tải lên."
    if any(one.startswith(("/", "\\")) or ".." in PurePosixPath(one).parts for one in names):
        return "có cấu trúc không hợp lệ. Đề nghị tạo lại tệp rồi tải lên."
    if MAIN_PARTS[kind] not in names or "[Content_Types].xml" not in names:
        return f"không phải tệp {kind.upper()}. Đề nghị lưu lại đúng dạng rồi tải lên."
    return ""


def _linked_fault(archive: zipfile.ZipFile) -> str:
    """What would be fetched or run from elsewhere on opening the file, as the end of a sentence."""
    for entry in archive.infolist():
        name = entry.filename.lower()
        if name.endswith(".bin") and _holds_package(archive, entry):
            return "có tệp gài bên trong. Đề nghị bỏ đối tượng nhúng rồi tải lên."
        if name.endswith(LINKS) and _fetches_anything(archive.read(entry)):
            return "có nội dung lấy từ nơi khác. Đề nghị bỏ liên kết, dán nội dung vào tệp rồi tải lên."
    return ""


def _holds_package(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether an embedded object carries a file; looked for as its bytes run by."""
    rest = b""
    with archive.open(entry) as stream:
        while part := stream.read(CHUNK):
            if PACKAGE in rest + part:
                return True
            rest = part[-len(PACKAGE) :]
    return False


class _Links:
    """Looks at each link as the parser meets it: no tree is built, whatever the list is made of."""

    def __init__(self) -> None:
        self.depth, self.fetches = 0, False

    def start(self, _tag: str, told: Mapping[str, str]) -> None:
        """A link stands right under the list."""
        self.depth += 1
        if self.depth == 2 and told.get("TargetMode") == "External":
            self.fetches = self.fetches or _fetches(told)

    def end(self, _tag: str) -> None:
        """Out of it again."""
        self.depth -= 1

    def close(self) -> bool:
        """Whether any of them is followed."""
        return self.fetches


def _fetches_anything(relations: bytes) -> bool:
    reader = etree.XMLParser(target=_Links(), resolve_entities=False, no_network=True)
    return bool(etree.fromstring(relations, reader))


def _fetches(link: Mapping[str, str]) -> bool:
    """Whether Word or Excel follows the link by itself: no link to be pressed, no template on the writer's own disk."""
    if str(link.get("Type", "")).endswith("/hyperlink"):
        return False
    return re.match(r"file:///[A-Za-z]:|[A-Za-z]:", str(link.get("Target", ""))) is None
