"""What a unit's clerk has to do: report, conference, counts, proposals, dossiers, in this order."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Max, Q
from django.urls import reverse

from deadlines.enums import DossierState
from deadlines.models import Dossier
from deadlines.queries.desk_tasks import desk_tasks
from deadlines.queries.dossiers import due_sentence
from deadlines.queries.lights import checklists, regulation_of
from deadlines.queries.task import Task
from organizations.enums import Route
from organizations.models import Account
from organizations.permissions import Permission
from ratings.enums import BallotState, RatingState
from ratings.models import Rating
from reviews.enums import ReviewState
from reviews.models import Campaign, Conference, SelfReview


def unit_tasks(account: Account, campaign: Campaign, at: datetime) -> Iterator[Task]:
    """A unit's clerk: report, conference, counts, proposals, dossier, in this order."""
    yield from _reports(account, campaign)
    yield from _meetings(account, campaign)
    yield from desk_tasks(account, campaign)
    dossiers = list(
        Dossier.objects.visible_to(account)
        .filter(campaign=campaign)
        .select_related("unit", "deadline", "campaign__regulation")
        .order_by("deadline__position", "unit__position")[:20]
    )
    lists = checklists(dossiers, regulation_of(campaign)) if dossiers else {}
    for dossier in dossiers:
        yield _dossier_task(dossier, lists[dossier.pk].missing_words, campaign, at)


def _reports(account: Account, campaign: Campaign) -> Iterator[Task]:
    rows = (
        SelfReview.objects.visible_to(account)
        .filter(subject__campaign=campaign, subject__collective__units__isnull=False)
        .select_related("subject")
    )
    for review in rows[:20]:
        open_now = review.state in {ReviewState.DRAFT, ReviewState.RETURNED}
        back = review.state == ReviewState.RETURNED
        yield Task(
            title=f"Viết báo cáo kiểm điểm tập thể: {review.subject.label}",
            text=review.return_reason if back else "",
            state="back" if back else "doing" if open_now else "done",
            label=review.get_state_display(),
            href=reverse("reviews:self_review_edit", args=[review.key]) if open_now else "",
            button="Mở báo cáo kiểm điểm",
        )


def _meetings(account: Account, campaign: Campaign) -> Iterator[Task]:
    """The conference, its counts, and what was proposed from them: three figures in two statements."""
    held = Conference.objects.visible_to(account).filter(campaign=campaign)
    counted = held.aggregate(
        held_count=Count("pk", distinct=True),
        held_key=Max("key"),
        ballot_count=Count("ballots", distinct=True),
        waiting=Count("ballots", filter=Q(ballots__state=BallotState.ENTERED), distinct=True),
    )
    held_count = counted["held_count"]
    yield Task(
        title="Ghi hội nghị kiểm điểm",
        text="Ghi ngày họp thật, dù nhập sau." if not held_count else "",
        state="done" if held_count else "todo",
        label=f"Đã ghi {held_count} hội nghị" if held_count else "Chưa ghi",
        href=reverse("reviews:conference_list"),
        button="Ghi hội nghị kiểm điểm",
    )
    yield _counts(counted["ballot_count"], counted["waiting"], counted["held_key"] if held_count == 1 else "")
    ratings = Rating.objects.visible_to(account).filter(subject__campaign=campaign)
    ratings = ratings.exclude(subject__route=Route.LOWER)
    figures = ratings.aggregate(
        all=Count("pk", distinct=True), open=Count("pk", filter=Q(state=RatingState.OPEN), distinct=True)
    )
    proposed = figures["all"] - figures["open"]
    whole = bool(figures["all"]) and not figures["open"]
    yield Task(
        title="Ghi đề xuất mức xếp loại",
        text=f"Đã có {proposed} trong {figures['all']} đề xuất.",
        state="done" if whole else "doing" if proposed else "todo",
        label="Đã xong" if whole else "Đang làm" if proposed else "Chưa bắt đầu",
        href=reverse("ratings:proposal_home")
        if account.holds(Permission.PROPOSE_RATING)
        else reverse("ratings:rating_list"),
        button="Ghi đề xuất mức xếp loại",
    )


def _counts(ballots: int, waiting: int, conference: str) -> Task:
    """The only conference's ballots open at once; of several one is chosen first."""
    done = bool(ballots) and not waiting
    return Task(
        title="Nhập kết quả kiểm phiếu, người thứ hai kiểm tra",
        text=f"{waiting} phiếu chờ người thứ hai kiểm tra." if waiting else "",
        state="done" if done else "doing" if ballots else "todo",
        label="Đã kiểm tra" if done else "Chờ kiểm tra" if ballots else "Chưa nhập",
        href=reverse("ratings:ballot_list", args=[conference])
        if conference
        else reverse("reviews:conference_list"),
        button="Nhập kết quả kiểm phiếu",
    )


SHAPES = {
    DossierState.DRAFT: "doing",
    DossierState.RETURNED: "back",
    DossierState.SUBMITTED: "wait",
    DossierState.RECEIVED: "wait",
    DossierState.ACCEPTED: "done",
    DossierState.ARCHIVED: "done",
}


def _dossier_task(dossier: Dossier, missing: str, campaign: Campaign, at: datetime) -> Task:
    state = DossierState(dossier.state)
    mine = state in {DossierState.DRAFT, DossierState.RETURNED}
    text = dossier.return_reason if state == DossierState.RETURNED else ""
    if mine and missing and not text:
        text = f"Còn thiếu: {missing}."
    return Task(
        title=_dossier_title(dossier, mine, state),
        text=text,
        state=SHAPES[state],
        label=dossier.get_state_display(),
        href=reverse("deadlines:dossier_detail", args=[dossier.key]),
        button="Mở hồ sơ",
        due=due_sentence(dossier.deadline, at, inclusive=campaign.before_is_inclusive) if mine else "",
    )


def _dossier_title(dossier: Dossier, mine: bool, state: DossierState) -> str:
    kind = str(dossier.get_kind_display())
    if not mine:
        return kind
    return f"{'Gửi lại' if state == DossierState.RETURNED else 'Gửi'} {kind[:1].lower()}{kind[1:]}"
