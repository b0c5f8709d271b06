"""Guidance and self-reviews, as those who write them and those who help them do."""

import re

from playwright.sync_api import expect

from deadlines.management.province.texts import texts
from tests.journeys.desk import keep, pressed
from tests.journeys.steps_beside import opened
from tests.journeys.steps_unit import (
    answer_sections,
    choose,
    never_says,
    paper_when_ready,
    part,
    press,
    says,
    scan,
    word_file,
    words_of,
)

CLERK, KHAI = "Hà Thị Lan", "Bùi Đức Khải"
POINTS = (
    "Trách nhiệm của người đứng đầu trong việc bàn giao mặt bằng chậm.",
    "Việc kiểm tra, giám sát theo chương trình mới đạt 10/13 cuộc.",
)
ANSWERS = texts("guidance_answers")  # P97, word for word


def guidance(desk):
    """The Organization Committee drafts two points; the registry gives the number; the subject sees them."""
    page = desk.of("Lương Thế Kiên")
    part(page, "Gợi ý kiểm điểm")
    keep(page, "guidance-list")
    press(page, "Soạn gợi ý kiểm điểm")
    keep(page, "guidance-choose")
    page.get_by_label("Tìm theo tên").fill("Quách Đình Lự")
    press(page, "Tìm")
    press(page, "Quách Đình Lự")
    press(page, "Lưu dự thảo")
    says(page, "Ghi ít nhất một điểm gợi ý.")
    keep(page, "guidance-error")
    for number, words in enumerate(POINTS, 1):
        page.get_by_role("group", name=f"Điểm gợi ý {number}").get_by_label("Vấn đề gợi ý").fill(words)
    keep(page, "guidance-edit")
    press(page, "Lưu dự thảo")
    says(page, "Đã lưu dự thảo gợi ý kiểm điểm.", *POINTS)
    letter = page.url
    press(page, "Lập bản Word")
    paper = words_of(paper_when_ready(page, "Tải văn bản về"))
    assert any(re.fullmatch(r"Số\s{5,}-CV/TU", line) for line in paper), paper
    assert any(re.fullmatch(r"Minh Giang, ngày\s{4,}tháng\s{4,}năm 2021", line) for line in paper), paper
    assert all(any(words in line for line in paper) for words in POINTS)
    page.goto(letter)
    keep(page, "guidance-detail")
    _registered(desk.of("Tạ Thị Thùy"))
    subject = desk.of("Quách Đình Lự")
    subject.goto("/")
    says(subject, "Đọc gợi ý kiểm điểm")
    keep(subject, "worklist-subject")
    press(subject, "Đọc gợi ý kiểm điểm")
    says(subject, "Số 1688-CV/TU", "ngày 13 tháng 12 năm 2021", *POINTS)
    keep(subject, "guidance-read")


def _registered(page):
    """The office's register gives the number and the day; the signed sheet is scanned."""
    keep(page, "worklist-registry")
    part(page, "Gợi ý kiểm điểm")
    press(page, "Quách Đình Lự")
    press(page, "Ghi số và gửi")
    page.get_by_label("Số, ký hiệu").fill("1688-CV/TU")
    page.get_by_label("Ngày văn bản").fill("13/12/2021")
    page.get_by_role("textbox", name="Người ký").first.fill("Đinh Thị Nguyệt")
    page.get_by_label("Chức vụ người ký").fill("Phó Bí thư")
    page.get_by_label("Bản quét đã ký").set_input_files(scan("1688-CV-TU.pdf"))
    keep(page, "guidance-send")
    press(page, "Gửi gợi ý kiểm điểm")
    says(page, "Đã gửi gợi ý kiểm điểm.", "Bản quét đã ký: 1688-CV-TU.pdf")
    photo_too = page.request.get(page.get_by_role("link", name="Bản quét đã ký").get_attribute("href"))
    assert photo_too.body().startswith(b"%PDF")


def writing(desk):
    """Khải writes: a killed browser, an ended session and a second tab lose nothing."""
    page = _open_own(desk)
    _survives_a_killed_browser(desk, page)
    page = _survives_an_ended_session(desk, desk.of(KHAI))
    _survives_a_second_tab(page)


def _open_own(desk, name=KHAI, **context):
    page = desk.of(name, **context)
    page.goto("/")
    pressed(page.get_by_role("link", name=re.compile("bản kiểm điểm|Viết tiếp", re.IGNORECASE)).first)
    expect(page.get_by_role("heading", level=1, name="Bản kiểm điểm cá nhân")).to_be_visible()
    return page


def _survives_a_killed_browser(desk, page):
    words = "Từ tháng 9 tôi đã cùng tổ công tác đến từng hộ."
    box = page.get_by_label("Mục II", exact=True).get_by_label("Nguyên nhân chủ quan chung")
    box.fill(words)
    box.blur()
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile(r"^Đã lưu lúc 13:\d\d$"))
    page.context.close()
    del desk.pages[KHAI]
    page = _open_own(desk)
    expect(page.get_by_label("Mục II", exact=True).get_by_label("Nguyên nhân chủ quan chung")).to_have_value(
        words
    )
    keep(page, "self-review-edit")
    page.set_viewport_size({"width": 1280, "height": 900})


