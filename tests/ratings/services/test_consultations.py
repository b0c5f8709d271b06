"""What other organs answered: typed from their letter, read where it is weighed, nowhere else."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from ratings.enums import Answer, RatingState
from ratings.models import Consultation, Rating
from ratings.papers import paper_of_sitting
from ratings.queries.pages import Answered, summary_of
from ratings.services.consultations import Word, record_answers
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import get, post, signed

ORGAN = "Ủy ban Kiểm tra Tỉnh ủy"


def answer(scene, answers, actor=None, on=f.DAY, number="118-CV/UBKTTU"):
    words = {one: Word(answer) for one, answer in answers.items()}
    asker = scene.province
    record_answers(
        words, asker=asker, organ=ORGAN, number=number, on=on, actor=actor or scene.staff, at=f.NOON
    )


def test_a_later_answer_of_the_same_organ_stands(scene):
    answer(scene, {scene.whole: Answer.NOTHING, scene.deputy: Answer.PENDING})
    answer(scene, {scene.deputy: Answer.NOTHING}, number="120-CV/UBKTTU")
    rows = Consultation.objects.order_by("rating").values_list("rating", "answer", "number", "answered_on")
    assert list(rows) == [
        (scene.whole.pk, "nothing", "118-CV/UBKTTU", f.DAY),
        (scene.deputy.pk, "nothing", "120-CV/UBKTTU", f.DAY),
    ]
    assert AuditEntry.objects.filter(action="record_answer").count() == 3
    assert Rating.objects.get(pk=scene.deputy.pk).state == RatingState.OPEN


def test_what_cannot_be_recorded_changes_nothing(scene):
    for given, refusal in (
        ({"answers": {}}, "ít nhất một"),
        ({"answers": {scene.whole: Answer.NOTHING}, "on": date(2021, 12, 15)}, "sau hôm nay"),
    ):
        with pytest.raises(TransitionDenied, match=refusal):
            answer(scene, **given)
    with pytest.raises(PermissionDenied):
        answer(scene, {scene.whole: Answer.NOTHING}, actor=scene.clerk)
    rf.make_decided(scene)
    with pytest.raises(TransitionDenied, match="Đã có kết luận"):
        answer(scene, {scene.whole: Answer.NOTHING})
    assert Consultation.objects.count() == 0


def test_the_database_refuses_two_answers_of_one_organ_and_an_unknown_word(scene):
    answer(scene, {scene.whole: Answer.NOTHING})
    known = {"asker": scene.province, "answered_on": f.DAY, "entered_by": scene.staff, "entered_at": f.NOON}
    for fields in ({"organ": ORGAN, "answer": "nothing"}, {"organ": "Thanh tra tỉnh", "answer": "maybe"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consultation.objects.create(rating=scene.whole, **known, **fields)


def test_it_is_read_where_it_is_weighed_and_nowhere_else(scene):
    rf.appraise_all(scene)
    answer(scene, {scene.deputy: Answer.PENDING})
    deputy = Rating.objects.get(pk=scene.deputy.pk)
    words = "Đang xem xét, đề nghị chưa xếp loại"
    said = (Answered(ORGAN, words, "118-CV/UBKTTU", f.DAY, is_open=True),)
    assert summary_of(deputy, inside=True, askers=[scene.province.pk]).answers == said
    assert summary_of(deputy, inside=True).answers == ()
    paper = paper_of_sitting(rf.make_sitting(scene, open_it=False))
    said = f"{ORGAN}: {words}"
    assert [one.agencies for one in paper.persons] == ["", said, ""]
    assert "hồ sơ của 01 đơn vị và ý kiến của các cơ quan liên quan, Ban Tổ chức" in paper.body


def test_a_letter_is_typed_for_a_whole_list_at_once(scene, client):
    signed(client, scene.staff)
    typed = {"organ": ORGAN, "number": "118-CV/UBKTTU", "rest": "on"}
    typed |= {f"tl-{one.key}": "" for one in scene.ratings} | {f"tl-{scene.deputy.key}": "pending"}
    refused = post(client, "consultation_record", **typed, on="hôm qua")
    assert (refused.status_code, Consultation.objects.count()) == (422, 0)
    assert refused.context["form"][f"tl-{scene.deputy.key}"].value() == "pending"

    done = post(client, "consultation_record", **typed, on="14/12/2021")

    assert done.status_code == 302
    words = dict(Consultation.objects.values_list("rating", "answer"))
    assert words == dict.fromkeys([one.pk for one in scene.ratings], "nothing") | {scene.deputy.pk: "pending"}
    assert ORGAN in get(client, "rating_detail", scene.deputy.key).content.decode()
    signed(client, scene.clerk)
    assert ORGAN not in get(client, "rating_detail", scene.deputy.key).content.decode()
    assert client.get(reverse("ratings:consultation_record")).context["form"].lines == []
