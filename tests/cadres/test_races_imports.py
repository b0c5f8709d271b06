"""Two lists at once, and a machine that dies in the middle: all of one of them, or nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from cadres.models import Membership, Person
from jobs.models import Job
from organizations.enums import OrganizationKind, Role
from organizations.models import Account, AuditEntry
from organizations.services import importing
from tests import books
from tests import factories as make
from tests.authority.world import undone

HEAD = ["Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Ngày vào Đảng", "Chi bộ"]


@pytest.fixture
def clerk():
    district = make.make_organization()
    make.make_organization(district, OrganizationKind.BASE_CELL, name="Chi bộ Bưởi")
    return make.make_account(Role.UNIT_CLERK, district)


def rows(count, name="Vi Văn"):
    return [
        HEAD,
        *([f"{name} {n}", 1980, f"{6_000_000 + n:08d}", "1/2/2004", "Chi bộ Bưởi"] for n in range(count)),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_lists_of_the_same_people_at_once_do_not_mix(clerk):
    batches = [books.bring_in("people", rows(40, name), clerk) for name in ("Vi Văn", "Lò Văn")]
    for batch in batches:
        importing.apply_import(batch, actor=clerk, at=make.NOON)

    def work(batch):
        try:
            return books.work_on(batch).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        states = sorted(pool.map(work, batches))

    assert states == ["done", "refused"]
    assert {one.full_name[:2] for one in Person.objects.all()} in ({"Vi"}, {"Lò"})
    assert (Person.objects.count(), Membership.objects.count()) == (40, 40)
    assert AuditEntry.objects.filter(action="import", target_kind="cadres.person").count() == 40


class Killed(BaseException):
    """The process is gone."""


def dies_at(number):
    """Let so many statements pass."""
    left = [number]

    def wrapper(execute, *statement):
        left[0] -= 1
        if left[0] == -1:  # what comes after is the database taking its transaction back
            raise Killed
        return execute(*statement)

    return wrapper


@pytest.mark.django_db
# PostgreSQL: a list that was being read when the process died
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("share", [10, 50, 99])
def test_a_writing_that_dies_leaves_nothing_and_is_done_once_when_tried_again(clerk, share):
    batch = books.bring_in("people", rows(30), clerk)
    importing.apply_import(batch, actor=clerk, at=make.NOON)
    asked = []
    with undone(), connection.execute_wrapper(lambda execute, *rest: asked.append(1) or execute(*rest)):
        assert books.work_on(batch).state == "done"
    before = AuditEntry.objects.count()

    with pytest.raises(Killed), connection.execute_wrapper(dies_at((len(asked) - 3) * share // 100)):
        books.work_on(batch)

    batch.refresh_from_db()
    assert (batch.state, Person.objects.count(), Membership.objects.count()) == ("writing", 0, 0)
    assert AuditEntry.objects.count() == before
    Job.objects.filter(pk=batch.job_id).update(lease_until=datetime(2000, 1, 1, tzinfo=UTC))
    assert (books.work_on(batch).state, Person.objects.count()) == ("done", 30)


@pytest.mark.django_db
def test_a_clerk_brings_in_a_committee_of_3000_from_a_messy_workbook(clerk):
    """Read, marked, corrected, written, found the same again, taken back."""
    wrong = rows(3_000)
    wrong[7][1], wrong[1500][4], wrong[2999][3] = "31/2/1980", "Chi bộ Không Có", "12/2004"
    wrong[2000] = list(wrong[2001])
    refused = books.bring_in("people", wrong, clerk)
    assert (refused.state, refused.rejected_count) == ("refused", 4)
    assert {number for number, _column in books.errors(refused)} == {8, 1501, 2002, 3000}

    batch = books.write(books.bring_in("people", rows(3_000), clerk), clerk)
    assert (batch.state, Person.objects.count()) == ("done", 3_000)
    again = books.bring_in("people", rows(3_000), Account.objects.get(pk=clerk.pk))
    assert (again.unchanged_count, again.rejected_count) == (3_000, 0)
    assert (books.undo(batch, clerk).state, Person.objects.exists()) == ("undone", False)
