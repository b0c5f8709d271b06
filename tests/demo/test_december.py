"""The afternoon of 14/12/2021, 13:30: what the demo opens on."""

from datetime import UTC, date, datetime

import pytest

from cadres.queries.roll import Roll
from deadlines.management.province.opening import NOW, subject_of
from deadlines.management.province.texts import text, texts
from deadlines.models import Dossier
from deadlines.queries.board import board
from deadlines.queries.campaigns import contact_of, current_campaign
from deadlines.queries.routes import plan_of, titles_for
from deadlines.queries.worklist import worklist_for
from organizations import clock
from organizations.enums import Route
from organizations.models import Account, AuditEntry, PartyOrganization
from ratings.models import Ballot, Rating, RouteMove, TitleGroup
from ratings.queries import balance
from reviews.models import Campaign, Guidance, Section, SelfReview, Shortcoming, Subject
from reviews.queries.notebook import promised_beside
from reviews.queries.rulebook import authority_over
from tests.demo.cases import SIX_TITLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("december", "_demo")]


@pytest.fixture
def campaign():
    return Campaign.objects.get()


def test_the_clock_stands_at_half_past_one_on_the_fourteenth():
    assert datetime(2021, 12, 14, 6, 30, tzinfo=UTC) == NOW
    assert abs((clock.now() - NOW).total_seconds()) < 600


def test_the_board_adds_up_to_fifty_eight(campaign):
    page = board(campaign, Account.objects.get(sign_in_name="btc"), NOW)

    assert page.sentence == "58 đơn vị nộp = 38 đủ + 9 thiếu + 8 chưa gửi + 3 chờ bổ sung"
    assert page.own_count == 7


def test_the_letter_of_november_left_148_comrades_to_the_standing_committee(campaign):
    people = Subject.objects.filter(campaign=campaign, kind="person")
    assert people.filter(route="decided").count() == 148
    assert people.filter(route="delegated").count() == 70
    moves = RouteMove.objects.values_list("before", "papers", "subject__route", "post__route")
    assert set(moves) == {("decided", "moved", "delegated", "delegated")}
    assert set(
        people.filter(route_moves__isnull=False).values_list("dossier_items__dossier__kind", flat=True)
    ) == {"delegated"}


def test_a_letter_for_six_titles_moves_ten_comrades_of_whom_four_are_sent(campaign):
    found = {one.name: one for one in titles_for(Account.objects.get(sign_in_name="btc"), NOW.date())}
    posts = [post for title in SIX_TITLES for post in found[title].posts]

    plan = plan_of(campaign, posts, Route.DELEGATED)

    assert plan.sentence == "10 đồng chí; hạn 15/12 → 25/12; 04 hồ sơ đã gửi không phải gửi lại"
    assert plan.hindrances == []


def test_the_two_units_of_the_story_have_everything_before_them(campaign):
    page = board(campaign, Account.objects.get(sign_in_name="btc"), NOW)
    heaps = {row.dossier.unit.name: row.heap for row in page.rows}

    assert heaps["Huyện ủy Đồng Khê"] == "chua-gui"
    assert heaps["Sở Nông nghiệp và Phát triển nông thôn"] == "chua-gui"
    assert heaps["Huyện ủy Yên Lạng"] == "du"
    assert heaps["Sở Y tế"] == "thieu"
    assert not Ballot.objects.filter(conference__collective__name="Ban Thường vụ Huyện ủy Đồng Khê").exists()


def test_the_round_is_open_with_its_eight_dates(campaign):
    assert (campaign.state, campaign.deadlines.count()) == ("open", 8)


def test_khai_was_guided_on_two_points_and_has_not_answered(campaign):
    letter = Guidance.objects.get(subject=subject_of(campaign, "Bùi Đức Khải"))

    assert (letter.state, letter.number) == ("sent", "1214-CV/TU")
    assert [point.issue for point in letter.points.all()] == texts("guidance_points")
    assert [point.answer for point in letter.points.all()] == ["", ""]


def test_khai_is_writing_and_somebody_helps_him(campaign):
    review = SelfReview.objects.get(subject=subject_of(campaign, "Bùi Đức Khải"))

    assert (review.state, review.helper.sign_in_name) == ("draft", "giup")
    assert Shortcoming.objects.filter(person=review.subject.person, year=2020).count() == 2


