"""What the engine is told: every dated fact read once, with the true days."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cadres import models as cadres
from organizations.enums import Grade, Level
from organizations.models import PeerRating
from ratings.enums import AssessmentState, AssessorKind, RatingState
from ratings.models import Assessment, CriterionGrade, Rating
from ratings.queries.facts import reading_of, verdicts_for
from ratings.rules import facts as known
from reviews.models import Place, Section, SelfReview, Shortcoming, Target
from reviews.rules.regulation import CommentFrom, DisciplineForm, Offender, Standing
from tests import factories as f
from tests.ratings import factories as rf

pytestmark = pytest.mark.both


def facts(rating):
    return reading_of([Rating.objects.get(pk=rating.pk)]).facts[rating.pk]


def test_the_day_looked_at_is_that_of_the_last_act(scene):
    Place.objects.update(concluded_on=None)
    assert facts(scene.whole).reference_on == date(2021, 12, 31)
    Place.objects.update(concluded_on=date(2021, 12, 6))
    assert facts(scene.whole).reference_on == date(2021, 12, 6)
    Rating.objects.update(proposed_on=date(2021, 12, 8))
    assert facts(scene.whole).reference_on == date(2021, 12, 8)
    Rating.objects.update(state=RatingState.APPRAISED, appraised_level=Level.GOOD)
    rf.make_sitting(scene, open_it=False)
    assert facts(scene.whole).reference_on == f.DAY


def test_six_months_are_counted_to_that_day(scene):
    scene.collective.founded_on = date(2021, 6, 7)
    scene.collective.save()
    case = next(one for one in verdicts_for([scene.whole])[scene.whole.pk].findings if one.bars)
    assert dict(case.figures) == {"since": "07/6/2021", "reference": "06/12/2021"}
    scene.collective.founded_on = date(2021, 6, 6)
    scene.collective.save()
    scene.whole = Rating.objects.get(pk=scene.whole.pk)
    assert not any(one.bars for one in verdicts_for([scene.whole])[scene.whole.pk].findings)


def test_a_collective_answers_for_its_members_earliest_first(scene):
    person, year = scene.deputy.subject.person, {"violated_in": 2021}
    cadres.Discipline.objects.create(
        person=person, form="warning", decided_on=date(2021, 9, 1), counted_in=2020, **year
    )
    cadres.Discipline.objects.create(
        collective=scene.collective, form="reprimand", decided_on=date(2021, 3, 1), **year
    )
    stranger = f.make_person("Người ngoài")
    cadres.Discipline.objects.create(person=stranger, form="removal", decided_on=date(2021, 1, 5), **year)

    assert facts(scene.whole).disciplines == (
        known.Discipline(
            decided_on=date(2021, 3, 1),
            violation_year=2021,
            form=DisciplineForm.REPRIMAND,
            offender=Offender.SELF,
        ),
        known.Discipline(
            decided_on=date(2021, 9, 1),
            violation_year=2021,
            form=DisciplineForm.WARNING,
            offender=Offender.MEMBER,
            counted_before=True,
        ),
    )
    assert [one.offender for one in facts(scene.deputy).disciplines] == [Offender.SELF]
    assert facts(scene.head).disciplines == ()


def test_leave_and_standing_of_the_year_and_the_comment_of_a_school(scene):
    person = scene.deputy.subject.person
    sick = {"person": person, "kind": "sick"}
    cadres.Leave.objects.create(**sick, from_on=date(2020, 12, 1), to_on=date(2021, 2, 10))
    cadres.Leave.objects.create(**sick, from_on=date(2020, 1, 1), to_on=date(2020, 12, 31))
    cadres.Leave.objects.create(
        person=person, kind="maternity", from_on=date(2021, 5, 1), to_on=date(2021, 6, 1)
    )
    cadres.Standing.objects.create(person=person, kind="study", from_on=date(2021, 9, 5))
    cadres.Standing.objects.create(
        person=person, kind="abroad", from_on=date(2021, 1, 5), to_on=date(2021, 3, 1)
    )
    f.make_post(person, f.make_collective(), is_main=False)

    found = facts(scene.deputy)

    assert found.sick_leave == (known.Days(from_on=date(2020, 12, 1), to_on=date(2021, 2, 10)),)
    assert found.standings == {Standing.STUDYING, Standing.MATERNITY, Standing.SEVERAL_OFFICES}
    assert found.comments_due == {CommentFrom.SCHOOL}
    assert facts(scene.head).comments_due == frozenset()


def test_who_is_seconded_reduced_or_newly_moved_stands_so_and_others_comment(scene):
    person = scene.deputy.subject.person
    for kind in ("seconded", "reduced", "newly_moved_head"):
        cadres.Standing.objects.create(person=person, kind=kind, from_on=date(2021, 6, 1))

    found = facts(scene.deputy)

    assert found.standings == {Standing.SECONDED, Standing.REDUCED, Standing.HEAD_NEWLY_MOVED}
    assert found.comments_due == {CommentFrom.HOST, CommentFrom.FORMER_UNIT}


@pytest.mark.parametrize("reason", ["died", "expelled", "struck_off", "resigned"])
def test_who_left_the_rolls_within_the_year_is_rated_no_more(scene, reason):
    person, cell = scene.deputy.subject.person, f.make_organization()
    there = f.make_membership(person, cell, to_on=date(2022, 1, 1), end_reason=reason)
    assert Standing.LEFT not in facts(scene.deputy).standings

    there.to_on = date(2021, 12, 31)
    there.save()

    assert Standing.LEFT in facts(scene.deputy).standings
    verdict = verdicts_for([scene.deputy])[scene.deputy.pk]
    assert (verdict.highest, verdict.reason) == (
        None,
        "Không còn trong danh sách đảng viên, cán bộ: không kiểm điểm, không xếp loại",
    )
    assert Standing.LEFT not in facts(scene.head).standings


@pytest.mark.parametrize(("reason", "case"), [("moved", {Standing.TRANSFERRED}), ("merged", set())])
def test_who_moved_to_another_cell_is_still_rated(scene, reason, case):
    cell = f.make_organization()
    f.make_membership(scene.deputy.subject.person, cell, to_on=date(2021, 3, 1), end_reason=reason)
    assert facts(scene.deputy).standings == case


def test_who_was_taken_in_again_is_rated(scene):
    person, cell = scene.deputy.subject.person, f.make_organization()
    f.make_membership(person, cell, to_on=date(2019, 3, 1), end_reason="struck_off")
    f.make_membership(person, cell, from_on=date(2020, 3, 1))
    assert facts(scene.deputy).standings == frozenset()


def test_what_no_record_says_is_unknown_not_false(scene):
    found = facts(scene.whole)
    assert (found.concluded, found.subordinates, found.points) == (None, None, None)
    waiting = {one.rule for one in verdicts_for([scene.whole])[scene.whole.pk].unknown}
    assert {"C8a", "C8b", "C4"} <= waiting


def target(scene, planned, actual, **fields):
    Target.objects.create(
        collective=scene.collective, year=2021, text="Chỉ tiêu", planned=planned, actual=actual, **fields
    )


def test_targets_count_once_both_figures_are_there(scene):
    assert facts(scene.whole).targets is None
    target(scene, Decimal("10.00"), Decimal("10.00"), is_main=True)
    target(scene, Decimal("9.50"), Decimal("10.25"))
    target(scene, Decimal("100.00"), Decimal("99.90"), force_majeure=True)
    target(scene, Decimal("5.00"), None)
    assert facts(scene.whole).targets == known.Targets(
        share=Fraction(2, 3), main_all_met=True, force_majeure=True
    )
    target(scene, Decimal("2.00"), Decimal("1.00"), is_main=True)
    assert facts(scene.whole).targets == known.Targets(
        share=Fraction(1, 2), main_all_met=False, force_majeure=False
    )


def test_the_civil_rating_is_asked_of_civil_servants_alone(scene):
    person = scene.head.subject.person
    assert facts(scene.head).civil is None
    cadres.Person.objects.filter(pk=person.pk).update(is_civil_servant=True)
    assert facts(scene.head).civil == known.CivilRating(level=None)
    cadres.CivilRating.objects.create(person=person, year=2021, level="good", period="năm 2021")
    cadres.CivilRating.objects.create(person=person, year=2020, level="fair")
    assert facts(scene.head).civil == known.CivilRating(level=Level.GOOD, period="năm 2021")


def assessed(scene, kind, state=AssessmentState.CONFIRMED, **grades):
    row = Assessment.objects.create(
        rating=scene.whole, kind=kind, typed_by=scene.clerk, typed_at=f.NOON, state=state,
        confirmed_at=f.NOON, confirmed_how="screen",
    )  # fmt: skip
    for code, grade in grades.items():
        CriterionGrade.objects.create(assessment=row, criterion=code.replace("_", "."), grade=grade)


def test_the_highest_grader_speaks_and_a_draft_says_nothing(scene):
    review = SelfReview.objects.get(subject=scene.whole.subject)
    Section.objects.create(review=review, code="TT.ND.2", grade=Grade.GOOD)
    own = facts(scene.whole)
    assert own.grader == "tự đánh giá"
    assert own.grades == {"TT.II.1": Grade.GOOD, "TT.II.2": Grade.GOOD}
    SelfReview.objects.update(state="draft")
    assert (facts(scene.whole).grader, facts(scene.whole).grades) == ("", {})

    assessed(scene, AssessorKind.HOME, TT_III=Grade.GOOD)
    assessed(scene, AssessorKind.AUTHORITY, state=AssessmentState.TYPED, TT_III=Grade.POOR)
    home = facts(scene.whole)
    assert (home.grader, home.grades) == ("tập thể lãnh đạo nơi công tác", {"TT.III": Grade.GOOD})
    assessed(scene, AssessorKind.ORGANIZATION_COMMITTEE, TT_III=Grade.EXCELLENT)
    assert facts(scene.whole).grades == {"TT.III": Grade.EXCELLENT}


def test_a_head_stands_under_his_collective_by_the_regulations_word(scene):
    rf.propose(scene, (scene.whole, Level.GOOD))
    found = facts(scene.head)
    assert found.headships == (
        known.SuperiorLevel(name="tập thể", level=Level.GOOD),
        known.SuperiorLevel(name="Đảng bộ huyện Đồng Khê", level=None),
    )
    assert facts(scene.deputy).headships == ()
    row = Rating.objects.get(pk=scene.head.pk)
    told = reading_of([row], inside=True, levels={scene.whole.pk: Level.FAIR}).facts[row.pk]
    assert told.headships[0] == known.SuperiorLevel(name="tập thể", level=Level.FAIR)


def test_bodies_of_the_same_level_belong_to_an_organisation(scene):
    PeerRating.objects.create(
        organization=scene.collective.organization, year=2021, body="Ủy ban nhân dân huyện", level="good"
    )
    assert facts(scene.whole).peer_bodies == ()


def test_four_ratings_ask_as_much_as_one(scene, django_assert_num_queries):
    Shortcoming.objects.create(collective=scene.collective, year=2021, text="Chậm xử lý")
    rows = list(Rating.objects.select_related("subject__campaign__regulation"))
    verdicts_for(rows)
    for some in (rows[:1], rows):
        with django_assert_num_queries(3):
            verdicts_for(some)
