"""Sixty clerks on one evening: each types the papers and the conference of a cell, all at the same moment (P51)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bench.parts.client import Answer, Browser, Forms

CLERKS, ROWS = 60, 23


def path_of(key: str) -> str:
    """The page of a cell's evening."""
    return f"/hoi-nghi/chi-bo/{key}/"


def clerks_of_cells() -> dict[str, str]:
    """A secretary's account at each of the sixty cells nearest to 23 members; sign-in name and the cell's key."""
    from django.db.models import Count, F, Func

    from organizations.models import Account, Assignment, PartyOrganization

    cells = PartyOrganization.objects.filter(
        review_places__collective__isnull=True, review_places__is_compulsory=True
    ).annotate(members=Count("review_places"))
    writers = cells.filter(review_places__subject__person__account__sign_in_name__startswith="bench")
    cells = cells.exclude(pk__in=writers.values("pk"))  # whoever writes here brings no paper
    near = cells.order_by(Func(F("members") - ROWS, function="ABS"), "pk")[:CLERKS]
    found = {}
    for number, cell in enumerate(near, start=1):
        account, _ = Account.objects.get_or_create(
            sign_in_name=f"cell{number:02d}", defaults={"full_name": f"Bí thư {number}", "password": "!"}
        )
        Assignment.objects.get_or_create(
            account=account, role="cell_secretary", organization=cell, defaults={"from_on": date(2021, 1, 1)}
        )
        found[account.sign_in_name] = cell.key
    return found


def typed_evening(browser: Browser, key: str) -> dict[str, str]:
    """The page with a paper for whoever has none, everybody reviewed."""
    page = browser.get(path_of(key))
    typed = next(boxes for _where, boxes in Forms(page.text).forms if "held_on" in boxes)
    for name in [one for one in typed if one.endswith("-absent_reason")]:
        row = name.removesuffix("-absent_reason")
        typed |= {f"{row}-reviewed": "1", name: ""}
        if f"{row}-sheets" in typed:
            typed |= {f"{row}-sheets": "2", f"{row}-level": "good"}
    return typed | {
        "held_on": "10/12/2021",
        "place": "Nhà văn hóa",
        "chair": "Bí thư",
        "secretary": "Thư ký",
        "convened_count": "60",
        "present_count": "60",
        "minutes_mode": "typed",
    }


def type_evening(
    browser: Browser, key: str, send: Callable[[Browser, str, dict[str, str]], tuple[Answer, float]]
) -> tuple[bool, float]:
    """One clerk's evening: whether it was taken, and how long that took."""
    answer, took = send(browser, path_of(key), typed_evening(browser, key))
    return answer.status == 302, took


def kept_evenings(confirmed: list[str]) -> dict[str, Any]:
    """How many of the confirmed evenings are there once and whole: everybody reviewed, everybody's paper in."""
    from reviews.models import Conference, Place

    whole = rows = 0
    for key in confirmed:
        held = list(Conference.objects.filter(cell__key=key))
        places = Place.objects.filter(organization__key=key, collective__isnull=True)
        there = places.filter(concluded_on=date(2021, 12, 10)).exclude(subject__self_review__state="draft")
        one = len(held) == 1 and held[0].agenda.count() == there.count() == places.count()
        whole, rows = whole + one, rows + there.count()
    return {"clerks_found": whole, "clerk_rows": rows}
