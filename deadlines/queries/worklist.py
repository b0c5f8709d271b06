"""Việc cần làm: the one next thing and the rest of the list, for whoever opens the home page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from deadlines.enums import DossierState
from deadlines.queries.attending import Attending, attending_of
from deadlines.queries.board import Board, BoardRow, board
from deadlines.queries.campaigns import current_campaign
from deadlines.queries.desk_tasks import desk_tasks
from deadlines.queries.dossiers import due_sentence
from deadlines.queries.sitting_tasks import sitting_tasks
from deadlines.queries.task import Task
from deadlines.queries.unit_tasks import unit_tasks
from deadlines.queries.waiting import Rows, Waiting, waiting_for
from documents.rules import short_date
from organizations.enums import Role
from organizations.models import Account, Assignment, PartyOrganization
from organizations.permissions import Permission
from organizations.queries.accounts import slips_to_print
from organizations.services.roles import OFFICIALS
from organizations.services.sheet_kinds import sheet_kinds
from reviews.enums import Audience, CampaignState
from reviews.models import Campaign, Deadline
from reviews.queries.steps import Step, next_steps
from reviews.rules.calendar import last_day_on_time, local_day

FIRST_LISTS = 6  # organisations, members, collectives, contacts, where members sit, posts


@dataclass(frozen=True, slots=True)
class Worklist:
    """The home page of one role."""

    next: Task | None
    tasks: tuple[Task, ...]
    board: Board | None = None
    own_rows: tuple[BoardRow, ...] = ()
    attending: Attending | None = None

    @property
    def done_count(self) -> int:
        """How many of the tasks are done."""
        return sum(task.state == "done" for task in self.tasks)


def worklist_for(account: Account, campaign: Campaign | None, at: datetime) -> Worklist:
    """What this account has to do now, under the hat it wears."""
    if Role.ADMINISTRATOR in account.roles:
        return _made(list(_administrator(account, at)))
    lists = _first_lists(account) if campaign is None or campaign.state == CampaignState.DRAFT else []
    if campaign is None:
        return _made(lists)
    rows = waiting_for(account, campaign)
    if account.holds(Permission.VIEW_BOARD):
        work = _staff(rows, account, campaign, at)
        return _made([*lists, *work.tasks]) if lists else work
    if account.holds(Permission.SEND_DOSSIER):
        return _made(list(unit_tasks(rows, account, campaign, at)))
    own = _own(rows, account, campaign, at)
    sittings = sitting_tasks(rows, account, local_day(at))
    made = _made(
        [*sittings, *_opinions(rows), *desk_tasks(rows, local_day(at)), *own, *_awaited(rows, campaign, at)]
    )
    return replace(made, attending=attending_of(account, campaign, local_day(at)))


@dataclass(frozen=True, slots=True)
class DeskWork:
    """One kind of work that lies unfinished on a desk, told without the names in it."""

    title: str
    count: int
    state: str
    label: str
    due: str


def desk_work(role: Assignment, at: datetime) -> list[DeskWork]:
    """What lies unfinished on the desk of a role: it goes to whoever holds the role next (P16).

    What is the holder's own (his self-review, opinions typed in his name) stays with him. Names are left out: whoever
    gives accounts opens no dossier.
    """
    holder = Account.objects.get(pk=role.account_id)
    holder.on_day, holder.hat_key = local_day(at), role.key
    found: dict[str, list[Task]] = {}
    for task in _desk_tasks(holder, at):
        if task.state != "done":
            found.setdefault(task.title.partition(":")[0], []).append(task)
    return [
        DeskWork(title, len(tasks), tasks[0].state, tasks[0].label, tasks[0].due)
        for title, tasks in found.items()
    ]


def _desk_tasks(holder: Account, at: datetime) -> list[Task]:
    campaign = current_campaign(holder)
    if campaign is None or Role.ADMINISTRATOR in holder.roles:
        return []
    rows = waiting_for(holder, campaign)
    if holder.holds(Permission.VIEW_BOARD):
        return list(_staff(rows, holder, campaign, at).tasks)
    if holder.holds(Permission.SEND_DOSSIER):
        return list(unit_tasks(rows, holder, campaign, at))
    return [
        *sitting_tasks(rows, holder, local_day(at)),
        *desk_tasks(rows, local_day(at)),
        *_awaited(rows, campaign, at),
    ]


def _made(tasks: list[Task]) -> Worklist:
    first = next((task for task in tasks if task.is_open), None)
    marked = tuple(
        replace(task, hot=True) if task is first and task.state == "back" else task for task in tasks
    )
    return Worklist(first, marked)


def _own(rows: Rows, account: Account, campaign: Campaign, at: datetime) -> Iterator[Task]:
    """The account's own person: read, write, attend, see the result."""
    dates = {one.code: one for one in campaign.dates}
    announced = rows.get("result", ())
    for step in next_steps(account, campaign):
        if step.code == "result" and announced:
            yield _announced(announced[0])
            continue
        deadline = _wanted(step, dates, inclusive=campaign.before_is_inclusive)
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


def _wanted(step: Step, dates: Mapping[str, Deadline], *, inclusive: bool) -> Deadline | None:
    """The first of the plan's dates for it whose last day is not before the day it was asked."""
    known = [dates[code] for code in step.deadlines if code in dates]
    return next(
        (
            one
            for one in known
            if not step.since or last_day_on_time(one.wanted_before, inclusive=inclusive) >= step.since
        ),
        None,
    )


def _announced(result: Waiting) -> Task:
    """The result, once the authority has announced it; ratings lie above reviews, so the step cannot know."""
    return Task(
        title="Xem kết quả xếp loại",
        text="Cấp có thẩm quyền đã thông báo.",
        state="done",
        label="Đã có kết quả",
        href=reverse("ratings:result_detail", args=[result.key]),
        button="Xem kết quả",
    )


