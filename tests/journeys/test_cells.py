"""A commune's clerk types the evenings of her cells: held at 19:30 without a network, typed the next day (P02, P07)."""

from tests.journeys.desk import keep
from tests.journeys.steps_unit import choose, part, press, says

CLERK = "Bùi Văn Nhượng"
BUOI, SMALL = "Chi bộ xóm Bưởi", "Chi bộ xóm Khoang"
HOUSE = "Nhà văn hóa xóm"


def open_cell(page, name):
    """From the header to the page of the cell's evening."""
    part(page, "Hội nghị")
    press(page, "Nhập hội nghị")
    press(page, "Họp kiểm điểm của chi bộ")
    page.get_by_label("Tìm theo tên chi bộ").fill(name.removeprefix("Chi bộ xóm "))
    press(page, "Tìm")
    press(page, name)
    says(page, f"Họp kiểm điểm: {name}")


def rows_of(page):
    """The members who are still to be reviewed."""
    return page.locator("main table tbody tr").all()


def type_evening(page, held_on, convened, present):
    """The evening's own boxes."""
    boxes = {"Ngày họp": held_on, "Địa điểm": HOUSE, "Chủ trì": "Bùi Văn Chích", "Thư ký": "Bùi Thị Hom"}
    boxes |= {"Triệu tập": str(convened), "Có mặt": str(present)}
    for label, words in boxes.items():
        page.get_by_label(label).first.fill(words)
    choose(page, "Biên bản", "Lập trên hệ thống")


def brings_paper(row, sheets):
    """He has brought so many sheets."""
    row.get_by_label("Số tờ của").fill(str(sheets))


def waits_for_paper(row):
    """Nothing has come from him yet."""
    return row.get_by_label("Số tờ của").count() > 0


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


def test_a_small_cell_without_a_committee_reviews_its_secretary_first_and_alone(office, desk):
    page = desk.of(CLERK)
    page.goto("/")
    open_cell(page, SMALL)
    rows = rows_of(page)
    assert 3 <= len(rows) <= 5
    for row in rows:
        if waits_for_paper(row):
            brings_paper(row, 1)
    type_evening(page, "13/12/2021", len(rows), len(rows))
    page.get_by_label("Góp ý, kết luận của").first.fill("Gương mẫu; cần mạnh dạn hơn khi góp ý.")
    press(page, "Ghi cuộc họp kiểm điểm")
    says(page, "Gương mẫu; cần mạnh dạn hơn khi góp ý.", f"{SMALL}. Ngày họp 13/12/2021")
    part(page, "Hội nghị")
    says(page, SMALL)
