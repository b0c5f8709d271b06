# ruff: noqa: E501 - pages as a browser gets them
"""The small scripts, on pages that hold only what they need: drafts are never lost, sums are said while typing."""

import json

import pytest

WRITING = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Thử</title></head><body data-account="{account}">
<span class="saved" role="status" data-autosave-status></span>
<form method="post" action="/thu/nop/" data-autosave-url="/thu/luu/" data-autosave-record="ghichep00001">
<input type="hidden" name="csrfmiddlewaretoken" value="x"><input type="hidden" name="version" value="1">
<textarea name="text" aria-label="Nội dung">Đã có</textarea>
<label><input type="radio" name="grade" value="good">Tốt</label><label><input type="radio" name="grade" value="poor">Kém</label>
<button>Nộp</button></form>
<form method="post" action="/thu/thoat/" data-sign-out><button>Đăng xuất</button></form>
<script src="/static/js/page.js" defer></script><script src="/static/js/autosave.js" defer></script></body></html>"""
PLACE = "tusoi:{account}:ghichep00001"


class Desk:
    """A page being written, and a server that answers as it is told."""

    def __init__(self, page, url):
        self.page, self.url, self.sent, self.answer = (
            page,
            url,
            [],
            (200, {"saved_at": "14:05", "fields": {"version": "2"}}),
        )
        self.account = "taikhoan0001"
        page.route(
            "**/thu/viet/",
            lambda route: route.fulfill(body=WRITING.format(account=self.account), content_type="text/html"),
        )
        page.route(
            "**/thu/thoat/", lambda route: route.fulfill(body="<title>Ra</title>", content_type="text/html")
        )
        page.route("**/thu/luu/", self._save)

    def _save(self, route):
        self.sent.append(route.request.post_data)
        if self.answer is None:
            route.abort()
            return
        status, body = self.answer
        headers = {"Location": "/dang-nhap/"} if status == 302 else {}
        route.fulfill(status=status, body=json.dumps(body), content_type="application/json", headers=headers)

    def open(self):
        self.page.goto(f"{self.url}/thu/viet/")
        return self

    def write(self, text):
        self.page.get_by_label("Nội dung").fill(text)
        self.page.get_by_label("Nội dung").blur()

    def says(self, words):
        self.page.get_by_text(words).wait_for()

    def kept(self, account=None):
        place = PLACE.format(account=account or self.account)
        return self.page.evaluate("place => localStorage.getItem(place)", place)


@pytest.fixture
def desk(page, live_server):
    page.set_default_timeout(5000)
    return Desk(page, live_server.url)


def test_leaving_a_field_saves_it_and_the_device_keeps_nothing(desk):
    desk.open().write("Trong năm, bản thân chấp hành nghiêm quy chế.")
    desk.says("Đã lưu lúc 14:05")
    assert "Trong năm, bản thân" in desk.sent[0]
    assert desk.kept() is None
    assert desk.page.locator("[name=version]").input_value() == "2"


def test_an_unchanged_page_sends_nothing(desk):
    desk.open().page.get_by_label("Nội dung").focus()
    desk.page.get_by_label("Nội dung").blur()
    desk.page.wait_for_timeout(300)
    assert desk.sent == []


def test_what_was_typed_before_the_script_came_is_kept_too(desk):
    """On a slow line one writes before the script is there; the page must not take that for what is kept."""
    waiting = []

    def hold(route):
        waiting.append(route)

    desk.page.route("**/js/autosave.js", hold)
    desk.page.goto(f"{desk.url}/thu/viet/", wait_until="commit")
    desk.write("Viết khi trang chưa tải xong")
    desk.page.get_by_label("Kém").check()
    while not waiting:
        desk.page.wait_for_timeout(50)
    waiting[0].continue_()
    desk.says("Đã lưu lúc 14:05")
    assert "Viết khi trang chưa tải xong" in desk.sent[0]
    assert "poor" in desk.sent[0]
    assert len(desk.sent) == 1


def test_every_twenty_seconds_without_leaving_the_field(desk):
    desk.page.clock.install()
    desk.open().page.get_by_label("Nội dung").fill("Đang viết dở")
    desk.page.clock.fast_forward(21_000)
    desk.says("Đã lưu lúc 14:05")
    assert len(desk.sent) == 1


def test_without_the_network_the_text_stays_on_the_device_and_is_sent_later(desk):
    desk.answer = None
    desk.open().write("Viết khi mất mạng")
    desk.says("Mất mạng: bài viết vẫn còn trên máy này")
    assert "Viết khi mất mạng" in desk.kept()

    desk.answer = (200, {"saved_at": "14:07"})
    desk.page.evaluate("window.dispatchEvent(new Event('online'))")
    desk.says("Đã lưu lúc 14:07")
    assert desk.kept() is None


def test_a_killed_browser_gives_the_text_back(desk):
    desk.answer = None
    desk.open().page.get_by_label("Nội dung").fill("Chưa kịp gửi")
    desk.page.get_by_label("Kém").check()
    desk.answer = (200, {"saved_at": "14:09"})
    desk.open()
    assert desk.page.get_by_label("Nội dung").input_value() == "Đã có"
    desk.page.get_by_role("button", name="Lấy lại đoạn đã viết").click()
    assert desk.page.get_by_label("Nội dung").input_value() == "Chưa kịp gửi"
    assert desk.page.get_by_label("Kém").is_checked()
    desk.says("Đã lưu lúc 14:09")
    assert desk.kept() is None


@pytest.mark.parametrize("status", [401, 403, 302])
def test_an_ended_session_keeps_the_text_and_leads_back_to_the_same_page(desk, status):
    desk.answer = (status, {})
    desk.open().write("Viết lâu quá")
    desk.says("Đã hết phiên làm việc: bài viết vẫn còn trên máy này.")
    link = desk.page.get_by_role("link", name="Đăng nhập lại để viết tiếp")
    assert link.get_attribute("href") == "/dang-nhap/?next=%2Fthu%2Fviet%2F"
    assert "Viết lâu quá" in desk.kept()


def test_a_second_tab_is_told_and_keeps_its_text(desk):
    desk.answer = (409, {"message": "Mục này vừa được sửa ở nơi khác."})
    desk.open().write("Bản ở tab thứ hai")
    desk.says("Mục này vừa được sửa ở nơi khác.")
    assert "Bản ở tab thứ hai" in desk.kept()
    desk.write("Gõ tiếp")
    desk.page.wait_for_timeout(300)
    assert len(desk.sent) == 1


def test_a_server_in_trouble_keeps_the_text(desk):
    desk.answer = (500, {})
    desk.open().write("Máy chủ hỏng")
    desk.says("Mất mạng: bài viết vẫn còn trên máy này")
    assert "Máy chủ hỏng" in desk.kept()


def test_another_account_on_the_same_computer_is_offered_nothing(desk):
    desk.answer = None
    desk.open().write("Của người thứ nhất")
    desk.account = "taikhoan0002"
    desk.open()
    assert desk.page.get_by_role("button", name="Lấy lại đoạn đã viết").count() == 0


def test_signing_out_erases_what_was_kept(desk):
    desk.answer = None
    desk.open().write("Chưa gửi")
    assert desk.kept()
    desk.page.get_by_role("button", name="Đăng xuất").click()
    desk.page.wait_for_url("**/thu/thoat/")
    desk.open()
    assert desk.kept() is None


def test_a_form_is_sent_once_and_can_be_sent_again_when_no_answer_comes(desk):
    asked = []
    desk.page.route("**/thu/nop/", lambda route: (asked.append(1), route.fulfill(status=204)))
    desk.page.clock.install()
    desk.open()
    button = desk.page.get_by_role("button", name="Nộp")

    with desk.page.expect_request("**/thu/nop/"):
        button.click()
    button.dispatch_event("click")
    assert (len(asked), button.get_attribute("aria-disabled")) == (1, "true")

    desk.page.clock.run_for(8_000)
    assert button.get_attribute("aria-disabled") is None
    with desk.page.expect_request("**/thu/nop/"):
        button.click()
    assert len(asked) == 2


COUNTS = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Thử</title></head><body>
<form method="post" data-sums data-total="hop_le">
<input name="hop_le" aria-label="Hợp lệ" value="15"><input name="khong_hop_le" aria-label="Không hợp lệ" value="0">
<input name="thu_ve" aria-label="Thu về" value="15"><input name="phat_ra" value="15"><input name="co_mat" value="15">
<p id="one" data-check="hop_le+khong_hop_le=thu_ve" data-label="hợp lệ|không hợp lệ|thu về"><svg><use href="/static/sprite.svg#todo"/></svg><b></b></p>
<p id="two" data-check="thu_ve<=phat_ra<=co_mat" data-label="thu về|phát ra|có mặt"><b></b></p>
<p data-row id="row"><input aria-label="Xuất sắc" value="3"><input value="11"><input value="0"><input value="0"><output data-sum><b></b></output></p>
</form><script src="/static/js/sums.js" defer></script></body></html>"""


