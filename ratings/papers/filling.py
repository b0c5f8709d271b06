"""Ballots, counts and decisions on paper, filled from their records; they read, and write nothing."""

from datetime import date

from documents.papers import Signature
from documents.rules import BLANK, blank_date, blank_number, padded, paper_date, short_date, without_gaps
from organizations.enums import Level, SubjectKind
from organizations.models import Collective
from ratings.enums import DecisionKind, VoteMethod
from ratings.models import Ballot, Decision, DecisionEntry, Rating, Sitting, Tally
from ratings.papers import decision as wording
from ratings.papers import petition
from ratings.papers.ballot import Ballot as BallotPaper
from ratings.papers.ballot import BallotLine
from ratings.papers.count_minutes import CountLine, CountMinutes, Turnout
from ratings.papers.decision import CorrectionLetter, Mistake, ResultLine
from ratings.papers.decision import Decision as DecisionPaper
from ratings.queries.sittings import letter_of
from ratings.queries.votes import Vote, counts_of, papers_of, vote_of, vote_rule_of
from reviews.models import Conference
from reviews.papers.heads import committee_of, kept_by, letterhead_of, level_of, signature_of
from reviews.rules.regulation import VoteBase

TEAM_HEAD, TEAM_MEMBER = "Tổ trưởng", "Thành viên"
LEADS = "(tổ trưởng"
BASES = {
    VoteBase.ENTITLED: "tổng số được triệu tập",
    VoteBase.PRESENT: "số có mặt",
    VoteBase.VALID: "số phiếu hợp lệ",
}
FIELDS = {"name": "họ và tên", "title": "chức vụ, đơn vị", "birth": "ngày sinh"}
CARRIERS = (
    "Văn phòng, Ban Tổ chức, các cơ quan, đơn vị liên quan và các tập thể, cá nhân có tên trong danh sách"
)


def paper_of_ballot(ballot: Ballot, *, shows_self_level: bool = False) -> BallotPaper:
    """Phiếu biểu quyết: collectives, then persons in the alphabetical order of given names."""
    meeting = _meeting(ballot)
    rows = sorted(_tallies(ballot), key=lambda one: _alphabetical(one.rating))
    return BallotPaper(
        letterhead=letterhead_of(_organ(meeting), meeting.campaign, form="F10", dated=meeting.held_on),
        subject=_about(ballot),
        sitting=_name_of(meeting),
        lines=tuple(_ballot_line(one.rating) for one in rows),
        shows_self_level=shows_self_level,
    )


def paper_of_count(ballot: Ballot) -> CountMinutes:
    """Biên bản kiểm phiếu: the figures as one person entered and another checked them."""
    meeting = _meeting(ballot)
    rows = [(one, _vote(ballot, one)) for one in _tallies(ballot)]
    rule = vote_rule_of(rows[0][0].rating)
    return CountMinutes(
        letterhead=letterhead_of(_organ(meeting), meeting.campaign, form="F11", dated=meeting.held_on),
        about=f"{_about(ballot)} năm\u00a0{meeting.campaign.year}",
        opening=_opening(ballot, meeting),
        team=_team(ballot),
        turnout=Turnout(
            summoned=ballot.convened_count,
            present=ballot.present_count,
            issued=ballot.issued_count,
            returned=ballot.returned_count,
            valid=ballot.valid_count,
            invalid=ballot.invalid_count,
        ),
        base=rows[0][1].outcome.of,
        base_label=BASES[rule.base],
        lines=tuple(
            CountLine(
                name=str(tally.rating.subject),
                counts=tally.counts,
                majority=vote.outcome.level.label if vote.outcome.level else "không có",
            )
            for tally, vote in rows
        ),
        chair=meeting.chair,
    )


