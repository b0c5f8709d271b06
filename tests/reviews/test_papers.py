"""What stands on the papers of a review, field by field."""

import json
from datetime import date
from pathlib import Path

import pytest

from cadres.models import CivilRating
from documents.services.drawing import draw
from organizations.enums import Capacity, CollectiveType, Grade, Level
from organizations.models import Collective
from ratings.services.regulations import load_regulation
from reviews.enums import GuidanceState, RemedyState, ReviewState
from reviews.models import AgendaItem, Guidance, GuidancePoint, Section, SelfReview, Shortcoming, Target
from reviews.papers import (
    Answer,
    GradedItem,
    PastShortcoming,
    Point,
    Remedy,
    TargetLine,
    blank_collective_report,
    paper_of_guidance,
    paper_of_review,
)
from reviews.papers import (
    Shortcoming as Printed,
)
from reviews.papers import blank_self_review as blank_self_review_of
from reviews.papers.heads import kept_by
from tests import factories as make
from tests.documents.samples_reviews import blank_self_review, member_self_review

RULEBOOK = Path(__file__).parents[2] / "fixtures" / "regulations" / "qd132-hd21.json"


@pytest.fixture
def campaign(db):
    province = make.make_province()
    regulation, _ = load_regulation(json.loads(RULEBOOK.read_text()), actor=None, at=make.NOON)
    return make.make_campaign(regulation=regulation, organization=province)


@pytest.fixture
def unit(campaign):
    collective = make.make_collective(name="Ban Thường vụ Huyện ủy Đồng Khê")
    return make.make_unit(collective, name="Huyện ủy Đồng Khê")


@pytest.fixture
def cadre(campaign, unit):
    """Bùi Đức Khải: two posts, a cell, last year's shortcoming, two guidance points."""
    base = make.make_organization(unit.scope, kind="base_committee", name="Đảng bộ cơ quan huyện", seat="")
    cell = make.make_organization(base, kind="cell", name="Chi bộ Văn phòng", seat="Đồng Khê")
    person = make.make_person(is_civil_servant=True, workplace="UBND huyện Đồng Khê")
    make.make_membership(person, cell)
    main = make.make_post(person, unit.collective)
    office = make.make_collective(unit.organization, type=CollectiveType.GOVERNMENT, name="UBND huyện")
    make.make_post(person, office, title="Chủ tịch UBND huyện", is_main=False)
    subject = make.make_subject(
        person=person,
        unit=unit,
        campaign=campaign,
        main_post=main,
        cell_label="Chi bộ Văn phòng",
        title="Phó Bí thư Huyện ủy, Chủ tịch UBND huyện",
    )
    Shortcoming.objects.create(
        person=person,
        year=2020,
        text="Chậm tiếp công dân.",
        state=RemedyState.DOING,
        progress="đạt 60%.",
        answered_in=subject.self_review,
    )
    Shortcoming.objects.create(
        person=person,
        year=2021,
        text="06/14 trường hợp chưa xử lý xong.",
        cause="không đặt thời hạn.",
        objective_cause="02 hộ khiếu nại.",
        remedy="Tổ công tác làm việc với từng hộ.",
        responsible="đồng chí Bùi Đức Khải",
        due_before=date(2022, 3, 31),
    )
    return subject


@pytest.fixture
def letter(cadre, unit):
    province = make.make_collective(
        make.make_province(),
        type=CollectiveType.PROVINCE_STANDING,
        name="Ban Thường vụ Tỉnh ủy",
        issuer="TỈNH ỦY MINH GIANG",
        upper_issuer="BAN CHẤP HÀNH TRUNG ƯƠNG",
        symbol="TU",
        seat="Minh Giang",
    )
    letter = Guidance.objects.create(
        subject=cadre,
        issuer=province,
        opening="Ban Thường vụ Tỉnh ủy gợi ý đồng chí làm rõ các nội dung sau:",
        drafted_by=make.make_account(),
    )
    for position, issue in enumerate(("Đất trồng lúa.", "Quy chế làm việc."), start=1):
        GuidancePoint.objects.create(
            guidance=letter,
            position=position,
            issue=issue,
            ground="Phản ánh của Mặt trận",
            answer="Nhận trách nhiệm.",
        )
    return letter


def test_a_graded_item_is_numbered_and_ticks_one_square():
    facts = GradedItem(title="Việc được giao", body="Một.\nHai.", grade=Grade.GOOD).facts(2)
    assert facts == {
        "title": "2. Việc được giao",
        "text": ["Một.", "Hai."],
        "squares": [
            {"label": "Xuất sắc", "ticked": False},
            {"label": "Tốt", "ticked": True},
            {"label": "Trung bình", "ticked": False},
            {"label": "Kém", "ticked": False},
        ],
    }
    assert GradedItem(title="Khác", graded=False).facts(1)["squares"] == []


