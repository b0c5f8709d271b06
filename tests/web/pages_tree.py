"""The pages of the tree, of its changes, and of where a member sits."""

from typing import Any

from cadres.models import Membership
from organizations.models import OrganizationChange, PartyOrganization
from tests.factories import DAY, NOON
from tests.web.page import Page

LIST, DETAIL = "cadres:organization_list", "cadres:organization_detail"
CHANGE, PAPERS = "reviews:membership_change", "reviews:transfer_detail"
CREATE = "deadlines:reorganisation_create"
EMPTY = {"form_key": "0" * 32}


def as_a_cell(office: Any) -> None:
    """The district is a cell in which two comrades sit, and which was renamed."""
    PartyOrganization.objects.filter(pk=office.district.pk).update(kind="base_cell")
    Membership.objects.filter(to_on__isnull=True).update(organization=office.district)
    renamed(office)


def renamed(office: Any) -> None:
    """A decision has changed the name of the district."""
    OrganizationChange.objects.create(
        organization=office.district, kind="rename", before="Đảng bộ huyện Khê", after=office.district.name,
        effective_on=DAY, number="12-QĐ/TU", reason="Đổi tên huyện", recorded_at=NOON,
        recorded_by=office.accounts["organization_staff"],
    )  # fmt: skip


TREE_PAGES = [
    Page(LIST, "organization_staff", picture="organization-list"),
    Page(LIST, "unit_clerk", query="?tim=van%20phong"),
    Page(DETAIL, "organization_staff", picture="organization-detail"),
    Page(DETAIL, "unit_leader"),
    Page(DETAIL, "organization_staff", given=as_a_cell, state="cell", picture="organization-cell"),
    Page(CHANGE, "unit_clerk", picture="membership-change"),
    Page(CHANGE, "unit_clerk", query="?viec=chuyen", picture="membership-transfer"),
    Page("reviews:transfer_list", "unit_clerk", picture="transfer-list"),
    Page(PAPERS, "organization_staff", picture="transfer-detail"),
    Page("deadlines:reorganisation_list", "organization_staff", given=renamed, picture="reorganisation-list"),
    Page(CREATE, "organization_staff", picture="reorganisation-choose"),
    Page(CREATE, "organization_staff", query="?viec=split", given=as_a_cell, state="cell"),
]
DECISION = {"effective_on": "14/12/2021", "number": "125-QĐ/TU", "reason": "Sắp xếp", "sector": "other"}
TREE_ANSWERS = [
    Page(
        CREATE,
        "organization_staff",
        query="?viec=rename",
        data=EMPTY | DECISION | {"name": "Đảng bộ huyện Khê"},
        state="preview",
        picture="reorganisation-preview",
    ),
    Page(
        CHANGE,
        "unit_clerk",
        query="?viec=chuyen",
        data=EMPTY | {"words": "khong co", "on": "1/12/2021", "seek": "1"},
        answers=422,
        errors=1,
        state="nobody so called",
    ),
]
TREE_ERRORS = [
    Page(CHANGE, "unit_clerk", query="?viec=chuyen", data=EMPTY, errors=2, picture="membership-transfer-loi"),
    Page(CHANGE, "unit_clerk", query="?viec=ra-khoi", data=EMPTY, errors=2),
    Page(PAPERS, "organization_staff", data=EMPTY, errors=1),
    Page(CREATE, "organization_staff", query="?viec=create", data=EMPTY, errors=6),
    Page(CREATE, "organization_staff", query="?viec=merge", data=EMPTY, errors=4),
]
