"""What is made known of this app: its kinds of workbook and of job."""

from typing import Any

from django.http import QueryDict

from cadres.forms.people import form_for
from cadres.queries.people import people_for
from cadres.resources.facts import CivilRatingSheet, LeaveSheet, StandingSheet
from cadres.resources.holders import HolderSheet
from cadres.resources.memberships import MembershipSheet
from cadres.resources.owned import DisciplineSheet, PastRatingSheet
from cadres.resources.people import PeopleSheet
from cadres.resources.posts import PostSheet
from cadres.services.exports import EXPORT, NAME, may_still_have, note_export, write_export
from jobs.models import Job
from jobs.registry import About, register
from jobs.runner import Work
from jobs.services import JobFailed
from organizations import clock
from organizations.services.sheet_kinds import register_sheet

register_sheet(
    PeopleSheet,
    MembershipSheet,
    PostSheet,
    LeaveSheet,
    StandingSheet,
    DisciplineSheet,
    CivilRatingSheet,
    PastRatingSheet,
    HolderSheet,
)

ASK_AGAIN = "Không lập được danh sách này nữa. Đề nghị đồng chí mở lại danh sách và xuất lần nữa."


def _tell(job: Job) -> About:
    return About(
        "Lập danh sách đảng viên, cán bộ (Excel)",
        f"/dang-vien/?{job.args['query']}",
        "Đảng viên, cán bộ",
    )


@register(EXPORT, may_see=may_still_have, heavy=True, tell=_tell)
def export_people_job(work: Work, *, query: str, hat: str, **_reach: Any) -> None:
    """Write a long list, with the rights that who asked for it has now."""
    actor, at = work.job.asked_by, clock.now()
    if actor is None:
        raise JobFailed(ASK_AGAIN)
    actor.on_day, actor.hat_key = clock.day_of(at), hat
    form = form_for(actor, QueryDict(query))
    if not form.is_valid() or not may_still_have(work.job, actor):
        raise JobFailed(ASK_AGAIN)
    people = people_for(actor, form.narrowed, actor.on_day)
    file, count = write_export(
        people, form.said, actor=actor, at=at, day=actor.on_day, progress=work.progress
    )
    with work.finish(result_name=NAME, path=f"/dang-vien/tep/{work.job.key}/", file=file.sha256):
        note_export(count, form.said, actor=actor)
