"""Việc cần làm: the one next thing and the rest of the list, for whoever opens the home page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from deadlines.enums import DossierState
from deadlines.models import Dossier
from deadlines.queries.board import Board, BoardRow, board
from deadlines.queries.dossiers import due_sentence
from deadlines.queries.lights import checklists, regulation_of
from organizations.models import Account
from organizations.permissions import Permission
from ratings.enums import AssessmentState, BallotState, RatingState, SittingState
from ratings.models import Assessment, MemberMark, Rating, Sitting, SittingLine
from reviews.enums import ReviewState
from reviews.models import Campaign, Conference, SelfReview
from reviews.queries.steps import next_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task of the list; the first open one with a page is the next."""

    title: str
    text: str
    state: str
    label: str
    href: str = ""
    button: str = ""
    due: str = ""
    hot: bool = False

    @property
    def is_open(self) -> bool:
        """Something the reader can do now."""
        return bool(self.href) and self.state in {"todo", "doing", "back", "late"}


@dataclass(frozen=True, slots=True)
class Worklist:
    """The home page of one role."""

    next: Task | None
    tasks: tuple[Task, ...]
    board: Board | None = None
    own_rows: tuple[BoardRow, ...] = ()

    @property
    def done_count(self) -> int:
        """How many of the tasks are done."""
        return sum(task.state == "done" for task in self.tasks)


def worklist_for(account: Account, campaign: Campaign | None, at: datetime) -> Worklist:
    """What this account has to do now, under the hat it wears."""
    if account.holds(Permission.MANAGE_ACCOUNTS):
        return _made(list(_administrator()))
    if campaign is None:
        return Worklist(None, ())
    if account.holds(Permission.VIEW_BOARD):
        return _staff(account, campaign, at)
    tasks = list(_tasks(account, campaign, at))
    return _made(tasks)


def _tasks(account: Account, campaign: Campaign, at: datetime) -> Iterator[Task]:
    if account.holds(Permission.SEND_DOSSIER):
        yield from _unit(account, campaign, at)
        return
    if account.holds(Permission.MARK_LINE):
        yield from _sittings(account, campaign)
    if account.holds(Permission.CONFIRM_OPINION):
        yield from _opinions(account)
    yield from _own(account, campaign, at)


def _made(tasks: list[Task]) -> Worklist:
    first = next((task for task in tasks if task.is_open), None)
    marked = tuple(
        replace(task, hot=True) if task is first and task.state == "back" else task for task in tasks
    )
    return Worklist(first, marked)


def _own(account: Account, campaign: Campaign, at: datetime) -> Iterator[Task]:
    """The account's own person: read, write, attend, see the result."""
    dates = {one.code: one for one in campaign.deadlines.all()}
    for step in next_steps(account, campaign, at):
        deadline = dates.get(step.deadline)
        open_now = step.state in {"todo", "doing", "back"} and bool(step.path)
        yield Task(
            title=step.title,
            text=step.text,
            state=step.state,
            label=step.label,
            href=step.path,
            button=step.button,
            due=due_sentence(deadline, at, inclusive=campaign.before_is_inclusive)
            if deadline and open_now
            else "",
        )


def _unit(account: Account, campaign: Campaign, at: datetime) -> Iterator[Task]:
    """A unit's clerk: report, conference, counts, proposals, dossier, in this order."""
    yield from _reports(account, campaign)
    yield from _meetings(account, campaign)
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
    yield _counts(counted["ballot_count"], counted["waiting"])
    ratings = Rating.objects.visible_to(account).filter(subject__campaign=campaign)
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
        href=reverse("ratings:rating_list"),
        button="Ghi đề xuất mức xếp loại",
    )


