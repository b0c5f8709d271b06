"""The path of a district: guidance, self-reviews, the conference, the ballot, the dossier, the province's desk."""

import re

from playwright.sync_api import expect

from deadlines.management.province.texts import text
from tests.journeys.desk import keep
from tests.journeys.steps_review import CLERK, KHAI, guidance, other_forms, submitting, writing
from tests.journeys.steps_routes import letter_of_routes
from tests.journeys.steps_unit import (
    answer_sections,
    fetch,
    headings_of,
    hold_conference,
    pages_of,
    paper_when_ready,
    part,
    photo,
    press,
    says,
    scan,
    send_with_promises,
    type_counts,
    words_of,
)

CHECKER = "Vi Thị Hường"
OFFICIAL, UNIT = "Lương Thế Kiên", "Huyện ủy Đồng Khê"
COMMITTEE = "Ban Thường vụ Huyện ủy Đồng Khê"
MEMBERS = (
    "Quách Đình Lự",
    "Lường Thị Ngân",
    "Bùi Đức Khải",
    "Hà Văn Thiều",
    "Quách Văn Tráng",
    "Bạch Thị Lịch",
    "Đinh Thị Quyên",
    "Xa Đức Nghiêm",
    "Lò Văn Thực",
    "Phạm Hữu Chính",
    "Bùi Thị Ngoan",
)
DECIDED = MEMBERS[:3]  # by the province's Standing Committee; the others are delegated
COUNTS = {
    COMMITTEE: (2, 9, 0, 0),
    "Quách Đình Lự": (8, 3, 0, 0),
    "Bùi Đức Khải": (0, 7, 4, 0),
    "": (1, 10, 0, 0),
}
# P98, word for word: what was said, his reply, what the chair concluded.
_SAID, _CONCLUDED = text("remarks").split(" Kết luận của đồng chí chủ trì: ")
_HEARD, _REPLY = _SAID.split(f" Đồng chí {KHAI} ")
REMARKS = {
    "Ý kiến góp ý": _HEARD.replace(" Đồng chí Quách Đình Lự:", "\nĐồng chí Quách Đình Lự:"),
    "Tiếp thu, giải trình": _REPLY,
    "Kết luận của đồng chí chủ trì": _CONCLUDED,
}
REASON = "Biên bản thiếu trang ghi ý kiến góp ý. Đề nghị bổ sung."
APPRAISAL = text("appraisal")  # P101, word for word


def conference(desk):
    """On the 14th the clerk enters the conference of the 6th, after the collective's report is handed in."""
    page = desk.of(CLERK)
    page.goto("/")
    keep(page, "worklist-clerk")
    press(page, "Viết báo cáo kiểm điểm tập thể")
    answer_sections(page)
    press(page, "Kiểm tra trước khi nộp")
    press(page, "Nộp báo cáo kiểm điểm")
    says(page, "Đã nộp báo cáo kiểm điểm tập thể")
    page.goto("/hoi-nghi/")
    keep(page, "conference-list")
    press(page, "Nhập hội nghị")
    page.wait_for_url("**/hoi-nghi/nhap/")
    keep(page, "conference-choose")
    hold_conference(page, COMMITTEE, held_on="06/12/2021", people=MEMBERS, remarks={KHAI: REMARKS})
    blocks = [one.inner_text() for one in page.locator("main h3").all()]
    assert blocks[:2] == [f"1. {COMMITTEE}", f"2. {MEMBERS[0]} (người đứng đầu)"]
    keep(page, "conference-edit")
    press(page, "Ghi hội nghị kiểm điểm")
    says(page, "Ngày họp 06/12/2021, nhập 14/12/2021 (Hà Thị Lan).", "Triệu tập 11, có mặt 11")
    says(page, *(line for words in REMARKS.values() for line in words.splitlines()))
    keep(page, "conference-detail")


