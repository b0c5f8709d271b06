"""Seeding: the same again for the same arguments, and only where nothing else lives."""

from collections import Counter

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from cadres.models import Person
from deadlines.management.province.cadres import leading_members
from deadlines.management.province.draw import Draw
from deadlines.management.province.seed import PROVINCE, Order, seed_province
from deadlines.management.province.tree import build_tree
from deadlines.management.province.world import World
from organizations.models import Account, AuditEntry, Collective, ContentSource, PartyOrganization
from reviews.models import Campaign
from tests.factories import make_account, make_organization

pytestmark = pytest.mark.django_db
OURS = ("organizations", "cadres", "reviews", "ratings", "deadlines")
REAL_TIME = {"created_at", "sealed_at", "kept_at"}
NOT_COMPARED = {"auditentry", "auditseal", "contentsource", "clockoffset"}


class Undone(Exception):
    """Takes a province away again."""


def rows_of_everything():
    """Every row of ours, without the primary keys that a sequence gives."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label not in OURS or model._meta.model_name in NOT_COMPARED:
            continue
        plain = [
            field.attname
            for field in model._meta.concrete_fields
            if not field.primary_key and not field.is_relation and field.name not in REAL_TIME
        ]
        related = [
            f"{field.name}__{'key' if hasattr(field.related_model, 'key') and _has(field.related_model) else 'pk'}"
            for field in model._meta.concrete_fields
            if field.is_relation and _has(field.related_model)
        ]
        found[model._meta.label] = list(model.objects.order_by("pk").values_list(*plain, *related))
    return found


def _has(model):
    return any(field.name == "key" for field in model._meta.concrete_fields)


def seeded(stage, seed=1, members=400):
    """The rows of a province that is taken away again at once."""
    try:
        with transaction.atomic():
            seed_province(Order(members=members, seed=seed, stage=stage))
            rows = rows_of_everything()
            raise Undone
    except Undone:
        return rows


@pytest.mark.usefixtures("_demo")
def test_the_same_arguments_make_the_same_rows_keys_included():
    first, second = seeded("january"), seeded("january")  # which goes through every other stage

    assert first.keys() == second.keys()
    for label in first:
        assert first[label] == second[label], label


def test_another_seed_makes_other_people():
    assert seeded("none", seed=1)["cadres.Person"] != seeded("none", seed=2)["cadres.Person"]


def test_a_larger_province_has_so_many_members():
    rows = seeded("none", members=3000)
    assert len(rows["cadres.Membership"]) > 3000
    assert len(rows["organizations.SubmittingUnit"]) == 58


def test_asked_again_the_command_changes_nothing(capsys):
    call_command("seed_province", members=400, seed=1, stage="none")
    before = rows_of_everything()

    call_command("seed_province", members=400, seed=1, stage="none")

    assert rows_of_everything() == before
    assert "không thay đổi" in capsys.readouterr().out
    assert ContentSource.objects.count() == 1


def test_a_database_that_holds_an_organisation_is_refused():
    make_organization()

    with pytest.raises(CommandError, match="đã có dữ liệu khác"):
        call_command("seed_province")

    assert not Person.objects.exists()
    assert not ContentSource.objects.exists()


def test_a_database_that_holds_an_account_is_refused():
    make_account()

    with pytest.raises(CommandError, match="đã có dữ liệu khác"):
        call_command("seed_province")

    assert Account.objects.count() == 1


def test_another_province_is_not_put_over_the_first():
    call_command("seed_province", seed=1, verbosity=0)

    with pytest.raises(CommandError, match="tỉnh mẫu khác"):
        call_command("seed_province", seed=2)


@pytest.mark.parametrize("stage", ["draft", "december", "january"])
def test_a_round_is_seeded_only_in_a_demo(stage):
    with pytest.raises(CommandError, match="bản dùng thử"):
        call_command("seed_province", stage=stage)

    assert not PartyOrganization.objects.exists()


def test_too_few_members_are_refused_with_the_least_number():
    with pytest.raises(CommandError, match="ít nhất 3"):
        call_command("seed_province", members=50)


@pytest.mark.usefixtures("_demo")
def test_a_stage_that_nobody_knows_is_refused_with_those_there_are():
    with pytest.raises(CommandError, match="chọn none, draft, december, january"):
        call_command("seed_province", stage="may")

    assert not PartyOrganization.objects.exists()


@pytest.mark.usefixtures("_demo")
def test_the_draft_stage_prepares_the_round_and_opens_nothing():
    call_command("seed_province", stage="draft", verbosity=0)

    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.deadlines.count(), campaign.subjects.count()) == ("draft", 8, 0)


def test_the_bare_root_that_the_plan_made_is_taken_over():
    call_command("load_regulation", verbosity=0)
    call_command("load_plan", verbosity=0)

    call_command("seed_province", verbosity=0)

    root = PartyOrganization.objects.get(depth=1)
    assert (root.name, root.numchild) == ("Đảng bộ tỉnh Minh Giang", 13)
    assert AuditEntry.objects.filter(action="seed_province").count() == 1


def test_a_province_of_the_full_size_has_an_office_s_tree():
    world = World(draw=Draw(1), root=PartyOrganization(name=PROVINCE, kind="province", path="0001", depth=1))

    build_tree(world, 62_000 - leading_members() + 1)

    kinds = Counter(one.kind for one in world.rows[PartyOrganization] if one.dissolved_on is None)
    grassroots = kinds["base_committee"] + kinds["base_cell"]
    assert (kinds["direct"], grassroots, kinds["cell"] + kinds["base_cell"]) == (13, 549, 2998)
    assert len(world.rows[Collective]) + len(world.with_committee) == 996  # three more are elected in Nà Sọng
    paths = [one.path for one in world.rows[PartyOrganization]]
    assert len(set(paths)) == len(paths)
    assert sum(size for _cell, size in world.cell_sizes) == 62_000 - leading_members() + 1
