"""Steps from the concluded list to the papers after the signature: draft, register, comparison, đính chính."""

import re

from playwright.sync_api import expect

from tests.journeys import steps_organ as organ
from tests.journeys.desk import keep, pressed
from tests.journeys.steps_organ import KIEN, LEVELS, THUY, follow, press, row_of, said


def the_decision_is_drafted(desk, sitting, names):
    """Word with a blank number and day, the list in protocol order; the same in PDF."""
    page = desk.of(KIEN)
    page.goto(sitting)
    press(page, "Lập dự thảo quyết định")
    said(page, "Đã lập dự thảo quyết định.")
    paper = organ.drawn(page, "Quyết định.docx")
    words = organ.words_of(paper)
    assert re.search(r"Số\s+-QĐ/TU", words), words[:400]
    assert re.search(r"ngày\s+tháng\s+năm 2022", words), words[:400]
    rows = [row for table in organ.tables_of(paper) for row in table if len(row) > 3 and row[0].isdigit()]
    assert [row[1] for row in rows] == names
    levels = {row[1]: next(one for one in row if one in LEVELS.values()) for row in rows}
    assert levels["Hà Công Vinh"] == LEVELS["HTTNV"]
    assert levels["Quách Công Hiệp"] == LEVELS["HTXSNV"]
    press(page, "Lập bản PDF")
    said(page, "Đang lập văn bản.")
    assert organ.drawn(page, "Quyết định.pdf").path().read_bytes()[:5] == b"%PDF-"
    keep(page, "decision-draft")
    return page.url


def the_decision_is_signed(desk, decision, number):
    """The registry types what its register and the signed paper say."""
    page = desk.of(THUY)
    page.goto(decision)
    follow(page, "Ghi số, ngày và bản ký")
    page.get_by_role("textbox", name="Số, ký hiệu").fill(number)
    page.get_by_role("textbox", name="Ngày văn bản").fill("28/01/2022")
    page.get_by_role("textbox", name="Người ký").first.fill("Hà Quang Vịnh")
    page.get_by_role("textbox", name="Chức vụ người ký").fill("Bí thư")
    press(page, "Ghi số, ngày và bản ký")
    said(page, "Tải lên bản quét văn bản đã ký.")
    keep(page, "decision-sign")
    page.get_by_label("Bản quét đã ký").set_input_files(organ.a_scan("ban-ky.pdf", number))
    press(page, "Ghi số, ngày và bản ký")
    said(page, "Đã ghi số, ngày và bản ký. Tiếp theo: đối chiếu từng dòng với bản ký.")


def it_is_compared(desk, decision, lines):
    """Every line held beside the signed paper; one left out is named."""
    page = desk.of(KIEN)
    page.goto(decision)
    follow(page, "Đối chiếu với bản ký")
    ticks = page.get_by_role("checkbox")
    assert ticks.count() == lines
    for tick in ticks.all()[:-1]:
        tick.check()
    press(page, "Xác nhận đã đối chiếu")
    said(page, re.compile(rf"Dòng {lines}, [^:]+: so dòng này với bản ký rồi đánh dấu “Đã đối chiếu”"))
    assert [tick.is_checked() for tick in ticks.all()] == [True] * (lines - 1) + [False]
    keep(page, "decision-compare" if lines > 1 else "correction-compare")
    ticks.last.check()
    press(page, "Xác nhận đã đối chiếu")
    said(page, "Đã đối chiếu với bản ký.")
    said(page, f"Đối chiếu với bản ký: {KIEN}, ")
    keep(page, "decision-compared" if lines > 1 else "correction-compared")


def it_is_announced(desk, decision):
    """Thông báo kết quả: the subject reads his own level and the decision, nobody else's."""
    page = desk.of(KIEN)
    page.goto(decision)
    press(page, "Thông báo kết quả")
    said(page, "Đã thông báo kết quả.")
    subject = desk.pages["vinh"]
    subject.goto("/thong-bao/")
    assert not any(word in subject.locator("main").inner_text() for word in organ.LEVEL_WORDS)
    pressed(subject.get_by_role("button", name=re.compile("^Mở việc này")).first)
    said(subject, LEVELS["HTTNV"])
    said(subject, "Quyết định số 415-QĐ/TU, ngày 28/01/2022.")
    assert "Lò Minh Chiến" not in subject.content()


