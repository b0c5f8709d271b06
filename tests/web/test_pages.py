# ruff: noqa: E501 - a script as a browser gets it
"""Every page, looked at in a real browser at the width of a telephone and of a desk."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.pages import PAGES

WIDTHS = (1280, 360)
NARROWEST = 320
ENGLISH = re.compile(
    r"\b(account|add|back|cancel|change|code|confirm|dashboard|delete|download|edit|enter|error|field|file|"
    r"forbidden|help|home|invalid|level|list|loading|log ?in|log ?out|logout|name|next|none|not found|null|page|"
    r"password|please|previous|required|save|search|send|sign ?in|sign ?out|status|submit|task|the|this|true|false|"
    r"update|upload|user|username|value|welcome|you|your)\b",
    re.IGNORECASE,
)
LOOK = """() => {
  const faults = [];
  const shown = (one) => one.offsetParent !== null && one.getBoundingClientRect().width > 0;
  document.querySelectorAll("body *").forEach((one) => {
    if (!shown(one) || one.closest(".visually-hidden")) return;
    const text = [...one.childNodes].filter((part) => part.nodeType === 3).map((part) => part.textContent.trim()).join("");
    const size = parseFloat(getComputedStyle(one).fontSize);
    const dots = one.parentElement && one.parentElement.classList.contains("lv");
    if (text && size < 15.99 && !dots) faults.push(`text of ${size}px: ${text.slice(0, 30)}`);
  });
  document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary, label.choice").forEach((one) => {
    const box = one.getBoundingClientRect();
    const inSentence = one.tagName === "A" && getComputedStyle(one).display === "inline";
    const inRow = one.tagName === "INPUT" && one.closest("label.choice");
    if (!shown(one) || inSentence || inRow || one.classList.contains("skip")) return;
    if (box.height < 43.5) faults.push(`target ${box.height.toFixed(1)}px high: ${one.textContent.trim().slice(0, 30)}`);
  });
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) faults.push(`${headings} h1`);
  const primary = [...document.querySelectorAll("main .btn-primary")].filter(shown).length;
  if (primary > 1) faults.push(`${primary} primary buttons`);
  document.querySelectorAll("form").forEach((form) => {
    if (form.method !== "post") return;
    for (const name of ["csrfmiddlewaretoken", "form_key"])
      if (!form.elements[name]) faults.push(`no ${name} in the form to ${form.action}`);
  });
  if (document.querySelector("script:not([src]), style, [style]")) faults.push("inline script or style");
  if (document.documentElement.lang !== "vi") faults.push("not marked as Vietnamese");
  return faults;
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.name)
def test_a_page_is_easy_for_everybody(page, world, sign_in_as, live_server, one, width):
    faults = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "console",
        lambda said: faults.append(f"console: {said.text}") if "Content Security" in said.text else None,
    )
    if one.who:
        sign_in_as(getattr(world, one.who))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + one.path(world))

    faults += page.evaluate(LOOK)
    if page.evaluate(OVERFLOW) > 0:
        faults.append(f"scrolls sideways at {width}")
    faults += [f"English: {word.group()}" for word in ENGLISH.finditer(page.inner_text("body"))]
    found = Axe().run(page).response["violations"]
    faults += [f"axe {rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    if page.evaluate(OVERFLOW) > 0:
        faults.append(f"scrolls sideways at {NARROWEST}")
    assert faults == []


def test_errors_are_shown_at_once_and_take_the_focus(page, world, live_server):
    page.goto(live_server.url + "/dung-thu/gio/")
    page.get_by_label("Ngày").fill("hôm nay")
    page.get_by_label("Giờ").fill("trưa")
    page.get_by_role("button", name="Đặt giờ").click()

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
    assert page.locator(".errsum a").count() == 1
    page.get_by_role("button", name="A+").first.click()
    assert page.locator("html.size-l").count() == 1
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
    assert page.locator("html.size-l").count() == 1
    page.reload()
    assert page.locator("html.size-l").count() == 1


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
