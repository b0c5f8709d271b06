"""What stands on the papers of a rating, field by field."""

import json
from datetime import date
from pathlib import Path

import pytest

from cadres.models import CivilRating, PastRating
from documents.rules import BLANK
from documents.services.drawing import draw
from organizations.enums import Level
from ratings.enums import DecisionKind, DecisionState
from ratings.models import Assessment, Ballot, Decision, DecisionEntry, Proposal, Rating, Sitting, Tally
from ratings.papers import (
    blank_ballot,
    blank_count,
    blank_decision,
    blank_proposal,
    blank_unrated,
    paper_of_ballot,
    paper_of_count,
    paper_of_decision,
    paper_of_proposal,
)
from ratings.papers import decision as wording
from ratings.papers.count_minutes import CountLine, Turnout
from ratings.services.regulations import load_regulation
from tests import factories as make
from tests.documents.samples_ratings import ballot, correction_letter, count_minutes, decision, proposal

RULEBOOK = Path(__file__).parents[2] / "fixtures" / "regulations" / "qd132-hd21.json"
FORMER = "Quyết định số 315-QĐ/TU, ngày 28/01/2022"


@pytest.fixture
def campaign(db):
    province = make.make_province()
    regulation, _ = load_regulation(json.loads(RULEBOOK.read_text()), actor=None, at=make.NOON)
    return make.make_campaign(regulation=regulation, organization=province)


@pytest.fixture
def unit(campaign):
    return make.make_unit(
        make.make_collective(name="Ban Thường vụ Huyện ủy Đồng Khê"), name="Huyện ủy Đồng Khê"
    )


@pytest.fixture
def ratings(campaign, unit):
    """The collective and two persons, in protocol order."""
    collective = make.make_subject(collective=unit.collective, unit=unit, campaign=campaign, position=1)
    rows = [make.make_rating(collective, proposed_level=Level.GOOD)]
    for position, name in enumerate(("Quách Đình Lự", "Bùi Đức Khải"), start=2):
        subject = make.make_subject(
            person=make.make_person(name), unit=unit, campaign=campaign, position=position, title="Bí thư"
        )
        rows.append(make.make_rating(subject, proposed_level=Level.GOOD))
    return rows


@pytest.fixture
def home_ballot(unit, ratings):
    conference = make.make_conference(unit, make.make_account(), chair="Quách Đình Lự", place="Huyện ủy")
    papers = {"issued_count": 11, "returned_count": 11, "valid_count": 11}
    made = Ballot.objects.create(
        conference=conference,
        name="Đề nghị xếp loại chất lượng",
        counters="Hà Văn Thành, Bùi Văn Cường",
        convened_count=11,
        present_count=11,
        **papers,
    )
    for position, rating in enumerate(ratings, start=1):
        Tally.objects.create(ballot=made, rating=rating, excellent_count=2, good_count=9, position=position)
    return made


def test_a_ballot_carries_no_number_no_code_and_no_tick():
    facts = ballot().facts()
    assert facts["head"]["number"] == ""
    assert facts["lines"][0] == {
        "order": "1",
        "name": "Lường Thị Ánh",
        "position": "Trưởng Ban Tuyên giáo Huyện ủy",
        "self": "HTTNV",
    }
    assert facts["levels"] == ["HTXSNV", "HTTNV", "HTNV", "KHTNV"]
    assert (ballot(5).copies, ballot(6).copies) == (2, 1)


def test_the_counts_stand_with_their_share_of_the_stated_base():
    facts = count_minutes().facts()
    assert facts["base"] == "Tỷ lệ phần trăm tính trên số phiếu hợp lệ (11)."
    assert facts["lines"][0]["cells"][:2] == [
        {"count": "02", "share": "18,2"},
        {"count": "09", "share": "81,8"},
    ]
    assert [one["name"] for one in facts["signer_rows"][0]] == [
        "Hà Văn Thành",
        "Bùi Văn Cường",
        "Đinh Thị Quyên",
    ]
    assert facts["team"][0] == "1. Đồng chí Hà Văn Thành, tổ trưởng."
    assert CountLine(name="A", counts=(0, 0, 0, 0)).facts(1, 0)["cells"][0]["share"] == ""
    assert Turnout(summoned=9, present=8, issued=8, returned=8, valid=7, invalid=1).facts() == [
        "Tổng số được triệu tập: 09 đồng chí; có mặt: 08 đồng chí.",
        "Số phiếu phát ra: 08; số phiếu thu vào: 08.",
        "Số phiếu hợp lệ: 07; số phiếu không hợp lệ: 01.",
    ]


