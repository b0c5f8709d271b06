"""Every form of every page, sent with more than it asks, and sent too late: only what is open is written."""

import re

import pytest
from django.apps import apps
from django.db import models

from deadlines.models import Dossier, DossierItem, Submission
from ratings.models import Ballot, Decision, DecisionEntry, MemberMark, Rating, Sitting, SittingLine, Tally
from reviews.models import Evidence, Guidance, GuidancePoint, Section, SelfReview
from tests.authority import world as office
from tests.factories import DAY, NOON
from tests.security.forms import every_form, filled
from tests.security.watch import rows, sentences, writes
from tests.web.pages_writing import REVIEW_SUBMITTED

pytestmark = pytest.mark.django_db
DRAWN = re.compile(
    r"\b[0-9a-z]{12}\b|\b[0-9a-f]{32,}\b|\b\d{3,}\b|KĐ-[0-9A-Z-]+|!\w{40}"
)  # keys, hashes, row numbers, the mark of an account without a password
ELSEWHERE = {"is_superuser", "is_staff", "user", "pk", "owner", "role", "hat", "permissions", "created_at"}


def strongest(field):
    """The value that would give most, were it taken."""
    if field.choices:
        return str(list(dict(field.flatchoices))[-1])
    if isinstance(field, models.BooleanField):
        return "true"
    if isinstance(field, models.CharField | models.TextField):
        return "DẤU-LẠ"
    if isinstance(field, models.DateTimeField | models.DateField):
        return "2020-01-01"
    return "1"


def every_column():
    """Each column of each table, by the name a form would call it, with and without its _id."""
    columns = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    named = {name: strongest(one) for one in columns for name in (one.name, one.attname)}
    return dict.fromkeys(ELSEWHERE, "1") | named


def written_by(client, form, sent):
    """What the form writes, without what is drawn by lot."""
    with office.undone(), sentences() as said:
        response = client.post(form["action"], sent)
    return response.status_code, [(sql, DRAWN.sub("…", values)) for sql, values in writes(said)]


@pytest.fixture(scope="module")
def forms(world):
    """Every form of the office, as it stands open in the morning."""
    return list(every_form(world))


def test_no_form_writes_more_than_its_boxes(world, forms):
    extra, wrong, acted = every_column(), {}, 0
    for role, client, form in forms:
        client.force_login(world.accounts[role])
        known = {
            name for _role, _client, one in forms if one["action"] == form["action"] for name in one["fields"]
        }
        sent = filled(form["fields"])
        plain = written_by(client, form, sent)
        more = {name: value for name, value in extra.items() if name not in known} | sent
        acted += bool(plain[1])
        if written_by(client, form, more) != plain:
            wrong[role, form["action"]] = sorted(form["fields"])
    assert acted > 40
    assert wrong == {}


TYPED = "Chữ gõ từ buổi sáng"
SETTLED = (Section, SelfReview, Evidence, Guidance, GuidancePoint, Ballot, Tally, SittingLine, MemberMark, Sitting,
           DecisionEntry, Decision, Dossier, DossierItem, Submission, Rating)  # fmt: skip


def move_on(world):
    """What happened while the form lay open: handed in, counted, signed, announced, archived."""
    SelfReview.objects.update(state="completed")
    REVIEW_SUBMITTED(world)
    Guidance.objects.update(state="answered")
    Ballot.objects.update(
        state="counted", version=7, entered_by=world.accounts["unit_clerk"], entered_at=NOON,
        checked_by=world.accounts["unit_checker"], checked_at=NOON,
    )  # fmt: skip
    Sitting.objects.update(state="signed", version=7, minutes_number="9-BB/TU", minutes_on=DAY)
    SittingLine.objects.update(version=7, concluded_level="good")
    Decision.objects.update(
        state="announced", number="415-QĐ/TU", dated_on=DAY, signatory="A", signatory_title="Bí thư", version=7,
        compared_by=world.accounts["registry"], compared_at=NOON,
    )  # fmt: skip
    Rating.objects.filter(pk=world.rating.pk).update(
        state="announced", version=7, appraised_level="good", concluded_level="good", decided_level="good"
    )
    Dossier.objects.update(state="archived", version=7)


def test_a_form_sent_too_late_leaves_what_is_settled_as_it_is(world, forms):
    """A correction of an announced decision is an act of its own, and a new row."""
    wrong, tables = {}, {model._meta.db_table for model in SETTLED}
    with office.undone():
        move_on(world)
        before = rows()
        for role, client, form in forms:
            if form["page"] == "ratings:decision_correct":
                continue
            client.force_login(world.accounts[role])
            with office.undone(), sentences() as said:
                status = client.post(form["action"], filled(form["fields"], text=TYPED)).status_code
                touched = {sql.split('"')[1] for sql, _values in writes(said)} & tables
                touched = {table for table in touched if before[table] != rows()[table]}
            if touched or status >= 500:
                wrong[role, form["page"], form["action"]] = (status, touched)
    assert wrong == {}
