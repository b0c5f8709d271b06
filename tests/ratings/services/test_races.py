"""Twenty at once: one check, one mark a member, one announcement."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connections

from organizations.models import Account, AuditEntry
from organizations.workflow import TransitionDenied
from ratings.enums import BallotState, SittingState
from ratings.models import Ballot, MemberMark, Sitting, SittingLine, Withdrawal
from ratings.services import ballots, lines, sittings
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.services.test_sittings import THREE, paper

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
        except (TransitionDenied, OperationalError, SittingLine.DoesNotExist) as refused:
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
        lambda _number: lines.mark_line(
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


def withdraw(scene, line):
    """One of the staff takes the line off the list."""
    return lines.withdraw_line(
        SittingLine.objects.get(pk=line.pk),
        reason="Chưa đủ hồ sơ",
        actor=Account.objects.get(pk=scene.staff.pk),
        at=f.NOON,
    )


def test_twenty_withdrawals_of_one_line_are_one(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = sitting.lines.get(rating=scene.head)

    results = at_once(lambda _number: withdraw(scene, line))

    assert results.count("done") == 1
    assert [one.rating for one in Withdrawal.objects.all()] == [scene.head]
    assert list(sitting.lines.values_list("rating", "position")) == [
        (scene.whole.pk, 1), (scene.deputy.pk, 2), (scene.member.pk, 3),
    ]  # fmt: skip


def test_a_line_is_withdrawn_or_spoken_to_never_both(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = sitting.lines.get(rating=scene.head)

    def act(number):
        if number % 2:
            return withdraw(scene, line)
        return lines.mark_line(
            SittingLine.objects.get(pk=line.pk),
            mark="approve",
            level="",
            note="",
            actor=Account.objects.get(pk=scene.members[0].pk),
            at=f.NOON,
        )

    at_once(act)

    spoken = MemberMark.objects.count()
    assert (Withdrawal.objects.count(), sitting.lines.filter(pk=line.pk).count()) in (
        [(1, 0)] if not spoken else [(0, 1)]
    )


def test_a_vote_is_closed_or_its_count_opened_again_never_both(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    ballot = paper(scene, sitting, [(scene.head, (0, 3, 0, 0))], THREE)

    def act(number):
        staff = Account.objects.get(pk=scene.staff.pk)
        if number % 2:
            return sittings.count_sitting(Sitting.objects.get(pk=sitting.pk), actor=staff, at=f.NOON)
        found = Ballot.objects.select_related("sitting").get(pk=ballot.pk)
        return ballots.reopen_counts(found, reason="Gõ nhầm", actor=staff, at=f.NOON)

    results = at_once(act)

    sitting.refresh_from_db()
    ballot.refresh_from_db()
    assert results.count("done") == 1
    assert (sitting.state, ballot.state) in [
        (SittingState.COUNTED, BallotState.COUNTED),
        (SittingState.OPEN, BallotState.CLOSED),
    ]
