"""Tờ trình with its list, filled from a unit's ratings: every column of the paper everybody reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import F

from cadres.models import CivilRating, PastRating
from documents.papers import Letterhead
from documents.rules import padded, short_date, vn_percent, without_gaps
from organizations.enums import Level, SubjectKind
from ratings.enums import AssessmentState, AssessorKind, RatingState
from ratings.models import Assessment, Consultation, Proposal, Rating, Sitting, SittingLine
from ratings.papers import petition as wording
from ratings.papers.proposal import CollectiveLine, PersonLine
from ratings.papers.proposal import Proposal as ProposalPaper
from ratings.queries.ceilings import group_statuses
from ratings.queries.letters import petitioned
from ratings.queries.pages import self_level_of
from ratings.queries.sittings import letter_of, lines_submitted
from ratings.queries.votes import Vote, home_votes
from reviews.models import Campaign
from reviews.papers.heads import (
    birth_of,
    head_of,
    kept_by,
    label_of,
    letterhead_of,
    level_of,
    signature_of,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the ratings of one list, read once for all of them."""

    votes: Mapping[int, Vote]
    opinions: Mapping[tuple[int, str], Assessment]
    civil: Mapping[int, str]
    past: Mapping[tuple[str, int], str]
    answers: Mapping[int, str]


def paper_of_proposal(proposal: Proposal) -> ProposalPaper:
    """Tờ trình of a unit on those whom its addressee decides, in protocol order; number and day blank until typed."""
    ratings = _ratings(proposal)
    beside = _beside(ratings, proposal.campaign.year)
    collectives = [one for one in ratings if one.subject.kind != SubjectKind.PERSON]
    persons = [one for one in ratings if one.subject.kind == SubjectKind.PERSON]
    issuer = proposal.issuer
    return ProposalPaper(
        letterhead=letterhead_of(
            issuer,
            proposal.campaign,
            form="F13",
            kind="TTr",
            number=proposal.number,
            dated=proposal.dated_on,
        ),
        organ=issuer.name,
        addressee="Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy)",
        body=_body(proposal, collectives, persons),
        signature=signature_of(issuer, title=issuer.head_title, name=proposal.signatory or head_of(issuer)),
        recipients=("Như trên", "Ban Tổ chức Tỉnh ủy", kept_by(issuer)),
        collectives=tuple(_collective(one, beside, one.proposed_level) for one in collectives),
        persons=tuple(_person(one, beside, one.proposed_level) for one in persons),
    )


def paper_of_sitting(sitting: Sitting) -> ProposalPaper:
    """Tờ trình of the Organization Committee with the sitting's list, every figure counted from its lines."""
    lines = lines_submitted(sitting)
    beside = _beside([line.rating for line in lines], sitting.campaign.year, inside=True)
    bodies = [one for one in lines if one.rating.subject.kind != SubjectKind.PERSON]
    persons = [one for one in lines if one.rating.subject.kind == SubjectKind.PERSON]
    organ, letter = sitting.collective, letter_of(sitting)
    over = sum(one.is_over for one in group_statuses(sitting, lines, {}))
    figures = wording.Figures(
        units=len({one.rating.subject.unit_id for one in lines}),
        collectives=_share(bodies),
        persons=_share(persons),
        groups_over=over,
        consulted=bool(beside.answers),
    )
    return ProposalPaper(
        letterhead=Letterhead(
            upper=organ.issuer,
            issuer=wording.ISSUER,
            issuer_code=wording.CODE,
            symbol=wording.SYMBOL,
            number=padded(letter.number) if letter else "",
            place=organ.seat or organ.organization.seat,
            year=letter.dated_on.year if letter else sitting.held_on.year,
            dated=letter.dated_on if letter else None,
            label=label_of(sitting.campaign, ProposalPaper.form),
        ),
        organ=wording.ORGAN,
        addressee=organ.name,
        body=wording.petition_body(figures, bases=_grounds(sitting.campaign), organ=organ.name),
        signature=wording.UNSIGNED,
        recipients=wording.RECIPIENTS,
        of_year=sitting.campaign.year,
        collectives=tuple(_collective(one.rating, beside, one.submitted_level) for one in bodies),
        persons=tuple(_person(one.rating, beside, one.submitted_level) for one in persons),
    )


def _share(lines: Sequence[SittingLine]) -> wording.Share:
    levels = [one.submitted_level for one in lines if not one.is_paused]
    return wording.Share(
        levels={level: levels.count(level) for level in Level}, paused=len(lines) - len(levels)
    )


def _grounds(campaign: Campaign) -> tuple[str, ...]:
    """The legal bases of the plan that speak of rating, and the plan itself."""
    stated = [
        f"{one['number']}, ngày {short_date(date.fromisoformat(one['issued_on']))} của {one['issuer']}"
        for one in wording.rating_grounds(campaign.plan)
    ]
    plan = f"Kế hoạch số {campaign.plan_number}, ngày {short_date(campaign.plan_on)}"
    return (*stated, f"{plan} của {campaign.plan.get('organ', 'Ban Thường vụ Tỉnh ủy')}")


def _ratings(proposal: Proposal) -> list[Rating]:
    rows = (
        petitioned(proposal.unit, proposal.campaign)
        .for_list()
        .select_related("subject__campaign__regulation")
    )
    return sorted(
        rows, key=lambda one: (one.subject.kind == SubjectKind.PERSON, one.subject.position, one.pk)
    )


