"""The whole matrix of moves, against the table of states in the architecture."""

import pytest

from organizations.permissions import HOLDERS
from ratings import workflow
from ratings.enums import AssessmentState, BallotState, DecisionState, RatingState, SittingState

R, B, S, D, A = RatingState, BallotState, SittingState, DecisionState, AssessmentState

RATING = {
    ("propose", R.OPEN): {R.PROPOSED},
    ("propose", R.PROPOSED): {R.PROPOSED},
    ("admit", R.PROPOSED): {R.ADMITTED},
    ("readmit", R.ADMITTED): {R.PROPOSED},
    ("appraise", R.ADMITTED): {R.APPRAISED},
    ("appraise", R.APPRAISED): {R.APPRAISED},
    ("conclude", R.APPRAISED): {R.CONCLUDED},
    ("reconsider", R.CONCLUDED): {R.APPRAISED},
    ("decide", R.CONCLUDED): {R.DECIDED},
    ("announce", R.DECIDED): {R.ANNOUNCED},
    ("supersede", R.DECIDED): {R.SUPERSEDED},
    ("supersede", R.ANNOUNCED): {R.SUPERSEDED},
    ("excuse", R.OPEN): {R.NOT_RATED},
    ("excuse", R.PROPOSED): {R.NOT_RATED},
    ("rate_later", R.NOT_RATED): {R.OPEN},
    ("pause", R.OPEN): {R.PAUSED},
    ("pause", R.PROPOSED): {R.PAUSED},
    ("pause", R.ADMITTED): {R.PAUSED},
    ("pause", R.APPRAISED): {R.PAUSED},
    ("pause", R.CONCLUDED): {R.PAUSED},
    ("resume", R.PAUSED): {R.OPEN, R.PROPOSED, R.ADMITTED, R.APPRAISED, R.CONCLUDED},
}
BALLOT = {
    ("open_ballot", B.PREPARED): {B.OPEN},
    ("close_ballot", B.OPEN): {B.CLOSED},
    ("enter_counts", B.PREPARED): {B.ENTERED},
    ("enter_counts", B.OPEN): {B.ENTERED},
    ("enter_counts", B.CLOSED): {B.ENTERED},
    ("enter_counts", B.ENTERED): {B.ENTERED},
    ("check_counts", B.ENTERED): {B.COUNTED},
    ("return_counts", B.ENTERED): {B.CLOSED},
    ("reopen_counts", B.COUNTED): {B.CLOSED},
}
SITTING = {
    ("open_sitting", S.PREPARED): {S.OPEN},
    ("count_sitting", S.OPEN): {S.COUNTED},
    ("reopen_vote", S.COUNTED): {S.OPEN},
    ("conclude_sitting", S.COUNTED): {S.CONCLUDED},
    ("reopen_sitting", S.CONCLUDED): {S.COUNTED},
    ("sign_minutes", S.CONCLUDED): {S.SIGNED},
}
DECISION = {
    ("sign_decision", D.DRAFT): {D.SIGNED},
    ("compare_decision", D.SIGNED): {D.COMPARED},
    ("announce_decision", D.COMPARED): {D.ANNOUNCED},
}
ASSESSMENT = {
    ("confirm", A.TYPED): {A.CONFIRMED},
    ("confirm", A.CONFIRMED): {A.CONFIRMED},
    ("confirm_on_paper", A.TYPED): {A.CONFIRMED},
}
MACHINES = {
    "rating": (workflow.RATING, R, RATING),
    "home ballot": (workflow.HOME_BALLOT, B, BALLOT),
    "sitting's ballot": (workflow.SITTING_BALLOT, B, BALLOT),
    "sitting": (workflow.SITTING, S, SITTING),
    "decision": (workflow.DECISION, D, DECISION),
    "opinion": (workflow.ASSESSMENT, A, ASSESSMENT),
}


@pytest.mark.parametrize(
    ("machine", "name", "state"),
    [
        (machine, name, state)
        for machine, (moves, states, _legal) in MACHINES.items()
        for name in sorted({move.name for move in moves})
        for state in states
    ],
)
def test_every_move_from_every_state(machine, name, state):
    moves, _states, legal = MACHINES[machine]
    found = {move.target for move in moves if move.name == name and state in move.sources}
    assert found == legal.get((name, state), set())


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_is_reached_and_every_move_has_somebody_to_make_it(machine):
    moves, states, _legal = MACHINES[machine]
    first = next(iter(states))
    assert {first, *(move.target for move in moves)} == set(states)
    assert all(HOLDERS[move.permission] for move in moves)
