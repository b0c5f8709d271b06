"""Several papers as one file to print: each begins on a sheet of its own, also when both sides are printed."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf

A4 = (595, 842)


def join(parts: Iterable[bytes]) -> bytes:
    """The papers one after the other; one with an odd number of pages gets an empty back."""
    book, out = pikepdf.Pdf.new(), BytesIO()
    for data in parts:
        with pikepdf.Pdf.open(BytesIO(data)) as part:
            book.pages.extend(part.pages)
            if len(part.pages) % 2:
                book.add_blank_page(page_size=A4)
    book.save(out, deterministic_id=True)
    return out.getvalue()
