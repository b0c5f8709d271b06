"""`./run bench pages`: what the pages cost on the full province, in units of a page of the same server.

A unit is the processor time of a 500-row Django template without a database, asked for in between.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.parts.client import Answer, Browser, Forms
from bench.parts.province import Installation, installation
from bench.parts.report import finish, table
from bench.parts.server import CALIBRATION, memory_mb, served, signed_in, use
from bench.parts.writing import edit, filled

FULL, SMALL = 62_000, 6_200
SAMPLES, WARM = 15, 3
SINGLE = ("home", "self_review", "dossier")  # what a page of one thing costs must not grow with the province
# The bars of the product: questions, units, bytes; None where none is set.
BARS: dict[str, tuple[int | None, float | None, int | None]] = {
    "sign_in": (2, 0.5, 60_000),
    "home": (8, 2, None),
    "self_review": (12, 4, None),
    "save": (10, 2.5, None),
    "autosave": (10, 1, None),
    "submit": (20, 4, None),
    "people": (10, 8, 15_000),
    "subjects": (10, 8, 15_000),
    "rating_board": (15, 25, None),
    "province_board": (15, 5, None),
    "dossier": (15, 4, None),
    "balance": (15, None, None),
}
Ask = Callable[[], Answer]


def sampled(meter: Browser, ask: Ask, times: int) -> dict[str, Any]:
    """Medians of some visits, with the unit measured between them."""
    for _ in range(WARM):
        ask()
    visits, units = [], []
    for _ in range(times):
        units.append(meter.get(CALIBRATION).cpu)
        visits.append(ask())
    wrong = {one.status for one in visits} - {200, 302}
    if wrong:
        raise SystemExit(f"bench: a page answered {sorted(wrong)}")
    return {
        "queries": max(one.queries for one in visits),
        "max_same_sql": max(one.same for one in visits),
        "cpu_units": round(median(one.cpu for one in visits) / median(units), 2),
        "bytes": round(median(one.wire for one in visits)),
    }


def first_visit(meter: Browser) -> int:
    """The bytes of the sign-in page with all that it loads."""
    page = Browser(meter.port).get("/dang-nhap/", **{"Accept-Encoding": "gzip, br"})
    assets = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.text))
    return page.wire + sum(
        len(meter.get(one, **{"Accept-Encoding": "gzip, br"}).body) for one in sorted(assets)
    )


def addresses() -> dict[str, tuple[str, str]]:
    """Each page that exists yet: who opens it, and where."""
    from django.urls import NoReverseMatch, reverse

    from deadlines.models import Dossier
    from ratings.models import Sitting
    from reviews.models import SelfReview

    review = SelfReview.objects.get(subject__label="Bùi Đức Khải")
    dossier = Dossier.objects.filter(unit__name="Huyện ủy Đồng Khê").order_by("pk")[0]
    wanted = {
        "home": ("btc", "deadlines:worklist", []),
        "home_clerk": ("dongkhe", "deadlines:worklist", []),
        "home_subject": ("khai", "deadlines:worklist", []),
        "self_review": ("khai", "reviews:self_review_edit", [review.key]),
        "people": ("btc", "cadres:person_list", []),
        "subjects": ("btc", "reviews:subject_list", []),
        "rating_board": ("btc", "ratings:sitting_detail", [Sitting.objects.get().key]),
        "province_board": ("btc", "deadlines:board", []),
        "dossier": ("dongkhe", "deadlines:dossier_detail", [dossier.key]),
        "tree": ("btc", "cadres:organization_list", []),
        "balance": ("btc", "ratings:balance", []),
    }
    found = {}
    for name, (who, url, keys) in wanted.items():
        try:
            found[name] = (who, reverse(url, args=keys))
        except NoReverseMatch:
            continue  # a page of a later day
    return found


def writing(meter: Browser, writers: dict[str, Browser]) -> dict[str, dict[str, Any]]:
    """Saving, saving by itself and handing in, each by people of whom nobody has done it yet."""
    from reviews.models import SelfReview

    reviews = dict(
        SelfReview.objects.filter(subject__person__account__sign_in_name__in=writers).values_list(
            "subject__person__account__sign_in_name", "key"
        )
    )
    people = iter([(browser, reviews[name]) for name, browser in sorted(writers.items())])
    ready: list[tuple[Browser, str]] = []

    def save() -> Answer:
        browser, key = next(people)
        typed, _ = filled(browser, key, key)
        ready.append((browser, key))
        return browser.post(edit(key), typed)

    def autosave() -> Answer:
        browser, key = ready[0]
        typed, _ = filled(browser, key, key)
        name = next(one for one in typed if one.startswith("s-"))
        changed = {one: value for one, value in typed.items() if one != "check"}
        changed[name] += f" Thêm lần {len(changed[name])}."
        return browser.post(edit(key).replace("viet", "tu-luu"), changed)

    def submit() -> Answer:
        browser, key = ready.pop()
        there = edit(key).replace("viet", "nop")
        typed = Forms(browser.get(edit(key).replace("viet", "kiem-tra")).text).leading_to(there)
        answer = browser.post(there, typed)
        if "bien-nhan" not in answer.headers.get("location", ""):
            raise SystemExit("bench: a self-review was not taken")
        return answer

    found = {"save": sampled(meter, save, SAMPLES)}
    found["autosave"] = sampled(meter, autosave, SAMPLES)
    found["submit"] = sampled(meter, submit, SAMPLES - WARM)
    return found


def measured(here: Installation) -> dict[str, Any]:
    """Every page on one installation."""
    use(here)
    with served(here) as pid:
        meter, pages = Browser(here.port), addresses()
        names = {who for who, _ in pages.values()}
        browsers = signed_in(here, [*names, *(f"bench{number:03d}" for number in range(1, 41))])
        found = {"sign_in": sampled(meter, lambda: Browser(here.port).get("/dang-nhap/"), SAMPLES)}
        found["sign_in"]["bytes"] = first_visit(meter)
        for name, (who, path) in pages.items():
            found[name] = sampled(meter, lambda who=who, path=path: browsers[who].get(path), SAMPLES)  # type: ignore[misc]
        writers = {name: one for name, one in browsers.items() if name.startswith("bench")}
        found |= writing(meter, writers)
        return {"pages": found, "memory_mb": memory_mb(pid)}


def one(members: int, database: str) -> dict[str, Any]:
    """The pages at one size, in a process of its own."""
    command = [sys.executable, "-m", "bench.pages", "--only", str(members), "--database", database]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Both sizes, the table with the bars, the line."""
    arguments = argparse.ArgumentParser(prog="./run bench pages", description=__doc__)
    arguments.add_argument("--members", type=int, default=FULL, help="the larger province (62000)")
    arguments.add_argument("--small", type=int, default=SMALL, help="the smaller, for growth (6200); 0: none")
    arguments.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    arguments.add_argument("--only", type=int, default=0, help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.only:
        with installation(asked.only, asked.database) as here:
            print(json.dumps(measured(here)))
        return
    small = one(asked.small, asked.database)["pages"] if asked.small else {}
    full = one(asked.members, asked.database)
    pages = full["pages"]
    growth = {
        name: round(pages[name]["cpu_units"] / small[name]["cpu_units"], 2) for name in pages if name in small
    }
    rows = []
    for name, row in pages.items():
        queries, units, size = BARS.get(name, (None, None, None))
        met = (queries is None or row["queries"] <= queries) and (units is None or row["cpu_units"] <= units)
        met = (
            met
            and (size is None or row["bytes"] <= size)
            and (name not in SINGLE or growth.get(name, 0) <= 1.2)
        )
        bar = " ".join(f"≤{one}" for one in (queries, units, size) if one is not None)
        rows.append([name, *row.values(), growth.get(name, ""), bar, "" if met else "MISSED"])
    print(f"{asked.members} members, {asked.database}; the server's largest process {full['memory_mb']} MB")
    table(("page", "queries", "same", "units", "bytes", "growth", "bar", ""), rows)
    finish(
        {
            "bench": "pages",
            "members": asked.members,
            "database": asked.database,
            "pages": pages,
            "growth": growth,
        }
    )


if __name__ == "__main__":
    main()
