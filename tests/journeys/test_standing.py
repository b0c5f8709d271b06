"""A district's own earlier date; the Standing Committee's own conference, kept by the Office (R20, R24)."""

import re

from playwright.sync_api import expect

from tests.journeys.desk import keep
from tests.journeys.steps_review import CLERK
from tests.journeys.steps_unit import choose, never_says, part, press, says

BASE_CLERK, STAFF, OFFICE = "Bùi Văn Nhượng", "Lương Thế Kiên", "Giáp Văn Nam"
STANDING = "Ban Thường vụ Tỉnh ủy"
BASE_DATE = "Kiểm điểm, xếp loại tổ chức đảng, đảng viên cấp cơ sở"
OWN = "Đảng bộ huyện Đồng Khê: Trước ngày 28/12/2021 — hạn cuối hết ngày 27/12/2021"
ROUND = "/dot-kiem-diem/nam/2021/"


def test_a_districts_earlier_date_binds_its_communes_and_not_the_province(office, desk):
    page = desk.of(CLERK)
    page.goto(ROUND)
    press(page, "Kế hoạch của đơn vị: Đảng bộ huyện Đồng Khê")
    box = page.get_by_role("group", name=re.compile(BASE_DATE)).get_by_label("Đơn vị hoàn thành trước ngày")
    box.fill("01/01/2022")
    press(page, "Lưu kế hoạch của đơn vị")
    says(page, "Ngày 01/01/2022 sau ngày 31/12/2021 của kế hoạch của Tỉnh ủy.")
    expect(box).to_have_value("01/01/2022")
    box.fill("28/12/2021")
    page.get_by_label("Số kế hoạch của đơn vị").fill("41-KH/HU")
    page.get_by_label("Ngày kế hoạch").fill("18/11/2021")
    press(page, "Lưu kế hoạch của đơn vị")
    says(page, "Đã ghi kế hoạch của đơn vị.")
    keep(page, "own-plan-kept")

    commune = desk.of(BASE_CLERK)
    commune.goto("/")
    says(commune, "Trước ngày 28/12/2021 — hạn cuối hết ngày 27/12/2021")
    commune.goto(ROUND)
    says(commune, OWN, "Trước ngày 31/12/2021 — hạn cuối hết ngày 30/12/2021")
    staff = desk.of(STAFF)
    staff.goto(ROUND)
    says(staff, "Trước ngày 31/12/2021 — hạn cuối hết ngày 30/12/2021")
    never_says(staff, "28/12/2021")


def test_the_office_prepares_and_records_the_standing_committees_own_conference(office, desk):
    page = desk.of(OFFICE)
    part(page, "Hội nghị")
    press(page, "Lịch hội nghị")
    press(page, "Lập lịch hội nghị")
    says(page, STANDING)
    expect(page.get_by_label("Chỉ ghi số liệu")).to_be_checked()
    page.get_by_label("Ngày dự kiến họp").fill("16/12/2021")
    page.get_by_label("Giờ họp").fill("7:30")
    page.get_by_label("Thời gian họp (ngày)").fill("1,5")
    press(page, "Lấy chương trình theo quy định")
    programme = page.get_by_role("textbox", name="Chương trình").input_value().splitlines()
    assert programme[1] == f"Trình bày báo cáo kiểm điểm: {STANDING}; thảo luận; chủ trì kết luận"
    assert "(người đứng đầu)" in programme[2]
    page.get_by_label(f"Bản kiểm điểm: {STANDING}", exact=True).check()
    press(page, "Lưu lịch hội nghị")
    says(page, "Đã lưu lịch hội nghị.", "07:30, ngày 16/12/2021", "ít nhất 2; hội nghị này dự kiến 1,5.")
    says(page, "chưa ghi ngày gửi")
    keep(page, "standing-programme")

    desk.clock("2021-12-17T08:00")
    press(page, "Ghi hội nghị đã họp")
    says(page, "Chỉ ghi số liệu; nội dung lưu bản giấy.")
    assert page.get_by_label("Ngày họp", exact=False).first.input_value() == "16/12/2021"
    assert page.get_by_label("Ý kiến góp ý").count() == 0
    page.get_by_label("Triệu tập").fill("11")
    page.get_by_label("Có mặt").fill("11")
    choose(page, "Biên bản", "Chỉ lưu bản giấy")
    page.get_by_label("Số biên bản").fill("02-BB/TU")
    page.get_by_label("Ngày biên bản").fill("16/12/2021")
    page.get_by_label("Nơi lưu biên bản").fill("Văn phòng Tỉnh ủy")
    press(page, "Ghi hội nghị kiểm điểm")
    says(page, "Đã ghi hội nghị kiểm điểm.", "Ngày họp 16/12/2021, nhập 17/12/2021", "số 02-BB/TU")
    never_says(page, "Phiếu biểu quyết", "Kết luận chung")
    keep(page, "standing-conference")

    staff = desk.of(STAFF)
    assert staff.goto(page.url).status == 403
