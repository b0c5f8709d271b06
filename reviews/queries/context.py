"""What stands beside a self-review or a letter: the collective's conclusion, the papers drawn."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, F, Prefetch, Q, QuerySet

from jobs.enums import JobState
from jobs.models import Job
from organizations.enums import CollectiveType, Route
from organizations.models import Account, Collective
from organizations.models.prepared import Prepared, Slot
from organizations.permissions import Permission
from reviews.enums import PaperState
from reviews.models import (
    AgendaItem,
    Campaign,
    Conference,
    ConferencePlan,
    Guidance,
    Place,
    ReviewPaper,
    SelfReview,
    Subject,
)
from reviews.models.conference_plan import kept_by_the_office
from reviews.queries.people import named
from reviews.queries.writing import Writing
from reviews.rules.guidance import guides_route

DRAW = "reviews.draw_paper"
PARTY_BODIES = (
    CollectiveType.PROVINCE_STANDING,
    CollectiveType.DIRECT_STANDING,
    CollectiveType.BASE_STANDING,
    CollectiveType.SECTION_COMMITTEE,
    CollectiveType.CELL_COMMITTEE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the member's own collective was concluded to have fallen short of."""

    label: str
    held_on: date | None
    conclusion: str
    shortcomings: tuple[str, ...]


def _heard_beside() -> QuerySet[AgendaItem]:
    """The hearings of the collectives in which a subject is reviewed."""
    return (
        AgendaItem.objects.filter(
            subject__campaign=Slot("campaign", BigIntegerField()),
            subject__collective__review_places__subject=Slot("subject", BigIntegerField()),
            is_reviewed=True,
        )
        .select_related("subject__collective", "conference")
        .order_by("subject__collective__position", "pk")
    )


HEARD_BESIDE = Prepared(_heard_beside)


def conclusion_beside(writing: Writing) -> list[Beside]:
    """The collectives a person is reviewed in, with their shortcomings and their conference's conclusion."""
    if writing.subject.person_id is None:
        return []
    items = HEARD_BESIDE(campaign=writing.subject.campaign_id, subject=writing.subject.pk)
    last = {item.subject.collective_id: item for item in items}
    return [
        Beside(
            label=item.subject.label,
            held_on=item.conference.held_on,
            conclusion=item.conclusion,
            shortcomings=tuple(one.text for one in writing.shortcomings if one.collective_id == collective),
        )
        for collective, item in last.items()
    ]


def places_read_once(path: str = "places") -> Prefetch:  # type: ignore[type-arg]
    """The places of a subject with their organisations: authority asks for them more than once."""
    return Prefetch(path, Place.objects.select_related("organization"))


def papers_of(guidance: Guidance) -> QuerySet[ReviewPaper]:
    """The papers asked for of a letter, newest first."""
    return ReviewPaper.objects.select_related("document__file").filter(guidance=guidance)


def papers_of_conference(conference: Conference) -> QuerySet[ReviewPaper]:
    """The minutes asked for of a conference, newest first."""
    return ReviewPaper.objects.select_related("document__file").filter(conference=conference)


def papers_of_plan(plan: ConferencePlan) -> QuerySet[ReviewPaper]:
    """The papers asked for of a coming conference, newest first."""
    return ReviewPaper.objects.select_related("document__file").filter(plan=plan)


def papers_of_review(review: SelfReview, account: Account) -> list[ReviewPaper]:
    """The papers asked for of a self-review that the account may read, newest first."""
    rows = ReviewPaper.objects.select_related("document__file").filter(self_review=review)
    return [one for one in rows if _may_read(account, one, review)]


def _may_read(account: Account, paper: ReviewPaper, review: SelfReview) -> bool:
    """A paper asked for before the last hand-in may have been drawn from the draft: it is the authors'."""
    if not review.is_open_to(account):
        return False
    handed_in = review.submitted_at is not None and paper.asked_at >= review.submitted_at
    return handed_in or review.is_draft_of(account)


