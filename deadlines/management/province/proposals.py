"""What the other units had done by the 14th: conferences held, votes counted and checked, levels proposed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from deadlines.management.province.accounts import AGRICULTURE_UNIT, DISTRICT_UNIT
from deadlines.management.province.draw import Draw
from deadlines.management.province.opening import moment, scanned
from organizations import audit
from organizations.enums import Capacity, Level, Route
from organizations.models import Account, SubmittingUnit
from ratings.enums import BallotState, RatingState
from ratings.models import Ballot, Proposal, Rating, Tally, TitleGroup
from ratings.queries.facts import verdicts_for
from reviews.models import AgendaItem, Campaign, Conference, Place, Subject
from reviews.rules.calendar import working_days_back

FIRST_DAY, LAST_DAY = date(2021, 11, 29), date(2021, 12, 8)
STORY_DESKS = {DISTRICT_UNIT: ("dongkhe", "dongkhe2"), AGRICULTURE_UNIT: ("sonn", "sonn2")}
CELL_DAY = date(2021, 11, 27)
COLLECTIVE_SHARES = ((Level.EXCELLENT, 18), (Level.GOOD, 77), (Level.FAIR, 5))
PERSON_SHARES = ((Level.EXCELLENT, 15), (Level.GOOD, 79), (Level.FAIR, 6))
COLLECTIVE_GROUPS = {
    "direct_standing": "Ban thường vụ cấp ủy trực thuộc Tỉnh ủy",
    "department": "Tập thể lãnh đạo sở, ban, ngành",
    "other": "Tập thể lãnh đạo cơ quan ngành dọc",
}
# Two groups stand above their ceiling, so that the Standing Committee has something to decide (P102).
EAGER = frozenset({"Cấp phó cơ quan Đảng, Mặt trận, đoàn thể cấp tỉnh", COLLECTIVE_GROUPS["department"]})
EAGER_SHARES = ((Level.EXCELLENT, 38), (Level.GOOD, 57), (Level.FAIR, 5))
FOR_VERDICT = (
    "subject__person",
    "subject__collective",
    "subject__organization",
    "subject__campaign__regulation",
)
OTHER_GROUP = "Tập thể lãnh đạo cơ quan Đảng, Mặt trận, đoàn thể, đảng đoàn, ban cán sự đảng"


@dataclass(slots=True)
class Meeting:
    """One unit's conference with everything that came of it."""

    unit: SubmittingUnit
    clerk: Account
    checker: Account
    conference: Conference
    ratings: list[Rating] = field(default_factory=list)


def hold_conferences(campaign: Campaign, draw: Draw, units: Sequence[SubmittingUnit]) -> list[Meeting]:
    """Every one of these units has met, voted and proposed; leaders were reviewed in their cells before."""
    _group_ratings(campaign)
    _conclude_cells(campaign)
    return meet(campaign, draw, units)


def meet(
    campaign: Campaign,
    draw: Draw,
    units: Sequence[SubmittingUnit],
    days: tuple[date, date] = (FIRST_DAY, LAST_DAY),
) -> list[Meeting]:
    """These units meet on some of the days, vote, and propose."""
    desks = _desks()
    meetings = [_meeting(campaign, draw, unit, desks, days) for unit in units]
    Conference.objects.bulk_create([one.conference for one in meetings])
    _agendas(campaign, meetings)
    _propose(draw, meetings)
    _count(draw, meetings)
    _letters(campaign, meetings)
    audit.record_many(actor=None, action="record_conference", targets=[one.conference for one in meetings])
    return meetings


def _group_ratings(campaign: Campaign) -> None:
    """Title groups as staff named them; cadres by their chief post, collectives by their kind (P47)."""
    ratings = list(
        Rating.objects.leading()
        .filter(subject__campaign=campaign, subject__unit__isnull=False)
        .exclude(subject__route=Route.LOWER)
        .select_related("subject__main_post", "subject__collective")
        .order_by("subject__position", "pk")
    )
    groups: dict[tuple[str, str], TitleGroup] = {}
    for rating in ratings:
        name = group_name(rating.subject)
        known = groups.get((rating.capacity, name))
        if known is None:
            known = TitleGroup(
                campaign=campaign, capacity=Capacity(rating.capacity), name=name, position=len(groups) + 1
            )
            groups[rating.capacity, name] = known
        rating.group = known
    TitleGroup.objects.bulk_create(groups.values())
    Rating.objects.bulk_update(ratings, ["group"], batch_size=500)


