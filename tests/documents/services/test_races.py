"""The same paper asked for by many at once is one document and one file."""

import os
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from documents.models import Document, File
from documents.services.files import keep_bytes, read_file, sweep_unclaimed
from documents.services.production import produce
from tests.documents.samples_reviews import guidance_letter

AT = datetime(2021, 12, 14, 6, 30, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_get_one_paper(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    found, failed, ready = [], [], threading.Barrier(8)

    def ask():
        try:
            ready.wait()
            found.append(produce(guidance_letter(), as_="docx", at=AT).pk)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _one in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert len(set(found)) == 1
    assert (Document.objects.count(), File.objects.count()) == (1, 1)
    assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 1


def beginning(act, failed):
    """A thread that does the act on a connection of its own."""

    def run():
        try:
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_bytes_handed_in_while_they_are_swept_are_there_afterwards(settings, tmp_path):
    """The old file is swept between the moment a form finds it on the disk and the moment it has its row."""
    settings.FILES_DIR = tmp_path
    old = keep_bytes(b"abc", media_type="text/plain", at=AT)
    os.utime(tmp_path / old.place, (0, 0))
    failed, swept, kept, looked, may_delete = [], [], [], threading.Event(), threading.Event()
    hour_ago = datetime.now(UTC) - timedelta(hours=1)

    def named(_hashes):  # called once before the lock, once under it
        if connection.in_atomic_block:
            looked.set()
            may_delete.wait(10)
        return set()

    sweep = beginning(lambda: swept.append(sweep_unclaimed(before=hour_ago, named=named)), failed)
    looked.wait(10)
    form = beginning(lambda: kept.append(keep_bytes(b"abc", media_type="text/plain", at=AT)), failed)
    form.join(1)  # it waits for the row, or for the database
    assert kept == []
    may_delete.set()
    sweep.join()
    form.join()

    assert (failed, swept) == ([], [1])
    assert [File.objects.get()] == kept
    assert read_file(kept[0]) == b"abc"


@pytest.mark.django_db(transaction=True)
def test_a_file_claimed_while_the_sweep_looks_at_it_stays(settings, tmp_path):
    """The claim commits between the sweep's first look and its second one, under the lock."""
    settings.FILES_DIR = tmp_path
    file = keep_bytes(b"abc", media_type="text/plain", at=AT)
    os.utime(tmp_path / file.place, (0, 0))

    def named(_hashes):
        if not connection.in_atomic_block:
            document = {"form": "F06", "issuer": "TU", "symbol": "", "year": 2021, "created_at": AT}
            Document.objects.get_or_create(content_hash="0" * 64, format="pdf", file=file, defaults=document)
        return set()

    assert sweep_unclaimed(before=datetime.now(UTC), named=named) == 0
    assert read_file(Document.objects.get().file) == b"abc"
