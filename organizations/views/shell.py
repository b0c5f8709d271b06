"""The frame around every page: whose it is, under which hat, whom to ring."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest

from organizations.forms import RowsForm
from organizations.http import IDLE_SECONDS, page_before_all, typed_texts
from organizations.models import Account, Assignment
from organizations.queries import DemoGroup, FrameFacts, FrameUnit, demo_groups, frame_facts

SIZE_COOKIE = "co-chu"
SIZES = ("s", "m", "l")
SHORT = 60
A_KEY = re.compile(r"[a-z0-9]{12}")


@dataclass(frozen=True, slots=True)
class Help:
    """Whom to ring when the page does not help."""

    name: str
    office: str
    phone: str


@dataclass(frozen=True, slots=True)
class Typed:
    """One box of a form that could not be taken, with what was typed in it."""

    name: str
    label: str
    text: str

    @property
    def rows(self) -> int:
        """How much room it takes on the page."""
        return 1 if len(self.text) <= SHORT else 4


Labels = Mapping[str, str]


def known_labels(view: Callable[..., object]) -> tuple[Labels, Labels]:
    """The labels of the boxes in the forms that a view's module uses: of single boxes, and of those in rows."""
    known = vars(inspect.getmodule(inspect.unwrap(view))).values()
    forms = [one for one in known if isinstance(one, type) and issubclass(one, BaseForm)]
    with_rows = [one for one in forms if issubclass(one, RowsForm) and one is not RowsForm]
    all_of_them, of_these = _agreed(map(_labels, forms)), _agreed(map(_labels, with_rows))
    return all_of_them | of_these, all_of_them | _agreed(one.box_labels for one in with_rows)


def _labels(form: type[BaseForm]) -> Labels:
    return {name: str(field.label or "") for name, field in getattr(form, "base_fields", {}).items()}


def _agreed(forms: Iterable[Labels]) -> dict[str, str]:
    """A name that two forms use differently tells nothing."""
    found: dict[str, set[str]] = {}
    for labels in forms:
        for name, label in labels.items():
            found.setdefault(name, set()).add(label)
    return {name: labels.pop() for name, labels in found.items() if len(labels) == 1}


def label_of(name: str, single: Labels, in_rows: Labels) -> str:
    """The label of a box; in a row its name stands before or behind the row's key."""
    parts = name.split("-")
    return single.get(name) or in_rows.get(parts[-1]) or in_rows.get(parts[0]) or ""


def rows_of(names: Iterable[str]) -> dict[str, int]:
    """The rows of a form by the keys in their boxes' names, numbered as they stood on the page."""
    keys = dict.fromkeys(part for name in names for part in name.split("-") if A_KEY.fullmatch(part))
    return {key: number for number, key in enumerate(keys, start=1)}


def label_in_row(name: str, label: str, rows: Mapping[str, int]) -> str:
    """The label of a box, with the number of its row if it stands in one."""
    number = next((rows[part] for part in name.split("-") if part in rows), 0)
    return f"Dòng {number}: {label or 'ô'}" if number else label


class Shell:
    """What `base.html` asks for; nothing is read before a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.demo = bool(settings.DEMO)

    @property
    def now(self) -> datetime | None:
        """The office's clock at this request."""
        return getattr(self.request, "received_at", None)

    @property
    def done(self) -> str:
        """The key of the form that was taken just now."""
        return self.request.COOKIES.get(settings.DONE_COOKIE_NAME, "")

    @property
    def typed(self) -> list[Typed]:
        """The words of a form that could not be taken, under the labels of their boxes as far as they are known."""
        texts, match = typed_texts(self.request), self.request.resolver_match
        known = known_labels(match.func) if texts and match else ({}, {})
        rows = rows_of(self.request.POST) if texts else {}
        return [Typed(name, label_in_row(name, label_of(name, *known), rows), text) for name, text in texts]

    @property
    def session_seconds(self) -> int:
        """How long until the session ends, if nothing more is done."""
        return IDLE_SECONDS

    @property
    def size(self) -> str:
        """The size of text chosen on this device."""
        chosen = self.request.COOKIES.get(SIZE_COOKIE, "m")
        return chosen if chosen in SIZES else "m"

    @cached_property
    def account(self) -> Account | None:
        """Who is signed in."""
        user = getattr(self.request, "user", None)
        return user if isinstance(user, Account) else None

    @cached_property
    def ready(self) -> bool:
        """Signed in and let in: before that a page shows nothing of what lies behind."""
        return self.account is not None and not page_before_all(self.request, self.account)

    @cached_property
    def hats(self) -> list[Assignment]:
        """The roles to choose between."""
        if self.account is None:
            return []
        worn = {one.assignment_key for one in self.account.hats}
        return [one for one in self.account.assigned if one.key in worn]

    @cached_property
    def hat(self) -> Assignment | None:
        """The role worked under now."""
        worn = [one for one in self.hats if self.account and one.key == self.account.hat_key]
        return next(iter(worn or self.hats), None)

    @cached_property
    def place(self) -> str:
        """Whose desk this is: the unit or organisation of the hat, else the province."""
        if self.hat is not None:
            unit = self.unit
            own = unit is not None and unit.organization == self.hat.organization_id
            return unit.name if unit and (own or self.hat.unit_id) else self.hat.organization.name
        return self.facts.province

    @cached_property
    def facts(self) -> FrameFacts:
        """What the frame says besides the hat, read at once."""
        return frame_facts(self.account, self.hat)

    @cached_property
    def demo_groups(self) -> list[DemoGroup]:
        """Accounts that the sign-in page of a demo opens by one click."""
        return demo_groups() if self.demo else []

    @property
    def unread(self) -> int:
        """How many notices wait to be read."""
        return self.facts.unread

    @cached_property
    def help(self) -> Help | None:
        """The nearest desk above: of a cell its base's, below a unit the unit's contact, of a unit who follows it."""
        if self.facts.base:
            return Help(**self.facts.base)
        unit, below = self.unit, self.is_below_its_unit
        if unit is None:
            return self._desk()
        own_name, own_key = (self.account.full_name, self.account.pk) if self.account else ("", None)
        official = contact = None
        if unit.official_name and unit.official_phone and unit.official != own_key:
            official = Help(unit.official_name, "Ban Tổ chức Tỉnh ủy", unit.official_phone)
        if unit.contact_name and unit.contact_mobile and unit.contact_name != own_name:
            contact = Help(unit.contact_name, unit.name, unit.contact_mobile)
        return (contact or official if below else official or contact) or self._desk()

    @property
    def is_below_its_unit(self) -> bool:
        """Whether the hat is held at an organisation under the one that submits."""
        unit, hat = self.unit, self.hat
        return (
            unit is not None
            and hat is not None
            and not hat.unit_id
            and unit.organization != hat.organization_id
        )

    @property
    def unit(self) -> FrameUnit | None:
        """The submitting unit of the hat: its own, or the nearest one above in the tree."""
        return self.facts.unit

    def _desk(self) -> Help | None:
        """The first official of the Organization Committee who has a telephone."""
        facts = self.facts
        return Help(facts.desk_name, "Ban Tổ chức Tỉnh ủy", facts.desk_phone) if facts.desk_phone else None


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor named in the settings."""
    return {"shell": Shell(request)}
