"""Counted votes as the rules read them: papers, four counts a subject, the level more than half stand behind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

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
        """ "HTXSNV: 9/11" for a table, "Từ HTTNV trở lên: 11/11" with better ones; nothing without a majority."""
        level, votes, of = self.outcome.level, self.outcome.votes, self.outcome.of
        if level is None:
            return f"Không mức nào quá bán ({of})"
        return f"{level.short if votes == self.counts[level] else f'Từ {level.short} trở lên'}: {votes}/{of}"


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


def counted_tallies(ratings: Iterable[Rating]) -> list[Tally]:
    """What checked ballots say of some ratings, at home and in sittings; a later round after an earlier one."""
    return list(
        Tally.objects.filter(rating__in=[one.pk for one in ratings], ballot__state=BallotState.COUNTED)
        .select_related("ballot", "rating")
        .order_by("ballot__round", "ballot__pk")
    )


def marks_of(lines: Iterable[SittingLine]) -> dict[int, list[MemberMark]]:
    """What members said of each line, by name."""
    found: dict[int, list[MemberMark]] = {}
    rows = MemberMark.objects.filter(line__in=[one.pk for one in lines])
    for mark in rows.select_related("account").order_by("account__pk"):
        found.setdefault(mark.line_id, []).append(mark)
    return found


def home_votes(ratings: Iterable[Rating], tallies: Iterable[Tally] | None = None) -> dict[int, Vote]:
    """The vote of each subject's home collective: the last checked ballot speaks, earlier ones stay as rows."""
    rows = list(ratings)
    if not rows:
        return {}
    regulation = regulation_of(rows[0].subject.campaign)
    found: dict[int, Vote] = {}
    for tally in counted_tallies(rows) if tallies is None else tallies:
        rule = regulation.vote_rule(Capacity(tally.rating.capacity))
        if rule is not None and tally.ballot.conference_id is not None:
            found[tally.rating_id] = vote_of(
                counts_of(tally), papers_of(tally.ballot), rule, tally.ballot.round
            )
    return found


def sitting_votes(
    sitting: Sitting,
    lines: Iterable[SittingLine],
    *,
    tallies: Iterable[Tally] | None = None,
    marks: Mapping[int, list[MemberMark]] | None = None,
) -> dict[int, Vote]:
    """What the organ's members said of each line: marks from their accounts and checked paper ballots, together.

    A second ballot on a line replaces what was said before it. Shown only once the sitting is counted.
    """
    rows = list(lines)
    regulation = regulation_of(sitting.campaign)
    counted = counted_tallies(line.rating for line in rows) if tallies is None else tallies
    papers = {one.rating_id: one for one in counted if one.ballot.sitting_id == sitting.pk}
    said_of = marks_of(rows) if marks is None else marks
    found: dict[int, Vote] = {}
    for line in rows:
        rule = regulation.vote_rule(Capacity(line.rating.capacity))
        tally = papers.get(line.rating_id)
        said = said_of.get(line.pk, [])
        if rule is None or (tally is None and not said):
            continue
        found[line.pk] = _line_vote(sitting, line, tally, said, rule)
    return found


def too_many_voices(sitting: Sitting, lines: Iterable[SittingLine], tallies: Iterable[Tally]) -> list[str]:
    """One member, one voice: accounts and paper together never exceed the members; a second ballot speaks alone."""
    papers = {one.rating_id: one.ballot for one in tallies}
    marks = MemberMark.objects.filter(line__sitting=sitting).values_list("line").annotate(said=Count("pk"))
    said_of: dict[int, int] = dict(marks)
    wrong = []
    for line in lines:
        ballot = papers.get(line.rating_id)
        said = 0 if ballot and ballot.round > 1 else said_of.get(line.pk, 0)
        on_paper = ballot.returned_count if ballot else 0
        if said + on_paper > sitting.member_count:
            wrong.append(
                f"{line}: {said:02d} ý kiến từ tài khoản và {on_paper:02d} phiếu giấy,"
                f" nhiều hơn {sitting.member_count:02d} ủy viên."
            )
    return wrong


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
