"""What the pages show of ratings: rows of a list, one subject on one page, findings in sentences."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from organizations.enums import Capacity, Level, Route, SubjectKind
from organizations.models import Account, SubmittingUnit
from organizations.permissions import Permission
from ratings.enums import AssessmentState, AssessorKind, RatingState
from ratings.models import Assessment, DecisionEntry, Rating, Tally
from ratings.queries.answers import Answered, answers_among, inquiry_notes
from ratings.queries.facts import reading_of, regulation_of, verdicts_for
from ratings.queries.notes import Note
from ratings.queries.sources import Row, known_level
from ratings.queries.votes import Vote, home_votes
from ratings.rules.ceiling import ceiling_note
from ratings.rules.engine import Finding, Verdict, check_level, warnings_for
from ratings.rules.order import ProposedOn, out_of_turn
from ratings.rules.sentences import hindrance, refusal, sentence
from reviews.enums import CampaignState, RemedyState, ReviewState
from reviews.models import Campaign, Shortcoming
from reviews.rules.regulation import Condition, Effect, Severity

# Between the sitting and the announcement a unit reads one word (P86).
UNDER_REVIEW = "Đang xem xét"
CLOSED_OUTSIDE = (RatingState.APPRAISED, RatingState.CONCLUDED, RatingState.DECIDED)
PAUSED_OUTSIDE = (RatingState.ADMITTED, *CLOSED_OUTSIDE)  # paused from one of these is under review too
PAST_YEARS = 3
ROUTES = (Route.DECIDED, Route.CENTRAL, Route.MINISTRY, Route.DELEGATED)  # the order of a unit's table
READ_OUTSIDE = (AssessorKind.SELF, AssessorKind.HOME, AssessorKind.CELL)


def current_campaign(account: Account) -> Campaign | None:
    """The round that is being worked on."""
    rows = Campaign.objects.visible_to(account).select_related("regulation", "organization")
    return rows.exclude(state=CampaignState.DRAFT).first() or rows.first()


def reads_inside(account: Account) -> bool:
    """Whether the account may read what stands between the sitting and the announcement (P86)."""
    return account.holds(Permission.VIEW_SITTING)


@dataclass(frozen=True, slots=True)
class Shown:
    """A rating as one reader may see it: the word for its state, the level he may know."""

    rating: Rating
    state: str
    label: str
    level: str
    is_final: bool


def shown_to(rating: Rating, *, inside: bool) -> Shown:
    """Outside the deciding organ nothing is read before it is announced."""
    level, final = known_level(rating, inside=inside)
    label, state = rating.get_state_display(), str(rating.state)
    closed = rating.state in CLOSED_OUTSIDE or (
        rating.state == RatingState.PAUSED and rating.paused_from in PAUSED_OUTSIDE
    )
    if closed and not inside:
        label, state = UNDER_REVIEW, RatingState.ADMITTED
    if rating.state == RatingState.NOT_RATED:
        label = f"{label} ({rating.subject.note})" if rating.subject.note else label
    return Shown(rating, state, label, level, final)


def note_of(finding: Finding, level: Level | None = None) -> Note:
    """A finding for the eye: a block, a warning, something not known, or fulfilled by the level in question."""
    if finding.holds is None:
        kind = "wait"
    elif level is not None and finding.bound is not None and not finding.against(level):
        kind = "done"
    elif finding.bound is not None or finding.stops or (finding.effect and finding.holds):
        kind = "late" if finding.severity == Severity.BLOCK and finding.effect != Effect.NOTE else "back"
    else:
        kind = "done"
    return Note(kind, sentence(finding), finding.certainty.beside(finding.clause))


def notes_of(verdict: Verdict, level: Level | None = None) -> tuple[Note, ...]:
    """Every finding of a verdict, what holds down first; the ceiling of the group is spoken of elsewhere."""
    order = {"late": 0, "back": 1, "wait": 2, "done": 3}
    spoken = (one for one in verdict.findings if one.condition != Condition.QUOTA)
    return tuple(sorted((note_of(one, level) for one in spoken), key=lambda note: order[note.kind]))


def bounding_notes(verdict: Verdict) -> tuple[Note, ...]:
    """What a table says beside a level: only what bounds it or is not known yet."""
    if verdict.highest is None:
        return tuple(note_of(one) for one in verdict.findings if one.bars)
    bounding = [one for one in verdict.holding_down if one.bound == verdict.highest][:2]
    return tuple(note_of(one) for one in (*bounding, *[one for one in verdict.unknown if one.pending][:1]))


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One line of a unit's table: self, vote, the highest eligible level, what is proposed."""

    rating: Rating
    self_level: str
    vote: Vote | None
    highest: str
    notes: tuple[Note, ...]
    refusals: tuple[str, ...]
    is_open: bool
    label: str
    group_note: str


