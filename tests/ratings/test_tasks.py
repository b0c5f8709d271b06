"""Papers asked for on the pages are drawn by the job, and fetched only by those who may."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jobs import runner
from jobs.enums import JobState
from jobs.models import Job
from jobs.registry import may_see
from organizations.enums import Level, Role
from organizations.workflow import TransitionDenied
from ratings.models import RatingPaper
from ratings.services import ballots, papers, proposals
from tests import factories as f
from tests.ratings import factories as rf


def drawn(paper):
    job = Job.objects.get(dedupe_key=f"{papers.DRAW}:{paper.key}")
    runner.run(job.pk)
    job.refresh_from_db()
    paper.refresh_from_db()
    return job


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_every_paper_of_the_path_is_drawn(scene, format):
    ballot = rf.count_home(scene, [(one, (2, 9, 0, 0)) for one in scene.ratings])
    decision = rf.make_decided(scene)
    letter = proposals.draft_proposal(scene.unit, scene.campaign, actor=scene.clerk, at=f.NOON)
    wanted = [(ballot, "F10", scene.clerk), (ballot, "F11", scene.clerk)]
    wanted += [(letter, "F13", scene.clerk), (decision, "F16", scene.staff)]

    for target, form, actor in wanted:
        paper = papers.ask_paper(target, form=form, format=format, actor=actor, at=f.NOON)
        job = drawn(paper)
        assert (job.state, paper.state) == (JobState.DONE, "ready"), (form, job.error)
        assert paper.document.form == form
        assert not any(level.label in paper.name or level.short in paper.name for level in Level)


def test_minutes_wait_for_the_figures(scene):
    ballot = ballots.create_ballot(
        conference=scene.conference, ratings=[scene.whole], name="Phiếu", actor=scene.clerk, at=f.NOON
    )

    with pytest.raises(TransitionDenied):
        papers.ask_paper(ballot, form="F11", format="docx", actor=scene.clerk, at=f.NOON)

    assert not RatingPaper.objects.exists()


def test_a_unit_neither_asks_for_nor_follows_nor_fetches_a_decision(scene, client):
    decision = rf.make_decided(scene, announced=False)
    with pytest.raises(PermissionDenied):
        papers.ask_paper(decision, form="F16", format="docx", actor=scene.clerk, at=f.NOON)
    paper = papers.ask_paper(decision, form="F16", format="docx", actor=scene.staff, at=f.NOON)
    job = drawn(paper)

    assert may_see(job, scene.staff)
    assert not may_see(job, scene.clerk)
    client.force_login(scene.clerk)
    assert client.get(reverse("ratings:rating_paper", args=[paper.key])).status_code == 404
    client.force_login(f.make_account(Role.ORGANIZATION_STAFF, scene.province))
    response = client.get(reverse("ratings:rating_paper", args=[paper.key]))
    assert b"".join(response.streaming_content)[:2] == b"PK"
    response.close()
