"""What the pages of organisations and people stand on."""

import pytest
import time_machine

from tests import factories as make


@pytest.fixture
def noon(settings):
    """Noon on 14/12/2021, and a password is enough."""
    settings.SECOND_FACTOR_REQUIRED = False
    with time_machine.travel(make.NOON, tick=False):
        yield