def _counts(ballots: int, waiting: int) -> Task:
    done = bool(ballots) and not waiting
    return Task(
        title="Nhập kết quả kiểm phiếu, người thứ hai kiểm tra",
        text=f"{waiting} phiếu chờ người thứ hai kiểm tra." if waiting else "",
        state="done" if done else "doing" if ballots else "todo",
        label="Đã kiểm tra" if done else "Chờ kiểm tra" if ballots else "Chưa nhập",
        href=reverse("reviews:conference_list"),
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


def _staff(account: Account, campaign: Campaign, at: datetime) -> Worklist:
    """The Organization Committee: the day, the sum of 58, one's own units first (P103.1)."""
    whole = board(campaign, account, at)
    own = tuple(row for row in whole.rows if row.is_own)
    waiting = [row for row in whole.rows if row.dossier.state == DossierState.SUBMITTED]
    asked = [row for row in whole.rows if row.dossier.reopen_reason]
    path = reverse("deadlines:board")
    tasks = [
        _pile("Tiếp nhận hồ sơ đơn vị đã gửi", len(waiting), f"{path}?muc=", waiting),
        _pile("Trả lời đơn vị xin mở lại hồ sơ", len(asked), path, asked),
        Task(
            title="Gọi các đơn vị còn thiếu hồ sơ",
            text=whole.sentence,
            state="doing" if whole.counts["du"] < whole.total else "done",
            label=f"{whole.total - whole.counts['du']} đơn vị" if whole.total else "Chưa có hồ sơ",
            href=path,
            button="Mở Theo dõi tiến độ",
            due=whole.due,
        ),
    ]
    made = _made(tasks)
    return Worklist(tasks[-1] if whole.total else made.next, made.tasks, whole, own)


def _pile(title: str, count: int, path: str, rows: list[BoardRow]) -> Task:
    """A pile on the desk; one alone opens by itself."""
    href = reverse("deadlines:dossier_detail", args=[rows[0].dossier.key]) if rows else ""
    return Task(
        title=title,
        text=", ".join(row.dossier.unit.name for row in rows[:5]),
        state="todo" if count else "done",
        label=f"{count} hồ sơ" if count else "Không có",
        href=href or path if count else "",
        button="Mở hồ sơ đầu tiên",
    )


def _sittings(account: Account, campaign: Campaign) -> Iterator[Task]:
    """A member of the deciding organ: lines of an open sitting that wait for his mark."""
    open_ones = list(
        Sitting.objects.visible_to(account).filter(
            campaign=campaign, state__in=[SittingState.PREPARED, SittingState.OPEN]
        )
    )
    for sitting in open_ones:
        lines = SittingLine.objects.visible_to(account).filter(sitting=sitting).count()
        marked = MemberMark.objects.filter(line__sitting=sitting, account=account).count()
        is_open = sitting.state == SittingState.OPEN
        done = bool(lines) and marked >= lines
        yield Task(
            title=f"Cho ý kiến tại {sitting.name}",
            text=f"Đã cho ý kiến {marked} trong {lines} dòng. Họp ngày {sitting.held_on:%d/%m/%Y}.",
            state="done" if done else "todo" if is_open else "wait",
            label="Đã cho ý kiến" if done else "Đang họp" if is_open else "Đã chuẩn bị",
            href=reverse("ratings:sitting_detail", args=[sitting.key]),
            button="Mở danh sách",
        )


def _opinions(account: Account) -> Iterator[Task]:
    """Opinions typed for him that count only once he confirms them (P05)."""
    waiting = Assessment.objects.visible_to(account).filter(assessor=account, state=AssessmentState.TYPED)
    for opinion in waiting.select_related("rating__subject")[:20]:
        yield Task(
            title=f"Xác nhận ý kiến về {opinion.rating.subject.label}",
            text="Ý kiến do chuyên viên nhập thay đồng chí; chỉ có giá trị khi đồng chí xác nhận.",
            state="todo",
            label="Chờ xác nhận",
            href=reverse("ratings:opinion_confirm", args=[opinion.key]),
            button="Đọc và xác nhận",
        )


def _administrator() -> Iterator[Task]:
    yield Task(
        title="Quản lý tài khoản",
        text="Quản trị hệ thống chỉ làm việc với tài khoản, không mở được hồ sơ.",
        state="wait",
        label="Không có việc chờ",
    )
