"""Every page that is looked at by machine: add a line for each page you draw.

`who` is an attribute of the world (tests/web/conftest.py), "" is a stranger; `path` gets the world.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Page:
    """One page as one person sees it."""

    name: str
    who: str
    path: Callable[[Any], str]


def named(name: str, who: str = "", *keys: Callable[[Any], str]) -> Page:
    """A page by its URL name; the keys are read from the world."""
    return Page(f"{name} {who}".strip(), who, lambda world: reverse(name, args=[key(world) for key in keys]))


ACCOUNT_PAGES = [
    named("account_login"),
    named("organizations:guide"),
    named("organizations:guide", "clerk"),
    named("organizations:privacy"),
    named("organizations:demo_clock"),
    named("organizations:account", "member"),
    named("organizations:notice_list", "clerk"),
    named("organizations:notice_list", "cadre"),
    named("account_change_password", "clerk"),
    named("account_logout", "clerk"),
    named("account_reauthenticate", "clerk"),
    named("mfa_index", "clerk"),
    named("organizations:code_card", "clerk"),
    named("organizations:access_list", "leader"),
    named("organizations:job_detail", "clerk", lambda world: world.job.key),
    Page("an unknown address", "clerk", lambda world: "/khong-co-trang-nay/"),
    Page("a page of another role", "cadre", lambda world: reverse("organizations:access_list")),
]

PAGES = [*ACCOUNT_PAGES]
