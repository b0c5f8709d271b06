"""Every move from every state, against the table in the requirements."""

import pytest

from organizations.permissions import HOLDERS
from reviews.enums import GuidanceState as G
from reviews.enums import ReviewState as S
from reviews.workflow import GUIDANCE, SELF_REVIEW, WRITABLE

REVIEW_MOVES = {
    ("submit", S.DRAFT): S.SUBMITTED,
    ("submit", S.RETURNED): S.SUBMITTED,
    ("submit_collective", S.DRAFT): S.SUBMITTED,
    ("submit_collective", S.RETURNED): S.SUBMITTED,
    ("record_paper", S.DRAFT): S.PAPER,
    ("record_paper", S.RETURNED): S.PAPER,
    ("return", S.SUBMITTED): S.RETURNED,
    ("return", S.PAPER): S.RETURNED,
    ("begin_final", S.SUBMITTED): S.COMPLETING,
    ("begin_final_collective", S.SUBMITTED): S.COMPLETING,
    ("hand_in_final", S.COMPLETING): S.COMPLETED,
    ("hand_in_final_collective", S.COMPLETING): S.COMPLETED,
    ("complete", S.SUBMITTED): S.COMPLETED,
    ("complete", S.PAPER): S.COMPLETED,
}
LETTER_MOVES = {
    ("send", G.DRAFT): G.SENT,
    ("answer", G.SENT): G.ANSWERED,
    ("answer_collective", G.SENT): G.ANSWERED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("move", SELF_REVIEW, ids=lambda move: move.name)
def test_every_move_of_a_self_review_from_every_state(move, state):
    assert (move.target if state in move.sources else None) == REVIEW_MOVES.get((move.name, state))


@pytest.mark.parametrize("state", G)
@pytest.mark.parametrize("move", GUIDANCE, ids=lambda move: move.name)
def test_every_move_of_a_letter_from_every_state(move, state):
    assert (move.target if state in move.sources else None) == LETTER_MOVES.get((move.name, state))


def test_only_what_is_not_handed_in_may_be_written():
    assert {S.DRAFT, S.RETURNED} == WRITABLE


@pytest.mark.parametrize("move", [*SELF_REVIEW, *GUIDANCE], ids=lambda move: move.name)
def test_every_move_has_somebody_who_may_make_it(move):
    assert HOLDERS[move.permission]
