"""A random tree of 200 organisations: rows, lists, counts, searches, workbooks, pages, files against a naive oracle."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from cadres.models import Person, Transfer
from cadres.queries.accounts import without_account
from cadres.services.facts import KINDS, TypedRow, keep_facts, rows_kept
from cadres.services.people import digest_of
from deadlines.models import Dossier, DossierItem
from organizations.enums import Role
from organizations.models import (
    Account,
    Collective,
    Import,
    OrganizationChange,
    PartyOrganization,
    SubmittingUnit,
)
from organizations.workflow import TransitionDenied
from ratings.models import Rating, Sitting, SittingLine
from reviews.models import Conference, Guidance, SelfReview, Subject
from tests import factories as make
from tests.authority.acts import Acts
from tests.authority.forest import Forest

pytestmark = pytest.mark.django_db
# The records, the duty by which they are seen, and what the oracle calls them.
ROWS = (
    (PartyOrganization, "people", "organizations"),
    (Collective, "people", "bodies"),
    (Person, "people", "people"),
    (OrganizationChange, "people", "changes"),
    (Transfer, "transfers", "transfers"),
    (SubmittingUnit, "dossiers", "units"),
    (Subject, "subjects", "subjects"),
    (Rating, "ratings", "ratings"),
    (Dossier, "dossiers", "dossiers"),
    (DossierItem, "dossiers", "items"),
)
# What people do at the nodes, each seen by a rule of its own.
ACTS = {
    "imports": Import,
    "conferences": Conference,
    "sittings": Sitting,
    "lines": SittingLine,
    "texts": SelfReview,
    "letters": Guidance,
    "accounts": Account,
}


@pytest.fixture(scope="module")
def forest(django_db_setup, django_db_blocker):
    """The tree, made once; whatever a visit leaves is taken back."""
    with django_db_blocker.unblock(), time_machine.travel(make.NOON, tick=False), transaction.atomic():
        forest = Forest()
        forest.acts = Acts(forest)
        yield forest
        transaction.set_rollback(True)


@pytest.fixture
def visit(forest, django_db_blocker, settings, monkeypatch):
    """A page as an account gets it: the answer, and what the page was given to draw; nothing is drawn."""
    settings.SECOND_FACTOR_REQUIRED = False
    drawn = []
    monkeypatch.setattr(
        Template, "render", lambda _self, context=None, request=None: drawn.append(context) or ""
    )

    def of(client, name, *args, **asked):
        drawn.clear()
        response = client.get(reverse(name, args=args), asked)
        if response.streaming:
            b"".join(response.streaming_content)  # reading to the end closes the file
        return response.status_code, (drawn[0] or {}) if drawn and response.status_code == 200 else {}

    with django_db_blocker.unblock(), time_machine.travel(make.NOON, tick=False):
        yield of


def entered(account):
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize(
    ("model", "duty", "things"), ROWS, ids=lambda one: getattr(one, "__name__", str(one))
)
def test_every_row_is_seen_by_those_and_only_those_whom_the_oracle_names(
    forest, django_db_blocker, model, duty, things
):
    known, wrong = set(forest.things[things]), []
    with django_db_blocker.unblock():
        for account in forest.accounts:
            account.forget_roles()
            account.on_day = make.DAY
            rows = list(model.objects.visible_to(account).order_by().values_list("pk", flat=True))
            seen = {one for one in rows if one in known}
            if seen != forest.sees(account, duty, things) or len(rows) != len(set(rows)):
                wrong.append(
                    (account.full_name, len(rows), len(seen), len(forest.sees(account, duty, things)))
                )
    assert wrong == []


@pytest.mark.parametrize("things", ACTS)
def test_every_act_is_seen_by_those_and_only_those_whom_the_oracle_names(forest, django_db_blocker, things):
    known, wrong, seen_by_some = set(forest.acts.things[things]), [], set()
    if things == "accounts":
        known = {one.pk for one in forest.accounts}
    with django_db_blocker.unblock():
        for account in forest.accounts:
            account.forget_roles()
            account.on_day = make.DAY
            rows = list(ACTS[things].objects.visible_to(account).order_by().values_list("pk", flat=True))
            seen, told = {one for one in rows if one in known}, getattr(forest.acts, things)(account)
            seen_by_some |= told
            if seen != told or len(rows) != len(set(rows)):
                wrong.append((account.full_name, len(rows), sorted(seen ^ told)[:5]))
    assert wrong == []
    assert len(seen_by_some) > 4  # an oracle that lets nobody see anything would agree with a wall


def _hands(clerk):
    """Whose accounts are a clerk's to manage, and for whom he may open one."""
    accounts = Account.objects.visible_to(clerk).values_list("pk", flat=True)
    return set(accounts), set(without_account(clerk).values_list("pk", flat=True))


