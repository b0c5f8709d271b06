"""The special cases of rules 1.4 as the records have them: each with the days on either side of its limit."""

from datetime import date

import pytest

from cadres.models import Leave, Membership, Person, Post
from cadres.models import Standing as Recorded
from organizations.enums import Capacity, Level, OrganizationKind
from organizations.models import OrganizationChange
from ratings.enums import RatingState
from ratings.models import Rating
from ratings.queries.facts import reading_of, verdicts_for
from reviews.models import Place
from reviews.rules.regulation import CommentFrom, Standing
from tests import factories as f

pytestmark = pytest.mark.both
LAST, NEXT = date(2021, 12, 31), date(2022, 1, 1)


@pytest.fixture
def member(scene):
    """A cadre's rating as a member; he sits in a cell since 2015."""
    subject = scene.deputy.subject
    scene.cell = f.make_organization(kind=OrganizationKind.CELL, name="Chi bộ xóm Đoài")
    scene.seat = f.make_membership(subject.person, scene.cell)
    return f.make_rating(subject, Capacity.MEMBER)


def facts(rating):
    fresh = Rating.objects.select_related("subject__campaign").get(pk=rating.pk)
    return reading_of([fresh]).facts[rating.pk]


def verdict(rating):
    fresh = Rating.objects.select_related("subject__campaign").get(pk=rating.pk)
    return verdicts_for([fresh])[rating.pk]


def cases(rating):
    """The codes of the special cases that hold."""
    return {one.rule for one in verdict(rating).findings if one.effect and one.holds}


def record(rating, kind, from_on, to_on=None):
    Recorded.objects.create(person=rating.subject.person, kind=kind, from_on=from_on, to_on=to_on)


@pytest.mark.parametrize(
    ("from_on", "left_on", "due"),
    [
        (date(2021, 1, 15), date(2021, 7, 14), True),  # six months to the day
        (date(2021, 1, 15), date(2021, 7, 13), False),
        (date(2015, 1, 1), date(2021, 1, 1), True),
        (date(2015, 1, 1), date(2020, 12, 31), False),  # it moved the year before
        (date(2015, 1, 1), date(2022, 1, 1), False),  # it moves the year after
    ],
)
def test_transferred_the_old_cells_comment_is_due_from_six_months_there(member, scene, from_on, left_on, due):
    Membership.objects.filter(pk=scene.seat.pk).update(from_on=from_on, to_on=left_on, end_reason="moved")
    f.make_membership(member.subject.person, f.make_organization(kind=OrganizationKind.CELL), from_on=left_on)

    assert (CommentFrom.FORMER_CELL in facts(member).comments_due) is due
    assert ("TRANSFERRED" in cases(member)) is due
    assert (Standing.TRANSFERRED in facts(member).standings) is (left_on.year == 2021)


@pytest.mark.parametrize("reason", ["merged"])
def test_transferred_is_nobody_whose_cell_was_merged_into_another(member, scene, reason):
    Membership.objects.filter(pk=scene.seat.pk).update(to_on=date(2021, 7, 1), end_reason=reason)

    assert facts(member).comments_due == frozenset()
    assert "TRANSFERRED" not in cases(member)


@pytest.mark.parametrize(
    ("from_on", "to_on", "holds"),
    [
        (date(2021, 6, 1), None, True),
        (LAST, None, True),
        (NEXT, None, False),
        (date(2021, 6, 1), LAST, True),
        (date(2021, 6, 1), date(2021, 12, 30), False),
    ],
)
def test_temporary_activity_that_cells_comment_is_due_while_he_is_there(member, from_on, to_on, holds):
    guest = f.make_organization(kind=OrganizationKind.CELL, name="Chi bộ nhà máy")
    f.make_membership(member.subject.person, guest, kind="temporary", from_on=from_on, to_on=to_on)

    assert (CommentFrom.TEMPORARY_CELL in facts(member).comments_due) is holds
    assert ("TEMP_ACTIVITY" in cases(member)) is holds
    assert verdict(member).highest is not None


