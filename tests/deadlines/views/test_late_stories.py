"""From the clerk's form to the round's list: suspended, transferred, admitted late; it is said by whom."""

import re

import pytest
import time_machine
from django.urls import reverse

from deadlines.tasks import follow_records
from reviews.models import Place, Subject
from tests import factories as make
from tests.deadlines.late import DAY, LATER, YESTERDAY, subject_of

pytestmark = pytest.mark.django_db
KEY = {"form_key": "b" * 32}


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


def boxes(answer):
    """What the page's form would send back as it stands."""
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", main):
        at = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if at.get("name") and at.get("type") not in {"checkbox", "radio"}:
            found[at["name"]] = at.get("value", "")
    return found | KEY


def text_of(client, name, *args):
    page = client.get(reverse(name, args=args)).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.replace("\xa0", " ")))


def test_one_is_suspended_in_the_middle_and_the_list_says_it_with_its_clause(client, opened):
    client.force_login(opened.clerk)
    subject = subject_of(opened.leader)
    cell = subject.places.get(collective__isnull=True)
    Place.objects.filter(pk=cell.pk).update(concluded_on=YESTERDAY)
    path = f"/dang-vien/{opened.leader.key}/ghi/truong-hop/"
    typed = boxes(client.get(path)) | {"dong0-kind": "suspended", "dong0-from_on": f"{DAY:%d/%m/%Y}"}
    assert client.post(path, typed).status_code == 302

    assert follow_records() == 1

    said = text_of(client, "reviews:subject_detail", subject.key)
    assert "Không thuộc diện kiểm điểm" in said
    assert f"Không thuộc diện kiểm điểm từ ngày {DAY:%d/%m/%Y}" in said
    assert "Bị đình chỉ sinh hoạt đảng: không kiểm điểm, không xếp loại" in said
    assert "Căn cứ: Điểm 2, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW" in said
    assert "theo hồ sơ đảng viên, cán bộ" in said
    assert list(subject.places.values_list("pk", "concluded_on")) == [(cell.pk, YESTERDAY)]
    assert (
        f"Quách Đình Lự: không thuộc diện kiểm điểm từ ngày {DAY:%d/%m/%Y}. Bị đình chỉ sinh hoạt đảng: "
        "không kiểm điểm, không xếp loại. Căn cứ: Điểm 2, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW."
    ) in text_of(client, "reviews:cell_meeting", opened.cell.key)


def test_one_is_transferred_and_his_line_says_since_when(client, opened):
    client.force_login(opened.clerk)
    path = f"/dang-vien/{opened.member.key}/noi-sinh-hoat/?viec=chuyen"
    typed = boxes(client.get(path)) | {
        "on": f"{YESTERDAY:%d/%m/%Y}",
        "received_on": f"{DAY:%d/%m/%Y}",
        "words": "Chi bộ xóm Nà",
        "cell": opened.other.key,
    }
    answer = client.post(path, typed)
    assert answer.status_code == 302, answer.content.decode()

    subject = subject_of(opened.member)
    assert [one.label for one in subject.places.all()] == ["Chi bộ xóm Nà"]
    assert f"Thay đổi nơi sinh hoạt từ ngày {DAY:%d/%m/%Y}" in text_of(client, "reviews:subject_list")
    said = text_of(client, "reviews:subject_detail", subject.key)
    assert "Nơi sinh hoạt: Chi bộ xóm Nà, Đảng bộ xã Nà Lảng; trước đó: Chi bộ xóm Đoài" in said
    assert "Hà Thị Lan" in said
    told = f"Hà Văn Đắc: thay đổi nơi sinh hoạt từ ngày {DAY:%d/%m/%Y}. Nơi sinh hoạt: Chi bộ xóm Nà, "
    for cell in (opened.cell, opened.other):
        assert told in text_of(client, "reviews:cell_meeting", cell.key)


def test_one_who_is_admitted_now_stands_on_the_list_within_minutes(client, opened):
    new = make.make_person("Hà Thị Mơ", joined_on=DAY)
    make.make_membership(new, opened.cell, from_on=DAY, standing="probationary")
    client.force_login(opened.clerk)
    assert "Hà Thị Mơ" not in text_of(client, "reviews:subject_list")

    follow_records()

    said = text_of(client, "reviews:subject_list")
    assert "Hà Thị Mơ" in said
    assert f"Bổ sung vào danh sách từ ngày {DAY:%d/%m/%Y}" in said


def test_each_place_names_the_rule_it_stands_by(client, opened):
    client.force_login(opened.clerk)

    said = text_of(client, "reviews:subject_detail", subject_of(opened.leader).key)

    assert "Ủy viên ban thường vụ cấp ủy trực thuộc Tỉnh ủy. Phần A, Mục II, Hướng dẫn số 21-HD/BTCTW" in said


def test_another_district_sees_nothing_of_it(client, opened):
    stranger = make.make_account("unit_clerk", make.make_organization(name="Đảng bộ huyện Yên Lạng"))
    client.force_login(stranger)

    subject = Subject.objects.get(person=opened.member)
    assert client.get(reverse("reviews:subject_detail", args=[subject.key])).status_code == 404
