"""Bytes at rest: whole, once, and found again."""

import os
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist

from documents.models import Document, File
from documents.services.files import (
    FileMissing,
    keep_bytes,
    keep_made,
    open_file,
    read_file,
    sweep_unclaimed,
    sweep_unfinished,
)
from documents.services.production import produce
from reviews.papers.guidance_letter import GuidanceLetter
from tests.documents.samples_reviews import guidance_letter

pytestmark = pytest.mark.django_db
AT = datetime(2021, 12, 14, 6, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES_DIR, settings.TMP_DIR = tmp_path, tmp_path / "tmp"
    settings.TMP_DIR.mkdir()


def test_the_same_bytes_are_kept_once_under_their_hash(tmp_path):
    first = keep_bytes(b"abc", media_type="text/plain", at=AT)
    second = keep_bytes(b"abc", media_type="text/plain", at=AT)
    digest = sha256(b"abc").hexdigest()
    assert first == second
    assert (first.sha256, first.size) == (digest, 3)
    kept = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert kept == [tmp_path / digest[:2] / digest[2:4] / digest]
    assert kept[0].read_bytes() == read_file(first) == b"abc"


def test_a_file_that_was_made_is_kept_as_its_bytes_would_be(settings):
    made, data = settings.TMP_DIR / "made.xlsx", b"0123456789" * 300_000
    made.write_bytes(data)
    file = keep_made(made, media_type="text/plain", at=AT)
    assert (file.sha256, file.size, read_file(file)) == (sha256(data).hexdigest(), len(data), data)
    assert keep_bytes(data, media_type="text/plain", at=AT) == file
    assert made.read_bytes() == data


def test_nothing_is_never_kept(settings):
    (settings.TMP_DIR / "empty").touch()
    with pytest.raises(ValueError, match="empty"):
        keep_bytes(b"", media_type="text/plain", at=AT)
    with pytest.raises(ValueError, match="empty"):
        keep_made(settings.TMP_DIR / "empty", media_type="text/plain", at=AT)
    assert File.objects.count() == 0


def test_a_write_that_fails_leaves_no_row_and_no_half_file(tmp_path, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        keep_bytes(b"abc", media_type="text/plain", at=AT)
    assert File.objects.count() == 0
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_a_lost_file_says_so_in_vietnamese(tmp_path):
    file = keep_bytes(b"abc", media_type="text/plain", at=AT)
    (tmp_path / file.place).unlink()
    with pytest.raises(FileMissing, match="báo quản trị"):
        open_file(file)


class UndrawableLetter(GuidanceLetter):
    """The same letter on a form that is not there: whoever draws it fails."""

    template = "no_such_form"


def test_a_paper_is_drawn_once_and_comes_back_the_same():
    first = produce(guidance_letter(), as_="pdf", at=AT)
    assert (first.form, first.issuer, first.symbol, first.year, first.number) == (
        "F06",
        "TU",
        "CV/TU",
        2021,
        "",
    )

    letter = guidance_letter()
    same = UndrawableLetter(**{one.name: getattr(letter, one.name) for one in fields(letter)})
    assert produce(same, as_="pdf", at=AT) == first
    with pytest.raises(TemplateDoesNotExist):
        produce(replace(same, opening="Lời khác"), as_="pdf", at=AT)
    assert Document.objects.count() == File.objects.count() == 1
    assert read_file(first.file).startswith(b"%PDF-")


def test_a_row_left_without_its_file_is_filled(tmp_path):
    first = produce(guidance_letter(), as_="docx", at=AT)
    Document.objects.update(file=None)
    again = produce(guidance_letter(), as_="docx", at=AT)
    assert (again.pk, again.file) == (first.pk, first.file)


def test_half_written_files_of_a_killed_process_are_swept_and_whole_ones_stay(tmp_path):
    file = keep_bytes(b"abc", media_type="text/plain", at=AT)
    left = (tmp_path / file.place).parent / ".new-x1"
    left.write_bytes(b"ab")
    fonts = tmp_path / "tmp" / "weasyprint-x1"
    fonts.mkdir()
    (fonts / "font.ttf").write_bytes(b"abc")
    (tmp_path / "tmp" / "x1.upload").write_bytes(b"a")
    assert sweep_unfinished(before=datetime(2021, 1, 1, tzinfo=UTC)) == 0
    assert sweep_unfinished(before=datetime(2100, 1, 1, tzinfo=UTC)) == 3
    assert not left.exists()
    assert list((tmp_path / "tmp").iterdir()) == []
    assert read_file(file) == b"abc"


def test_a_file_cut_short_on_the_disk_is_written_again(tmp_path):
    file = keep_bytes(b"abc", media_type="text/plain", at=AT)
    (tmp_path / file.place).write_bytes(b"a")
    keep_bytes(b"abc", media_type="text/plain", at=AT)
    assert read_file(file) == b"abc"


OLD, NOW = datetime(2100, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)


def nobody(_hashes):
    return set()


def test_a_file_nobody_took_up_is_swept_and_every_other_stays(tmp_path):
    waiting = keep_bytes(b"waiting", media_type="text/plain", at=AT)
    recorded = keep_bytes(b"recorded", media_type="text/plain", at=AT)
    drawn = produce(guidance_letter(), as_="docx", at=AT)

    assert sweep_unclaimed(before=NOW, named=nobody) == 0
    assert sweep_unclaimed(before=OLD, named=lambda hashes: {recorded.sha256} & set(hashes)) == 1

    assert set(File.objects.all()) == {recorded, drawn.file}
    assert not (tmp_path / waiting.place).exists()
    assert read_file(recorded) == b"recorded"
    assert read_file(drawn.file).startswith(b"PK")


def test_the_same_bytes_handed_in_again_begin_their_time_anew(tmp_path):
    file = keep_bytes(b"abc", media_type="text/plain", at=AT)
    os.utime(tmp_path / file.place, (0, 0))
    hour_ago = datetime.now(UTC) - timedelta(hours=1)

    keep_bytes(b"abc", media_type="text/plain", at=AT)

    assert sweep_unclaimed(before=hour_ago, named=nobody) == 0
    assert read_file(file) == b"abc"


def test_a_row_whose_bytes_are_gone_is_swept_and_can_be_handed_in_again(tmp_path):
    file = keep_bytes(b"abc", media_type="text/plain", at=AT)
    (tmp_path / file.place).unlink()

    assert sweep_unclaimed(before=OLD, named=nobody) == 1
    assert read_file(keep_bytes(b"abc", media_type="text/plain", at=AT)) == b"abc"


def test_those_that_must_stay_never_keep_the_others_waiting():
    spared = {keep_bytes(bytes([n]), media_type="text/plain", at=AT).sha256 for n in range(3)}
    keep_bytes(b"waiting", media_type="text/plain", at=AT)

    assert sweep_unclaimed(before=OLD, named=lambda hashes: spared & set(hashes), most=1) == 1
    assert set(File.objects.values_list("sha256", flat=True)) == spared
