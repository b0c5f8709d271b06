"""The pages of a sitting: its lines for staff and for members, marks only to whom they may be shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from documents.models import RegisteredNumber
from organizations.enums import Route, SubjectKind
from organizations.models import Account
from organizations.permissions import Permission
from ratings.enums import RatingState, SittingState
from ratings.models import MemberMark, Rating, RatingPaper, Sitting, SittingLine, Withdrawal
from ratings.queries.ceilings import GroupStatus, group_statuses
from ratings.queries.votes import Vote, sitting_votes
from reviews.models import Campaign, Subject

READY = (RatingState.APPRAISED, RatingState.PAUSED)
UNDER_WAY = (SittingState.PREPARED, SittingState.OPEN, SittingState.COUNTED)
COUNTED = (SittingState.COUNTED, SittingState.CONCLUDED, SittingState.SIGNED)


def may_be_listed(campaign: Campaign, account: Account) -> QuerySet[Rating]:
    """What may go on a sitting's list: the Standing Committee decides it, it is ready and on no other list."""
    return (
        Rating.objects.visible_to(account)
        .leading()
        .filter(subject__campaign=campaign, subject__route=Route.DECIDED, state__in=READY)
        .exclude(lines__sitting__state__in=UNDER_WAY)
        .for_list()
    )


def listed_now(ratings: Iterable[Rating]) -> QuerySet[SittingLine]:
    """The lines on which these ratings stand before an organ that has not concluded yet."""
    rows = SittingLine.objects.filter(rating__in=[one.pk for one in ratings], sitting__state__in=UNDER_WAY)
    return rows.select_related("rating__subject", "sitting")


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
    withdrawn: tuple[Withdrawal, ...]
    to_mark: int
    to_conclude: int
    differing: int
    next_key: str
    conclude_key: str

    @property
    def quiet_groups(self) -> tuple[GroupStatus, ...]:
        """Those in which nothing is to be weighed: folded into one line of the page."""
        return tuple(one for one in self.groups if one.is_quiet)


def lines_of(sitting: Sitting, account: Account) -> list[SittingLine]:
    """The lines an account sees: never its own."""
    marked = MemberMark.objects.filter(line=OuterRef("pk"), account=account)
    return list(
        SittingLine.objects.visible_to(account)
        .filter(sitting=sitting)
        .select_related("rating__subject__person", "rating__group", "rating__subject__unit")
        .annotate(is_marked=Exists(marked))
    )


def lines_submitted(sitting: Sitting) -> list[SittingLine]:
    """The whole list as it was put before the organ, before anything was voted or concluded; not to be saved."""
    lines = list(
        SittingLine.objects.filter(sitting=sitting).select_related(
            "rating__group",
            "rating__subject__person",
            "rating__subject__self_review",
            "rating__subject__campaign__regulation",
        )
    )
    for line in lines:
        line.concluded_level = ""
    return lines


def letter_of(sitting: Sitting) -> RegisteredNumber | None:
    """Number and day of the tờ trình that brought the list before the organ, once the register gave them."""
    papers = RatingPaper.objects.filter(sitting=sitting, document__isnull=False)
    return RegisteredNumber.objects.filter(document__in=papers.values("document")).order_by("pk").last()


def agenda_of(sitting: Sitting, account: Account) -> Agenda:
    """Everything on the page of a sitting, for one reader."""
    lines = lines_of(sitting, account)
    counted = sitting.state in COUNTED
    votes: Mapping[int, Vote] = sitting_votes(sitting, lines) if counted else {}
    rows = tuple(_row(line, votes.get(line.pk)) for line in lines)
    waiting = [row.line for row in rows if not row.has_marked and not row.line.is_paused]
    unconcluded = [one.line for one in rows if not one.line.concluded_level and not one.line.is_paused]
    groups = group_statuses(sitting, lines, votes) if account.holds(Permission.PREPARE_SITTING) else []
    return Agenda(
        rows=rows,
        groups=tuple(groups),
        withdrawn=tuple(Withdrawal.objects.visible_to(account).filter(sitting=sitting).for_list()),
        to_mark=len(waiting),
        to_conclude=len(unconcluded),
        differing=sum(one.differs for one in rows),
        next_key=waiting[0].key if waiting else "",
        conclude_key=unconcluded[0].key if unconcluded else "",
    )


