"""28/01/2022, 14:00: what Đồng Khê wrote, heard and sent is in, everything is appraised, the list is ready (P106)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q

from cadres.enums import DisciplineForm
from cadres.models import Discipline
from deadlines.enums import DossierState, Requirement
from deadlines.management.province.accounts import AGRICULTURE_UNIT, DISTRICT_UNIT
from deadlines.management.province.dossiers import (
    NOT_YET_MET,
    appraise,
    official_of,
)
from deadlines.management.province.draw import Draw
from deadlines.management.province.opening import moment, scanned, subject_of
from deadlines.management.province.proposals import meet
from deadlines.management.province.rarities import INSPECTION
from deadlines.management.province.texts import text, texts
from deadlines.management.province.writings import LEADER, review_of, typed
from deadlines.models import Dossier, DossierItem
from deadlines.queries.dossiers import clerks_of
from deadlines.services.desk import accept_dossier, judge_lateness, receive_dossier
from deadlines.services.sendings import send_dossier
from organizations.enums import Level
from organizations.models import Account, Collective, SubmittingUnit
from ratings.enums import Answer
from ratings.models import Assessment, Consultation, Proposal, Rating, Tally
from ratings.queries.sittings import may_be_listed
from ratings.services.sittings import prepare_sitting
from reviews.models import AgendaItem, Campaign, Conference, Remark
from reviews.services.self_reviews import submit_self_review
from reviews.services.writing import save_writing

SITTING_AT = moment(date(2022, 1, 28), 14)
KHAI, COMMITTEE = "Bùi Đức Khải", "Ban Thường vụ Huyện ủy Đồng Khê"
HELD_ON = date(2021, 12, 6)
SENT_AT = moment(date(2021, 12, 14), 16, 12)
LATE_ONES = (date(2021, 12, 15), date(2021, 12, 18))
# How the eleven voted: excellent, good, fair, failed (P104).
COUNTS = {COMMITTEE: (2, 9, 0, 0), "Quách Đình Lự": (8, 3, 0, 0), KHAI: (0, 7, 4, 0)}
DISCIPLINED = "Phó Giám đốc Sở Giao thông vận tải"
EXCUSED, LATE = "Huyện ủy Mường Khoa", "Ban Dân tộc tỉnh"


def go_on_to_the_sitting(campaign: Campaign, draw: Draw) -> None:
    """From the afternoon of 14/12/2021 to that of the sitting."""
    _self_reviews(campaign)
    _conferences(campaign, draw)
    _dossiers(campaign, draw)
    leader = Account.objects.get(sign_in_name="ldban")
    appraise(campaign, list(SubmittingUnit.objects.order_by("position")), moment(date(2022, 1, 20), 10))
    _say_why(campaign)
    _consult(campaign, leader)
    _disciplined_meanwhile(campaign)
    _put_before_the_organ(campaign, leader)


def _self_reviews(campaign: Campaign) -> None:
    """Khải answers both points of his guidance (P97); the clerk hands in the collective's report."""
    khai, clerk = (Account.objects.get(sign_in_name=name) for name in ("khai", "dongkhe"))
    review = review_of(campaign, KHAI)
    page = typed(review, LEADER, explained=texts("guidance_answers"))
    page |= {"muc": Level.GOOD.value, "muc-cb": Level.GOOD.value}
    at = moment(date(2021, 12, 14), 13, 50)
    save_writing(review, page, actor=khai, at=at)
    submit_self_review(review_of(campaign, KHAI), actor=khai, at=at)
    submit_self_review(review_of(campaign, COMMITTEE), actor=clerk, at=at)


def _conferences(campaign: Campaign, draw: Draw) -> None:
    """Đồng Khê and the department met on 06/12 and typed it on the 14th; two others met late."""
    units = {one.name: one for one in SubmittingUnit.objects.select_related("collective__scope", "scope")}
    meet(campaign, draw, [units[name] for name in (DISTRICT_UNIT, AGRICULTURE_UNIT)], (HELD_ON, HELD_ON))
    meet(campaign, draw, [units[name] for name in NOT_YET_MET], LATE_ONES)
    conference = Conference.objects.get(collective__name=COMMITTEE, campaign=campaign)
    Conference.objects.filter(pk=conference.pk).update(
        convened_count=11, present_count=11, entered_at=moment(date(2021, 12, 14), 14, 5)
    )
    conference.ballots.update(
        convened_count=11, present_count=11, issued_count=11, returned_count=11, valid_count=11
    )
    for tally in Tally.objects.filter(ballot__conference=conference).select_related("rating__subject"):
        counts = COUNTS.get(tally.rating.subject.label, (1, 10, 0, 0))
        tally.excellent_count, tally.good_count, tally.fair_count, tally.failed_count = counts
        tally.save()
    Rating.objects.filter(tallies__ballot__conference=conference).update(proposed_level=Level.GOOD)
    letter = Proposal.objects.filter(unit__name=DISTRICT_UNIT, campaign=campaign)
    letter.update(number="212-TTr/HU", dated_on=date(2021, 12, 14))
    _said_of_khai(conference)


