"""Theo dõi khắc phục: what was done about a shortcoming, written down from paper or by its owner."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from documents.rules import short_date
from organizations import audit, clock
from organizations.models import Account
from organizations.permissions import Permission
from organizations.rules.names import clean
from organizations.services.notices import write_notice
from organizations.workflow import TransitionDenied, about
from reviews.enums import NOTED
from reviews.models import RemedyNote, SelfReview, Shortcoming
from reviews.queries.context import places_read_once
from reviews.queries.people import author_of
from reviews.queries.remedies import reviews_of

REWRITTEN = "Bản kiểm điểm đang được viết lại; khi bản mới đã nộp thì ghi được."
NEEDS_PAPER = "Ghi văn bản, biên bản làm căn cứ; đồng chí đang ghi thay."
LONGEST, LONGEST_PAPER = 4000, 200


@transaction.atomic
def note_remedy(
    shortcoming: Shortcoming,
    *,
    noted_on: date,
    state: str,
    text: str,
    paper: str,
    actor: Account,
    at: datetime,
    replaces: RemedyNote | None = None,
) -> RemedyNote:
    """Write down how far a shortcoming is put right; the self-review's own words stay as they are.

    Who notes of another names the paper it stands on; a wrong note is replaced by a new one, and stays.
    """
    row = Shortcoming.objects.with_naming().select_for_update(of=("self",)).get(pk=shortcoming.pk)
    review = review_to_note(row, actor)
    text, paper = clean(text).strip()[:LONGEST], clean(paper).strip()[:LONGEST_PAPER]
    wrong = note_faults(row, review, noted_on=noted_on, paper=paper, actor=actor, today=clock.day_of(at))
    if state not in NOTED:
        wrong.append(about("state", "Chọn một trong ba mức khắc phục."))
    if not text:
        wrong.append(about("text", "Ghi việc đã làm, việc còn lại."))
    if replaces is not None and not row.notes.that_count().filter(pk=replaces.pk).exists():
        wrong.append("Ghi chép này đã có người ghi lại. Mở lại trang để xem bản đang dùng.")
    if wrong:
        raise TransitionDenied(*wrong)
    note = RemedyNote.objects.create(
        shortcoming=row,
        noted_on=noted_on,
        state=state,
        text=text,
        paper=paper,
        replaces=replaces,
        entered_by=actor,
        entered_at=at,
    )
    _tell(note, review)
    return note


def review_to_note(row: Any, actor: Account) -> SelfReview:
    """The text in force by which the actor follows the shortcoming and may note on it."""
    texts = reviews_of(row).select_related("subject__person__account", "subject__organization")
    allowed = [
        one
        for one in texts.prefetch_related(places_read_once("subject__places"))
        if actor.can(Permission.NOTE_REMEDY, one)
    ]
    if not allowed:
        raise PermissionDenied
    followed = SelfReview.objects.followed_by(actor).filter(pk__in=[one.pk for one in allowed])
    known = set(followed.values_list("pk", flat=True))
    found = [one for one in allowed if one.pk in known]
    if not found:
        raise TransitionDenied(REWRITTEN)
    return next((one for one in found if one.pk == row.named_in), found[0])


def note_faults(
    row: Any, review: SelfReview, *, noted_on: date | None, paper: str, actor: Account, today: date
) -> list[str]:
    """What cannot be of a note's day and paper, as far as they could be read."""
    first = first_day(row, review)
    wrong: list[str] = []
    if noted_on is not None and not first <= noted_on <= today:
        days = f"từ ngày {short_date(first)} đến ngày {short_date(today)}"
        wrong.append(about("noted_on", f"Ghi ngày đã khắc phục đến đó, {days}."))
    if not paper.strip() and not review.is_about(actor):
        wrong.append(about("paper", NEEDS_PAPER))
    return wrong


def first_day(row: Any, review: SelfReview) -> date:
    """The day from which one can speak of its being put right: that of the hand-in which names it."""
    begun = review.submitted_on or review.paper_received_on
    return begun if begun is not None and review.pk == row.named_in else date(row.year, 1, 1)


def _tell(note: RemedyNote, review: SelfReview) -> None:
    """The journal, and the person himself when another has noted of him."""
    actor, replaced = note.entered_by, note.replaces
    audit.record(
        actor=actor,
        action="note_remedy",
        target=note,
        before=replaced.state if replaced else "",
        after=note.state,
        note=short_date(note.noted_on),
        on_behalf_of="" if review.is_about(actor) else review.subject.label,
    )
    author = author_of(review.subject)
    if author is not None and author != actor:
        write_notice(
            author,
            title="Có ghi chép về việc khắc phục hạn chế của đồng chí",
            path=reverse("reviews:remedy_detail", args=[note.shortcoming.key]),
            at=note.entered_at,
            dedupe_key=f"remedy {note.key}",
        )