def ballot(desk):
    """Counts as the minutes give them; a sum that does not agree is refused; a second person checks."""
    page = desk.of(CLERK)
    page.goto("/")
    press(page, "Nhập kết quả kiểm phiếu")
    says(page, "Chưa có phiếu biểu quyết")
    keep(page, "ballot-list")
    press(page, "Lập phiếu biểu quyết")
    press(page, "Lập phiếu")
    press(page, "Nhập kết quả kiểm phiếu")
    type_counts(page, 11, COUNTS | {COMMITTEE: (2, 10, 0, 0)})
    keep(page, "ballot-count")
    press(page, "Ghi kết quả kiểm phiếu")
    says(page, f"{COMMITTEE}: Tổng bốn mức (12) lớn hơn số phiếu hợp lệ (11)")
    row = page.get_by_role("row", name=re.compile(MEMBERS[0]))
    assert [box.input_value() for box in row.locator("input").all()] == ["8", "3", "0", "0"]
    expect(page.get_by_role("textbox", name="Tổ kiểm phiếu")).to_have_value(re.compile("Hà Văn Thiều"))
    page.get_by_label(f"{COMMITTEE}: số phiếu Hoàn thành tốt nhiệm vụ").fill("9")
    page.get_by_label("Biên bản kiểm phiếu đã ký").set_input_files(scan("kiem-phieu.pdf", pages=2))
    press(page, "Ghi kết quả kiểm phiếu")
    says(page, "Mức quá bán: Hoàn thành tốt nhiệm vụ (cộng dồn 11/11)", "kiem-phieu.pdf")
    says(page, "Số liệu do đồng chí nhập. Một đồng chí khác mở trang này để xác nhận.")
    expect(page.get_by_role("button", name="Xác nhận số liệu đúng")).to_have_count(0)
    checker = desk.of(CHECKER)
    part(checker, "Hội nghị")
    for step in (COMMITTEE, "Phiếu biểu quyết", "Đề nghị xếp loại"):
        press(checker, step)
    press(checker, "Xác nhận số liệu đúng")
    says(
        checker,
        "Đã xác nhận số liệu kiểm phiếu.",
        "Người nhập: Hà Thị Lan",
        "Người kiểm tra số liệu: Vi Thị Hường",
    )
    keep(checker, "ballot-detail")


def proposals(desk):
    """The head above the collective is refused with its clause and his count stays; the others are recorded."""
    page = desk.of(CLERK)
    part(page, "Danh sách xếp loại")
    press(page, "Bảng đề nghị của đơn vị")
    levels = dict.fromkeys((COMMITTEE, *MEMBERS), "HTTNV") | {MEMBERS[0]: "HTXSNV", "Hà Văn Thiều": "HTNV"}
    for name, level in levels.items():
        page.get_by_label(f"{name}: mức đề nghị").select_option(label=level)
    press(page, "Lưu bảng đề nghị")
    says(page, f"{MEMBERS[0]}: Không đề nghị được: người đứng đầu không xếp loại cao hơn tập thể")
    says(page, "(đang đề nghị HTTNV). Điểm 4, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW.", "HTXSNV: 8/11")
    expect(page.get_by_label("Bùi Thị Ngoan: mức đề nghị")).to_have_value("good")
    keep(page, "proposal-refused")
    for name, level in {MEMBERS[0]: "HTTNV", "Đinh Thị Quyên": "HTXSNV"}.items():
        page.get_by_label(f"{name}: mức đề nghị").select_option(label=level)
    press(page, "Lưu bảng đề nghị")
    says(page, "Đinh Thị Quyên: Mức “Hoàn thành xuất sắc nhiệm vụ” cao hơn mức đủ điều kiện.")
    says(
        page,
        f"{MEMBERS[0]}: Mức “Hoàn thành tốt nhiệm vụ” khác kết quả biểu quyết (HTXSNV: 8/11). Ghi lý do.",
    )
    page.get_by_label("Đinh Thị Quyên: lý do").fill("Vận động thêm 41 hộ đồng thuận trong ba tháng.")
    page.get_by_label(f"{MEMBERS[0]}: lý do").fill("Không cao hơn mức của tập thể.")
    page.get_by_label("Hà Văn Thiều: lý do").fill("Tập thể thảo luận lại sau kiểm phiếu.")
    press(page, "Lưu bảng đề nghị")
    says(
        page,
        "Đã lưu bảng đề nghị.",
        "Cao hơn mức đủ điều kiện",
        "HTXSNV: 8/11",
        "Tỷ lệ 20% tính theo nhóm chức danh toàn tỉnh.",
    )
    keep(page, "proposal-edit")
    press(page, "Lưu bảng, lập tờ trình và danh sách (Word)")
    _letter(page)