def unit_ratings(account: Account, unit: SubmittingUnit, campaign: Campaign) -> list[Rating]:
    """The ratings a unit proposes upward, by who decides them, then in protocol order; not those decided below."""
    rows = (
        Rating.objects.visible_to(account)
        .leading()
        .filter(subject__unit=unit, subject__campaign=campaign)
        .exclude(subject__route=Route.LOWER)
        .for_list()
        .select_related("subject__campaign__regulation", "subject__organization")
    )
    return sorted(rows, key=_place_in_the_table)


def _place_in_the_table(rating: Rating) -> tuple[int, bool, int, int]:
    subject = rating.subject
    return (
        ROUTES.index(Route(subject.route)),
        subject.kind == SubjectKind.PERSON,
        subject.position,
        rating.pk,
    )


def proposal_rows(ratings: Iterable[Rating]) -> list[ProposalRow]:
    """The table of a unit: figures for people to decide by; no level is chosen for them."""
    rows = list(ratings)
    votes = home_votes(rows)
    verdicts = verdicts_for(rows)
    return [_proposal_row(row, votes.get(row.pk), verdicts[row.pk]) for row in rows]


def _proposal_row(rating: Rating, vote: Vote | None, verdict: Verdict) -> ProposalRow:
    level = Level(rating.proposed_level) if rating.proposed_level else None
    forbidden = check_level(level, verdict) if level else []
    shown = shown_to(rating, inside=False)
    return ProposalRow(
        rating=rating,
        self_level=self_level_of(rating),
        vote=vote,
        highest=verdict.highest or "",
        notes=bounding_notes(verdict),
        refusals=tuple(refusal(one, level) for one in forbidden if level),
        is_open=rating.state in (RatingState.OPEN, RatingState.PROPOSED),
        label=shown.label,
        group_note=_group_note(rating) if level == Level.EXCELLENT else "",
    )


def _group_note(rating: Rating) -> str:
    """Where the ceiling of the highest level is counted; a unit below is told no more (P112)."""
    cap = regulation_of(rating.subject.campaign).cap_for(Capacity(rating.capacity))
    return f"{ceiling_note(cap)}." if cap else ""


def order_notes(rows: Iterable[ProposalRow]) -> list[Note]:
    """Who was proposed out of turn, by the days of the acts; said, never blocked (O3)."""
    ratings = [row.rating for row in rows]
    said = out_of_turn(
        [
            ProposedOn(
                name=one.subject.label,
                is_person=one.subject.kind == SubjectKind.PERSON,
                is_head=one.subject.is_head,
                on=one.proposed_on,
            )
            for one in ratings
        ]
    )
    if not said:
        return []
    rules = regulation_of(ratings[0].subject.campaign).ordering
    rule = next((one for one in rules if one.code == "O3"), None)
    source = rule.certainty.beside(rule.clause) if rule else ""
    return [Note("back", one, source) for one in said]


def refusals_of(verdict: Verdict, *, deciding: bool = False) -> dict[str, str]:
    """Beside each level that may not be chosen: why."""
    return {
        level.value: hindrance(found[0])
        for level in Level
        if (found := check_level(level, verdict, deciding=deciding))
    }


def levels_with_reason(verdict: Verdict) -> list[Level]:
    """The levels that may be given above what the data would bear, if a reason is written."""
    return [one for one in Level if warnings_for(one, verdict) and not check_level(one, verdict)]


def excusing_cases(rating: Rating) -> list[tuple[str, str]]:
    """The cases of the regulation by which a subject of this capacity is not rated."""
    cases = regulation_of(rating.subject.campaign).cases
    return [
        (one.code, one.text)
        for one in cases
        if rating.capacity in one.capacities
        and one.effect in (Effect.NOT_RATED, Effect.NOT_REVIEWED, Effect.LATER)
    ]


def not_rated_words(rating: Rating) -> str:
    """Why somebody is not rated, in the regulation's words."""
    cases = regulation_of(rating.subject.campaign).cases
    found = next((one.text for one in cases if one.code == rating.not_rated_case), "")
    return found or str(rating.subject.note)


def self_level_of(rating: Rating) -> str:
    """The level the subject takes himself to be at; nobody reads it in a draft."""
    review = getattr(rating.subject, "self_review", None)
    if review is None or review.state == ReviewState.DRAFT:
        return ""
    return str(review.self_level)


