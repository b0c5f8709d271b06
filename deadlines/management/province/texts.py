"""What the demo's people wrote, kept as data beside the other fixtures."""

import json
from functools import cache
from typing import Any, cast

from django.conf import settings

TEXTS = settings.BASE_DIR / "fixtures" / "demo" / "texts.json"


@cache
def _texts() -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(TEXTS.read_text(encoding="utf-8")))


def text(name: str) -> str:
    """One text, word for word."""
    return str(_texts()[name])


def texts(name: str) -> list[str]:
    """Several texts that belong together."""
    return [str(one) for one in _texts()[name]]
