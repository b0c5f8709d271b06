"""Photos of papers: decoded within limits, turned the right way, written anew without hidden data."""

import io
import threading
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import pikepdf
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

from documents.models import File
from documents.services.files import keep_bytes, read_file

PIXEL_LIMIT = 64_000_000  # of a telephone's camera; a JPEG is decoded no larger than a page needs
WHOLE_LIMIT = (
    20_000_000  # of what is only decoded whole: PNG, progressive JPEG; A4 at 300 dots an inch has 9 million
)
ONE_AT_A_TIME = (
    threading.Lock()
)  # a decoded picture takes four bytes a pixel: a few at once would fill the machine
SIDE_LIMIT = 3508  # A4 at 300 dots an inch
PAGE_SIDE = 2480  # on a joined page, about 210 dots an inch
PHOTO_LIMIT = 120
A4 = (595.276, 841.89)
MARGIN = 20.0
QUALITY = 85


class PhotoRefused(Exception):
    """The photo cannot be used; the text is for the user."""


def clean_photo(data: bytes, *, kind: str) -> bytes:
    """The photo written anew: right way up, no larger than a page needs, no place or device in it."""
    picture = _picture(data, kind, SIDE_LIMIT)
    target = io.BytesIO()
    if kind == "png":
        picture.save(target, "PNG", optimize=False)
    else:
        picture.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def join_photos(files: Sequence[File], *, at: datetime) -> File:
    """Many photos as one PDF of A4 pages, in the order given."""
    if not files:
        raise PhotoRefused("Chưa chọn ảnh nào. Đề nghị chọn ít nhất một ảnh JPG hoặc PNG.")
    if len(files) > PHOTO_LIMIT:
        raise PhotoRefused(f"Chỉ ghép được tối đa {PHOTO_LIMIT} ảnh một lần. Đề nghị chia làm nhiều lần.")
    with pikepdf.new() as pdf:
        for file in files:
            _add_page(pdf, file)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return keep_bytes(target.getvalue(), media_type="application/pdf", at=at)


def turn_pages(file: File, *, turns: Mapping[int, int], dropped: Collection[int], at: datetime) -> File:
    """The same paper with some pages turned and some left out; pages are counted from one (P34)."""
    if file.media_type != "application/pdf":
        file = join_photos([file], at=at)
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(read_file(file))) as pdf:
        if set(range(1, len(pdf.pages) + 1)) <= set(dropped):
            raise PhotoRefused("Phải giữ lại ít nhất một trang. Bỏ cả tệp thì bấm “Gỡ tệp này”.")
        for number, angle in turns.items():
            if 1 <= number <= len(pdf.pages):
                pdf.pages[number - 1].rotate(angle, relative=True)
        for number in sorted(dropped, reverse=True):
            if number <= len(pdf.pages):
                del pdf.pages[number - 1]
        pdf.save(target, deterministic_id=True)
    return keep_bytes(target.getvalue(), media_type="application/pdf", at=at)


def _add_page(pdf: pikepdf.Pdf, file: File) -> None:
    kind = {"image/jpeg": "jpg", "image/png": "png"}.get(file.media_type)
    if kind is None:
        raise PhotoRefused("Chỉ ghép được ảnh JPG, PNG. Đề nghị bỏ các tệp khác ra khỏi danh sách ghép.")
    picture = _picture(read_file(file), kind, PAGE_SIDE)
    page = (A4[1], A4[0]) if picture.width > picture.height else A4
    scale = min((page[0] - 2 * MARGIN) / picture.width, (page[1] - 2 * MARGIN) / picture.height)
    width, height = picture.width * scale, picture.height * scale
    place = f"{width:.2f} 0 0 {height:.2f} {(page[0] - width) / 2:.2f} {(page[1] - height) / 2:.2f}"
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY)
    image = pdf.make_stream(
        written.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    added = pdf.add_blank_page(page_size=page)
    added.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=image))
    added.obj.Contents = pdf.make_stream(f"q {place} cm /Photo Do Q".encode())


def _picture(data: bytes, kind: str, side: int) -> Image.Image:
    """The decoded picture; its size is read from the first bytes before anything is decoded."""
    reader = PngImagePlugin.PngImageFile if kind == "png" else JpegImagePlugin.JpegImageFile
    try:
        with ONE_AT_A_TIME, reader(io.BytesIO(data)) as source:
            whole = kind == "png" or "progressive" in source.info
            if source.width * source.height > (WHOLE_LIMIT if whole else PIXEL_LIMIT):
                raise PhotoRefused("quá nhiều điểm ảnh. Đề nghị giảm cỡ ảnh hoặc chụp lại ở cỡ thường.")
            source.draft("RGB", (side, side))
            picture = _shaded(source)
            picture.thumbnail((side, side))
            return _on_white(ImageOps.exif_transpose(picture))
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as broken:
        raise PhotoRefused("bị hỏng, không mở được. Đề nghị chụp hoặc tải lại ảnh.") from broken


def _shaded(source: Image.Image) -> Image.Image:
    """A picture of numbered colours or of black and white as one that can be made smaller without tearing letters."""
    if source.mode == "1":
        return source.convert("L")
    if source.mode in ("P", "PA"):
        return source.convert("RGBA" if "transparency" in source.info or source.mode == "PA" else "RGB")
    return source


def _on_white(picture: Image.Image) -> Image.Image:
    """What shows through becomes paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGB", layered.size, "white")
        paper.paste(layered, mask=layered.getchannel("A"))
        return paper
    return picture.convert("RGB")
