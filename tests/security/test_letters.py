"""A form in letters that no page of ours sends: refused in words, by a page that carries the usual headers."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data; boundary=x; charset=base64",
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=nobody",
    ],
)
def test_letters_that_are_not_ours_are_refused_in_words(kind):
    answer = Client().generic("POST", "/dang-nhap/", b"a=%ff%fe", content_type=kind)
    assert answer.status_code == 400
    assert "Chưa nhận được nội dung gửi lên" in answer.content.decode()
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_form_that_says_it_is_in_ours_is_read():
    kind = "application/x-www-form-urlencoded; charset=UTF-8"
    assert Client().post("/dang-nhap/", b"login=a&password=b", content_type=kind).status_code == 422
