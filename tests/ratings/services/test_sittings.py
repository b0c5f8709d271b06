"""The organ decides: marks, paper, ceiling, conclusions; the page never picks anybody."""

from datetime import date

import pytest

from organizations.enums import Level, Role
from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from ratings.enums import RatingState, SittingState
from ratings.models import MemberMark, Sitting, SittingLine, TitleGroup
from ratings.queries.ceilings import group_statuses
from ratings.queries.votes import sitting_votes
from ratings.rules.votes import Papers
from ratings.services import ballots, groups, lines, sittings
from ratings.services.ratings import pause_rating, resume_rating
from reviews.models import Subject
from tests import factories as f
from tests.ratings import factories as rf

THREE = Papers(summoned=3, present=3, issued=3, returned=3, valid=3, invalid=0)


def level_map(scene, **levels):
    return {one.pk: Level.GOOD for one in scene.ratings} | {
        getattr(scene, name).pk: level for name, level in levels.items()
    }


def grouped(scene, *ratings):
    group = f.make_group(campaign=scene.campaign)
    for rating in ratings:
        rating.group = group
        rating.save(update_fields=["group"])
    return group


def line_of(sitting, rating):
    return sitting.lines.get(rating=rating)


def status_of(sitting):
    lines = list(sitting.lines.select_related("rating"))
    return group_statuses(sitting, lines, sitting_votes(sitting, lines))[0]


def test_the_list_stands_in_protocol_order_and_rows_move(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene, open_it=False)
    names = [str(line.rating.subject) for line in sitting.lines.all()]
    assert names[1:] == ["Quách Đình Lự", "Bùi Đức Khải", "Đinh Thị Quyên"]

    lines.move_line(line_of(sitting, scene.member), up=True, actor=scene.staff, at=f.NOON)

    assert [line.rating_id for line in sitting.lines.all()] == [
        one.pk for one in (scene.whole, scene.head, scene.member, scene.deputy)
    ]


def next_year(scene, *things):
    """The round of 2022 with the same persons and bodies, and somebody new; all of them appraised."""
    campaign = f.make_campaign(
        regulation=scene.campaign.regulation, year=2022, name="Đợt kiểm điểm năm 2022", state="draft"
    )
    rows = []
    for position, thing in enumerate(things, start=1):
        body = {"collective": thing} if thing == scene.collective else {"person": thing}
        subject = f.make_subject(**body, unit=scene.unit, campaign=campaign, position=position)
        rows.append(f.make_rating(subject, state=RatingState.APPRAISED, appraised_level=Level.GOOD))
    return campaign, rows


def test_the_order_staff_put_right_is_kept_for_next_year(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene, open_it=False)
    lines.move_line(line_of(sitting, scene.member), up=True, actor=scene.staff, at=f.NOON)
    people = [one.subject.person for one in (scene.head, scene.deputy, scene.member)]
    scene.campaign, scene.ratings = next_year(
        scene, scene.collective, people[0], f.make_person("Lò Văn Mới"), people[1], people[2]
    )

    again = rf.make_sitting(scene, open_it=False)

    names = [str(line.rating.subject) for line in again.lines.select_related("rating__subject")]
    assert names == [
        scene.collective.name, "Quách Đình Lự", "Lò Văn Mới", "Đinh Thị Quyên", "Bùi Đức Khải",
    ]  # fmt: skip


def test_what_is_not_appraised_is_not_put_before_the_organ(scene):
    with pytest.raises(TransitionDenied, match="Chưa thẩm định"):
        rf.make_sitting(scene)

    assert not SittingLine.objects.exists()


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("ministry", "Ngành dọc quyết định"),
        ("central", "Trung ương quyết định"),
        ("delegated", "Được ủy quyền"),
        ("lower", "Cấp dưới quyết định"),
    ],
)
def test_what_another_decides_is_not_put_before_the_standing_committee(scene, route, words):
    rf.appraise_all(scene)
    for one in (scene.whole, scene.deputy):
        Subject.objects.filter(pk=one.subject_id).update(route=route)

    with pytest.raises(TransitionDenied) as denied:
        rf.make_sitting(scene)

    assert denied.value.sentences == (
        "Ban Thường vụ Tỉnh ủy không quyết định xếp loại nên không đưa vào danh sách trình: "
        f"{scene.whole.subject} ({words}), {scene.deputy.subject} ({words}). Đề nghị bỏ chọn.",
    )
    assert not Sitting.objects.exists()
    assert not SittingLine.objects.exists()
    assert not AuditEntry.objects.filter(action="prepare_sitting").exists()


