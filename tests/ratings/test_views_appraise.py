"""The appraisal asks for a reason only where one could be needed."""

import pytest

from organizations.enums import Capacity, Grade, Level
from ratings.models import Assessment, CriterionGrade
from ratings.queries.facts import regulation_of
from ratings.services.ratings import admit_ratings
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import get, post, signed

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def admitted(scene, client):
    """A whole unit proposed good and admitted, read by staff."""
    rf.propose(scene, (scene.whole, Level.GOOD), (scene.head, Level.GOOD), (scene.deputy, Level.GOOD))
    admit_ratings(scene.ratings, actor=scene.staff, at=f.NOON)
    signed(client, scene.staff)
    return scene


def grade_everything_good(scene, rating):
    said = Assessment.objects.create(
        rating=rating, kind="home", state="confirmed", typed_by=scene.staff, typed_at=f.NOON,
        confirmed_by=scene.staff, confirmed_at=f.NOON, confirmed_how="screen",
    )  # fmt: skip
    for one in regulation_of(scene.campaign).criteria_for(Capacity.OFFICE):
        CriterionGrade.objects.create(assessment=said, criterion=one.code, grade=Grade.GOOD)


def test_no_reason_is_asked_where_no_higher_level_may_be_chosen(admitted, client):
    form = get(client, "rating_appraise", admitted.head.key).context["form"]

    assert list(form.fields) == ["level", "text", "version"]
    typed = {
        "level": "excellent",
        "text": "Đủ thành phần.",
        "reason": "Nổi trội",
        "version": admitted.head.version,
    }
    refused = post(client, "rating_appraise", admitted.head.key, **typed)
    assert refused.context["form"]["reason"].value() == "Nổi trội"


def test_a_reason_is_asked_for_the_levels_that_need_one(admitted, client):
    grade_everything_good(admitted, admitted.deputy)
    admitted.deputy.refresh_from_db()

    form = get(client, "rating_appraise", admitted.deputy.key).context["form"]

    assert form.fields["reason"].help_text == "Bắt buộc khi chọn “Hoàn thành xuất sắc nhiệm vụ”."
    typed = {"level": "excellent", "text": "Đủ thành phần.", "version": admitted.deputy.version}
    refused = post(client, "rating_appraise", admitted.deputy.key, **typed, reason="")
    assert list(refused.context["form"].errors) == ["reason"]
    assert post(client, "rating_appraise", admitted.deputy.key, **typed, reason="Nổi trội").status_code == 302


def test_an_appraisal_is_taken_where_no_reason_was_asked(admitted, client):
    admitted.head.refresh_from_db()
    typed = {"level": "good", "text": "Đủ thành phần.", "version": admitted.head.version}

    assert post(client, "rating_appraise", admitted.head.key, **typed).status_code == 302

    admitted.head.refresh_from_db()
    assert admitted.head.appraised_level == Level.GOOD
