"""The 20% of each title group, counted across units: says how a group stands and who is at the line, picks nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from organizations.enums import Capacity, Level
from ratings.enums import RatingState
from ratings.models import Rating, Sitting, SittingLine, TitleGroup
from ratings.queries.facts import regulation_of
from ratings.queries.votes import Vote
from ratings.rules.ceiling import Candidate, Ceiling, ceiling_sentence, group_ceiling
from reviews.rules.regulation import CapRule

SETTLED = (RatingState.CONCLUDED, RatingState.DECIDED, RatingState.ANNOUNCED)


@dataclass(frozen=True, slots=True)
class AtTheLine:
    """One line proposed for the highest level, in protocol order, with its votes."""

    line: SittingLine
    vote: Vote | None
    tied: bool


@dataclass(frozen=True, slots=True)
class GroupStatus:
    """How one title group stands against its ceiling."""

    group: TitleGroup
    members: tuple[Rating, ...]
    ceiling: Ceiling
    sentence: str
    clause: str
    highest: tuple[AtTheLine, ...]

    @property
    def is_over(self) -> bool:
        """More than the ceiling: the meeting decides who, the page stops here."""
        return self.ceiling.over > 0

    @property
    def is_quiet(self) -> bool:
        """Nobody in it is proposed for the highest level: there is nothing to weigh yet."""
        return not self.ceiling.proposed


def standing_level(line: SittingLine, vote: Vote | None) -> str:
    """The level in question of a line: concluded, else what more than half stand behind, else submitted."""
    if line.concluded_level:
        return line.concluded_level
    if vote is not None and vote.outcome.level is not None:
        return vote.outcome.level
    return line.submitted_level


def group_statuses(
    sitting: Sitting, lines: Iterable[SittingLine], votes: Mapping[int, Vote]
) -> list[GroupStatus]:
    """Every title group that lines of the sitting belong to."""
    rows = {line.rating_id: line for line in lines}
    groups = TitleGroup.objects.filter(ratings__lines__sitting=sitting).distinct()
    members: dict[int, list[Rating]] = {}
    everybody = Rating.objects.filter(group__in=groups).select_related("subject")
    for rating in everybody.order_by("subject__position", "pk"):
        members.setdefault(rating.group_id or 0, []).append(rating)
    regulation = regulation_of(sitting.campaign)
    found = []
    for group in groups:
        rule = regulation.cap_for(Capacity(group.capacity))
        if rule is not None:
            found.append(_status(group, members.get(group.pk, []), rows, votes, rule))
    return found


def _status(
    group: TitleGroup,
    members: list[Rating],
    lines: Mapping[int, SittingLine],
    votes: Mapping[int, Vote],
    rule: CapRule,
) -> GroupStatus:
    candidates = [one for one in (_candidate(member, lines, votes) for member in members) if one]
    ceiling = group_ceiling(candidates, rule)
    in_question = sorted(
        (lines[one.pk] for one in members if one.pk in lines), key=lambda line: line.position
    )
    highest = tuple(
        AtTheLine(line, votes.get(line.pk), line.rating.key in ceiling.tied)
        for line in in_question
        if not line.is_paused and standing_level(line, votes.get(line.pk)) == Level.EXCELLENT
    )
    return GroupStatus(
        group=group,
        members=tuple(members),
        ceiling=ceiling,
        sentence=ceiling_sentence(ceiling, rule),
        clause=rule.clause,
        highest=highest,
    )


def _candidate(
    rating: Rating, lines: Mapping[int, SittingLine], votes: Mapping[int, Vote]
) -> Candidate | None:
    """A member of the group that is rated; one paused or not yet in a sitting is not counted."""
    line = lines.get(rating.pk)
    if line is None:
        level = rating.decided_level or rating.concluded_level
        counted = bool(level) and rating.state in SETTLED
        return Candidate(key=rating.key, protocol=0, level=Level(level)) if counted else None
    vote = votes.get(line.pk)
    level = standing_level(line, vote)
    if line.is_paused or not level:
        return None
    return Candidate(
        key=rating.key,
        protocol=line.position,
        level=Level(level),
        votes=vote.for_excellent if vote else None,
    )
