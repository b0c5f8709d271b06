"""What is complete is folded away, what waits for somebody is open; no script is needed."""

import re

import pytest
import time_machine
from django.urls import reverse

from tests.deadlines.conftest import fill
from tests.factories import NOON


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


def folds(answer):
    """Every fold of the page's own part: its words, and whether it is open."""
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split("<main")[1].split("</main>")[0]
    found = re.findall(r"<details[^>]*?( open)?><summary>(.*?)</summary>", page)
    return [(re.sub(r"<[^>]+>", "", words), bool(is_open)) for is_open, words in found]


def test_before_sending_a_complete_group_is_folded_and_a_gap_is_open(client, district):
    fill(district.dossier)
    district.dossier.items.filter(code__in=["BAO_CAO", "CBCCVC"]).update(
        paper_received_on=None, paper_sheets=None
    )
    district.dossier.items.filter(code="CBCCVC").update(
        promised_before=NOON.replace(day=20), promise_reason="Đang chờ"
    )
    client.force_login(district.clerk)
    path = reverse("deadlines:dossier_check", args=[district.dossier.key])

    answer = client.get(path)

    assert folds(answer) == [
        ("Ngày sẽ bổ sung, lý do", True),
        ("Đã ghi: sẽ bổ sung trước ngày 20/12/2021", False),
        ("Chung của hồ sơ: Đủ thành phần", False),
        (f"{district.collective.label}: Còn thiếu 1 thành phần", True),
        ("Bùi Đức Khải: Còn thiếu 1 thành phần", True),
    ]
    key = re.search(r'name="form_key" value="(\w+)"', answer.content.decode()).group(1)
    item = district.dossier.items.get(code="CBCCVC")
    wrong = {"form_key": key, f"before-{item.key}": "20/12/2021", f"reason-{item.key}": ""}
    assert all(is_open for _words, is_open in folds(client.post(path, wrong))[:2])


def test_parts_are_chosen_by_whose_they_are_and_what_was_chosen_stays_open(client, staff, district):
    fill(district.dossier)
    type(district.dossier).objects.update(state="received")
    client.force_login(staff)
    path = reverse("deadlines:dossier_return", args=[district.dossier.key])
    answer = client.get(path)
    names = ["Chung của hồ sơ", district.collective.label, "Bùi Đức Khải"]
    assert [(words.rpartition(":")[0], is_open) for words, is_open in folds(answer)] == [
        (names[0], True),
        (names[1], False),
        (names[2], False),
    ]

    key = re.search(r'name="form_key" value="(\w+)"', answer.content.decode()).group(1)
    item = district.dossier.items.filter(subject=district.subjects[1]).first()
    refused = client.post(path, {"form_key": key, f"item-{item.key}": "on"})

    (words, is_open) = folds(refused)[2]
    assert (words.endswith("mục, đã chọn 1"), is_open) == (True, True)
