"""Where papers go, and the sentence about it."""

from datetime import date

import pytest

from deadlines.enums import DossierState
from deadlines.rules.routes import change_sentence, day_of, fate
from ratings.enums import PapersMoved


@pytest.mark.parametrize(
    ("_case", "lying", "in_its_place", "expected"),
    [
        ("nothing of him lies anywhere", None, False, PapersMoved.NONE),
        ("not sent yet", DossierState.DRAFT, False, PapersMoved.MOVED),
        ("not sent, and already where it belongs", DossierState.DRAFT, True, PapersMoved.NONE),
        *((state.label, state, False, PapersMoved.SENT) for state in DossierState if state != "draft"),
    ],
)
def test_what_was_sent_stays_and_what_was_not_goes(_case, lying, in_its_place, expected):
    assert fate(lying, in_its_place=in_its_place) == expected


@pytest.mark.parametrize(
    ("people", "sent", "before", "after", "expected"),
    [
        (10, 4, date(2021, 12, 15), date(2021, 12, 25),
         "10 đồng chí; hạn 15/12 → 25/12; 04 hồ sơ đã gửi không phải gửi lại"),
        (1, 0, date(2021, 12, 25), date(2021, 12, 15), "01 đồng chí; hạn 25/12 → 15/12"),
        (0, 0, None, date(2022, 1, 5), "00 đồng chí"),
    ],
)  # fmt: skip
def test_the_sentence_counts_with_two_digits_and_names_both_days(people, sent, before, after, expected):
    assert change_sentence(people, sent, before, after) == expected


def test_a_day_without_its_year():
    assert (day_of(date(2021, 12, 15)), day_of(date(2022, 3, 5)), day_of(date(2022, 1, 5))) == (
        "15/12",
        "05/3",
        "05/01",
    )
