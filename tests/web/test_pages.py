"""How pages behave under a reader's hands, in a real browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.desk import pressed


def test_errors_are_shown_at_once_and_take_the_focus(page, world, live_server):
    page.goto(live_server.url + "/dung-thu/gio/")
    page.get_by_label("Ngày").fill("hôm nay")
    page.get_by_label("Giờ").fill("trưa")
    pressed(page.get_by_role("button", name="Đặt giờ"))

    assert page.title() == "Lỗi: Đổi giờ của bản dùng thử – Tự soi"
    assert page.evaluate("document.activeElement.classList.contains('errsum')")
    page.get_by_role("link", name="Ghi ngày", exact=False).or_(page.locator(".errsum a").first).first.click()
    assert page.evaluate("document.activeElement.id || location.hash") in {"id_day", "#id_day"}
    assert page.get_by_label("Ngày").input_value() == "hôm nay"
    assert Axe().run(page).response["violations"] == []


def test_the_page_of_errors_is_whole_without_scripts(browser, world, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/dung-thu/gio/")
    page.locator("#id_day").fill("hôm nay")
    page.get_by_role("button", name="Đặt giờ").click()
    expect(page.locator(".errsum a")).to_have_count(1)
    page.get_by_role("button", name="A+").first.click()
    expect(page.locator("html.size-l")).to_have_count(1)
    context.close()


def test_everything_is_reached_from_the_keyboard(page, world, live_server):
    page.goto(live_server.url + "/dang-nhap/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert ring == "3px"


def test_the_size_of_text_changes_at_once_and_stays(page, world, live_server):
    page.goto(live_server.url + "/dang-nhap/")
    with page.expect_response("**/co-chu/"):
        page.get_by_role("button", name="A+").first.click()
    expect(page.locator("html.size-l")).to_have_count(1)
    page.reload()
    expect(page.locator("html.size-l")).to_have_count(1)


def test_a_form_is_sent_once_however_often_its_button_is_pressed(page, world, sign_in_as, live_server):
    sign_in_as(world.clerk)
    page.goto(live_server.url + "/thong-bao/")
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    button = page.get_by_role("button", name="Đánh dấu đã đọc tất cả")
    with page.expect_navigation():
        button.evaluate("one => { one.click(); one.click(); one.click(); }")
    assert len(sent) == 1


def test_five_minutes_before_the_session_ends_it_can_be_kept(page, world, sign_in_as, live_server):
    sign_in_as(world.clerk)
    page.clock.install()
    page.goto(live_server.url + "/thong-bao/")
    seconds = int(page.evaluate("document.body.dataset.sessionSeconds"))
    page.clock.fast_forward((seconds - 5 * 60 - 1) * 1000)
    assert page.locator(".session").count() == 0
    page.clock.fast_forward(2000)
    assert "Sẽ tự thoát sau 5 phút." in page.locator(".session").inner_text()
    with page.expect_response("**/phien-lam-viec/") as kept:
        page.get_by_role("button", name="Tiếp tục làm việc").click()
    assert kept.value.status == 204
    page.locator(".session").wait_for(state="detached")
