"""Every form sent empty, and sent all wrong: each rule answers once at the top, and nothing typed is lost."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from tests.web.pages import ERROR_PAGES, Page
from tests.web.wrong import ALL_WRONG

TYPED = {"text", "date", "time", "number", "tel", "search"}
WRONG = "sai <12/13>"
# A sent dossier takes no file; the office's dossier has no part on the other two pages (tests/deadlines/test_forms.py).
OF_NO_BOX = {"deadlines:item_detail", "deadlines:dossier_return", "deadlines:dossier_paper"}
# What it makes is shown once, on its own answer, and is nowhere kept.
SHOWS_A_CODE = {"organizations:account_reset"}

pytestmark = pytest.mark.django_db


class Fields(HTMLParser):
    """The boxes of a page's forms, with what is written in them."""

    def __init__(self, answer):
        super().__init__()
        self.typed, self.hidden, self.area = {}, {}, ""
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        name, kind = at.get("name", ""), at.get("type", "text")
        if not name:
            return
        if tag == "textarea":
            self.area, self.typed[name] = name, ""
        elif tag == "input" and kind == "hidden":
            self.hidden[name] = at.get("value", "")
        elif tag == "input" and kind in TYPED:
            self.typed[name] = at.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data):
        if self.area:
            self.typed[self.area] += data


def summary(answer):
    """The lines at the top of a page that came back."""
    found = re.search(r'class="errsum.*?</ul>', answer.content.decode(), re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", found.group(), re.DOTALL) if found else []
    return [unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in lines]


@pytest.mark.parametrize("one", ERROR_PAGES, ids=lambda one: one.name)
def test_an_empty_form_says_everything_at_once(visit, one):
    answer = visit(one, demo=True)
    assert answer.status_code == one.answers
    lines, page = summary(answer), answer.content.decode()
    assert len(lines) == one.errors, lines
    assert "<title>Lỗi: " in page
    nowhere = [line for line, to in zip(lines, links(answer), strict=True) if f'id="{to}"' not in page]
    assert len(nowhere) == (one.url in OF_NO_BOX), nowhere


@pytest.mark.parametrize("one", ERROR_PAGES, ids=lambda one: one.name)
def test_what_was_typed_stays(visit, one):
    blank = Fields(visit(Page(one.url, one.who, given=one.given, query=one.query), demo=True))
    wrong = {name: f"{WRONG} {place}" for place, name in enumerate(blank.typed)}
    answer = visit(
        Page(one.url, one.who, data=blank.hidden | wrong, given=one.given, query=one.query), demo=True
    )
    if summary(answer):
        kept = Fields(answer).typed
        lost = {name: kept.get(name) for name, text in wrong.items() if kept.get(name, "").strip() != text}
        assert lost == {}
    else:
        taken = 200 if one.url in SHOWS_A_CODE else 302
        assert answer.status_code == taken, "neither taken nor refused"


def links(answer):
    """Where each line at the top leads; nothing for one that is about no single box."""
    found = re.search(r'class="errsum.*?</ul>', answer.content.decode(), re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", found.group(), re.DOTALL) if found else []
    return [next(iter(re.findall(r'href="#([^"]+)"', line)), "") for line in lines]


@pytest.mark.parametrize(
    "one", ALL_WRONG, ids=lambda one: f"{one.url} {one.query} {one.data.get('act', '')}".strip()
)
def test_as_many_errors_are_shown_as_rules_are_broken_each_at_its_box(visit, one):
    blank = visit(Page(one.url, one.who, given=one.given, query=one.query), demo=True)
    rows = re.findall(r'name="(?:item|level|n|tl)-([a-z0-9]+)', blank.content.decode())
    answer = visit(one.page(Fields(blank).hidden, row=next(iter(rows), "")), demo=True)
    lines, anchors = summary(answer), links(answer)
    assert (answer.status_code, len(lines)) == (422, one.rules), lines
    assert anchors.count("") == one.whole, list(zip(lines, anchors, strict=True))
    page = answer.content.decode()
    assert [one for one in anchors if one and f'id="{one}"' not in page] == []


def test_every_form_has_its_row_here():
    """A form that is sent empty in pages.py is sent all wrong too."""
    known = {one.url for one in ALL_WRONG} | {
        "account_login",
        "account_change_password",
        "account_reauthenticate",
    }
    assert {one.url for one in ERROR_PAGES} - known == set()
