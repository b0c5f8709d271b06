"""Other organs are asked for information and answer, by letter or from the inspection's own account."""

from typing import Any

from ratings.models import ConsultationRequest
from tests.factories import NOON
from tests.web.page import Page

EMPTY = {"form_key": "0" * 32}


def inquiry_closed(office: Any) -> None:
    """The asker has closed what the inspection was asked."""
    ConsultationRequest.objects.filter(pk=office.inquiry.pk).update(closed_at=NOON)


def inquiry_drafted(office: Any) -> None:
    """The letter is still to be signed."""
    ConsultationRequest.objects.filter(pk=office.inquiry.pk).update(dated_on=None, number="")


ASKING_PAGES = [
    Page("ratings:consultation_record", "organization_staff"),
    Page("ratings:consultation_ask", "organization_staff", picture="consultation-ask"),
    Page("ratings:consultation_detail", "organization_staff", picture="consultation-detail"),
    Page("ratings:consultation_detail", "organization_staff", given=inquiry_drafted, state="draft"),
    Page("ratings:consultation_send", "organization_staff", picture="consultation-send"),
    Page("ratings:rating_pause", "organization_staff", query="?theo_tra_loi=1", picture="pause-after-answer"),
    Page("ratings:consultation_record", "unit_clerk"),
    Page("ratings:consultation_ask", "unit_clerk", picture="consultation-ask-below"),
    Page("ratings:inquiry_list", "inspection", picture="inquiry-list"),
    Page("ratings:inquiry_answer", "inspection", picture="inquiry-answer"),
    Page("ratings:inquiry_answer", "inspection", given=inquiry_closed, state="closed"),
]
ASKING_REFUSED = [
    Page("ratings:consultation_record", "organization_staff", data=EMPTY, errors=3),
    Page("ratings:consultation_ask", "organization_staff", data=EMPTY, errors=2),
    Page("ratings:consultation_send", "organization_staff", data=EMPTY, errors=1),
    Page("ratings:inquiry_answer", "inspection", data=EMPTY, errors=1),
]