def test_the_list_keeps_the_order_it_is_given_and_names_each_group_once():
    facts = proposal().facts()
    names = [row["cells"][1] for row in facts["persons"]]
    assert names[:2] == ["Quách Đình Lự", "Bùi Đức Khải"]
    assert [row["group"] for row in facts["persons"] if row["group"]] == [
        "Bí thư, phó bí thư cấp ủy trực thuộc",
        "Lãnh đạo sở và tương đương",
    ]
    assert all(len(row["cells"]) == 13 for row in facts["persons"])
    assert facts["attached"].startswith("(kèm theo Tờ trình số \u00a0")


@pytest.mark.parametrize(
    ("made", "first"),
    [
        (
            wording.supplement_articles(what="01 cá nhân", year=2021, former=FORMER, bodies="Văn phòng"),
            f"Bổ sung kết quả xếp loại chất lượng năm 2021 đối với 01 cá nhân vào danh sách kèm theo {FORMER} (có "
            "danh sách bổ sung kèm theo).",
        ),
        (
            wording.amendment_articles(what="01 cá nhân", year=2021, former=FORMER, bodies="Văn phòng"),
            f"Sửa đổi kết quả xếp loại chất lượng năm 2021 đối với 01 cá nhân tại danh sách kèm theo {FORMER} (có "
            "danh sách sửa đổi kèm theo).",
        ),
        (
            wording.replacement_articles(what="04 cá nhân", year=2021, former=FORMER, bodies="Văn phòng"),
            "Xếp loại chất lượng năm 2021 đối với 04 cá nhân (có danh sách kèm theo).",
        ),
        (
            wording.revocation_articles(former=FORMER, reason="sai thẩm quyền.", bodies="Văn phòng"),
            f"Thu hồi, hủy bỏ {FORMER}. Lý do: sai thẩm quyền.",
        ),
    ],
)
def test_every_paper_after_a_signature_has_its_own_wording(made, first):
    assert made[0] == first
    assert len(made) == 3
    assert "chịu trách nhiệm thi hành" in " ".join(made)


def test_a_replacement_says_what_it_replaces():
    made = wording.replacement_articles(what="x", year=2021, former=FORMER, bodies="Văn phòng")
    assert made[-1] == f"Quyết định này có hiệu lực kể từ ngày ký và thay thế {FORMER}."


def test_a_decision_lists_levels_in_full_and_closes_its_bases_with_the_request():
    facts = decision().facts()
    assert facts["bases"][-1].startswith(
        "- Xét đề nghị của Ban Tổ chức Tỉnh ủy tại Tờ trình số 212-TTr/BTCTU"
    )
    assert [one[-1] for one in facts["bases"]] == [";", ";", ";", ";", ","]
    assert facts["articles"][0]["title"] == "Điều 1."
    assert facts["lines"][1]["cells"][4] == "Hoàn thành nhiệm vụ"
    assert facts["heading"] == "Họ và tên"
    body = wording.ResultLine(name="Ban Thường vụ Huyện ủy Đồng Khê", level=Level.GOOD)
    assert decision(lines=(body,)).facts()["heading"] == "Tên tập thể, tổ chức đảng"
    mixed = decision(lines=(body, *decision().lines)).facts()
    assert (mixed["heading"], mixed["width"]) == ("Họ và tên, tên tập thể", 6)
    assert decision(lines=(wording.ResultLine(),)).facts()["heading"] == "Họ và tên, tên tập thể"
    assert facts["organ"] == "BAN THƯỜNG VỤ TỈNH ỦY"


def test_a_correction_changes_no_level():
    facts = correction_letter().facts()
    assert facts["subject"] == f"V/v đính chính {FORMER}"
    assert facts["mistakes"] == [
        "1. Dòng thứ 04, cột họ và tên của danh sách: đã in là “Hà Thị Dung”, nay đính chính là “Hà Thị Nhung”."
    ]


def test_a_ballot_is_filled_in_alphabetical_order_the_collective_first(home_ballot):
    paper = paper_of_ballot(home_ballot)
    assert [one.name for one in paper.lines] == [
        "Ban Thường vụ Huyện ủy Đồng Khê",
        "Bùi Đức Khải",
        "Quách Đình Lự",
    ]
    assert paper.letterhead.number_line == ""


def test_a_count_is_filled_from_its_ballot(home_ballot):
    paper = paper_of_count(home_ballot)
    assert paper.team == (("Hà Văn Thành", "Tổ trưởng"), ("Bùi Văn Cường", "Thành viên"))
    assert paper.lines[0] == CountLine(
        name="Ban Thường vụ Huyện ủy Đồng Khê", counts=(2, 9, 0, 0), majority="Hoàn thành tốt nhiệm vụ"
    )
    assert (paper.base, paper.chair) == (11, "Quách Đình Lự")
    assert paper.about == "đề nghị xếp loại chất lượng năm\u00a02021"
    assert paper.opening == (
        f"Hôm nay, hồi {BLANK} giờ {BLANK}, ngày 06 tháng 12 năm 2021, tại Huyện ủy, Hội nghị Ban Thường vụ Huyện ủy "
        "Đồng Khê tiến hành kiểm phiếu biểu quyết."
    )


