"""The forms of the pages, read from the pages themselves as each role sees them, and filled in by machine."""

import csv
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from django.test import Client
from django.urls import reverse

from tests.authority import world as office
from tests.web.page import ASKS

ORACLE = Path(__file__).resolve().parents[1] / "permissions.csv"
DOORS = list(csv.DictReader(ORACLE.read_text().splitlines()))
ROLES = tuple(name for name in DOORS[0] if name not in ("url", "method", "anonymous"))
WRITERS = (
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
)
MANAGEMENT = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
PLAUSIBLE = {"text": "Nguyễn Văn A", "date": "13/12/2021", "hour": "08:00", "number": "1"}
PRESSED = ("radio", "checkbox", "submit")


@dataclass
class Field:
    """One box of a form: what stands in it, what it offers, and which of that is chosen."""

    kind: str
    value: str = ""
    offers: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


def kind_of(tag, at):
    """What the box asks for, as its reader is told by the keyboard it brings up."""
    if tag == "input" and at.get("type") in ("hidden", "file", *PRESSED):
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
        self.path, self.forms, self.now, self.box, self.area = path, [], None, None, False

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "form":
            sends = (at.get("method") or "get").lower() == "post"
            self.now = {"action": urljoin(self.path, at.get("action") or ""), "fields": {}} if sends else None
        elif self.now is None:
            return
        elif tag == "option" and self.box is not None:
            self.box.offers.append(at.get("value") or "")
            self.box.chosen += [at.get("value") or ""] if "selected" in at else []
        elif at.get("name") and tag in ("input", "textarea", "select", "button"):
            kind, value = kind_of(tag, at), at.get("value") or ""
            self.box = self.now["fields"].setdefault(at["name"], Field(kind, value))
            self.area = tag == "textarea"
            if kind in PRESSED and "disabled" not in at:
                value = value if "value" in at else "on"
                self.box.offers.append(value)
                self.box.chosen += [value] if "checked" in at else []

    def handle_data(self, data):
        if self.area and self.box is not None:
            self.box.value += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.box.value, self.area = self.box.value.removeprefix("\n"), False
        if tag == "form" and self.now is not None:
            self.forms.append(self.now)
            self.now = None


def forms_in(path, html):
    """The POST forms of a page that was answered."""
    page = Forms(path)
    page.feed(html)
    return page.forms


def kept(name):
    """Fields of the frame, not typed by anybody."""
    return name in ("form_key", "csrfmiddlewaretoken") or name.endswith(MANAGEMENT)


def plausible(box):
    """What a sensible reader would put there."""
    if box.kind == "hidden":
        return box.value
    if box.kind in ("radio", "select"):
        return next((one for one in [*box.chosen, *box.offers] if one), "")
    return box.value or PLAUSIBLE.get(box.kind) or next((one for one in box.offers if one), "")


def filled(fields, **twist):
    """The whole form filled in sensibly, but every box of one kind with the same nonsense."""
    boxes = {name: box for name, box in fields.items() if box.kind != "file"}
    return {n: twist.get(box.kind, plausible(box)) if not kept(n) else box.value for n, box in boxes.items()}


def path_to(world, name):
    """Where an address stands, on the world's own records."""
    return reverse(name, kwargs=office.keys(world, name, ASKS[name]))


def browser(world, role, **options):
    """A browser in which the role is signed in; nobody is, for a stranger."""
    client = Client(**options)
    if role != "anonymous":
        client.force_login(world.accounts[role])
    return client


def opened(method, role):
    """The addresses that the reviewed record says are open to the role."""
    return [row["url"] for row in DOORS if row["method"] == method and row[role] in ("ok", "go")]


def body_of(response):
    """What was answered, read to its end: that closes a file."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def forms_of(client, path):
    """What the page at the path lets this reader send; a page that is not there has none."""
    response = client.get(path)
    body = body_of(response)
    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return []
    return forms_in(path, body.decode())


def every_form(world, roles=WRITERS):
    """Each form once: the first role that is shown it is the one that sends it."""
    seen = set()
    for role in roles:
        client = browser(world, role)
        for name in opened("GET", role):
            for form in forms_of(client, path_to(world, name)):
                buttons = [n for n, box in form["fields"].items() if box.kind == "submit"]
                boxes = {n: box for n, box in form["fields"].items() if box.kind != "submit"}
                for pressed in [None, *buttons]:
                    mark = (form["action"], tuple(sorted(boxes)), pressed)
                    if mark not in seen:
                        seen.add(mark)
                        with_button = boxes | ({pressed: form["fields"][pressed]} if pressed else {})
                        yield role, client, {"action": form["action"], "fields": with_button, "page": name}