def a_name_is_put_right(desk, decision):
    """Đính chính: a paper of its own; the first stays; those who got the first are told again."""
    page, subject = desk.of(KIEN), desk.pages["vinh"]
    page.goto(decision)
    pressed(page.get_by_role("link", name=re.compile("^Đính chính, bổ sung")))
    pressed(page.get_by_role("link", name="Đính chính", exact=True))
    page.get_by_role("textbox", name="Lý do").fill("Sai họ tên do lỗi đánh máy.")
    page.get_by_label("Dòng cần sửa").select_option(label="6. Hà Công Vinh")
    page.get_by_label("Nội dung sai").select_option(label="Họ và tên")
    page.get_by_role("textbox", name="Nội dung đúng").fill("Hà Công Vịnh")
    keep(page, "decision-correct")
    press(page, "Lập dự thảo văn bản đính chính")
    said(page, "Đã lập dự thảo văn bản.")
    said(page, "Đã ghi: Hà Công Vinh")
    words = organ.words_of(organ.drawn(page, "Đính chính.docx"))
    assert "Hà Công Vinh" in words
    assert "Hà Công Vịnh" in words
    assert not any(word in words for word in organ.LEVEL_WORDS)
    correction = page.url
    the_decision_is_signed(desk, correction, "512-CV/TU")
    it_is_compared(desk, correction, 1)
    it_is_announced_again(page, subject, decision)


def it_is_announced_again(page, subject, decision):
    """The subject's page says what stood and what stands; the first decision names its follower."""
    press(page, "Thông báo văn bản này")
    said(page, "Đã thông báo kết quả.")
    subject.goto("/thong-bao/")
    said(subject, "Có thông báo đính chính: 512-CV/TU")
    subject.goto("/xep-loai/cua-toi/")
    keep(subject, "result-list")
    pressed(subject.get_by_role("listitem").filter(has_text="Đã thông báo").get_by_role("link"))
    said(subject, "Đính chính số 512-CV/TU, ngày 28/01/2022: “Hà Công Vinh” nay là “Hà Công Vịnh”.")
    said(subject, LEVELS["HTTNV"])
    keep(subject, "result-detail")
    page.goto(decision)
    said(page, "Đính chính 512-CV/TU")
    expect(page.get_by_role("row").filter(has_text="Hà Công Vinh")).to_have_count(1)
    keep(page, "decision-detail")
    page.goto("/quyet-dinh/")
    keep(page, "decision-list")


def clerk_reads(desk, clerk):
    """All that a unit's clerk and a subject may read of one rating meanwhile."""
    clerk.goto("/xep-loai/")
    row = row_of(clerk, "Hà Công Vinh")
    expect(row).to_contain_text("Đang xem xét")
    seen = [row.inner_text()]
    pressed(row.get_by_role("link"))
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("Hà Công Vinh")
    seen.append(clerk.locator("main").inner_text())
    return seen


def nothing_leaks(desk, before):
    """The clerk's pages read word for word as before the sitting; the subject finds no level anywhere."""
    clerk, subject = desk.pages["dv14"], desk.pages.get("vinh") or organ.sign_in(desk, "vinh")
    assert clerk_reads(desk, clerk) == before
    keep(clerk, "rating-under-review")
    for page, address in (
        (clerk, "/"),
        (clerk, "/thong-bao/"),
        (subject, "/"),
        (subject, "/thong-bao/"),
        (subject, "/xep-loai/cua-toi/"),
    ):
        page.goto(address)
        found = [word for word in organ.LEVEL_WORDS if word in page.content()]
        assert found == [], f"{address} tells {found}"
    said(subject, "Chưa có kết quả được thông báo")
    keep(subject, "result-list-empty")
