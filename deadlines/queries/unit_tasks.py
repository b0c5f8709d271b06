"""What a unit's clerk has to do: report, conference, counts, proposals, dossiers, in this order."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse

from deadlines.enums import DossierState
from deadlines.models import Dossier
from deadlines.queries.desk_tasks import desk_tasks
from deadlines.queries.dossiers import due_of, due_sentence
from deadlines.queries.lights import FEW, Checklist, checklists, regulation_of
from deadlines.queries.task import Task
from deadlines.queries.waiting import Rows, Waiting
from deadlines.rules.wording import day_words
from organizations.models import Account
from organizations.permissions import Permission
from reviews.enums import Audience, ReviewState
from reviews.models import Campaign
from reviews.rules.calendar import local_day

MOST = 20


def unit_tasks(rows: Rows, account: Account, campaign: Campaign, at: datetime) -> Iterator[Task]:
    """A unit's clerk: report, conference, counts, proposals, dossier, in this order."""
    reviewed = next((one for one in campaign.dates if one.audience == Audience.CADRES), None)
    inclusive = campaign.before_is_inclusive
    due = due_sentence(reviewed, at, inclusive=inclusive) if reviewed else ""
    yield from (_report(one, due) for one in rows.get("report", ())[:MOST])
    held = day_words(reviewed.wanted_before, inclusive=inclusive) if reviewed else ""
    yield from _meetings(rows, f"{held}, tính theo ngày họp" if held else "")
    yield _proposals(rows.get("proposal", ()), account)
    yield from desk_tasks(rows, local_day(at))
    dossiers = list(
        Dossier.objects.visible_to(account)
        .owed()
        .with_own_dates(account)
        .filter(campaign=campaign)
        .select_related("unit", "deadline")
        .order_by("deadline__position", "unit__position")[:MOST]
    )
    for dossier in dossiers:
        dossier.campaign = campaign
    lists = checklists(dossiers, regulation_of(campaign), many=True) if dossiers else {}
    for dossier in dossiers:
        yield _dossier_task(dossier, lists[dossier.pk], at)


def _report(one: Waiting, due: str) -> Task:
    open_now = one.state in {ReviewState.DRAFT, ReviewState.RETURNED, ReviewState.COMPLETING}
    back = one.state == ReviewState.RETURNED
    return Task(
        title=f"Viết báo cáo kiểm điểm tập thể: {one.title}",
        text=one.note if back else "",
        state="back" if back else "doing" if open_now else "done",
        label=str(ReviewState(one.state).label),
        href=reverse("reviews:self_review_edit", args=[one.key]) if open_now else "",
        button="Mở báo cáo kiểm điểm",
        due=due if open_now else "",
    )


def _meetings(rows: Rows, due: str) -> Iterator[Task]:
    """The conference, whose own day counts and not the day of typing (P32), and the counts of its ballots."""
    held = rows.get("conference", ())
    yield Task(
        title="Ghi hội nghị kiểm điểm",
        text="Ghi ngày họp thật, dù nhập sau." if not held else "",
        state="done" if held else "todo",
        label=f"Đã ghi {len(held)} hội nghị" if held else "Chưa ghi",
        href=reverse("reviews:conference_list"),
        button="Ghi hội nghị kiểm điểm",
        due="" if held else due,
    )
    ballots, waiting = sum(one.number or 0 for one in held), sum(one.other or 0 for one in held)
    yield _counts(ballots, waiting, held[0].key if len(held) == 1 else "")


def _proposals(round_of: Sequence[Waiting], account: Account) -> Task:
    """How many of the unit's ratings were proposed."""
    every = sum(one.number or 0 for one in round_of)
    proposed = every - sum(one.other or 0 for one in round_of)
    whole = bool(every) and proposed == every
    return Task(
        title="Ghi đề xuất mức xếp loại",
        text=f"Đã có {proposed} trong {every} đề xuất.",
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


def _dossier_task(dossier: Dossier, checklist: Checklist, at: datetime) -> Task:
    state = DossierState(dossier.state)
    mine = state in {DossierState.DRAFT, DossierState.RETURNED}
    text = dossier.return_reason if state == DossierState.RETURNED else ""
    missing = len(checklist.missing) if mine and not text else 0
    return Task(
        title=_dossier_title(dossier, mine, state),
        text=text or (checklist.missing_in_short if mine else ""),
        more=f"Xem đủ {missing} thành phần còn thiếu" if missing > FEW else "",
        state=SHAPES[state],
        label=dossier.get_state_display(),
        href=reverse("deadlines:dossier_detail", args=[dossier.key]),
        button="Mở hồ sơ",
        due=due_of(dossier, at) if mine else "",
    )


def _dossier_title(dossier: Dossier, mine: bool, state: DossierState) -> str:
    kind = str(dossier.get_kind_display())
    if not mine:
        return kind
    return f"{'Gửi lại' if state == DossierState.RETURNED else 'Gửi'} {kind[:1].lower()}{kind[1:]}"
