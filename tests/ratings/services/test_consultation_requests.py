"""Letters that ask other organs about a list: who has not answered is named, nobody is held up (P25)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from ratings.enums import Answer, RatingState
from ratings.models import ConsultationLine, ConsultationRequest, Rating
from ratings.services.consultations import Word, record_answers, record_request
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import get, post, signed

ORGAN = "Ủy ban Kiểm tra Tỉnh ủy"
LETTER = {"organ": ORGAN, "number": "640-CV/BTCTU", "dated_on": f.DAY, "due_on": date(2021, 12, 20)}


def ask(scene, ratings=None, actor=None, **letter):
    return record_request(
        scene.campaign,
        scene.ratings if ratings is None else ratings,
        asker=scene.province,
        **LETTER | letter,
        actor=actor or scene.staff,
        at=f.NOON,
    )


def answer(scene, *ratings, on=f.DAY, organ=ORGAN):
    record_answers(
        dict.fromkeys(ratings, Word(Answer.NOTHING)),
        asker=scene.province,
        organ=organ,
        number="118-CV/UBKTTU",
        on=on,
        actor=scene.staff,
        at=f.NOON,
    )


def text_of(response):
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def waiting(scene):
    return (
        ConsultationRequest.objects.visible_to(scene.staff).for_list().values_list("asked", "waiting").get()
    )


def test_whoever_is_not_answered_about_is_counted(scene):
    ask(scene)
    total = len(scene.ratings)
    assert waiting(scene) == (total, total)
    answer(scene, scene.whole)
    answer(scene, scene.deputy, organ="Thanh tra tỉnh")
    assert waiting(scene) == (total, total - 1)
    assert AuditEntry.objects.filter(action="ask_organ").count() == 1


def test_an_answer_from_before_the_letter_does_not_count_and_one_of_its_day_does(scene):
    ask(scene)
    total = len(scene.ratings)
    answer(scene, scene.whole, on=f.DAY - timedelta(days=1))
    assert waiting(scene) == (total, total)
    answer(scene, scene.whole, on=f.DAY)
    assert waiting(scene) == (total, total - 1)


def test_nobody_waits_for_those_who_are_concluded(scene):
    ask(scene)
    rf.make_decided(scene)
    left = Rating.objects.filter(state__in=[RatingState.OPEN, RatingState.APPRAISED]).count()
    assert waiting(scene) == (len(scene.ratings), left)


def test_its_last_day_is_still_in_time(scene):
    letter = ask(scene)
    assert [letter.is_overdue(date(2021, 12, day)) for day in (19, 20, 21)] == [False, False, True]


def test_what_cannot_be_recorded_changes_nothing(scene):
    for given, refusal in (
        ({"dated_on": f.DAY + timedelta(days=1)}, "sau hôm nay"),
        ({"due_on": f.DAY - timedelta(days=1)}, "trước ngày văn bản"),
        ({"ratings": []}, "không còn ai"),
    ):
        with pytest.raises(TransitionDenied, match=refusal):
            ask(scene, **given)
    with pytest.raises(PermissionDenied):
        ask(scene, actor=scene.clerk)
    assert (ConsultationRequest.objects.count(), ConsultationLine.objects.count()) == (0, 0)
    assert not AuditEntry.objects.filter(action="ask_organ").exists()


def test_the_database_refuses_a_line_twice_and_a_limit_before_the_letter(scene):
    letter = ask(scene)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsultationLine.objects.create(request=letter, rating=scene.whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsultationRequest.objects.filter(pk=letter.pk).update(due_on=f.DAY - timedelta(days=1))


def test_it_is_read_by_those_who_appraise_and_nobody_else(scene):
    ask(scene)
    assert ConsultationRequest.objects.visible_to(scene.staff).count() == 1
    assert ConsultationRequest.objects.visible_to(scene.clerk).count() == 0


def test_a_letter_is_written_down_answered_and_named_before_the_sitting(scene, client, clock):
    signed(client, scene.staff)
    typed = {"organ": ORGAN, "number": "640-CV/BTCTU", "dated_on": "14/12/2021", "due_on": "13/12/2021"}
    refused = post(client, "consultation_ask", **typed)
    assert (refused.status_code, ConsultationRequest.objects.count()) == (422, 0)
    assert refused.context["form"]["number"].value() == "640-CV/BTCTU"

    assert post(client, "consultation_ask", **typed | {"due_on": "20/12/2021"}).status_code == 302

    total = ConsultationLine.objects.count()
    still = f"còn {total} trong {total} dòng chưa có ý kiến, hạn 20/12/2021"
    assert still in get(client, "consultation_ask").content.decode()
    warned = f"{ORGAN}: còn {total} dòng chưa có ý kiến, hạn 20/12/2021."
    assert warned in get(client, "sitting_prepare").content.decode()
    key = ConsultationRequest.objects.get().key
    page = client.get(reverse("ratings:consultation_record"), {"de_nghi": key})
    assert page.context["form"]["organ"].value() == ORGAN
    answer(scene, *scene.ratings)
    assert "Không còn dòng nào chờ ý kiến" in get(client, "consultation_ask").content.decode()
    assert warned not in get(client, "sitting_prepare").content.decode()
    assert client.get(reverse("ratings:consultation_record"), {"de_nghi": "khong-co"}).status_code == 404


def test_a_letter_about_one_unit_asks_about_its_list_alone(scene, client, clock):
    signed(client, scene.staff)
    unit = scene.whole.subject.unit
    post(client, "consultation_ask", organ=ORGAN, dated_on="14/12/2021", due_on="14/12/2021", unit=unit.key)
    asked = Rating.objects.filter(pk__in=ConsultationLine.objects.values("rating"))
    assert set(asked) == set(Rating.objects.leading().filter(subject__unit=unit, subject__route="decided"))


def test_home_names_the_organ_that_let_its_day_go_by(scene, client, clock):
    """The day itself is still in time, and only those who appraise are told."""
    letter = ask(scene, dated_on=date(2021, 12, 10), due_on=f.DAY)
    words = f"Nhắc cơ quan liên quan cho ý kiến: {ORGAN}"
    signed(client, scene.staff)
    assert words not in text_of(client.get("/"))
    ConsultationRequest.objects.filter(pk=letter.pk).update(due_on=date(2021, 12, 13))
    page = text_of(client.get("/"))
    assert words in page
    assert "Còn 04 tập thể, cá nhân chưa có ý kiến, hạn 13/12/2021." in page
    assert words not in text_of(signed(client, scene.clerk).get("/"))
    answer(scene, *scene.ratings)
    assert words not in text_of(signed(client, scene.staff).get("/"))
