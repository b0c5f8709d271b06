"""Who proposes, appraises and decides."""

import pytest

from organizations.enums import Capacity, CollectiveType, OrganizationKind, Route
from reviews.rules.authority import authority_of, route_of_collective

C = Capacity


@pytest.mark.parametrize(
    ("_case", "capacity", "known", "code"),
    [
        ("a cadre the Standing Committee decides", C.OFFICE, {"route": Route.DECIDED}, "AU_CB_BTV"),
        ("a delegated one", C.OFFICE, {"route": Route.DELEGATED}, "AU_CB_UQ"),
        (
            "a ministry's branch",
            C.COLLECTIVE,
            {"route": Route.MINISTRY, "collective_type": CollectiveType.OTHER},
            "AU_TT_ND",
        ),
        ("a ministry's", C.OFFICE, {"route": Route.MINISTRY}, "AU_CB_ND"),
        ("the Centre's", C.OFFICE, {"route": Route.CENTRAL}, "AU_CB_TW"),
        ("a lower level's", C.OFFICE, {"route": Route.LOWER}, "AU_CB_KHAC"),
        ("a member", C.MEMBER, {}, "AU_DV"),
        (
            "a district's standing committee",
            C.COLLECTIVE,
            {"route": Route.DECIDED, "collective_type": CollectiveType.DIRECT_STANDING},
            "AU_TT_BTV",
        ),
        (
            "the provincial one",
            C.COLLECTIVE,
            {"route": Route.CENTRAL, "collective_type": CollectiveType.PROVINCE_STANDING},
            "AU_TT_TINH",
        ),
        (
            "a base committee",
            C.COLLECTIVE,
            {"route": Route.LOWER, "collective_type": CollectiveType.BASE_STANDING},
            "AU_TT_KHAC",
        ),
        ("a direct committee", C.ORGANIZATION, {"organization_kind": OrganizationKind.DIRECT}, "AU_DB_TT"),
        ("a base cell", C.ORGANIZATION, {"organization_kind": OrganizationKind.BASE_CELL}, "AU_CS"),
        ("a cell", C.ORGANIZATION, {"organization_kind": OrganizationKind.CELL}, "AU_BP"),
    ],
)
def test_the_row_that_says_who_decides(regulation, _case, capacity, known, code):
    assert authority_of(regulation, capacity, **known).code == code


def test_the_province_itself_is_outside(regulation):
    assert authority_of(regulation, C.ORGANIZATION, organization_kind=OrganizationKind.PROVINCE) is None


@pytest.mark.parametrize("kind", [kind for kind in OrganizationKind if kind != OrganizationKind.PROVINCE])
def test_every_kind_of_organisation_has_an_authority(regulation, kind):
    assert authority_of(regulation, C.ORGANIZATION, organization_kind=kind)


@pytest.mark.parametrize("route", Route)
def test_every_route_of_a_cadre_has_an_authority(regulation, route):
    assert authority_of(regulation, C.OFFICE, route=route)


T, R = CollectiveType, Route


@pytest.mark.parametrize(
    ("_case", "collective_type", "sends", "head_route", "expected"),
    [
        ("a district's standing committee", T.DIRECT_STANDING, True, R.DECIDED, R.DECIDED),
        ("a department whose head is not known", T.DEPARTMENT, True, None, R.DECIDED),
        ("a department that sends through another", T.DEPARTMENT, False, R.DECIDED, R.LOWER),
        ("the tax office", T.OTHER, True, R.MINISTRY, R.MINISTRY),
        ("the court's Party group", T.PARTY_CAUCUS, True, R.MINISTRY, R.MINISTRY),
        ("a branch that sends nothing itself", T.OTHER, False, R.MINISTRY, R.MINISTRY),
        ("the province's Party group", T.PARTY_CAUCUS, True, R.CENTRAL, R.DECIDED),
        ("a commune's committee", T.BASE_STANDING, False, R.LOWER, R.LOWER),
        ("another body that sends itself", T.OTHER, True, R.DECIDED, R.LOWER),
        ("the provincial standing committee", T.PROVINCE_STANDING, False, R.CENTRAL, R.CENTRAL),
    ],
)
def test_who_decides_a_collective(regulation, _case, collective_type, sends, head_route, expected):
    assert route_of_collective(regulation, collective_type, sends=sends, head_route=head_route) == expected
