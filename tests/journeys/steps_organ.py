"""Steps of the organ's desk that several acts of a story take: scans, sign-ins, lists, sheets of paper."""

import io
import re

import pikepdf
from docx import Document
from playwright.sync_api import expect

from tests.journeys.desk import keep, pressed

LEVELS = {
    "HTXSNV": "Hoàn thành xuất sắc nhiệm vụ",
    "HTTNV": "Hoàn thành tốt nhiệm vụ",
    "HTNV": "Hoàn thành nhiệm vụ",
    "KHTNV": "Không hoàn thành nhiệm vụ",
}
LEVEL_WORDS = (*LEVELS, *LEVELS.values())
KIEN, NGAN, THUY = "Lương Thế Kiên", "Đoàn Thị Kim Ngân", "Tạ Thị Thùy"
THUAN, TRONG = "Lường Đức Thuận", "Vũ Đình Trọng"
expect.set_options(timeout=20_000)  # a busy machine is no failure
PASSWORD = "Duong-len-doi-2022"


def a_scan(name, words):
    """A small true PDF, as the office's scanner would leave it."""
    pdf, kept = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.docinfo["/Title"] = words
    pdf.save(kept)
    return {"name": name, "mimeType": "application/pdf", "buffer": kept.getvalue()}


def give_password(office, *sign_in_names):
    """Accounts that are not on the demo's front page get a password."""
    office.console.run(
        "from organizations.models import Account\n"
        f"for one in Account.objects.filter(sign_in_name__in={sign_in_names!r}):\n"
        f"    one.set_password({PASSWORD!r}); one.save()",
    )


def sign_in(desk, sign_in_name, **context):
    """A person comes in by the password form, in a browser of his own."""
    page = desk.browser.new_context(base_url=desk.office.address, locale="vi-VN", **context).new_page()
    desk.sits_down(page, sign_in_name)
    page.goto("/dang-nhap/")
    page.get_by_role("textbox", name="Tên đăng nhập").fill(sign_in_name)
    page.locator("input[type=password]").fill(PASSWORD)
    pressed(page.get_by_role("button", name="Đăng nhập", exact=True))
    page.wait_for_url(lambda url: "/dang-nhap/" not in url)
    return page


def press(page, words):
    """A button by what stands on it."""
    pressed(page.get_by_role("button", name=words, exact=True))


def follow(page, words):
    """A link by what it says."""
    pressed(page.get_by_role("link", name=words, exact=True).first)


def said(page, words):
    """The page has answered with these words."""
    expect(page.locator("main")).to_contain_text(words)


def row_of(page, label):
    """A row of a table by the name in it."""
    return page.get_by_role("row").filter(
        has=page.get_by_role("link", name=re.compile(f"^{re.escape(label)}"))
    )


def names_in(page):
    """The names of the list on the page, in its order."""
    return page.get_by_role("region", name="Danh sách trình").locator("tbody th a").all_inner_texts()


def drawn(page, kind):
    """The newest paper of a kind once the worker has drawn it: its bytes and file name."""
    row = page.get_by_role("listitem").filter(has_text=kind).filter(has_text="Đã lập").last
    for _ in range(60):
        if row.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    with page.expect_download() as coming:
        pressed(row.get_by_role("link"))
    return coming.value


def words_of(download):
    """Every word of a Word paper: paragraphs and tables as they follow one another."""
    document = Document(download.path())
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def tables_of(download):
    """The tables of a Word paper, row by row."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(download.path()).tables
    ]


def mark(page, words):
    """One press on a row, one on the button."""
    page.get_by_role("radio", name=words, exact=True).check()
    press(page, "Ghi ý kiến")


def papers(page, number):
    """Six figures of the papers, and who counted."""
    for name, figure in (
        ("Triệu tập", 13),
        ("Có mặt", 12),
        ("Phát ra", number),
        ("Thu vào", number),
        ("Hợp lệ", number),
        ("Không hợp lệ", 0),
    ):
        page.get_by_role("textbox", name=name, exact=True).fill(str(figure))
    page.get_by_role("textbox", name="Tổ kiểm phiếu").fill("Giáp Văn Nam, Cao Minh Hà")


def counts(page, name, figures):
    """Four boxes of one row."""
    for level, figure in zip(LEVELS.values(), figures, strict=True):
        page.get_by_label(f"{name}: số phiếu {level}", exact=True).fill(str(figure))


def his_own_check_is_refused(desk):
    """Not even by a form sent past the page."""
    page = desk.of(KIEN)
    secret = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    form = {"csrfmiddlewaretoken": secret, "form_key": "ABCDEFGHJKMN", "version": "2"}
    page.request.post(f"{page.url}xac-nhan/", form=form, headers={"Referer": page.url})
    page.reload()
    said(page, "Đã nhập, chờ người thứ hai kiểm tra")


def checked_by_second(desk, address):
    """A second person holds the figures beside the minutes."""
    page = desk.of(NGAN)
    page.goto(address)
    keep(page, "ballot-check")
    press(page, "Xác nhận số liệu đúng")
    said(page, "Đã xác nhận số liệu kiểm phiếu.")
    said(page, f"Người nhập: {KIEN}")
    said(page, f"Người kiểm tra số liệu: {NGAN}")


def submitted(page, name):
    """The level that was put before the organ."""
    return row_of(page, name).locator("td[data-l='Mức trình']").inner_text()


def conclude(page, sitting, name, level, reason):
    """One line."""
    page.goto(sitting)
    pressed(row_of(page, name).get_by_role("link", name=re.compile("^Ghi kết luận")))
    page.get_by_role("radio", name=re.compile(f"^{LEVELS[level]}")).check()
    page.get_by_role("textbox", name="Lý do").fill(reason)
    press(page, "Ghi kết luận")


def plain(text):
    """Words without the spaces that keep them on one line."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
