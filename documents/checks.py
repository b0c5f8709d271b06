"""What papers need of the machine: the bundled faces, whole, and the libraries that lay text out."""

import ctypes.util
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.core.checks import CheckMessage, Error, Warning, register

from documents.papers import FONTS

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")


@register("documents")
def faces_are_whole(*, folder: Path = FONTS, **_options: object) -> Iterable[CheckMessage]:
    """Every bundled face is there and is the one whose sum was written down."""
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        path = folder / name
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
            yield Error(
                f"documents/fonts/{name} is missing or changed; papers cannot be drawn.", id="documents.E001"
            )


@register("documents", deploy=True)
def text_can_be_laid_out(
    *, libraries: Iterable[str] = LIBRARIES, **_options: object
) -> Iterable[CheckMessage]:
    """Pango and HarfBuzz are on the machine."""
    for library in libraries:
        if ctypes.util.find_library(library) is None:
            yield Warning(
                f"The library {library} is missing; PDF papers cannot be drawn.",
                hint="apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
                id="documents.W001",
            )
