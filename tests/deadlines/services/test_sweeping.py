"""Files of forms that were never finished go; whatever a record names by its hash stays."""

import os
import time
from datetime import timedelta

import pytest
from django.conf import settings

from config.celery import app
from deadlines.services.parts import attach_file, detach_file
from deadlines.services.sendings import recall_dossier, send_dossier
from documents.models import File
from documents.services.files import keep_bytes, read_file
from jobs import services
from jobs.models import Job
from organizations import audit, clock
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry, Import
from organizations.services import importing
from reviews.models import Revision, SelfReview
from tests import books
from tests import factories as make
from tests.deadlines.conftest import fill
from tests.factories import NOON

DAY = 24 * 60 * 60
HEAD = ["Họ và tên", "Năm sinh", "Ngày vào Đảng", "Chi bộ"]
RIGHT, WRONG = [1980, "1/2/2004", "Chi bộ Bưởi"], [1980, "31/2/2004", "Chi bộ Bưởi"]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def handed_in(data, age):
    """A file that lies there for so long."""
    file = keep_bytes(data, media_type="application/pdf", at=NOON)
    os.utime(settings.FILES_DIR / file.place, (time.time() - age,) * 2)
    return file


def people_clerk():
    """Whoever brings lists in for a committee with one cell."""
    district = make.make_organization()
    make.make_organization(district, OrganizationKind.BASE_CELL, name="Chi bộ Bưởi")
    return make.make_account(Role.UNIT_CLERK, district)


def test_every_hour_what_no_form_can_claim_any_more_is_swept(db):
    waiting, left = handed_in(b"waiting", DAY + 60), handed_in(b"left", 2 * DAY + 60)

    assert app.tasks["deadlines.sweep_unclaimed"]() == 1

    assert list(File.objects.all()) == [waiting]
    assert not (settings.FILES_DIR / left.place).exists()


def test_a_workbook_looked_at_and_never_written_is_given_up_after_its_days_and_then_erased(db):
    clerk = people_clerk()
    asked, left, stuck = (
        books.bring_in("people", [HEAD, [name, *WRONG]], clerk) for name in ("Vi A", "Vi B", "Vi C")
    )
    done = books.write(books.bring_in("people", [HEAD, ["Vi D", *RIGHT]], clerk), clerk)
    at_work = books.hand_in("people", books.book([HEAD, ["Vi E", *RIGHT]]), clerk)
    importing.recheck_import(stuck, actor=clerk)
    stuck.refresh_from_db()
    services.fail(services.claim(stuck.job_id), "Máy đã thử 5 lần.")
    a_month_ago = clock.real_now() - timedelta(days=settings.IMPORT_KEPT_DAYS, minutes=1)
    Job.objects.exclude(pk=asked.job_id).update(created_at=a_month_ago)
    kept = {asked.file, asked.annotated, done.file, at_work.file}

    assert app.tasks["organizations.sweep_previews"]() == 2
    assert app.tasks["organizations.sweep_previews"]() == 0

    for one in (left, stuck):
        now = Import.objects.get(pk=one.pk)
        assert (now.state, now.rows.count(), now.file, now.annotated) == ("cancelled", 0, None, None)
        assert now.faults == [
            "Để quá 30 ngày không ghi nên máy đã hủy và xóa tệp. Muốn nhập, đề nghị tải tệp lên lại."
        ]
        entry = AuditEntry.objects.get(action="sweep_import", target_key=one.key)
        assert (entry.actor, entry.after) == (None, "cancelled")
    states = [Import.objects.get(pk=one.pk).state for one in (asked, done, at_work)]
    assert states == ["refused", "done", "checking"]
    assert asked.rows.count() == 1
    for file in File.objects.all():
        os.utime(settings.FILES_DIR / file.place, (time.time() - 3 * DAY,) * 2)
    assert app.tasks["deadlines.sweep_unclaimed"]() == 4
    assert set(File.objects.all()) == kept


def test_what_a_sending_carried_stays_though_it_was_taken_out_of_the_draft(district):
    file = handed_in(b"minutes", 3 * DAY)
    fill(district.dossier)
    item = district.dossier.items.get(code="BIEN_BAN")
    attach_file(item, file=file, name="bien-ban.pdf", pages=1, actor=district.clerk, at=NOON)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    recall_dossier(district.dossier, actor=district.clerk, at=NOON)
    detach_file(item, actor=district.clerk, at=NOON)

    assert app.tasks["deadlines.sweep_unclaimed"]() == 0
    assert read_file(file) == b"minutes"


def test_what_a_handed_in_text_or_the_journal_names_stays(district):
    written, noted = handed_in(b"word file", 3 * DAY), handed_in(b"evidence", 3 * DAY)
    review = SelfReview.objects.first()
    Revision.objects.create(
        review=review,
        number=1,
        content={"file": written.sha256},
        content_hash="1" * 64,
        submitted_at=NOON,
        submitted_by=district.clerk,
    )
    audit.record(actor=district.clerk, action="add_evidence", target=review, after=noted.sha256)

    assert app.tasks["deadlines.sweep_unclaimed"]() == 0
    assert set(File.objects.all()) == {written, noted}