def test_khai_names_his_shortcoming_as_a_record(campaign):
    row = Shortcoming.objects.get(person=subject_of(campaign, "Bùi Đức Khải").person, year=2021)

    assert row.text == ("06/14 trường hợp xây dựng nhà ở trên đất trồng lúa tại xã Nà Sọng chưa xử lý xong.")
    assert (row.responsible, row.due_before) == ("đồng chí Bùi Đức Khải", date(2022, 3, 31))
    assert (row.state, row.progress) == ("doing", "đang khắc phục, đã xong 08/14.")


@pytest.mark.parametrize(
    ("name", "section", "words"),
    [
        ("Bùi Thị Hoài Thu", "CN.ND.2", "teacher_work"),
        ("Đinh Thị Quyên", "CN.ND.7", "committee_member_responsibility"),
        ("Hà Văn Đắc", "CN.ND.2", "retired_whole"),
        ("Lường Thị Mai Anh", "CN.ND.2", "probationary_work"),
    ],
)
def test_what_the_people_wrote_stands_word_for_word(campaign, name, section, words):
    row = Section.objects.get(review__subject=subject_of(campaign, name), code=section)
    assert row.text == text(words)


def test_the_collective_names_three_shortcomings_and_their_cause(campaign):
    subject = subject_of(campaign, "Ban Thường vụ Huyện ủy Đồng Khê")
    rows = Shortcoming.objects.filter(collective=subject.collective, year=2021)
    weak = " ".join(f"{place}. {row.text}" for place, row in enumerate(rows, 1))
    cause = Section.objects.get(review__subject=subject, code="TT.ND.5").text

    assert rows.count() == 3
    assert f"{weak} Nguyên nhân chủ quan: {cause}" == text("collective_shortcomings")


def test_self_reviews_stand_in_several_ways(campaign):
    states = set(SelfReview.objects.filter(subject__campaign=campaign).values_list("state", flat=True))
    assert states == {"draft", "submitted", "paper"}


def test_some_ratings_are_appraised_and_one_waits_for_a_conclusion(campaign):
    ratings = Rating.objects.filter(subject__campaign=campaign)
    assert ratings.filter(state="appraised").count() > 60
    assert ratings.filter(state="paused").count() == 1
    assert not ratings.filter(state="appraised", appraised_level="").exists()


def test_nobody_who_was_ill_for_months_is_proposed_above_the_third_level(campaign):
    ill = Rating.objects.leading().filter(
        subject__title__contains="Phó Trưởng Ban Nội chính", subject__person__leaves__isnull=False
    )
    assert {one.proposed_level for one in ill} == {"fair"}


def test_title_groups_span_the_units(campaign):
    group = TitleGroup.objects.get(campaign=campaign, name="Bí thư cấp ủy trực thuộc")
    assert group.ratings.count() == 12


def test_what_was_done_is_in_the_journal():
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"seed_province", "load_plan", "send", "receive", "accept", "submit"} <= actions


def test_the_branches_of_ministries_are_decided_by_them_and_only_commented_on_here(campaign):
    branches = Subject.objects.filter(campaign=campaign, kind="collective", route="ministry")
    assert set(branches.values_list("unit__name", flat=True)) == {
        "Ban cán sự đảng Tòa án nhân dân tỉnh",
        "Ban cán sự đảng Viện kiểm sát nhân dân tỉnh",
        "Cục Thuế tỉnh",
        "Cục Thống kê tỉnh",
        "Cục Thi hành án dân sự tỉnh",
        "Kho bạc Nhà nước tỉnh",
    }
    assert {authority_over(one).code for one in branches} == {"AU_TT_ND"}
    assert not Rating.objects.filter(subject__in=branches, state="appraised").exists()
    assert Dossier.objects.filter(unit__in=branches.values("unit"), kind="decided").count() == 6


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bithu", "Còn 18 trong 31 bản kiểm điểm chưa nộp."),
        ("nasong", "Còn 75 trong 94 bản kiểm điểm chưa nộp."),
    ],
)
def test_who_takes_in_self_reviews_of_the_village_is_told(name, words):
    account = Account.objects.get(sign_in_name=name)
    page = worklist_for(account, current_campaign(account), NOW)
    [task] = [one for one in page.tasks if one.title.startswith("Nhận bản kiểm điểm")]

    assert task.text == words