def _row(line: SittingLine, vote: Vote | None) -> LineRow:
    differs = bool(line.concluded_level) and line.concluded_level != line.submitted_level
    return LineRow(line, vote, bool(getattr(line, "is_marked", False)), differs)


def marks_shown(line: SittingLine, account: Account, marks: Sequence[MemberMark]) -> Sequence[MemberMark]:
    """Named marks: to a member once he has given his own, to staff once the sitting is counted (P82)."""
    if line.sitting.state in COUNTED:
        return marks
    mine = any(one.account_id == account.pk for one in marks)
    return marks if mine and account.can(Permission.MARK_LINE, line) else ()


@dataclass(frozen=True, slots=True)
class Equal:
    """A subject of the same title group beside the one being read (O8), in protocol order."""

    label: str
    unit: str
    level: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands on its list: before and after which, which one of how many, beside which equals."""

    before: str
    after: str
    place: int
    of: int
    equals: tuple[Equal, ...]


def standing_of(line: SittingLine, account: Account) -> Standing:
    """The list around a line as the account sees it: in the protocol's order, never with his own line."""
    rows = list(
        SittingLine.objects.visible_to(account)
        .filter(sitting=line.sitting)
        .order_by("position")
        .values_list(
            "key",
            "rating__group",
            "rating__subject__label",
            "rating__subject__unit_label",
            "submitted_level",
        )
    )
    keys = [row[0] for row in rows]
    at = keys.index(line.key)
    group = line.rating.group_id
    return Standing(
        before=keys[at - 1] if at else "",
        after=keys[at + 1] if at + 1 < len(keys) else "",
        place=at + 1,
        of=len(keys),
        equals=tuple(
            Equal(label, unit, level, key == line.key)
            for key, of, label, unit, level in rows
            if group is not None and of == group
        ),
    )


def next_unmarked(line: SittingLine, account: Account) -> str:
    """The next line the member has not spoken to, after this one and then from the top."""
    lines = [one for one in lines_of(line.sitting, account) if not one.is_paused]
    waiting = [one for one in lines if not getattr(one, "is_marked", False) and one.pk != line.pk]
    after = [one for one in waiting if one.position > line.position]
    return next((one.key for one in (*after, *waiting)), "")


Thing = tuple[str, int, str]


def things_before(sitting: Sitting, ratings: Sequence[Rating]) -> dict[Thing, int]:
    """Where each person and body stood on the organ's last list with most of them; nothing before the first."""
    wanted = [thing_of(one) for one in ratings]
    subjects = Subject.objects.filter(
        Q(person__in=[pk for kind, pk, _capacity in wanted if kind == SubjectKind.PERSON])
        | Q(collective__in=[pk for kind, pk, _capacity in wanted if kind == SubjectKind.COLLECTIVE])
        | Q(
            reviewed_organization__in=[
                pk for kind, pk, _capacity in wanted if kind == SubjectKind.ORGANIZATION
            ]
        )
    )
    last = (
        Sitting.objects.filter(collective=sitting.collective)
        .exclude(pk=sitting.pk)
        .annotate(shared=Count("lines", filter=Q(lines__rating__subject__in=subjects)))
        .filter(shared__gt=0)
        .order_by("-campaign__year", "-shared", "-pk")
        .first()
    )
    lines = SittingLine.objects.filter(sitting=last).select_related("rating__subject")
    return {thing_of(line.rating): line.position for line in lines}


def thing_of(rating: Rating) -> Thing:
    """Who or what is rated, and as what: the same from year to year."""
    subject = rating.subject
    owner = subject.person_id or subject.collective_id or subject.reviewed_organization_id
    return str(subject.kind), owner or 0, str(rating.capacity)
