"""Where a role may be held."""

import pytest

from organizations.enums import APPOINTED, OrganizationKind, Role
from organizations.rules.places import PLACES, place_fault


@pytest.mark.parametrize(
    ("_case", "role", "kind", "is_unit", "said"),
    [
        ("a clerk of a district", Role.UNIT_CLERK, "direct", False, ""),
        ("a clerk of a department", Role.UNIT_CLERK, "province", True, ""),
        ("a clerk over the whole province", Role.UNIT_CLERK, "province", False, "chỉ giữ tại: Đảng bộ trực thuộc"),
        ("a secretary of a base cell", Role.CELL_SECRETARY, "base_cell", False, ""),
        ("a secretary of a district", Role.CELL_SECRETARY, "direct", False, "chỉ giữ tại: Chi bộ cơ sở, Chi bộ"),
        ("staff below the province", Role.ORGANIZATION_STAFF, "direct", False, "chỉ giữ tại: Đảng bộ tỉnh"),
        ("a secretary of a unit", Role.CELL_SECRETARY, "province", True, "không giữ tại đơn vị nộp"),
    ],
)  # fmt: skip
def test_a_role_is_held_where_it_belongs(_case, role, kind, is_unit, said):
    fault = place_fault(role, OrganizationKind(kind), is_unit=is_unit)
    assert bool(fault) is bool(said)
    assert said in fault


def test_every_appointment_has_its_places():
    assert set(PLACES) == set(APPOINTED)
