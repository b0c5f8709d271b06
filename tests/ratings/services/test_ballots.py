"""Counts: sums that agree, a second person, a second ballot as its own row."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from organizations.enums import Role
from organizations.workflow import StaleVersion, TransitionDenied
from ratings.enums import BallotState
from ratings.models import Ballot
from ratings.queries.votes import home_votes
from ratings.rules.votes import Papers
from ratings.services import ballots
from tests import factories as f
from tests.ratings import factories as rf


def prepared(scene, *ratings):
    return ballots.create_ballot(
        conference=scene.conference,
        ratings=ratings or [scene.whole],
        name="Đề nghị xếp loại",
        actor=scene.clerk,
        at=f.NOON,
    )


def enter(scene, ballot, rows, papers=rf.ELEVEN, version=1, actor=None):
    ballots.enter_counts(
        ballot, count=rf.count_of(rows, papers), version=version, actor=actor or scene.clerk, at=f.NOON
    )
    ballot.refresh_from_db()


def test_the_outcome_is_counted_from_the_top(scene):
    rf.count_home(scene, [(scene.whole, (2, 9, 0, 0))])

    vote = home_votes([scene.whole])[scene.whole.pk]

    assert vote.words == "Mức quá bán: Hoàn thành tốt nhiệm vụ (cộng dồn 11/11)"
    assert vote.short == "Từ HTTNV trở lên: 11/11"


def test_twelve_votes_of_eleven_are_refused_and_nothing_is_written(scene):
    ballot = prepared(scene)

    with pytest.raises(TransitionDenied) as denied:
        enter(scene, ballot, [(scene.whole, (2, 10, 0, 0))])

    ballot.refresh_from_db()
    assert denied.value.sentences == (
        f"{scene.whole.subject}: Tổng bốn mức (12) lớn hơn số phiếu hợp lệ (11)",
    )
    assert (ballot.state, ballot.entered_at, ballot.version) == (BallotState.PREPARED, None, 1)
    assert ballot.tallies.get().counts == (0, 0, 0, 0)


def test_every_wrong_sum_is_said_at_once(scene):
    ballot = prepared(scene, scene.whole, scene.head)
    papers = Papers(summoned=10, present=11, issued=11, returned=11, valid=10, invalid=0)

    with pytest.raises(TransitionDenied) as denied:
        enter(scene, ballot, [(scene.whole, (2, 9, 0, 0)), (scene.head, (9, 9, 0, 0))], papers)

    assert len(denied.value.sentences) == 4


THIRTEEN = Papers(summoned=13, present=13, issued=11, returned=11, valid=11, invalid=0)


def test_a_count_of_more_people_than_the_conference_had_is_refused(scene):
    ballot = prepared(scene)

    with pytest.raises(TransitionDenied) as denied:
        enter(scene, ballot, [(scene.whole, (2, 9, 0, 0))], THIRTEEN)

    ballot.refresh_from_db()
    assert denied.value.sentences == (
        "Số triệu tập (13) lớn hơn số triệu tập của hội nghị (11)",
        "Số có mặt (13) lớn hơn số có mặt của hội nghị (11)",
    )
    assert (ballot.state, ballot.entered_at) == (BallotState.PREPARED, None)


def test_a_count_is_not_confirmed_against_a_conference_changed_meanwhile(scene):
    ballot = prepared(scene)
    enter(scene, ballot, [(scene.whole, (2, 9, 0, 0))])
    scene.conference.present_count = 9
    scene.conference.save()

    with pytest.raises(TransitionDenied) as denied:
        ballots.check_counts(ballot, version=ballot.version, actor=scene.checker, at=f.NOON)

    ballot.refresh_from_db()
    assert denied.value.sentences == ("Số có mặt (11) lớn hơn số có mặt của hội nghị (9)",)
    assert (ballot.state, ballot.checked_by) == (BallotState.ENTERED, None)


def test_the_one_who_typed_the_figures_never_checks_them(scene):
    ballot = prepared(scene)
    enter(scene, ballot, [(scene.whole, (2, 9, 0, 0))])

    with pytest.raises(TransitionDenied, match="một đồng chí khác"):
        ballots.check_counts(ballot, version=ballot.version, actor=scene.clerk, at=f.NOON)

    ballot.refresh_from_db()
    assert (ballot.state, ballot.checked_by) == (BallotState.ENTERED, None)


def test_the_database_itself_refuses_the_same_person_twice(scene):
    ballot = prepared(scene)
    enter(scene, ballot, [(scene.whole, (2, 9, 0, 0))])

    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(state=BallotState.COUNTED, checked_by=scene.clerk)


def test_figures_changed_meanwhile_are_looked_at_again(scene):
    ballot = prepared(scene)
    enter(scene, ballot, [(scene.whole, (2, 9, 0, 0))])
    seen = ballot.version
    enter(scene, ballot, [(scene.whole, (3, 8, 0, 0))], version=seen)

    with pytest.raises(TransitionDenied, match="vừa được sửa"):
        ballots.check_counts(ballot, version=seen, actor=scene.checker, at=f.NOON)

    ballot.refresh_from_db()
    assert ballot.state == BallotState.ENTERED


def test_an_old_page_does_not_overwrite_newer_figures(scene):
    ballot = prepared(scene)
    enter(scene, ballot, [(scene.whole, (2, 9, 0, 0))])

    with pytest.raises(StaleVersion):
        enter(scene, ballot, [(scene.whole, (9, 2, 0, 0))], version=1)

    assert ballot.tallies.get().counts == (2, 9, 0, 0)


def test_counted_figures_are_not_written_over(scene):
    ballot = rf.count_home(scene, [(scene.whole, (2, 9, 0, 0))])
    ballot.refresh_from_db()

    for version in (1, ballot.version):  # a page opened before the check, and one saved once more after it
        with pytest.raises(TransitionDenied, match="đã được người thứ hai kiểm tra"):
            enter(scene, ballot, [(scene.whole, (9, 2, 0, 0))], version=version)

    ballot.refresh_from_db()
    assert (ballot.state, ballot.checked_by) == (BallotState.COUNTED, scene.checker)
    assert ballot.tallies.get().counts == (2, 9, 0, 0)


def test_the_checker_sends_the_figures_back_with_the_place(scene):
    ballot = prepared(scene)
    enter(scene, ballot, [(scene.whole, (2, 9, 0, 0))])

    ballots.return_counts(ballot, note="Dòng 1: biên bản ghi 3", actor=scene.checker, at=f.NOON)

    ballot.refresh_from_db()
    assert (ballot.state, ballot.check_note) == (BallotState.CLOSED, "Dòng 1: biên bản ghi 3")


def test_a_second_ballot_is_its_own_row_and_speaks_last(scene):
    first = rf.count_home(scene, [(scene.whole, (5, 6, 0, 0))])
    second = rf.count_home(scene, [(scene.whole, (8, 3, 0, 0))])

    assert (first.round, second.round) == (1, 2)
    assert home_votes([scene.whole])[scene.whole.pk].short == "HTXSNV: 8/11"
    first.refresh_from_db()
    assert first.tallies.get().counts == (5, 6, 0, 0)


def test_a_clerk_of_another_district_counts_nothing_here(scene):
    ballot = prepared(scene)
    stranger = f.make_account(Role.UNIT_CLERK, f.make_organization())

    with pytest.raises(PermissionDenied):
        enter(scene, ballot, [(scene.whole, (2, 9, 0, 0))], actor=stranger)

    ballot.refresh_from_db()
    assert ballot.entered_at is None
