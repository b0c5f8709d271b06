"""Files of forms that were never finished go; whatever a record names by its hash stays."""

import os
import time

import pytest
from django.conf import settings

from config.celery import app
from deadlines.services.parts import attach_file, detach_file
from deadlines.services.sendings import recall_dossier, send_dossier
from documents.models import File
from documents.services.files import keep_bytes, read_file
from organizations import audit
from reviews.models import Revision, SelfReview
from tests.deadlines.conftest import fill
from tests.factories import NOON

DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def handed_in(data, age):
    """A file that lies there for so long."""
    file = keep_bytes(data, media_type="application/pdf", at=NOON)
    os.utime(settings.FILES_DIR / file.place, (time.time() - age,) * 2)
    return file


def test_every_hour_what_no_form_can_claim_any_more_is_swept(db):
    waiting, left = handed_in(b"waiting", DAY + 60), handed_in(b"left", 2 * DAY + 60)

    assert app.tasks["deadlines.sweep_unclaimed"]() == 1

    assert list(File.objects.all()) == [waiting]
    assert not (settings.FILES_DIR / left.place).exists()


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
