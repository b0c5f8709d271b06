"""Rows that leave a form of the dossier between the page and its answer."""

import pytest
from django.urls import reverse

from deadlines.models import DossierItem, Handover
from deadlines.services.desk import receive_dossier
from deadlines.services.sendings import send_dossier
from tests.deadlines.conftest import fill, states
from tests.deadlines.views.test_pages import photo
from tests.factories import NOON

GONE = "aaaaaaaaaaaa"


def test_a_promise_for_a_part_that_came_meanwhile_is_said_once(client, district):
    fill(district.dossier)
    item = district.dossier.items.filter(requirement="required").first()
    client.force_login(district.clerk)
    page = reverse("deadlines:dossier_check", args=[district.dossier.key])
    before = states(district.dossier)
    typed = {f"before-{item.key}": "20/12/2021", f"reason-{item.key}": "Chờ chữ ký của đồng chí Bí thư"}

    answer = client.post(page, typed)

    assert answer.status_code == 422
    assert (
        "không còn thiếu, nên chưa ghi “20/12/2021; Chờ chữ ký của đồng chí Bí thư”"
        in answer.content.decode()
    )
    assert states(district.dossier) == before
    assert client.post(page, {}).status_code == 302


@pytest.fixture
def received(district, staff):
    """A dossier at the desk."""
    fill(district.dossier)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    receive_dossier(district.dossier, actor=staff, at=NOON)
    return district


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        (
            "dossier_paper",
            {"handed_by": "Hà Thị Lan", "handed_on": "14/12/2021", "item-KEY": "on", "sheets-KEY": "12"},
            ("Số tờ", "12"),
        ),
        (
            "dossier_return",
            {"reason": "Thiếu chữ ký", "before": "17/12/2021", "item-KEY": "on", "note-KEY": "Ký lại"},
            ("Nội dung cần bổ sung", "Ký lại"),
        ),
    ],
)
def test_a_part_that_has_left_the_dossier_is_refused_whole(client, received, staff, name, typed, words):
    item = received.dossier.items.filter(requirement="required").first()
    sent = {box.replace("KEY", GONE): value for box, value in typed.items()}
    sent |= {f"item-{item.key}": "on", f"sheets-{item.key}": "2"} if name == "dossier_paper" else {}
    client.force_login(staff)
    before = states(received.dossier)

    answer = client.post(reverse(f"deadlines:{name}", args=[received.dossier.key]), sent)

    assert answer.status_code == 422
    assert words in answer.context["form"].gone[0].typed
    assert "không còn trong thành phần hồ sơ" in answer.content.decode()
    assert states(received.dossier) == before
    assert not Handover.objects.exists()


def test_pages_are_turned_in_the_file_that_stood_on_the_page(client, district):
    client.force_login(district.clerk)
    item = district.dossier.items.get(code="BIEN_BAN")
    page = reverse("deadlines:item_detail", args=[item.key])
    client.post(page, {"act": "upload", "chosen": [photo(0), photo(1)]})
    stale = client.get(page).context["pages"]["stamp"].value()
    client.post(page, {"act": "upload", "chosen": [photo(2), photo(0)]})
    before = DossierItem.objects.get(pk=item.pk).file_id

    answer = client.post(page, {"act": "pages", "trang-1": "bo", "stamp": stale})

    assert answer.status_code == 422
    assert "Tệp của mục này vừa thay đổi." in answer.content.decode()
    assert DossierItem.objects.get(pk=item.pk).file_id == before


def test_everything_that_is_wrong_on_the_counter_is_said_at_once(client, received, staff):
    first, second = received.dossier.items.filter(requirement="required")[:2]
    client.force_login(staff)
    typed = {f"item-{first.key}": "on", f"sheets-{second.key}": "3", "handed_on": "31/12/2031"}

    answer = client.post(reverse("deadlines:dossier_paper", args=[received.dossier.key]), typed)

    form, page = answer.context["form"], answer.content.decode()
    assert set(form.errors) == {"handed_by", "handed_on", f"sheets-{first.key}", f"sheets-{second.key}"}
    assert "còn 4 chỗ cần sửa" in page
    assert f'href="#id_sheets-{first.key}"' in page
    assert not Handover.objects.exists()


def test_everything_that_is_wrong_in_a_return_is_said_at_once(client, received, staff):
    item = received.dossier.items.filter(requirement="required").first()
    client.force_login(staff)
    typed = {f"note-{item.key}": "Ký lại", "before": "14/12/2021"}

    answer = client.post(reverse("deadlines:dossier_return", args=[received.dossier.key]), typed)

    assert set(answer.context["form"].errors) == {"__all__", "reason", "before", f"note-{item.key}"}
    assert "còn 4 chỗ cần sửa" in answer.content.decode()
