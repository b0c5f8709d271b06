"""The worker killed in the middle of a paper: the paper is there, once, and nothing half made is left lying about."""

import os
import time

import pytest

from tests.instances import wait_until

# A paper's writes: progress, the file, the document, the lease, the paper's own row, the job.
DEATHS = ("1 child", "rename child", "3 worker", "5 child", "6 worker", "end child")


@pytest.fixture
def second_worker(office):
    """One more worker of the same installation."""
    with office.another_worker("bell"):
        yield


def ask_paper(office, review, as_="pdf"):
    """The author asks for the self-review as a paper; the page answers at once."""
    author, detail = office.author(review), f"/ban-kiem-diem/{review}/"
    author.patiently(f"{detail}nop/", author.form(f"{detail}kiem-tra/", f"{detail}nop/"))
    action = f"{detail}van-ban/{as_}/"
    address, _page = author.send(action, author.form(f"{detail}bien-nhan/", action))
    assert address.startswith("/van-ban/")


def drawn(attempts):
    """What one paper leaves behind."""
    return {
        "states": ["done"],
        "attempts": [attempts],
        "errors": [],
        "ready": 1,
        "documents": 1,
        "audit": 1,
    }


def test_a_paper_whose_worker_is_killed_at_any_step_is_drawn_once(office, second_worker):
    before, reviews = office.ask("files"), office.take(len(DEATHS))
    assert before["nameless"] == []
    for death in DEATHS:
        office.plan(death)
    for review in reviews:
        ask_paper(office, review)

    for review in reviews:
        office.settle("papers", review, until=lambda told: told["states"] == ["done"], seconds=120)
    told = [office.ask("papers", review) for review in reviews]
    assert [one | {"attempts": []} for one in told] == [drawn(2) | {"attempts": []}] * len(DEATHS)
    attempts = sorted(one["attempts"][0] for one in told)
    assert attempts == [1, *[2] * (len(DEATHS) - 1)], "each died once, one of them after everything was kept"
    left = [path.name for path in (office.data / "deaths").iterdir() if not path.name.startswith("taken")]
    assert left == []
    after = office.ask("files")
    assert after["rows"] == before["rows"] + len(DEATHS)
    assert (after["whole"], after["unused"]) == (after["rows"], before["unused"])
    assert_swept(office, after)


def assert_swept(office, seen):
    """What the killed left half written is there, and an hour later it is not."""
    assert len(seen["nameless"]) == 1
    an_hour_ago = time.time() - 3700
    half = (office.data / "files").rglob(seen["nameless"][0])
    for path in [*half, *(office.data / "tmp").iterdir()]:
        os.utime(path, (an_hour_ago, an_hour_ago))
    office.settle("files", until=lambda now: now["nameless"] == [] and now["temporary"] == [], seconds=60)


def test_papers_survive_a_worker_that_is_killed_again_and_again(office):
    reviews = office.take(4)
    before = office.ask("files")
    for review in reviews:
        ask_paper(office, review, "docx")
    for number in (1, 2):
        done = [
            office.settle("papers", one, until=lambda told: told["ready"], seconds=90)
            for one in reviews[:number]
        ]
        assert len(done) == number
        office.kill("ts-worker-bell")
    for review in reviews:
        told = office.settle("papers", review, until=lambda now: now["states"] == ["done"], seconds=90)
        assert told == drawn(told["attempts"][0])
    after = office.ask("files")
    assert after["rows"] == after["whole"] == before["rows"] + len(reviews)
    assert after["unused"] == before["unused"]
    wait_until(lambda: office.pids("ts-worker-bell"), seconds=30, what="the worker is back")
