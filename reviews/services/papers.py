"""Papers of a self-review, a letter, a conference: asked for here, drawn by a job, kept once."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from documents.enums import Format
from documents.models import Document
from documents.rules import short_date
from jobs.services import enqueue
from organizations import audit
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, require
from reviews.enums import MinutesMode, PaperState
from reviews.models import Conference, ConferencePlan, Guidance, ReviewPaper, SelfReview, Subject
from reviews.models.conference_plan import keeping
from reviews.papers import (
    CellMinutes,
    CommitmentPaper,
    ConferenceMinutes,
    Invitation,
    MinutesExtract,
    Programme,
    RemedyPlan,
)
from reviews.papers.filling_remedies import remedies_of
from reviews.queries.context import DRAW, draw_key, not_begun
from reviews.queries.writing import Writing

PLAN_PAPERS = {
    Programme.form: "Chương trình hội nghị",
    Invitation.form: "Giấy mời hội nghị",
    ConferenceMinutes.form: "Mẫu biên bản hội nghị",
    CellMinutes.form: "Mẫu biên bản họp chi bộ",
}


@transaction.atomic
def ask_review_paper(review: SelfReview, *, as_: Format, actor: Account, at: datetime) -> ReviewPaper:
    """The self-review on its form, as it stands now; whoever may read it may ask."""
    require(actor, Permission.VIEW_SELF_REVIEW, review)
    _refuse_draft(review, actor)
    form = "F02" if review.subject.person_id else "F01"
    name = f"Bản kiểm điểm {review.subject.label}.{as_}"
    return _ask(ReviewPaper(self_review=review, form=form, format=as_, name=name[:160]), actor=actor, at=at)


@transaction.atomic
def ask_remedy_plan(review: SelfReview, *, as_: Format, actor: Account, at: datetime) -> ReviewPaper:
    """Kế hoạch khắc phục of what the self-review names and earlier ones left open."""
    require(actor, Permission.VIEW_SELF_REVIEW, review)
    _refuse_draft(review, actor)
    if not remedies_of(Writing(review)):
        raise TransitionDenied("Chưa ghi hạn chế, khuyết điểm nào cần khắc phục trong bản kiểm điểm này.")
    name = f"Kế hoạch khắc phục {review.subject.label}"[:150]
    paper = ReviewPaper(self_review=review, form=RemedyPlan.form, format=as_, name=f"{name}.{as_}")
    return _ask(paper, actor=actor, at=at)


@transaction.atomic
def ask_commitment(review: SelfReview, *, as_: Format, actor: Account, at: datetime) -> ReviewPaper:
    """Bản cam kết of the coming year, for the hand of the one who reviews himself."""
    require(actor, Permission.VIEW_SELF_REVIEW, review)
    _refuse_draft(review, actor)
    if review.subject.person_id is None:
        raise TransitionDenied("Bản cam kết là của cá nhân; tập thể không lập.")
    name = f"Bản cam kết {review.subject.campaign.year + 1} {review.subject.label}"[:150]
    paper = ReviewPaper(self_review=review, form=CommitmentPaper.form, format=as_, name=f"{name}.{as_}")
    return _ask(paper, actor=actor, at=at)


def _refuse_draft(review: SelfReview, actor: Account) -> None:
    if not review.is_open_to(actor):
        raise TransitionDenied("Chỉ lập được văn bản từ bản kiểm điểm đã nộp trên hệ thống.")


@transaction.atomic
def ask_guidance_paper(letter: Guidance, *, as_: Format, actor: Account, at: datetime) -> ReviewPaper:
    """The letter on the Party's layout; number and day stay blank until the register gives them."""
    require(actor, Permission.DRAFT_GUIDANCE, letter)
    name = f"Gợi ý kiểm điểm {letter.subject.label}.{as_}"
    return _ask(ReviewPaper(guidance=letter, form="F06", format=as_, name=name[:160]), actor=actor, at=at)


@transaction.atomic
def ask_minutes(conference: Conference, *, as_: Format, actor: Account, at: datetime) -> ReviewPaper:
    """The minutes drafted from what was written down; where the paper alone counts there is no draft (P19)."""
    require(actor, keeping(conference.collective, Permission.VIEW_CONFERENCE), conference)
    _refuse_paper_only(conference)
    name = f"Biên bản {_held(conference)}"[:150]
    paper = ReviewPaper(
        conference=conference, form=minutes_form(conference), format=as_, name=f"{name}.{as_}"
    )
    return _ask(paper, actor=actor, at=at)


@transaction.atomic
def ask_extract(
    conference: Conference, subject: Subject | None, *, as_: Format, actor: Account, at: datetime
) -> ReviewPaper:
    """What a dossier takes out of the minutes: of one subject, or of everything heard (P18)."""
    require(actor, keeping(conference.collective, Permission.VIEW_CONFERENCE), conference)
    _refuse_paper_only(conference)
    if subject is not None and not conference.agenda.filter(subject=subject).exists():
        raise TransitionDenied(f"{subject.label} không có trong nội dung hội nghị này.")
    whose = f"{subject.label}, " if subject else ""
    name = f"Trích biên bản {whose}{_held(conference)}"[:150]
    paper = ReviewPaper(
        conference=conference, subject=subject, form=MinutesExtract.form, format=as_, name=f"{name}.{as_}"
    )
    return _ask(paper, actor=actor, at=at)


@transaction.atomic
def ask_plan_paper(
    plan: ConferencePlan, form: str, *, as_: Format, actor: Account, at: datetime
) -> ReviewPaper:
    """Programme, invitation or the minutes' blank of a coming conference; whoever reads the plan may ask (P62, P63)."""
    if not ConferencePlan.objects.visible_to(actor).filter(pk=plan.pk).exists():
        raise PermissionDenied
    day = short_date(plan.planned_on).replace("/", "-")
    name = f"{PLAN_PAPERS[form]} {day}, {plan.body_name}"[:150]
    return _ask(ReviewPaper(plan=plan, form=form, format=as_, name=f"{name}.{as_}"), actor=actor, at=at)


def minutes_form(held: Conference | ConferencePlan) -> str:
    """The form of the minutes: a cell has its own."""
    return CellMinutes.form if held.cell_id else ConferenceMinutes.form


def _held(conference: Conference) -> str:
    day = short_date(conference.held_on).replace("/", "-")
    kind = "họp chi bộ" if conference.cell_id else "hội nghị"
    return f"{kind} {day}, {conference.body_name}"


def _refuse_paper_only(conference: Conference) -> None:
    if conference.minutes_mode == MinutesMode.PAPER_ONLY:
        raise TransitionDenied("Biên bản của hội nghị này chỉ lưu bản giấy, nên không lập trên hệ thống.")


def _ask(paper: ReviewPaper, *, actor: Account, at: datetime) -> ReviewPaper:
    paper.asked_by, paper.asked_at = actor, at
    waiting = not_begun(paper)
    if waiting is not None:
        waiting.asked_at = at
        waiting.save(update_fields=["asked_at"])
        return waiting
    paper.save()
    enqueue(DRAW, asked_by=actor, dedupe_key=draw_key(paper), key=paper.key)
    audit.record(actor=actor, action="ask_paper", target=paper, note=paper.form)
    return paper


@transaction.atomic
def finish_paper(paper: ReviewPaper, document: Document) -> ReviewPaper:
    """The drawing is kept; the paper is ready to be fetched."""
    paper = ReviewPaper.objects.select_for_update().get(pk=paper.pk)
    paper.document, paper.state = document, PaperState.READY
    paper.save(update_fields=["document", "state"])
    return paper
