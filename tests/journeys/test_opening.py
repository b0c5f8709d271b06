"""The first morning: sign-in, second factor on a printed card, and the round of 2021 opened from the plan."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import steps_organ as organ
from tests.journeys.conftest import Databases, first_start, running
from tests.journeys.desk import keep, pressed
from tests.journeys.steps_organ import KIEN, follow, press, said

ROUND = "/dot-kiem-diem/nam/2021/"
BOTH_WORDINGS = [
    "Trước ngày 10/12/2021 — hạn cuối hết ngày 09/12/2021, còn 31 ngày",
    "Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, còn 36 ngày",
    "Trước ngày 25/12/2021 — hạn cuối hết ngày 24/12/2021, còn 46 ngày",
    "Trước ngày 31/12/2021 — hạn cuối hết ngày 30/12/2021, còn 52 ngày",
    "Trước ngày 15/01/2022 — hạn cuối hết ngày 14/01/2022, còn 67 ngày",
    "Trước ngày 25/01/2022 — hạn cuối hết ngày 24/01/2022, còn 77 ngày",
    "Trước ngày 20/02/2022 — hạn cuối hết ngày 19/02/2022, còn 103 ngày",
    "Trước ngày 15/3/2022 — hạn cuối hết ngày 14/3/2022, còn 126 ngày",
]


IN_PREPARATION = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_regulation", "fixtures/regulations/qd132-hd21.json", verbosity=0)
call_command("load_plan", "fixtures/plans/2021.json", verbosity=0)
call_command("seed_province", members=400, stage="draft", verbosity=0)
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The invented province on 08/11/2021, its round still in preparation; staff need a second factor."""
    data = tmp_path_factory.mktemp("office") / "data"
    with Databases().one() as environment:
        first_start(data, IN_PREPARATION, TUSOI_DEMO="1", **environment)
        (data / "demo").touch()
        with running(data, "2021-11-08T08:00", SECOND_FACTOR_REQUIRED="1", **environment) as one:
            yield one


def test_a_person_comes_in_by_password_and_printed_code_card(office, desk):
    """The form is always there, also beside the one-click accounts; staff choose a second factor first."""
    organ.give_password(office, "btc2")
    page = desk.browser.new_context(base_url=office.address, locale="vi-VN").new_page()
    page.goto("/dang-nhap/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vào Tự soi bằng một tài khoản dùng thử")
    expect(page.get_by_role("button", name=re.compile(f"^{KIEN}"))).to_be_visible()
    page.get_by_role("textbox", name="Tên đăng nhập").fill("btc2")
    page.locator("input[type=password]").fill("sai-mat-khau")
    press(page, "Đăng nhập")
    said(page, "Chưa vào được")
    assert page.get_by_role("textbox", name="Tên đăng nhập").input_value() == "btc2"
    page.context.close()
    page = organ.sign_in(desk, "btc2")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chọn lớp xác thực thứ hai")
    keep(page, "second-factor-choose")
    page.goto("/phien-hop/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chọn lớp xác thực thứ hai")
    press(page, "Làm thẻ mã")
    expect(page.locator(".codes .code")).to_have_count(10)
    codes = page.locator(".codes .code").all_inner_texts()
    assert all(re.fullmatch(r"\d{4} \d{4}", code) for code in codes)
    keep(page, "code-card-first")
    press(page, "Đăng xuất")
    comes_in_with_a_code(desk, codes[0])
    a_spent_code_is_refused(desk, codes[0], codes[1])


def comes_in_with_a_code(desk, code):
    """Password, then the first code of the card."""
    page = organ.sign_in(desk, "btc2")
    type_code(page, code)
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc cần làm")
    page.locator("details.me > summary").click()
    press(page, "Đăng xuất")


def a_spent_code_is_refused(desk, spent, fresh):
    """Each code once."""
    page = organ.sign_in(desk, "btc2")
    type_code(page, spent)
    said(page, "Chưa vào được")
    keep(page, "second-factor-refused")
    type_code(page, fresh)
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc cần làm")


def type_code(page, code):
    """As it stands on the card, with its gap."""
    page.get_by_role("main").get_by_role("textbox").fill(code)
    press(page, "Vào Tự soi")


