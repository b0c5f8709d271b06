"""What the beat asks of this app, and its kinds of job."""

from datetime import timedelta
from typing import Any

from celery import shared_task

from deadlines.models import Handover
from deadlines.services import readiness, sweeping
from deadlines.services.campaigns import OPEN_JOB, open_campaign
from deadlines.services.handovers import SLIP_JOB, draw_slip
from deadlines.services.late_changes import follow_rounds
from deadlines.services.reminders import remind
from jobs.models import Job
from jobs.registry import About, register
from jobs.runner import Work
from jobs.services import JobFailed
from organizations import clock
from organizations.forms import KEPT_SECONDS
from organizations.permissions import Permission
from reviews.models import Campaign
from reviews.queries.lists import current_campaign

ASK_AGAIN = "Không lập được bộ này nữa. Đề nghị đồng chí mở lại trang tiến độ và yêu cầu lần nữa."

# A form may take up a file it was handed for a day (organizations.forms.KEPT_SECONDS); twice that is safe.
UNCLAIMED_FOR = timedelta(seconds=2 * KEPT_SECONDS)


@shared_task(name="deadlines.tick")
def tick() -> int:
    """Every minute: what falls due and was not yet told."""
    return remind(now=clock.now())


@shared_task(name="deadlines.sweep_unclaimed")
def sweep_unclaimed() -> int:
    """Every hour: remove files of forms that were never finished; real time, as the forms' own keys keep it."""
    return sweeping.sweep_unclaimed(before=clock.real_now() - UNCLAIMED_FOR)


@shared_task(name="deadlines.follow_records")
def follow_records() -> int:
    """Every five minutes: an open round's list says what the people's records say."""
    return follow_rounds(at=clock.now())


def _may_see_opening(_job: Job, account: Any) -> bool:
    return bool(account.holds(Permission.OPEN_CAMPAIGN))


def _tell_opening(job: Job) -> About:
    row = Campaign.objects.get(key=job.args["campaign"])
    return About(f"Mở {row.name[:1].lower()}{row.name[1:]}", f"/dot-kiem-diem/nam/{row.year}/", row.name)


@register(OPEN_JOB, may_see=_may_see_opening, heavy=True, tell=_tell_opening)
def open_campaign_job(work: Work, /, **args: Any) -> None:
    """Open the round of a year."""
    row = Campaign.objects.select_related("regulation", "organization").get(key=args["campaign"])
    actor = work.job.asked_by
    if actor is None:
        raise JobFailed("Không rõ ai yêu cầu mở đợt. Đề nghị đồng chí bấm “Mở đợt” lại.")
    open_campaign(row, actor=actor, at=clock.now(), progress=work.progress)
    with work.finish(path=f"/dot-kiem-diem/nam/{row.year}/"):
        pass


def _may_see_ready_set(job: Job, account: Any) -> bool:
    """It is for who asked for it, as long as he sees the status there."""
    asked = job.asked_by_id == account.pk
    return asked and readiness.place_for(account, job.args["place"]) is not None


def _tell_ready_set(job: Job) -> About:
    return About("In bộ trắng và danh sách", f"/tien-do/{job.args['place']}/in-san/", "Bộ trắng và danh sách")


@register(readiness.READY_JOB, may_see=_may_see_ready_set, heavy=True, tell=_tell_ready_set)
def draw_ready_set_job(work: Work, /, *, place: str, hat: str) -> None:
    """Draw what lies on the desk when the network is gone, with the rights that who asked for it has now."""
    actor, at, campaign = work.job.asked_by, clock.now(), current_campaign()
    if actor is None or campaign is None:
        raise JobFailed(ASK_AGAIN)
    actor.on_day, actor.hat_key = clock.day_of(at), hat
    found = readiness.place_for(actor, place)
    if found is None:
        raise JobFailed(ASK_AGAIN)
    file = readiness.draw_ready_set(found, campaign, actor=actor, at=at, progress=work.progress)
    name, path = readiness.NAME, f"/tien-do/tep/{work.job.key}/"
    with work.finish(result_name=name, path=path, file=file.sha256):
        pass


def _may_see_slip(job: Job, account: Any) -> bool:
    slip = Handover.objects.visible_to(account).filter(key=job.args.get("slip", ""))
    return slip.exists()


def _tell_slip(job: Job) -> About:
    row = Handover.objects.select_related("dossier__unit").get(key=job.args["slip"])
    page = f"Phiếu giao nhận số {row.number}"
    work = f"Lập phiếu giao nhận hồ sơ số {row.number} của {row.dossier.unit.name}"
    return About(work, f"/ho-so/phieu-giao-nhan/{row.key}/", page)


@register(SLIP_JOB, may_see=_may_see_slip, tell=_tell_slip)
def draw_handover_job(work: Work, /, **args: Any) -> None:
    """Draw a slip of handover."""
    row = Handover.objects.select_related(
        "dossier__unit", "dossier__campaign__organization", "received_by"
    ).get(key=args["slip"])
    work.progress(30, "Đang lập phiếu giao nhận")
    draw_slip(row, at=clock.now())
    with work.finish(result_name="phieu-giao-nhan.pdf", path=f"/ho-so/phieu-giao-nhan/{row.key}/"):
        pass