def test_the_teacher_rings_the_desk_of_her_commune():
    desk = contact_of(Account.objects.get(sign_in_name="thu")).get()

    assert (desk["name"], desk["office"]) == ("Bùi Văn Nhượng", "Đảng bộ xã Nà Sọng")


def balance_at(name, campaign):
    """The year's balance of one organisation, and the names behind each figure."""
    top = PartyOrganization.objects.get(name=name, dissolved_on=None)
    below = PartyOrganization.objects.filter(path__startswith=top.path)
    roll = Roll(below.values("pk"), date(2021, 1, 1), date(2021, 12, 14))
    asked = balance.Asked(roll, campaign, Rating.objects.all(), inside=True)
    return balance.balance_of(asked), lambda code: [one.full_name for one in balance.people_of(asked, code)]


def test_the_balance_of_the_commune_has_every_special_case_on_its_line(campaign):
    table, names_of = balance_at("Đảng bộ xã Nà Sọng", campaign)

    assert {one.code: one.count for one in (*table.arrivals, *table.departures)} == {
        "ket-nap": 3, "chuyen-den": 0, "phuc-hoi": 0, "da-nhan-giay": 0,
        "chuyen-di": 0, "dang-chuyen": 1, "tu-tran": 2, "khai-tru": 1, "xoa-ten": 1, "xin-ra": 1,
    }  # fmt: skip
    assert (table.opening.count, table.closing.count) == (95, 92)
    assert names_of("tu-tran") == ["Hà Văn Chẩn", "Vì Thu Duyên"]
    assert (names_of("xoa-ten"), names_of("xin-ra")) == (["Bùi Văn Bạo"], ["Quách Thị Sìn"])
    assert "Lường Thị Mai Anh" in names_of("ket-nap")
    assert [(one.code, one.count) for one in table.not_reviewed] == [("nr-exempt", 2), ("nr-suspended", 1)]
    assert (table.to_review.count, table.rated.count, table.not_rated.count) == (89, 0, 89)
    assert [(one.code, one.count) for one in table.reasons] == [
        ("nr-member-lt6m", 1),
        ("nr-not-reviewed", 88),
    ]


@pytest.mark.parametrize(
    ("name", "opening", "moved", "closing"),
    [
        ("Chi bộ xóm Bái", 6, {"xin-ra": 1, "chuyen-den": 1}, 6),  # from another cell of the commune
        ("Chi bộ xóm Khoang", 4, {"chuyen-di": 1}, 3),
        ("Chi bộ xóm Nà Cọ", 0, {"chuyen-den": 7}, 7),  # two cells merged into it on 01/9
    ],
)
def test_what_moves_inside_the_commune_moves_its_cells_figures(campaign, name, opening, moved, closing):
    table, names_of = balance_at(name, campaign)

    lines = (*table.arrivals, *table.departures)
    assert (table.opening.count, table.closing.count) == (opening, closing)
    assert {one.code: one.count for one in lines if one.count} == moved
    assert all(len(names_of(one.code)) == one.count for one in lines)


def test_the_balance_of_the_province_adds_up_to_its_names(campaign):
    table, names_of = balance_at("Đảng bộ tỉnh Minh Giang", campaign)

    came, left = (sum(one.count for one in lines) for lines in (table.arrivals, table.departures))
    assert table.opening.count + came - left == table.closing.count == 398
    assert table.closing.count - sum(one.count for one in table.not_reviewed) == table.to_review.count
    assert table.to_review.count == table.rated.count + table.not_rated.count
    assert table.not_rated.count == sum(one.count for one in table.reasons)
    assert names_of("paused") == ["Hà Thị Ngọc Liên"]
    lines = (table.opening, table.closing, table.to_review, table.not_rated, *table.reasons)
    assert [len(names_of(one.code)) for one in lines] == [one.count for one in lines]


def test_the_teacher_has_noted_her_year_and_none_of_it_is_in_her_self_review():
    review = SelfReview.objects.get(subject__label="Bùi Thị Hoài Thu")
    [promised] = promised_beside(review, 2021)

    assert [due for _text, due in promised.lines] == [date(2021, 5, 31), None]
    assert (promised.paper_on, promised.loose_files) == (None, 0)
    texts_written = " ".join(Section.objects.filter(review=review).values_list("text", flat=True))
    assert not any(words in texts_written for words, _due in promised.lines)
