"""Every form of every page, filled in as nobody should: the answer is a page, never a failure of ours.

The forms are read from the pages themselves, as each role sees them, so a new form is tried without a line here.
"""

from copy import deepcopy

import pytest
from django.urls import reverse

from tests import factories as make
from tests.authority import world as office
from tests.security.files import DOORS
from tests.security.forms import MANAGEMENT, body_of, every_form, filled


def managed(fields, value):
    """The form with another count of rows than there are; None leaves the count out."""
    sent = filled(fields)
    return {
        name: value if name.endswith(MANAGEMENT) else typed
        for name, typed in sent.items()
        if value is not None or not name.endswith(MANAGEMENT)
    }


CHOSEN = ("select", "radio", "checkbox", "submit")
TYPED = ("text", "number", "date", "hour")
SIGNS = "\x00\u200b\u202e\ufeff\ud7ff"
MARKUP = "\"'><img src=x onerror=canary()>{{ 7*7 }}${7*7}{% load x %}"
CODE = '=1"><img src=x>🙂'  # short enough for the shortest box: it is kept, not refused for its length


def alike(kinds, value):
    """The same nonsense for several kinds of box."""
    return dict.fromkeys(kinds, value)


BAD = {
    "nothing at all": lambda fields: {},
    "every box empty": lambda fields: dict.fromkeys(fields, ""),
    "no count of rows": lambda fields: managed(fields, None),
    "a count of rows that is none": lambda fields: managed(fields, "x"),
    "no rows": lambda fields: managed(fields, "0"),
    "more rows than there are": lambda fields: managed(fields, "999999999"),
    "nothing that was asked": lambda fields: filled(
        fields, **alike(("number", "hidden"), "²"), **alike(CHOSEN, "zzz"), date="12/31/2021", hour="25:61"
    ),
    "no number": lambda fields: filled(fields, **alike(("number", "hidden"), "NaN")),
    "endless": lambda fields: filled(fields, **alike(("number", "hidden"), "1e999999")),
    "too long to read": lambda fields: filled(
        fields, **alike(("number", "hidden", "date", "hour", *CHOSEN), "9" * 5000), text="ắ" * 100_000
    ),
    "past the database, past the calendar": lambda fields: filled(
        fields, **alike(("number", "hidden"), "9" * 19), date="31/12/9999", hour="23:59"
    ),
    "below nothing, before the calendar": lambda fields: filled(
        fields, **alike(("number", "hidden"), "-1"), date="01/01/0001", hour="00:00"
    ),
    "signs nobody sees": lambda fields: filled(fields, **alike((*TYPED, *CHOSEN), SIGNS)),
    "code as text": lambda fields: filled(fields, text=CODE),
    "markup everywhere": lambda fields: filled(fields, **alike((*TYPED, *CHOSEN, "hidden"), MARKUP)),
}


@pytest.fixture(scope="module")
def forms(world):
    """Every form of the office."""
    return list(every_form(world))


def test_every_box_for_a_file_is_attacked_with_files(forms):
    """A page that takes a file and stands in no row of tests/security/files.py is a door left open."""
    boxes = {
        (form["page"], name)
        for _role, _client, form in forms
        for name, box in form["fields"].items()
        if box.kind == "file"
    }
    assert sorted(boxes - {(door.url, door.box) for door in DOORS}) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BAD)
def test_every_form_answers_bad_input_with_a_page(kind, world, forms):
    failed = []
    for role, client, form in forms:
        sent = BAD[kind](form["fields"])
        if sent == filled(form["fields"]):
            continue  # this form has no such box
        cookies = deepcopy(client.cookies)
        try:
            with office.undone():
                response = client.post(form["action"], sent)
                said = response.status_code
                html = body_of(response)
                if b"<img src=x" in html:
                    said = "markup shown as markup"
        except Exception as error:  # whatever it is, it is what we look for
            said = f"{type(error).__name__}: {str(error)[:200]}"
        client.cookies = cookies  # the same reader, whatever the answer was
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
