# ruff: noqa: E501 - a script as a browser gets it
"""Every page, looked at in a real browser at the width of a telephone and of a desk."""

import mimetypes
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders

from tests.journeys.desk import keep
from tests.web.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
HOST = "http://testserver"

WIDTHS = (1280, 360)
NARROWEST = 320
ENGLISH = re.compile(
    r"\b(account|add|back|cancel|change|code|confirm|dashboard|delete|download|edit|enter|error|field|file|"
    r"forbidden|help|home|invalid|level|list|loading|log ?in|log ?out|logout|name|next|none|not found|null|page|"
    r"password|please|previous|required|save|search|send|sign ?in|sign ?out|status|submit|task|the|this|true|false|"
    r"update|upload|user|username|value|welcome|you|your)\b|\{\{|\{%",
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
  if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") faults.push("glides under the mouse");
  if (document.documentElement.lang !== "vi") faults.push("not marked as Vietnamese");
  return [faults, document.documentElement.scrollWidth - document.documentElement.clientWidth, document.body.innerText];
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

CHECK = """(options) => axe.run(options).then((found) =>
  found.violations.flatMap((rule) => rule.nodes.map((one) => [rule.id, String(one.target)])))"""
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    "resultTypes": ["violations"],
    "preload": False,  # of style sheets, for rules outside these
}


class Desk:
    """One browser page for every visit: it is handed what the office answered, and the files a page brings along."""

    def __init__(self, page):
        self.page, self.answers, self.said = page, {}, []
        page.on("pageerror", lambda error: self.said.append(f"script: {error}"))
        page.on("console", lambda said: self._heard(said.text))
        page.route("**/*", self._serve)
        page.add_init_script(Axe().axe_script)  # at home in every page: cheaper than handing it in each time

    def _heard(self, words):
        if "Content Security" in words:
            self.said.append(f"console: {words}")

    def _serve(self, route):
        path = urlsplit(route.request.url).path
        file = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if file:
            kind = mimetypes.guess_type(file)[0]
            route.fulfill(body=Path(file).read_bytes(), content_type=kind or "application/octet-stream")
        elif path in self.answers:
            answer = self.answers[path]
            headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
            route.fulfill(body=answer.content, headers=headers)
        else:
            route.abort()

    def faults(self, path, answer):
        """Everything wrong with the page at the two widths, and at the narrowest."""
        self.answers, self.said = {path: answer}, []
        for place, width in enumerate(WIDTHS):
            self.page.set_viewport_size({"width": width, "height": 800})
            if not place:
                self.page.goto(HOST + path)
            faults, overflow, words = self.page.evaluate(LOOK)
            yield from (f"{one} at {width}" for one in faults)
            if overflow > 0:
                yield f"scrolls sideways at {width}"
            yield from (f"not Vietnamese: {word.group()}" for word in ENGLISH.finditer(words))
            yield from (f"axe {rule} at {width}: {target}" for rule, target in self.page.evaluate(CHECK, AXE))
        self.page.set_viewport_size({"width": NARROWEST, "height": 700})
        if self.page.evaluate(OVERFLOW) > 0:
            yield f"scrolls sideways at {NARROWEST}"
        yield from self.said


@pytest.fixture(scope="module")
def desk(browser, browser_context_args):
    """The browser page, kept from visit to visit."""
    context = browser.new_context(**browser_context_args)
    yield Desk(context.new_page())
    context.close()


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.name)
def test_a_page_is_easy_for_everybody(desk, visit, one):
    answer = visit(one, demo=True)
    assert answer.status_code == one.answers
    assert list(desk.faults(answer.wsgi_request.path, answer)) == []
    if one.picture:
        keep(desk.page, one.picture)


def test_the_look_finds_what_is_wrong_with_a_page(desk):
    """A check that finds nothing anywhere would pass every page."""
    page = desk.page
    page.goto("about:blank")  # without the last page's security policy
    page.set_content("<main><img src='x'><p style='color:#ccc'>mờ</p><a href='/'>đi</a></main>")
    rules = {rule for rule, _target in page.evaluate(CHECK, AXE)}
    assert {"image-alt", "color-contrast", "html-has-lang"} <= rules
    assert "inline script or style" in page.evaluate(LOOK)[0]
