"""Every page that takes a file, handed every file it must not take: refused in words, nothing kept, nothing lost."""

import re
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.forms import BaseForm, FileField, Form

from documents.services.uploads import FILE_LIMIT
from organizations.forms import KeptFileForm
from organizations.http import FORM_KEY
from ratings.forms.scans import ScanForm
from reviews.models import Evidence
from tests.authority import world as office
from tests.documents.handed_in import pdf
from tests.security.files import BAD_FILES, DOORS
from tests.security.forms import ROLES, body_of, browser, filled, forms_in, forms_of, path_to
from tests.security.watch import WRITE, changed, sentences, stored

pytestmark = pytest.mark.django_db
BOUNDARY = "mot-ranh-gioi"


def multipart(typed, box, name, data):
    """A body as a browser sends it, the file's name as the attacker wrote it."""
    lines = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in typed.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{box}"; filename="{name}"\r\n'
    return b"".join(
        [*lines, head.encode(), b"Content-Type: x\r\n\r\n", data, f"\r\n--{BOUNDARY}--\r\n".encode()]
    )


def form_of(client, path, box):
    """The one form of the page with the box."""
    [form] = [one for one in forms_of(client, path) if box in one["fields"]]
    return form


def send(client, path, typed, box, name, data):
    """Post the form with the file."""
    body = multipart(typed, box, name, data)
    return client.post(path, body, content_type=f"multipart/form-data; boundary={BOUNDARY}")


def typed_into(form, door):
    """The form filled in sensibly."""
    sent = {name: value for name, value in filled(form["fields"]).items() if not name.startswith("csrf")}
    return sent | door.typed


def shown_again(response, path, box):
    """What stands in the boxes of the form that came back."""
    [form] = [one for one in forms_in(path, response.content.decode()) if box in one["fields"]]
    return {
        name: ",".join(one.chosen) if one.kind in ("radio", "select", "checkbox") else one.value
        for name, one in form["fields"].items()
        if one.kind not in ("file", "submit") and name != FORM_KEY and not name.startswith("csrf")
    }


def as_written(value):
    return value.replace("\r\n", "\n").strip()


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.url)
def test_a_bad_file_is_refused_in_words_and_nothing_is_kept_or_lost(door, world):
    faults = []
    with office.undone():
        if door.given:
            door.given(world)
        client, path = browser(world, door.role), path_to(world, door.url)
        form = form_of(client, path, door.box)
        typed = typed_into(form, door)
        before = stored()
        for case, (name, data) in BAD_FILES.items():
            with office.undone():
                response = send(client, path, typed, door.box, name, data)
                faults += [f"{case}: {one}" for one in wrong_in(response, path, door, typed)]
                faults += [f"{case}: changed {one}" for one in changed(before, stored())]
    assert faults == []


def summary(response):
    """What is said at the top of the page that came back."""
    found = re.search(r'class="errsum.*?</ul>', response.content.decode(), re.DOTALL)
    return found.group() if found else ""


def wrong_in(response, path, door, typed):
    """What the answer to a bad file should not be."""
    if response.status_code not in (200, 400, 413, 422):
        yield f"answers {response.status_code} to {response.get('Location', '')}"
        return
    if "Đề nghị" not in summary(response):
        yield f"does not say what to do: {summary(response)}"
    stands = shown_again(response, path, door.box)
    yield from (
        f"{name} was {value!r}, stands as {stands.get(name)!r}"
        for name, value in typed.items()
        if name in stands and as_written(stands[name]) != as_written(value)
    )


def test_every_kind_of_form_with_a_file_has_its_door_here(world):
    """tests/security/test_bad_input.py compares the boxes of all pages with these doors."""
    met = set()
    for door in DOORS:
        with office.undone():
            if door.given:
                door.given(world)
            contexts = browser(world, door.role).get(path_to(world, door.url)).context
            shown = [one for context in contexts for layer in context.dicts for one in layer.values()]
            met |= {type(one) for one in shown if isinstance(one, BaseForm) and takes_file(type(one))}
    assert met == {one for one in kinds_of(Form) if takes_file(one)} - {KeptFileForm, ScanForm}


def takes_file(kind):
    return any(isinstance(one, FileField) for one in kind.base_fields.values())


def kinds_of(kind):
    """Every form of ours, whatever it inherits from."""
    for one in kind.__subclasses__():
        yield from kinds_of(one)
        if one.__module__.split(".")[0] in ("deadlines", "ratings", "reviews", "cadres", "organizations"):
            yield one