def test_sums_are_said_while_counts_are_typed(page, live_server):
    page.route("**/thu/phieu/", lambda route: route.fulfill(body=COUNTS, content_type="text/html"))
    page.goto(live_server.url + "/thu/phieu/")
    assert page.locator("#one b").inner_text() == "Khớp: hợp lệ 15 + không hợp lệ 0 = thu về 15"
    assert page.locator("#two b").inner_text() == "Khớp: thu về 15 ≤ phát ra 15 ≤ có mặt 15"
    assert page.locator("#row b").inner_text() == "14 / 15 — thiếu 1 phiếu"

    page.get_by_label("Xuất sắc").fill("5")
    page.get_by_label("Thu về").fill("14")
    page.get_by_label("Thu về").blur()

    assert page.locator("#one b").inner_text() == "Chưa khớp: hợp lệ 15 + không hợp lệ 0 ≠ thu về 14"
    assert page.locator("#one use").get_attribute("href") == "/static/sprite.svg#late"
    assert page.locator("#row b").inner_text() == "16 / 15 — thừa 1 phiếu"


def test_a_line_may_be_smaller_where_the_page_says_so(page, live_server):
    body = COUNTS.replace('data-total="hop_le"', 'data-total="hop_le" data-lack="không đánh dấu"')
    page.route("**/thu/phieu/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(live_server.url + "/thu/phieu/")
    assert page.locator("#row b").inner_text() == "14 / 15 — 1 phiếu không đánh dấu"
    assert page.locator("#row output").get_attribute("class") == "c-done"


PICKS = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Thử</title></head><body><form method="post">
<details data-picks open><summary>Nhóm: chọn <b data-chosen>0</b> trong 2</summary>
<label><input type="checkbox" name="ratings" value="a" checked>Một</label><label><input type="checkbox" name="ratings" value="b">Hai</label></details>
</form><script src="/static/js/sums.js" defer></script></body></html>"""


def test_a_group_says_how_many_are_ticked(page, live_server):
    page.route("**/thu/chon/", lambda route: route.fulfill(body=PICKS, content_type="text/html"))
    page.goto(live_server.url + "/thu/chon/")
    assert page.locator("[data-chosen]").inner_text() == "1"
    page.get_by_label("Hai").check()
    assert page.locator("[data-chosen]").inner_text() == "2"


PICKER = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Thử</title></head><body><form method="post">
<input type="file" multiple aria-label="Ảnh" data-preview="anh" data-most-mb="1"><ol id="anh"></ol></form>
<script src="/static/js/photos.js" defer></script></body></html>"""


def test_chosen_files_are_shown_in_the_order_they_will_be_joined(page, live_server):
    page.route("**/thu/anh/", lambda route: route.fulfill(body=PICKER, content_type="text/html"))
    page.goto(live_server.url + "/thu/anh/")
    files = [("trang 1.jpg", b"x" * 2_000), ("<b>trang 2.jpg", b""), ("trang 3.pdf", b"x" * 1_200_000)]
    page.get_by_label("Ảnh").set_input_files(
        [
            {
                "name": name,
                "mimeType": "image/jpeg" if name.endswith("jpg") else "application/pdf",
                "buffer": body,
            }
            for name, body in files
        ]
    )
    assert page.locator("#anh li").all_inner_texts() == [
        "1. trang 1.jpg — 2 kB",
        "2. <b>trang 2.jpg — 1 kB — tệp rỗng",
        "3. trang 3.pdf — 1,2 MB — quá 1 MB",
        "Cộng 3 tệp — 1,2 MB — quá 1 MB một lần gửi; giảm cỡ ảnh rồi chọn lại",
    ]
    assert page.locator("#anh b").count() == 0