def _said_of_khai(conference: Conference) -> None:
    """The remarks on one person, his reply, what the chair concluded (P98)."""
    remarks, conclusion = text("remarks").split(" Kết luận của đồng chí chủ trì: ")
    heard, reply = remarks.split(f" Đồng chí {KHAI} ")
    second = " Đồng chí Quách Đình Lự: "
    first, last = heard.split(second)
    item = AgendaItem.objects.get(conference=conference, subject__label=KHAI)
    item.reply, item.conclusion = reply[:1].upper() + reply[1:], conclusion[:1].upper() + conclusion[1:]
    item.save(update_fields=["reply", "conclusion"])
    for place, words in enumerate((first, f"{second.strip()} {last}"), start=1):
        speaker, said = words.split(": ", 1)
        Remark.objects.create(item=item, speaker=speaker, text=said, position=place)


def _dossiers(campaign: Campaign, draw: Draw) -> None:
    """What was still to come has come, was received and is complete; two that were late are judged by a person."""
    waiting = list(
        Dossier.objects.filter(campaign=campaign)
        .exclude(state=DossierState.ACCEPTED)
        .select_related("unit__official", "unit__scope", "campaign__regulation", "deadline")
        .order_by("deadline__position", "unit__position")
    )
    _fill(waiting)
    for dossier in waiting:
        at, official = _sent_at(draw, dossier), official_of(dossier)
        if dossier.state in (DossierState.DRAFT, DossierState.RETURNED):
            send_dossier(dossier, actor=clerks_of(dossier.unit)[0], at=at)
        if dossier.state != DossierState.RECEIVED:
            receive_dossier(dossier, actor=official, at=at + timedelta(minutes=40))
        accept_dossier(dossier, actor=official, at=at + timedelta(hours=1))
    for name, late, reason in (
        (EXCUSED, False, "Mưa lũ chia cắt đường lên huyện; đã xin phép ngày 13/12/2021."),
        (LATE, True, "Hội nghị kiểm điểm họp sau ngày 15/12/2021, không báo cáo trước."),
    ):
        dossier = next(one for one in waiting if one.unit.name == name)
        judge_lateness(
            dossier, late=late, reason=reason, actor=official_of(dossier), at=moment(date(2021, 12, 22), 9)
        )


def _fill(dossiers: Sequence[Dossier]) -> None:
    """Every part that was asked for has its scan and its original."""
    asked = Q(requirement=Requirement.REQUIRED) | Q(code="GOI_Y", subject__label=KHAI)
    items = DossierItem.objects.filter(asked, dossier__in=dossiers)
    items.filter(file=None, is_secret=False).update(
        file=scanned(SENT_AT),
        file_name="ban-quet.pdf",
        page_count=1,
        uploaded_at=SENT_AT,
        promised_before=None,
    )
    items.update(promise_reason="", promised_before=None)
    items.filter(paper_received_on=None).update(paper_received_on=date(2021, 12, 24), paper_sheets=6)


def _sent_at(draw: Draw, dossier: Dossier) -> datetime:
    """Đồng Khê and the department on the last day, the late ones late, the delegated ones before their own date."""
    if dossier.deadline.code == "T3":
        return moment(draw.day(date(2021, 12, 20), date(2021, 12, 23)), 9, draw.number(0, 59))
    if dossier.unit.name in (DISTRICT_UNIT, AGRICULTURE_UNIT):
        return SENT_AT
    if dossier.unit.name in NOT_YET_MET:
        return moment(date(2021, 12, 20), 10, draw.number(0, 59))
    return moment(date(2021, 12, 14), 17, draw.number(0, 59))


def _consult(campaign: Campaign, leader: Account) -> None:
    """The inspection answered on the rest of the list in one letter (P25)."""
    at = moment(date(2022, 1, 12), 15)
    Consultation.objects.bulk_create(
        Consultation(
            rating=one,
            asker=campaign.organization,
            organ=INSPECTION,
            answer=Answer.NOTHING,
            number="22-CV/UBKTTU",
            answered_on=date(2022, 1, 11),
            entered_by=leader,
            entered_at=at,
        )
        for one in may_be_listed(campaign, leader).filter(consultations=None).order_by("pk")
    )


def _disciplined_meanwhile(campaign: Campaign) -> None:
    """Decided between the vote and the signature, for what was done in 2021: the meeting has to judge (P44)."""
    rating = Rating.objects.leading().filter(subject__campaign=campaign, subject__title=DISCIPLINED).first()
    if rating is not None:
        Discipline.objects.create(
            person=rating.subject.person,
            form=DisciplineForm.REPRIMAND,
            decided_on=date(2022, 1, 5),
            violated_in=2021,
            note="Chậm giải ngân vốn đầu tư công",
        )


def _say_why(campaign: Campaign) -> None:
    """The appraisal of Đồng Khê's collective, in its own words (P101)."""
    found = Assessment.objects.filter(
        rating__subject=subject_of(campaign, COMMITTEE), kind="organization_committee"
    )
    found.update(text=text("appraisal"), typed_text=text("appraisal"))


def _put_before_the_organ(campaign: Campaign, leader: Account) -> None:
    """The sitting with its list; its letter is drawn from these lines (P102)."""
    prepare_sitting(
        campaign,
        Collective.objects.get(type="province_standing"),
        name="Phiên họp Ban Thường vụ Tỉnh ủy lần thứ 24",
        held_on=date(2022, 1, 28),
        place="Phòng họp Tỉnh ủy",
        chair="Hà Quang Vịnh",
        secretary="Nông Thị Thúy",
        member_count=11,
        ratings=may_be_listed(campaign, leader),
        actor=leader,
        at=moment(date(2022, 1, 26), 16),
    )
