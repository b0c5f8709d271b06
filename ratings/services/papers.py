"""Papers of ballots, letters and decisions: asked for here, drawn by a job, kept once."""

from datetime import date, datetime

from django.db import transaction

from documents.enums import Format
from documents.models import RegisteredNumber
from documents.papers import Paper
from documents.rules import padded, short_date, vn_number
from documents.services.production import produce
from documents.services.registers import NumberRefused, record_number
from jobs.enums import JobState
from jobs.models import Job
from jobs.services import enqueue
from organizations import audit, clock
from organizations.models import Account, PartyOrganization
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, about, not_later, require
from ratings.enums import BallotState, DecisionKind
from ratings.models import Ballot, ConsultationRequest, Decision, Proposal, RatingPaper, Sitting
from ratings.papers import (
    InquiryLetter,
    UnratedList,
    paper_of_ballot,
    paper_of_count,
    paper_of_decision,
    paper_of_inquiry,
    paper_of_proposal,
    paper_of_sitting,
    paper_of_unrated,
    petition,
)
from ratings.queries.letters import petitioned
from ratings.queries.registers import unrated_members
from ratings.queries.sittings import letter_of
from ratings.rules.terms import term_of
from ratings.services.sittings import lock_sitting
from reviews.enums import PaperState
from reviews.models import Campaign

DRAW = "ratings.draw_paper"
LONGEST_LIST = 1_500  # lines that one drawing takes in half a minute
NOBODY_PETITIONED = (
    "Không có tập thể, cá nhân nào do Ban Thường vụ Tỉnh ủy quyết định xếp loại, nên không lập tờ trình."
)
NAMES = {"F10": "Phiếu biểu quyết", "F11": "Biên bản kiểm phiếu", "F13": "Tờ trình và danh sách"}


@transaction.atomic
def ask_paper(
    target: Ballot | Proposal | Sitting | Decision, *, form: str, format: str, actor: Account, at: datetime
) -> RatingPaper:
    """Ask for a paper as the data stand now; it is drawn a moment later."""
    paper = RatingPaper(form=form, format=Format(format), asked_by=actor, asked_at=at)
    if isinstance(target, Ballot):
        _may_print(target, form, actor)
        paper.ballot, words = target, NAMES[form]
    elif isinstance(target, Proposal):
        require(actor, Permission.VIEW_RATING, target)
        if not petitioned(target.unit, target.campaign).exists():
            raise TransitionDenied(NOBODY_PETITIONED)
        paper.proposal, words = target, NAMES["F13"]
    elif isinstance(target, Sitting):
        require(actor, Permission.PREPARE_SITTING, target)
        paper.sitting, words = target, NAMES["F13"]
    else:
        require(actor, Permission.ISSUE_DECISION, target)
        paper.decision, words = target, str(target.get_kind_display())
        paper.form = "F16C" if target.kind == DecisionKind.CORRECTION else form
    paper.name = f"{words}.{paper.format}"[:160]
    return _asked(paper, actor, at)


@transaction.atomic
def ask_inquiry(letter: ConsultationRequest, *, format: str, actor: Account, at: datetime) -> RatingPaper:
    """Công văn đề nghị cung cấp thông tin with its list, as recorded now: a draft has blanks for number and day."""
    require(actor, Permission.ASK_ORGANS, letter)
    name = f"Công văn đề nghị cung cấp thông tin {letter.organ}"[:150]
    paper = RatingPaper(
        inquiry=letter,
        form=InquiryLetter.form,
        format=Format(format),
        name=f"{name}.{format}",
        asked_by=actor,
        asked_at=at,
    )
    return _asked(paper, actor, at)


@transaction.atomic
def ask_unrated_list(
    organization: PartyOrganization, campaign: Campaign, *, format: str, actor: Account, at: datetime
) -> RatingPaper:
    """Danh sách đảng viên không kiểm điểm, không xếp loại of an organisation, as the register stands now (P62)."""
    require(actor, Permission.VIEW_RATING, organization)
    count = unrated_members(campaign, organization).count()
    if count > LONGEST_LIST:
        words = f"Danh sách có {vn_number(count)} đồng chí, nhiều hơn {vn_number(LONGEST_LIST)} một văn bản."
        raise TransitionDenied(f"{words} Chọn từng tổ chức đảng cấp dưới để lập.")
    name = f"Danh sách không kiểm điểm, không xếp loại {organization.name}"[:150]
    paper = RatingPaper(
        organization=organization,
        campaign=campaign,
        form=UnratedList.form,
        format=Format(format),
        name=f"{name}.{format}",
        asked_by=actor,
        asked_at=at,
    )
    return _asked(paper, actor, at)


