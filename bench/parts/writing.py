"""A self-review as a person fills it in, with words that are found again by their hash."""

import hashlib
from collections.abc import Iterable

from bench.parts.client import Browser, Forms

PARAGRAPH = (
    "Gương mẫu, trách nhiệm; đã hoàn thành các nhiệm vụ được giao trong năm, còn nể nang khi góp ý. " * 6
)


def edit(key: str) -> str:
    """Where it is written."""
    return f"/ban-kiem-diem/{key}/viet/"


def filled(browser: Browser, key: str, mark: str) -> tuple[dict[str, str], str]:
    """The form with every empty box of text and every choice filled in, and the hash of what was typed."""
    forms = Forms(browser.get(edit(key)).text)
    typed = forms.leading_to(edit(key))
    texts = []
    for number, name in enumerate(sorted(forms.prose & typed.keys())):
        if not typed[name].strip() or typed[name].startswith("["):
            typed[name] = f"[{mark}-{number}] {PARAGRAPH}".strip()
            texts.append(typed[name])
    for name in ("h-1-due_before", "h-1-responsible"):
        if not typed.get(name, "x").strip():
            typed[name] = "31/3/2022" if name.endswith("_before") else "Đồng chí Bí thư"
    for name, values in forms.radios.items():
        typed.setdefault(name, values[min(1, len(values) - 1)])
    return {**typed, "check": "1"}, digest(texts)


def digest(texts: Iterable[str]) -> str:
    """One hash over all that was typed, whatever the order of the boxes."""
    return hashlib.sha256("\n".join(sorted(texts)).encode()).hexdigest()


def kept(content: dict[str, list[dict[str, list[dict[str, str]]]]], mark: str) -> str:
    """The same hash over what a handed-in text holds of it."""
    values = [box["value"] for part in content["parts"] for box in part["boxes"]]
    return digest(one.strip() for one in values if one.startswith(f"[{mark}-"))
