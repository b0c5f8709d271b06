"""The files a page brings along: few, small, whole, and understood by old browsers."""

import gzip
import hashlib
import re
from pathlib import Path

import polib
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "config" / "static"
TEMPLATES = ROOT / "templates"
OWN_SCRIPTS = sorted((STATIC / "js").glob("*.js"))
# Not known to Chrome 109 or Safari 14, and without them a page would fall apart.
CSS_TOO_NEW = (
    ":has(",
    "@layer",
    "@container",
    "@scope",
    "color-mix(",
    "light-dark(",
    "dvh",
    "svh",
    "inset:",
    "&:",
    "& .",
)
JS_TOO_NEW = (
    ".at(",
    "structuredClone",
    ".replaceAll(",
    "Object.hasOwn",
    ".findLast",
    ".toSorted",
    "requestSubmit",
    ".submitter",
    "??=",
    "||=",
    "import(",
)


def compressed(path):
    return len(gzip.compress(Path(path).read_bytes(), 9))


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_the_first_visit_weighs_less_than_sixty_kilobytes_in_ten_requests(client, settings, demo):
    settings.DEMO = demo
    page = client.get(reverse("account_login")).content
    linked = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page.decode()))
    files = [finders.find(one) for one in linked]
    weight = len(gzip.compress(page, 9)) + sum(compressed(one) for one in files)
    assert len(files) + 1 <= 10
    assert weight <= 60_000


def test_our_own_scripts_weigh_less_than_ten_kilobytes():
    assert sum(compressed(one) for one in OWN_SCRIPTS) <= 10_000


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in STATIC.glob("vendor/*/SHA256SUMS")), ids=lambda one: one.name
)
def test_files_of_others_are_what_they_were(folder):
    sums = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text().splitlines())
    present = {one.name for one in folder.iterdir()} - {"SHA256SUMS", "ORIGIN"}
    assert present == set(sums)
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert "LICENSE" in present
    assert "sourceMappingURL" not in "".join(one.read_text() for one in folder.glob("*.css"))


def test_nothing_comes_from_outside():
    texts = [
        path.read_text()
        for path in (*STATIC.glob("*.css"), *STATIC.glob("*.svg"), *OWN_SCRIPTS, *TEMPLATES.rglob("*.html"))
    ]
    addresses = [found for text in texts for found in re.findall(r"(?:https?:)?//[\w.]+[^\s\"']*", text)]
    assert [one for one in addresses if "www.w3.org/2000/svg" not in one] == []


def test_the_stylesheet_asks_for_nothing_an_old_browser_lacks():
    text = (STATIC / "app.css").read_text()
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert [one for one in CSS_TOO_NEW if one in code] == []
    assert len(text.splitlines()) <= 400


@pytest.mark.parametrize("script", OWN_SCRIPTS, ids=lambda one: one.name)
def test_scripts_ask_for_nothing_an_old_browser_lacks(script):
    text = script.read_text()
    assert [one for one in JS_TOO_NEW if one in text] == []
    assert text.startswith('"use strict";\n/*')
    assert "innerHTML" not in text
    assert "eval(" not in text


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tokens():
    text = (STATIC / "app.css").read_text()
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text.replace("#fff;", "#ffffff;")))


@pytest.mark.parametrize("state", ["todo", "doing", "wait", "back", "done", "late"])
def test_states_are_read_easily_on_their_tint(state):
    colours = tokens()
    assert contrast(colours[state], colours[f"{state}-bg"]) >= 7


def test_text_is_read_easily_on_paper_and_controls_are_seen():
    colours = tokens()
    assert contrast(colours["ink"], colours["paper"]) >= 7
    assert contrast(colours["ink-2"], colours["paper-2"]) >= 7
    assert contrast(colours["act"], colours["sheet"]) >= 7
    assert contrast(colours["edge"], colours["sheet"]) >= 4.5


def test_every_icon_named_in_a_template_is_in_the_sprite():
    drawn = set(re.findall(r'id="([\w-]+)"', (STATIC / "sprite.svg").read_text()))
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())
    }
    assert named <= drawn


def test_the_words_of_others_are_compiled_from_what_is_written():
    folder = ROOT / "locale" / "vi" / "LC_MESSAGES"
    written = {
        (one.msgid, one.msgctxt): one.msgstr or one.msgstr_plural
        for one in polib.pofile(str(folder / "django.po"))
    }
    compiled = {
        (one.msgid, one.msgctxt): one.msgstr or one.msgstr_plural
        for one in polib.mofile(str(folder / "django.mo"))
    }
    assert compiled == written
    assert "" not in written.values()
