"""The tree: browsed, searched, opened; never beyond one's own part of it."""

import pytest
from django.test import Client
from django.urls import reverse

from organizations.enums import OrganizationKind, Role
from organizations.models import PartyOrganization
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "cadres:organization_list"


@pytest.fixture
def tree(settings):
    """Two districts; one with a commune of two cells, in which three comrades sit."""
    settings.SECOND_FACTOR_REQUIRED = False
    district, other = make.make_organization(name="Đảng bộ huyện Đồng Khê"), make.make_organization()
    commune = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    cells = [
        make.make_organization(commune, OrganizationKind.CELL, name=f"Chi bộ xóm {name}")
        for name in ("Bưởi", "Cọ")
    ]
    for name, cell in (("Lò Văn Inh", 0), ("Hà Thị Đào", 0), ("Bùi Đức An", 1)):
        make.make_membership(make.make_person(name), cells[cell])
    make.make_membership(make.make_person("Vi Thị Mơ"), make.make_organization(other, OrganizationKind.CELL))
    return {"district": district, "other": other, "commune": commune, "cells": cells}


def page(role, organization, name=LIST, key="", **asked):
    client = Client()
    client.force_login(make.make_account(role, organization))
    return client.get(reverse(name, args=[key] if key else []), asked)


def rows(response):
    return [(one.organization.name, one.cells, one.members) for one in response.context["branches"]]


def test_staff_begin_at_the_province_and_every_branch_is_counted_whole(tree):
    assert rows(page(Role.ORGANIZATION_STAFF, None)) == [
        ("Đảng bộ huyện Đồng Khê", 2, 3),
        (tree["other"].name, 1, 1),
    ]


def test_a_clerk_begins_at_his_own_node(tree):
    response = page(Role.UNIT_CLERK, tree["district"])
    assert response.context["upper"].name == "Đảng bộ huyện Đồng Khê"
    assert rows(response) == [("Đảng bộ xã Nà Sọng", 2, 3)]


def test_one_level_further_down_each_cell_with_its_members(tree):
    response = page(Role.UNIT_CLERK, tree["district"], duoi=tree["commune"].key)
    assert rows(response) == [("Chi bộ xóm Bưởi", 1, 2), ("Chi bộ xóm Cọ", 1, 1)]
    assert [one.name for one in response.context["above"]] == ["Đảng bộ huyện Đồng Khê"]


def test_a_branch_out_of_reach_is_not_there(tree):
    assert page(Role.UNIT_CLERK, tree["district"], duoi=tree["other"].key).status_code == 404
    detail = page(Role.UNIT_CLERK, tree["district"], "cadres:organization_detail", tree["other"].key)
    assert detail.status_code == 404


@pytest.mark.parametrize("words", ["xom buoi", "XÓM BƯỞI", "buoi chi bo"])
def test_a_name_is_found_without_its_marks_within_reach(tree, words):
    hits = page(Role.UNIT_CLERK, tree["district"], tim=words).context["hits"]
    assert [(one.name, upper) for one, upper in hits] == [("Chi bộ xóm Bưởi", "Đảng bộ xã Nà Sọng")]
    assert page(Role.UNIT_CLERK, tree["other"], tim=words).context["hits"] == []


def test_a_wide_node_is_paged(tree):
    for number in range(60):
        make.make_organization(tree["commune"], OrganizationKind.CELL, name=f"Chi bộ số {number}")
    first = page(Role.ORGANIZATION_STAFF, None, duoi=tree["commune"].key)
    last = page(Role.ORGANIZATION_STAFF, None, duoi=tree["commune"].key, trang=2)
    assert (len(rows(first)), len(rows(last))) == (50, 12)


def test_a_merged_cell_is_no_longer_listed_and_still_opens(tree):
    gone, into = tree["cells"]
    PartyOrganization.objects.filter(pk=gone.pk).update(dissolved_on=make.DAY, successor=into)
    listed = rows(page(Role.UNIT_CLERK, tree["district"], duoi=tree["commune"].key))
    assert listed == [("Chi bộ xóm Cọ", 1, 1)]
    shown = page(Role.UNIT_CLERK, tree["district"], "cadres:organization_detail", into.key).context["shown"]
    assert [one.name for one in shown.predecessors] == ["Chi bộ xóm Bưởi"]


def test_a_cell_shows_who_sits_there_given_name_first(tree):
    response = page(Role.UNIT_CLERK, tree["district"], "cadres:organization_detail", tree["cells"][0].key)
    assert [one.person.full_name for one in response.context["page"]] == ["Hà Thị Đào", "Lò Văn Inh"]


def test_the_clerk_of_a_department_opens_its_own_organisation_and_nobody_in_it(tree):
    unit = make.make_department()
    make.make_membership(make.make_person("Cầm Bá Tư"), unit.organization)
    make.make_collective(unit.organization, name="Đảng ủy Sở")
    client = Client()
    client.force_login(make.make_account(Role.UNIT_CLERK, unit=unit))
    shown = client.get(reverse("cadres:organization_detail", args=[unit.organization.key])).context["shown"]
    assert (shown.members, [one.pk for one in shown.collectives]) == (0, [unit.collective_id])
    assert shown.holders == []


def test_an_account_with_two_hats_over_one_unit_sees_it_once(tree):
    collective = make.make_collective(tree["district"])
    units = [make.make_unit(collective), make.make_unit(make.make_collective(tree["district"]))]
    account = make.make_account(Role.UNIT_CLERK, tree["district"])
    for unit in units:
        make.add_role(account, Role.UNIT_CLERK, tree["district"], unit)
    seen = list(PartyOrganization.objects.visible_to(account))
    assert len(seen) == len(set(seen)) == 4
