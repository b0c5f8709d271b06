"""Rules 2, N8: with three posts or more the authority says where one is reviewed besides."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from organizations.enums import CollectiveType, Role, Route
from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from reviews.enums import CampaignState
from reviews.models import Subject, SubjectChange
from reviews.services.campaigns import register_subjects
from reviews.services.late_changes import follow_facts
from reviews.services.places import decide_places
from tests.factories import DAY, make_account, make_collective, make_membership, make_person, make_post
from tests.reviews.office import NOON, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def bodies(office):
    """Three collectives; the first is that of the chief post."""
    return [
        make_collective(office.district, type=CollectiveType.DEPARTMENT, name=f"Tập thể {number}")
        for number in range(3)
    ]


@pytest.fixture
def subject(office, bodies):
    """Somebody with three posts, decided by the province."""
    person = make_person("Hà Văn Đắc")
    make_membership(person, office.cell)
    for number, body in enumerate(bodies):
        make_post(person, body, title=f"Chức danh {number}", is_main=number == 0)
    (made,) = register_subjects(office.campaign, [person], actor=office.staff, at=NOON)
    return made


def decide(office, subject, *bodies, actor=None, **fields):
    values = {"number": "145-CV/TU", "dated_on": DAY} | fields
    chosen = [one.key for one in bodies]
    return decide_places(subject, chosen, actor=actor or office.staff, at=NOON, **values)


def stands(subject):
    return list(subject.places.order_by("position").values_list("label", "is_compulsory", "decided_by"))


NOTHING_DECIDED = [
    ("Chi bộ Văn phòng", True, ""), ("Tập thể 0", True, ""), ("Tập thể 1", False, ""), ("Tập thể 2", False, ""),
]  # fmt: skip


def test_the_authority_makes_another_place_compulsory_and_takes_it_back(office, subject, bodies):
    assert stands(subject) == NOTHING_DECIDED

    decide(office, subject, bodies[2])

    paper = f"145-CV/TU, ngày {DAY:%d/%m/%Y}"
    assert stands(subject) == [*NOTHING_DECIDED[:3], ("Tập thể 2", True, paper)]
    change = SubjectChange.objects.get()
    assert (change.kind, change.changed_on, change.note) == (
        "places", DAY, f"Theo văn bản số {paper}: kiểm điểm ở Tập thể 2",
    )  # fmt: skip
    assert change.clause == "Phần A, Mục II, Hướng dẫn số 21-HD/BTCTW"
    entry = AuditEntry.objects.get(action="decide_places")
    assert (entry.actor, entry.target_key) == (office.staff, subject.key)

    decide(office, subject, number="150-CV/TU")
    assert stands(subject) == NOTHING_DECIDED


def test_he_is_reviewed_only_when_the_decided_place_has_concluded_too(office, subject, bodies):
    decide(office, subject, bodies[1])
    subject.places.filter(decided_by="").update(concluded_on=DAY)
    assert not Subject.objects.get(pk=subject.pk).is_concluded

    subject.places.update(concluded_on=DAY)
    assert Subject.objects.get(pk=subject.pk).is_concluded


def test_what_was_decided_stays_when_his_posts_change(office, subject, bodies):
    decide(office, subject, bodies[2])
    fourth = make_collective(office.district, type=CollectiveType.DEPARTMENT, name="Tập thể 3")
    make_post(subject.person, fourth, title="Chức danh 3", is_main=False, from_on=DAY)

    follow_facts(
        office.campaign, [subject.person], with_papers=(), settled=(), actor=None, at=NOON + timedelta(days=1)
    )

    assert [(label, must) for label, must, _ in stands(subject)] == [
        ("Chi bộ Văn phòng", True), ("Tập thể 0", True), ("Tập thể 1", False), ("Tập thể 2", True),
        ("Tập thể 3", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("_case", "fields", "chosen", "words"),
    [
        ("a day ahead", {"dated_on": DAY + timedelta(days=1)}, (2,), "Ngày văn bản không được sau hôm nay."),
        ("nothing changed", {}, (), "Chưa thay đổi nơi nào. Chọn hoặc bỏ chọn ít nhất một nơi."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(office, subject, bodies, _case, fields, chosen, words):
    with pytest.raises(TransitionDenied) as denied:
        decide(office, subject, *(bodies[one] for one in chosen), **fields)

    assert [one.partition("|")[2] or one for one in denied.value.sentences] == [words] or words in str(
        denied.value
    )
    assert stands(subject) == NOTHING_DECIDED
    assert not SubjectChange.objects.exists()


def test_of_one_with_fewer_posts_there_is_nothing_to_decide(office):
    with pytest.raises(TransitionDenied, match="Không có nơi kiểm điểm nào"):
        decide(office, office.subject)


def test_a_closed_round_decides_nothing(office, subject, bodies):
    office.campaign.state = CampaignState.CLOSED
    office.campaign.save()

    with pytest.raises(TransitionDenied, match="Đợt kiểm điểm không mở"):
        decide(office, subject, bodies[1])
    assert stands(subject) == NOTHING_DECIDED


def test_a_place_that_has_concluded_is_left_alone(office, subject, bodies):
    subject.places.filter(collective=bodies[1]).update(concluded_on=DAY)

    decide(office, subject, bodies[1], bodies[2])

    assert [must for _, must, _ in stands(subject)] == [True, True, False, True]


def test_the_districts_clerk_decides_of_those_the_district_decides_alone(office, subject, bodies):
    with pytest.raises(PermissionDenied):
        decide(office, subject, bodies[1], actor=office.clerk)
    assert stands(subject) == NOTHING_DECIDED

    Subject.objects.filter(pk=subject.pk).update(route=Route.LOWER)
    decide(office, subject, bodies[1], actor=office.clerk)
    assert stands(subject)[2][1] is True

    with pytest.raises(PermissionDenied):
        decide(office, subject, actor=make_account(Role.UNIT_CHECKER, office.district))