def test_parts_are_sentences():
    assert Printed(number=3, body="Chậm.").facts() == "3. Chậm."
    assert PastShortcoming(issue="Chậm.", status="đang khắc phục", result="60%").facts(1) == (
        "1. Chậm: đang khắc phục; 60%."
    )
    assert PastShortcoming(issue="Chậm.", status="").facts(2) == "2. Chậm."
    assert Remedy(measure="Làm.", owner="đồng chí A", due_on=date(2022, 3, 8)).facts(1) == (
        "1. Làm; người chịu trách nhiệm: đồng chí A; hoàn thành trước ngày 08/3/2022."
    )
    assert Answer(point="Điểm", body="Đúng.").facts(1) == {"point": "1. Điểm", "text": ["Đúng."]}
    assert TargetLine(title="Thu", planned="1").facts(4) == ["4", "Thu", "", "1", "", "", ""]
    assert Point(matter="Việc", ground="Biên bản ngày 20/7/2021").facts(1) == {
        "matter": "1. Việc.",
        "ground": "Biên bản ngày 20/7/2021.",
        "demand": "",
    }
    assert Point(matter="Vì sao?").facts(2)["matter"] == "2. Vì sao?"


def test_the_self_review_has_its_three_blocks_and_nothing_ticked_for_anybody():
    facts = blank_self_review().facts()
    rows = [facts["civil_squares"], facts["member_squares"]]
    rows += [facts[block]["squares"] for block in ("chief", "cell", "committee")]
    assert all([one["ticked"] for one in row] == [False] * 4 for row in rows)
    assert facts["committee"]["signature"]["authority"] == ["T/M ĐẢNG ỦY (CHI ỦY)"]
    assert facts["head"]["label"] == "Mẫu 02-HD KĐ.ĐG 2019"
    assert facts["identity"][0][0] == {"label": "Họ và tên", "value": ""}
    assert len(facts["room"]) == 4


def test_a_villager_has_no_row_for_civil_servants():
    assert member_self_review(civil_applies=False).facts()["civil_applies"] is False


def test_a_self_review_is_filled_from_its_records(cadre, letter, django_assert_max_num_queries):
    letter.number, letter.dated_on, letter.state = "212-CV/TU", date(2021, 11, 12), GuidanceState.SENT
    letter.save()
    SelfReview.objects.filter(subject=cadre).update(
        self_level=Level.GOOD,
        civil_level=Level.FAIR,
        state=ReviewState.SUBMITTED,
        submitted_on=date(2021, 12, 3),
        submitted_at=make.NOON,
    )
    review = SelfReview.objects.for_form().get(subject=cadre)
    Section.objects.create(review=review, code="CN.ND.1", text="Giữ gìn đoàn kết.")
    with django_assert_max_num_queries(12):
        paper = paper_of_review(review)
    assert (paper.letterhead.upper, paper.letterhead.issuer) == ("Đảng bộ cơ quan huyện", "Chi bộ Văn phòng")
    assert paper.letterhead.date_line == "ngày 03 tháng 12 năm 2021"
    assert paper.letterhead.label == "Mẫu 02-HD KĐ.ĐG 2019"
    assert paper.identity.full_name == "Bùi Đức Khải"
    assert (paper.identity.party_office, paper.identity.government_office) == (
        "Phó Bí thư Huyện ủy",
        "Chủ tịch UBND huyện",
    )
    assert (paper.identity.born, paper.identity.cell) == ("14/8/1975", "Văn phòng")
    assert paper.results[0].body == "Giữ gìn đoàn kết."
    assert paper.shortcomings[0].body == "06/14 trường hợp chưa xử lý xong."
    assert paper.causes == (
        "Nguyên nhân chủ quan: không đặt thời hạn.\nNguyên nhân khách quan: 02 hộ khiếu nại."
    )
    assert paper.remedied == (
        PastShortcoming(issue="Chậm tiếp công dân.", status="đang khắc phục", result="đạt 60%"),
    )
    assert [one.point for one in paper.answers] == ["Đất trồng lúa.", "Quy chế làm việc."]
    assert paper.remedies[0].due_on == date(2022, 3, 31)
    assert (paper.civil_level, paper.member_level, paper.civil_applies) == (Level.FAIR, Level.GOOD, True)
    assert (paper.chief.level, paper.cell.level, paper.committee.level) == (None, None, None)