def test_the_head_of_the_team_is_whom_they_named_and_a_typed_year_stands_once(home_ballot):
    home_ballot.counters = "Bạch Thị Lịch; Hà Văn Thiều (tổ trưởng)"
    home_ballot.name = "Đề nghị xếp loại chất lượng năm 2021"
    paper = paper_of_count(home_ballot)
    assert paper.team == (("Bạch Thị Lịch", "Thành viên"), ("Hà Văn Thiều", "Tổ trưởng"))
    assert paper.about == "đề nghị xếp loại chất lượng năm\u00a02021"
    assert paper_of_ballot(home_ballot).facts()["about"] == "đề nghị xếp loại chất lượng năm\u00a02021"


def test_a_proposal_is_filled_in_protocol_order(campaign, unit, ratings, home_ballot):
    made = Proposal.objects.create(campaign=campaign, unit=unit, issuer=unit.collective)
    paper = paper_of_proposal(made)
    assert [one.name for one in paper.collectives] == ["Ban Thường vụ Huyện ủy Đồng Khê"]
    assert [one.name for one in paper.persons] == ["Quách Đình Lự", "Bùi Đức Khải"]
    assert paper.persons[0].proposed == Level.GOOD
    assert paper.letterhead.number_line.endswith("-TTr/HU")
    assert "01 tập thể và 02 cá nhân" in paper.body
    assert "cá nhân: Hoàn thành tốt nhiệm vụ 02" in paper.body
    assert paper.recipients[-1] == "Lưu Văn phòng Huyện ủy Đồng Khê"


def test_a_letter_asks_for_nobody_its_addressee_does_not_decide(campaign, unit, ratings):
    for position, route in enumerate(("delegated", "lower", "ministry", "central"), start=4):
        other = make.make_subject(
            person=make.make_person(f"Lò Văn {route}"),
            unit=unit,
            campaign=campaign,
            position=position,
            route=route,
        )
        make.make_rating(other, proposed_level=Level.GOOD)
    cell = make.make_collective(name="Chi ủy Chi bộ xóm Bưởi")
    make.make_rating(make.make_subject(collective=cell, unit=unit, campaign=campaign, route="lower"))

    paper = paper_of_proposal(Proposal.objects.create(campaign=campaign, unit=unit, issuer=unit.collective))

    assert [one.name for one in paper.collectives] == ["Ban Thường vụ Huyện ủy Đồng Khê"]
    assert [one.name for one in paper.persons] == ["Quách Đình Lự", "Bùi Đức Khải"]
    assert "quyết định xếp loại 01 tập thể và 02 cá nhân (có danh sách kèm theo)" in paper.body


def test_the_figures_of_a_proposal_add_up_to_its_lines(campaign, unit, ratings):
    _collective, first, second = ratings
    Rating.objects.filter(pk=first.pk).update(state="open", proposed_level="")
    Rating.objects.filter(pk=second.pk).update(
        state="paused", paused_by="Ủy ban Kiểm tra", paused_on=date(2021, 12, 13)
    )
    paper = paper_of_proposal(Proposal.objects.create(campaign=campaign, unit=unit, issuer=unit.collective))
    assert "02 cá nhân" in paper.body
    assert paper.body.endswith("cá nhân: chưa đề nghị mức 01, tạm dừng, chờ kết luận 01.")


def test_a_list_shows_what_stands_beside_each_name(campaign, unit, ratings):
    actor = make.make_account()
    _collective, first, second = ratings
    PastRating.objects.create(
        person=first.subject.person, year=2020, capacity="office", level=Level.EXCELLENT
    )
    PastRating.objects.create(collective=unit.collective, year=2020, capacity="collective", level=Level.FAIR)
    CivilRating.objects.create(person=first.subject.person, year=2021, level=Level.FAIR)
    Assessment.objects.create(
        rating=first,
        kind="supervisor",
        level=Level.GOOD,
        state="confirmed",
        confirmed_how="screen",
        confirmed_at=make.NOON,
        typed_by=actor,
        typed_at=make.NOON,
    )
    Rating.objects.filter(pk=second.pk).update(
        state="paused", paused_by="Ủy ban Kiểm tra", paused_on=date(2021, 12, 13)
    )
    paper = paper_of_proposal(Proposal.objects.create(campaign=campaign, unit=unit, issuer=unit.collective))
    assert paper.collectives[0].last_year == Level.FAIR
    assert paper.persons[0].last_year == Level.EXCELLENT
    assert (paper.persons[0].civil_level, paper.persons[0].supervisor) == (Level.FAIR, "Đề nghị HTTNV")
    assert paper.persons[0].collective_vote == ""
    assert paper.persons[1].note == "Tạm dừng, chờ kết luận"


