"""Rules 1.2, 1.4 and 2 from the records to the round's list, on both sides of each day; none is left out."""

import ast
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from cadres.models import Standing
from organizations.enums import CollectiveType, OrganizationKind
from reviews.models import SelfReview, Subject
from reviews.services.campaigns import register_subjects
from tests.factories import DAY, make_collective, make_membership, make_organization, make_person, make_post
from tests.reviews.office import NOON, Office

pytestmark = pytest.mark.django_db
TESTS = Path(__file__).parents[2]
RULEBOOK = TESTS.parent / "fixtures" / "regulations" / "qd132-hd21.json"
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def member(office):
    person = make_person("Hà Văn Đắc")
    make_membership(person, office.cell)
    return person


def listed(office, person):
    """The person as the round's list has him, registered today."""
    (subject,) = register_subjects(office.campaign, [person], actor=office.staff, at=NOON)
    return subject


def where(subject):
    return [
        (place.code, place.label, place.is_compulsory) for place in subject.places.order_by("position", "pk")
    ]


def leads(office, person, *types, **fields):
    """Posts in new collectives of these types, the first the chief one."""
    made = []
    for number, kind in enumerate(types):
        body = make_collective(office.district, type=kind, name=f"Tập thể {number}")
        made.append(make_post(person, body, title=f"Chức danh {number}", is_main=number == 0, **fields))
    return made


# 1.2: who is reviewed


@pytest.mark.parametrize(("kind", "case"), [("exempt", "NR_EXEMPT"), ("suspended", "NR_SUSPENDED")])
@pytest.mark.parametrize(
    ("from_on", "to_on", "out"),
    [
        (DAY, None, True),
        (TOMORROW, None, False),
        (date(2021, 1, 1), DAY, True),
        (date(2021, 1, 1), YESTERDAY, False),
    ],
)
def test_exempt_or_suspended_on_the_day_is_not_reviewed(office, member, kind, case, from_on, to_on, out):
    Standing.objects.create(person=member, kind=kind, from_on=from_on, to_on=to_on)

    subject = listed(office, member)

    assert (subject.is_reviewed, subject.not_reviewed_case) == (not out, case if out else "")
    assert SelfReview.objects.filter(subject=subject).exists() is not out
    assert subject.places.exists() is not out


@pytest.mark.parametrize("joined_on", [DAY, date(2021, 6, 14), date(2000, 5, 19)])
def test_a_probationary_member_is_reviewed_from_the_day_of_admission(office, joined_on):
    person = make_person("Hà Thị Mơ", joined_on=joined_on)
    make_membership(person, office.cell, standing="probationary", from_on=joined_on)

    assert listed(office, person).is_reviewed


@pytest.mark.parametrize("kind", ["reduced", "study", "seconded", "abroad", "away"])
def test_who_is_away_or_does_less_is_reviewed_all_the_same(office, member, kind):
    Standing.objects.create(person=member, kind=kind, from_on=date(2021, 1, 1))

    assert listed(office, member).is_reviewed


# 2: where


def test_n1_a_member_without_office_in_his_cell(office, member):
    assert where(listed(office, member)) == [("N1", "Chi bộ Văn phòng", True)]


def test_n2_a_leader_in_his_cell_and_in_his_collective(office, member):
    leads(office, member, CollectiveType.DEPARTMENT)

    assert where(listed(office, member)) == [("N2", "Chi bộ Văn phòng", True), ("N2", "Tập thể 0", True)]


@pytest.mark.parametrize(
    ("from_on", "to_on", "held"),
    [
        (DAY, None, True),
        (TOMORROW, None, False),
        (date(2020, 1, 1), DAY, True),
        (date(2020, 1, 1), YESTERDAY, False),
    ],
)
def test_n2_counts_a_post_held_on_the_day(office, member, from_on, to_on, held):
    leads(office, member, CollectiveType.DEPARTMENT, from_on=from_on, to_on=to_on)

    subject = listed(office, member)

    assert [code for code, *_ in where(subject)] == (["N2", "N2"] if held else ["N1"])
    assert (subject.main_post is not None) is held


def test_n3_a_member_of_the_provinces_standing_committee_in_all_three(office, member):
    leads(office, member, CollectiveType.PROVINCE_STANDING, CollectiveType.DEPARTMENT)

    assert where(listed(office, member)) == [
        ("N3", "Chi bộ Văn phòng", True), ("N3", "Tập thể 0", True), ("N3", "Tập thể 1", True),
    ]  # fmt: skip


def test_n4_a_member_of_a_districts_standing_committee_in_all_three(office, member):
    leads(office, member, CollectiveType.DEPARTMENT, CollectiveType.DIRECT_STANDING)

    assert where(listed(office, member)) == [
        ("N4", "Chi bộ Văn phòng", True), ("N4", "Tập thể 1", True), ("N4", "Tập thể 0", True),
    ]  # fmt: skip


def test_n6_a_member_of_a_party_group_there_and_in_the_leadership(office, member):
    leads(office, member, CollectiveType.PARTY_GROUP, CollectiveType.DEPARTMENT)

    assert [code for code, *_ in where(listed(office, member))] == ["N6", "N6", "N6"]


