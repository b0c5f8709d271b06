"""Every form of every page, filled in as nobody should: the answer is a page, never a failure of ours.

The forms are read from the pages themselves, as each role sees them, so a new form is tried without a line here.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from tests import factories as make
from tests.authority import world as office
from tests.authority.test_matrix import url_names

MANAGEMENT = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
LEAVE_OUT = {"account_logout", "healthz", "readyz"}
ROLES = (
    "organization_staff",
    "unit_clerk",
    "subject",
    "unit_checker",
    "unit_leader",
    "standing_member",
    "supervisor",
    "registry",
    "cell_secretary",
    "helper",
)  # fmt: skip


@dataclass
class Field:
    """One box of a form: what is typed in it, and the values it offers."""

    kind: str
    value: str = ""
    offers: list[str] = field(default_factory=list)


PLAUSIBLE = {"text": "Nguyễn Văn A", "date": "13/12/2021", "hour": "08:00", "number": "1"}


def kind_of(tag, at):
    """What the box asks for, as its reader is told by the keyboard it brings up."""
    if tag == "input" and at.get("type") in ("hidden", "file", "radio", "checkbox", "submit"):
        return at["type"]
    if tag != "input":
        return {"textarea": "text", "select": "select", "button": "submit"}[tag]
    if at.get("inputmode") not in ("numeric", "decimal"):
        return "text"
    if "num" in at.get("class", "").split():
        return "number"
    return "hour" if "hour" in at["name"] or "time" in at["name"] or at["name"].endswith("_at") else "date"


class Forms(HTMLParser):
    """The POST forms of a page: where each goes, and its boxes."""

    def __init__(self, path):
        super().__init__()
        self.path, self.forms, self.now, self.box = path, [], None, None

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "form":
            sends = (at.get("method") or "get").lower() == "post"
            self.now = {"action": urljoin(self.path, at.get("action") or ""), "fields": {}} if sends else None
        elif self.now is None:
            return
        elif tag == "option" and self.box is not None:
            self.box.offers.append(at.get("value") or "")
        elif at.get("name") and tag in ("input", "textarea", "select", "button"):
            kind = kind_of(tag, at)
            self.box = self.now["fields"].setdefault(at["name"], Field(kind, at.get("value") or ""))
            if kind in ("radio", "checkbox", "submit") and "disabled" not in at:
                self.box.offers.append(at.get("value") or "on")

    def handle_endtag(self, tag):
        if tag == "form" and self.now is not None:
            self.forms.append(self.now)
            self.now = None


def plausible(box):
    """What a sensible reader would put there."""
    if box.kind == "hidden":
        return box.value
    return box.value or PLAUSIBLE.get(box.kind) or next((one for one in box.offers if one), "")


def filled(fields, **twist):
    """The whole form filled in sensibly, but every box of one kind with the same nonsense."""
    boxes = {name: box for name, box in fields.items() if box.kind != "file"}
    return {n: twist.get(box.kind, plausible(box)) if not kept(n) else box.value for n, box in boxes.items()}


def forms_of(client, path):
    """What the page at the path lets this reader send; a page that is not there has none."""
    response = client.get(path)
    if response.streaming:
        b"".join(response.streaming_content)  # reading to the end closes the file
        return []
    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return []
    page = Forms(path)
    page.feed(response.content.decode())
    return page.forms


def every_form(world):
    """Each form once: the first role that is shown it is the one that sends it."""
    seen = set()
    for role in ROLES:
        client = Client()
        client.force_login(world.accounts[role])
        for name, asks in url_names():
            if name in LEAVE_OUT:
                continue
            for form in forms_of(client, reverse(name, kwargs=office.keys(world, name, asks))):
                buttons = [n for n, box in form["fields"].items() if box.kind == "submit"]
                boxes = {n: box for n, box in form["fields"].items() if box.kind != "submit"}
                for pressed in [None, *buttons]:
                    mark = (form["action"], tuple(sorted(boxes)), pressed)
                    if mark not in seen:
                        seen.add(mark)
                        with_button = boxes | ({pressed: form["fields"][pressed]} if pressed else {})
                        yield role, client, {"action": form["action"], "fields": with_button}


def kept(name):
    """Fields of the frame, not typed by anybody."""
    return name in ("form_key", "csrfmiddlewaretoken") or name.endswith(MANAGEMENT)


def managed(fields, value):
    """The form with another count of rows than there are; None leaves the count out."""
    sent = filled(fields)
    return {
        name: value if name.endswith(MANAGEMENT) else typed
        for name, typed in sent.items()
        if value is not None or not name.endswith(MANAGEMENT)
    }


KINDS = ("text", "number", "date", "hour", "select", "radio", "checkbox", "submit")
SIGNS = "\x00\u200b\u202e\ufeff\ud7ff"
MARKUP = "\"'><img src=x onerror=canary()>{{ 7*7 }}${7*7}{% load x %}"
BAD = {
    "nothing at all": lambda fields: {},
    "every box empty": lambda fields: dict.fromkeys(fields, ""),
    "no count of rows": lambda fields: managed(fields, None),
    "a count of rows that is none": lambda fields: managed(fields, "x"),
    "no rows": lambda fields: managed(fields, "0"),
    "more rows than there are": lambda fields: managed(fields, "999999999"),
    "a small raised two": lambda fields: filled(fields, number="²", hidden="²", text="²"),
    "a number of 5000 digits": lambda fields: filled(fields, number="9" * 5000, hidden="9" * 5000),
    "a number past the database": lambda fields: filled(fields, number="9" * 19, hidden="9" * 19),
    "a negative number": lambda fields: filled(fields, number="-1", hidden="-1"),
    "no number": lambda fields: filled(fields, number="NaN", hidden="NaN"),
    "endless": lambda fields: filled(fields, number="1e999999", hidden="1e999999"),
    "the last day there is": lambda fields: filled(fields, date="31/12/9999", hour="23:59"),
    "the first day there is": lambda fields: filled(fields, date="01/01/0001", hour="00:00"),
    "a day of another calendar": lambda fields: filled(fields, date="12/31/2021"),
    "a choice nobody offered": lambda fields: filled(
        fields, select="zzz", radio="zzz", checkbox="zzz", submit="zzz"
    ),
    "a long text": lambda fields: filled(fields, text="ắ" * 200_000),
    "signs nobody sees": lambda fields: filled(fields, **dict.fromkeys(KINDS, SIGNS)),
    "a picture sign": lambda fields: filled(fields, text="🙂" * 30),
    "a formula": lambda fields: filled(fields, text='=HYPERLINK("http://127.0.0.1/x";"x")'),
    "markup": lambda fields: filled(fields, text=MARKUP),
    "markup everywhere": lambda fields: filled(fields, **dict.fromkeys(KINDS, MARKUP), hidden=MARKUP),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The office, built once; every visit is taken back, and at the end the office too."""
    plain = override_settings(SECOND_FACTOR_REQUIRED=False, ACCOUNT_RATE_LIMITS=False)
    with plain, django_db_blocker.unblock(), transaction.atomic():
        yield office.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def forms(world):
    """Every form of the office."""
    return list(every_form(world))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BAD)
def test_every_form_answers_bad_input_with_a_page(kind, world, forms):
    failed = []
    for role, client, form in forms:
        sent = BAD[kind](form["fields"])
        if sent == filled(form["fields"]):
            continue  # this form has no such box
        try:
            with office.undone():
                client.force_login(world.accounts[role])
                response = client.post(form["action"], sent)
                said = response.status_code
                html = b"" if response.streaming else response.content
                if kind.startswith("markup") and b"<img src=x" in html:
                    said = "markup shown as markup"
        except Exception as error:  # whatever it is, it is what we look for
            said = f"{type(error).__name__}: {str(error)[:200]}"
        if not isinstance(said, int) or said >= 500:
            failed.append(f"{role} {form['action']}: {said}")
    assert failed == []


@pytest.mark.django_db
def test_a_body_past_the_limit_is_refused_in_our_own_words(client):
    response = client.post(reverse("account_login"), {"login": "a" * 6_000_000, "password": "x"})
    assert response.status_code == 400
    assert "Chưa nhận được nội dung gửi lên" in response.content.decode()


@pytest.mark.django_db
def test_a_nul_in_an_address_is_no_page(client):
    client.force_login(make.make_account())
    assert client.get("/ban-kiem-diem/a%00b/").status_code == 404