def group_name(subject: Subject) -> str:
    """The group of equivalents a subject stands in."""
    if subject.main_post is not None:
        return subject.main_post.title_group
    if subject.collective is None:
        return OTHER_GROUP
    return COLLECTIVE_GROUPS.get(subject.collective.type, OTHER_GROUP)


def _conclude_cells(campaign: Campaign) -> None:
    """Leaders were reviewed in their own cells first, on another evening (P23)."""
    Place.objects.filter(
        subject__campaign=campaign, subject__main_post__isnull=False, collective__isnull=True
    ).exclude(subject__route=Route.LOWER).update(concluded_on=CELL_DAY)


def _desks() -> dict[str, Account]:
    """Every unit's clerk, and the second person who checks its figures."""
    shown = [name for names in STORY_DESKS.values() for name in names]
    units = Q(sign_in_name__startswith="dv") | Q(sign_in_name__startswith="kt")
    return {one.sign_in_name: one for one in Account.objects.filter(units | Q(sign_in_name__in=shown))}


def _meeting(
    campaign: Campaign,
    draw: Draw,
    unit: SubmittingUnit,
    desks: Mapping[str, Account],
    days: tuple[date, date],
) -> Meeting:
    own = (f"dv{unit.position:02d}", f"kt{unit.position:02d}")
    clerk, checker = (desks[name] for name in STORY_DESKS.get(unit.name, own))
    held_on, people = draw.day(*days), draw.number(9, 15)
    conference = Conference(
        campaign=campaign,
        collective=unit.collective,
        papers_sent_on=working_days_back(held_on, 3),
        held_on=held_on,
        place=f"Phòng họp {unit.name}"[:200],
        convened_count=people,
        present_count=people,
        conclusion="Hội nghị thống nhất nội dung báo cáo kiểm điểm và các bản kiểm điểm cá nhân.",
        entered_by=clerk,
        entered_at=moment(held_on + timedelta(days=1), 9, 30),
    )
    return Meeting(unit=unit, clerk=clerk, checker=checker, conference=conference)


def _agendas(campaign: Campaign, meetings: Sequence[Meeting]) -> None:
    """The collective first, its head first among the persons; each place is concluded on that day."""
    by_collective = {one.unit.collective_id: one for one in meetings}
    places = list(
        Place.objects.filter(subject__campaign=campaign, collective__in=by_collective)
        .select_related("subject__main_post")
        .order_by("subject__person", "subject__position", "subject__pk")
    )
    places.sort(key=lambda one: (one.subject.person_id is not None, one.subject.position))
    items, positions = [], dict.fromkeys(by_collective, 0)
    for place in places:
        meeting = by_collective[place.collective_id]
        positions[place.collective_id] += 1
        place.concluded_on = meeting.conference.held_on
        items.append(
            AgendaItem(
                conference=meeting.conference,
                subject=place.subject,
                position=positions[place.collective_id],
                conclusion="Nhất trí với bản kiểm điểm.",
            )
        )
    AgendaItem.objects.bulk_create(items, batch_size=500)
    Place.objects.bulk_update(places, ["concluded_on"], batch_size=500)
    ratings = Rating.objects.leading().filter(
        subject__unit__in=[one.unit for one in meetings], subject__campaign=campaign
    )
    by_unit = {one.unit.pk: one for one in meetings}
    proposed = ratings.filter(state=RatingState.OPEN).filter(
        Q(subject__collective__isnull=False) | Q(subject__route__in=(Route.DECIDED, Route.DELEGATED))
    )
    for rating in proposed.select_related(*FOR_VERDICT).order_by("subject__position", "pk"):
        if rating.subject.unit_id is not None:
            by_unit[rating.subject.unit_id].ratings.append(rating)


