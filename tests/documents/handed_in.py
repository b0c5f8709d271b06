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


def bursting_pdf(megabytes):
    """A PDF whose objects lie in a stream of blanks: a thousandth of what it unpacks to."""
    packer = zlib.compressobj(9)
    packed = packer.compress(
        b"1 0 2 20 " + b" " * 11 + b"<</Type/Catalog/Pages 2 0 R>><</Type/Pages/Kids[]/Count 0>>"
    )
    for _one in range(megabytes):
        packed += packer.compress(b" " * MEBIBYTE)
    packed += packer.flush()
    head = b"%PDF-1.5\n"
    stream = (
        b"3 0 obj\n<</Type/ObjStm/N 2/First 20/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
        % (len(packed), packed)
    )
    place = len(head) + len(stream)
    rows = bytes([0, 0, 0, 0, 0]) + bytes([2, 0, 0, 3, 0]) + bytes([2, 0, 0, 3, 1])
    rows += b"\1" + len(head).to_bytes(3, "big") + b"\0" + b"\1" + place.to_bytes(3, "big") + b"\0"
    table = b"4 0 obj\n<</Type/XRef/Size 5/W[1 3 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(rows),
        rows,
    )
    return head + stream + table + b"startxref\n%d\n%%%%EOF" % place


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