def test_opening_freezes_the_groups(scene):
    group = grouped(scene, scene.head)
    rf.appraise_all(scene)
    rf.make_sitting(scene)
    group.refresh_from_db()

    with pytest.raises(TransitionDenied, match="đã khóa"):
        groups.save_group(
            scene.campaign,
            group=group,
            name="Tên khác",
            capacity="office",
            ratings=[scene.head, scene.deputy],
            actor=scene.staff,
            at=f.NOON,
        )

    group.refresh_from_db()
    assert (group.name, group.ratings.count()) == ("Bí thư cấp ủy trực thuộc", 1)


def test_nobody_is_drawn_out_of_a_frozen_group_by_a_new_one(scene):
    frozen = grouped(scene, scene.head)
    rf.appraise_all(scene)
    rf.make_sitting(scene)

    with pytest.raises(TransitionDenied, match="đã khóa hoặc đã có kết luận"):
        groups.save_group(
            scene.campaign,
            group=None,
            name="Nhóm mới",
            capacity="office",
            ratings=[scene.head, scene.deputy],
            actor=scene.staff,
            at=f.NOON,
        )

    assert list(TitleGroup.objects.all()) == [frozen]
    assert [one.pk for one in frozen.ratings.all()] == [scene.head.pk]


def test_nobody_marks_his_own_line(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    account = scene.deputy.subject.person.account
    f.add_role(account, Role.STANDING_MEMBER, scene.province)

    with pytest.raises(TransitionDenied, match="chính mình"):
        lines.mark_line(
            line_of(sitting, scene.deputy), mark="approve", level="", note="", actor=account, at=f.NOON
        )

    assert not MemberMark.objects.exists()


def test_an_objection_says_why(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = line_of(sitting, scene.deputy)

    with pytest.raises(TransitionDenied, match="Ghi nội dung"):
        lines.mark_line(line, mark="object", level="fair", note=" ", actor=scene.members[0], at=f.NOON)

    assert not MemberMark.objects.exists()


def test_the_journal_never_tells_what_was_marked(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = line_of(sitting, scene.deputy)
    lines.mark_line(line, mark="object", level="fair", note="Chậm", actor=scene.members[0], at=f.NOON)

    entry = AuditEntry.objects.get(action="mark_line")
    assert (entry.before, entry.after, entry.note) == ("", "", "")


def test_after_the_count_no_mark_is_taken(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)

    with pytest.raises(TransitionDenied):
        lines.mark_line(
            line_of(sitting, scene.deputy),
            mark="approve",
            level="",
            note="",
            actor=scene.members[0],
            at=f.NOON,
        )

    assert not MemberMark.objects.exists()


def paper(scene, sitting, rows, papers, check=True):
    ballot = ballots.create_ballot(
        sitting=sitting, ratings=[one for one, _n in rows], name="Phiếu", actor=scene.staff, at=f.NOON
    )
    ballots.enter_counts(ballot, count=rf.count_of(rows, papers), version=1, actor=scene.staff, at=f.NOON)
    ballot.refresh_from_db()
    if check:
        ballots.check_counts(ballot, version=ballot.version, actor=scene.other_staff, at=f.NOON)
    return ballot


def test_accounts_and_paper_count_alike_in_one_sitting(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = line_of(sitting, scene.deputy)
    lines.mark_line(line, mark="approve", level="", note="", actor=scene.members[0], at=f.NOON)
    two = Papers(summoned=3, present=2, issued=2, returned=2, valid=2, invalid=0)
    paper(scene, sitting, [(scene.deputy, (0, 1, 1, 0))], two)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)

    vote = sitting_votes(sitting, [line])[line.pk]

    assert list(vote.counts.values()) == [0, 2, 1, 0]
    assert vote.short == "HTTNV: 2/3"


def test_paper_that_nobody_checked_keeps_the_sitting_open(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    paper(scene, sitting, [(scene.deputy, (0, 3, 0, 0))], THREE, check=False)

    with pytest.raises(TransitionDenied, match="người thứ hai"):
        sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)

    sitting.refresh_from_db()
    assert sitting.state == SittingState.OPEN


def test_over_the_ceiling_the_page_lists_in_protocol_order_and_stops(scene):
    grouped(scene, scene.head, scene.deputy, scene.member)
    levels = level_map(scene, deputy=Level.EXCELLENT, member=Level.EXCELLENT)
    rf.appraise_all(scene, levels=levels)
    sitting = rf.make_sitting(scene)
    paper(scene, sitting, [(scene.deputy, (2, 1, 0, 0)), (scene.member, (3, 0, 0, 0))], THREE)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)

    status = status_of(sitting)

    assert status.sentence == (
        "Hoàn thành tốt nhiệm vụ trở lên: 3, trong đó tối đa 0 được xếp loại Hoàn thành xuất sắc nhiệm vụ"
        " (20%, làm tròn xuống); đã đề nghị 2, vượt 2"
    )
    assert [(str(one.line.rating.subject), one.vote.for_excellent) for one in status.highest] == [
        ("Bùi Đức Khải", 2),
        ("Đinh Thị Quyên", 3),
    ]


def test_over_the_ceiling_nothing_is_concluded_without_the_meetings_own_reason(scene):
    group = grouped(scene, scene.head, scene.deputy, scene.member)
    rf.appraise_all(scene, levels=level_map(scene, deputy=Level.EXCELLENT))
    sitting = rf.make_sitting(scene)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    for line in sitting.lines.all():
        rf.conclude(scene, line, Level(line.submitted_level))

    with pytest.raises(TransitionDenied, match="Đề nghị hội nghị quyết định"):
        sittings.conclude_sitting(sitting, over_reasons={}, actor=scene.staff, at=f.NOON)
    sitting.refresh_from_db()
    scene.deputy.refresh_from_db()
    assert (sitting.state, scene.deputy.state) == (SittingState.COUNTED, RatingState.APPRAISED)

    reasons = {group.key: "Hội nghị biểu quyết 11/11"}
    sittings.conclude_sitting(sitting, over_reasons=reasons, actor=scene.staff, at=f.NOON)
    scene.deputy.refresh_from_db()
    assert scene.deputy.concluded_level == Level.EXCELLENT
    assert TitleGroup.objects.get().over_reason == "Hội nghị biểu quyết 11/11"


def test_a_head_is_not_concluded_above_his_collective(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    rf.conclude(scene, line_of(sitting, scene.whole), Level.FAIR, "Giao rà soát")

    with pytest.raises(TransitionDenied, match="người đứng đầu không xếp loại cao hơn"):
        rf.conclude(scene, line_of(sitting, scene.head), Level.GOOD)

    assert line_of(sitting, scene.head).concluded_level == ""


def test_a_level_other_than_the_submitted_needs_a_reason(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)

    with pytest.raises(TransitionDenied, match="ghi lý do"):
        rf.conclude(scene, line_of(sitting, scene.deputy), Level.FAIR, reason="")

    assert line_of(sitting, scene.deputy).concluded_level == ""


def test_a_paused_line_stays_paused_and_the_others_are_concluded(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    lines.pause_line(
        line_of(sitting, scene.member),
        organ="Ủy ban Kiểm tra Tỉnh ủy",
        on=date(2021, 12, 10),
        note="Đang kiểm tra",
        actor=scene.staff,
        at=f.NOON,
    )
    rf.conclude_all(scene, sitting)

    for one in scene.ratings:
        one.refresh_from_db()
    assert [one.state for one in scene.ratings] == [RatingState.CONCLUDED] * 3 + [RatingState.PAUSED]
    assert (scene.member.paused_by, scene.member.paused_on) == ("Ủy ban Kiểm tra Tỉnh ủy", date(2021, 12, 10))
    paused = line_of(sitting, scene.member)
    assert (paused.is_paused, paused.reason, paused.asked_by) == (
        True, "Đang kiểm tra", "Ủy ban Kiểm tra Tỉnh ủy",
    )  # fmt: skip
    resume_rating(scene.member, note="Kết luận số 10", actor=scene.staff, at=f.NOON)
    scene.member.refresh_from_db()
    assert scene.member.state == RatingState.APPRAISED


def test_a_pause_names_its_organ(scene):
    with pytest.raises(TransitionDenied, match="cơ quan đang xem xét"):
        pause_rating(scene.deputy, organ=" ", on=f.DAY, actor=scene.staff, at=f.NOON)

    scene.deputy.refresh_from_db()
    assert scene.deputy.state == RatingState.OPEN
