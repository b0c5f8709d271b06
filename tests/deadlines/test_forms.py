"""Rows that leave a form of the dossier between the page and its answer."""

import re

import pytest
import time_machine
from django.urls import reverse

from deadlines.models import DossierItem, Handover
from deadlines.services.desk import receive_dossier
from deadlines.services.sendings import send_dossier
from reviews.models import SelfReview
from tests.deadlines.conftest import fill, states
from tests.deadlines.views.test_pages import photo
from tests.factories import DAY, NOON

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
    [gone] = answer.context["form"].gone
    assert (gone.name, gone.why) == (item.title, "không còn thiếu, nên chưa ghi được gì.")
    assert gone.typed == (
        ("Sẽ bổ sung trước ngày", "20/12/2021"),
        ("Lý do chưa có", "Chờ chữ ký của đồng chí Bí thư"),
    )
    assert states(district.dossier) == before
    assert client.post(page, {}).status_code == 302


def summary_of(answer):
    """The number in the heading of the summary, and where each of its lines leads."""
    box = re.search(r'class="errsum.*?</ul>', answer.content.decode(), re.DOTALL).group()
    return int(re.search(r"còn (\d+) chỗ", box).group(1)), re.findall(r'<li><a [^>]*href="#([^"]+)"', box)


@time_machine.travel(NOON, tick=False)
def test_a_dossier_that_cannot_go_says_once_of_each_part_what_is_wanted(client, district):
    """What never blocks and what lies on paper at the unit ask for nothing."""
    fill(district.dossier)
    items = {code: district.dossier.items.get(code=code) for code in ("TO_TRINH", "BIEN_BAN", "CBCCVC")}
    comment = district.dossier.items.get(code="NOI_CU_TRU")
    review = district.dossier.items.get(code="BAN_KIEM_DIEM")
    wanting = [one.pk for one in (*items.values(), comment, review)]
    district.dossier.items.filter(pk__in=wanting).update(paper_received_on=None, paper_sheets=None)
    SelfReview.objects.filter(subject=district.subjects[1]).update(
        state="paper", paper_received_on=DAY, paper_sheets=8
    )
    client.force_login(district.clerk)
    page = reverse("deadlines:dossier_check", args=[district.dossier.key])
    before = states(district.dossier)
    first, second, third = (items[code].key for code in ("TO_TRINH", "BIEN_BAN", "CBCCVC"))

    answer = client.post(
        page, {f"before-{second}": "20/12/2021", f"reason-{third}": "Chờ", f"before-{third}": "1/1"}
    )

    anchors = [f"id_before-{first}", f"id_reason-{second}", f"id_before-{third}"]
    assert summary_of(answer) == (3, anchors)
    assert all(f'id="{one}"' in answer.content.decode() for one in anchors)
    assert (len(answer.context["form"].missing), len(answer.context["form"].noted)) == (4, 1)
    assert states(district.dossier) == before

    answer = client.post(page, {f"before-{second}": "14/12/2021", f"reason-{second}": "Chờ"})

    assert summary_of(answer) == (3, [f"id_before-{one}" for one in (first, second, third)])
    assert "ghi ngày sẽ bổ sung, sau ngày 14/12/2021." in answer.content.decode()
    assert states(district.dossier) == before

    every = {f"before-{one}": "20/12/2021" for one in (first, second, third)}
    every |= {f"reason-{one}": "Chờ chữ ký" for one in (first, second, third)}
    assert client.post(page, every).status_code == 302
    kept = district.dossier.items.filter(promise_reason="Chờ chữ ký").values_list("key", flat=True)
    assert {*kept} == {first, second, third}


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


@pytest.mark.parametrize("name", ["dossier_paper", "dossier_return"])
def test_that_nothing_was_chosen_leads_to_the_first_row(client, received, staff, name):
    client.force_login(staff)
    answer = client.post(reverse(f"deadlines:{name}", args=[received.dossier.key]), {"note": ""})

    count, anchors = summary_of(answer)
    part = answer.context["form"].rows[0][0]
    assert anchors[0] == f"id_item-{part.row.key}"
    assert len(anchors) == count
    assert all(f'id="{one}"' in answer.content.decode() for one in anchors)
