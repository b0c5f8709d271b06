"""Twenty at once: one check, one mark a member, one announcement."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connections

from organizations.models import Account, AuditEntry
from organizations.workflow import TransitionDenied
from ratings.enums import BallotState
from ratings.models import Ballot, MemberMark, SittingLine
from ratings.services import ballots, sittings
from tests import factories as f
from tests.ratings import factories as rf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
TWENTY = 20


@pytest.fixture
def scene(transactional_db, settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    return rf.make_scene()


def at_once(act):
    """Twenty threads; what each came to."""

    def run(number):
        try:
            act(number)
        except (TransitionDenied, OperationalError) as refused:
            return type(refused).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(TWENTY) as pool:
        return list(pool.map(run, range(TWENTY)))


def test_twenty_checks_of_one_ballot_make_one(scene):
    ballot = ballots.create_ballot(
        conference=scene.conference, ratings=[scene.whole], name="Phiếu", actor=scene.clerk, at=f.NOON
    )
    ballots.enter_counts(
        ballot, count=rf.count_of([(scene.whole, (2, 9, 0, 0))]), version=1, actor=scene.clerk, at=f.NOON
    )
    version = Ballot.objects.get(pk=ballot.pk).version

    results = at_once(
        lambda _number: ballots.check_counts(
            Ballot.objects.get(pk=ballot.pk),
            version=version,
            actor=Account.objects.get(pk=scene.checker.pk),
            at=f.NOON,
        )
    )

    assert results.count("done") == 1
    assert Ballot.objects.get(pk=ballot.pk).state == BallotState.COUNTED
    assert AuditEntry.objects.filter(action="check_counts").count() == 1


def test_twenty_approvals_of_one_member_are_one_mark(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = sitting.lines.first()

    results = at_once(
        lambda _number: sittings.mark_line(
            SittingLine.objects.get(pk=line.pk),
            mark="approve",
            level="",
            note="",
            actor=Account.objects.get(pk=scene.members[0].pk),
            at=f.NOON,
        )
    )

    assert "done" in results
    assert MemberMark.objects.filter(line=line).count() == 1