def _letter(page):
    """The letter in Word with blank number and day, on whom its addressee decides; then what the register gave it."""
    paper = words_of(paper_when_ready(page, re.compile("^Tờ trình")))
    assert any(re.fullmatch(r"Số\s{5,}-TTr/HU", line) for line in paper), paper
    assert any(re.search(r"ngày\s{4,}tháng\s{4,}năm 2021", line) for line in paper), paper
    named = list(dict.fromkeys(line for line in paper if line in MEMBERS))
    assert named == list(DECIDED), named
    page.get_by_label("Số, ký hiệu").fill("212-TTr/HU")
    page.get_by_label("Ngày văn bản").fill("14/12/2021")
    page.get_by_label("Người ký").fill(MEMBERS[0])
    page.get_by_label("Bản quét đã ký").set_input_files(scan("212-TTr-HU.pdf", pages=3))
    press(page, "Ghi số, ngày và bản ký")
    says(page, "Đã ghi số, ngày và bản ký của tờ trình.", "212-TTr-HU.pdf")
    keep(page, "proposal-detail")


def board(desk):
    """58 units in words; what one of them lacks; the call that was made."""
    desk.clock("2021-12-14T13:45")
    page = desk.of(OFFICIAL)
    page.goto("/")
    keep(page, "worklist-staff")
    part(page, "Theo dõi tiến độ")
    says(page, "58 đơn vị nộp = 38 đủ + 9 thiếu + 8 chưa gửi + 3 chờ bổ sung")
    keep(page, "board", tallest=7500)
    press(page, "Báo cáo nhanh")
    says(page, "Báo cáo nhanh tiến độ hồ sơ", "Đơn vị chưa đủ hồ sơ: 20.")
    keep(page, "board-report")
    part(page, "Theo dõi tiến độ")
    press(page, UNIT)
    says(page, f"Còn thiếu gì – {UNIT}", "Phiếu phân tích của các chủ thể tham gia")
    typed = {"Giờ gọi": "13:42", "Gặp ai": "đ/c Lan", "Hứa trước giờ": "16:30"}
    for label, words in typed.items():
        page.get_by_label(label).fill(words)
    press(page, "Ghi cuộc gọi")
    says(page, "Đã ghi cuộc gọi.", "13:42 ngày 14/12/2021, gặp đ/c Lan", "Hứa trước 16:30 ngày 14/12/2021")
    keep(page, "board-unit")
    part(page, "Theo dõi tiến độ")
    says(page, "Đã hẹn trước 16:30 ngày 14/12/2021")


