"""Rút khỏi danh sách: who may take a line off, until when, and what becomes of the rest."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from ratings.enums import RatingState
from ratings.models import Withdrawal
from ratings.queries.sittings import may_be_listed
from ratings.rules.votes import Papers
from ratings.services import ballots, lines, sittings
from tests import factories as f
from tests.ratings import factories as rf

THREE = Papers(summoned=3, present=3, issued=3, returned=3, valid=3, invalid=0)
VOTED = "Đã có phiếu hoặc ý kiến về dòng này nên không rút được"


def withdraw(scene, sitting, rating, reason="Chưa đủ hồ sơ", actor=None):
    line = sitting.lines.get(rating=rating)
    return lines.withdraw_line(line, reason=reason, actor=actor or scene.staff, at=f.NOON)


def listed(sitting):
    return list(sitting.lines.order_by("position").values_list("rating", "position"))


@pytest.fixture
def sitting(scene):
    rf.appraise_all(scene)
    return rf.make_sitting(scene, open_it=False)


def refused(scene, sitting, words, **fields):
    """The withdrawal of the deputy's line is refused in these words, and nothing has changed."""
    before = listed(sitting)
    with pytest.raises(TransitionDenied, match=words):
        withdraw(scene, sitting, scene.deputy, **fields)
    assert listed(sitting) == before
    assert not Withdrawal.objects.exists()
    assert not AuditEntry.objects.filter(action="withdraw_line").exists()


@pytest.mark.parametrize("is_open", [False, True])
def test_a_line_taken_off_is_kept_with_its_reason_and_the_rest_close_up(scene, sitting, is_open):
    if is_open:
        sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)

    withdraw(scene, sitting, scene.head, reason=" Chờ kết luận thanh tra ")

    assert listed(sitting) == [(scene.whole.pk, 1), (scene.deputy.pk, 2), (scene.member.pk, 3)]
    [gone] = Withdrawal.objects.all()
    assert (gone.sitting, gone.rating, gone.reason) == (sitting, scene.head, "Chờ kết luận thanh tra")
    assert (gone.withdrawn_by, gone.withdrawn_at) == (scene.staff, f.NOON)
    entry = AuditEntry.objects.get(action="withdraw_line")
    assert (entry.actor, entry.before) == (scene.staff, "good")
    scene.head.refresh_from_db()
    assert scene.head.state == RatingState.APPRAISED
    assert list(may_be_listed(scene.campaign, scene.staff)) == [scene.head]


def test_whoever_was_taken_off_may_stand_on_another_list(scene, sitting):
    withdraw(scene, sitting, scene.deputy)
    scene.ratings = [scene.deputy]

    again = rf.make_sitting(scene, open_it=False)

    assert listed(again) == [(scene.deputy.pk, 1)]


def test_the_rest_of_the_list_is_concluded_as_if_he_had_never_stood_there(scene, sitting):
    withdraw(scene, sitting, scene.deputy)
    sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)
    sitting.refresh_from_db()
    rf.conclude_all(scene, sitting)

    for one in scene.ratings:
        one.refresh_from_db()
    concluded = [one for one in scene.ratings if one.state == RatingState.CONCLUDED]
    assert concluded == [scene.whole, scene.head, scene.member]
    assert scene.deputy.state == RatingState.APPRAISED


def test_a_reason_is_wanted(scene, sitting):
    refused(scene, sitting, "Ghi lý do rút khỏi danh sách.", reason="  ")


def test_once_a_member_has_spoken_the_line_stays(scene, sitting):
    sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)
    line = sitting.lines.get(rating=scene.deputy)
    lines.mark_line(line, mark="approve", level="", note="", actor=scene.members[0], at=f.NOON)

    refused(scene, sitting, VOTED)


def a_ballot(scene, sitting, *ratings):
    return ballots.create_ballot(
        sitting=sitting, ratings=list(ratings), name="Phiếu chung", actor=scene.staff, at=f.NOON
    )


def test_once_counts_are_typed_in_the_line_stays(scene, sitting):
    sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)
    ballot = a_ballot(scene, sitting, scene.deputy)
    count = rf.count_of([(scene.deputy, (0, 3, 0, 0))], THREE)
    ballots.enter_counts(ballot, count=count, version=1, actor=scene.staff, at=f.NOON)

    refused(scene, sitting, VOTED)


def test_a_printed_ballot_that_nobody_counted_goes_on_without_the_line(scene, sitting):
    sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)
    ballot = a_ballot(scene, sitting, scene.head, scene.deputy)

    withdraw(scene, sitting, scene.deputy)

    ballot.refresh_from_db()
    assert list(ballot.tallies.values_list("rating", flat=True)) == [scene.head.pk]
    assert ballot.version == 2  # a form opened before is refused


def test_a_ballot_about_the_line_alone_holds_it(scene, sitting):
    sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)
    ballot = a_ballot(scene, sitting, scene.deputy)

    refused(scene, sitting, "Phiếu “Phiếu chung” chỉ lấy ý kiến về dòng này nên không rút được.")
    assert ballot.tallies.count() == 1


def test_once_the_vote_is_closed_the_list_stands(scene, sitting):
    sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)

    refused(scene, sitting, "Không rút khỏi danh sách được: đã kiểm phiếu.")


def test_a_member_takes_nobody_off(scene, sitting):
    before = listed(sitting)

    with pytest.raises(PermissionDenied):
        withdraw(scene, sitting, scene.deputy, actor=scene.members[0])

    assert (listed(sitting), Withdrawal.objects.count()) == (before, 0)


@pytest.mark.parametrize("again", [True, False])
def test_the_table_holds_one_withdrawal_a_rating_and_never_without_a_reason(scene, sitting, again):
    gone = {"sitting": sitting, "withdrawn_by": scene.staff, "withdrawn_at": f.NOON}
    Withdrawal.objects.create(rating=scene.head, reason="Chưa đủ hồ sơ", **gone)
    broken = {"rating": scene.head, "reason": "Lần nữa"} if again else {"rating": scene.deputy, "reason": ""}

    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.create(**broken, **gone)
