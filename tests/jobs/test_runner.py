"""How a worker does a job: done, given up with words, put back, or taken over."""

import pytest

from jobs import runner, services
from jobs.enums import JobState
from jobs.models import Job
from jobs.registry import KINDS, Kind, may_see, nobody, register
from jobs.services import JobFailed

pytestmark = pytest.mark.django_db


@pytest.fixture
def declare():
    """Declare a kind for the length of a test."""
    before = dict(KINDS)

    def declare(run, **options):
        register("tests.kind", **options)(run)

    yield declare
    KINDS.clear()
    KINDS.update(before)


def done(job):
    runner.run(job.pk)
    job.refresh_from_db()
    return job


def test_what_a_kind_returns_is_the_result(declare):
    declare(lambda work, first, second: {"sum": first + second})

    job = done(services.enqueue("tests.kind", first=2, second=3))

    assert (job.state, job.result) == (JobState.DONE, {"sum": 5})


def test_the_last_effect_may_be_kept_together_with_done(declare):
    def run(work):
        work.progress(40, "Đang lập")
        with work.finish(result_name="F11.docx", pages=2) as outcome:
            outcome["key"] = services.enqueue("tests.other").key

    declare(run)

    job = done(services.enqueue("tests.kind"))

    other = Job.objects.get(kind="tests.other")
    assert (job.state, job.result_name, job.result) == (
        JobState.DONE,
        "F11.docx",
        {"pages": 2, "key": other.key},
    )


def test_a_second_bell_does_nothing(declare):
    calls = []
    declare(lambda work: calls.append(work.job.pk))
    job = done(services.enqueue("tests.kind"))

    runner.run(job.pk)

    assert calls == [job.pk]


def test_a_refusal_is_final_and_says_why(declare):
    def run(_work):
        raise JobFailed("Tệp có 3 dòng sai. Đề nghị đồng chí sửa rồi tải lên lại.")

    declare(run)

    job = done(services.enqueue("tests.kind"))

    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert job.error == "Tệp có 3 dòng sai. Đề nghị đồng chí sửa rồi tải lên lại."


def test_an_accident_is_logged_and_tried_again(declare, caplog):
    def run(_work):
        raise ZeroDivisionError

    declare(run)

    job = done(services.enqueue("tests.kind"))

    assert (job.state, job.attempts) == (JobState.QUEUED, 1)
    assert "ZeroDivisionError" in caplog.text


def test_too_little_memory_is_said_in_words(declare):
    def run(_work):
        raise MemoryError

    declare(run)

    assert done(services.enqueue("tests.kind")).error == runner.TOO_BIG


def test_work_that_was_taken_over_has_no_effect(declare):
    def run(work):
        Job.objects.filter(pk=work.job.pk).update(lease_until=services.real_now().replace(year=2000))
        services.claim(work.job.pk)
        with work.finish():
            services.enqueue("tests.other")

    declare(run)

    job = done(services.enqueue("tests.kind"))

    assert (job.state, job.attempts) == (JobState.RUNNING, 2)
    assert not Job.objects.filter(kind="tests.other").exists()


def test_a_kind_nobody_declares_waits_for_the_version_that_does(caplog):
    job = done(services.enqueue("tests.unknown"))

    assert job.state == JobState.QUEUED
    assert "nobody declares" in caplog.text


def test_nobody_sees_a_job_unless_its_kind_says_so(declare):
    job = services.enqueue("tests.kind")
    assert not may_see(job, "anybody")

    declare(lambda work: None, may_see=lambda job, account: account == "the clerk")

    assert may_see(job, "the clerk")
    assert not may_see(job, "anybody")


def test_one_kind_has_one_function(declare):
    declare(lambda work: None)

    with pytest.raises(ValueError, match="two functions"):
        declare(lambda work: None)


def test_a_kind_is_light_and_unseen_by_default(declare):
    def run(work):
        return None

    declare(run)

    assert KINDS["tests.kind"] == Kind(name="tests.kind", run=run, may_see=nobody, heavy=False)
