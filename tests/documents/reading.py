"""How the tests read a drawn paper back: its words, its fonts, its pages."""

import io
import re
import subprocess
import unicodedata
from html.parser import HTMLParser

import docx
import pikepdf
from PIL import Image


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.silent = [], False

    def handle_starttag(self, tag, attrs):
        self.silent = self.silent or tag == "head"

    def handle_endtag(self, tag):
        self.silent = self.silent and tag != "head"
        self.parts.append(" ")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data)


def words(text):
    """The words of a text, whatever stands between them."""
    plain = unicodedata.normalize("NFC", text).replace("…", " ")
    return re.findall(r"[^\s.]+", plain)


def markup_words(markup):
    """The words of a paper's page, in order."""
    reader = _Words()
    reader.feed(markup)
    return words("".join(reader.parts))


def word_words(data):
    """The words of a Word file, in the order they are read: paragraphs and tables as they come."""
    document = docx.Document(io.BytesIO(data))
    return words(" ".join(_blocks(document)))


def _blocks(place):
    for block in place.iter_inner_content():
        if hasattr(block, "rows"):
            seen = []
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        yield from _blocks(cell)
        else:
            yield block.text


def pdf_fonts(data):
    """The names of every font embedded in a PDF, without their subset tags."""
    names = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                embedded = any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                assert embedded, "a face is named and not embedded"
                names.add(str(thing.FontName).lstrip("/").partition("+")[2])
    return names


def pdf_sizes(data):
    """Width and height of every page, in whole millimetres."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [tuple(round(float(one) / 72 * 25.4) for one in page.mediabox[2:]) for page in pdf.pages]


def pdf_streams(data):
    """Every decompressed stream of a PDF, joined."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b"\n".join(
            thing.read_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and "/Width" not in thing
        )


def pdf_pages(data):
    """The text of every page of a PDF, laid out as it is seen, by poppler."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def pdf_picture(data):
    """The first page as a grey picture, by poppler."""
    done = subprocess.run(
        ["pdftoppm", "-r", "100", "-gray", "-png", "-singlefile", "-"],
        input=data,
        capture_output=True,
        check=True,
    )
    return Image.open(io.BytesIO(done.stdout)).convert("L")
