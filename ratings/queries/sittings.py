"""The pages of a sitting: its lines for staff and for members, marks only to whom they may be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from organizations.enums import Level
from organizations.models import Account
from organizations.permissions import Permission
from ratings.enums import SittingState
from ratings.models import MemberMark, Rating, Sitting, SittingLine
from ratings.queries.ceilings import GroupStatus, group_statuses
from ratings.queries.votes import Vote, sitting_votes

COUNTED = (SittingState.COUNTED, SittingState.CONCLUDED, SittingState.SIGNED)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line as the reader may see it."""

    line: SittingLine
    vote: Vote | None
    has_marked: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """A sitting's list: in protocol order, one's own line left out, nothing partial."""

    rows: tuple[LineRow, ...]
    groups: tuple[GroupStatus, ...]
    to_mark: int
    to_conclude: int
    differing: int
    next_key: str


def lines_of(sitting: Sitting, account: Account) -> list[SittingLine]:
    """The lines an account sees: never its own."""
    marked = MemberMark.objects.filter(line=OuterRef("pk"), account=account)
    return list(
        SittingLine.objects.visible_to(account)
        .filter(sitting=sitting)
        .select_related("rating__subject__person", "rating__group", "rating__subject__unit")
        .annotate(is_marked=Exists(marked))
    )


def agenda_of(sitting: Sitting, account: Account) -> Agenda:
    """Everything on the page of a sitting, for one reader."""
    lines = lines_of(sitting, account)
    counted = sitting.state in COUNTED
    votes: Mapping[int, Vote] = sitting_votes(sitting, lines) if counted else {}
    rows = tuple(_row(line, votes.get(line.pk)) for line in lines)
    waiting = [row.line for row in rows if not row.has_marked and not row.line.is_paused]
    groups = group_statuses(sitting, lines, votes) if account.holds(Permission.PREPARE_SITTING) else []
    return Agenda(
        rows=rows,
        groups=tuple(groups),
        to_mark=len(waiting),
        to_conclude=sum(not one.line.concluded_level and not one.line.is_paused for one in rows),
        differing=sum(one.differs for one in rows),
        next_key=waiting[0].key if waiting else "",
    )


def _row(line: SittingLine, vote: Vote | None) -> LineRow:
    differs = bool(line.concluded_level) and line.concluded_level != line.submitted_level
    return LineRow(line, vote, bool(getattr(line, "is_marked", False)), differs)


def mark_of(line: SittingLine, account: Account) -> MemberMark | None:
    """What the account itself has said of a line."""
    return MemberMark.objects.filter(line=line, account=account).first()


def marks_shown(line: SittingLine, account: Account) -> list[MemberMark]:
    """Named marks: to a member once he has given his own, to staff once the sitting is counted (P82)."""
    counted = line.sitting.state in COUNTED
    member = account.can(Permission.MARK_LINE, line)
    if not counted and not (member and mark_of(line, account)):
        return []
    return list(MemberMark.objects.filter(line=line).select_related("account").order_by("account__pk"))


def neighbours(line: SittingLine, account: Account) -> tuple[str, str, int, int]:
    """The line before, the line after, which one this is, and of how many."""
    keys = list(
        SittingLine.objects.visible_to(account)
        .filter(sitting=line.sitting)
        .order_by("position")
        .values_list("key", flat=True)
    )
    at = keys.index(line.key)
    before = keys[at - 1] if at else ""
    after = keys[at + 1] if at + 1 < len(keys) else ""
    return before, after, at + 1, len(keys)


def next_unmarked(line: SittingLine, account: Account) -> str:
    """The next line the member has not spoken to, after this one and then from the top."""
    lines = [one for one in lines_of(line.sitting, account) if not one.is_paused]
    waiting = [one for one in lines if not getattr(one, "is_marked", False) and one.pk != line.pk]
    after = [one for one in waiting if one.position > line.position]
    return next((one.key for one in (*after, *waiting)), "")


@dataclass(frozen=True, slots=True)
class Equal:
    """A subject of the same title group beside the one being read (O8), in protocol order."""

    rating: Rating
    is_here: bool
    level: str


def equals_of(line: SittingLine, account: Account) -> list[Equal]:
    """Equivalent positions side by side: no order but the protocol's, never one's own line."""
    if line.rating.group_id is None:
        return []
    lines = (
        SittingLine.objects.visible_to(account)
        .filter(sitting=line.sitting, rating__group=line.rating.group_id)
        .select_related("rating__subject")
    )
    return [Equal(one.rating, one.pk == line.pk, one.submitted_level) for one in lines]


def level_words(levels: Iterable[str]) -> str:
    """ "11 HTXSNV, 47 HTTNV" of some levels, best first."""
    rows = list(levels)
    return ", ".join(f"{rows.count(level)} {level.short}" for level in Level if level in rows)
