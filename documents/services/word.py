"""Word papers: templates are files of the repository, prepared once; values are plain and escaped.

The environment is a sandbox and gets strings, numbers, lists and dicts only, so that text typed by a
person is never a template and no method of a record can be reached.
"""

import functools
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

BODY = "word/document.xml"
STAMPED_AT = (2021, 1, 1, 0, 0, 0)  # the same facts give the same file


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template taken apart: the body's compiled text, and every other part as it is."""

    body: Template
    parts: tuple[tuple[str, bytes], ...]


def draw_word(template: str, facts: Mapping[str, object]) -> bytes:
    """The paper as a Word file, editable until it is signed."""
    prepared = _prepared(template)
    body = prepared.body.render(p=facts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*prepared.parts, (BODY, body.encode())):
            entry = zipfile.ZipInfo(name, STAMPED_AT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target.getvalue()


@functools.cache
def _prepared(template: str) -> Prepared:
    path = Path(settings.BASE_DIR) / "templates" / "papers" / f"{template}.docx"
    with zipfile.ZipFile(path) as archive:
        parts = tuple((name, archive.read(name)) for name in archive.namelist() if name != BODY)
        source = archive.read(BODY).decode()
    patched = DocxTemplate(path).patch_xml(source)
    return Prepared(body=_environment().from_string(patched), parts=parts)


@functools.cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
