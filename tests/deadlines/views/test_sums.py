"""Each number on a page says what it counts, and a count above a list is the length of the list."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db.models import Q
from django.urls import reverse

from deadlines.queries.lights import checklists, regulation_of
from deadlines.queries.units import unit_page
from deadlines.services.desk import accept_dossier, receive_dossier
from deadlines.services.sendings import send_dossier
from documents.services.files import keep_bytes
from tests.deadlines.conftest import fill
from tests.factories import DAY, NOON

AFTER = datetime(2021, 12, 17, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def gaps(district):
    """Paper of everything that must be there but two parts; no residence comment."""
    fill(district.dossier)
    lacking = district.dossier.items.filter(code__in=["BIEN_BAN", "CBCCVC", "NOI_CU_TRU"])
    lacking.update(paper_received_on=None, paper_sheets=None)
    return district


def page_of(client, account, name, key):
    client.force_login(account)
    answer = client.get(reverse(f"deadlines:{name}", args=[key]))
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def lists(page):
    """The heading of each list of what has not come, with how many rows stand under it."""
    found = re.findall(r"<h3>([^<]+)</h3><ol class=\"bullets\">(.*?)</ol>", page, re.DOTALL)
    return [(title, rows.count("<li>")) for title, rows in found]


def test_what_never_blocks_is_in_no_sum(gaps):
    found = checklists([gaps.dossier], regulation_of(gaps.dossier.campaign))[gaps.dossier.pk]
    assert found.sum_words == "đã có 8 trong 10 thành phần phải có"
    assert found.lights_words == "còn chờ 02 bản giấy; còn chờ 10 bản điện tử"
    assert (
        found.missing_kinds == "biên bản hội nghị kiểm điểm (01); kết quả xếp loại công chức, viên chức (01)"
    )
    assert found.noted_kinds == "nhận xét nơi cư trú (01)"


def test_the_unit_page_heads_each_list_with_its_own_count(client, staff, gaps):
    page = page_of(client, staff, "board_unit", gaps.unit.key)
    assert lists(page) == [("Còn thiếu 2 thành phần", 2), ("Chưa có 1 mục, vẫn gửi được", 1)]
    assert (
        "Đã có 8 trong 10 thành phần phải có, bằng bản giấy hoặc bản điện tử. "
        "Còn chờ 02 bản giấy; còn chờ 10 bản điện tử." in page
    )


def test_the_text_for_the_telephone_says_apart_what_never_blocks(staff, gaps):
    text = unit_page(gaps.unit, gaps.dossier.campaign, staff, NOON).message.splitlines()
    assert text[1].startswith(
        "Hồ sơ thuộc thẩm quyền Ban Thường vụ Tỉnh ủy còn thiếu: biên bản hội nghị kiểm điểm (01); "
    )
    assert text[2] == "Chưa có, vẫn gửi được: nhận xét nơi cư trú (01)."


@pytest.mark.parametrize(
    ("state", "values", "words"),
    [
        ("draft", {}, "đã đủ thành phần, chưa gửi. Đề nghị gửi. Trước ngày 15/12/2021 — hạn cuối là hôm nay"),
        (
            "returned",
            {"return_before": date(2021, 12, 20), "return_reason": "Thiếu chữ ký."},
            "đã đủ thành phần, chưa gửi lại. Đề nghị gửi lại. Trước ngày 20/12/2021",
        ),
        ("draft", {"first_received_on": DAY}, "đã đủ thành phần. Cảm ơn đồng chí."),
        ("submitted", {}, "đã đủ thành phần. Cảm ơn đồng chí."),
    ],
)
def test_the_text_for_the_telephone_asks_for_a_whole_dossier_that_was_not_sent(
    district, staff, state, values, words
):
    fill(district.dossier)
    type(district.dossier).objects.update(state=state, **values)

    text = unit_page(district.unit, district.dossier.campaign, staff, NOON).message.splitlines()

    assert text[1].startswith(f"Hồ sơ thuộc thẩm quyền Ban Thường vụ Tỉnh ủy: {words}")


def test_the_dossier_says_of_each_subject_what_is_missing_and_what_is_only_noted(client, gaps):
    page = page_of(client, gaps.clerk, "dossier_detail", gaps.dossier.key)
    assert re.findall(r'<p class="small c-(?:back|done)">([^<]+)</p></div>', page) == [
        "Còn thiếu 1 thành phần",
        "Đủ thành phần",
        "Còn thiếu 1 thành phần; chưa có nhận xét nơi cư trú",
    ]
    assert "Còn thiếu 2 thành phần; 2 thành phần phải ghi lý do mới gửi được." in page


def test_a_gap_that_the_paper_fills_is_called_by_what_is_still_wanted(gaps, staff):
    fill(gaps.dossier)
    type(gaps.dossier).objects.update(state="received", first_received_on=DAY)
    [one] = unit_page(gaps.unit, gaps.dossier.campaign, staff, NOON).dossiers
    assert one.checklist.words == "Đủ bản giấy, chờ bản điện tử"
    assert one.checklist.sum_words == "đã có 10 trong 10 thành phần phải có"


@pytest.mark.parametrize(
    ("paper", "electronic", "words"),
    [
        ([], ["required"], "Đủ bản điện tử, chờ bản giấy"),
        (["required"], [], "Đủ bản giấy, chờ bản điện tử"),
        (["BIEN_BAN"], ["BIEN_BAN"], "Thiếu"),
        (["BIEN_BAN"], ["others"], "Đủ thành phần, chờ bản giấy và bản điện tử"),
    ],
)
def test_the_board_the_unit_and_the_dossier_say_the_same(client, staff, district, paper, electronic, words):
    chosen = {
        "required": Q(requirement="required"),
        "BIEN_BAN": Q(code="BIEN_BAN"),
        "others": Q(requirement="required") & ~Q(code="BIEN_BAN"),
    }
    items, scan = district.dossier.items, keep_bytes(b"%PDF-", media_type="application/pdf", at=NOON)
    for one in electronic:
        items.filter(chosen[one]).update(file=scan, file_name="ban-quet.pdf", page_count=1)
    for one in paper:
        items.filter(chosen[one]).update(paper_received_on=DAY, paper_sheets=2)
    type(district.dossier).objects.update(state="received", first_received_on=DAY)

    for name, key in (("dossier_detail", district.dossier.key), ("board_unit", district.unit.key)):
        assert f"<b>{words}</b>. Đã có " in page_of(client, staff, name, key)
    board = client.get(reverse("deadlines:board")).content.decode()
    assert f"</svg>{words}</span>" in board
    whole = words != "Thiếu"
    assert f"1 đơn vị nộp = {int(whole)} đủ + {int(not whole)} thiếu" in board.replace("\xa0", " ")


def test_a_secret_part_is_present_but_its_paper_only_once_the_counter_took_it(client, staff, gaps):
    item = gaps.dossier.items.filter(code="BIEN_BAN")
    item.update(is_secret=True, secret_number="12-BC/HU", secret_on=DAY)
    page = page_of(client, gaps.clerk, "dossier_detail", gaps.dossier.key)
    row = page.split("Biên bản hội nghị kiểm điểm</a>")[1].split("</li>")[0]
    assert "Số 12-BC/HU, ngày 14/12/2021" in row
    assert "Mật, nộp trực tiếp" in row
    assert "Ban Tổ chức chưa nhận bản giấy" in row

    item.update(paper_received_on=DAY, paper_sheets=3)
    page = page_of(client, gaps.clerk, "dossier_detail", gaps.dossier.key)
    row = page.split("Biên bản hội nghị kiểm điểm</a>")[1].split("</li>")[0]
    assert "Ban Tổ chức đã nhận bản giấy" in row
    assert "Bản giấy đã nhận 14/12/2021, 3 tờ" in row
    counter = page_of(client, staff, "dossier_paper", gaps.dossier.key)
    assert "</svg>Đã nhận 14/12/2021, 3 tờ</span>" in counter
    assert "</svg>Chưa nhận</span>" in counter


def test_nothing_runs_down_once_the_dossier_was_sent(client, staff, district):
    fill(district.dossier)
    waiting = page_of(client, staff, "dossier_detail", district.dossier.key)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    receive_dossier(district.dossier, actor=staff, at=NOON)
    accept_dossier(district.dossier, actor=staff, at=NOON)

    days = "Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021</p>"
    for name, key in (("dossier_detail", district.dossier.key), ("board_unit", district.unit.key)):
        page = page_of(client, staff, name, key).split("<main")[1]
        assert days in page
        assert "giờ</p>" not in page
        with time_machine.travel(AFTER, tick=False):
            assert days in page_of(client, staff, name, key)
    assert "còn 12 giờ" in waiting
