"""Paper at the counter: the first day it reached the desk, the slip drawn for both sides."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from deadlines.models import Handover
from deadlines.services.counter import take_paper
from deadlines.services.handovers import order_slip, slip_paper
from jobs.models import Job
from jobs.runner import run
from organizations.workflow import TransitionDenied
from tests.factories import NOON

NEXT_DAY = datetime(2021, 12, 15, 2, 0, tzinfo=UTC)


def take(unit, staff, at=NOON, on=date(2021, 12, 14), **fields):
    sheets = {item.key: 3 for item in unit.dossier.items.filter(requirement="required")}
    values = {"sheets": sheets, "handed_by": "Hà Thị Lan", "handed_on": on, "actor": staff, "at": at}
    return take_paper(unit.dossier, **(values | fields))


def test_the_paper_light_is_on_and_the_first_day_is_kept(department, staff):
    slip = take(department, staff)

    department.dossier.refresh_from_db()
    assert slip.sheet_count == 3 * len(slip.lines)
    assert department.dossier.first_received_on == date(2021, 12, 14)
    assert department.dossier.late_state == "on_time"
    assert not department.dossier.items.filter(requirement="required", paper_received_on=None).exists()


def test_typed_the_next_day_it_counts_by_the_true_day(department, staff):
    take(department, staff, at=NEXT_DAY)
    department.dossier.refresh_from_db()
    assert department.dossier.first_received_on == date(2021, 12, 14)
    assert department.dossier.late_state == "on_time"


def test_handed_over_late_it_is_only_proposed_as_late(department, staff):
    take(department, staff, at=NEXT_DAY, on=date(2021, 12, 15))
    department.dossier.refresh_from_db()
    assert department.dossier.late_state == "proposed"


@pytest.mark.parametrize(
    "fields",
    [{"sheets": {}}, {"handed_by": " "}, {"handed_on": date(2021, 12, 15)}, {"sheets": {"khong-co": 2}}],
)
def test_a_vague_handover_is_refused_and_changes_nothing(department, staff, fields):
    with pytest.raises(TransitionDenied):
        take(department, staff, **fields)
    assert not Handover.objects.exists()
    assert not department.dossier.items.filter(paper_received_on__isnull=False).exists()


def test_the_unit_does_not_take_its_own_paper(department):
    with pytest.raises(PermissionDenied):
        take(department, department.clerk)
    assert not Handover.objects.exists()


def test_a_classified_part_shows_no_more_than_its_number(department, staff):
    item = department.dossier.items.get(code="BIEN_BAN")
    type(item).objects.filter(pk=item.pk).update(
        is_secret=True, secret_number="12-BC/SYT", secret_on=date(2021, 12, 6)
    )
    slip = take(department, staff)
    (line,) = [one for one in slip.lines if one["key"] == item.key]
    assert line["kind"] == "Mật, số 12-BC/SYT"


@pytest.mark.django_db(transaction=True)
def test_the_slip_is_drawn_once_by_its_job(department, staff):
    slip = take(department, staff)
    job = order_slip(slip, actor=staff)
    assert order_slip(slip, actor=staff) == job

    run(job.pk)

    slip.refresh_from_db()
    job = Job.objects.get(pk=job.pk)
    assert (job.state, job.error) == ("done", "")
    assert slip.document.file.media_type == "application/pdf"
    assert job.result["path"] == f"/ho-so/phieu-giao-nhan/{slip.key}/"
    assert slip_paper(slip).deliverer == "Hà Thị Lan"


def test_what_both_sides_sign_carries_no_code_of_ours(department, staff):
    paper = slip_paper(take(department, staff))
    assert paper.dossier == "hồ sơ thuộc thẩm quyền Ban Thường vụ Tỉnh ủy, năm 2021"
    assert department.dossier.code not in str(paper.facts())
