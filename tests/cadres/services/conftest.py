"""One committee with one cell and one member, and its clerk."""

from datetime import date

import pytest

from organizations.enums import OrganizationKind, Role
from tests import factories as make


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def base(district):
    return make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Mường Lạn")


@pytest.fixture
def cell(base):
    return make.make_organization(base, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")


@pytest.fixture
def inh(cell):
    person = make.make_person("Lò Văn Inh", birth_on=date(1975, 8, 14), card_number="06000123")
    make.make_membership(person, cell)
    return person


@pytest.fixture
def standing(district):
    return make.make_collective(district, name="Ban Thường vụ Huyện ủy Đồng Khê")


@pytest.fixture
def clerk(district):
    return make.make_account(Role.UNIT_CLERK, district)
