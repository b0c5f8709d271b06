"""The rulebook of 2021, as its file states it."""

import json
from pathlib import Path

import pytest

from reviews.rules.regulation import parse_regulation

FIXTURES = Path(__file__).parents[3] / "fixtures"


@pytest.fixture(scope="session")
def regulation():
    return parse_regulation(json.loads((FIXTURES / "regulations/qd132-hd21.json").read_text("utf-8")))


@pytest.fixture
def regulation_data():
    return json.loads((FIXTURES / "regulations/qd132-hd21.json").read_text("utf-8"))


@pytest.fixture
def plan_data():
    return json.loads((FIXTURES / "plans/2021.json").read_text("utf-8"))