def test_block_a_shows_the_civil_rating_that_has_come_and_is_struck_for_a_villager(cadre):
    review = SelfReview.objects.for_form().get(subject=cadre)
    person = cadre.person
    type(person).objects.filter(pk=person.pk).update(is_civil_servant=True)
    CivilRating.objects.create(person=person, year=2021, level=Level.EXCELLENT, decided_on=date(2021, 12, 8))

    paper = paper_of_review(SelfReview.objects.for_form().get(pk=review.pk))
    assert (paper.chief.level, paper.chief.applies, paper.chief.comment) == (Level.EXCELLENT, True, "")

    type(person).objects.filter(pk=person.pk).update(is_civil_servant=False)
    paper = paper_of_review(SelfReview.objects.for_form().get(pk=review.pk))
    assert (paper.chief.level, paper.chief.applies) == (None, False)


def test_a_collective_report_carries_its_conference_and_targets(campaign, unit):
    subject = make.make_subject(collective=unit.collective, unit=unit, campaign=campaign)
    Target.objects.create(
        collective=unit.collective,
        year=2021,
        text="Thu ngân sách",
        unit="tỷ đồng",
        planned="185",
        actual="171.3",
    )
    conference = make.make_conference(unit, make.make_account())
    AgendaItem.objects.create(conference=conference, subject=subject, position=1)
    paper = paper_of_review(subject.self_review)
    assert paper.letterhead.number_line == "Số \u00a0\u00a0\u00a0\u00a0\u00a0-BC/HU"
    assert paper.letterhead.label == "Mẫu 01-HD KĐ.ĐG 2019"
    assert paper.opening.startswith("Ngày 06/12/2021, Ban Thường vụ Huyện ủy Đồng Khê tổ chức hội nghị")
    assert paper.targets == (
        TargetLine(title="Thu ngân sách", unit="tỷ đồng", planned="185", actual="171,3", share="92,6%"),
    )
    assert paper.facts()["signature"]["authority"] == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]
    assert paper.level is None
    assert paper.recipients[-1] == "Lưu Văn phòng Huyện ủy Đồng Khê"


def test_a_letter_leaves_number_and_day_blank_until_the_register_gives_them(letter):
    paper = paper_of_guidance(letter)
    head = paper.facts()["head"]
    assert (head["upper"], head["issuer"]) == ("", "TỈNH ỦY MINH GIANG")
    assert head["number"] == "Số \u00a0\u00a0\u00a0\u00a0\u00a0-CV/TU"
    assert paper.addressee == "Đồng chí Bùi Đức Khải, Phó Bí thư Huyện ủy, Chủ tịch UBND huyện"
    assert paper.facts()["recipients"][-1] == "Lưu Văn phòng Tỉnh ủy."
    assert [one.ground for one in paper.points] == ["Phản ánh của Mặt trận"] * 2
    assert paper.facts()["signature"] == {"authority": ["T/M BAN THƯỜNG VỤ"], "note": "", "name": ""}
    letter.number, letter.dated_on = "212-CV/TU", date(2021, 11, 9)
    letter.signatory, letter.signatory_title = "Đinh Thị Nguyệt", "Phó Bí thư"
    signed = paper_of_guidance(letter).facts()["signature"]
    assert (signed["authority"], signed["name"]) == (
        ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], "Đinh Thị Nguyệt",
    )  # fmt: skip
    assert paper_of_guidance(letter).facts()["head"]["number"] == "Số 212-CV/TU"
    assert paper_of_guidance(letter).letterhead.date_line == "ngày 09 tháng 11 năm 2021"


def test_blanks_carry_the_regulations_own_headings_and_label(campaign):
    member = blank_self_review_of(campaign)
    assert [one.title for one in member.results][:1] == [
        "Về tư tưởng chính trị; phẩm chất đạo đức, lối sống; ý thức tổ chức kỷ luật; tác phong, lề lối làm việc"
    ]
    assert len(blank_self_review_of(campaign, capacity=Capacity.OFFICE).results) > len(member.results)
    report = blank_collective_report(campaign)
    assert report.letterhead.label == "Mẫu 01-HD KĐ.ĐG 2019"
    assert len(report.results) == 4
    for paper in (member, report):
        for form in ("pdf", "docx"):
            assert len(draw(paper, as_=form)) > 10_000


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Ban Thường vụ Đảng ủy xã Nà Sọng", "Lưu Văn phòng Đảng ủy xã Nà Sọng"),
        ("Tập thể lãnh đạo Sở Y tế", "Lưu Sở Y tế"),
        ("Chi ủy Chi bộ xóm Bưởi", "Lưu Chi bộ xóm Bưởi"),
    ],
)
def test_the_last_recipient_is_where_the_papers_of_that_body_lie(name, line):
    assert kept_by(Collective(name=name)) == line
