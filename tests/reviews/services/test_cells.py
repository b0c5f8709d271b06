"""The evening of a cell, held at 19:30 and typed on another day (P01, P02, P07, P22)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cadres.models import Standing
from organizations.enums import OrganizationKind, Role
from organizations.workflow import TransitionDenied
from reviews.models import AgendaItem, Conference, Place, Subject
from reviews.queries.agenda import agenda_of, warnings_of
from reviews.queries.cells import away_of, cells_to_record
from reviews.queries.conference_plans import Body, heads_of, reviewed_at, warnings_of_plan
from reviews.queries.lists import REVIEWED, subjects_for
from reviews.services.campaigns import register_subjects
from reviews.services.cells import Evening, correct_evening, record_evening
from reviews.services.conferences import Heard, Minutes
from tests.factories import (
    make_account,
    make_collective,
    make_conference_plan,
    make_membership,
    make_organization,
    make_person,
    make_post,
)
from tests.reviews.office import NOON, Office

pytestmark = pytest.mark.django_db
HELD, LATER = date(2021, 12, 12), date(2021, 12, 14)


class Village:
    """A cell of four without a committee: its secretary, and three members, one away for work."""

    def __init__(self):
        self.office = Office()
        base = make_organization(
            self.office.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng"
        )
        self.cell = make_organization(base, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")
        names = ("Lò Văn Bưởi", "Hà Thị Đào", "Vi Văn Mận", "Quách Thị Xa")
        self.people = [make_person(name) for name in names]
        for person in self.people:
            make_membership(person, self.cell)
        self.secretary = make_account(
            Role.CELL_SECRETARY, self.cell, full_name="Hà Thị Đào", person=self.people[1]
        )
        self.clerk = make_account(Role.BASE_CLERK, base, full_name="Ma Thị Sen")
        Standing.objects.create(person=self.people[3], kind="away", from_on=date(2021, 3, 1))
        register_subjects(self.office.campaign, self.people, actor=self.office.staff, at=NOON)
        self.subjects = [Subject.objects.get(person=one) for one in self.people]

    def minutes(self, *heard, held_on=HELD, **fields):
        values = {
            "convened_count": 4, "present_count": 3, "place": "Nhà văn hóa xóm", "chair": "Hà Thị Đào",
            "secretary": "Lò Văn Bưởi",
        }  # fmt: skip
        return Minutes(held_on=held_on, agenda=heard, **(values | fields))

    def first(self, **fields):
        """Three are there with their papers, one is away."""
        heard = [Heard(subject=one) for one in self.subjects[:3]]
        away = Heard(subject=self.subjects[3], reviewed=False, absent_reason="Đi làm ăn xa")
        papers = {one.key: (2, "good") for one in self.subjects[:3]}
        return Evening(minutes=self.minutes(*heard, away, **fields), papers=papers)

    def record(self, evening, actor=None):
        return record_evening(self.office.campaign, self.cell, evening, actor=actor or self.clerk, at=NOON)

    def concluded(self):
        rows = Place.objects.filter(organization=self.cell).order_by("subject__label")
        return {place.subject.label: place.concluded_on for place in rows.select_related("subject")}


@pytest.fixture
def village():
    return Village()


def test_papers_and_conference_of_one_evening_are_one_act(village):
    conference = village.record(village.first())

    assert (conference.held_on, conference.body) == (HELD, village.cell)
    assert conference.entered_at == NOON
    reviews = {one.label: Subject.objects.get(pk=one.pk).self_review for one in village.subjects}
    assert [(r.state, r.paper_received_on, r.paper_sheets, r.self_level) for r in reviews.values()] == [
        ("paper", HELD, 2, "good")
    ] * 3 + [("draft", None, None, "")]
    assert village.concluded() == {
        "Hà Thị Đào": HELD, "Lò Văn Bưởi": HELD, "Quách Thị Xa": None, "Vi Văn Mận": HELD,
    }  # fmt: skip


def test_a_member_of_the_cell_alone_has_then_been_reviewed(village):
    village.record(village.first())

    stages = dict(subjects_for(village.clerk, village.office.campaign).values_list("label", "stage"))
    assert [stages[one.label] == REVIEWED for one in village.subjects] == [True, True, True, False]


def test_what_cannot_be_leaves_no_paper_either(village):
    tomorrow = village.first(held_on=date(2021, 12, 15))
    with pytest.raises(TransitionDenied):
        village.record(tomorrow)

    assert set(village.concluded().values()) == {None}
    assert not Conference.objects.exists()
    assert {Subject.objects.get(pk=one.pk).self_review.state for one in village.subjects} == {"draft"}


def test_the_absent_is_reviewed_later_and_nobody_s_day_moves(village):
    """P22: he comes home; a supplementary session of his own."""
    village.record(village.first())
    agenda = agenda_of(village.office.campaign, Body(cell=village.cell), day=LATER)
    assert [one.label for one in agenda.open] == ["Quách Thị Xa"]
    assert len(agenda.concluded) == 3

    xa = village.subjects[3]
    everybody = [Heard(subject=one) for one in village.subjects]  # a clerk who ticks all again moves nothing
    village.record(
        Evening(
            minutes=village.minutes(*everybody, held_on=LATER, present_count=4),
            papers={xa.key: (1, "")},
            received_on=date(2021, 12, 13),
        )
    )

    assert village.concluded() == {
        "Hà Thị Đào": HELD, "Lò Văn Bưởi": HELD, "Quách Thị Xa": LATER, "Vi Văn Mận": HELD,
    }  # fmt: skip
    review = Subject.objects.get(pk=xa.pk).self_review
    assert (review.paper_received_on, review.paper_sheets) == (date(2021, 12, 13), 1)


def test_a_first_session_put_right_leaves_the_second_ones_word(village):
    first = village.record(village.first())
    later = village.minutes(*(Heard(subject=one) for one in village.subjects[2:]), held_on=LATER)
    village.record(Evening(minutes=later, papers={village.subjects[3].key: (1, "")}))

    absent = Heard(subject=village.subjects[2], reviewed=False, absent_reason="Ốm")
    away = Heard(subject=village.subjects[3], reviewed=False, absent_reason="Đi làm ăn xa")
    there = [Heard(subject=one) for one in village.subjects[:2]]
    correct_evening(
        first,
        Evening(minutes=village.minutes(*there, absent, away), papers={}),
        version=first.version,
        actor=village.clerk,
        at=NOON,
    )

    assert village.concluded()["Vi Văn Mận"] == LATER
    assert village.concluded()["Lò Văn Bưởi"] == HELD


def test_a_cell_without_a_committee_begins_with_its_secretary(village):
    agenda = agenda_of(village.office.campaign, Body(cell=village.cell), day=HELD)

    assert agenda.open[0].label == "Hà Thị Đào"
    assert agenda.heads == {village.people[1].pk}


def test_a_director_is_no_head_of_the_committee_he_sits_in():
    office = Office()
    directors = make_collective(office.district, name="Ban Giám đốc Sở Y tế")
    make_post(office.deputy, directors, title="Giám đốc Sở", is_head=True, is_main=False, position=9)

    assert heads_of(Body(collective=office.collective), HELD) == {office.head.pk}
    assert heads_of(Body(collective=directors), HELD) == {office.deputy.pk}


def test_the_head_is_the_one_in_post_on_the_day():
    office = Office()
    office.head.posts.update(to_on=date(2021, 12, 11))

    assert heads_of(Body(collective=office.collective), date(2021, 12, 11)) == {office.head.pk}
    assert heads_of(Body(collective=office.collective), HELD) == frozenset()


def test_a_cell_reads_its_own_alone(village):
    """The commune's clerk and the secretary type; another cell's secretary meets nothing."""
    village.record(village.first(), actor=village.secretary)
    other = make_account(Role.CELL_SECRETARY, village.office.cell)

    assert [one.name for one in cells_to_record(village.clerk, village.office.campaign)] == [
        "Chi bộ xóm Bưởi"
    ]
    assert Conference.objects.visible_to(village.clerk).count() == 1
    assert Conference.objects.visible_to(other).count() == 0
    with pytest.raises(PermissionDenied):
        village.record(village.first(held_on=LATER), actor=other)
    assert AgendaItem.objects.count() == 4


def test_the_list_of_cells_counts_in_one_question_beside_that_of_reach(village, django_assert_num_queries):
    village.record(village.first())
    with django_assert_num_queries(2):
        [row] = cells_to_record(village.office.clerk, village.office.campaign, "").filter(pk=village.cell.pk)
    assert (row.members, row.written, row.reviewed) == (4, 3, 3)
    assert [one.name for one in cells_to_record(village.office.clerk, village.office.campaign, "buoi")] == [
        "Chi bộ xóm Bưởi"
    ]


def test_who_is_away_is_known(village):
    assert away_of(village.subjects) == {village.people[3].pk}


LATE = "hội nghị này gửi ngày 08/12/2021, trước 02 ngày làm việc."


@pytest.mark.parametrize(("sent_on", "is_late"), [(None, False), (7, False), (8, True)])
def test_papers_sent_before_an_evening_go_out_three_working_days_ahead(village, sent_on, is_late):
    """12/12 is a Sunday: three working days lie after Tuesday the 7th, two after the 8th; nothing sent is not said."""
    day = date(2021, 12, sent_on) if sent_on else None
    held = village.record(village.first(papers_sent_on=day))
    said = [one.text for one in warnings_of(held, held.agenda.all()) if "gửi ngày" in one.text]
    assert [LATE in one for one in said] == ([True] if is_late else [])


@pytest.mark.parametrize("of_a_cell", [True, False])
@pytest.mark.parametrize(("sent_on", "is_late"), [(7, False), (8, True)])
def test_the_plan_of_a_cell_as_of_a_collective_says_the_same(village, of_a_cell, sent_on, is_late):
    body = Body(cell=village.cell) if of_a_cell else Body(collective=village.office.collective)
    plan = make_conference_plan(
        body.collective,
        HELD,
        cell=body.cell,
        papers_sent_on=date(2021, 12, sent_on),
        papers_sent_to="Đảng viên",
    )
    found = warnings_of_plan(plan, reviewed_at(body, plan.campaign, HELD), LATER)
    assert [LATE in one.text for one in found] == ([True] if is_late else [])
