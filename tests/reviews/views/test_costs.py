"""What the acts of a self-review ask of the database, and their bars; the demo's clock is not counted."""

import pytest

from reviews.models import Target
from tests.reviews.office import complete, stamp, url, write_all
from tests.web.conftest import counted
from tests.web.test_query_counts import BARS

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(as_author, office):
    """How many questions a post asks, once the rulebook is at hand; never more than its bar."""
    as_author.get(url("self_review_edit", office.review.key))

    def post(page, typed, answers, bar=""):
        with counted() as questions:
            response = as_author.post(url(page, office.review.key), typed)
        assert response.status_code == answers
        found = len([one for one in questions if "clockoffset" not in one])
        assert found <= BARS[f"reviews:{page}{bar}"]
        return found

    return post


def test_keeping_by_itself_asks_eight_questions(asked, office):
    typed = {"s-CN.ND.1": "Một.", **stamp(office.review, "CN.ND.1")}

    assert asked("self_review_autosave", typed, 200) == 8


def test_keeping_every_section_again_asks_no_more_than_keeping_one(asked, office):
    write_all(office)
    typed = {f"s-CN.ND.{one}": "Hai." for one in ("1", "2", "3", "L1", "L2", "L3", "7", "8")}

    assert asked("self_review_autosave", typed, 200) == 8


def test_points_of_guidance_and_targets_each_cost_one(asked, office):
    office.letter()
    Target.objects.create(person=office.deputy, year=2021, text="Hộ dùng nước sạch")
    typed = {"s-CN.ND.1": "Một.", **stamp(office.review, "CN.ND.1")}

    assert asked("self_review_autosave", typed, 200) == 10


@pytest.mark.parametrize("count", [1, 6])
def test_a_list_is_written_at_once_however_many_rows_changed(as_author, office, count):
    as_author.get(url("self_review_edit", office.review.key))
    rows = [
        Target.objects.create(person=office.deputy, year=2021, text=f"Việc {one}", position=one)
        for one in range(1, count + 1)
    ]
    typed = {f"t-{one.position}-text": f"Việc {one.position}, đã xong" for one in rows}
    typed |= stamp(office.review, "CN.ND.2")

    with counted() as asked:
        answer = as_author.post(url("self_review_autosave", office.review.key), typed)

    assert (answer.status_code, len([one for one in asked if "clockoffset" not in one])) == (200, 10)
    texts = Target.objects.order_by("position").values_list("text", flat=True)
    assert list(texts) == [f"Việc {one}, đã xong" for one in range(1, count + 1)]


def test_the_first_full_save_writes_each_row_once(asked, office):
    office.review.sections.all().delete()
    full = complete(office.review)
    last_year = ("k-", "kt-")  # answering a shortcoming of last year costs one more
    typed = {name: words for name, words in full.items() if not name.startswith(last_year)} | {"check": "1"}

    assert asked("self_review_edit", typed, 302, bar=" sent") == 10


def test_save_and_leave_writes_one_message_more(asked, office):
    typed = {"s-CN.ND.1": "Một.", "exit": "1", **stamp(office.review, "CN.ND.1")}

    assert asked("self_review_edit", typed, 302, bar=" sent") == 9


def test_the_hand_in_asks_no_more_than_its_bar(asked, office):
    write_all(office)

    assert asked("self_review_submit", {"form_key": "a" * 32}, 302) == 19
