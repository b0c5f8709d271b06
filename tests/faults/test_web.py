"""The web killed in the middle of a submit: what was confirmed is there, once, and no form is taken twice."""

import random
import threading
from itertools import count

from tests.faults.client import Died
from tests.faults.death import END
from tests.instances import wait_until

CLIENTS, EACH = 6, 4
MASTER, WORKER = 0, -1
VICTIMS = (WORKER, WORKER, MASTER, WORKER, WORKER)


def paths(review):
    """The page with the button, where the button leads, and the receipt."""
    return [f"/ban-kiem-diem/{review}/{page}/" for page in ("kiem-tra", "nop", "bien-nhan")]


def handed_in(before, receipt):
    """What one submission leaves behind."""
    return before | {
        "state": "submitted",
        "receipt": receipt,
        "revisions": [[1, before["text"]]],
        "audit": 1,
        "notices": 1,
        "once": 1,
    }


def receipt_of(review):
    """The number of a first receipt."""
    return f"KĐ-2021-{review[:6].upper()}-1"


def submit_and_die(office, review, die_at):
    """Submit, the web dying at that step; then the same form again. Whether it died."""
    client, (check, submit, receipt) = office.author(review), paths(review)
    before, form = office.ask("submission", review), client.form(check, submit)
    number = receipt_of(review)
    try:
        answer = client.send(submit, form, die_at=die_at)
    except Died:
        after = office.ask("submission", review)
        assert after in (before, handed_in(before, number)), f"half a submission after step {die_at}"
        answer = None
    again = client.patiently(submit, form)
    assert again[0] == receipt
    assert number in again[1]
    assert office.ask("submission", review) == handed_in(before, number)
    return answer is None


def test_a_web_killed_at_any_step_of_a_submit_leaves_all_of_it_or_nothing(office):
    """The submit dies after its first row, after its second, ... until one lives to answer; then once unheard."""
    steps = next(n for n in count(1) if not submit_and_die(office, *office.take(1), str(n))) - 1
    assert steps >= 8
    assert submit_and_die(office, *office.take(1), END)


def save_and_die(office, client, review, texts, die_at):
    """Autosave two sections at once, the web dying at that step; then the same again. Whether it died."""
    first, second = office.ask("prose", review)
    form = client.form(*paths(review)[:2])
    stamps = {box[1]: box[2] for box in (first, second)}
    typed = {first[0]: texts[0], second[0]: texts[1], **stamps}
    died = False
    try:
        client.autosave(review, typed | form, die_at=die_at)
    except Died:
        died = True
        kept = [box[3] for box in office.ask("prose", review)]
        assert kept in ([first[3], second[3]], texts), f"half a text after step {die_at}"
    stamps |= client.autosave(review, typed | form)
    now = office.ask("prose", review)
    assert [box[3] for box in now] == texts
    assert [box[4] for box in now] == [first[4] + 1, second[4] + 1]
    assert stamps == {box[1]: box[2] for box in now}, "the page was not told the stamps of what it shows"
    return died


def test_a_web_killed_at_any_step_of_an_autosave_keeps_all_of_the_text_or_what_stood_there(office):
    (review,) = office.take(1)
    client, words = office.author(review), "Đã tháo dỡ 08/14 trường hợp. "

    def die_at(step, n):
        texts = [f"{words * n * 40}{n}", f"{words * n * 30}{n}"]
        return save_and_die(office, client, review, [text.strip() for text in texts], step)

    steps = next(n for n in count(1) if not die_at(str(n), n)) - 1
    assert steps >= 2
    assert die_at(END, steps + 2)


class Cadre(threading.Thread):
    """Writes, checks and submits whatever happens, and notes what was confirmed."""

    def __init__(self, office, reviews):
        super().__init__()
        self.office, self.reviews, self.confirmed, self.fault = office, reviews, [], None

    def run(self):
        try:
            for review in self.reviews:
                self.write_and_submit(review)
        except BaseException as fault:
            self.fault = fault

    def write_and_submit(self, review):
        client, (check, submit, receipt) = self.office.author(review), paths(review)
        box, stamp_name, stamp, *_ = self.office.ask("prose", review)[0]
        token = client.form(check, submit)
        for number in range(5):
            text = f"{review}: lần thứ {number}. " * 50
            answer = client.autosave(review, {box: text.strip(), stamp_name: stamp} | token)
            stamp = answer.get(stamp_name, stamp)
            self.confirmed.append((review, "text", text.strip()))
        address, page = client.patiently(submit, client.form(check, submit))
        assert (address, receipt_of(review) in page) == (receipt, True)
        self.confirmed.append((review, "receipt", receipt_of(review)))


def test_a_web_killed_again_and_again_loses_nothing_that_was_confirmed(office):
    cadres = [Cadre(office, office.take(EACH)) for _ in range(CLIENTS)]
    total, chance = CLIENTS * EACH * 6, random.Random(2021)
    for cadre in cadres:
        cadre.start()
    moments = sorted(chance.sample(range(1, total - 20), len(VICTIMS)))
    for moment, victim in zip(moments, VICTIMS, strict=True):
        wait_until(
            lambda moment=moment: sum(len(one.confirmed) for one in cadres) >= moment or fault_of(cadres),
            seconds=90,
            what=f"{moment} of {total} things confirmed",
        )
        office.kill("ts-web", which=victim, of=2)
    for cadre in cadres:
        cadre.join(120)

    assert fault_of(cadres) is None
    confirmed = [one for cadre in cadres for one in cadre.confirmed]
    assert len(confirmed) == total
    for review, _kind, number in (one for one in confirmed if one[1] == "receipt"):
        left = office.ask("submission", review)
        assert left == handed_in(left, number)
        assert office.ask("prose", review)[0][3] == (f"{review}: lần thứ 4. " * 50).strip()
    wait_until(lambda: office.status("/readyz") == 200, seconds=60, what=lambda: office.get("/readyz"))


def fault_of(cadres):
    """What went wrong in a thread."""
    return next((one.fault for one in cadres if one.fault), None)
