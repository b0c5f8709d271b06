"""Every form of every page, sent with more than it asks: nothing is written that its boxes do not write."""

import re

import pytest
from django.apps import apps
from django.db import models

from tests.authority import world as office
from tests.security.forms import every_form, filled
from tests.security.watch import sentences, writes

pytestmark = pytest.mark.django_db
DRAWN = re.compile(
    r"\b[0-9a-z]{12}\b|\b[0-9a-f]{32,}\b|\b\d{3,}\b|KĐ-[0-9A-Z-]+"
)  # keys, hashes, row numbers
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


def test_no_form_writes_more_than_its_boxes(world):
    extra, wrong, acted, forms = every_column(), {}, 0, list(every_form(world))
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
