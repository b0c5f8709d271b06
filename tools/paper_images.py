"""Draw every sample paper and keep its pages as small pictures under docs/papers/, for the eye.

Needs poppler's pdftoppm. Run: python -m tools.paper_images
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
GAP = 8


def main():
    """All pages of a paper side by side, one picture a form."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from documents.services.drawing import draw  # noqa: PLC0415  Django must be ready first
    from tests.documents.samples import PAPERS  # noqa: PLC0415

    target = ROOT / "docs" / "papers"
    target.mkdir(parents=True, exist_ok=True)
    for name, make in sorted(PAPERS.items()):
        picture = joined(pages(draw(make(), as_="pdf")))
        picture.quantize(16).save(target / f"{name}.png", optimize=True)
        print(f"docs/papers/{name}.png {picture.width}x{picture.height}")


def pages(data):
    """The pages of a PDF as pictures."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.pdf"
        source.write_bytes(data)
        subprocess.run(
            ["pdftoppm", "-r", "60", "-gray", "-png", str(source), str(Path(folder) / "page")], check=True
        )
        return [Image.open(path).copy() for path in sorted(Path(folder).glob("page-*.png"))]


def joined(pictures):
    """Pictures side by side on grey."""
    width = sum(one.width for one in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("L", (width, max(one.height for one in pictures)), 160)
    left = 0
    for one in pictures:
        sheet.paste(one, (left, 0))
        left += one.width + GAP
    return sheet


if __name__ == "__main__":
    main()
