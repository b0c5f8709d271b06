"""A job from asked to done: who has the lease, what a bell that rings twice does, what a sweep brings back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from jobs import services
from jobs.enums import JobState
from jobs.models import Job
from jobs.services import LeaseLost

pytestmark = pytest.mark.django_db


@pytest.fixture
def bells(monkeypatch):
    """The bells rung, as (job pk, queue)."""
    rung = []

    def send_task(name, args, queue, retry):
        assert (name, retry) == ("jobs.run_job", False)
        rung.append((args[0], queue))

    monkeypatch.setattr(services.current_app, "send_task", send_task)
    return rung


def age(job, seconds):
    """Let so many seconds pass since the job's last sign."""
    then = services.real_now() - timedelta(seconds=seconds)
    Job.objects.filter(pk=job.pk).update(rung_at=then)
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(lease_until=then)
    job.refresh_from_db()


def test_the_bell_rings_only_once_the_row_is_kept(bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = services.enqueue("documents.draw", queue="long", paper="F06")
        assert bells == []

    assert bells == [(job.pk, "long")]
    job.refresh_from_db()
    assert (job.kind, job.state, job.args) == ("documents.draw", JobState.QUEUED, {"paper": "F06"})


def test_a_transaction_that_is_taken_back_leaves_neither_row_nor_bell(bells):
    with pytest.raises(RuntimeError), transaction.atomic():
        services.enqueue("documents.draw")
        raise RuntimeError

    assert Job.objects.count() == 0
    assert bells == []


def test_the_same_work_asked_twice_is_one_job(bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = services.enqueue("documents.draw", dedupe_key="F06:2021")
        second = services.enqueue("documents.draw", dedupe_key="F06:2021")

    assert first == second
    assert bells == [(first.pk, "bell")]


def test_a_broker_that_is_down_never_fails_the_page(monkeypatch, django_capture_on_commit_callbacks, caplog):
    def down(*_args, **_kwargs):
        raise ConnectionError("no broker")

    monkeypatch.setattr(services.current_app, "send_task", down)

    with django_capture_on_commit_callbacks(execute=True):
        job = services.enqueue("documents.draw")

    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert "did not ring" in caplog.text


def test_a_job_is_claimed_by_one_worker_alone():
    job = services.enqueue("documents.draw")

    mine = services.claim(job.pk)

    assert services.claim(job.pk) is None
    assert (mine.state, mine.attempts) == (JobState.RUNNING, 1)


def test_a_silent_worker_loses_the_job_and_can_change_nothing_any_more():
    job = services.enqueue("documents.draw")
    silent = services.claim(job.pk)
    age(job, 1)

    other = services.claim(job.pk)

    assert other.attempts == 2
    with pytest.raises(LeaseLost):
        services.report_progress(silent, 50)
    with pytest.raises(LeaseLost), services.finish(silent):
        services.enqueue("an effect of the silent worker")
    services.fail(silent, "quá hạn")
    services.put_back(silent)
    job.refresh_from_db()
    assert (job.state, job.token) == (JobState.RUNNING, other.token)
    assert Job.objects.count() == 1


def test_progress_is_shown_and_never_says_done_too_early():
    job = services.claim(services.enqueue("documents.draw").pk)

    services.report_progress(job, 100, "Đang vẽ trang 3")

    job.refresh_from_db()
    assert (job.progress, job.progress_words) == (99, "Đang vẽ trang 3")


def test_the_effect_and_done_are_one():
    job = services.claim(services.enqueue("documents.draw").pk)

    with services.finish(job, result_name="F06.pdf") as outcome:
        outcome["document"] = "k3f8"

    job.refresh_from_db()
    assert (job.state, job.result_name, job.result) == (JobState.DONE, "F06.pdf", {"document": "k3f8"})
    assert (job.token, job.progress) == (None, 100)
    assert job.finished_at is not None


def test_an_effect_that_fails_leaves_the_job_undone():
    job = services.claim(services.enqueue("documents.draw").pk)

    with pytest.raises(RuntimeError), services.finish(job):
        services.enqueue("a half effect")
        raise RuntimeError

    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    assert Job.objects.count() == 1


def test_the_sweep_rings_again_for_what_waits_in_silence(bells):
    lost = services.enqueue("documents.draw")
    services.enqueue("documents.draw")
    age(lost, 61)

    assert services.sweep() == 1
    assert services.sweep() == 0
    assert bells == [(lost.pk, "bell")]


def test_the_sweep_rings_again_for_a_worker_that_vanished(bells):
    job = services.claim(services.enqueue("documents.draw", queue="long").pk)
    age(job, 1)

    assert services.sweep() == 1
    assert bells == [(job.pk, "long")]


def test_after_five_attempts_a_person_is_told(bells):
    job = services.enqueue("documents.draw")
    for _ in range(services.MAX_ATTEMPTS):
        services.claim(job.pk)
        age(job, 1)

    assert services.claim(job.pk) is None
    assert services.sweep() == 0

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.error == (
        f"Máy đã thử 5 lần nhưng chưa làm xong việc này. Đề nghị đồng chí báo người quản trị, nêu mã việc {job.key}."
    )


def test_an_unexpected_error_puts_the_job_back_until_the_fifth():
    job = services.enqueue("documents.draw")
    for _ in range(4):
        services.put_back(services.claim(job.pk))
        job.refresh_from_db()
        assert job.state == JobState.QUEUED

    services.put_back(services.claim(job.pk))

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 5)


@pytest.mark.parametrize(
    ("_case", "fields"),
    [
        ("a state nobody knows", {"state": "asleep"}),
        ("a queue nobody knows", {"queue": "other"}),
        ("more than all of it done", {"progress": 101}),
        ("running without a lease", {"state": JobState.RUNNING, "token": uuid4()}),
        ("a lease while it waits", {"token": uuid4()}),
        ("done without an end", {"state": JobState.DONE}),
        ("failed without a reason", {"state": JobState.FAILED, "finished_at": services.real_now()}),
    ],
)
def test_the_database_refuses(_case, fields):
    job = services.enqueue("documents.draw")

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**fields)
