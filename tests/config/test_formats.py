"""Dates and numbers as the office writes them, in and out."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9/12/2021", date(2021, 12, 9)),
        ("09/12/2021", date(2021, 12, 9)),
        ("31-12-2021", date(2021, 12, 31)),
        ("31.12.2021", date(2021, 12, 31)),
        ("2021-12-09", date(2021, 12, 9)),
    ],
)
def test_the_day_comes_first(typed, read):
    assert forms.DateField().clean(typed) == read


@pytest.mark.parametrize("typed", ["12/31/2021", "30/2/2021", "9/12"])
def test_a_date_that_is_none_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)


def test_days_and_decimals_are_written_the_vietnamese_way():
    assert formats.date_format(date(2021, 12, 9), "SHORT_DATE_FORMAT") == "09/12/2021"
    assert formats.localize(Decimal("12.5")) == "12,5"
    assert forms.DecimalField(localize=True).clean("12,5") == Decimal("12.5")
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
