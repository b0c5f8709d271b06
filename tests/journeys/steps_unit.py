"""Acts the first half of the path repeats: papers to upload, long forms written, papers waited for."""

import re
import time
from io import BytesIO

import docx
import pikepdf
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from tests.journeys.desk import pressed

NBSP = "\N{NO-BREAK SPACE}"


def scan(name="ban-quet.pdf", pages=1):
    """A real PDF, as a scanner makes one."""
    pdf, buffer = pikepdf.new(), BytesIO()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    pdf.save(buffer)
    return {"name": name, "mimeType": "application/pdf", "buffer": buffer.getvalue()}


def photo(number):
    """A sheet photographed with a telephone."""
    picture, buffer = Image.new("RGB", (900, 1273), "white"), BytesIO()
    ImageDraw.Draw(picture).text((80, 80), f"Trang {number}", fill="black")
    picture.save(buffer, "JPEG")
    return {"name": f"IMG_{number:04}.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def word_file(name, text):
    """A Word file of one paragraph."""
    paper, buffer = docx.Document(), BytesIO()
    paper.add_paragraph(text)
    paper.save(buffer)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": name, "mimeType": kind, "buffer": buffer.getvalue()}


def press(place, name):
    """The button or link of a page itself, or of a part of it, that carries these words."""
    wanted = re.compile(f"^{re.escape(name)}")
    main = place.locator("main") if isinstance(place, Page) else place
    pressed(main.get_by_role("button", name=wanted).or_(main.get_by_role("link", name=wanted)).first)


def part(page, name):
    """Go to a part of the product by the header."""
    link = page.get_by_role("navigation", name="Các phần chính").get_by_role("link", name=name, exact=True)
    place = link.get_attribute("href")
    pressed(link)
    page.wait_for_url(lambda url: place in url)


def says(page, *sentences):
    """Each sentence stands on the page, whatever spaces keep its words together."""
    for sentence in sentences:
        pattern = re.compile(re.escape(sentence).replace(r"\ ", r"\s+"))
        expect(page.locator("main")).to_contain_text(pattern)


def never_says(page, *sentences):
    """None of these stands on the page."""
    shown = page.locator("main").inner_text().replace(NBSP, " ")
    for sentence in sentences:
        assert sentence not in shown, sentence


def paper_when_ready(page, link):
    """Wait for the worker, as a person does: load the page again until the paper is there; its bytes."""
    page.wait_for_load_state()  # the request itself has been answered
    wanted = page.locator("main").get_by_role("link", name=link).first
    until = time.monotonic() + 60
    while not wanted.count():
        assert time.monotonic() < until, f"{link} was not drawn in a minute"
        page.wait_for_timeout(500)
        page.reload()
    return fetch(page, wanted)


def fetch(page, link):
    """What a link hands over, as this person's browser gets it."""
    answer = page.request.get(link.get_attribute("href"))
    assert answer.status == 200
    return answer.body()


def words_of(content):
    """The paragraphs of a Word file, those in tables as well."""
    paper = docx.Document(BytesIO(content))
    cells = [
        one for table in paper.tables for row in table.rows for cell in row.cells for one in cell.paragraphs
    ]
    return [one.text.replace(NBSP, " ") for one in (*paper.paragraphs, *cells)]


def pages_of(content):
    """How many pages a PDF has."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def headings_of(content):
    """The headings of a PDF, as a reader lists them."""
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return [one.title for one in outline.root]


def answer_sections(page, text="Đã thực hiện theo chương trình công tác năm."):
    """Every section that must be written and is still empty; every grade and level not yet chosen."""
    form = page.locator("form:has(section[id^='muc-'])")
    expect(form).to_be_visible()
    for box in form.locator("section textarea[name^='s-'], section textarea[name='h-1-text']").all():
        if not box.input_value():
            box.fill(text)
    for box, words in (("due_before", "31/3/2022"), ("responsible", "Đồng chí Bí thư")):
        for line in form.locator(f"input[name='h-1-{box}']").all():
            if not line.input_value():
                line.fill(words)
    for group in form.locator("fieldset").all():
        if not group.locator("input:checked").count():
            group.locator("label").nth(1).click()


def choose(page, group, label):
    """A choice of a group, by the words of both."""
    page.get_by_role("group", name=group).get_by_text(label, exact=True).first.click()


def hold_conference(page, collective, *, held_on, people, remarks=None):
    """Enter a conference that was held: the collective first, its head first; what was said of each."""
    part(page, "Hội nghị")
    press(page, "Nhập hội nghị")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Chọn tập thể đã họp|Nhập hội nghị"))
    choice = page.locator("main").get_by_role("link", name=collective, exact=True)
    if choice.count():
        choice.click()
    typed = {"Ngày họp": held_on, "Địa điểm": "Phòng họp tầng 2", "Chủ trì": people[0], "Thư ký": people[-1]}
    typed |= {"Triệu tập": str(len(people)), "Có mặt": str(len(people))}
    typed |= {"Kết luận chung của hội nghị": "Nhất trí với báo cáo và các bản kiểm điểm."}
    for label, words in typed.items():
        page.get_by_label(label).first.fill(words)
    for subject, words in (remarks or {}).items():
        block = page.get_by_role("group", name=re.compile(rf"^\d+\. {subject}"))
        for label, text in words.items():
            block.get_by_label(label).fill(text)
    choose(page, "Biên bản", "Chỉ lưu bản giấy")
    page.get_by_label("Số biên bản").fill("31-BB/HN")
    page.get_by_label("Ngày biên bản").fill(held_on)
    page.get_by_label("Nơi lưu biên bản").fill("Văn phòng cấp ủy")


def type_counts(page, people, counts):
    """The six figures of papers, and four counts for each line: a general row, and the exceptions."""
    for label in ("Triệu tập", "Có mặt", "Phát ra", "Thu vào", "Hợp lệ"):
        page.get_by_label(label, exact=False).first.fill(str(people))
    page.get_by_label("Không hợp lệ").fill("0")
    page.get_by_role("textbox", name="Tổ kiểm phiếu").fill("Hà Văn Thiều (tổ trưởng); Bạch Thị Lịch")
    for row in page.locator("tr[data-row]").all():
        name = row.get_by_role("rowheader").inner_text().split("\n")[0].strip()
        for box, figure in zip(row.locator("input").all(), counts.get(name, counts[""]), strict=True):
            box.fill(str(figure))


def send_with_promises(page, before=lambda: None):
    """What is missing needs a day and a reason, all of it said at once; then the dossier goes."""
    says(page, "Thành phần gửi đi")
    press(page, "Gửi hồ sơ")
    says(page, "Chưa gửi được hồ sơ")
    gaps = page.locator("[aria-labelledby^=gap-]")
    for gap in gaps.all():
        if gap.locator("details:not([open])").count():  # nothing is asked here
            gap.locator("summary").click()
        gap.get_by_label("Sẽ bổ sung trước ngày").fill("20/12/2021")
        gap.get_by_label("Lý do chưa có").fill("Đang chờ cơ quan có thẩm quyền.")
    before()
    press(page, "Gửi hồ sơ")
