"""Numbers of the office's own register: typed by the clerk, never given by us."""

from datetime import date

from django.db import transaction

from documents.models import Document, Register, RegisteredNumber
from documents.rules import short_date


class NumberRefused(Exception):
    """The number cannot be recorded; the text is for the user."""


@transaction.atomic
def record_number(
    *, issuer: str, kind: str, term: str, number: int, dated_on: date, document: Document | None = None
) -> RegisteredNumber:
    """Record the number the clerk gave; a number already used in the series is refused."""
    if number < 1:
        raise NumberRefused("Số văn bản phải từ 01 trở lên. Đề nghị nhập lại theo sổ văn thư.")
    register, _new = Register.objects.get_or_create(issuer=issuer, type=kind, term=term)
    Register.objects.select_for_update().get(pk=register.pk)
    used = register.numbers.filter(number=number).first()
    if used is not None:
        raise NumberRefused(
            f"Số {number:02d}-{kind}/{issuer} đã dùng cho văn bản ngày {short_date(used.dated_on)} "
            f"trong nhiệm kỳ {term}. Đề nghị kiểm tra lại sổ văn thư."
        )
    if document is not None:
        document.number = str(number)
        document.save(update_fields=["number"])
    return RegisteredNumber.objects.create(
        register=register, number=number, dated_on=dated_on, document=document
    )
