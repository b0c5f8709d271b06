"""Who is not reviewed at all."""

import pytest

from organizations.enums import Capacity
from reviews.rules.exclusions import not_reviewed
from reviews.rules.regulation import Standing


@pytest.mark.parametrize(
    ("_case", "standings", "code"),
    [
        ("nothing special", set(), None),
        ("exempt", {Standing.EXEMPT}, "NR_EXEMPT"),
        ("suspended from Party activity", {Standing.SUSPENDED}, "NR_SUSPENDED"),
        ("no longer on the roll", {Standing.LEFT}, "LEFT"),
        ("exempt and on maternity leave", {Standing.MATERNITY, Standing.EXEMPT}, "NR_EXEMPT"),
        ("suspended from the committee only", {Standing.COMMITTEE_SUSPENDED}, None),
        ("away for work", {Standing.AWAY}, None),
        ("paused: reviewed, not yet rated", {Standing.PAUSED}, None),
    ],
)
def test_who_is_left_out_of_the_review(regulation, _case, standings, code):
    case = not_reviewed(standings, Capacity.MEMBER, regulation)
    assert (case.code if case else None) == code


def test_a_collective_is_never_exempt(regulation):
    assert not_reviewed({Standing.EXEMPT}, Capacity.COLLECTIVE, regulation) is None
