"""People at their screens: each signs in to a browser of his own; pages are kept as pictures when asked for."""

import collections
import contextlib
import os
import re
import time
from pathlib import Path

from playwright.sync_api import Error, expect

SCREENS = Path(os.environ["TUSOI_SCREENS"]) if os.environ.get("TUSOI_SCREENS") else None
WIDTHS = (360, 1280)
# What the page heard of the last press, told with a failure: a page that moves under the mouse hears no click.
HEAR = """for (const kind of ["mousedown", "mouseup", "click", "submit"])
  addEventListener(kind, (event) => window.heard = [...(window.heard || []),
    `${kind} on ${event.target.localName} at ${Math.round(scrollY)}, ${Math.round(performance.now())} ms`
  ].slice(-4), true)"""
SENT = """'heard of the last press: ' + window.heard + '; now ' + Math.round(performance.now()) + ' ms, '
  + document.readyState + ', last form sent: ' + sessionStorage.getItem('tusoi-typed')"""


class Desk:
    """The story's people by name; a person's page stays open between two acts."""

    def __init__(self, office, browser):
        self.office, self.browser, self.pages = office, browser, {}
        self.asked = {}

    def of(self, name, width=1280, **context):
        """The person's own browser, as wide as his screen, signed in by the demo's one click."""
        if name not in self.pages:
            options = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "accept_downloads": True}
            page = self.browser.new_context(
                base_url=self.office.address, viewport={"width": width, "height": 900}, **options, **context
            ).new_page()
            self.sits_down(page, name)
            page.goto("/dang-nhap/")
            pressed(page.get_by_role("button", name=re.compile(re.escape(name))).first)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        return self.pages[name]

    def sits_down(self, page, name):
        """The page is this person's from now on, and what it asks the office is noted."""
        page.set_default_timeout(20_000)
        page.add_init_script(HEAR)
        self.pages[name] = page
        asked = self.asked[name] = collections.deque(maxlen=6)
        page.on("request", lambda one: "/static/" in one.url or asked.append([time.time(), one, "waits"]))
        page.on("requestfinished", lambda one: answered(asked, one, "answered"))
        page.on("requestfailed", lambda one: answered(asked, one, f"stopped: {one.failure}"))

    def report(self):
        """What each screen last asked the office, for a failure: was it never asked, or never answered?"""
        lines = [f"now {clock_time(time.time())}"]
        for name, asked in self.asked.items():
            lines += [f"{name}: {clock_time(at)} {one.method} {one.url} {state}" for at, one, state in asked]
            with contextlib.suppress(Error):
                lines.append(f"{name}: {self.pages[name].evaluate(SENT)}")
        return "\n".join(lines)

    def close(self):
        """Everybody goes home."""
        for page in self.pages.values():
            page.context.close()

    def clock(self, moment):
        """Move the office's clock."""
        self.office.console.command("demo_clock", to=moment)


def clock_time(moment):
    """The machine's own time of day."""
    return time.strftime("%H:%M:%S", time.localtime(moment))


def answered(asked, request, state):
    """Note how a request ended, and after how many seconds."""
    for line in asked:
        if line[1] == request:
            line[2] = f"{state} after {time.time() - line[0]:.1f} s"


def pressed(place):
    """One press of the mouse; whoever pressed looks again when the page has wholly arrived.

    What is read or pressed while a page is still on its way is not what a person would have seen.
    """
    place.click()
    place.page.wait_for_load_state()


def told(page, script):
    """What the page says of itself; asked again when it was leaving at that moment."""
    for _ in range(3):
        try:
            return page.evaluate(script)
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
            page.wait_for_load_state()
    return page.evaluate(script)


def keep(page, name, tallest=None):
    """A picture of the page at both widths, when pictures are asked for; the check of its size always.

    `tallest` is how many pixels a long list may take on a telephone.
    """
    page.wait_for_load_state()  # what was pressed a moment ago may be on its way
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = told(page, "document.documentElement.scrollWidth")
        assert wide <= width, f"{name} scrolls sideways at {width}: {wide}"
        tall = told(page, "document.documentElement.scrollHeight")
        assert width > WIDTHS[0] or tall <= (tallest or tall), f"{name} is {tall} px long at {width}"
        if SCREENS:
            SCREENS.mkdir(parents=True, exist_ok=True)
            # A window as tall as the page: bars and heads that stay in sight lie where they are printed.
            page.set_viewport_size({"width": width, "height": tall})
            page.screenshot(path=str(SCREENS / f"{name}-{width}.png"), full_page=True)