def _propose(draw: Draw, meetings: Sequence[Meeting]) -> None:
    """The collectives first, then the people under them: never above what the regulation lets through."""
    everything = [(one, rating) for one in meetings for rating in one.ratings]
    for are_people in (False, True):
        rows = [(one, row) for one, row in everything if (row.subject.person_id is not None) == are_people]
        fresh = Rating.objects.select_related(*FOR_VERDICT).in_bulk([row.pk for _, row in rows])
        verdicts = verdicts_for(fresh.values())
        for meeting, rating in rows:
            rating.proposed_level = _level(draw, rating, verdicts[rating.pk].highest)
            rating.proposed_on, rating.state = meeting.conference.held_on, RatingState.PROPOSED
            rating.version += 1
        changed = [rating for _, rating in rows]
        fields = ["proposed_level", "proposed_on", "state", "version"]
        Rating.objects.bulk_update(changed, fields, batch_size=500)
        audit.record_many(actor=None, action="propose", targets=list(changed))


def _level(draw: Draw, rating: Rating, highest: Level | None) -> Level:
    group = group_name(rating.subject)
    usual = COLLECTIVE_SHARES if rating.subject.person_id is None else PERSON_SHARES
    wanted = draw.weighted(EAGER_SHARES if group in EAGER else usual)
    return wanted if highest is None or wanted.rank >= highest.rank else highest


def _count(draw: Draw, meetings: Sequence[Meeting]) -> None:
    """Two ballots a conference, counted by one person and checked by another (P06)."""
    ballots, tallies = [], []
    for meeting in meetings:
        bodies = [one for one in meeting.ratings if one.subject.person_id is None]
        people = [one for one in meeting.ratings if one.subject.person_id is not None]
        for name, rows in (("Đề nghị xếp loại tập thể", bodies), ("Đề nghị xếp loại cá nhân", people)):
            if rows:
                ballot = _ballot(meeting, name)
                ballots.append(ballot)
                tallies += [_tally(draw, ballot, row, place) for place, row in enumerate(rows, start=1)]
    Ballot.objects.bulk_create(ballots)
    Tally.objects.bulk_create(tallies, batch_size=500)


def _ballot(meeting: Meeting, name: str) -> Ballot:
    people, at = meeting.conference.present_count, meeting.conference.entered_at
    return Ballot(
        conference=meeting.conference,
        name=name,
        state=BallotState.COUNTED,
        convened_count=people,
        present_count=people,
        issued_count=people,
        returned_count=people,
        valid_count=people,
        counters=f"{meeting.checker.full_name} (tổ trưởng), {meeting.clerk.full_name}",
        entered_by=meeting.clerk,
        entered_at=at,
        checked_by=meeting.checker,
        checked_at=at + timedelta(hours=1),
    )


def _tally(draw: Draw, ballot: Ballot, rating: Rating, place: int) -> Tally:
    """Most votes for the level that was proposed, the rest beside it."""
    valid, counts = ballot.valid_count, [0, 0, 0, 0]
    rank = Level(rating.proposed_level).rank
    beside = min(draw.number(0, max(1, valid // 4)), valid - valid // 2 - 1)
    counts[rank] = valid - beside
    counts[rank - 1 if rank else 1] += beside
    names = ("excellent_count", "good_count", "fair_count", "failed_count")
    return Tally(ballot=ballot, rating=rating, position=place, **dict(zip(names, counts, strict=True)))


def _letters(campaign: Campaign, meetings: Iterable[Meeting]) -> None:
    """Each unit's letter of proposal, with its number and its scan."""
    letters, sheet = [], scanned(moment(FIRST_DAY, 15))
    for number, meeting in enumerate(meetings, start=101):
        dated_on = max(meeting.conference.held_on + timedelta(days=1), date(2021, 12, 1))
        collective = meeting.conference.collective_here
        head = next((one for one in meeting.ratings if one.subject.is_head), None)
        letters.append(
            Proposal(
                campaign=campaign,
                unit=meeting.unit,
                issuer=collective,
                number=f"{number}-TTr/{collective.symbol}",
                dated_on=dated_on,
                signatory=head.subject.label if head else "",
                scan=sheet,
                scan_name="to-trinh.pdf",
            )
        )
    Proposal.objects.bulk_create(letters)
    audit.record_many(actor=None, action="record_proposal", targets=list(letters))