def test_n7_a_member_of_a_base_committee_there(office, member):
    leads(office, member, CollectiveType.BASE_STANDING)

    assert where(listed(office, member)) == [("N7", "Chi bộ Văn phòng", True), ("N7", "Tập thể 0", True)]


def test_n8_with_three_posts_only_the_chief_one_is_compulsory_with_two_both(office, member):
    leads(office, member, *[CollectiveType.DEPARTMENT] * 3)
    two = make_person("Hà Văn Hai")
    make_membership(two, office.cell)
    leads(office, two, *[CollectiveType.DEPARTMENT] * 2)

    assert where(listed(office, member)) == [
        ("N8", "Chi bộ Văn phòng", True), ("N8", "Tập thể 0", True), ("N8", "Tập thể 1", False),
        ("N8", "Tập thể 2", False),
    ]  # fmt: skip
    assert [(code, must) for code, _, must in where(listed(office, two))] == [("N2", True)] * 3


@pytest.mark.parametrize(("from_on", "code"), [(DAY, "N9"), (TOMORROW, "N7")])
def test_n9_suspended_from_his_committee_in_his_cell_alone(office, member, from_on, code):
    leads(office, member, CollectiveType.BASE_STANDING)
    Standing.objects.create(person=member, kind="committee_suspended", from_on=from_on)

    found = where(listed(office, member))

    assert {one for one, *_ in found} == {code}
    assert len(found) == (1 if code == "N9" else 2)


@pytest.mark.parametrize(
    ("from_on", "to_on", "guest"),
    [
        (DAY, None, True),
        (TOMORROW, None, False),
        (date(2021, 1, 1), DAY, True),
        (date(2021, 1, 1), YESTERDAY, False),
    ],
)
def test_n10_a_guest_is_reviewed_at_home_the_other_cell_comments(office, member, from_on, to_on, guest):
    other = make_organization(office.district, OrganizationKind.CELL, name="Chi bộ nhà máy")
    make_membership(member, other, kind="temporary", from_on=from_on, to_on=to_on)

    comment = [("N10", "Chi bộ nhà máy", False)] if guest else []
    assert where(listed(office, member)) == [("N1", "Chi bộ Văn phòng", True), *comment]


def test_n11_a_leader_outside_the_party_in_his_collective_alone(office):
    person = make_person("Trần Văn Ngoài", joined_on=None)
    leads(office, person, CollectiveType.DEPARTMENT)

    assert where(listed(office, person)) == [("N11", "Tập thể 0", True)]


def test_one_person_has_one_self_review_however_many_places(office, member):
    leads(office, member, *[CollectiveType.DEPARTMENT] * 3)

    listed(office, member)

    assert Subject.objects.filter(person=member).count() == 1
    assert SelfReview.objects.filter(subject__person=member).count() == 1


# Every special case has its test: rules 1.2, 1.4, 2, 3.4, 4 and P38–P44