@pytest.fixture
def signed(campaign, ratings):
    """A signed decision on two persons."""
    actor = make.make_account()
    organ = make.make_collective(make.make_province(), type="province_standing", name="Ban Thường vụ Tỉnh ủy")
    sitting = Sitting.objects.create(
        campaign=campaign,
        collective=organ,
        name="Phiên họp tháng 01",
        held_on=date(2022, 1, 28),
        member_count=15,
        prepared_by=actor,
    )
    made = Decision.objects.create(
        campaign=campaign, sitting=sitting, issuer=organ, drafted_by=actor, drafted_at=make.NOON
    )
    for position, rating in enumerate(ratings[1:], start=1):
        DecisionEntry.objects.create(
            decision=made,
            rating=rating,
            level=Level.GOOD,
            name=str(rating.subject),
            birth="14/8/1975",
            position=position,
        )
    return made


def test_a_decision_is_filled_with_blank_number_and_day(signed):
    signed.campaign.plan = {
        "bases": [
            {
                "number": "132-QĐ/TW",
                "issued_on": "2018-03-08",
                "issuer": "Bộ Chính trị",
                "title": "về xếp loại",
            },
            {
                "number": "26-QĐi/TU",
                "issued_on": "2018-11-09",
                "issuer": "Tỉnh ủy",
                "title": "về khen thưởng",
            },
        ]
    }
    paper = paper_of_decision(signed)
    assert paper.letterhead.number_line.endswith("-QĐ/HU")
    assert paper.letterhead.year == 2022
    assert paper.articles[0] == (
        "Ban Thường vụ Tỉnh ủy quyết định xếp loại chất lượng năm 2021 đối với 02 cá nhân (có danh sách kèm theo)."
    )
    assert [one.name for one in paper.lines] == ["Quách Đình Lự", "Bùi Đức Khải"]
    assert "Căn cứ Kế hoạch số 57-KH/TU, ngày 04/11/2021" in " ".join(paper.bases)
    assert paper.bases[0] == "Căn cứ 132-QĐ/TW, ngày 08/3/2018 của Bộ Chính trị về xếp loại"
    assert "khen thưởng" not in " ".join(paper.bases)
    assert paper.recipients == ("Như Điều 2", "Ủy ban Kiểm tra Tỉnh ủy", "Lưu Văn phòng Tỉnh ủy")


@pytest.mark.parametrize("kind", [one for one in DecisionKind if one != DecisionKind.ORIGINAL])
def test_what_follows_a_decision_names_it(signed, kind):
    Decision.objects.filter(pk=signed.pk).update(number="315-QĐ/TU", dated_on=date(2022, 1, 28))
    signed.refresh_from_db()
    later = Decision.objects.create(
        campaign=signed.campaign,
        sitting=signed.sitting,
        issuer=signed.issuer,
        kind=kind,
        corrects=signed,
        reason="Sai họ tên",
        state=DecisionState.DRAFT,
        drafted_by=signed.drafted_by,
        drafted_at=make.NOON,
    )
    first = signed.entries.first()
    DecisionEntry.objects.create(
        decision=later,
        rating=first.rating,
        level=first.level,
        name="Quách Đình Lực",
        corrected_field="name",
        stood="Quách Đình Lự",
        position=1,
    )
    facts = paper_of_decision(later).facts()
    if kind == DecisionKind.CORRECTION:
        assert facts["mistakes"] == [
            "1. Quách Đình Lực, cột họ và tên: đã in là “Quách Đình Lự”, nay đính chính là “Quách Đình Lực”."
        ]
        assert facts["head"]["number"].endswith("-CV/HU")
    else:
        assert FORMER in " ".join(one["text"] for one in facts["articles"])


@pytest.mark.parametrize(
    "make_blank", [blank_ballot, blank_count, blank_proposal, blank_decision, blank_unrated]
)
def test_a_blank_has_rows_to_write_on_and_can_be_drawn(campaign, make_blank):
    paper = make_blank(campaign)
    for form in ("pdf", "docx"):
        assert len(draw(paper, as_=form)) > 10_000
    facts = paper.facts()
    named = {blank_proposal: "persons", blank_unrated: "rows"}
    rows = facts[named.get(make_blank, "lines")]
    assert len(rows) == 12
    assert facts["head"]["date"].startswith("ngày \u00a0")
    if make_blank is blank_decision:
        assert facts["bases"][0] == f"- Căn cứ {'…' * 22};"  # 108 mm to write on
    if make_blank is blank_count:
        assert facts["turnout"][0] == "Tổng số được triệu tập: …… đồng chí; có mặt: …… đồng chí."
        assert facts["lines"][0]["cells"][0] == {"count": "", "share": ""}
