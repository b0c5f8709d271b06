"""A list whose process is killed among its rows: nothing of it stands, and pressed again it goes in whole."""

from tests.faults.client import Client
from tests.faults.inside import PASSWORD
from tests.instances import wait_until

COUNT, MANY = 100, 500
WRITTEN = 4 * COUNT  # the person, his cell, the row of the preview, the entry of the journal
SHARES = (10, 50, 99, 10, 50)  # of its rows, at each of the five times a job is tried


class Desk:
    """The Organisation Committee at its computer, with one list."""

    def __init__(self, office, family, cards, count):
        self.office, self.asked = office, (cards, count)
        name = office.ask("open_desk")
        self.client = Client(office.address)
        self.client.sign_in(name, PASSWORD)
        self.key = office.ask("bring_in", family, cards, count)
        self.page = f"/nhap-tu-excel/{self.key}/"

    def press(self, button):
        """Press a button of the preview."""
        action = f"{self.page}{button}/"
        address, _page = self.client.send(action, self.client.form(self.page, action))
        assert address.startswith("/viec-nen/")

    def told(self):
        """How it stands now."""
        return self.office.ask("imported", self.key, *self.asked)

    def wait_for(self, until, seconds=120):
        """Look until it is so; nothing of it is ever seen before it is done."""

        def is_so():
            now = self.told()
            assert now["state"] == "done" or (now["people"], now["cells"], now["journal"]) == (0, 0, 0), now
            return now if until(now) else None

        return wait_until(is_so, seconds=seconds, what=lambda: f"{self.told()}\n{self.office.logs()[-4000:]}")


def taken(office):
    """How many planned deaths jobs have taken."""
    return len(list((office.data / "deaths").glob("taken by *")))


def is_ready(now):
    return now["state"] == "ready"


def is_over(now):
    return now["state"] in {"done", "refused"} and now["job__state"] == "done"


def are_over(desks, standing):
    """Let whoever stands go on, and see whether all is written or refused."""
    standing.unlink(missing_ok=True)
    return all(is_over(desk.told()) for desk in desks)


def whole(family, count):
    """A list that went in."""
    return {"people": count, "cells": count, "journal": count, "families": [family]}


def test_an_import_killed_at_10_50_and_99_percent_leaves_nothing_and_goes_in_whole_when_pressed_again(office):
    desk = Desk(office, "Vi", 8_100_000, COUNT)
    desk.wait_for(is_ready)
    for number, share in enumerate(SHARES):
        office.plan(f"{number} row{WRITTEN * share // 100} try")
    desk.press("ghi")

    now = desk.wait_for(lambda told: told["job__state"] == "failed")
    assert (now["state"], now["job__attempts"], now["families"]) == ("writing", len(SHARES), [])
    assert list((office.data / "deaths").glob("* try")) == []
    page = desk.client.patiently(desk.page)[1]
    assert "Máy chưa làm được" in page
    assert "Chưa ghi dòng nào. Bấm “Kiểm tra lại” để làm lại từ đầu." in page

    desk.press("kiem-tra-lai")
    assert desk.wait_for(is_ready)["new_count"] == COUNT
    desk.press("ghi")
    now = desk.wait_for(is_over)
    assert now == now | whole("Vi", COUNT) | {"state": "done", "job__attempts": 1}


def test_an_import_killed_once_is_done_once_without_anybody_pressing(office):
    desk = Desk(office, "Lò", 8_200_000, COUNT)
    desk.wait_for(is_ready)
    office.plan(f"row{WRITTEN // 2} worker")
    desk.press("ghi")

    now = desk.wait_for(is_over)
    assert now == now | whole("Lò", COUNT) | {"state": "done", "job__attempts": 2}


def test_two_lists_of_the_same_people_written_by_two_processes_at_once_do_not_mix(office):
    desks = [Desk(office, family, 8_300_000, MANY) for family in ("Hà", "Bùi")]
    for desk in desks:
        desk.wait_for(is_ready)
    with office.another_worker("long"):
        before = taken(office)
        for number in (1, 2):
            standing = office.plan(f"{number} stand child")
        for desk in desks:
            desk.press("ghi")
        wait_until(
            lambda: taken(office) == before + len(desks),
            seconds=60,
            what="two processes have the two lists in hand",
        )
        wait_until(
            lambda: are_over(desks, standing), seconds=60, what=lambda: [desk.told() for desk in desks]
        )

    first, second = sorted((desk.told() for desk in desks), key=lambda now: now["state"])
    assert (first["state"], second["state"]) == ("done", "refused")
    assert first["people"] == first["cells"] == first["journal"] == MANY
    assert (len(first["families"]), second["journal"]) == (1, 0)
