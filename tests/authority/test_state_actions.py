"""Which move is open in which state to which role: every machine, every state, every role, against an oracle.

The roles of each move were derived by hand from docs/authority.md; the program never reads them.

tests/state_actions.csv has a row for every move: the machine, the move, the states it starts from, the state it leads
to, and the roles that may make it. Whatever a row does not name is refused.
"""

import csv
import importlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from organizations.enums import Role
from organizations.models.scope import Held
from organizations.workflow import Transition, may
from tests.factories import make_account, make_province

ORACLE = Path(__file__).resolve().parents[1] / "state_actions.csv"
ROWS = list(csv.DictReader(ORACLE.read_text().splitlines()))


def machines():
    """Every tuple of moves of the three apps, by name."""
    for app in ("reviews", "ratings", "deadlines"):
        for name, value in vars(importlib.import_module(f"{app}.workflow")).items():
            if isinstance(value, tuple) and value and all(isinstance(one, Transition) for one in value):
                yield f"{app}.{name}", value


MACHINES = dict(machines())


def test_every_move_has_its_row_and_no_row_is_stale():
    written = [(row["machine"], row["move"], row["from"], row["to"]) for row in ROWS]
    moves = [
        (name, move.name, " ".join(sorted(move.sources)), move.target)
        for name, machine in MACHINES.items()
        for move in machine
    ]
    assert sorted(moves) == sorted(written)


def standing(state, *, subject_is=None):
    """A record of the office in a state."""
    return SimpleNamespace(
        state=state,
        scope_paths=(make_province().path,),
        scope_units=(),
        is_about=lambda account: account == subject_is,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.HELPER])
def test_a_move_is_open_exactly_where_the_oracle_says(name, role):
    account, path = make_account(), make_province().path
    subject_is = account if role == Role.SUBJECT else None
    account.all_held = () if subject_is else (Held(role, path, None, "hat"),)
    states = {state for row in ROWS if row["machine"] == name for state in (*row["from"].split(), row["to"])}
    for move in MACHINES[name]:
        [row] = [
            one for one in ROWS if (one["machine"], one["move"], one["to"]) == (name, move.name, move.target)
        ]
        for state in states:
            expected = state in row["from"].split() and role.value in row["roles"].split()
            assert may(standing(state, subject_is=subject_is), move, account) is expected, (move.name, state)
