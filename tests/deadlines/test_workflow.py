"""The whole matrix of a dossier's moves."""

import pytest

from deadlines.enums import DossierState as S
from deadlines.workflow import DOSSIER

LEGAL = {
    ("send", S.DRAFT): S.SUBMITTED,
    ("send", S.RETURNED): S.SUBMITTED,
    ("recall", S.SUBMITTED): S.DRAFT,
    ("receive", S.SUBMITTED): S.RECEIVED,
    ("return", S.SUBMITTED): S.RETURNED,
    ("return", S.RECEIVED): S.RETURNED,
    ("return", S.ACCEPTED): S.RETURNED,
    ("accept", S.RECEIVED): S.ACCEPTED,
    ("archive", S.ACCEPTED): S.ARCHIVED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("move", DOSSIER, ids=lambda move: move.name)
def test_every_move_from_every_state(move, state):
    assert (move.target if state in move.sources else None) == LEGAL.get((move.name, state))
