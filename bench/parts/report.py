"""A table for people, and a line of JSON for machines."""

import json
from collections.abc import Mapping, Sequence
from os import getloadavg
from typing import Any


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Columns, the first to the left, the others to the right."""
    words = [[f"{one:.2f}" if isinstance(one, float) else str(one) for one in row] for row in (heads, *rows)]
    widths = [max(len(row[place]) for row in words) for place in range(len(heads))]
    for row in words:
        first, *rest = (one.rjust(width) for one, width in zip(row, widths, strict=True))
        print("  ".join([row[0].ljust(widths[0]), *rest]) if first else "")


def finish(figures: Mapping[str, Any]) -> None:
    """The load of the machine beside the figures, and the last line."""
    print("load of the machine:", *(f"{one:.1f}" for one in getloadavg()))
    print(json.dumps(figures, ensure_ascii=False), flush=True)
