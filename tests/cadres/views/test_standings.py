"""Ghi chung cho nhiều người: from the list as it is narrowed, previewed with its count, then written."""

import pytest

from cadres.models import Standing
from organizations.enums import Role
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PATH = "/dang-vien/ghi-chung/"


def test_people_are_ticked_previewed_and_written(client):
    cell = make.make_organization()
    people = [make.make_person(name, birth_year=1940, birth_on=None) for name in ("Hà Văn An", "Bùi Thị Bua")]
    others = [make.make_person("Vi Văn Cọ")]
    for one in (*people, *others):
        make.make_membership(one, cell)
    client.force_login(make.make_account(Role.UNIT_CLERK, cell))
    typed = {"act": "ghi", "kind": "exempt", "day": "1/7/2021", "people": [one.key for one in people]}

    page = client.get(PATH, {"tim": "1940"})
    assert [line.person.full_name for line, _box in page.context["form"].rows] == ["Hà Văn An", "Bùi Thị Bua"]
    preview = client.post(f"{PATH}?tim=1940", typed | {"preview": "1", "form_key": "a" * 32})
    assert (preview.status_code, preview.context["plan"].count) == (200, 2)
    case = "ghi “Được miễn công tác và sinh hoạt đảng” từ ngày 01/7/2021 cho 2 đồng chí"
    assert f"Sẽ {case} trong 2 đồng chí được chọn" in preview.content.decode()
    assert not Standing.objects.exists()
    seen = preview.context["plan"].digest
    done = client.post(f"{PATH}?tim=1940", typed | {"record": "1", "seen": seen, "form_key": "a" * 32})

    assert done.url == "/dang-vien/?tim=1940"
    shown = client.get(done.url)
    assert [str(one) for one in shown.context["messages"]] == [f"Đã {case}."]
    assert set(Standing.objects.values_list("person", "kind")) == {(one.pk, "exempt") for one in people}
    again = client.post(f"{PATH}?tim=1940", typed | {"preview": "1", "form_key": "b" * 32})
    assert again.status_code == 422
    assert "Không có ai để ghi" in again.content.decode()
    over = typed | {"act": "thoi", "day": "30/11/2021", "preview": "1", "form_key": "c" * 32}
    ended = client.post(f"{PATH}?tim=1940", over).content.decode()
    assert "Sẽ ghi thôi “Được miễn công tác và sinh hoạt đảng” sau ngày 30/11/2021 cho 2 đồng chí" in ended
