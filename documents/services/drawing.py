"""One door to every way of drawing; safe to call in a child process of a worker."""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from documents.enums import Way
from documents.papers import FONTS, Paper, StampRefused
from documents.rules import plain

Drawn = Literal["pdf", "docx"]


def draw(paper: Paper, *, as_: Drawn) -> bytes:
    """The paper as a file; a stamped paper whose values do not fit its blank is laid out instead."""
    return _draw_word(paper) if as_ == "docx" else _draw_pdf(paper)


def draw_joined(papers: Iterable[Paper]) -> bytes:
    """Several papers as one PDF to print, each on sheets of its own."""
    joined: bytes = _engine("joining").join(draw(one, as_="pdf") for one in papers)
    return joined


def _draw_word(paper: Paper) -> bytes:
    drawn: bytes = _engine("word").draw_word(paper.template, plain(paper.facts()))
    return drawn


def _draw_pdf(paper: Paper) -> bytes:
    drawn: bytes
    if paper.way is Way.STAMP:
        try:
            drawn = _engine("stamp").draw_stamped(paper)
        except StampRefused:
            pass
        else:
            return drawn
    drawn = _engine("flow").draw_flow(paper.template, plain(paper.facts()))
    return drawn


def _engine(name: str) -> Any:
    """What draws, loaded when something is drawn: only that process pays the second and the memory it takes."""
    return import_module(f"documents.services.{name}")


def content_hash(paper: Paper) -> str:
    """What is on the paper: template, fonts and facts; the same hash is never drawn twice."""
    facts = json.dumps(plain(paper.facts()), ensure_ascii=False, sort_keys=True)
    return sha256("\n".join((paper.form, template_version(), font_version(), facts)).encode()).hexdigest()


@cache
def template_version() -> str:
    """One hash over all templates of papers: they share their parts."""
    folder = Path(settings.BASE_DIR) / "templates" / "papers"
    digest = sha256()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        digest.update(f"{path.relative_to(folder)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def font_version() -> str:
    """One hash over the bundled faces."""
    return sha256((FONTS / "SHA256SUMS").read_bytes()).hexdigest()