HERE = "reviews/services/test_special_cases.py"
FACTS = "ratings/queries/test_special_facts.py"
PEOPLE = "deadlines/services/test_late_people.py"
CONFERENCES, WRITTEN = "reviews/services/test_conferences.py", "reviews/rules/test_completeness.py"
ANSWERED = "test_each_shortcoming_of_last_year_must_be_answered_and_then_graded"
RULES = "reviews/rules/test_places.py"
OUT = "test_exempt_or_suspended_on_the_day_is_not_reviewed"
RECORDED = "test_a_recorded_case_holds_on_the_last_day_of_the_year"
TESTED = {
    # 1.2
    "CN_DANG_VIEN": (HERE, "test_n1_a_member_without_office_in_his_cell"),
    "CN_LDQL": (HERE, "test_n2_a_leader_in_his_cell_and_in_his_collective"),
    "CN_CUV_DINH_CHI": (HERE, "test_n9_suspended_from_his_committee_in_his_cell_alone"),
    "EX_MIEN": (HERE, OUT),
    "EX_DINH_CHI": (HERE, OUT),
    "NEW_LT6M": (HERE, "test_a_probationary_member_is_reviewed_from_the_day_of_admission"),
    "ABSENT": (CONFERENCES, "test_one_who_was_absent_is_not_concluded_and_has_a_reason"),
    # 1.4
    "NR_EXEMPT": (FACTS, RECORDED),
    "NR_SUSPENDED": (FACTS, RECORDED),
    "LEFT": (PEOPLE, "test_who_is_on_the_rolls_no_more_is_not_reviewed"),
    "PAUSED": (FACTS, "test_paused_gives_no_level"),
    "IN_TRANSFER": (FACTS, RECORDED),
    "NR_ORG_LT6M": ("ratings/queries/test_facts.py", "test_six_months_are_counted_to_that_day"),
    "NR_MEMBER_LT6M": (FACTS, "test_a_member_is_rated_from_six_months_after_admission_on_the_day_looked_at"),
    "OFFICER_LT6M": (FACTS, "test_an_office_of_less_than_six_months_is_not_rated"),
    "NR_NOT_REVIEWED": (FACTS, "test_who_is_not_reviewed_yet_is_not_rated_yet"),
    "CAP_SICK_3M": (FACTS, "test_sick_for_three_months_in_all_caps_the_level"),
    "MATERNITY": (FACTS, "test_exemption_is_looked_at_before_maternity"),
    "TRANSFERRED": (FACTS, "test_transferred_the_old_cells_comment_is_due_from_six_months_there"),
    "TEMP_ACTIVITY": (FACTS, "test_temporary_activity_that_cells_comment_is_due_while_he_is_there"),
    "AWAY": (FACTS, RECORDED),
    "REDUCED": (FACTS, RECORDED),
    "PROBATIONARY": (FACTS, "test_probationary_is_rated_and_says_that_he_has_no_vote"),
    "COMMITTEE_SUSPENDED": (FACTS, RECORDED),
    "HEAD_NEWLY_MOVED": (FACTS, "test_a_head_newly_come_waits_for_the_former_units_comment"),
    "MULTI_OFFICE": (FACTS, "test_several_offices_are_one_level_for_the_authority"),
    "ORG_MOVED": (FACTS, "test_a_body_handed_over_within_the_year_has_the_former_superiors_comment"),
    "STUDY_12M": (FACTS, "test_who_studies_at_the_years_end_waits_for_the_schools_comment"),
    "SECONDED": (FACTS, RECORDED),
    "HEAD_FROM_ELSEWHERE": (FACTS, "test_a_head_newly_come_waits_for_the_former_units_comment"),
    "ABROAD": (FACTS, RECORDED),
    "RATINGS_APART": (FACTS, "test_two_ratings_of_one_person_more_than_a_level_apart_are_remarked_on"),
    # 2
    "N1": (HERE, "test_n1_a_member_without_office_in_his_cell"),
    "N2": (HERE, "test_n2_counts_a_post_held_on_the_day"),
    "N3": (HERE, "test_n3_a_member_of_the_provinces_standing_committee_in_all_three"),
    "N4": (HERE, "test_n4_a_member_of_a_districts_standing_committee_in_all_three"),
    "N5": (RULES, "test_places_of_a_person"),  # no record says who sits in a committee and not in its standing one
    "N6": (HERE, "test_n6_a_member_of_a_party_group_there_and_in_the_leadership"),
    "N7": (HERE, "test_n7_a_member_of_a_base_committee_there"),
    "N8": (HERE, "test_n8_with_three_posts_only_the_chief_one_is_compulsory_with_two_both"),
    "N9": (HERE, "test_n9_suspended_from_his_committee_in_his_cell_alone"),
    "N10": (HERE, "test_n10_a_guest_is_reviewed_at_home_the_other_cell_comments"),
    "N11": (HERE, "test_n11_a_leader_outside_the_party_in_his_collective_alone"),
    "N12": (RULES, "test_places_of_a_person"),  # no record names a tổ đảng
    # 3.4 and 4
    "SUGGEST": (WRITTEN, "test_each_point_of_guidance_must_be_answered"),
    "SEND_DRAFT": ("reviews/rules/test_order.py", "test_a_draft_three_working_days_ahead_is_in_time"),
    "DRAFT_INDIVIDUAL": (HERE, "test_one_person_has_one_self_review_however_many_places"),
    "SESSION_COLLECTIVE": ("reviews/rules/test_order.py", "test_warnings_about_the_order"),
    "SESSION_INDIVIDUAL": (CONFERENCES, "test_the_page_offers_the_collective_first_then_its_head"),
    "SESSION_CHIBO": (CONFERENCES, "test_the_cell_is_not_concluded_by_the_collective"),
    "REMEDY_PLAN": (WRITTEN, ANSWERED),
    # P38–P44
    "P38": (
        "deadlines/services/test_dossiers.py",
        "test_whoever_is_no_civil_servant_owes_neither_that_rating_nor_the_comment_of_his_street",
    ),
    "P39": ("ratings/rules/test_engine.py", "test_the_civil_rating_and_the_best_level"),
    "P40": (HERE, "test_a_probationary_member_is_reviewed_from_the_day_of_admission"),
    "P41": (FACTS, "test_exemption_is_looked_at_before_maternity"),
    "P42": (PEOPLE, "test_papers_on_the_way_leave_him_where_he_is_until_the_new_cell_has_them"),
    "P43": (FACTS, "test_who_studies_at_the_years_end_waits_for_the_schools_comment"),
    "P44": (PEOPLE, "test_a_discipline_and_going_away_are_said_without_the_form"),
}  # fmt: skip


@pytest.mark.parametrize("code", TESTED)
def test_every_special_case_names_a_test_that_is_there(code):
    path, name = TESTED[code]
    tree = ast.parse((TESTS / path).read_text("utf-8"))

    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_no_case_and_no_place_of_the_regulation_is_without_a_test():
    book = json.loads(RULEBOOK.read_text("utf-8"))

    assert {one["code"] for one in (*book["cases"], *book["places"])} <= set(TESTED)
