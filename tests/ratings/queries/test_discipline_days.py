"""DISCIPLINED (rules 1.4, P44): the day of the decision and the year of the violation, for whomever it is of."""

from datetime import date

import pytest

from cadres.models import Discipline
from organizations.enums import Capacity, Level
from ratings.models import Rating
from ratings.queries.facts import verdicts_for
from reviews.models import Place
from reviews.services.campaigns import register_subjects
from tests import factories as f

pytestmark = pytest.mark.django_db


def finding(rating, rule):
    fresh = Rating.objects.select_related("subject__campaign").get(pk=rating.pk)
    return next(one for one in verdicts_for([fresh])[rating.pk].findings if one.rule == rule)


def rated(scene, whose):
    """The rating that such a discipline falls on, its owner, the trigger, and the record's fields."""
    if whose == "member":
        rating = f.make_rating(scene.deputy.subject, Capacity.MEMBER)
        return rating, "B11", {"person": scene.deputy.subject.person}
    if whose == "office":
        return scene.deputy, "D7c", {"person": scene.deputy.subject.person}
    if whose == "collective":
        return scene.whole, "C10", {"collective": scene.collective}
    (subject,) = register_subjects(
        scene.campaign, [scene.collective.organization], actor=scene.staff, at=f.NOON
    )
    Place.objects.filter(subject=subject).update(concluded_on=date(2021, 12, 6))
    rating = f.make_rating(subject, Capacity.ORGANIZATION)
    return rating, "A10", {"organization": scene.collective.organization}


DAYS = {
    "the last day of the year before": (date(2020, 12, 31), 2020, None, False),
    "the first day of the year": (date(2021, 1, 1), 2020, None, True),
    "the last day of the year": (date(2021, 12, 31), 2021, None, True),
    "between vote and signature, of this year": (date(2022, 1, 5), 2021, None, None),
    "the year after, of the year before": (date(2022, 1, 5), 2020, None, False),
    "of this year, counted already": (date(2021, 3, 1), 2020, 2020, False),
    "counted in this very year": (date(2021, 3, 1), 2020, 2021, True),
}


@pytest.mark.parametrize("whose", ["member", "office", "collective", "organization"])
@pytest.mark.parametrize("case", DAYS)
def test_a_discipline_counts_in_the_year_of_its_decision_and_once(scene, whose, case):
    decided_on, violated_in, counted_in, holds = DAYS[case]
    rating, rule, owner = rated(scene, whose)
    Discipline.objects.create(
        form="reprimand", decided_on=decided_on, violated_in=violated_in, counted_in=counted_in, **owner
    )

    assert finding(rating, rule).holds is holds


@pytest.mark.parametrize(("form", "holds"), [("reprimand", False), ("warning", True), ("removal", True)])
def test_of_its_members_a_collective_answers_for_warnings_and_more(scene, form, holds):
    person = scene.deputy.subject.person
    Discipline.objects.create(person=person, form=form, decided_on=date(2021, 5, 4), violated_in=2021)

    assert finding(scene.whole, "C11").holds is holds
    assert finding(scene.whole, "C10").holds is False
    assert finding(scene.whole, "C11").against(Level.FAIR) is holds
