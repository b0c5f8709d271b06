"""A round whose opening is killed on its way: begun again it goes on, and holds what an undisturbed one holds."""

import pytest

SHARES = (10, 50, 90)
PLAIN, DISTURBED = 2019, 2020


@pytest.fixture
def years(office):
    """Two rounds of the same people, one to be opened in peace."""
    for year in (PLAIN, DISTURBED):
        office.ask("draft_round", year)
    yield
    for year in (PLAIN, DISTURBED):
        office.ask("put_away", year)


def test_an_opening_killed_at_10_50_and_90_percent_goes_on_and_holds_what_an_undisturbed_one_holds(
    office, years
):
    writes = office.ask("open_here", PLAIN)
    begun = 0
    for number, share in enumerate(SHARES):
        # Each attempt goes on where the last has come to: only what is left until the next share is counted.
        office.plan(f"{number} {max(writes * share // 100 - begun, 1)} try")
        begun = writes * share // 100

    key = office.ask("ask_to_open", DISTURBED)
    done = office.settle("opening", key, until=lambda now: now["state"] in {"done", "failed"}, seconds=120)

    assert done == {"state": "done", "attempts": len(SHARES) + 1, "error": ""}
    assert list((office.data / "deaths").glob("* try")) == []
    whole = office.ask("round_holds", PLAIN)
    assert office.ask("round_holds", DISTURBED) == whole
    assert (whole["state"], whole["journal_is_true"]) == ("open", True)
    assert set(whole["subjects"]) == {"person", "collective", "organization"}
    assert set(whole["ratings"]) == {"member", "office", "collective", "organization"}

    assert office.ask("open_here", DISTURBED) == 0  # opened again it writes nothing
    assert office.ask("round_holds", DISTURBED) == whole
