"""A ballot's rows with what their counts come to."""

from dataclasses import dataclass

from organizations.enums import Capacity, Level
from ratings.enums import BallotState, SittingState
from ratings.models import Ballot, Tally
from ratings.queries.facts import regulation_of
from ratings.queries.votes import Vote, counts_of, papers_of, too_many_voices, vote_of
from ratings.rules.votes import unticked_words


@dataclass(frozen=True, slots=True)
class Counted:
    """One subject's counts; its outcome once they are typed in."""

    tally: Tally
    counts: tuple[tuple[Level, int], ...]
    vote: Vote | None
    note: str


def counted_rows(ballot: Ballot) -> list[Counted]:
    """The rows of a ballot in its own order."""
    meeting = ballot.conference or ballot.sitting
    tallies = ballot.tallies.select_related("rating__subject")
    if meeting is None:
        return []
    regulation = regulation_of(meeting.campaign)
    is_typed = ballot.state in (BallotState.ENTERED, BallotState.COUNTED)
    rows = []
    for tally in tallies:
        rule = regulation.vote_rule(Capacity(tally.rating.capacity))
        counts = counts_of(tally)
        vote = vote_of(counts, papers_of(ballot), rule, ballot.round) if rule and is_typed else None
        note = unticked_words(counts, ballot.valid_count) if is_typed else ""
        rows.append(Counted(tally, tuple(counts.items()), vote, note))
    return rows


def meeting_of(ballot: Ballot) -> dict[str, tuple[str, int]]:
    """What the ballot's own meeting says of figures that a ballot has too."""
    if ballot.conference is not None:
        held = ballot.conference
        return {
            "summoned": ("số triệu tập của hội nghị", held.convened_count),
            "present": ("số có mặt của hội nghị", held.present_count),
        }
    return {"summoned": ("số ủy viên của phiên họp", ballot.sitting.member_count)} if ballot.sitting else {}


def too_many_on(ballot: Ballot) -> list[str]:
    """The lines for which these papers and the accounts are more voices than members, while it can be put right."""
    sitting = ballot.sitting
    if sitting is None or sitting.state != SittingState.OPEN or not ballot.returned_count:
        return []
    later = sitting.ballots.filter(state=BallotState.COUNTED, round__gt=ballot.round)
    tallies = list(ballot.tallies.exclude(rating__tallies__ballot__in=later).select_related("ballot"))
    lines = sitting.lines.filter(rating__in=[one.rating_id for one in tallies])
    return too_many_voices(sitting, lines.select_related("rating__subject"), tallies)
