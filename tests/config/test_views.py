"""The two pages a machine reads."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from jobs import services
from jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_seen_yet():
    cache.clear()


def test_the_web_process_says_it_answers(client):
    assert client.get("/healthz").content == b"ok\n"


def test_an_office_without_its_timetable_is_not_ready(client):
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"database": True, "disk": True, "beat": False, "jobs": True}


def test_a_sweep_makes_it_ready(client):
    services.sweep()

    answer = client.get("/readyz")

    assert (answer.status_code, set(answer.json().values())) == (200, {True})


def test_a_job_that_waits_too_long_is_told(client):
    services.sweep()
    job = services.enqueue("documents.draw")
    Job.objects.filter(pk=job.pk).update(created_at=services.real_now() - timedelta(minutes=11))

    assert client.get("/readyz").json()["jobs"] is False