def _asked(paper: RatingPaper, actor: Account, at: datetime) -> RatingPaper:
    waiting = _not_begun(paper)
    if waiting is not None:
        waiting.asked_at = at
        waiting.save(update_fields=["asked_at"])
        return waiting
    paper.save()
    enqueue(DRAW, asked_by=actor, dedupe_key=_draw_key(paper), paper=paper.key)
    audit.record(actor=actor, action="ask_paper", target=paper, note=paper.form)
    return paper


def _draw_key(paper: RatingPaper) -> str:
    return f"{DRAW}:{paper.key}"


def _not_begun(paper: RatingPaper) -> RatingPaper | None:
    """The same paper, still in the queue: it will be drawn as the data stand then."""
    same = (
        "ballot",
        "proposal",
        "sitting",
        "decision",
        "organization",
        "campaign",
        "inquiry",
        "form",
        "format",
        "asked_by",
        "state",
    )
    asked = RatingPaper.objects.filter(**{name: getattr(paper, name) for name in same})
    keys = {_draw_key(one): one for one in asked}
    job = Job.objects.filter(dedupe_key__in=keys, state=JobState.QUEUED).first()
    return keys[str(job.dedupe_key)] if job else None


def _may_print(ballot: Ballot, form: str, actor: Account) -> None:
    """Blank ballots for whoever counts here; minutes only once the figures are typed in."""
    permission = Permission.VIEW_CONFERENCE if ballot.conference_id else Permission.ENTER_SITTING_COUNTS
    require(actor, permission, ballot)
    if form == "F11" and ballot.state not in (BallotState.ENTERED, BallotState.COUNTED):
        raise TransitionDenied("Ghi kết quả kiểm phiếu trước khi lập biên bản.")


def draw_paper(paper: RatingPaper, *, at: datetime) -> None:
    """Draw the paper and keep it beside what it belongs to."""
    document = produce(_filled(paper), as_="docx" if paper.format == "docx" else "pdf", at=at)
    RatingPaper.objects.filter(pk=paper.pk).update(document=document, state=PaperState.READY)


def _filled(paper: RatingPaper) -> Paper:
    if paper.ballot is not None:
        return paper_of_ballot(paper.ballot) if paper.form == "F10" else paper_of_count(paper.ballot)
    if paper.proposal is not None:
        return paper_of_proposal(paper.proposal)
    if paper.sitting is not None:
        return paper_of_sitting(paper.sitting)
    if paper.decision is not None:
        return paper_of_decision(paper.decision)
    if paper.inquiry is not None:
        return paper_of_inquiry(paper.inquiry)
    if paper.organization is not None and paper.campaign is not None:
        return paper_of_unrated(paper.organization, paper.campaign)
    raise LookupError(f"no filling for {paper.form}")


def letter_faults(dated_on: date | None, today: date) -> list[str]:
    """What cannot be of the letter, as far as it could be read."""
    return not_later("dated_on", dated_on, today, "Ngày văn bản không được sau hôm nay.")


@transaction.atomic
def record_letter(sitting: Sitting, *, number: int, dated_on: date, actor: Account, at: datetime) -> None:
    """Number and day the office's register gave the tờ trình; typed again, the new ones stand (P27)."""
    sitting = lock_sitting(sitting)
    require(actor, Permission.PREPARE_SITTING, sitting)
    wrong = letter_faults(dated_on, clock.day_of(at))
    paper = sitting.papers.filter(form="F13", document__isnull=False).select_related("document").first()
    if paper is None:
        wrong.append("Lập tờ trình và danh sách trước khi ghi số.")
    if wrong or paper is None:
        raise TransitionDenied(*wrong)
    before = letter_of(sitting)
    documents = sitting.papers.filter(document__isnull=False).values("document")
    RegisteredNumber.objects.filter(document__in=documents).delete()
    try:
        record_number(
            issuer=petition.CODE,
            kind="TTr",
            term=term_of(dated_on),
            number=number,
            dated_on=dated_on,
            document=paper.document,
        )
    except NumberRefused as refused:
        raise TransitionDenied(about("number", str(refused))) from None
    audit.record(
        actor=actor,
        action="record_letter",
        target=sitting,
        before=_number_words(before.number, before.dated_on) if before else "",
        after=_number_words(number, dated_on),
    )


def _number_words(number: int, dated_on: date) -> str:
    return f"{padded(number)}-{petition.SYMBOL}, {short_date(dated_on)}"


def give_up_paper(paper: RatingPaper) -> None:
    """It could not be drawn: the page says so and the button asks anew."""
    RatingPaper.objects.filter(pk=paper.pk, state=PaperState.WAITING).update(state=PaperState.FAILED)
