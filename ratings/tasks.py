"""Kinds of job of the rating."""

from typing import Any

from jobs.models import Job
from jobs.registry import About, register
from jobs.runner import Work
from organizations import clock
from ratings.models import RatingPaper
from ratings.services.papers import DRAW, draw_paper, give_up_paper

LAST_TRY = 5


def _may_see(job: Job, account: Any) -> bool:
    return RatingPaper.objects.visible_to(account).filter(key=job.args.get("paper", "")).exists()


def _tell(job: Job) -> About:
    return About(f"Lập văn bản: {RatingPaper.objects.get(key=job.args['paper']).name}")


@register(DRAW, may_see=_may_see, tell=_tell)
def draw_paper_job(work: Work, *, paper: str) -> None:
    """Draw a ballot, the minutes of a count, a letter with its list, a decision, or a list."""
    row = RatingPaper.objects.select_related(
        "ballot__conference__collective",
        "ballot__conference__campaign__regulation",
        "ballot__sitting__collective",
        "ballot__sitting__campaign__regulation",
        "proposal__issuer",
        "proposal__unit",
        "proposal__campaign__regulation",
        "sitting__collective__organization",
        "sitting__campaign__regulation",
        "decision__issuer",
        "decision__sitting",
        "decision__campaign__regulation",
        "decision__corrects",
        "organization",
        "campaign__regulation",
        "inquiry__asker",
        "inquiry__campaign__regulation",
    ).get(key=paper)
    work.progress(30, "Đang lập văn bản")
    try:
        draw_paper(row, at=clock.now())
    except Exception:
        if work.job.attempts >= LAST_TRY:
            give_up_paper(row)
        raise
    with work.finish(result_name=row.name, path=f"/van-ban/xep-loai/{row.key}/"):
        pass
