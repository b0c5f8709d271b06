"""A form that was sent and not taken gives its words back: after Back, after signing in again; to nobody else."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from organizations.services.demo import set_clock
from reviews.models import Conference
from tests.factories import NOON
from tests.journeys.desk import pressed
from tests.reviews.office import Office

PASSWORD = "mot-mat-khau-dai"
PLACE = "Hội trường Huyện ủy Đồng Khê"
SAID = "Đinh Thị Quyên: còn nóng, có việc bàn chưa kỹ"
OFFER = "Biểu mẫu này đồng chí đã gõ nhưng chưa gửi."
KEPT = "() => sessionStorage.getItem('tusoi-typed')"


@pytest.fixture
def office(transactional_db, settings):
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = True, False
    set_clock(NOON, actor=None)
    return Office()


@pytest.fixture
def form(page, live_server, office, sign_in_as):
    """The clerk's page of a conference, half filled in and not yet right."""
    page.set_default_timeout(10_000)
    sign_in_as(office.clerk)
    page.goto(live_server.url + reverse("reviews:conference_create", args=[office.collective.key]))
    page.get_by_label("Địa điểm").fill(PLACE)
    page.get_by_role("group", name=re.compile("Bùi Đức Khải")).get_by_label("Ý kiến góp ý").fill(SAID)
    page.get_by_role("group", name=re.compile("Bùi Đức Khải")).get_by_label(
        "Chưa kiểm điểm", exact=True
    ).check()
    return page


def send(page):
    pressed(page.get_by_role("button", name="Ghi hội nghị kiểm điểm"))


def refused(page):
    send(page)
    page.get_by_role("heading", name=re.compile("chỗ cần sửa")).wait_for()


def remarks(page):
    return page.get_by_role("group", name=re.compile("Bùi Đức Khải")).get_by_label("Ý kiến góp ý")


def is_given_back(page, *, by_the_browser=False):
    """Offered, not forced; then everything stands in its box."""
    if not by_the_browser:
        page.get_by_text(OFFER).wait_for()
        assert page.get_by_label("Địa điểm").input_value() == ""
        pressed(page.get_by_role("button", name="Điền lại những gì đã gõ"))
    assert page.get_by_label("Địa điểm").input_value() == PLACE
    assert remarks(page).input_value() == SAID
    assert (
        page.get_by_role("group", name=re.compile("Bùi Đức Khải"))
        .get_by_label("Chưa kiểm điểm", exact=True)
        .is_checked()
    )


def test_back_to_a_refused_form_sends_nothing_again_and_gives_the_words_back(form, live_server):
    refused(form)
    form.goto(live_server.url + "/huong-dan/")
    asked = []
    form.on("request", lambda one: asked.append(one.method) if one.resource_type == "document" else None)
    form.go_back()
    assert asked == ["GET"]  # a window with a person before it would have asked "Gửi lại biểu mẫu?"
    is_given_back(form)


def test_back_from_a_refused_form_meets_the_form_and_its_words(form):
    refused(form)
    form.go_back()  # over plain HTTP Chromium keeps the words itself; with HTTPS it keeps nothing of such a page
    is_given_back(form, by_the_browser=True)


def test_a_form_left_by_a_link_gives_its_numbers_and_days_back(form, live_server):
    """A browser keeps no number or day of such a page: what it kept of the texts would be a mixed form."""
    form.get_by_label("Ngày họp").fill("06/12/2021")
    form.get_by_label("Triệu tập").fill("11")
    url = form.url
    pressed(form.get_by_role("link", name="Việc cần làm").first)
    form.wait_for_url(live_server.url + "/")
    form.goto(url)
    is_given_back(form)
    assert form.get_by_label("Ngày họp").input_value() == "06/12/2021"
    assert form.get_by_label("Triệu tập").input_value() == "11"


def test_a_form_looked_at_and_left_is_not_noted(form, live_server):
    form.reload()
    assert form.get_by_text(OFFER).count() == 1
    pressed(form.get_by_role("button", name="Bỏ", exact=True))
    form.goto(live_server.url + "/")
    assert form.evaluate(KEPT) is None


def test_signing_out_forgets_a_form_that_was_left(form):
    pressed(form.locator("details.me summary"))
    pressed(form.get_by_role("button", name="Đăng xuất"))
    form.wait_for_url("**/dang-nhap/**")
    assert form.evaluate(KEPT) is None


def test_a_form_that_was_taken_leaves_nothing_on_the_device(form, office):
    refused(form)
    for label, value in {
        "Ngày họp": "06/12/2021",
        "Chủ trì": "Quách Đình Lự",
        "Thư ký": "Hà Thị Lan",
        "Triệu tập": "11",
        "Có mặt": "11",
        "Kết luận chung của hội nghị": "Nghiêm túc.",
        "Lý do chưa kiểm điểm": "Đi công tác",
    }.items():
        for box in form.get_by_label(re.compile(rf"^{label}( \*)?$")).all():
            box.fill(value)
    form.locator("[name=minutes_mode]").first.check()
    assert PLACE in form.evaluate(KEPT)
    send(form)
    form.wait_for_url("**" + reverse("reviews:conference_detail", args=["*"]))
    assert form.evaluate(KEPT) is None
    assert Conference.objects.count() == 1


def test_a_session_that_ended_gives_the_words_back_after_signing_in(form, office):
    Session.objects.all().delete()
    send(form)
    form.get_by_role("heading", name="Phiên làm việc đã hết").wait_for()
    assert form.get_by_label("Ý kiến góp ý").input_value() == SAID
    assert form.get_by_label("Địa điểm").input_value() == PLACE

    pressed(form.get_by_role("link", name="Đăng nhập lại"))
    form.get_by_label("Tên đăng nhập").fill(office.clerk.sign_in_name)
    form.get_by_label("Mật khẩu").fill(PASSWORD)
    pressed(form.get_by_role("button", name="Đăng nhập", exact=True))

    is_given_back(form)
    assert not Conference.objects.exists()


def test_another_account_in_the_same_tab_is_offered_nothing_and_nothing_is_left(form, office, sign_in_as):
    refused(form)
    url = form.url
    sign_in_as(office.staff)
    form.goto(form.url.split("/hoi-nghi")[0] + "/")
    assert form.evaluate(KEPT) is None
    sign_in_as(office.clerk)
    form.goto(url)
    assert form.get_by_text(OFFER).count() == 0


def test_signing_out_forgets_the_words(form):
    refused(form)
    assert SAID in form.evaluate(KEPT)
    pressed(form.locator("details.me summary"))
    pressed(form.get_by_role("button", name="Đăng xuất"))
    form.wait_for_url("**/dang-nhap/**")
    assert form.evaluate(KEPT) is None


def test_words_that_are_not_wanted_are_thrown_away(form):
    refused(form)
    form.goto(form.url)
    pressed(form.get_by_role("button", name="Bỏ", exact=True))
    assert form.get_by_text(OFFER).count() == 0
    assert form.evaluate(KEPT) is None
