"""What waits for a second person and for the register: counts another typed, decisions without their number."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from deadlines.queries.task import Task
from organizations.models import Account
from organizations.permissions import Permission
from ratings.enums import BallotState, DecisionState
from ratings.models import Ballot, Decision
from reviews.models import Campaign


def desk_tasks(account: Account, campaign: Campaign) -> Iterator[Task]:
    """The tasks of this desk that wait, and none that do not."""
    if account.holds(Permission.CHECK_COUNTS) or account.holds(Permission.CHECK_SITTING_COUNTS):
        yield from _counts_to_check(account, campaign)
    if account.holds(Permission.ISSUE_DECISION):
        yield from _decisions_to_number(account, campaign)


def _counts_to_check(account: Account, campaign: Campaign) -> Iterator[Task]:
    """Counts that somebody else typed (P06, P59)."""
    of_round = Q(conference__campaign=campaign) | Q(sitting__campaign=campaign)
    entered = Ballot.objects.visible_to(account).filter(of_round, state=BallotState.ENTERED)
    waiting = entered.exclude(entered_by=account).order_by("pk")
    for ballot in waiting.select_related("conference__collective", "sitting", "entered_by")[:10]:
        where = ballot.conference.collective.name if ballot.conference else str(ballot.sitting)
        by = ballot.entered_by.full_name if ballot.entered_by else ""
        yield Task(
            title=f"Kiểm tra số liệu kiểm phiếu: {where}",
            text=f"{ballot.name}. Đồng chí {by} đã nhập; số liệu có giá trị khi người thứ hai xác nhận.",
            state="todo",
            label="Chờ người thứ hai kiểm tra",
            href=reverse("ratings:ballot_detail", args=[ballot.key]),
            button="Mở để kiểm tra",
        )


def _decisions_to_number(account: Account, campaign: Campaign) -> Iterator[Task]:
    """Drafts that wait for the register's number, the day and the signed scan (P27)."""
    drafts = Decision.objects.visible_to(account).filter(campaign=campaign, state=DecisionState.DRAFT)
    for decision in drafts.order_by("pk")[:10]:
        yield Task(
            title=f"Ghi số, ngày và bản ký: {decision}",
            text="Dự thảo chờ ký; số do văn thư cấp theo sổ.",
            state="todo",
            label="Chờ số, ngày, bản ký",
            href=reverse("ratings:decision_detail", args=[decision.key]),
            button="Mở quyết định",
        )