def paper_for(account: Account, key: str) -> ReviewPaper | None:
    """A paper, if the account may read what it is drawn from."""
    reviews = SelfReview.objects.visible_to(account).values("pk")
    letters = Guidance.objects.visible_to(account).values("pk")
    conferences = Conference.objects.visible_to(account).values("pk")
    rows = ReviewPaper.objects.select_related(
        "document__file", "self_review__subject__person__account", "guidance", "conference", "plan"
    )
    plans = ConferencePlan.objects.visible_to(account).values("pk")
    readable = Q(self_review__in=reviews) | Q(guidance__in=letters)
    readable |= Q(conference__in=conferences) | Q(plan__in=plans)
    paper = rows.filter(readable, key=key).first()
    if paper is None or paper.self_review is None or _may_read(account, paper, paper.self_review):
        return paper
    return None


def issuers_for(account: Account) -> QuerySet[Collective]:
    """The collectives in whose name an account drafts guidance: its own level's, not those below (P24)."""
    reach = account.reach(Permission.DRAFT_GUIDANCE)
    own_level = Q(scope__path__in=reach.paths, organization=F("scope"), type__in=PARTY_BODIES)
    rows = Collective.objects.filter(own_level | Q(units__in=reach.unit_ids), dissolved_on__isnull=True)
    return rows.select_related("scope").distinct()


def issuers_to(account: Account, subject: Subject) -> list[Collective]:
    """Those of them that may write to this subject: above it, and it in their management (3.4)."""
    return [
        one
        for one in issuers_for(account)
        if any(path.startswith(one.scope.path) for path in subject.scope_paths)
        and guides_route(one.type, subject.route)
        and one.pk != subject.collective_id
    ]


def guided_subjects(account: Account, campaign: Campaign | None, words: str) -> QuerySet[Subject]:
    """Whom one's own level may write to. The province's list is of whom it manages, until somebody is searched."""
    rows = Subject.objects.visible_to(account).filter(campaign=campaign, is_reviewed=True)
    below = Q(pk__in=[])
    for one in issuers_for(account):
        here = Q(organization__path__startswith=one.scope.path)
        below |= here & ~Q(collective=one) & Q(route__in=[to for to in Route if guides_route(one.type, to)])
    rows = rows.reporting().filter(below).select_related("unit")
    if words:
        return named(rows, words)
    return rows.exclude(route=Route.LOWER) if account.reach(Permission.DRAFT_GUIDANCE).is_whole else rows


def conference_collectives(account: Account, campaign: Campaign) -> QuerySet[Collective]:
    """The collectives whose conference an account may enter."""
    reach = account.reach(Permission.RECORD_CONFERENCE)
    reviewing = Place.objects.filter(subject__campaign=campaign, collective__isnull=False)
    return (
        Collective.objects.filter(
            reach.rows("scope", "units") | kept_by_the_office(account), pk__in=reviewing.values("collective")
        )
        .select_related("scope")
        .distinct()
    )


def draw_key(paper: ReviewPaper) -> str:
    """The name under which the drawing of a paper is asked for once."""
    return f"{DRAW}:{paper.key}"


def not_begun(paper: ReviewPaper) -> ReviewPaper | None:
    """The same paper, asked for by the same account and still in the queue: it will be drawn as things stand then."""
    asked = ReviewPaper.objects.filter(
        self_review=paper.self_review,
        guidance=paper.guidance,
        conference=paper.conference,
        plan=paper.plan,
        subject=paper.subject,
        form=paper.form,
        format=paper.format,
        asked_by=paper.asked_by,
        state=PaperState.WAITING,
    )
    keys = {draw_key(one): one for one in asked}
    job = Job.objects.filter(dedupe_key__in=keys, state=JobState.QUEUED).first()
    return keys[str(job.dedupe_key)] if job else None


def has_failed(paper: ReviewPaper) -> bool:
    """Whether the drawing was given up."""
    return Job.objects.filter(dedupe_key=draw_key(paper), state=JobState.FAILED).exists()
