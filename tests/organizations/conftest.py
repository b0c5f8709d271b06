"""People at the account pages."""

import pytest
from django.core.cache import cache

from organizations.enums import Role
from tests.factories import make_account, make_unit


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def member():
    """Somebody without a role of the office: no second factor is asked."""
    return make_account()


@pytest.fixture
def clerk():
    unit = make_unit()
    return make_account(Role.UNIT_CLERK, unit.organization, unit, full_name="Hà Thu Trang")
