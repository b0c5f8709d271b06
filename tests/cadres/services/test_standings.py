"""One case for many people: previewed person by person, written as previewed or not at all."""

from datetime import date

import pytest

from cadres.enums import StandingKind
from cadres.models import Standing
from cadres.services.standings import Change, change_standings, plan_of
from organizations.enums import Role
from organizations.models import AuditEntry
from organizations.workflow import StaleVersion, TransitionDenied
from tests import factories as make

pytestmark = pytest.mark.django_db
JULY = date(2021, 7, 1)
BEGIN = Change(kind=StandingKind.EXEMPT, day=JULY, note="Tuổi cao, sức yếu")
END = Change(kind=StandingKind.EXEMPT, day=make.DAY, ends=True)


@pytest.fixture
def cell():
    return make.make_organization()


@pytest.fixture
def clerk(cell):
    return make.make_account(Role.UNIT_CLERK, cell)


@pytest.fixture
def people(cell):
    found = [make.make_person(name) for name in ("Hà Văn An", "Bùi Thị Bua", "Vi Văn Cọ")]
    for one in found:
        make.make_membership(one, cell)
    return found


def words(people, change):
    return [(one.words, one.is_written) for one in plan_of(people, change).steps]


def change(people, wanted, actor):
    return change_standings(people, wanted, seen=plan_of(people, wanted).digest, actor=actor)


def test_the_preview_says_for_whom_it_is_written_and_for_whom_not(people):
    Standing.objects.create(person=people[1], kind="exempt", from_on=date(2020, 3, 1))
    Standing.objects.create(person=people[2], kind="exempt", from_on=JULY, to_on=make.DAY)
    Standing.objects.create(person=people[0], kind="away", from_on=JULY)

    assert words(people, BEGIN) == [
        ("Ghi từ 01/7/2021", True),
        ("Bỏ qua: đã ghi từ 01/3/2020", False),
        ("Bỏ qua: đã ghi từ 01/7/2021", False),
    ]
    assert words(people, END) == [
        ("Bỏ qua: không có trường hợp này", False),
        ("Thôi từ sau 14/12/2021 (đã ghi từ 01/3/2020)", True),
        ("Bỏ qua: đã ghi đến 14/12/2021", False),
    ]


def test_it_is_written_once_for_all_and_ended_for_all(people, clerk):
    assert change(people, BEGIN, clerk) == 3
    assert set(Standing.objects.values_list("person", "from_on", "to_on", "note")) == {
        (one.pk, JULY, None, "Tuổi cao, sức yếu") for one in people
    }
    assert change(people[:2], END, clerk) == 2

    assert list(Standing.objects.order_by("pk").values_list("to_on", flat=True)) == [make.DAY, make.DAY, None]
    told = AuditEntry.objects.order_by("pk").values_list("action", "target_key", "note")
    begun, ended = (
        "Được miễn công tác và sinh hoạt đảng, từ 01/7/2021",
        "Được miễn công tác và sinh hoạt đảng, đến 14/12/2021",
    )
    assert list(told) == [
        *[("begin_standings", one.key, begun) for one in people],
        *[("end_standings", one.key, ended) for one in people[:2]],
    ]


def test_what_changed_since_the_preview_is_not_written(people, clerk):
    seen = plan_of(people, BEGIN).digest
    Standing.objects.create(person=people[0], kind="exempt", from_on=JULY)

    with pytest.raises(StaleVersion):
        change_standings(people, BEGIN, seen=seen, actor=clerk)

    assert Standing.objects.count() == 1


def test_nobody_to_write_for_is_refused(people, clerk):
    with pytest.raises(TransitionDenied, match="Không có ai để ghi"):
        change(people, END, clerk)


def test_people_of_another_are_never_written(people, cell):
    stranger = make.make_account(Role.UNIT_CLERK, make.make_organization())

    with pytest.raises(StaleVersion):
        change(people, BEGIN, stranger)

    assert not Standing.objects.exists()
