"""Which days belong to a notebook's year."""

from datetime import date

import pytest

from reviews.rules.notebook import commitment_faults, noted_faults, open_years, paper_faults

TODAY = date(2021, 12, 14)
OUTSIDE = "Ghi hạn trong năm 2021, hoặc để trống."
ELSEWHEN = "Ghi ngày trong năm 2021, hoặc để trống."
WINDOW = "Bản cam kết năm 2021 nộp từ ngày 01/10/2020 đến ngày 31/12/2021. Xem lại ngày nhận."


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2021, 1, 1), (2021, 2020)),
        (date(2021, 9, 30), (2021, 2020)),
        (date(2021, 10, 1), (2021, 2020, 2022)),
        (date(2021, 12, 31), (2021, 2020, 2022)),
        (date(2022, 1, 1), (2022, 2021)),
    ],
)
def test_this_year_and_the_last_stand_open_and_from_october_the_next(today, years):
    assert open_years(today) == years


@pytest.mark.parametrize(
    ("due_on", "faults"),
    [
        (None, []),
        (date(2021, 1, 1), []),
        (date(2021, 12, 31), []),
        (date(2020, 12, 31), [("due_on", OUTSIDE)]),
        (date(2022, 1, 1), [("due_on", OUTSIDE)]),
    ],
)
def test_a_promise_is_to_be_kept_within_its_year(due_on, faults):
    assert list(commitment_faults(due_on, 2021)) == faults


@pytest.mark.parametrize(
    ("happened_on", "faults"),
    [
        (None, []),
        (date(2021, 1, 1), []),
        (TODAY, []),
        (date(2020, 12, 31), [("happened_on", ELSEWHEN)]),
        (date(2022, 1, 1), [("happened_on", ELSEWHEN)]),
        (
            date(2021, 12, 15),
            [("happened_on", "Ngày 15/12/2021 chưa đến. Ghi ngày đã có kết quả.")],
        ),
    ],
)
def test_what_is_noted_has_happened_in_its_year(happened_on, faults):
    assert list(noted_faults(happened_on, 2021, TODAY)) == faults


@pytest.mark.parametrize(
    ("received_on", "year", "faults"),
    [
        (None, 2021, []),
        (date(2020, 10, 1), 2021, []),
        (TODAY, 2021, []),
        (TODAY, 2022, []),
        (date(2020, 9, 30), 2021, [("received_on", WINDOW)]),
        (date(2020, 12, 31), 2020, []),
        (
            date(2021, 1, 1),
            2020,
            [("received_on", WINDOW.replace("2020", "2019").replace("2021", "2020"))],
        ),
        (
            date(2021, 12, 15),
            2021,
            [("received_on", "Ngày nhận 15/12/2021 chưa đến. Ghi ngày đã nhận bản giấy.")],
        ),
    ],
)
def test_a_commitment_on_paper_comes_from_the_autumn_before_until_the_year_is_out(received_on, year, faults):
    assert list(paper_faults(received_on, year, TODAY)) == faults
