"""The cells of a commune: evenings typed the next day, a cell of four, one with three places (P02, P07, P22)."""

from tests.journeys import steps_places as places
from tests.journeys.desk import keep
from tests.journeys.steps_cell import (
    CLERK,
    HOUSE,
    brings_paper,
    everybody_brought_paper,
    open_cell,
    rows_of,
    type_evening,
    waits_for_paper,
)
from tests.journeys.steps_late import MOVED, becomes_a_cell_of_four, is_left_out_and_comes_back
from tests.journeys.steps_unit import part, press, says

BUOI, SMALL = "Chi bộ xóm Bưởi", "Chi bộ xóm Khoang"


def test_a_cell_of_23_is_typed_the_day_after_and_the_absent_come_later(office, desk):
    """P105: one exempt, one away, eighteen on paper; the power was cut on the 14th, and typing is for the 15th."""
    desk.clock("2021-12-15T08:00")
    page = desk.of(CLERK)
    open_cell(page, BUOI)
    keep(page, "cell-evening")
    rows = rows_of(page)
    names = [row.get_by_role("rowheader").inner_text() for row in rows]
    away = [
        row for row in rows if row.get_by_label("Lý do chưa kiểm điểm của").input_value() == "Đi làm ăn xa"
    ]
    assert len(away) == 1
    assert "(người đứng đầu)" in names[0]

    papers = [row for row in rows if waits_for_paper(row) and row not in away]
    for row in papers[:1]:
        brings_paper(row, 3)
    type_evening(page, "16/12/2021", 22, 21)
    press(page, "Ghi cuộc họp kiểm điểm")
    says(page, "Ngày họp 16/12/2021 chưa đến", "Chưa có bản kiểm điểm: ghi số tờ của bản giấy")
    assert page.get_by_label("Địa điểm").input_value() == HOUSE

    for row in rows_of(page):
        gone = row.get_by_label("Tại cuộc họp của").input_value() == "0"
        if waits_for_paper(row) and not gone:
            brings_paper(row, 2)
    page.get_by_label("Ngày họp").first.fill("14/12/2021")
    press(page, "Ghi cuộc họp kiểm điểm")
    says(
        page,
        "Đã ghi cuộc họp kiểm điểm của chi bộ.",
        "Ngày họp 14/12/2021, nhập 15/12/2021",
        "Lý do: Đi làm ăn xa",
    )
    keep(page, "cell-evening-held")

    part(page, "Đối tượng")
    says(page, "Đã kiểm điểm")

    desk.clock("2022-01-29T08:00")
    page.goto("/")
    open_cell(page, BUOI)
    says(page, "Hội nghị bổ sung.", "Cuộc họp ngày 14/12/2021")
    [row] = [one for one in rows_of(page) if waits_for_paper(one)][:1]
    row.get_by_label("Tại cuộc họp của").select_option("1")
    row.get_by_label("Lý do chưa kiểm điểm của").fill("")
    brings_paper(row, 1)
    type_evening(page, "28/01/2022", 5, 4)
    press(page, "Ghi cuộc họp kiểm điểm")
    says(page, "Hội nghị kiểm điểm bổ sung ngày 28/01/2022", "nhập 29/01/2022")
    open_cell(page, BUOI)
    says(page, "Chi bộ đã kiểm điểm xong")


def test_a_cell_of_four_without_a_committee_and_who_came_and_went_in_mid_round(office, desk):
    """One moves to a cell of three with his paper; one of his old cell is suspended, and it is taken back."""
    old = becomes_a_cell_of_four(desk, SMALL)
    is_left_out_and_comes_back(desk, office, old)

    page = desk.of(CLERK)
    open_cell(page, SMALL)
    assert [row.get_by_label("Số tờ của").count() for row in rows_of(page)].count(0) == 1
    everybody_brought_paper(page)
    type_evening(page, "13/12/2021", 4, 4)
    page.get_by_label(f"Góp ý, kết luận của {MOVED}").fill("Gương mẫu; cần mạnh dạn hơn khi góp ý.")
    press(page, "Ghi cuộc họp kiểm điểm")
    says(page, "Gương mẫu; cần mạnh dạn hơn khi góp ý.", f"{SMALL}. Ngày họp 13/12/2021")
    keep(page, "cell-of-four-held")
    open_cell(page, SMALL)
    says(page, "Chi bộ đã kiểm điểm xong")


def test_one_with_three_places_and_a_helper_and_a_report_in_word(office, desk):
    desk.clock("2021-12-14T13:30")
    places.elected_in_december(desk, office)
    places.comes_in_with_her_slip(desk)
    places.has_a_helper(desk)
    places.hands_it_in_once(desk)
    places.the_report_is_a_word_file(desk)
    desk.clock("2021-12-17T08:00")
    places.two_bodies_meet(desk)
    places.her_cell_meets(desk)
    places.recorded_in_each(desk)
    places.the_report_is_completed_in_word(desk)