def dossier(desk):
    """Two lights, photos joined to one PDF, a classified paper without a box for a file, promises; sent at 16:12."""
    page = desk.of(CLERK)
    page.goto("/")
    press(page, "Gửi hồ sơ thuộc thẩm quyền Ban Thường vụ Tỉnh ủy")
    says(page, "Số 212-TTr/HU, ngày 14/12/2021", "Ban Tổ chức chưa nhận bản giấy")
    keep(page, "dossier-detail")
    press(page, "Tờ trình (công văn)")
    page.get_by_label("Chọn tệp").set_input_files([photo(number) for number in (1, 2, 3)])
    expect(page.locator("#da-chon img")).to_have_count(3)
    keep(page, "dossier-item-photos")
    press(page, "Tải lên")
    says(page, "Đã nhận tệp", "3 trang")
    assert pages_of(fetch(page, page.locator("main a[href$='/tep/']"))) == 3
    keep(page, "dossier-item")
    page.go_back()
    part(page, "Hồ sơ")
    keep(page, "dossier-list")
    press(page, UNIT)
    _secret(page)
    press(page, "Kiểm tra trước khi gửi")
    _promised(page, desk)
    says(page, "Đã gửi hồ sơ", "HS-2021-0002-1", "Lúc 16:12", "đúng hạn", "Mã hồ sơ")
    says(page, "Đồng chí Lương Thế Kiên", "Sẽ bổ sung sau")
    assert page.locator("main a[href^='tel:']").count() == 1
    keep(page, "dossier-receipt")


def _secret(page):
    press(page, "Phiếu phân tích")
    press(page, "Tài liệu Mật: nộp trực tiếp")
    expect(page.locator("input[type=file]")).to_have_count(0)
    page.get_by_label("Số văn bản").fill("12-BC/HU")
    page.get_by_label("Ngày văn bản").fill("06/12/2021")
    keep(page, "dossier-secret")
    press(page, "Ghi là Mật, nộp trực tiếp")
    expect(page.locator("input[type=file]")).to_have_count(0)
    says(page, "Mục này được tính là có.", "12-BC/HU, ngày 06/12/2021")
    press(page, "Hồ sơ HS-2021-0002")
    says(page, "Mật, nộp trực tiếp")


def _promised(page, desk):
    """What is missing needs a day and a reason; all of it is said at once."""
    press(page, "Gửi hồ sơ")
    says(page, "Chưa gửi được hồ sơ")
    says(page, "Lường Thị Ngân: ghi ngày sẽ bổ sung và lý do chưa có.")
    says(page, "mục, vẫn gửi được", "Thành phần gửi đi")
    keep(page, "dossier-check")
    send_with_promises(page, before=lambda: desk.clock("2021-12-14T16:12"))


def desk_of_the_province(desk):
    """Returned on one item, completed; paper at the counter; received, accepted, appraised."""
    page = desk.of(OFFICIAL)
    _open_dossier(page)
    press(page, "Trả lại để hoàn thiện")
    press(page, "Trả lại để hoàn thiện")
    says(page, "Ghi lý do đề nghị bổ sung để đơn vị biết phải làm gì.")
    page.get_by_label("Biên bản hội nghị kiểm điểm", exact=True).check()
    page.get_by_label("Lý do đề nghị bổ sung, hoàn thiện").fill(REASON)
    page.get_by_label("Gửi lại trước ngày").fill("17/12/2021")
    keep(page, "dossier-return")
    press(page, "Trả lại để hoàn thiện")
    says(page, "Đề nghị bổ sung, hoàn thiện 1 mục", REASON, "Gửi lại trước ngày 17/12/2021.")
    says(page, "Ngày nhận lần đầu vẫn giữ: 14/12/2021.")
    clerk = desk.of(CLERK)
    _complete(clerk)
    part(clerk, "Danh sách xếp loại")
    press(clerk, "Bảng đề nghị của đơn vị")
    _take_paper(page)
    press(page, "Tiếp nhận hồ sơ")
    says(page, "Đã tiếp nhận hồ sơ.")
    _keeps_what_was_received(clerk)
    press(page, "Xác nhận đủ thành phần hồ sơ")
    says(page, "Đã xác nhận đủ thành phần hồ sơ.")
    keep(page, "dossier-accepted")
    _appraise(page)


def _keeps_what_was_received(page):
    """A list opened before the dossier was received, saved after it: refused, with the way to open it again."""
    page.get_by_label(f"{KHAI}: mức đề nghị").select_option(label="HTNV")
    page.get_by_role("row").filter(has_text=KHAI).get_by_text("Lý do", exact=True).click()
    page.get_by_label(f"{KHAI}: lý do").fill("Tập thể thảo luận lại.")
    press(page, "Lưu bảng đề nghị")
    says(page, "Hồ sơ đã được tiếp nhận, chưa sửa được", "Chưa có gì thay đổi.")
    keep(page, "dossier-kept")
    press(page, "Xin mở lại hồ sơ")
    keep(page, "dossier-reopen")


