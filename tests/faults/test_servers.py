"""Redis down and back empty, the timetable dead for days: asked for once is done once, and told once."""

import os
import signal

import pytest

from tests.faults.test_papers import ask_paper, drawn
from tests.faults.test_web import handed_in, paths, receipt_of
from tests.instances import is_alive, wait_until

with_redis = pytest.mark.parametrize("office", ["servers"], indirect=True)


def what_is_missing(office):
    """What `/readyz` says is not there."""
    status, page = office.get("/readyz")
    return page if status == 503 else ""


def wait_until_ready(office):
    """Everything is there again."""
    wait_until(lambda: office.status("/readyz") == 200, seconds=60, what=lambda: office.get("/readyz"))


@with_redis
def test_a_redis_that_is_down_and_comes_back_empty_loses_nothing_and_repeats_nothing(office):
    before, reviews = office.ask("files"), office.take(4)
    early = office.author(reviews[0])
    standing = office.plan("stand child")
    ask_paper(office, reviews[0], "docx")
    wait_until(standing.exists, seconds=60, what="the worker is in the middle of a paper")
    office.redis.kill()
    standing.unlink()
    said = wait_until(lambda: what_is_missing(office), seconds=30, what="/readyz says no")
    assert '"beat": false' in said

    office.settle("papers", reviews[0], until=lambda now: now == drawn(1), seconds=60)
    early.send("/")  # a session from before goes on
    for review in reviews[1:]:
        ask_paper(office, review, "docx")  # a person signs in, submits, asks: every page answers
        left = office.ask("submission", review)
        assert left == handed_in(left, receipt_of(review))
    assert [office.ask("papers", review)["states"] for review in reviews[1:]] == [["queued"]] * 3
    office.redis.start()

    for review in reviews:
        told = office.settle("papers", review, until=lambda now: now["states"] == ["done"], seconds=120)
        assert told == drawn(told["attempts"][0])
    after = office.ask("files")
    assert after["rows"] == after["whole"] == before["rows"] + len(reviews)
    assert after["unused"] == before["unused"]
    assert receipt_of(reviews[0]) in early.send(paths(reviews[0])[2])[1]
    wait_until_ready(office)


@with_redis
def test_reminders_that_fall_due_while_redis_is_away_are_told_once(office):
    before = office.settle("reminders", until=all_told)
    office.redis.kill()
    wait_until(lambda: what_is_missing(office), seconds=30, what="/readyz says no")
    due = office.ask("advance", 3)
    office.redis.start()

    assert_told_once(office, before, due)


def all_told(now):
    """Nothing is owed any more."""
    return now["owed"] == 0


def assert_told_once(office, before, due):
    """Every reminder that fell due went once, with one notice, and none went besides."""
    after = office.settle("reminders", until=all_told)
    assert after == {"sent": before["sent"] + due, "twice": 0, "told_wrongly": 0, "owed": 0}


def test_a_timetable_dead_for_two_days_makes_up_for_them_once(office):
    """The supervisor is held still, so that nobody brings beat and worker back before the days have passed."""
    before = office.settle("reminders", until=all_told)
    office.process.send_signal(signal.SIGSTOP)
    try:
        dead = [office.pids("ts-beat")[0], office.pids("ts-worker-bell")[0]]
        for pid in dead:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not any(map(is_alive, dead)), seconds=10, what="beat and worker are dead")
        due = office.ask("advance", 2)
        assert office.ask("reminders") == before | {"owed": due}
    finally:
        office.process.send_signal(signal.SIGCONT)

    assert_told_once(office, before, due)
    wait_until_ready(office)
