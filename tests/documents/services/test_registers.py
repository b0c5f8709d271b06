"""Numbers come from the office's register and are typed."""

from datetime import UTC, date, datetime

import pytest

from documents.models import Document, RegisteredNumber
from documents.services.registers import NumberRefused, record_number

pytestmark = pytest.mark.django_db
SERIES = {"issuer": "TU", "kind": "QĐ", "term": "2020–2025"}
AT = datetime(2022, 1, 28, 6, 30, tzinfo=UTC)


def test_a_number_is_recorded_and_written_on_its_document():
    document = Document.objects.create(
        form="F16", symbol="QĐ/TU", year=2022, content_hash="a" * 64, format="docx", created_at=AT
    )
    record_number(**SERIES, number=315, dated_on=date(2022, 1, 28), document=document)
    document.refresh_from_db()
    assert document.number == "315"


def test_gaps_are_normal_and_a_number_given_twice_is_refused():
    record_number(**SERIES, number=315, dated_on=date(2022, 1, 28))
    record_number(**SERIES, number=321, dated_on=date(2022, 2, 8))
    with pytest.raises(NumberRefused) as refusal:
        record_number(**SERIES, number=315, dated_on=date(2022, 2, 9))
    assert str(refusal.value) == (
        "Số 315-QĐ/TU đã dùng cho văn bản ngày 28/01/2022 trong nhiệm kỳ 2020–2025. "
        "Đề nghị kiểm tra lại sổ văn thư."
    )
    assert RegisteredNumber.objects.count() == 2


def test_another_type_issuer_or_term_has_its_own_series():
    for change in ({}, {"kind": "CV"}, {"issuer": "BTCTU"}, {"term": "2025–2030"}):
        record_number(**SERIES | change, number=1, dated_on=date(2022, 1, 28))
    assert RegisteredNumber.objects.count() == 4


def test_zero_is_no_number():
    with pytest.raises(NumberRefused, match="từ 01 trở lên"):
        record_number(**SERIES, number=0, dated_on=date(2022, 1, 28))
    assert RegisteredNumber.objects.count() == 0
