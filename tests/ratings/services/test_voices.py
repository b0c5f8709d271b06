"""One member, one voice: from his account or on paper; what was wrong is put right before the vote is closed."""

import pytest

from organizations.enums import Level
from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from ratings.enums import BallotState, SittingState
from ratings.models import MemberMark
from ratings.queries.votes import sitting_votes
from ratings.services import ballots, lines, sittings
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.services.test_sittings import THREE, Papers, line_of, paper


def too_many(scene):
    """A member spoke from his account and on paper."""
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = line_of(sitting, scene.deputy)
    lines.mark_line(line, mark="approve", level="", note="", actor=scene.members[0], at=f.NOON)
    return sitting, line, paper(scene, sitting, [(scene.deputy, (0, 3, 0, 0))], THREE)


def test_more_voices_than_members_are_refused(scene):
    sitting, line, _ballot = too_many(scene)

    with pytest.raises(TransitionDenied) as denied:
        sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)

    sitting.refresh_from_db()
    assert sitting.state == SittingState.OPEN
    assert denied.value.sentences == (
        f"{line}: 01 ý kiến từ tài khoản và 03 phiếu giấy, nhiều hơn 03 ủy viên.",
        sittings.WAY_OUT,
    )


def test_a_member_takes_back_his_mark_until_the_vote_is_closed(scene):
    sitting, line, _ballot = too_many(scene)

    lines.take_back_mark(line, actor=scene.members[0], at=f.NOON)

    assert AuditEntry.objects.filter(action="take_back_mark", target_key=line.key).count() == 1
    with pytest.raises(TransitionDenied, match="chưa có ý kiến"):
        lines.take_back_mark(line, actor=scene.members[0], at=f.NOON)
    lines.mark_line(
        line_of(sitting, scene.head), mark="approve", level="", note="", actor=scene.members[0], at=f.NOON
    )
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    with pytest.raises(TransitionDenied, match="Không rút lại ý kiến được"):
        lines.take_back_mark(line_of(sitting, scene.head), actor=scene.members[0], at=f.NOON)
    assert list(sitting_votes(sitting, [line])[line.pk].counts.values()) == [0, 3, 0, 0]
    assert MemberMark.objects.get().line == line_of(sitting, scene.head)


def test_a_wrong_count_is_opened_again_and_checked_anew(scene):
    sitting, _line, ballot = too_many(scene)

    ballots.reopen_counts(ballot, reason="Thu vào 2, gõ nhầm 3", actor=scene.staff, at=f.NOON)

    ballot.refresh_from_db()
    assert (ballot.state, ballot.checked_by, ballot.checked_at) == (BallotState.CLOSED, None, None)
    assert ballot.check_note == "Thu vào 2, gõ nhầm 3"
    entry = AuditEntry.objects.get(action="reopen_counts", target_key=ballot.key)
    assert (entry.actor, entry.before, entry.after) == (scene.staff, "counted", "closed")
    with pytest.raises(TransitionDenied, match="người thứ hai"):
        sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    two = Papers(summoned=3, present=2, issued=2, returned=2, valid=2, invalid=0)
    count = rf.count_of([(scene.deputy, (0, 1, 1, 0))], two)
    ballots.enter_counts(ballot, count=count, version=ballot.version, actor=scene.staff, at=f.NOON)
    ballot.refresh_from_db()
    ballots.check_counts(ballot, version=ballot.version, actor=scene.other_staff, at=f.NOON)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    sitting.refresh_from_db()
    assert sitting.state == SittingState.COUNTED


def test_counts_are_not_opened_again_without_a_reason_or_after_the_vote(scene):
    sitting, line, ballot = too_many(scene)
    lines.take_back_mark(line, actor=scene.members[0], at=f.NOON)

    with pytest.raises(TransitionDenied, match="Ghi lý do"):
        ballots.reopen_counts(ballot, reason=" ", actor=scene.staff, at=f.NOON)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    with pytest.raises(TransitionDenied, match="Không mở lại số liệu được"):
        ballots.reopen_counts(ballot, reason="Gõ nhầm", actor=scene.staff, at=f.NOON)

    ballot.refresh_from_db()
    assert (ballot.state, ballot.checked_by) == (BallotState.COUNTED, scene.other_staff)


def test_a_sitting_calls_no_more_than_its_members(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    four = Papers(summoned=4, present=3, issued=3, returned=3, valid=3, invalid=0)

    with pytest.raises(TransitionDenied) as denied:
        paper(scene, sitting, [(scene.deputy, (0, 3, 0, 0))], four)

    assert denied.value.sentences == ("Số triệu tập (4) lớn hơn số ủy viên của phiên họp (3)",)


def test_a_conclusion_against_the_vote_needs_its_reason(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = line_of(sitting, scene.deputy)
    paper(scene, sitting, [(scene.deputy, (0, 1, 2, 0))], THREE)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)

    with pytest.raises(TransitionDenied) as denied:
        rf.conclude(scene, line, Level.GOOD, reason=" ")
    line.refresh_from_db()
    assert [(one.box, one) for one in denied.value.sentences] == [
        (
            "reason",
            "Mức “Hoàn thành tốt nhiệm vụ” khác kết quả biểu quyết (Từ HTNV trở lên: 3/3). Ghi lý do.",
        )
    ]
    assert line.concluded_level == ""

    rf.conclude(scene, line, Level.GOOD, reason="Hội nghị thảo luận, thống nhất theo mức trình")
    line.refresh_from_db()
    assert line.concluded_level == Level.GOOD


def test_a_second_ballot_speaks_alone(scene):
    sitting, line, _ballot = too_many(scene)
    paper(scene, sitting, [(scene.deputy, (1, 2, 0, 0))], THREE)

    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)

    assert list(sitting_votes(sitting, [line])[line.pk].counts.values()) == [1, 2, 0, 0]
