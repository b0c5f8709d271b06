"""From the demo's afternoon the whole path of Đồng Khê can be walked, by the demo's own accounts."""

from datetime import date, timedelta

import pytest

from deadlines.management.province.opening import NOW, scanned, subject_of
from deadlines.management.province.texts import text, texts
from deadlines.management.province.writings import LEADER, typed
from deadlines.models import Dossier
from deadlines.queries.board import board
from deadlines.queries.lights import checklists, regulation_of
from deadlines.services.desk import accept_dossier, receive_dossier
from deadlines.services.parts import attach_file
from deadlines.services.sendings import send_dossier
from organizations.enums import Level
from organizations.models import Account, Collective, SubmittingUnit
from ratings.models import Rating
from ratings.rules.votes import Papers
from ratings.services.ballots import Count, check_counts, create_ballot, enter_counts
from ratings.services.opinions import appraise_rating, confirm_opinion, type_opinion
from ratings.services.proposals import Wanted, draft_proposal, propose_ratings, record_proposal
from reviews.models import Campaign, SelfReview
from reviews.queries.boxes import Keeps
from reviews.queries.writing import Writing
from reviews.services.conferences import Heard, Minutes, record_conference
from reviews.services.self_reviews import submit_self_review
from reviews.services.writing import save_writing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("december", "_demo")]
COMMITTEE = "Ban Thường vụ Huyện ủy Đồng Khê"
HELD_ON = date(2021, 12, 6)
PAPERS = Papers(summoned=11, present=11, issued=11, returned=11, valid=11, invalid=0)


def account(name):
    return Account.objects.get(sign_in_name=name)


def review_of(campaign, name):
    return SelfReview.objects.for_form().get(subject=subject_of(campaign, name))


def khai_finishes(campaign):
    review = review_of(campaign, "Bùi Đức Khải")
    page = typed(review, LEADER | {"CN.ND.4": text("shortcoming")})
    answers = iter(texts("guidance_answers"))
    for part in Writing(review).parts:
        for box in part.boxes:
            if box.target.keeps == Keeps.POINT and box.target.field == "answer":
                page[box.name] = next(answers)
    save_writing(review, page | {"muc": "good", "muc-cb": "good"}, actor=account("khai"), at=NOW)
    submit_self_review(review_of(campaign, "Bùi Đức Khải"), actor=account("khai"), at=NOW)


def ratings_of_district(campaign):
    subjects = Rating.objects.leading().filter(
        subject__campaign=campaign, subject__unit__name="Huyện ủy Đồng Khê"
    )
    home = subjects.filter(subject__places__collective__name=COMMITTEE)
    return list(home.select_related("subject__person", "subject__campaign").order_by("subject__position"))


def vote(campaign, conference, rows):
    ballot = create_ballot(
        ratings=rows, name="Đề nghị", actor=account("dongkhe"), at=NOW, conference=conference
    )
    counts = {one.pk: {Level.EXCELLENT: 2, Level.GOOD: 9} for one in rows}
    count = Count(papers=PAPERS, counts=counts, counters="Hà Văn Thiều, Bạch Thị Lịch")
    enter_counts(ballot, count=count, version=ballot.version, actor=account("dongkhe"), at=NOW)
    ballot.refresh_from_db()
    check_counts(ballot, version=ballot.version, actor=account("dongkhe2"), at=NOW)


def test_the_district_s_afternoon_from_the_last_self_review_to_the_appraisal():
    campaign = Campaign.objects.get()
    clerk, official = account("dongkhe"), account("btc")

    khai_finishes(campaign)
    submit_self_review(review_of(campaign, COMMITTEE), actor=clerk, at=NOW)

    rows = ratings_of_district(campaign)
    assert len(rows) == 12
    collective = [one for one in rows if one.subject.person_id is None]
    people = sorted((one for one in rows if one.subject.person_id), key=lambda one: not one.subject.is_head)
    minutes = Minutes(
        held_on=HELD_ON,
        convened_count=11,
        present_count=11,
        agenda=tuple(Heard(subject=one.subject, conclusion="Nhất trí.") for one in (*collective, *people)),
    )
    committee = Collective.objects.get(name=COMMITTEE)
    conference = record_conference(campaign, committee, minutes, actor=clerk, at=NOW)
    assert all(one.subject.is_concluded for one in ratings_of_district(campaign))

    vote(campaign, conference, collective)
    vote(campaign, conference, people)
    wanted = [
        Wanted(rating=one, level=Level.GOOD, reason="Tập thể biểu quyết", version=one.version) for one in rows
    ]
    propose_ratings(wanted, on=HELD_ON, actor=clerk, at=NOW)

    unit = SubmittingUnit.objects.get(name="Huyện ủy Đồng Khê")
    letter = draft_proposal(unit, campaign, actor=clerk, at=NOW)
    record_proposal(
        letter,
        number="212-TTr/HU",
        dated_on=date(2021, 12, 14),
        signatory="Quách Đình Lự",
        scan=scanned(NOW),
        scan_name="to-trinh.pdf",
        actor=clerk,
        at=NOW,
    )

    dossier = Dossier.objects.get(campaign=campaign, unit=unit, kind="decided")
    missing = checklists([dossier], regulation_of(campaign))[dossier.pk].missing
    assert "phiếu phân tích của các chủ thể tham gia" in {part.wanted.spoken for part in missing}
    for part in missing:
        attach_file(part.row, file=scanned(NOW), name="ban-quet.pdf", pages=1, actor=clerk, at=NOW)
    at = NOW + timedelta(hours=2, minutes=42)
    submission = send_dossier(dossier, actor=clerk, at=at)
    assert submission.was_on_time
    receive_dossier(dossier, actor=official, at=at)
    accept_dossier(dossier, actor=official, at=at)
    assert board(campaign, official, at).counts["du"] == 39

    khai = Rating.objects.leading().get(subject__person__full_name="Bùi Đức Khải")
    assert khai.state == "admitted"
    opinion = type_opinion(
        khai,
        assessor=account("thuan"),
        text=text("supervisor_opinion"),
        level="good",
        given_on=date(2021, 12, 14),
        actor=official,
        at=at,
    )
    confirm_opinion(
        opinion, text=opinion.text, level="good", version=opinion.version, actor=account("thuan"), at=at
    )
    appraise_rating(
        khai,
        level=Level.GOOD,
        text="Nhất trí mức tập thể đề nghị.",
        reason="Đã giải trình đủ",
        version=khai.version,
        actor=account("ldban"),
        at=at,
    )
    khai.refresh_from_db()
    assert (khai.state, khai.appraised_level) == ("appraised", "good")
