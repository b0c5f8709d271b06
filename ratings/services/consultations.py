"""Ý kiến của cơ quan liên quan: one letter of answer, its word on each subject of a list (P25)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from organizations import audit, clock
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import ROWS, TransitionDenied, about, not_later, require
from ratings.enums import Answer, RatingState
from ratings.models import Consultation, Rating

BEFORE_THE_SITTING = (
    RatingState.OPEN, RatingState.PROPOSED, RatingState.ADMITTED, RatingState.APPRAISED, RatingState.PAUSED,
)  # fmt: skip


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
