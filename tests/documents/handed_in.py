"""Files as people hand them in, sound and unsound, made byte by byte."""

import io
import zipfile
import zlib

import pikepdf
from openpyxl import Workbook
from PIL import Image

MEBIBYTE = 1024 * 1024
MAIN = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


def pdf(pages=2, **options):
    target = io.BytesIO()
    with pikepdf.new() as made:
        for _page in range(pages):
            made.add_blank_page()
        made.save(target, **options)
    return target.getvalue()


def locked_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="a", user="b"))


def photo(kind="JPEG", size=(60, 40), **options):
    target = io.BytesIO()
    picture = Image.new("RGB", size, "white")
    picture.paste("black", (0, 0, size[0] // 3, size[1] // 3))
    picture.save(target, kind, **options)
    return target.getvalue()


def png_of(width, height):
    """The first bytes of a picture that says it is as large as that."""
    data = bytearray(photo("PNG"))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def workbook(**parts):
    target = io.BytesIO()
    book = Workbook()
    book.active.append(["=1+1"])
    book.save(target)
    with zipfile.ZipFile(target, "a") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def archive(kind, **parts):
    """The least that calls itself a Word or Excel file, and what else is put into it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("[Content_Types].xml", "_rels/.rels", MAIN[kind]):
            made.writestr(name, "<x/>")
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def bomb(kind="xlsx"):
    """Sixty mebibytes of nothing in a few kilobytes."""
    return archive(kind, **{f"{MAIN[kind].split('/')[0]}/sheet1.xml": b"0" * (60 * MEBIBYTE)})


def crowd():
    """Two thousand one hundred parts."""
    return archive("xlsx", **{f"xl/{order}": b"" for order in range(2_100)})