def _survives_an_ended_session(desk, page):
    words = "Chưa đặt thời hạn cho việc đã giao."
    page.context.clear_cookies(name=re.compile("session$"))
    box = page.get_by_label("Mục II", exact=True).get_by_label("Nguyên nhân khách quan chung")
    box.fill(words)
    box.blur()
    says(page, "Đã hết phiên làm việc: bài viết vẫn còn trên máy này.")
    expect(box).to_have_value(words)
    press(page, "Đăng nhập lại để viết tiếp")
    pressed(page.get_by_role("button", name=re.compile(KHAI)).first)
    page = _open_own(desk)
    says(page, "Máy này còn giữ đoạn đồng chí viết lần trước nhưng chưa gửi được.")
    press(page, "Lấy lại đoạn đã viết")
    expect(box).to_have_value(words)
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile(r"^Đã lưu lúc 13:\d\d$"))
    return page


def _survives_a_second_tab(page):
    """The older tab is shown both texts; what was typed in it stands, and may replace the other."""
    second = page.context.new_page()
    page.reload()
    second.goto(page.url)
    for tab, words in ((page, "Bản viết ở cửa sổ thứ nhất."), (second, "Bản viết ở cửa sổ thứ hai.")):
        tab.get_by_label("Mục II", exact=True).get_by_label("Nguyên nhân khách quan chung").fill(words)
        press(tab, "Lưu và thoát")
    says(second, "Mục II vừa được sửa ở nơi khác. Bài đồng chí viết vẫn còn trên trang này.")
    says(second, "Mục II đang có trên hệ thống", "Bản viết ở cửa sổ thứ nhất.")
    box = second.get_by_label("Mục II", exact=True).get_by_label("Nguyên nhân khách quan chung")
    expect(box).to_have_value("Bản viết ở cửa sổ thứ hai.")
    keep(second, "self-review-compare")
    press(second, "Lưu và thoát")
    says(second, "Đã lưu bản kiểm điểm.")
    second.close()
    page.goto("/")
    press(page, "Viết tiếp")
    expect(
        page.get_by_label("Mục II", exact=True).get_by_label("Nguyên nhân khách quan chung")
    ).to_have_value("Bản viết ở cửa sổ thứ hai.")


def submitting(desk):
    """A helper writes and cannot hand in; what misses is said at once; the receipt; an old form changes nothing."""
    _helper(desk)
    page = _open_own(desk)
    opened(page, "Người soạn giúp: Ma Thị Nga", "self-review-helper")
    opened(page, "Nộp cả bản bằng một tệp Word", "self-review-word")
    opened(page, "Tải minh chứng lên", "evidence-add")
    _says_what_no_day_is(page)
    press(page, "Kiểm tra trước khi nộp")
    says(page, "Chưa nộp được: còn 19 chỗ chưa đủ")
    gaps = page.get_by_role("alert").get_by_role("link")
    assert [one.get_attribute("href").split("#")[1] for one in gaps.filter(has_text="Mục III").all()] == [
        "muc-iii"
    ] * 3
    assert gaps.filter(has_text="Mục IV").count() == 2
    keep(page, "self-review-incomplete")
    pressed(gaps.filter(has_text="Mục IV").first)
    _answer(page)
    old = page.context.new_page()
    old.goto(page.url)
    press(page, "Kiểm tra trước khi nộp")
    _checked(page)
    press(page, "Nộp bản kiểm điểm")
    expect(page.get_by_role("heading", level=1, name="Đã nộp bản kiểm điểm cá nhân")).to_be_visible()
    says(page, "Số biên nhận", "ngày 14/12/2021", "Hà Thị Lan")
    keep(page, "self-review-receipt")
    _refuses_an_old_form(old)


def _says_what_no_day_is(page):
    """Words in a box for a day: said above and at the box, and they stand as they were typed."""
    box = page.get_by_label("Mục II", exact=True).get_by_label("Khắc phục xong trước ngày").first
    day = box.input_value()
    box.fill("hết quý I")
    press(page, "Lưu và thoát")
    says(page, "Chưa lưu hết: còn 1 chỗ cần sửa", "Đồng chí đã ghi “hết quý I”.")
    expect(box).to_have_value("hết quý I")
    keep(page, "self-review-error")
    box.fill(day)
    press(page, "Lưu và thoát")
    says(page, "Đã lưu bản kiểm điểm.")
    press(page, "Viết tiếp")


