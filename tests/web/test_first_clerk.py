"""A new office's first clerk: made by the administrator, in by the slip, then a password and a card of his own."""

import re

import pytest
from playwright.sync_api import expect

from organizations.enums import Role
from organizations.models import Account, AuditEntry
from tests import factories as make

OWN = "con suoi chay qua ban"
CODE = re.compile(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}")


@pytest.fixture
def office(transactional_db, settings):
    """No demo: a round, a district, and the administrator whom the terminal made."""
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = False, True
    district = make.make_organization(name="Đảng bộ huyện Đồng Khê")
    make.make_unit(make.make_collective(district), name="Huyện ủy Đồng Khê")
    make.make_campaign()
    return make.make_account(Role.ADMINISTRATOR, full_name="Chu Đình Nghĩa")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_the_administrator_makes_a_clerk_who_comes_in_with_his_slip(
    office, live_server, context, page, new_context, sign_in_as
):
    sign_in_as(office)
    page.goto(live_server.url)
    page.get_by_role("link", name="Tài khoản", exact=True).first.click()
    page.get_by_role("link", name="Lập tài khoản", exact=True).click()
    page.get_by_label("Họ và tên").fill("Hà Thị Lan")
    page.get_by_label("Vai trò", exact=False).first.select_option("unit_clerk")
    page.get_by_label("Nơi giữ vai trò").fill("dang bo huyen dong khe")
    press(page, "Lập tài khoản, in phiếu")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phiếu đăng nhập")
    slip = page.get_by_role("region", name="Phiếu của đồng chí Hà Thị Lan").inner_text()
    name, code = re.search(r"Tên đăng nhập: (\w{6})", slip)[1], CODE.search(slip)[0]

    clerk = new_context(base_url=live_server.url).new_page()
    clerk.goto("/dang-nhap/")
    clerk.get_by_label("Tên đăng nhập").fill(name)
    clerk.get_by_label("Mật khẩu", exact=False).first.fill(code)
    press(clerk, "Đăng nhập")
    for box in clerk.locator("input[type=password]").all():
        box.fill(OWN)
    clerk.locator("main form button[type=submit]").click()
    press(clerk, "Làm thẻ mã")
    card = clerk.locator(".codes .code").first.inner_text().replace(" ", "")
    clerk.get_by_role("link", name="Đã in thẻ, đi tiếp").click()
    clerk.locator("main input[type=text]").fill(card)
    clerk.locator("main form button[type=submit]").click()

    expect(clerk.get_by_role("heading", level=1)).to_have_text("Việc cần làm")
    expect(clerk.get_by_role("link", name="Ghi hội nghị kiểm điểm").first).to_be_visible()
    account = Account.objects.get(sign_in_name=name)
    assert account.check_password(OWN)
    assert "second_factor" in AuditEntry.objects.filter(actor=account).values_list("action", flat=True)
    page.goto(f"{live_server.url}/quan-ly-tai-khoan/?tim=lan")
    expect(page.get_by_role("row", name=re.compile("Hà Thị Lan"))).to_contain_text("Đang dùng")