CLERKS, COMMITTEE = {"unit_clerk"}, {"organization_staff", "organization_leader"}
MAY = {
    "reviews:self_review_word": {"subject", "helper"},
    "reviews:evidence_add": {"subject", "helper"},
    "reviews:noted_add": {"subject", "helper"},
    "reviews:subject_paper": CLERKS,
    "reviews:plan_edit": CLERKS,
    "reviews:guidance_send": {"registry", *COMMITTEE},
    "reviews:guidance_scan_add": {"registry", *COMMITTEE},
    "reviews:conference_create": CLERKS,
    "reviews:conference_edit": CLERKS,
    "reviews:cell_meeting": {"cell_secretary", "base_clerk", *CLERKS},
    "reviews:cell_meeting_edit": {"cell_secretary", "base_clerk", *CLERKS},
    "ratings:proposal_detail": CLERKS,
    "ratings:opinion_paper": COMMITTEE,
    "ratings:ballot_count": CLERKS,
    "ratings:sitting_sign": COMMITTEE,
    "ratings:decision_sign": {"registry", *COMMITTEE},
    "deadlines:route_change_create": COMMITTEE,
    "organizations:import_create": {"sibling_clerk", *CLERKS, *COMMITTEE},
    "deadlines:item_detail": CLERKS,
}
NAMES = {
    "../../bien-ban.{}": "bien-ban.{}",
    "..\\..\\bien-ban.{}": "bien-ban.{}",
    "C:\\Users\\Lan\\Biên bản.{}": "Biên bản.{}",
    "bie\u0302n ba\u0309n \u202e{}": "biên bản {}",
    "a\u0000\u0007\u200bb.{}": "ab.{}",
    "=HYPERLINK(x).{}": "=HYPERLINK(x).{}",
    "<img src=x onerror=canary()>.{}": "img src=x onerror=canary().{}",
    "x" * 300 + ".{}": None,
}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.url)
def test_a_good_file_is_kept_under_a_name_that_harms_nobody(door, world):
    """A path, an order to turn the text round, a formula, markup: what is kept is a plain name."""
    ending, data = door.ending, door.good()
    wrong = []
    with office.undone():
        if door.given:
            door.given(world)
        client, path = browser(world, door.role), path_to(world, door.url)
        typed = typed_into(form_of(client, path, door.box), door)
        for name, safe in NAMES.items():
            with office.undone():
                response = send(client, path, typed, door.box, name.format(ending), data)
                kept = names_kept()
                page = (
                    body_of(client.get(response["Location"]))
                    if response.status_code == 302
                    else response.content
                )
                if b"<img src=x" in page:
                    wrong.append(f"{name!r}: markup shown as markup")
                if any(
                    set(one) & set('/\\<>"\r\n\x00\u202e\u200b') or len(one.encode()) > 200 for one in kept
                ):
                    wrong.append(f"{name!r}: kept as {kept}")
                if response.status_code == 302 and safe and safe.format(ending) not in kept:
                    wrong.append(f"{name!r}: not among {kept}")
    assert wrong == []


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.url)
def test_a_file_is_judged_before_the_act_begins(door, world):
    """From the form's key on the writer's lock is held: by then the file is read, judged and kept."""
    with office.undone():
        if door.given:
            door.given(world)
        client, path = browser(world, door.role), path_to(world, door.url)
        typed = typed_into(form_of(client, path, door.box), door)
        with sentences() as said:
            send(client, path, typed, door.box, f"a.{door.ending}", door.good(door.url))
    tables = [match[2] for sql, _values in said if (match := WRITE.match(sql))]
    begun = tables.index("organizations_once") if "organizations_once" in tables else len(tables)
    assert ("documents_file" in tables[:begun], "documents_file" in tables[begun:]) == (True, False)


def names_kept():
    """The names of files that any row carries."""
    return {
        value
        for model in apps.get_models()
        for one in model._meta.concrete_fields
        if one.name in ("file_name", "scan_name", "minutes_scan_name")
        or one == Evidence._meta.get_field("name")
        for value in model.objects.values_list(one.name, flat=True)
        if value
    }


def test_who_may_not_hand_in_fills_no_disk(world):
    """A sound file, never seen before, from every account that may not hand it in: not a byte is kept."""
    kept, clients = [], {role: browser(world, role) for role in ROLES}
    for door in DOORS:
        with office.undone():
            if door.given:
                door.given(world)
            path = path_to(world, door.url)
            typed = typed_into(form_of(clients[door.role], path, door.box), door)
            before = stored()
            for role in sorted(set(ROLES) - MAY[door.url]):
                mark = f"{door.url} {role}"
                with office.undone():
                    response = send(clients[role], path, typed, door.box, f"a.{door.ending}", door.good(mark))
                    kept += [f"{mark}: {response.status_code} {one}" for one in changed(before, stored())]
    assert not kept, "\n".join(kept)