def _helper(desk):
    page = desk.of("Ma Thị Nga")
    page.goto("/")
    pressed(page.locator("main").get_by_role("link", name=re.compile("Bùi Đức Khải|Soạn|kiểm điểm")).first)
    page.get_by_label("Mục V", exact=True).get_by_role("textbox").fill("Nhận phần trách nhiệm của mình.")
    press(page, "Kiểm tra trước khi nộp")
    says(page, "Đồng chí đang soạn giúp.", "Đồng chí Bùi Đức Khải tự đọc lại và nộp bằng tài khoản của mình.")
    expect(page.get_by_role("button", name="Nộp bản kiểm điểm")).to_have_count(0)
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    sent = {"csrfmiddlewaretoken": token, "form_key": "f" * 32}
    page.request.post(page.url.replace("kiem-tra", "nop"), form=sent, headers={"Referer": page.url})
    page.reload()
    says(page, "Đồng chí đang soạn giúp.")


def _answer(page):
    """Last year's shortcomings, both points of guidance, every section, every grade, one's own level."""
    past = page.get_by_label("Mục III", exact=True).get_by_role("group", name="Đến nay")
    past.nth(0).get_by_text("Đã khắc phục xong", exact=True).click()
    past.nth(1).get_by_text("Đang khắc phục", exact=True).click()
    for number, words in enumerate(ANSWERS):
        page.get_by_label("Mục IV", exact=True).get_by_label("Giải trình của đồng chí").nth(number).fill(
            words
        )
    answer_sections(page)
    press(page, "Lưu và thoát")
    says(page, "Đã lưu bản kiểm điểm.")
    page.go_back()
    page.reload()


def _checked(page):
    says(page, "Đã đủ 12 trong 12 mục.", "Đã trả lời 2 hạn chế năm trước.", "Đã giải trình 2 điểm gợi ý.")
    sheet = page.get_by_role("article", name="Bản in")
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "BẢN KIỂM ĐIỂM CÁ NHÂN", *ANSWERS, "☒ Hoàn thành tốt nhiệm vụ"):
        expect(sheet).to_contain_text(words)
    keep(page, "self-review-check")


def _refuses_an_old_form(old):
    old.get_by_label("Mục VI", exact=True).get_by_role("textbox").first.fill("Viết thêm sau khi đã nộp.")
    press(old, "Lưu và thoát")
    says(old, "Chưa lưu được", "Bản kiểm điểm đã nộp, không sửa được nữa.")
    never_says(old, "Đã lưu")
    expect(old.get_by_role("textbox")).to_have_value("Viết thêm sau khi đã nộp.")
    keep(old, "self-review-refused")
    pressed(old.get_by_role("link", name="Mở bản đã nộp"))
    never_says(old, "Viết thêm sau khi đã nộp.")
    keep(old, "self-review-detail")
    opened(old, "Các bản đã nộp", "self-review-revisions")
    old.close()


def other_forms(desk):
    """On a telephone of 360 px without JavaScript; as a Word file; on paper that a clerk records."""
    page = _open_own(desk, "Bùi Thị Hoài Thu", width=360, java_script_enabled=False)
    answer_sections(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    press(page, "Lưu và thoát")
    says(page, "Đã lưu bản kiểm điểm.")
    page = _open_own(desk, "Bùi Thị Hoài Thu")
    press(page, "Kiểm tra trước khi nộp")
    press(page, "Nộp bản kiểm điểm")
    says(page, "Đã nộp bản kiểm điểm cá nhân", "Số biên nhận")
    _word(_open_own(desk, "Bùi Văn Nhượng"))
    _paper(desk.of(CLERK))


def _word(page):
    press(page, "Nộp cả bản bằng một tệp Word")
    page.get_by_label("Tệp").set_input_files(
        word_file("ban-kiem-diem.docx", "Bản kiểm điểm cá nhân năm 2021.")
    )
    press(page, "Tải tệp lên")
    says(page, "Nộp bằng tệp Word: ban-kiem-diem.docx")
    expect(page.locator("textarea[name^='s-CN.ND.1']")).to_have_count(0)
    answer_sections(page)
    press(page, "Kiểm tra trước khi nộp")
    says(page, "Toàn văn ở tệp Word kèm theo: ban-kiem-diem.docx.")
    press(page, "Nộp bản kiểm điểm")
    says(page, "Đã nộp bản kiểm điểm cá nhân")


def _paper(page):
    part(page, "Đối tượng")
    opened(page, "Ghi nhận bản giấy", "subject-papers")
    waiting = page.locator("main").get_by_role("link", name=re.compile("^Chưa viết"))
    pressed(waiting)
    expect(waiting).to_have_attribute("aria-current", "page")
    keep(page, "subject-list")
    row = page.locator("main table a").first
    name = row.inner_text()
    pressed(row)
    press(page, "Ghi nhận bản giấy")
    page.wait_for_url("**/ban-giay/")
    press(page, "Ghi nhận bản giấy")
    says(page, "Chưa lưu được: còn 2 chỗ cần sửa")
    keep(page, "subject-paper")
    page.get_by_label("Nhận ngày").fill("05/12/2021")
    page.get_by_label("Số tờ").fill("04")
    choose(page, re.compile("^Tự nhận mức"), "Hoàn thành tốt nhiệm vụ")
    press(page, "Ghi nhận bản giấy")
    says(page, name, "Có bản giấy")
