"""The same paper asked for by many at once is one document and one file."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from documents.models import Document, File
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
