"""`./run bench rush`: the last hour. Five hundred people write and hand in, eight at once, without a pause.

Each saves, lets his page save by itself, and hands in; meanwhile sixty clerks send a cell's whole evening at once.
What was confirmed is looked for afterwards: once each, with the very text, by its hash.
"""

import argparse
import json
import queue
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from bench.parts.cells import clerks_of_cells, kept_evenings, type_evening
from bench.parts.client import Answer, Browser, Forms
from bench.parts.province import installation
from bench.parts.report import finish, table
from bench.parts.server import cpu_seconds, served, signed_in, use
from bench.parts.writing import edit, filled, kept

FULL = 62_000
PEOPLE, AT_ONCE = 500, 8
PATIENCE = 20


@dataclass(slots=True)
class Seen:
    """What the savers saw."""

    saves: list[float] = field(default_factory=list)
    hand_ins: list[float] = field(default_factory=list)
    busy: int = 0
    errors: list[str] = field(default_factory=list)
    confirmed: dict[str, str] = field(default_factory=dict)
    autosaves: int = 0
    evenings: list[float] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


def patiently(seen: Seen, browser: Browser, path: str, typed: dict[str, str]) -> tuple[Answer, float]:
    """Send; a 503 that says when to come back is no error, and is followed."""
    for _ in range(PATIENCE):
        began = time.monotonic()
        answer = browser.post(path, typed)
        if answer.status != 503 or "retry-after" not in answer.headers:
            break
        seen.busy += 1
        time.sleep(min(int(answer.headers["retry-after"]), 2))
    return answer, time.monotonic() - began


def hand_in(seen: Seen, browser: Browser, key: str) -> None:
    """One person: opens the form, saves, checks, hands in."""
    typed, digest = filled(browser, key, key)
    answer, took = patiently(seen, browser, edit(key), typed)
    if answer.status != 302:
        seen.errors.append(f"save {answer.status}")
        return
    seen.saves.append(took)
    autosave(seen, browser, key)
    there = edit(key).replace("viet", "nop")
    check = browser.get(edit(key).replace("viet", "kiem-tra"))
    answer, took = patiently(seen, browser, there, Forms(check.text).leading_to(there))
    seen.hand_ins.append(took)
    if answer.status == 302 and "bien-nhan" in answer.headers["location"]:
        seen.confirmed[key] = digest
    else:
        seen.errors.append(f"submit {answer.status}")


def autosave(seen: Seen, browser: Browser, key: str) -> None:
    """The page saves by itself what was typed meanwhile; the words are those that are handed in."""
    typed, _ = filled(browser, key, key)
    answer, _took = patiently(
        seen,
        browser,
        edit(key).replace("viet", "tu-luu"),
        {name: value for name, value in typed.items() if name != "check"},
    )
    if answer.status == 200:
        seen.autosaves += 1
    else:
        seen.errors.append(f"autosave {answer.status}")


def evening(seen: Seen, browser: Browser, key: str, gate: threading.Barrier) -> None:
    """One clerk: everything is typed, and all send at once."""

    def send(one: Browser, path: str, typed: dict[str, str]) -> tuple[Answer, float]:
        gate.wait()
        return patiently(seen, one, path, typed)

    try:
        taken, took = type_evening(browser, key, send)
    except Exception as broken:
        seen.errors.append(repr(broken)[:80])
        return
    seen.evenings.append(took)
    if taken:
        seen.cells.append(key)
    else:
        seen.errors.append("evening")


def work(seen: Seen, waiting: "queue.SimpleQueue[tuple[Browser, str]]") -> None:
    """One saver, until nobody is left."""
    while True:
        try:
            browser, key = waiting.get_nowait()
        except queue.Empty:
            return
        try:
            hand_in(seen, browser, key)
        except Exception as broken:
            seen.errors.append(repr(broken)[:80])


def p95(times: list[float]) -> int:
    """Milliseconds that 95 of 100 stay under."""
    return round(sorted(times)[max(0, int(len(times) * 0.95) - 1)] * 1000) if times else 0


def found(confirmed: dict[str, str]) -> int:
    """How many of the confirmed are there once, with their own words."""
    from reviews.models import Revision

    texts: dict[str, list[str]] = {}
    for key, content in Revision.objects.filter(review__key__in=confirmed).values_list(
        "review__key", "content"
    ):
        texts.setdefault(key, []).append(kept(content, key))
    return sum(texts.get(key) == [digest] for key, digest in confirmed.items())


def measured(members: int, database: str) -> dict[str, Any]:
    """The rush on one installation."""
    with installation(members, database) as here:
        use(here)
        from reviews.models import SelfReview

        browsers = signed_in(here, [f"bench{number:03d}" for number in range(1, PEOPLE + 1)])
        keys = SelfReview.objects.filter(subject__person__account__sign_in_name__in=browsers).values_list(
            "subject__person__account__sign_in_name", "key"
        )
        cells = clerks_of_cells()
        clerks = signed_in(here, cells)
        gate = threading.Barrier(len(clerks))
        waiting: queue.SimpleQueue[tuple[Browser, str]] = queue.SimpleQueue()
        for name, key in keys:
            waiting.put((browsers[name], key))
        seen = Seen()
        with served(here) as pid:
            began, spent, own = time.monotonic(), cpu_seconds(pid), time.process_time()
            savers = [threading.Thread(target=work, args=(seen, waiting)) for _ in range(AT_ONCE)]
            savers += [
                threading.Thread(target=evening, args=(seen, clerks[name], key, gate))
                for name, key in cells.items()
            ]
            for one in savers:
                one.start()
            for one in savers:
                one.join()
            took, spent = time.monotonic() - began, cpu_seconds(pid) - spent
            own = time.process_time() - own
        return {
            "saves_per_s": round(len(seen.saves) / took, 2),
            "p95_ms": p95(seen.saves + seen.hand_ins),
            "errors": len(seen.errors),
            "confirmed": len(seen.confirmed),
            "found": found(seen.confirmed),
            "autosaves": seen.autosaves,
            "clerks": len(cells),
            "clerk_saves": len(seen.cells),
            **kept_evenings(seen.cells),
            "clerk_p95_ms": p95(seen.evenings),
            "database": database,
            "people": len(browsers),
            "posts_per_s": round((len(seen.saves) + len(seen.hand_ins)) / took, 2),
            "server_cpu_ms_a_person": round(1000 * spent / len(browsers)),
            "savers_cpu_ms_a_person": round(1000 * own / len(browsers)),  # of the same two cores
            "busy_503": seen.busy,
            "kinds_of_error": sorted(set(seen.errors))[:5],
        }


def main() -> None:
    """On both databases unless told otherwise."""
    arguments = argparse.ArgumentParser(prog="./run bench rush", description=__doc__)
    arguments.add_argument("--members", type=int, default=FULL)
    arguments.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    arguments.add_argument("--only", action="store_true", help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.only:
        print(json.dumps(measured(asked.members, asked.database)))
        return
    command = [sys.executable, "-m", "bench.rush", "--only", *sys.argv[1:]]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    print(f"{asked.members} members, {asked.database}: {PEOPLE} people, {AT_ONCE} at once")
    print(
        "each opens the form, saves, lets it save, opens the check, hands in; 60 clerks send a cell each; "
        "bar: 10 saves a second, no error, nothing lost"
    )
    table(("figure", ""), [[name, str(value)] for name, value in figures.items()])
    finish({"bench": "rush", **figures})


if __name__ == "__main__":
    main()
