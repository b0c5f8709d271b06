"""Files: what is taken, and how it is given out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.models import Evidence
from tests.reviews.office import (
    photo,
    sibling,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Không nhận tệp"),
        ("rong.pdf", b"", "0 byte"),
        ("gia.pdf", b"<html><script>1</script></html>", "không phải PDF"),
        ("x.exe", b"MZ", "Không nhận tệp"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_kept(as_author, office, name, content, words):
    response = as_author.post(
        url("evidence_add", office.review.key), {"file": SimpleUploadedFile(name, content)}
    )

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Evidence.objects.exists()


def test_a_path_as_a_file_name_is_only_a_name(as_author, office):
    as_author.post(url("evidence_add", office.review.key), {"file": photo("../../etc/anh.jpg")})

    row = Evidence.objects.get()
    assert "/" not in row.name
    assert ".." not in row.name


def test_a_file_is_given_as_an_attachment_and_never_run(as_author, office):
    as_author.post(url("evidence_add", office.review.key), {"file": photo('anh "x".jpg')})
    row = Evidence.objects.first()
    if row is None:
        as_author.post(url("evidence_add", office.review.key), {"file": photo("ảnh họp.jpg")})
        row = Evidence.objects.get()

    response = as_author.get(url("evidence_file", office.review.key, row.key))

    assert b"".join(response.streaming_content)
    response.close()
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "\r" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_another_district_does_not_fetch_the_file(client, office):
    client.force_login(office.author)
    client.post(url("evidence_add", office.review.key), {"file": photo()})
    row = Evidence.objects.get()
    client.force_login(sibling())

    assert client.get(url("evidence_file", office.review.key, row.key)).status_code == 404