def _answers(ratings: Sequence[Rating]) -> dict[int, str]:
    """What the organs that the Standing Committee asked said of each, one after the other."""
    found: dict[int, list[str]] = {}
    asked = Consultation.objects.filter(
        rating__in=ratings, asker=F("rating__subject__campaign__organization")
    )
    for one in asked:
        found.setdefault(one.rating_id, []).append(str(one))
    return {pk: "; ".join(said) for pk, said in found.items()}


def _beside(ratings: Sequence[Rating], year: int, *, inside: bool = False) -> Beside:
    persons = [one.subject.person_id for one in ratings if one.subject.person_id]
    collectives = [one.subject.collective_id for one in ratings if one.subject.collective_id]
    opinions = Assessment.objects.filter(rating__in=ratings, state=AssessmentState.CONFIRMED).order_by("pk")
    past: dict[tuple[str, int], str] = {}
    for row in PastRating.objects.filter(year=year - 1, person__in=persons).order_by("pk"):
        past["person", row.person_id or 0] = row.level
    for row in PastRating.objects.filter(year=year - 1, collective__in=collectives).order_by("pk"):
        past["collective", row.collective_id or 0] = row.level
    return Beside(
        votes=home_votes(ratings),
        opinions={(one.rating_id, one.kind): one for one in opinions},
        civil={one.person_id: one.level for one in CivilRating.objects.filter(year=year, person__in=persons)},
        past=past,
        answers=_answers(ratings) if inside else {},
    )


def _person(rating: Rating, beside: Beside, level: str) -> PersonLine:
    subject = rating.subject
    return PersonLine(
        name=subject.label,
        born=birth_of(subject.person),
        position=subject.office,
        civil_level=level_of(beside.civil.get(subject.person_id or 0, "")),
        self_level=level_of(self_level_of(rating)),
        cell_vote=_said(beside, rating, AssessorKind.CELL),
        collective_vote=_vote(beside, rating),
        supervisor=_said(beside, rating, AssessorKind.SUPERVISOR),
        agencies=beside.answers.get(rating.pk, ""),
        proposed=level_of(level),
        last_year=level_of(beside.past.get(("person", subject.person_id or 0), "")),
        note=_note(rating),
        group=rating.group.name if rating.group else "",
    )


def _collective(rating: Rating, beside: Beside, level: str) -> CollectiveLine:
    subject = rating.subject
    return CollectiveLine(
        name=subject.label,
        self_level=level_of(self_level_of(rating)),
        collective_vote=_vote(beside, rating),
        supervisor=_said(beside, rating, AssessorKind.SUPERVISOR),
        agencies=beside.answers.get(rating.pk, ""),
        proposed=level_of(level),
        last_year=level_of(beside.past.get(("collective", subject.collective_id or 0), "")),
        note=_note(rating),
        group=rating.group.name if rating.group else "",
    )


def _vote(beside: Beside, rating: Rating) -> str:
    """HTTNV 09/11, 81,8%: the level more than half stand behind, and its votes."""
    vote = beside.votes.get(rating.pk)
    if vote is None:
        return ""
    outcome = vote.outcome
    if outcome.level is None or not outcome.of:
        return "không mức nào quá bán"
    share = vn_percent(Fraction(outcome.votes, outcome.of))
    return f"{outcome.level.short} {outcome.votes:02d}/{outcome.of},\u00a0{share}"


def _said(beside: Beside, rating: Rating, kind: AssessorKind) -> str:
    opinion = beside.opinions.get((rating.pk, kind.value))
    level = level_of(opinion.level) if opinion else None
    return f"Đề nghị {level.short}" if level else ""


def _note(rating: Rating) -> str:
    return "Tạm dừng, chờ kết luận" if rating.state == RatingState.PAUSED else ""


def _body(proposal: Proposal, collectives: Sequence[Rating], persons: Sequence[Rating]) -> str:
    campaign, organ = proposal.campaign, proposal.issuer.name
    counts = without_gaps(
        (
            f"{len(collectives):02d} tập thể" if collectives else "",
            f"{len(persons):02d} cá nhân" if persons else "",
        ),
        " và ",
    )
    figures = [
        f"{noun}: {_figures(rows)}" for noun, rows in (("tập thể", collectives), ("cá nhân", persons)) if rows
    ]
    return (
        f"Thực hiện Kế hoạch số {campaign.plan_number} của {campaign.plan.get('organ', 'Ban Thường vụ Tỉnh ủy')} về "
        f"kiểm điểm, đánh giá, xếp loại chất lượng năm {campaign.year}; trên cơ sở kết quả kiểm điểm, {organ} trình "
        f"Ban Thường vụ Tỉnh ủy xem xét, quyết định xếp loại {counts} (có danh sách kèm theo).\n"
        f"Trong đó đề nghị {'; '.join(figures)}."
    )


def _figures(ratings: Sequence[Rating]) -> str:
    """How many at each level, then those without one: together as many as the list has lines."""
    paused = [one for one in ratings if one.state == RatingState.PAUSED]
    given = [one.proposed_level for one in ratings if one not in paused]
    counts = (
        *((level.label, given.count(level)) for level in Level),
        ("chưa đề nghị mức", given.count("")),
        ("tạm dừng, chờ kết luận", len(paused)),
    )
    return without_gaps(f"{said} {padded(count)}" for said, count in counts if count)