def test_the_round_is_opened_from_the_plan(office, desk):
    """Eight dates in both wordings; the work goes on as a job; subjects stand there with places and authority."""
    page = desk.of(KIEN)
    page.goto(ROUND)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đợt kiểm điểm năm 2021")
    dates = page.get_by_role("region", name="Các mốc thời gian").locator("li")
    assert [organ.plain(one) for one in dates.locator("b").all_inner_texts()] == BOTH_WORDINGS
    expect(dates.nth(1)).to_contain_text("(qua Ban Tổ chức Tỉnh ủy) trước ngày 15/12/2021")
    keep(page, "round-draft")
    second = page.context.new_page()
    second.goto(ROUND)
    press(page, "Mở đợt kiểm điểm")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mở đợt kiểm điểm năm 2021")
    expect(page.get_by_text("Đồng chí Lương Thế Kiên yêu cầu lúc")).to_be_visible()
    keep(page, "round-opening")
    expect(page.get_by_role("link", name="Mở kết quả")).to_be_visible(timeout=60_000)
    follow(page, "Mở kết quả")
    said(page, "Mở lúc 08:0")
    assert page.get_by_role("button", name="Mở đợt kiểm điểm").count() == 0
    keep(page, "round-open")
    opening_twice_changes_nothing(office, page, second)
    subjects_stand_with_their_places(page)


def opening_twice_changes_nothing(office, page, second):
    """The old page in another tab is pressed later: a sentence, no new row."""
    before = office.console.ask(COUNTS)
    press(second, "Mở đợt kiểm điểm")
    said(second, "Đợt kiểm điểm này đã mở.")
    assert office.console.ask(COUNTS) == before
    second.close()


COUNTS = (
    "[__import__('django.apps', fromlist=['apps']).apps.get_model(name).objects.count()"
    " for name in ('reviews.Subject', 'ratings.Rating', 'deadlines.Dossier', 'jobs.Job')]"
)


SUBJECTS = {
    "Bùi Đức Khải": (
        "Huyện ủy Đồng Khê",
        "Ban Thường vụ Tỉnh ủy quyết định",
        ["Chi bộ Văn phòng Ủy ban nhân dân huyện Đồng Khê", "Ban Thường vụ Huyện ủy Đồng Khê"],
    ),
    "Ban Thường vụ Huyện ủy Đồng Khê": (
        "Huyện ủy Đồng Khê",
        "Ban Thường vụ Tỉnh ủy quyết định",
        ["Ban Thường vụ Huyện ủy Đồng Khê"],
    ),
    "Hà Văn Đắc": ("Huyện ủy Đồng Khê", "Cấp dưới quyết định", ["Chi bộ xóm Bưởi"]),
    "Vũ Đình Trọng": (
        "",
        "Trung ương quyết định",
        ["Chi bộ Ban Tổ chức Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", "Tập thể lãnh đạo Ban Tổ chức Tỉnh ủy"],
    ),
}


def subjects_stand_with_their_places(page):
    """A deputy secretary, his collective, a villager, a member of the organ: unit, authority, places."""
    page.goto("/doi-tuong/")
    said(page, "Đợt kiểm điểm năm 2021: 473 tập thể, cá nhân.")
    keep(page, "subject-list")
    for name, (unit, authority, places) in SUBJECTS.items():
        page.goto("/doi-tuong/")
        find_subject(page, name)
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        facts = [organ.plain(one) for one in page.locator("dl.facts dd").all_inner_texts()]
        assert facts[: 1 + bool(unit)] == [one for one in (unit, authority) if one], name
        assert [organ.plain(one) for one in page.locator("ol.rows h3").all_inner_texts()] == places, name
    keep(page, "subject-detail")


def find_subject(page, name):
    """By leafing through the list, as it is ordered."""
    number = 1
    while not page.get_by_role("row").get_by_role("link", name=name, exact=True).count():
        number += 1
        follow(page, "Trang sau")
        expect(page.get_by_role("navigation", name="Trang của danh sách")).to_contain_text(f"Trang {number} ")
    pressed(page.get_by_role("row").get_by_role("link", name=name, exact=True).first)


def test_the_rulebook_says_clause_and_certainty(desk):
    """What is stated, what was concluded from it, and what is the system's own default."""
    page = desk.of(KIEN)
    page.goto(ROUND)
    page.goto("/dot-kiem-diem/")
    keep(page, "round-list")
    page.goto(ROUND)
    follow(page, "Quy định áp dụng")
    page.wait_for_url("**/quy-dinh/")
    rows = [
        tuple(organ.plain(cell) for cell in row.locator("th, td").all_text_contents())
        for row in page.locator("tbody tr").all()
    ]
    assert all(clause.strip() for _text, clause, _certainty in rows)
    assert {certainty for *_, certainty in rows} == {
        "Quy định nêu rõ",
        "Suy ra từ quy định",
        "Mặc định hệ thống",
    }
    assert (
        "Hạn chế, khuyết điểm và nguyên nhân",
        "Điều 6, Quy định số 132-QĐ/TW",
        "Quy định nêu rõ",
    ) in rows
    keep(page, "round-rules")