def _staff(rows: Rows, account: Account, campaign: Campaign, at: datetime) -> Worklist:
    """The Organization Committee: the day, the sum of 58, one's own units first (P103.1)."""
    if campaign.state == CampaignState.DRAFT:
        return _made([_opening(campaign)])
    whole = board(campaign, account, at, in_sum=True)
    own = tuple(row for row in whole.rows if row.is_own)
    waiting = [row for row in whole.rows if row.dossier.state == DossierState.SUBMITTED]
    asked = [row for row in whole.rows if row.dossier.reopen_reason]
    path = reverse("deadlines:board")
    lacking = whole.total - whole.counts["du"]
    tasks = [
        _pile("Tiếp nhận hồ sơ đơn vị đã gửi", len(waiting), f"{path}?muc=", waiting),
        _pile("Trả lời đơn vị xin mở lại hồ sơ", len(asked), path, asked),
        Task(
            title="Gọi các đơn vị còn thiếu hồ sơ",
            text=whole.sentence,
            state="doing" if lacking else "done",
            label=f"{lacking} đơn vị" if whole.total else "Chưa có hồ sơ",
            href=path,
            button="Mở Theo dõi tiến độ",
            due=whole.due if lacking else "",
        ),
        *sitting_tasks(rows, account, local_day(at)),
        *desk_tasks(rows, local_day(at)),
    ]
    made = _made(tasks)
    return Worklist(tasks[2] if lacking else made.next, made.tasks, whole, own)


def _opening(campaign: Campaign) -> Task:
    """A round that waits to be opened."""
    return Task(
        title=f"Mở {campaign.name[:1].lower()}{campaign.name[1:]}",
        text=f"Theo kế hoạch số {campaign.plan_number}, ngày {short_date(campaign.plan_on)}.",
        state="todo",
        label=str(campaign.get_state_display()),
        href=reverse("deadlines:campaign_detail", args=[campaign.year]),
        button="Xem các mốc, mở đợt",
    )


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


def _awaited(rows: Rows, campaign: Campaign, at: datetime) -> Iterator[Task]:
    """Whoever takes in the self-reviews of a cell or a base: how many have not come."""
    until = next((one for one in campaign.dates if one.audience == Audience.BASE_ORGANIZATIONS), None)
    due = due_sentence(until, at, inclusive=campaign.before_is_inclusive) if until else ""
    for whole, awaited in ((one.number, one.other or 0) for one in rows.get("awaited", ()) if one.number):
        yield Task(
            title="Nhận bản kiểm điểm của đảng viên, tập thể",
            text=f"Còn {awaited:02d} trong {whole:02d} bản kiểm điểm chưa nộp." if awaited else "",
            state="todo" if awaited else "done",
            label=f"Chưa nộp {awaited:02d}" if awaited else "Đã nộp đủ",
            href=reverse("reviews:subject_list"),
            button="Mở danh sách",
            due=due if awaited else "",
        )


def _opinions(rows: Rows) -> Iterator[Task]:
    """Opinions typed for him that count only once he confirms them (P05)."""
    for one in rows.get("opinion", ())[:20]:
        yield Task(
            title=f"Xác nhận ý kiến về {one.title}",
            text="Ý kiến do chuyên viên nhập thay đồng chí; chỉ có giá trị khi đồng chí xác nhận.",
            state="todo",
            label="Chờ xác nhận",
            href=reverse("ratings:opinion_confirm", args=[one.key]),
            button="Đọc và xác nhận",
        )


def _first_lists(account: Account) -> list[Task]:
    """An installation in which nothing stands yet begins with its lists, in the order in which they refer on."""
    if not account.holds(Permission.VIEW_BOARD) or PartyOrganization.objects.filter(depth__gt=1).exists():
        return []
    kinds = [one.label for one in sheet_kinds() if account.holds(one.duty)][:FIRST_LISTS]
    order = "; ".join(f"{number}. {label}" for number, label in enumerate(kinds, 1))
    return [
        Task(
            title="Đưa danh sách vào",
            text="Chưa có tổ chức đảng nào ở dưới đảng bộ tỉnh. "
            f"Nhập từ Excel theo thứ tự: {order}; rồi các bảng còn lại.",
            state="todo",
            label="Chưa có danh sách",
            href=reverse("organizations:import_list"),
            button="Mở Nhập từ Excel",
        )
    ]


def _administrator(account: Account, at: datetime) -> Iterator[Task]:
    """Accounts, and no dossier: first of all the Organization Committee's, then those that wait for their slip."""
    if not Assignment.objects.lasting(local_day(at)).filter(role__in=OFFICIALS).exists():
        yield Task(
            title="Lập tài khoản cho Ban Tổ chức Tỉnh ủy",
            text="Chuyên viên Ban Tổ chức đưa các danh sách vào và mở đợt kiểm điểm. "
            "Lập xong thì in phiếu đưa tận tay.",
            state="todo",
            label="Chưa có tài khoản nào",
            href=f"{reverse('organizations:account_create')}?vai-tro={Role.ORGANIZATION_STAFF}",
            button="Lập tài khoản",
        )
    waiting = slips_to_print(account)
    yield Task(
        title="Quản lý tài khoản",
        text="Quản trị hệ thống chỉ làm việc với tài khoản, không mở được hồ sơ.",
        state="todo" if waiting else "done",
        label=f"{waiting} tài khoản chưa in phiếu" if waiting else "Không có việc chờ",
        href=reverse("organizations:account_list"),
        button="Mở danh sách tài khoản",
    )