def paper_of_decision(decision: Decision) -> DecisionPaper | CorrectionLetter:
    """Quyết định by its kind; an error of name or birth is put right by a công văn."""
    if decision.kind == DecisionKind.CORRECTION:
        return _correction(decision)
    entries = list(decision.entries.select_related("rating__group", "rating__subject"))
    organ, what = decision.issuer.name, _what(entries)
    year = decision.campaign.year
    return DecisionPaper(
        letterhead=letterhead_of(
            decision.issuer,
            decision.campaign,
            form="F16",
            kind="QĐ",
            number=decision.number,
            dated=decision.dated_on,
            year=decision.sitting.held_on.year,
        ),
        organ=organ,
        abstract=f"về việc {_title(decision)} chất lượng {_whom(entries)} năm {year}",
        bases=_bases(decision),
        request=_request(decision.sitting),
        articles=_articles(decision, organ=organ, what=what, year=year),
        signature=_signature(decision),
        recipients=(
            "Như Điều 2",
            f"Ủy ban Kiểm tra {committee_of(decision.issuer)}",
            kept_by(decision.issuer),
        ),
        list_title=f"xếp loại chất lượng {_whom(entries)} năm {year}",
        lines=tuple(_result(one) for one in entries) if decision.kind != DecisionKind.REVOCATION else (),
    )


def _correction(decision: Decision) -> CorrectionLetter:
    former, organ = _former(decision), decision.issuer.name
    return CorrectionLetter(
        letterhead=letterhead_of(
            decision.issuer,
            decision.campaign,
            form="F16",
            kind="CV",
            number=decision.number,
            dated=decision.dated_on,
            year=decision.drafted_at.year,
        ),
        organ=organ,
        former=former,
        addressee="Các cơ quan, đơn vị và tập thể, cá nhân có liên quan",
        mistakes=tuple(
            Mistake(
                place=f"{one.name}, cột {FIELDS.get(one.corrected_field, one.corrected_field)}",
                printed=one.stood,
                right=str(getattr(one, one.corrected_field, one.name)),
            )
            for one in decision.entries.all()
        ),
        signature=_signature(decision),
        recipients=("Như trên", kept_by(decision.issuer)),
    )


def _articles(decision: Decision, *, organ: str, what: str, year: int) -> tuple[str, ...]:
    """The wording of the kind people chose (P37)."""
    kind = DecisionKind(decision.kind)
    if kind == DecisionKind.ORIGINAL:
        return wording.original_articles(organ=organ, what=what, year=year, bodies=CARRIERS)
    former = _former(decision)
    if kind == DecisionKind.REVOCATION:
        return wording.revocation_articles(former=former, reason=decision.reason, bodies=CARRIERS)
    make = {
        DecisionKind.SUPPLEMENT: wording.supplement_articles,
        DecisionKind.AMENDMENT: wording.amendment_articles,
        DecisionKind.REPLACEMENT: wording.replacement_articles,
    }[kind]
    return make(what=what, year=year, former=former, bodies=CARRIERS)


def _title(decision: Decision) -> str:
    return {
        DecisionKind.ORIGINAL: "xếp loại",
        DecisionKind.SUPPLEMENT: "bổ sung kết quả xếp loại",
        DecisionKind.AMENDMENT: "sửa đổi kết quả xếp loại",
        DecisionKind.REPLACEMENT: "thay thế quyết định xếp loại",
        DecisionKind.REVOCATION: "thu hồi, hủy bỏ quyết định xếp loại",
    }[DecisionKind(decision.kind)]


def _former(decision: Decision) -> str:
    """Quyết định số …, ngày …: the paper that is corrected."""
    first = decision.corrects
    if first is None or first.dated_on is None:
        return "Quyết định đã ban hành"
    return f"Quyết định số {first.number}, ngày {short_date(first.dated_on)}"


def _bases(decision: Decision) -> tuple[str, ...]:
    """The plan's legal bases of a rating, the plan itself, the sitting."""
    campaign, held_on = decision.campaign, decision.sitting.held_on
    stated = [
        f"Căn cứ {one['number']}, ngày {short_date(date.fromisoformat(one['issued_on']))} của {one['issuer']} "
        f"{one['title']}"
        for one in petition.rating_grounds(campaign.plan)
    ]
    plan = f"Căn cứ Kế hoạch số {campaign.plan_number}, ngày {short_date(campaign.plan_on)}"
    return (
        *stated,
        f"{plan} của {campaign.plan.get('organ', decision.issuer.name)}",
        f"Căn cứ kết quả phiên họp {decision.issuer.name} ngày {short_date(held_on)}",
    )


