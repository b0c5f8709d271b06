"""A regulation published before the own level was one of its rows is read as it was then."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from organizations.enums import Capacity
from reviews.rules.regulation import parse_regulation
from reviews.rules.regulation.earlier import as_read_today
from reviews.rules.regulation.vocabulary import Alongside, SectionRole

FILE = Path(__file__).parents[4] / "fixtures/regulations/qd132-hd21.json"


@pytest.fixture
def earlier():
    """The file as it was: no own level, nothing beside prose, no grounds for guidance."""
    data = json.loads(FILE.read_text())
    del data["guidance_triggers"]
    data["content"] = [one for one in data["content"] if one["role"] != "own_level"]
    for one in data["content"]:
        one.pop("alongside", None)
    return data


@pytest.mark.parametrize("capacity", [Capacity.COLLECTIVE, Capacity.MEMBER, Capacity.OFFICE])
def test_the_own_level_stands_last_and_targets_beside_the_second_section(earlier, capacity):
    before = deepcopy(earlier)
    items = parse_regulation(as_read_today(earlier)).content_for(capacity)
    assert [one.seq for one in items if one.role == SectionRole.OWN_LEVEL] == [max(one.seq for one in items)]
    beside = [one.section for one in items if one.alongside == Alongside.TARGETS]
    assert beside == ["I.2"]
    assert earlier == before  # what was published stays as it is


def test_todays_regulation_is_left_as_it_is():
    data = json.loads(FILE.read_text())
    assert as_read_today(data) is data
