"""Papers drawn once and kept: asked for again, the same file comes back."""

from datetime import datetime

from django.db import IntegrityError, transaction

from documents.enums import Format
from documents.models import Document
from documents.papers import Paper
from documents.services.drawing import Drawn, content_hash, draw
from documents.services.files import keep_bytes


def produce(paper: Paper, *, as_: Drawn, at: datetime) -> Document:
    """The paper as a kept document, drawn only if these facts were never drawn on this form."""
    digest = content_hash(paper)
    known = Document.objects.filter(content_hash=digest, format=as_).select_related("file").first()
    if known is not None and known.file is not None:
        return known
    file = keep_bytes(draw(paper, as_=as_), media_type=Format(as_).media_type, at=at)
    head = paper.letterhead
    try:
        with transaction.atomic():
            document, new = Document.objects.get_or_create(
                content_hash=digest,
                format=as_,
                defaults={
                    "form": paper.form,
                    "issuer": head.issuer_code,
                    "symbol": head.symbol,
                    "number": head.number,
                    "year": head.year,
                    "file": file,
                    "created_at": at,
                },
            )
    except IntegrityError:
        return Document.objects.select_related("file").get(content_hash=digest, format=as_)
    if not new and document.file is None:
        Document.objects.filter(pk=document.pk, file=None).update(file=file)
        document.refresh_from_db()
    return document