def _request(sitting: Sitting) -> str:
    """The tờ trình the organ had before it; its number and day stay open until the register gave them (P73)."""
    letter = letter_of(sitting)
    number = blank_number(petition.SYMBOL, padded(letter.number) if letter else "").replace("Số", "số", 1)
    day = f"ngày {short_date(letter.dated_on)}" if letter else blank_date(None, sitting.held_on.year)
    return f"Xét đề nghị của {petition.ORGAN} tại Tờ trình {number}, {day}"


def _what(entries: list[DecisionEntry]) -> str:
    persons = sum(one.rating.subject.kind == SubjectKind.PERSON for one in entries)
    parts = [
        f"{count:02d} {noun}" if count else ""
        for count, noun in ((len(entries) - persons, "tập thể, tổ chức đảng"), (persons, "cá nhân"))
    ]
    return without_gaps(parts, " và ")


def _whom(entries: list[DecisionEntry]) -> str:
    persons = {one.rating.subject.kind == SubjectKind.PERSON for one in entries}
    nouns = ("tập thể" if False in persons else "", "cá nhân" if True in persons else "")
    return f"{without_gaps(nouns)} cán bộ lãnh đạo, quản lý" if persons == {True} else without_gaps(nouns)


def _result(entry: DecisionEntry) -> ResultLine:
    group = entry.rating.group
    return ResultLine(
        name=entry.name,
        born=entry.birth,
        position=entry.title,
        level=level_of(entry.level),
        group=group.name if group else "",
    )


def _signature(decision: Decision) -> Signature:
    return signature_of(decision.issuer, title=decision.signatory_title, name=decision.signatory)


def _meeting(ballot: Ballot) -> Conference | Sitting:
    meeting = ballot.conference or ballot.sitting
    if meeting is None:
        raise ValueError("a ballot is of one meeting")
    return meeting


def _name_of(meeting: Conference | Sitting) -> str:
    return meeting.name if isinstance(meeting, Sitting) else f"Hội nghị {meeting.body.name}"


def _organ(meeting: Conference | Sitting) -> Collective:
    return meeting.collective if isinstance(meeting, Sitting) else meeting.collective_here


def _about(ballot: Ballot) -> str:
    """What is voted on, inside a sentence; the paper adds the year."""
    name = ballot.name.removesuffix(f" năm {_meeting(ballot).campaign.year}")
    return name[:1].lower() + name[1:]


def _team(ballot: Ballot) -> tuple[tuple[str, str], ...]:
    """Who counted, as typed: "A (tổ trưởng); B"; where nobody is named its head, the first is."""
    said = [one.strip() for one in ballot.counters.replace(";", ",").split(",") if one.strip()] or [""]
    head = next((one for one in said if LEADS in one.lower()), said[0])
    names = [one.partition("(")[0].strip() for one in said]
    return tuple(
        (name, TEAM_HEAD if one == head else TEAM_MEMBER) for name, one in zip(names, said, strict=True)
    )


def _opening(ballot: Ballot, meeting: Conference | Sitting) -> str:
    by_hands = ballot.method == VoteMethod.HANDS
    what = "biểu quyết giơ tay" if by_hands else "kiểm phiếu biểu quyết"
    place = f"tại {meeting.place}" if meeting.place else ""
    again = f", lần {ballot.round}" if ballot.round > 1 else ""
    day = without_gaps((f"Hôm nay, hồi {BLANK} giờ {BLANK}, {paper_date(meeting.held_on)}", place))
    return f"{day}, {_name_of(meeting)} tiến hành {what}{again}."


def _tallies(ballot: Ballot) -> list[Tally]:
    return list(
        ballot.tallies.select_related(
            "rating__subject__person",
            "rating__subject__self_review",
            "rating__subject__campaign__regulation",
        )
    )


def _vote(ballot: Ballot, tally: Tally) -> Vote:
    return vote_of(counts_of(tally), papers_of(ballot), vote_rule_of(tally.rating), ballot.round)


def _alphabetical(rating: Rating) -> tuple[bool, str]:
    person = rating.subject.person
    return (person is not None, person.name_sort if person else f"{rating.subject.position:06d}")


def _ballot_line(rating: Rating) -> BallotLine:
    subject = rating.subject
    review = getattr(subject, "self_review", None)
    level: Level | None = level_of(review.self_level) if review else None
    return BallotLine(name=subject.label, position=subject.title, self_level=level)
