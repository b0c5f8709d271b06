"""A unit's own earlier date on the home page and the dossier (R20)."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from reviews.models import Refinement
from tests.factories import NOON, make_refinement


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


def text_of(response):
    """The page with plain spaces."""
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def home(client, account):
    client.force_login(account)
    return client.get(reverse("deadlines:worklist"))


def test_the_units_own_earlier_date_stands_in_its_tasks_and_not_in_the_provinces(client, staff, district):
    make_refinement(district.unit.scope, "T2", date(2021, 12, 14))
    text = text_of(home(client, district.clerk))
    assert "Trước ngày 14/12/2021" in text
    assert "(thời hạn của đơn vị; kế hoạch của Tỉnh ủy: trước ngày 15/12/2021)" in text
    board = text_of(home(client, staff))
    assert "Trước ngày 15/12/2021" in board
    assert "14/12/2021 — hạn cuối hết ngày 13/12/2021" not in board


def test_the_dossiers_page_says_each_readers_own_day(client, staff, district):
    make_refinement(district.unit.scope, "T2", date(2021, 12, 15))
    path = reverse("deadlines:dossier_detail", args=[district.dossier.key])
    client.force_login(district.clerk)
    assert "thời hạn của đơn vị" not in text_of(client.get(path))  # the plan's own day is no earlier one

    Refinement.objects.update(before_on=date(2021, 12, 14))
    assert "Trước ngày 14/12/2021" in text_of(client.get(path))