def test_a_paper_past_the_limit_is_refused_before_it_is_opened(world):
    [door] = [one for one in DOORS if one.url == "deadlines:item_detail"]
    with office.undone():
        door.given(world)
        client, path = browser(world, door.role), path_to(world, door.url)
        typed, before = typed_into(form_of(client, path, door.box), door), stored()
        response = send(client, path, typed, door.box, "a.pdf", b"%PDF-1.7" + b"0" * FILE_LIMIT)
        assert "lớn hơn 60 MB. Đề nghị chia thành nhiều tệp" in summary(response)
        assert changed(before, stored()) == []


GIVEN_OUT = {
    "deadlines:item_file": ("unit_clerk", "item", "file_name"),
    "reviews:evidence_file": ("subject", "evidence", "name"),
    "reviews:noted_file": ("subject", "noted", "file_name"),
    "reviews:self_review_file": ("subject", "review", "file_name"),
    "reviews:guidance_scan": ("registry", "guidance", "scan_name"),
    "reviews:conference_scan": ("unit_clerk", "conference", "scan_name"),
    "reviews:paper_file": ("subject", "review_paper", "name"),
    "ratings:proposal_scan": ("unit_clerk", "proposal", "scan_name"),
    "ratings:opinion_scan": ("organization_staff", "assessment", "file_name"),
    "ratings:ballot_scan": ("unit_clerk", "ballot", "scan_name"),
    "ratings:sitting_scan": ("organization_staff", "sitting", "minutes_scan_name"),
    "ratings:decision_scan": ("registry", "decision", "scan_name"),
    "ratings:rating_paper": ("unit_clerk", "rating_paper", "name"),
}
WORST = 'a"; filename=x.html\r\nX-Evil: 1\u202e<script>.pdf'


@pytest.mark.parametrize("url", GIVEN_OUT)
def test_a_file_is_given_out_to_be_saved_never_shown(url, world):
    """Whatever name a row carries, the header is one line, and the browser neither guesses nor runs."""
    role, record, column = GIVEN_OUT[url]
    row = getattr(world, record)
    with office.undone():
        sample = world.item.file_id
        holds = next((one for one in ("file", "scan", "minutes_scan") if hasattr(row, f"{one}_id")), None)
        fields = {column: WORST} | ({f"{holds}_id": sample} if holds else {})
        type(row).objects.filter(pk=row.pk).update(**fields)
        response = browser(world, role).get(path_to(world, url))
        assert response.status_code == 200
        assert body_of(response) == office.PDF
        said = response["Content-Disposition"]
        plain, _semicolon, coded = said.partition("; filename*=UTF-8''")
        assert plain == 'attachment; filename="a_; filename=x.html__X-Evil: 1_<script>.pdf"'
        assert unquote(coded) == WORST
        assert "X-Evil" not in response
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert "private, no-store" in response["Cache-Control"]


def test_a_good_file_is_not_asked_for_again_when_another_box_is_wrong(world):
    """Nothing uploaded is lost: the form comes back with the file in hand, and sending it keeps the file."""
    lost = []
    for door in DOORS:
        wrong = WRONG.get(door.url)
        if not wrong:
            continue
        with office.undone():
            if door.given:
                door.given(world)
            client, path = browser(world, door.role), path_to(world, door.url)
            typed = typed_into(form_of(client, path, door.box), door)
            response = send(client, path, typed | wrong, door.box, "Bản ký.pdf", pdf(3))
            assert response.status_code in (200, 422)
            if (
                not shown_again(response, path, door.box).get("kept")
                or "Bản ký.pdf" not in response.content.decode()
            ):
                lost.append(door.url)
    assert lost == []


WRONG = {
    "reviews:subject_paper": {"received_on": "hôm qua"},
    "reviews:noted_add": {"happened_on": "hôm qua"},
    "reviews:guidance_send": {"dated_on": "hôm qua"},
    "reviews:conference_create": {"held_on": "hôm qua"},
    "reviews:conference_edit": {"held_on": "hôm qua"},
    "reviews:cell_meeting": {"held_on": "hôm qua"},
    "reviews:cell_meeting_edit": {"held_on": "hôm qua"},
    "ratings:proposal_detail": {"dated_on": "hôm qua"},
    "ratings:ballot_count": {"issued_count": "hai"},
    "ratings:sitting_sign": {"dated_on": "hôm qua"},
    "ratings:decision_sign": {"dated_on": "hôm qua"},
}