def _open_dossier(page):
    part(page, "Theo dõi tiến độ")
    press(page, UNIT)
    press(page, "Hồ sơ thuộc thẩm quyền")


def _complete(page):
    page.goto("/")
    says(page, REASON)
    press(page, "Gửi lại hồ sơ thuộc thẩm quyền")
    parts = {
        "Chung của hồ sơ": "Biên bản hội nghị kiểm điểm",
        "Lường Thị Ngân": "Kết quả đánh giá, xếp loại",
        "Quách Đình Lự": "Văn bản gợi ý kiểm điểm",
    }
    for group, item in parts.items():
        file = scan("bo-sung.pdf", 4)
        press(page.get_by_role("region", name=re.compile(group)), item)
        page.get_by_label("Chọn tệp").set_input_files(file)
        press(page, "Tải lên")
        says(page, "Đã nhận tệp")
        press(page, "Hồ sơ HS-2021-0002")
    press(page, "Kiểm tra trước khi gửi")
    press(page, "Gửi hồ sơ")
    says(page, "Đã gửi hồ sơ", "HS-2021-0002-2", "đúng hạn")


def _take_paper(page):
    """Ticked one by one with their sheets; the slip is printed twice on one file."""
    _open_dossier(page)
    press(page, "Nhận bản giấy")
    taken = {
        r"Tờ trình \(công văn\)": "03",
        "Biên bản hội nghị kiểm điểm": "12",
        "Bản kiểm điểm cá nhân.* Lường Thị Ngân": "08",
    }
    for item, sheets in taken.items():
        row = page.get_by_role("row", name=re.compile(item))
        row.get_by_role("checkbox").check()
        row.get_by_role("textbox").fill(sheets)
    page.get_by_label("Người giao").fill(CLERK)
    keep(page, "dossier-paper")
    press(page, "Ghi và lập phiếu giao nhận")
    says(page, "Đã ghi bản giấy đã nhận.", "3 tài liệu, 23 tờ.", CLERK)
    keep(page, "handover-detail")
    slip = page.url
    if page.get_by_role("button", name="Lập phiếu để in, hai bản").count():
        press(page, "Lập phiếu để in, hai bản")
        page.goto(slip)
    printed = paper_when_ready(page, re.compile("Tải phiếu để in"))
    assert (pages_of(printed), headings_of(printed)) == (1, ["PHIẾU GIAO NHẬN HỒ SƠ"] * 2)
    press(page, "Hồ sơ HS-2021-0002")
    says(page, "Ban Tổ chức đã nhận bản giấy", "Bản giấy đã nhận 14/12/2021, 12 tờ")


def _appraise(page):
    part(page, "Danh sách xếp loại")
    page.get_by_label("Đơn vị").select_option(label=UNIT)
    press(page, "Lọc danh sách")
    press(page, COMMITTEE)
    press(page, "Ghi ý kiến thẩm định")
    page.get_by_role("radio", name=re.compile("^Hoàn thành tốt nhiệm vụ")).check()
    page.get_by_role("textbox", name=re.compile("^Ý kiến thẩm định")).fill(APPRAISAL)
    keep(page, "rating-appraise")
    press(page, "Ghi ý kiến thẩm định")
    says(page, APPRAISAL)
    keep(page, "rating-detail")


STEPS = (
    guidance,
    writing,
    submitting,
    other_forms,
    conference,
    ballot,
    proposals,
    board,
    letter_of_routes,
    dossier,
    desk_of_the_province,
)


def test_a_district_from_the_guidance_letter_to_the_appraisal(desk):
    for step in STEPS:
        step(desk)
