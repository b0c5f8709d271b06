"""What is done later in the review: papers drawn from the records."""

from collections.abc import Callable
from typing import Any

from documents.services.production import produce
from jobs.models import Job
from jobs.registry import About, register
from jobs.services import JobFailed
from organizations import clock
from reviews.enums import PaperState
from reviews.models import Conference, ConferencePlan, Guidance, ReviewPaper, SelfReview
from reviews.papers.cell_minutes import MinutesExtract
from reviews.papers.filling import paper_of_guidance, paper_of_review
from reviews.papers.filling_minutes import paper_of_extract, paper_of_minutes
from reviews.papers.filling_plan import paper_of_plan
from reviews.papers.filling_remedies import paper_of_commitment, paper_of_remedies
from reviews.papers.remedies import CommitmentPaper, RemedyPlan
from reviews.queries.context import DRAW, paper_for
from reviews.services.papers import finish_paper

OF_A_REVIEW: dict[str, Callable[[SelfReview], Any]] = {
    RemedyPlan.form: paper_of_remedies,
    CommitmentPaper.form: paper_of_commitment,
}


def asked_it(job: Job, account: Any) -> bool:
    """A paper's progress is shown to the one who asked, while he may read what it is drawn from."""
    key = job.args.get("key", "")
    return bool(job.asked_by_id == account.pk) and (not key or paper_for(account, key) is not None)


def _tell_paper(job: Job) -> About:
    paper = ReviewPaper.objects.filter(key=job.args.get("key", "")).first()
    if paper is None:
        return About("Lập văn bản")
    return About(f"Lập văn bản: {paper.name}", f"/van-ban/{paper.key}/", paper.name)


@register(DRAW, may_see=asked_it, heavy=True, tell=_tell_paper)
def draw_paper(work: Any, /, **args: Any) -> dict[str, Any] | None:
    """Draw one paper and keep it; drawn twice, it is the same document."""
    paper = ReviewPaper.objects.filter(key=args["key"]).first()
    if paper is None:
        raise JobFailed("Không tìm thấy văn bản cần lập.")
    if paper.state == PaperState.READY:
        return None
    work.progress(20, "Đang lập văn bản")
    document = produce(_facts(paper), as_=paper.format, at=clock.now())  # type: ignore[arg-type]
    with work.finish(path=f"/van-ban/{paper.key}/"):
        finish_paper(paper, document)
    return None


def _facts(paper: ReviewPaper) -> Any:
    if paper.self_review is not None:
        fill = OF_A_REVIEW.get(paper.form, paper_of_review)
        return fill(SelfReview.objects.for_form().get(pk=paper.self_review.pk))
    if paper.conference is not None:
        held = Conference.objects.select_related(
            "campaign__regulation",
            "collective__organization",
            "plan__collective",
            "plan__cell",
            "plan__second",
        )
        conference = held.get(pk=paper.conference.pk)
        if paper.form == MinutesExtract.form:
            return paper_of_extract(conference, paper.subject)
        return paper_of_minutes(conference)
    if paper.plan is not None:
        plans = ConferencePlan.objects.for_list().select_related("campaign__regulation")
        return paper_of_plan(plans.get(pk=paper.plan.pk), paper.form)
    rows = Guidance.objects.select_related("subject__campaign__regulation", "issuer").prefetch_related(
        "points"
    )
    return paper_of_guidance(rows.get(papers=paper))
