"""The account pages: a code is shown once, rights are lost at the next request, names are found without marks."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from organizations import audit
from organizations.enums import OrganizationKind, Role
from organizations.models import Account, Assignment, AuditEntry, ClockOffset
from organizations.services.accounts import issue_one_time_code
from tests import factories as make

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}")
OWN = "con suoi chay qua ban"


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def base(district):
    return make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")


@pytest.fixture
def desk(district):
    """The browser of the district's clerk."""
    client = Client()
    client.force_login(make.make_account(Role.UNIT_CLERK, district, full_name="Hà Thị Lan"))
    return client


def inside(account):
    client = Client()
    client.force_login(account)
    return client


FIELDS = {
    "full_name": "Bùi Văn Nhượng",
    "role": "base_clerk",
    "place": "dang bo xa na song",
    "from_on": "14/12/2021",
}


def test_an_account_is_made_with_its_slip_and_its_code_is_shown_once(desk, base):
    page = reverse("organizations:account_create")
    form = FIELDS | {"form_key": "a" * 32}
    first = desk.post(page, form)
    again = desk.post(page, form)

    [code] = CODE.findall(first.content.decode())
    account = Account.objects.get(full_name="Bùi Văn Nhượng")
    assert account.sign_in_name in first.content.decode()
    assert account.assignments.get().organization == base
    assert (again.status_code, again.url) == (302, reverse("organizations:account_list"))
    assert Account.objects.filter(full_name="Bùi Văn Nhượng").count() == 1
    known = Client().post(reverse("account_login"), {"login": account.sign_in_name, "password": code})
    assert known.status_code == 302
    assert first["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_several_places_of_one_name_are_told_apart(desk, base):
    for number in (1, 2):
        above = make.make_organization(base, OrganizationKind.SECTION, name=f"Đảng bộ bộ phận {number}")
        make.make_organization(above, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")
    form = FIELDS | {"role": "cell_secretary", "place": "xóm bưởi"}
    asked = desk.post(reverse("organizations:account_create"), form)
    assert asked.status_code == 422
    assert "Có 2 nơi mang tên này" in asked.content.decode()
    assert "Đảng bộ bộ phận 2" in asked.content.decode()
    chosen = asked.context["form"].offers[1].key

    desk.post(reverse("organizations:account_create"), form | {"place_key": chosen})

    assert Assignment.objects.get(role=Role.CELL_SECRETARY).organization.key == chosen


def test_a_name_that_only_holds_the_words_is_shown_and_never_taken(desk, base):
    cell = make.make_organization(base, OrganizationKind.CELL, name="Chi bộ xóm Rậm Rạp")
    form = FIELDS | {"role": "cell_secretary", "place": "Chi bộ xóm Rậm"}  # there is no such cell any more
    page = reverse("organizations:account_create")

    asked = desk.post(page, form)

    assert asked.status_code == 422
    assert "Chỉ có một tên gần giống chữ đã ghi" in asked.content.decode()
    assert "Chi bộ xóm Rậm Rạp" in asked.content.decode()
    assert not Account.objects.filter(full_name="Bùi Văn Nhượng").exists()
    desk.post(page, form | {"place_key": cell.key})
    assert Assignment.objects.get(role=Role.CELL_SECRETARY).organization == cell


@pytest.mark.parametrize(
    ("_case", "changes", "said"),
    [
        ("a place that is not his", {"place": "Đảng bộ tỉnh"}, "Không có tổ chức đảng"),
        ("his own organisation", {"place": "huyện Đồng Khê"}, "Không có tổ chức đảng"),
        ("a role of the province", {"role": "organization_staff"}, "Chọn một vai trò"),
        ("a role at the wrong place", {"role": "cell_secretary"}, "chỉ giữ tại"),
        ("an end before the beginning", {"to_on": "13/12/2021"}, "không được trước ngày bắt đầu"),
    ],
)
def test_what_cannot_be_is_said_beside_its_box(_case, changes, said, desk, base):
    answer = desk.post(reverse("organizations:account_create"), FIELDS | changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Account.objects.filter(full_name="Bùi Văn Nhượng").exists()


def test_an_account_is_found_by_a_part_of_its_name_without_marks(desk, base):
    make.make_account(Role.BASE_CLERK, base, full_name="Bùi Văn Nhượng")
    make.make_account(Role.BASE_CLERK, base, full_name="Đinh Thị Ánh")
    make.make_account(Role.UNIT_CLERK, make.make_organization(), full_name="Bùi Văn Nhượng Xa")

    def names(query):
        rows = desk.get(reverse("organizations:account_list") + query).context["rows"]
        return [row.account.full_name for row in rows]

    assert names("") == ["Đinh Thị Ánh", "Bùi Văn Nhượng"]
    assert names("?tim=nhuong") == ["Bùi Văn Nhượng"]
    assert names("?tim=khong+ai") == names("?loc=locked") == []


def test_a_reset_throws_out_whoever_is_inside(desk, base):
    account = make.make_account(Role.BASE_CLERK, base)
    browser = inside(account)
    assert browser.get(reverse("organizations:account")).status_code == 200
    words = {"asked_by": "Bùi Văn Nhượng, cán bộ văn phòng", "reason": "quên mật khẩu"}

    answer = desk.post(reverse("organizations:account_reset", args=[account.key]), words)

    assert browser.get(reverse("organizations:account")).url.startswith(reverse("account_login"))
    [code] = CODE.findall(answer.content.decode())
    entered = {"login": account.sign_in_name, "password": code}
    assert browser.post(reverse("account_login"), entered).status_code == 302
    browser.post(reverse("account_set_password"), {"password1": OWN, "password2": OWN})
    assert "đã được cấp lại" in browser.get(reverse("organizations:notice_list")).content.decode()
    page = desk.get(reverse("organizations:account_detail", args=[account.key])).content.decode()
    assert "Làm thay cho: Bùi Văn Nhượng, cán bộ văn phòng" in page


def test_a_lock_throws_out_and_shuts_the_door(desk, base):
    account = make.make_account(Role.BASE_CLERK, base)
    browser = inside(account)
    page = reverse("organizations:account_lock", args=[account.key])
    assert desk.post(page, {"reason": "nghỉ thai sản"}).status_code == 302
    assert browser.get(reverse("organizations:account")).url.startswith(reverse("account_login"))
    opened = desk.post(page, {"reason": "trở lại"})
    assert CODE.search(opened.content.decode())
    assert browser.get(reverse("organizations:account")).url.startswith(reverse("account_login"))


def test_a_locked_account_has_no_code_and_is_opened_for_a_reason_of_its_own(desk, base):
    account = make.make_account(Role.BASE_CLERK, base)
    issue_one_time_code(account, actor=None)
    detail = reverse("organizations:account_detail", args=[account.key])
    page = reverse("organizations:account_lock", args=[account.key])
    assert "Mã trên phiếu dùng được đến" in desk.get(detail).content.decode()
    desk.post(page, {"reason": "nghỉ thai sản"})

    assert "Mã trên phiếu dùng được đến" not in desk.get(detail).content.decode()
    asked = desk.post(page, {"reason": ""})
    assert asked.status_code == 422
    assert asked.context["form"].errors["reason"] == ["Ghi lý do, ví dụ: trở lại làm việc sau nghỉ thai sản."]
    assert not Account.objects.get(pk=account.pk).is_active


def test_the_slip_and_the_journal_of_an_account_go_by_one_clock(desk, base, settings):
    settings.DEMO = True
    account = make.make_account(Role.BASE_CLERK, base)
    issue_one_time_code(account, actor=None)
    ClockOffset.objects.create(pk=ClockOffset.SINGLE, seconds=-3 * 365 * 86400)

    shown = desk.get(reverse("organizations:account_detail", args=[account.key])).context

    assert (shown["until"] - shown["journal"][0].at).days in (13, 14)


def test_a_slip_tells_two_of_one_name_apart(desk, base):
    keys = []
    for year, name in ((1960, "Chi bộ xóm Bưởi"), (1981, "Chi bộ xóm Cọ")):
        cell = make.make_organization(base, OrganizationKind.CELL, name=name)
        person = make.make_person("Vi Văn Tố", birth_year=year, birth_on=None)
        make.make_membership(person, cell)
        account = make.make_account(Role.CELL_SECRETARY, cell, full_name="Vi Văn Tố", person=person)
        account.set_unusable_password()
        account.save()
        keys.append(account.key)

    slips = desk.post(reverse("organizations:account_slips"), {"account": keys})

    assert [(one.born, one.cell) for one in slips.context["slips"]] == [
        ("1960", "Chi bộ xóm Bưởi"), ("1981", "Chi bộ xóm Cọ"),
    ]  # fmt: skip
    assert "sinh năm 1960<br>Chi bộ xóm Bưởi" in slips.content.decode()


@pytest.mark.parametrize("typed", ["", "tỉnh", "Đảng bộ tỉnh Minh Giang"])
def test_where_a_role_of_the_province_is_held_is_not_asked(base, typed):
    for number in range(30):
        make.make_organization(base, OrganizationKind.CELL, name=f"Chi bộ tỉnh {number}")
    browser = inside(make.make_account(Role.ADMINISTRATOR))
    form = FIELDS | {"role": "organization_staff", "place": typed}

    assert browser.post(reverse("organizations:account_create"), form).status_code == 200

    assert Assignment.objects.get(role="organization_staff").organization == make.make_province()


def test_a_role_of_a_unit_still_asks_where(base):
    browser = inside(make.make_account(Role.ADMINISTRATOR))
    answer = browser.post(reverse("organizations:account_create"), FIELDS | {"place": ""})
    assert answer.context["form"].errors["place"] == ["Ghi tên tổ chức đảng hoặc đơn vị."]
    elsewhere = FIELDS | {"role": "organization_staff", "place": "Đảng bộ xã Nà Sọng"}
    answer = browser.post(reverse("organizations:account_create"), elsewhere)
    assert "chỉ giữ tại" in answer.context["form"].errors["role"][0]
    assert not Account.objects.filter(full_name="Bùi Văn Nhượng").exists()


def test_an_administrator_alone_is_not_sent_to_himself():
    make.make_province()
    page = inside(make.make_account(Role.ADMINISTRATOR)).get(reverse("organizations:account_list"))
    assert "do quản trị hệ thống lập" not in page.content.decode()
    assert "Lập trước cho Ban Tổ chức Tỉnh ủy" in page.content.decode()


def test_a_lost_role_is_lost_at_the_next_request(settings):
    unit = make.make_unit()
    clerk = make.make_account(Role.UNIT_CLERK, unit.organization)
    make.make_campaign()
    browser, administrator = inside(clerk), inside(make.make_account(Role.ADMINISTRATOR))
    page = reverse("deadlines:dossier_list")
    assert browser.get(page).status_code == 200
    role = clerk.assignments.get()
    today = browser.get(page).wsgi_request.received_at

    ended = administrator.post(
        reverse("organizations:role_end", args=[role.key]),
        {"from_on": f"{today + timedelta(hours=7):%d/%m/%Y}", "reason": "chuyển công tác"},
    )

    assert ended.status_code == 302
    assert browser.get(page).status_code == 403
    assert browser.get(reverse("organizations:account_list")).status_code == 403


def test_a_slip_is_not_printed_for_an_account_of_another_district(desk):
    other = make.make_account(Role.BASE_CLERK, make.make_organization(make.make_organization()))
    answer = desk.post(reverse("organizations:account_slips"), {"account": [other.key]}, follow=True)
    assert "Chọn ít nhất một tài khoản" in answer.content.decode()
    assert Account.objects.get(pk=other.pk).one_time_code == ""


def test_new_accounts_get_their_slips_together(desk, base):
    keys = []
    for name in ("Vi Văn Tố", "Lò Thị Hoa"):
        account = make.make_account(Role.BASE_CLERK, base, full_name=name)
        account.set_unusable_password()
        account.save()
        keys.append(account.key)
    answer = desk.post(reverse("organizations:account_slips"), {"account": keys})
    assert len(set(CODE.findall(answer.content.decode()))) == 2


def test_the_journal_shows_in_whose_stead_something_was_done():
    leader, clerk = make.make_account(Role.ORGANIZATION_LEADER), make.make_account(full_name="Ma Thị Nga")
    audit.record(actor=clerk, action="write", target=clerk, on_behalf_of="Bùi Đức Khải")
    audit.record(actor=clerk, action="sign_in", target=clerk)
    page = inside(leader).get(reverse("organizations:journal_list") + "?lam-thay=1")
    assert [one.on_behalf_of for one in page.context["rows"]] == ["Bùi Đức Khải"]
    for words in ("Viết bản kiểm điểm", "Ma Thị Nga", "Bùi Đức Khải"):
        assert words in page.content.decode()
    assert AuditEntry.objects.count() == 2
