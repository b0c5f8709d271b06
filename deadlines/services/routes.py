"""Đổi diện quyết định: one letter moves posts, people and their papers to the other date, and back (P10)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from cadres.models import Post
from deadlines.enums import DossierKind, DossierState
from deadlines.models import Dossier
from deadlines.queries.dossiers import clerks_of
from deadlines.queries.routes import BETWEEN, KIND_OF, RoutePlan, later_letters, plan_of
from deadlines.services.dossiers import move_papers
from documents.rules import short_date
from organizations import clock
from organizations.enums import Route
from organizations.models import Account, SubmittingUnit
from organizations.permissions import Permission
from organizations.rules.names import clean
from organizations.services.notices import write_notice
from organizations.workflow import TransitionDenied, not_later, require
from ratings.enums import PapersMoved
from ratings.models import RouteChange
from ratings.services.route_changes import Letter, lock_ratings, record_change, reverse_change
from reviews.enums import CampaignState
from reviews.models import Campaign, Subject

CHANGED_SINCE = (
    "Có thay đổi từ lúc đồng chí xem trước. Đề nghị xem lại danh sách dưới đây rồi ghi lần nữa;"
    " những gì đồng chí đã ghi vẫn còn."
)


@transaction.atomic
def change_route(
    campaign: Campaign,
    *,
    posts: Sequence[Post],
    route: Route,
    letter: Letter,
    seen: str = "",
    actor: Account,
    at: datetime,
) -> RouteChange:
    """Give the posts of one letter their route; whoever may not be moved is refused by name, all at once.

    `seen` is the digest of the plan that was looked at: if another would be written now, nothing is.
    """
    campaign = _lock_round(campaign)
    require(actor, Permission.CHANGE_ROUTE, campaign)
    _hold(campaign, posts)
    plan = plan_of(campaign, posts, route)
    wrong = [*_faults(campaign, letter, posts, clock.day_of(at)), *plan.hindrances]
    if not wrong and seen and seen != plan.digest:
        wrong = [CHANGED_SINCE]
    if wrong:
        raise TransitionDenied(*wrong)
    papers = {one.post: one.papers for one in plan.moves}
    change = record_change(campaign, route=route, letter=letter, papers=papers, actor=actor, at=at)
    _carry(plan, actor=actor, at=at)
    _tell(plan, f"Theo văn bản số {change.number}, ngày {short_date(change.dated_on)}", at)
    return change


@transaction.atomic
def undo_route_change(change: RouteChange, *, reason: str, actor: Account, at: datetime) -> None:
    """Take a letter back, as long as nothing later rests on it."""
    campaign = _lock_round(change.campaign)
    change = RouteChange.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=change.pk)
    require(actor, Permission.CHANGE_ROUTE, campaign)
    moves = list(change.moves.select_related("post"))
    posts, back = [one.post for one in moves], BETWEEN[Route(change.route)]
    _hold(campaign, posts)
    plan = plan_of(campaign, posts, back)
    moved = {one.post_id for one in moves if one.papers == PapersMoved.MOVED}
    wrong = _closed(campaign) + _rests(change, plan, moved)
    if not clean(reason).strip():
        wrong.append("Ghi lý do hủy.")
    if wrong:
        raise TransitionDenied(*wrong)
    reverse_change(change, reason=clean(reason).strip()[:300], actor=actor, at=at)
    _carry(plan, actor=actor, at=at)
    _tell(plan, f"Đã hủy việc ghi văn bản số {change.number}, ngày {short_date(change.dated_on)}", at)


def _lock_round(campaign: Campaign) -> Campaign:
    """One letter at a time; whoever only points to the round is not held up."""
    rows = Campaign.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organization", "regulation").get(pk=campaign.pk)


def _hold(campaign: Campaign, posts: Iterable[Post]) -> None:
    """Dossiers before ratings, as everywhere: nothing is sent, accepted or listed until the letter is written."""
    wanted = Subject.objects.filter(campaign=campaign, main_post__in=[one.pk for one in posts])
    rows = Dossier.objects.select_for_update(of=("self",)).filter(campaign=campaign)
    list(rows.filter(unit__in=wanted.values("unit"), kind__in=KIND_OF.values()).order_by("pk"))
    lock_ratings(campaign, posts)


def _closed(campaign: Campaign) -> list[str]:
    return [] if campaign.state == CampaignState.OPEN else ["Đợt kiểm điểm không mở: không đổi diện được."]


def _faults(campaign: Campaign, letter: Letter, posts: Sequence[Post], today: date) -> list[str]:
    """What the letter itself lacks."""
    wrong = _closed(campaign)
    if not posts:
        wrong.append("Chọn ít nhất một chức danh.")
    if not letter.number.strip():
        wrong.append("Ghi số, ký hiệu văn bản.")
    wrong += day_faults(letter.dated_on, today)
    if not letter.reason.strip():
        wrong.append("Ghi lý do.")
    return wrong


def _rests(change: RouteChange, plan: RoutePlan, moved: set[int]) -> list[str]:
    """What was done since and stands on the letter."""
    if change.undone_at is not None:
        return ["Việc đổi diện này đã hủy."]
    wrong = [f"{later} đã đổi diện tiếp: hủy việc ghi văn bản đó trước." for later in later_letters(change)]
    if wrong:
        return wrong
    sent = [
        one
        for one in plan.moves
        if one.post.pk in moved and one.lying is not None and one.lying.state != DossierState.DRAFT
    ]
    wrong += [
        f"Đồng chí {one.post.person.full_name}: hồ sơ {one.lying.code} đã gửi theo hạn mới."
        for one in sent
        if one.lying is not None
    ]
    return wrong + plan.hindrances


def _carry(plan: RoutePlan, *, actor: Account, at: datetime) -> None:
    """Papers that go with the new date."""
    subjects = [
        one.subject for one in plan.moves if one.subject is not None and one.papers == PapersMoved.MOVED
    ]
    if subjects:
        move_papers(plan.campaign, subjects, DossierKind(KIND_OF[plan.route]), actor=actor, at=at)


def _tell(plan: RoutePlan, why: str, at: datetime) -> None:
    """Every desk hears of its own people: who, which date, and that what was sent stays sent."""
    by_unit: dict[SubmittingUnit, list[str]] = {}
    for one in plan.people:
        if one.subject is not None and one.subject.unit is not None:
            words = f"{one.subject.label} ({one.papers.label.lower()})"
            by_unit.setdefault(one.subject.unit, []).append(words)
    due = f": hạn trước ngày {short_date(plan.after.before_on)}" if plan.after else ""
    for unit, people in by_unit.items():
        for account in clerks_of(unit, clock.day_of(at)):
            write_notice(
                account,
                title=f"Đổi diện quyết định của {len(people)} đồng chí{due}",
                body=f"{why}: {'; '.join(people)}.",
                path="/ho-so/",
                at=at,
            )


def day_faults(dated_on: date | None, today: date) -> list[str]:
    """What cannot be of the letter's day, as far as it could be read."""
    return not_later("dated_on", dated_on, today, "Ngày văn bản không được sau hôm nay.")
