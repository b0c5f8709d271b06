"""Ý kiến của cơ quan liên quan: one letter of answer, its word on each subject of a list (P25)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from organizations import audit, clock
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import ROWS, TransitionDenied, about, not_later, require
from ratings.enums import Answer
from ratings.models import Consultation, ConsultationLine, ConsultationRequest, Rating
from ratings.models.consultation import BEFORE_THE_SITTING
from reviews.models import Campaign


def answer_faults(answers: Mapping[Rating, Answer], on: date | None, today: date) -> list[str]:
    """What cannot be of a letter of answer, as far as it could be read."""
    wrong = not_later("on", on, today, "Ngày văn bản không được sau hôm nay.")
    return wrong if answers else [*wrong, about(ROWS, "Ghi trả lời cho ít nhất một tập thể, cá nhân.")]


@transaction.atomic
def record_answers(
    answers: Mapping[Rating, Answer], *, organ: str, number: str, on: date, actor: Account, at: datetime
) -> None:
    """Write down what an organ answered; asked again, its later answer stands. Nobody is paused by it."""
    wrong = answer_faults(answers, on, clock.day_of(at))
    if wrong:
        raise TransitionDenied(*wrong)
    wanted = {rating.pk: answer for rating, answer in answers.items()}
    rows = list(
        Rating.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .select_related("subject__person", "subject__organization")
        .prefetch_related("subject__places__organization")
        .order_by("pk")
    )
    closed = [str(row.subject) for row in rows if row.state not in BEFORE_THE_SITTING]
    if closed:
        raise TransitionDenied(f"Đã có kết luận, không ghi trả lời được nữa: {', '.join(closed)}.")
    for row in rows:
        require(actor, Permission.APPRAISE_RATING, row)
        Consultation.objects.update_or_create(
            rating=row,
            organ=organ,
            defaults={
                "answer": wanted[row.pk], "number": number, "answered_on": on,
                "entered_by": actor, "entered_at": at,
            },
        )  # fmt: skip
        audit.record(
            actor=actor,
            action="record_answer",
            target=row,
            after=wanted[row.pk],
            note=f"{organ} {number}".strip(),
            on_behalf_of=organ,
        )


def request_faults(dated_on: date | None, due_on: date | None, today: date) -> list[str]:
    """What cannot be of a letter of request, as far as it could be read."""
    wrong = not_later("dated_on", dated_on, today, "Ngày văn bản không được sau hôm nay.")
    if dated_on and due_on and due_on < dated_on:
        wrong.append(about("due_on", "Hạn trả lời không được trước ngày văn bản."))
    return wrong


@transaction.atomic
def record_request(
    campaign: Campaign,
    ratings: Iterable[Rating],
    *,
    organ: str,
    number: str,
    dated_on: date,
    due_on: date,
    actor: Account,
    at: datetime,
) -> ConsultationRequest:
    """Write down a letter that asks an organ about a list; whoever is concluded meanwhile is not asked about."""
    wrong = request_faults(dated_on, due_on, clock.day_of(at))
    rows = list(
        Rating.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in ratings], subject__campaign=campaign, state__in=BEFORE_THE_SITTING)
        .select_related("subject__person", "subject__organization")
        .prefetch_related("subject__places__organization")
        .order_by("pk")
    )
    if not rows:
        wrong.append(about("unit", "Danh sách này không còn ai chờ ý kiến của cơ quan liên quan."))
    if wrong:
        raise TransitionDenied(*wrong)
    for row in rows:
        require(actor, Permission.APPRAISE_RATING, row)
    letter = ConsultationRequest.objects.create(
        campaign=campaign, organ=organ, number=number, dated_on=dated_on, due_on=due_on,
        recorded_by=actor, recorded_at=at,
    )  # fmt: skip
    ConsultationLine.objects.bulk_create(ConsultationLine(request=letter, rating=row) for row in rows)
    audit.record(actor=actor, action="ask_organ", target=letter, note=f"{letter}: {len(rows)} dòng")
    return letter
