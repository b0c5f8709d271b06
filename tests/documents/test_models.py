"""What the database itself refuses."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from documents.models import Document, File, Register, RegisteredNumber

pytestmark = pytest.mark.django_db
AT = datetime(2021, 12, 14, 6, 30, tzinfo=UTC)


def refused(model, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)
    return True


def test_a_file_has_content_a_hash_and_a_type_and_is_kept_once():
    File.objects.create(sha256="a" * 64, size=3, media_type="application/pdf", created_at=AT)
    assert refused(File, sha256="a" * 64, size=3, media_type="application/pdf", created_at=AT)
    assert refused(File, sha256="b" * 64, size=0, media_type="application/pdf", created_at=AT)
    assert refused(File, sha256="", size=3, media_type="application/pdf", created_at=AT)
    assert refused(File, sha256="c" * 64, size=3, media_type="", created_at=AT)
    assert File.objects.count() == 1


def test_a_document_is_drawn_once_in_a_known_format():
    values = {"form": "F16", "year": 2021, "content_hash": "a" * 64, "format": "pdf", "created_at": AT}
    document = Document.objects.create(**values)
    assert len(document.key) == 12
    assert refused(Document, **values)
    assert Document.objects.create(**values | {"format": "docx"}).pk
    assert refused(Document, **values | {"content_hash": "b" * 64, "format": "exe"})
    assert refused(Document, **values | {"content_hash": "b" * 64, "year": 1900})
    assert refused(Document, **values | {"content_hash": "b" * 64, "form": ""})
    assert refused(Document, **values | {"content_hash": ""})
    assert refused(Document, **values | {"content_hash": "b" * 64, "number": "12"})


def test_a_check_code_names_one_working_print():
    values = {"form": "F14", "year": 2021, "format": "pdf", "created_at": AT, "verification_code": "abc"}
    Document.objects.create(content_hash="a" * 64, **values)
    assert refused(Document, content_hash="b" * 64, **values)


def test_a_number_is_given_once_in_its_series():
    register = Register.objects.create(issuer="TU", type="QĐ", term="2020-2025")
    RegisteredNumber.objects.create(register=register, number=315, dated_on=date(2022, 1, 28))
    assert refused(RegisteredNumber, register=register, number=315, dated_on=date(2022, 1, 29))
    assert refused(RegisteredNumber, register=register, number=0, dated_on=date(2022, 1, 29))
    assert refused(Register, issuer="TU", type="QĐ", term="2020-2025")
    assert refused(Register, issuer="TU", type="", term="2020-2025")
