"""Bytes at rest, produced papers, and the numbers of the office's registers."""

from documents.models.document import Document
from documents.models.file import File
from documents.models.register import Register, RegisteredNumber

__all__ = ["Document", "File", "Register", "RegisteredNumber"]