def test_probationary_is_rated_and_says_that_he_has_no_vote(member, scene):
    assert "PROBATIONARY" not in cases(member)
    Membership.objects.filter(pk=scene.seat.pk).update(standing="probationary")

    finding = next(one for one in verdict(member).findings if one.rule == "PROBATIONARY")
    assert (finding.text, finding.bars) == ("Đảng viên dự bị: được xếp loại, không biểu quyết", False)
    assert verdict(member).highest is not None


@pytest.mark.parametrize(("joined_on", "rated"), [(date(2021, 6, 6), True), (date(2021, 6, 7), False)])
def test_a_member_is_rated_from_six_months_after_admission_on_the_day_looked_at(member, joined_on, rated):
    Place.objects.filter(subject=member.subject).update(concluded_on=date(2021, 12, 6))
    Person.objects.filter(pk=member.subject.person_id).update(joined_on=joined_on, official_on=None)

    assert ("NR_MEMBER_LT6M" not in cases(member)) is rated


@pytest.mark.parametrize(
    ("from_on", "to_on", "due"),
    [
        (date(2021, 1, 4), None, True),
        (date(2021, 9, 6), LAST, True),
        (date(2020, 1, 1), date(2021, 12, 30), False),  # over before the year's end
        (NEXT, None, False),
    ],
)
def test_who_studies_at_the_years_end_waits_for_the_schools_comment(member, from_on, to_on, due):
    record(member, "study", from_on, to_on)

    assert (CommentFrom.SCHOOL in facts(member).comments_due) is due
    assert ("STUDY_12M" in cases(member)) is due


@pytest.mark.parametrize(
    ("moved_on", "due"),
    [(date(2020, 12, 31), False), (date(2021, 1, 1), True), (LAST, True), (NEXT, False)],
)
def test_a_body_handed_over_within_the_year_has_the_former_superiors_comment(scene, moved_on, due):
    OrganizationChange.objects.create(
        organization=scene.collective.organization, kind="move", other=scene.province, before="Đảng bộ A",
        after="Đảng bộ B", effective_on=moved_on, number="12-QĐ/TU", reason="Sắp xếp", recorded_by=scene.staff,
        recorded_at=f.NOON,
    )  # fmt: skip

    assert (CommentFrom.FORMER_SUPERIOR in facts(scene.whole).comments_due) is due
    assert ("ORG_MOVED" in cases(scene.whole)) is due
    assert CommentFrom.FORMER_SUPERIOR not in facts(scene.head).comments_due


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        ("exempt", "NR_EXEMPT"),
        ("suspended", "NR_SUSPENDED"),
        ("in_transfer", "IN_TRANSFER"),
        ("away", "AWAY"),
        ("abroad", "ABROAD"),
        ("reduced", "REDUCED"),
        ("committee_suspended", "COMMITTEE_SUSPENDED"),
        ("seconded", "SECONDED"),
    ],
)
@pytest.mark.parametrize(
    ("from_on", "to_on", "holds"),
    [
        (LAST, None, True),
        (NEXT, None, False),
        (date(2021, 2, 1), LAST, True),
        (date(2021, 2, 1), date(2021, 12, 30), False),
    ],
)
def test_a_recorded_case_holds_on_the_last_day_of_the_year(member, kind, case, from_on, to_on, holds):
    record(member, kind, from_on, to_on)

    assert (case in cases(member)) is holds
    barred = case in {"NR_EXEMPT", "NR_SUSPENDED", "IN_TRANSFER"} and holds
    assert (verdict(member).highest is None) is barred


@pytest.mark.parametrize(
    ("from_on", "to_on", "due"),
    [(LAST, None, True), (NEXT, None, False), (date(2021, 2, 1), date(2021, 12, 30), False)],
)
def test_a_head_newly_come_waits_for_the_former_units_comment(scene, from_on, to_on, due):
    record(scene.head, "newly_moved_head", from_on, to_on)

    assert ({"HEAD_NEWLY_MOVED", "HEAD_FROM_ELSEWHERE"} <= cases(scene.head)) is due
    assert (CommentFrom.FORMER_UNIT in facts(scene.head).comments_due) is due


