"""Single pages of a photographed paper are turned or dropped, without JavaScript (P34)."""

import io

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from deadlines.services.sendings import send_dossier
from documents.services.files import read_file
from tests.deadlines.conftest import fill
from tests.factories import NOON


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


def photo(number):
    stream = io.BytesIO()
    Image.new("RGB", (300, 400), ("red", "green", "blue")[number]).save(stream, "JPEG")
    return SimpleUploadedFile(f"IMG_{number}.jpg", stream.getvalue(), "image/jpeg")


def angles(item):
    item.refresh_from_db()
    with pikepdf.open(io.BytesIO(read_file(item.file))) as pdf:
        return [int(page.obj.get("/Rotate", 0)) for page in pdf.pages]


@pytest.fixture
def page(client, district):
    """Three photos joined to one PDF by the clerk."""
    item = district.dossier.items.get(code="BIEN_BAN")
    client.force_login(district.clerk)
    address = reverse("deadlines:item_detail", args=[item.key])
    client.post(address, {"act": "upload", "chosen": [photo(number) for number in range(3)]})
    return address


def stamp(client, page):
    """Which file stands on the page."""
    return client.get(page).context["pages"]["stamp"].value()


def test_one_page_is_turned_and_one_dropped(client, district, page):
    shown = client.get(page).content.decode()
    assert shown.count('name="trang-') == 3

    typed = {"act": "pages", "stamp": stamp(client, page), "trang-1": "90", "trang-2": "bo"}
    answer = client.post(page, typed, follow=True)

    item = district.dossier.items.get(code="BIEN_BAN")
    assert angles(item) == [90, 0]
    assert (item.page_count, item.file_name) == (2, "bien_ban.pdf")
    assert "Đã sửa các trang: tệp còn 2 trang." in answer.content.decode().replace("\xa0", " ")


def test_a_single_photo_is_turned_too(client, district):
    client.force_login(district.clerk)
    item = district.dossier.items.get(code="BIEN_BAN")
    address = reverse("deadlines:item_detail", args=[item.key])
    client.post(address, {"act": "upload", "chosen": [photo(0)]})

    client.post(address, {"act": "pages", "stamp": stamp(client, address), "trang-1": "180"})

    assert angles(item) == [180]
    assert item.file_name.endswith(".pdf")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"trang-1": "bo", "trang-2": "bo", "trang-3": "bo"}, "Phải giữ lại ít nhất một trang"),
        ({}, "Chọn trang cần xoay hoặc bỏ."),
        ({"trang-1": "45"}, "Trang 1"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_the_file_stays(client, district, page, typed, words):
    before = district.dossier.items.get(code="BIEN_BAN").file_id

    answer = client.post(page, {"act": "pages", "stamp": stamp(client, page)} | typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert district.dossier.items.get(code="BIEN_BAN").file_id == before


def test_a_sent_file_keeps_its_pages(client, district, page):
    fill(district.dossier)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    before = district.dossier.items.get(code="BIEN_BAN").file_id

    assert 'name="trang-' not in client.get(page).content.decode()
    assert client.post(page, {"act": "pages", "trang-1": "90"}).status_code == 422
    assert district.dossier.items.get(code="BIEN_BAN").file_id == before
