"""Every special case of rules 1.2, 1.4, 2, 3.4 and 4 and of P38–P45, P108 has a test, and none is left out."""

import ast
import json
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
RULEBOOK = TESTS.parent / "fixtures" / "regulations" / "qd132-hd21.json"
SPECIAL = "reviews/services/test_special_cases.py"
EARLIER, HANDED_IN = "reviews/services/test_refinements.py", "reviews/services/test_self_reviews.py"
STEPS = "reviews/services/test_steps.py"
ORDER, PROGRAMME = "reviews/rules/test_order.py", "reviews/rules/test_programme.py"
LETTERS, PLANNED = "reviews/services/test_guidance.py", "reviews/services/test_conference_plans.py"
FACTS = "ratings/queries/test_special_facts.py"
PEOPLE = "deadlines/services/test_late_people.py"
CONFERENCES, WRITTEN = "reviews/services/test_conferences.py", "reviews/rules/test_completeness.py"
ANSWERED = "test_each_shortcoming_of_last_year_must_be_answered_and_then_graded"
DISCIPLINED = "ratings/queries/test_discipline_days.py"
TEN_DAYS = "test_whoever_suggested_something_comes_and_his_letter_came_ten_working_days_before"
OUT = "test_exempt_or_suspended_on_the_day_is_not_reviewed"
RECORDED = "test_a_recorded_case_holds_on_the_last_day_of_the_year"
TESTED = {
    # 1.2
    "CN_DANG_VIEN": (SPECIAL, "test_n1_a_member_without_office_in_his_cell"),
    "CN_LDQL": (SPECIAL, "test_n2_a_leader_in_his_cell_and_in_his_collective"),
    "CN_CUV_DINH_CHI": (SPECIAL, "test_n9_suspended_from_his_committee_in_his_cell_alone"),
    "EX_MIEN": (SPECIAL, OUT),
    "EX_DINH_CHI": (SPECIAL, OUT),
    "NEW_LT6M": (SPECIAL, "test_a_probationary_member_is_reviewed_from_the_day_of_admission"),
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
    "MATERNITY": (FACTS, "test_maternity_within_the_year_is_told_and_caps_nothing"),
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
    "DISCIPLINED": (DISCIPLINED, "test_a_discipline_counts_in_the_year_of_its_decision_and_once"),
    "RATINGS_APART": (FACTS, "test_two_ratings_of_one_person_more_than_a_level_apart_are_remarked_on"),
    # 2
    "N1": (SPECIAL, "test_n1_a_member_without_office_in_his_cell"),
    "N2": (SPECIAL, "test_n2_counts_a_post_held_on_the_day"),
    "N3": (SPECIAL, "test_n3_a_member_of_the_provinces_standing_committee_in_all_three"),
    "N4": (SPECIAL, "test_n4_a_member_of_a_districts_standing_committee_in_all_three"),
    "N5": (SPECIAL, "test_n5_of_a_committee_and_not_of_its_standing_one_in_his_agency_alone"),
    "N6": (SPECIAL, "test_n6_a_member_of_a_party_group_there_and_in_the_leadership"),
    "N7": (SPECIAL, "test_n7_a_member_of_a_base_committee_there"),
    "N8": (SPECIAL, "test_n8_with_three_posts_only_the_chief_one_is_compulsory_with_two_both"),
    "N9": (SPECIAL, "test_n9_suspended_from_his_committee_in_his_cell_alone"),
    "N10": (SPECIAL, "test_n10_a_guest_is_reviewed_at_home_the_other_cell_comments"),
    "N11": (SPECIAL, "test_n11_a_leader_outside_the_party_in_his_collective_alone"),
    "N12": (SPECIAL, "test_n12_a_group_goes_before_its_cell_and_is_no_place_of_its_own"),
    # 3.4
    "3.4 who suggests": (LETTERS, "test_a_letter_never_goes_sideways"),
    "3.4 who prepares": (LETTERS, "test_the_province_neither_writes_nor_sends_in_a_district_s_name"),
    "3.4 compulsory": (WRITTEN, "test_a_complete_self_review_misses_nothing"),  # and that without any letter
    "3.4 answered": (WRITTEN, "test_each_point_of_guidance_must_be_answered"),
    "3.4 attended": (PROGRAMME, "test_what_is_said_of_a_conference_to_come"),
    "3.4 form": (LETTERS, "test_what_the_register_cannot_hold_is_refused"),
    "3.4 deadline": (CONFERENCES, TEN_DAYS),
    # 4
    "PLAN": (EARLIER, "test_a_commune_may_take_the_districts_day_and_not_the_day_after"),
    "SUGGEST": (CONFERENCES, TEN_DAYS),
    "DRAFT_COLLECTIVE": (HANDED_IN, "test_the_clerk_submits_the_report_of_the_collective"),
    "CONSULT": (
        "reviews/views/test_conference_plans.py",
        "test_consult_who_gave_his_opinion_on_the_draft_is_kept_and_shown",
    ),
    "SEND_DRAFT": (PROGRAMME, "test_what_is_said_of_a_conference_to_come"),
    "DRAFT_INDIVIDUAL": (SPECIAL, "test_one_person_has_one_self_review_however_many_places"),
    "ASSIGN_ATTENDEES": (PLANNED, "test_who_may_come_from_above_is_who_looks_after_the_committee_on_the_day"),
    "SESSION_COLLECTIVE": (ORDER, "test_warnings_about_the_order"),
    "SESSION_INDIVIDUAL": (CONFERENCES, "test_the_page_offers_the_collective_first_then_its_head"),
    "ORDER_BODIES": (STEPS, "test_order_bodies_committee_and_council_meet_in_either_order"),
    "ORDER_PLACES": (STEPS, "test_order_places_cell_and_collective_review_him_in_either_order"),
    "SESSION_CHIBO": ("reviews/test_minutes.py", "test_a_cell_with_a_committee_hears_the_committee_first"),
    "MINUTES": (CONFERENCES, "test_what_cannot_be_is_refused_with_a_sentence"),
    "FINALIZE": ("reviews/services/test_completion.py", "test_its_day_lies_between_the_last_conference_and_today"),
    "TO_RATING": ("ratings/services/test_proposals.py", "test_rating_starts_on_the_day_of_the_review_at_once"),
    "REMEDY_PLAN": (WRITTEN, ANSWERED),
    # P38–P45, P108
    "P38": ("deadlines/rules/test_residence.py", "test_whose_street_is_asked_about_him"),
    "P38 in the dossier": (
        "deadlines/services/test_dossiers.py",
        "test_who_is_excused_on_the_day_owes_his_rating_and_no_word_of_his_street",
    ),
    "P39": ("ratings/rules/test_engine.py", "test_the_civil_rating_and_the_best_level"),
    "P40": (SPECIAL, "test_a_probationary_member_is_reviewed_from_the_day_of_admission"),
    "P40 another paper": (
        "reviews/views/test_writing.py", "test_who_is_on_probation_is_told_that_the_other_paper_is_another",
    ),
    "P41": (FACTS, "test_exemption_is_looked_at_before_maternity"),
    "P42": (PEOPLE, "test_papers_on_the_way_leave_him_where_he_is_until_the_new_cell_has_them"),
    "P43": (FACTS, "test_who_studies_at_the_years_end_waits_for_the_schools_comment"),
    "P44": (DISCIPLINED, "test_a_discipline_counts_in_the_year_of_its_decision_and_once"),
    "P44 gone": (PEOPLE, "test_a_discipline_and_going_away_are_said_without_the_form"),
    "P45": (WRITTEN, "test_a_complete_self_review_misses_nothing"),  # and no target is asked of anybody
    "P45 commitment": (
        "reviews/services/test_review_papers.py",
        "test_a_commitment_is_a_persons_and_stands_in_the_queue_beside_his_self_review",
    ),
    "P108": (FACTS, "test_sick_for_three_months_in_all_caps_the_level"),
}  # fmt: skip


@pytest.mark.parametrize("code", TESTED)
def test_every_special_case_names_a_test_that_is_there(code):
    path, name = TESTED[code]
    tree = ast.parse((TESTS / path).read_text("utf-8"))

    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_no_case_no_place_and_no_step_of_the_regulation_is_without_a_test():
    book = json.loads(RULEBOOK.read_text("utf-8"))

    assert {one["code"] for one in (*book["cases"], *book["places"], *book["steps"])} <= set(TESTED)
