"""What is given back of a form that could not be taken."""

import pytest

from organizations.rules.typed import is_typed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("convened", "11"),
        ("n-kq7mx2pa3fgh-good", "8"),
        ("held_on", "06/12/2021"),
        ("held_at", "14:05"),
        ("reason", "Ốm"),
        ("t-1-planned", "12,5"),
        ("s-CN.ND.1", "Bài viết từ sáng"),
    ],
)
def test_words_counts_and_days_are_given_back(name, value):
    assert is_typed(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reason", ""),
        ("csrfmiddlewaretoken", "Zx9"),
        ("form_key", "0" * 32),
        ("version", "3"),
        ("version-kq7mx2pa3fgh", "3"),
        ("v-CN.ND.1", "3.9f"),
        ("exit", "1"),
        ("level", "excellent"),
        ("group", "7q7mx2pa3fgh"),
        ("present", "on"),
    ],
)
def test_what_nobody_typed_is_not(name, value):
    assert not is_typed(name, value)
