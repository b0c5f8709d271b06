"""The page about one subject: what is said openly, and what the level in question fulfils."""

from datetime import date

import pytest

from cadres.models import PastRating, Standing
from organizations.enums import Level
from ratings.models import Rating
from ratings.queries.pages import summary_of
from reviews.models import Shortcoming, Target
from tests.ratings import factories as rf

pytestmark = pytest.mark.both


def fresh(rating):
    return Rating.objects.get(pk=rating.pk)


def test_one_page_holds_targets_shortcomings_and_three_years(scene):
    mine = {"collective": scene.collective}
    for planned, actual in ((10, 10), (10, 9), (5, None)):
        Target.objects.create(**mine, year=2021, text="Chỉ tiêu", planned=planned, actual=actual)
    for year, text, state in ((2021, "Hai", "not_yet"), (2020, "Cũ", "done"), (2020, "Cũ nữa", "doing")):
        Shortcoming.objects.create(**mine, year=year, text=text, state=state)
    Shortcoming.objects.create(**mine, year=2021, text="Một", position=0)
    for year in range(2016, 2021):
        PastRating.objects.create(**mine, year=year, capacity="collective", level="good")
    PastRating.objects.create(**mine, year=2020, capacity="organization", level="fair")

    summary = summary_of(fresh(scene.whole), inside=True)

    assert summary.targets == "1 trong 2 chỉ tiêu đạt"
    assert summary.shortcomings == ("Một", "Hai")
    assert summary.remedied == "Xong 1 trong 2 hạn chế đã chỉ ra"
    assert [(one.year, one.level) for one in summary.past] == [(2020, "good"), (2019, "good"), (2018, "good")]


def test_what_the_level_asked_for_fulfils_is_no_warning(scene):
    rf.propose(scene, (scene.whole, Level.GOOD))
    head = fresh(scene.head)

    def said(asked):
        notes = summary_of(head, inside=True, asked=asked).notes
        return next(one.kind for one in notes if one.text.startswith("Người đứng đầu không xếp loại cao hơn"))

    assert (said(Level.EXCELLENT), said(Level.GOOD), said(Level.FAIR), said("")) == (
        "late", "done", "done", "late",
    )  # fmt: skip


def test_a_case_in_force_is_said_openly_not_as_fulfilled(scene):
    person = scene.deputy.subject.person
    Standing.objects.create(person=person, kind="study", from_on=date(2021, 9, 5))
    notes = summary_of(fresh(scene.deputy), inside=True).notes
    note = next(one for one in notes if one.text.startswith("Đi học tập trung"))
    assert (note.kind, note.source) == ("back", "Quy định không nêu; theo mặc định của hệ thống")