@dataclass(frozen=True, slots=True)
class Past:
    """A year and its level."""

    year: int
    level: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One subject on one page (P106): what was said and counted, no colour, no rank."""

    rating: Rating
    shown: Shown
    self_level: str
    vote: Vote | None
    opinions: tuple[Assessment, ...]
    waiting: tuple[Assessment, ...]
    answers: tuple[Answered, ...]
    targets: str
    shortcomings: tuple[str, ...]
    remedied: str
    past: tuple[Past, ...]
    verdict: Verdict
    highest: str
    notes: tuple[Note, ...]
    not_rated: str

    @property
    def is_looked_into(self) -> bool:
        """Whether an organ has said that it has not concluded yet."""
        return any(one.is_open for one in self.answers)


def summary_of(
    rating: Rating,
    *,
    inside: bool,
    levels: Mapping[int, Level] | None = None,
    tallies: Sequence[Tally] | None = None,
    asked: str = "",
    askers: Collection[int] = (),
) -> Summary:
    """Everything on one page about one rating.

    `levels` are those concluded in the sitting so far;
    `asked` is the level put before it: what that level fulfils is no warning. `askers` are the committees whose
    questions to other organs the reader may know the answers to (P25).
    """
    reading = reading_of([rating], inside=inside, levels=levels)
    verdict, sources = reading.verdicts[rating.pk], reading.sources
    year = rating.subject.campaign.year
    shortcomings = sorted(
        sources.own("shortcoming", rating), key=lambda one: (one.number or 0, one.other or 0, one.pk)
    )
    said = list(rating.assessments.select_related("confirmed_by"))
    confirmed = [one for one in said if one.state == AssessmentState.CONFIRMED]
    return Summary(
        rating=rating,
        shown=shown_to(rating, inside=inside),
        self_level=self_level_of(rating),
        vote=home_votes([rating], tallies).get(rating.pk),
        opinions=tuple(one for one in confirmed if inside or one.kind in READ_OUTSIDE),
        waiting=tuple(one for one in said if inside and one.state == AssessmentState.TYPED),
        answers=answers_among(sources.of("answer", "of", rating.pk), askers),
        targets=_targets(sources.own("target", rating)),
        shortcomings=tuple(one.note for one in shortcomings if one.number == year),
        remedied=_remedied([one for one in shortcomings if one.number != year]),
        past=_past(sources.own("past", rating), rating.capacity),
        verdict=verdict,
        highest=verdict.highest or "",
        notes=(*inquiry_notes(rating, sources, askers), *notes_of(verdict, Level(asked) if asked else None)),
        not_rated=not_rated_words(rating) if rating.state == RatingState.NOT_RATED else "",
    )


def _owner(rating: Rating) -> Q:
    """Rows that belong to the rating's subject."""
    subject = rating.subject
    return Q(
        person=subject.person_id,
        collective=subject.collective_id,
        organization=subject.reviewed_organization_id,
    )


def _targets(rows: Sequence[Row]) -> str:
    met = sum(one.word == "met" for one in rows)
    return f"{met} trong {len(rows)} chỉ tiêu đạt" if rows else ""


def _remedied(earlier: Sequence[Row]) -> str:
    done = sum(one.word == RemedyState.DONE for one in earlier)
    return f"Xong {done} trong {len(earlier)} hạn chế đã chỉ ra" if earlier else ""


def _past(rows: Sequence[Row], capacity: str) -> tuple[Past, ...]:
    years = sorted(
        (one for one in rows if one.note == capacity), key=lambda one: one.number or 0, reverse=True
    )
    return tuple(Past(one.number or 0, one.word) for one in years[:PAST_YEARS])


@dataclass(frozen=True, slots=True)
class Result:
    """Kết quả of one subject: level, decision, what to remedy, whom to write to (P74)."""

    rating: Rating
    entry: DecisionEntry | None
    corrections: tuple[DecisionEntry, ...]
    shortcomings: tuple[Shortcoming, ...]
    office: str
    official: str
    phone: str
    appeal_days: int


def result_of(rating: Rating, appeal_days: int) -> Result:
    """What the subject reads once it is announced; nothing about votes or others."""
    entries = list(
        rating.entries.filter(decision__state="announced").select_related("decision").order_by("decision__pk")
    )
    standing = [one for one in entries if one.decision.kind != "correction"]
    unit = rating.subject.unit
    official = unit.official if unit else None
    return Result(
        rating=rating,
        entry=standing[-1] if standing else None,
        corrections=tuple(one for one in entries if one.decision.kind == "correction"),
        shortcomings=tuple(
            Shortcoming.objects.filter(_owner(rating), year=rating.subject.campaign.year).exclude(
                state=RemedyState.DONE
            )
        ),
        office="Ban Tổ chức Tỉnh ủy",
        official=official.full_name if official else "",
        phone=official.phone if official else "",
        appeal_days=appeal_days,
    )
