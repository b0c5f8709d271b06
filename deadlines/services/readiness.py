"""In bộ trắng và danh sách: what lies on the desk when the network is gone (P89)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from deadlines.papers import StageLine, StageList
from documents.enums import Format
from documents.models import File
from documents.papers import Letterhead, Paper
from documents.services.drawing import draw_joined
from documents.services.files import keep_bytes
from jobs.enums import JobQueue
from jobs.models import Job
from jobs.services import enqueue
from organizations import audit
from organizations.enums import Capacity
from organizations.models import Account, PartyOrganization, SubmittingUnit
from organizations.rules.tree import CELLS
from organizations.templatetags.ui import vn_moment
from ratings.papers import blank_ballot, blank_count, blank_decision, blank_proposal, blank_unrated
from reviews.models import Campaign, Subject
from reviews.papers import (
    blank_cell_minutes,
    blank_collective_report,
    blank_commitment,
    blank_minutes,
    blank_remedy_plan,
    blank_self_review,
)
from reviews.queries import lists

READY_JOB = "deadlines.draw_ready_set"
NAME = "bo-trang-va-danh-sach.pdf"
MOST_LISTED = 1_000  # of more people no secretary keeps a list on paper: each level below prints its own

Place = PartyOrganization | SubmittingUnit
FOR_ALL: tuple[tuple[str, Callable[[Campaign], Paper]], ...] = (
    ("Bản kiểm điểm của đảng viên", blank_self_review),
    (
        "Bản kiểm điểm của cán bộ lãnh đạo, quản lý",
        lambda campaign: blank_self_review(campaign, capacity=Capacity.OFFICE),
    ),
    ("Phiếu biểu quyết", blank_ballot),
    ("Biên bản kiểm phiếu", blank_count),
)
FOR_CELLS: tuple[tuple[str, Callable[[Campaign], Paper]], ...] = (
    ("Biên bản họp chi bộ", blank_cell_minutes),
    ("Bản cam kết", blank_commitment),
    ("Danh sách đảng viên không kiểm điểm, không xếp loại", blank_unrated),
)
FOR_COMMITTEES: tuple[tuple[str, Callable[[Campaign], Paper]], ...] = (
    ("Báo cáo kiểm điểm của tập thể", blank_collective_report),
    ("Biên bản hội nghị kiểm điểm", blank_minutes),
    ("Kế hoạch khắc phục hạn chế, khuyết điểm", blank_remedy_plan),
    ("Tờ trình đề nghị xếp loại", blank_proposal),
    ("Quyết định xếp loại", blank_decision),
)


def blanks_for(place: Place) -> tuple[tuple[str, Callable[[Campaign], Paper]], ...]:
    """The blank forms that a cell, or a committee or unit, writes on by hand."""
    is_cell = isinstance(place, PartyOrganization) and place.kind in CELLS
    return FOR_ALL + (FOR_CELLS if is_cell else FOR_COMMITTEES)


@transaction.atomic
def order_ready_set(place: Place, *, actor: Account) -> Job:
    """Have the set drawn with the rights of who asks and of the hat he wears; that it was taken out is kept."""
    audit.record(actor=actor, action="print_ready_set", target=place)
    return enqueue(READY_JOB, asked_by=actor, queue=JobQueue.LONG, place=place.key, hat=actor.hat_key)


def place_for(account: Account, key: str) -> Place | None:
    """The organisation or unit of that key, if the account sees the status there."""
    organizations, units = lists.places_looked_after(account)
    return organizations.filter(key=key).first() or units.filter(key=key).first()


def draw_ready_set(
    place: Place,
    campaign: Campaign,
    *,
    actor: Account,
    at: datetime,
    progress: Callable[[int, str], Any],
) -> File:
    """The list of this moment, then every blank form, as one file to print."""
    progress(5, "Đang lập danh sách")
    papers = (stage_list(place, campaign, actor=actor, at=at), *_blanks(place, campaign))
    data = draw_joined(_told(papers, progress))
    return keep_bytes(data, media_type=Format.PDF.media_type, at=at)


def _blanks(place: Place, campaign: Campaign) -> tuple[Paper, ...]:
    return tuple(blank(campaign) for _title, blank in blanks_for(place))


def _told(papers: tuple[Paper, ...], progress: Callable[[int, str], Any]) -> Iterator[Paper]:
    for number, paper in enumerate(papers):
        progress(10 + 85 * number // len(papers), f"Đã lập {number} trong {len(papers)} phần")
        yield paper


def stage_list(place: Place, campaign: Campaign, *, actor: Account, at: datetime) -> StageList:
    """Everybody of the place with how far he is; of a large one every organisation below with its figures."""
    part = lists.Narrowed(
        organization=place if isinstance(place, PartyOrganization) else None,
        unit=place if isinstance(place, SubmittingUnit) else None,
    )
    subjects = part.of(lists.subjects_for(actor, campaign))
    counts = lists.stage_counts(subjects)
    total = sum(count for _stage, _words, count in counts)
    named = total <= MOST_LISTED
    return StageList(
        letterhead=Letterhead(issuer=place.name, year=campaign.year),
        place=place.name,
        moment=f"lúc {vn_moment(timezone.localtime(at))}",
        sums=f"{total} tập thể, cá nhân: " + "; ".join(f"{words} {count}" for _one, words, count in counts),
        lines=tuple(_person_line(one) for one in subjects) if named else _branch_lines(place, subjects),
        named=named,
        printed_by=actor.full_name,
    )


def _person_line(subject: Subject) -> StageLine:
    row = lists.row_of(subject)
    return StageLine(name=subject.label, place=subject.post_or_cell, words=row.words)


def _branch_lines(place: Place, subjects: Any) -> tuple[StageLine, ...]:
    """The organisations right below in the tree's order, each with its figures."""
    upper = place if isinstance(place, PartyOrganization) else place.scope
    found: dict[str, list[str]] = {}
    for path, stage, count in lists.by_branch(subjects, upper):
        found.setdefault(path, []).append(f"{lists.STAGES[stage]} {count}")
    names = dict(PartyOrganization.objects.filter(path__in=found).values_list("path", "name"))
    return tuple(StageLine(name=names[path], words="; ".join(words)) for path, words in sorted(found.items()))