def _seat_a_secretary(forest, node):
    below = set(forest.below(node.pk)) - {node.pk}
    idle = Person.objects.filter(posts=None, account=None, memberships__to_on=None)
    person = idle.filter(memberships__kind="official", memberships__organization__in=below).first()
    if person is not None:
        make.make_post(person, make.make_collective(node))


def test_no_end_of_a_post_brings_anybody_into_the_hands_of_who_wrote_it(forest, django_db_blocker):
    """A clerk at each node below the province ends every post that he may open, one by one, and takes it back.

    In a collective of each node somebody holds a post who sits in a cell below it, as a secretary does.
    """
    wrong, written, refused, boxes = [], 0, 0, KINDS["chuc-vu"].boxes
    with django_db_blocker.unblock(), transaction.atomic():
        for node in forest.nodes:
            if node.depth != 2:
                continue
            clerk = make.make_account(Role.UNIT_CLERK, node)
            clerk.on_day = make.DAY + timedelta(days=1)  # what ends today has ended then
            _seat_a_secretary(forest, node)
            before = _hands(clerk)
            holders = Person.objects.filter(posts__isnull=False, posts__to_on=None).managed_by(clerk)
            for person in holders.distinct():
                rows = rows_kept(person, "chuc-vu")
                ended = {name: getattr(rows[0], name) for name in boxes} | {"to_on": make.DAY}
                typed, seen = [TypedRow(number=0, values=ended)], digest_of(rows, boxes)
                mark = transaction.savepoint()
                try:
                    keep_facts(person, "chuc-vu", typed, seen=seen, actor=clerk, today=make.DAY)
                    written += 1
                except TransitionDenied:
                    refused += 1
                new = [now - then for now, then in zip(_hands(clerk), before, strict=True)]
                transaction.savepoint_rollback(mark)
                wrong += [(node.path, person.pk)] if any(new) else []
        transaction.set_rollback(True)
    assert wrong == []
    assert (written, refused) == (49, 58)


def _below(forest, seen, node):
    """The rows of a list below a node: name, cells and members of each whole branch, counted one by one."""
    people = [one for one in forest.things["people"].values() if one.cells]
    kinds = {one.pk: one.kind for one in forest.nodes}
    for child in forest.children[node]:
        if child in seen:
            branch = set(forest.below(child))
            cells = sum(kinds[one] == "cell" for one in branch)
            yield child, cells, sum(bool(one.cells & branch) for one in people)


