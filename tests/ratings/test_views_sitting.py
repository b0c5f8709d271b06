"""What the page of a sitting says of its groups and its list."""

import pytest

from organizations.enums import Level
from ratings.models import Rating
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import get, signed

pytestmark = pytest.mark.usefixtures("clock")


def test_groups_in_which_nobody_is_proposed_for_the_highest_level_are_one_folded_line(scene, client):
    levels = dict.fromkeys([one.pk for one in scene.ratings], Level.GOOD) | {scene.deputy.pk: Level.EXCELLENT}
    rf.appraise_all(scene, levels=levels)
    for name, rating in (("Nhóm một", scene.head), ("Nhóm hai", scene.deputy), ("Nhóm ba", scene.member)):
        group = f.make_group(name, campaign=scene.campaign)
        Rating.objects.filter(pk=rating.pk).update(group=group)
    sitting = rf.make_sitting(scene, open_it=False)

    page = get(signed(client, scene.staff), "sitting_detail", sitting.key)

    agenda, text = page.context["agenda"], page.content.decode()
    assert [one.group.name for one in agenda.quiet_groups] == ["Nhóm một", "Nhóm ba"]
    assert "2 nhóm chưa có ai được đề nghị Hoàn thành xuất sắc nhiệm vụ</summary>" in text
    shown, _fold, folded = text.partition("2 nhóm chưa có ai")
    assert ("Nhóm hai" in shown, "Nhóm một" in shown, "Nhóm một" in folded) == (True, False, True)
