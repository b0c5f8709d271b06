"""Counted votes as the rules read them: papers, four counts a subject, the level more than half stand behind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from organizations.enums import Capacity, Level
from ratings.enums import BallotState, Mark, VoteMethod
from ratings.models import Ballot, MemberMark, Rating, Sitting, SittingLine, Tally
from ratings.queries.facts import regulation_of
from ratings.rules.votes import Papers, VoteOutcome, outcome_words, vote_outcome
from reviews.rules.regulation import VoteRule


@dataclass(frozen=True, slots=True)
class Vote:
    """One subject's counted vote with what it comes to."""

    counts: Mapping[Level, int]
    papers: Papers
    outcome: VoteOutcome
    words: str
    round: int = 1
    method: str = VoteMethod.PAPER

    @property
    def for_excellent(self) -> int:
        """Votes for the highest level: shown where the ceiling is spoken of, never used to rank people."""
        return self.counts[Level.EXCELLENT]

    @property
    def short(self) -> str:
        """ "9/11 HTTNV" for a table; nothing where no level has more than half."""
        if self.outcome.level is None:
            return f"không mức nào quá bán ({self.outcome.of})"
        return f"{self.outcome.votes}/{self.outcome.of} {self.outcome.level.short}"


def papers_of(ballot: Ballot) -> Papers:
    """The six figures of a ballot."""
    return Papers(
        summoned=ballot.convened_count,
        present=ballot.present_count,
        issued=ballot.issued_count,
        returned=ballot.returned_count,
        valid=ballot.valid_count,
        invalid=ballot.invalid_count,
    )


def counts_of(tally: Tally) -> dict[Level, int]:
    """The four counts by level."""
    return dict(zip(Level, tally.counts, strict=True))


def vote_of(counts: Mapping[Level, int], papers: Papers, rule: VoteRule, round: int = 1) -> Vote:
    """A vote with its outcome in words."""
    outcome = vote_outcome(counts, papers, rule)
    return Vote(
        counts=counts, papers=papers, outcome=outcome, words=outcome_words(outcome, rule), round=round
    )


def vote_rule_of(rating: Rating) -> VoteRule:
    """How votes about this subject are counted."""
    rule = regulation_of(rating.subject.campaign).vote_rule(Capacity(rating.capacity))
    if rule is None:
        raise LookupError(f"no vote rule for {rating.capacity}")
    return rule


def home_votes(ratings: Iterable[Rating]) -> dict[int, Vote]:
    """The vote of each subject's home collective: the last checked ballot speaks, earlier ones stay as rows."""
    rows = list(ratings)
    if not rows:
        return {}
    regulation = regulation_of(rows[0].subject.campaign)
    tallies = (
        Tally.objects.filter(
            rating__in=rows, ballot__conference__isnull=False, ballot__state=BallotState.COUNTED
        )
        .select_related("ballot", "rating")
        .order_by("ballot__round", "ballot__pk")
    )
    found: dict[int, Vote] = {}
    for tally in tallies:
        rule = regulation.vote_rule(Capacity(tally.rating.capacity))
        if rule is not None:
            found[tally.rating_id] = vote_of(
                counts_of(tally), papers_of(tally.ballot), rule, tally.ballot.round
            )
    return found


def sitting_votes(sitting: Sitting, lines: Iterable[SittingLine]) -> dict[int, Vote]:
    """What the organ's members said of each line: marks from their accounts and checked paper ballots, together.

    A second ballot on a line replaces what was said before it. Shown only once the sitting is counted.
    """
    rows = list(lines)
    regulation = regulation_of(sitting.campaign)
    papers = _paper_tallies(sitting)
    marks = _marks(rows)
    found: dict[int, Vote] = {}
    for line in rows:
        rule = regulation.vote_rule(Capacity(line.rating.capacity))
        tally = papers.get(line.rating_id)
        said = marks.get(line.pk, [])
        if rule is None or (tally is None and not said):
            continue
        found[line.pk] = _line_vote(sitting, line, tally, said, rule)
    return found


def _line_vote(
    sitting: Sitting, line: SittingLine, tally: Tally | None, said: list[MemberMark], rule: VoteRule
) -> Vote:
    counts = counts_of(tally) if tally else dict.fromkeys(Level, 0)
    again = tally is not None and tally.ballot.round > 1
    spoken = [] if again else said
    for mark in spoken:
        level = line.submitted_level if mark.mark == Mark.APPROVE else mark.level
        if level:
            counts[Level(level)] += 1
    ballot = tally.ballot if tally else None
    issued, returned, valid, invalid = (
        (ballot.issued_count, ballot.returned_count, ballot.valid_count, ballot.invalid_count)
        if ballot
        else (0, 0, 0, 0)
    )
    papers = Papers(
        summoned=sitting.member_count,
        present=min(len(spoken) + issued, sitting.member_count),
        issued=len(spoken) + issued,
        returned=len(spoken) + returned,
        valid=len(spoken) + valid,
        invalid=invalid,
    )
    return vote_of(counts, papers, rule, ballot.round if ballot else 1)


def _paper_tallies(sitting: Sitting) -> dict[int, Tally]:
    tallies = (
        Tally.objects.filter(ballot__sitting=sitting, ballot__state=BallotState.COUNTED)
        .select_related("ballot")
        .order_by("ballot__round", "ballot__pk")
    )
    return {tally.rating_id: tally for tally in tallies}


def _marks(lines: list[SittingLine]) -> dict[int, list[MemberMark]]:
    found: dict[int, list[MemberMark]] = {}
    for mark in MemberMark.objects.filter(line__in=lines).select_related("account").order_by("pk"):
        found.setdefault(mark.line_id, []).append(mark)
    return found