def test_the_tree_is_browsed_counted_and_searched_as_far_as_one_reaches(forest, visit):
    wrong = []
    for account in forest.accounts:
        client, role = entered(account), forest.held.get(account.pk, (None,))[0]
        seen = forest.sees(account, "people", "organizations")
        known = forest.any_of(forest.nodes[1:], 3)
        status, page = visit(client, "cadres:organization_list", tim="huong")
        if role not in (
            "organization_staff",
            "organization_leader",
            "unit_clerk",
            "unit_leader",
            "base_clerk",
        ):
            wrong += [(account.full_name, status)] if status != 403 else []
            continue
        hits = {one for one in seen if "Hưởng" in forest.things["organizations"][one].name}
        if page["page"].paginator.count != len(hits):
            wrong.append((account.full_name, "search", page["page"].paginator.count, len(hits)))
        for node in known:
            status, page = visit(client, "cadres:organization_list", duoi=node.key)
            opened, shown = visit(client, "cadres:organization_detail", node.key)
            if (status, opened) != ((200, 200) if node.pk in seen else (404, 404)):
                wrong.append((account.full_name, node.path, status, opened))
            elif status == 200 and forest.held[account.pk][2] is None:
                rows = [(one.organization.pk, one.cells, one.members) for one in page["branches"]]
                wrong += (
                    [(account.full_name, node.path, rows)]
                    if rows != list(_below(forest, seen, node.pk))
                    else []
                )
                branch = set(forest.below(node.pk))
                members = sum(bool(one.cells & branch) for one in forest.things["people"].values())
                wrong += (
                    [(account.full_name, node.path, members)] if shown["shown"].members != members else []
                )
    assert wrong == []


def _names(book):
    """The names in a workbook of people: the column of that heading."""
    lines = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    head = next((place for place, line in enumerate(lines) if "Họ và tên" in line), None)
    if head is None:
        return []
    column = lines[head].index("Họ và tên")
    return [line[column] for line in lines[head + 1 :] if line[column]]


def test_people_are_listed_counted_found_and_taken_out_as_far_as_one_reaches(forest, visit):
    wrong, some, asked = [], forest.any_of(forest.people, 2), {"tinh_trang": "tat-ca", "tim": "dao"}
    for account in forest.accounts:
        client, seen = entered(account), forest.sees(account, "people", "people")
        status, page = visit(client, "cadres:person_list", **asked)
        if status == 403:
            wrong += [account.full_name] if len(seen) > 1 else []
            continue
        hits = sorted(name for one in seen if "Đào" in (name := forest.things["people"][one].name))
        out = sorted(_names(client.post(reverse("cadres:person_excel", query=asked)).content))
        if (page["total"], out) != (len(hits), hits):
            wrong.append((account.full_name, page["total"], len(out), len(hits)))
        for one in some:
            status, _page = visit(client, "ratings:person_detail", one.key)
            if status != (200 if one.pk in seen else 404):
                wrong.append((account.full_name, one.full_name, status))
    assert wrong == []


def test_subjects_ratings_and_dossiers_are_counted_as_far_as_one_reaches(forest, visit):
    wrong = []
    for account in forest.accounts:
        client = entered(account)
        for name, duty, things in (
            ("reviews:subject_list", "subjects", "subjects"),
            ("ratings:rating_list", "ratings", "ratings"),
        ):
            status, page = visit(client, name)
            seen = forest.sees(account, duty, things)
            if status == 200 and page["total"] != len(seen):
                wrong.append((account.full_name, name, page["total"], len(seen)))
            elif status == 403 and account.pk in forest.held and seen:
                wrong.append((account.full_name, name, 403, len(seen)))
    assert wrong == []


def test_files_of_dossiers_open_for_those_who_may(forest, visit):
    """A file is its unit's until the dossier is sent; above that it is seen through the sent dossier."""
    wrong, some = [], forest.any_of(forest.items, 3)
    for account in forest.accounts:
        client, seen = entered(account), forest.sees(account, "dossiers", "items")
        role = forest.held.get(account.pk, (None,))[0]
        has_duty = role in ("organization_staff", "organization_leader", "unit_clerk", "unit_leader")
        for item in some:
            status, _page = visit(client, "deadlines:item_file", item.key)
            is_units = role in ("unit_clerk", "unit_leader")
            opens = item.pk in seen and (is_units or item.dossier.state == "received")
            if status != (200 if opens else 404 if has_duty else 403):
                wrong.append((account.full_name, item.pk, status, opens))
    assert wrong == []