@pytest.mark.parametrize(
    ("slips", "capped"),
    [
        ([(date(2021, 2, 1), date(2021, 4, 30))], True),
        ([(date(2021, 2, 1), date(2021, 4, 29))], False),
        ([(date(2021, 2, 3), date(2021, 3, 20)), (date(2021, 8, 2), date(2021, 9, 30))], True),
    ],
)
def test_sick_for_three_months_in_all_caps_the_level(member, slips, capped):
    for from_on, to_on in slips:
        Leave.objects.create(person=member.subject.person, kind="sick", from_on=from_on, to_on=to_on)

    assert ("CAP_SICK_3M" in cases(member)) is capped


@pytest.mark.parametrize(
    ("from_on", "to_on", "told"),
    [
        (date(2020, 7, 1), date(2020, 12, 31), False),
        (date(2020, 7, 2), date(2021, 1, 1), True),
        (LAST, date(2022, 6, 30), True),
        (NEXT, date(2022, 6, 30), False),
    ],
)
def test_maternity_within_the_year_is_told_and_caps_nothing(member, from_on, to_on, told):
    person = member.subject.person
    before = verdict(member).highest
    Leave.objects.create(person=person, kind="maternity", from_on=from_on, to_on=to_on)

    assert ("MATERNITY" in cases(member)) is told
    assert verdict(member).highest == before


def test_exemption_is_looked_at_before_maternity(member):
    Leave.objects.create(
        person=member.subject.person, kind="maternity", from_on=date(2021, 9, 1), to_on=date(2022, 2, 28)
    )
    assert cases(member) >= {"MATERNITY"}

    record(member, "exempt", date(2021, 9, 1))
    assert verdict(member).reason == "Được miễn công tác và sinh hoạt đảng: không kiểm điểm, không xếp loại"


@pytest.mark.parametrize(("from_on", "short"), [(date(2021, 6, 6), False), (date(2021, 6, 7), True)])
def test_an_office_of_less_than_six_months_is_not_rated(scene, from_on, short):
    subject = scene.deputy.subject
    Place.objects.filter(subject=subject).update(concluded_on=date(2021, 12, 6))
    Post.objects.filter(pk=subject.main_post_id).update(from_on=from_on)

    assert ("OFFICER_LT6M" in cases(scene.deputy)) is short


def test_several_offices_are_one_level_for_the_authority(scene):
    person = scene.deputy.subject.person
    assert "MULTI_OFFICE" not in cases(scene.deputy)

    f.make_post(person, scene.collective, is_main=False, title="Trưởng ban")
    assert "MULTI_OFFICE" in cases(scene.deputy)


def test_paused_gives_no_level(scene):
    Rating.objects.filter(pk=scene.deputy.pk).update(
        state=RatingState.PAUSED, paused_by="Ủy ban Kiểm tra", paused_on=f.DAY, paused_from="open"
    )
    assert verdict(scene.deputy).reason == "Tạm dừng xếp loại, chờ kết luận của cơ quan có thẩm quyền"


def test_who_is_not_reviewed_yet_is_not_rated_yet(scene):
    Place.objects.filter(subject=scene.deputy.subject).update(concluded_on=None)
    assert "NR_NOT_REVIEWED" in cases(scene.deputy)


@pytest.mark.parametrize(("other", "apart"), [("good", False), ("fair", True)])
def test_two_ratings_of_one_person_more_than_a_level_apart_are_remarked_on(member, scene, other, apart):
    Rating.objects.filter(pk=scene.deputy.pk).update(proposed_level=other, state=RatingState.PROPOSED)

    finding = next(one for one in verdict(member).findings if one.rule == "RATINGS_APART")
    assert finding.against(Level.EXCELLENT) is apart
