"""What every page asks of the database, page by page and role by role: a change is seen, and is meant.

tests/query_counts.json is written anew by QUERY_COUNTS=write ./run test (or pytest) tests/web/test_query_counts.py.
"""

import json
import os
from pathlib import Path

import pytest

from organizations.permissions import POLICIES, Gate
from tests.web.pages import GET_PAGES

COUNTS = Path(__file__).resolve().parents[1] / "query_counts.json"
COUNTED = [one for one in GET_PAGES if POLICIES.get(one.url, Gate.DEMO) is not Gate.DEMO]

pytestmark = pytest.mark.django_db


def test_every_page_asks_what_is_written(visit):
    found, faults = {}, []
    for one in COUNTED:
        response = visit(one)
        found[one.name] = len(response.asked)
        if response.status_code != one.answers:
            faults.append(f"{one.name} answers {response.status_code}")
    assert not faults, faults
    if os.environ.get("QUERY_COUNTS") == "write":
        COUNTS.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert found == json.loads(COUNTS.read_text(encoding="utf-8"))
