"""The inspection answers from its own account: only what it was asked, each version kept, until the asker closes it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.models import Person
from organizations.enums import Role
from organizations.models import AuditEntry, Notice
from organizations.workflow import TransitionDenied
from ratings.enums import Answer, RatingState
from ratings.models import Consultation, ConsultationRequest, EarlierAnswer, Rating
from ratings.queries.consultations import asked_lines, inquiry_of, read_by
from ratings.queries.pages import summary_of
from ratings.services.consultations import (
    Word,
    answer_request,
    close_request,
    record_answers,
    record_request,
    reopen_request,
)
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import get, post, signed

ORGAN = "Ủy ban Kiểm tra Tỉnh ủy"
DUE = date(2021, 12, 20)
ACCUSED = Word(Answer.ACCUSED, "Đơn ngày 02/12/2021")


@pytest.fixture
def asked(scene):
    """The province has asked its inspection about the whole list."""
    scene.inspector = f.make_account(Role.INSPECTION, full_name="Nông Văn Kiểm")
    scene.letter = ask(scene)
    return scene


def ask(scene, **given):
    values = {
        "organ": ORGAN,
        "number": "640-CV/BTCTU",
        "dated_on": f.DAY,
        "due_on": DUE,
        "to_inspection": True,
    }
    return record_request(
        scene.campaign, scene.ratings, asker=scene.province, actor=scene.staff, at=f.NOON, **values | given
    )


def answer(scene, words, actor=None, number=""):
    return answer_request(scene.letter, words, number=number, actor=actor or scene.inspector, at=f.NOON)


def said():
    return list(Consultation.objects.order_by("rating").values_list("rating", "answer", "text"))


def test_what_is_asked_is_told_to_the_inspection_and_the_answer_to_the_asker(asked):
    told = Notice.objects.get(recipient=asked.inspector)
    assert told.path == reverse("ratings:inquiry_answer", args=[asked.letter.key])
    assert told.title == "Đề nghị cung cấp thông tin, trả lời đến hết ngày 20/12/2021"
    assert not any(one.subject.label in told.title + told.body for one in asked.ratings)

    assert answer(asked, {asked.whole: Word(Answer.NOTHING), asked.deputy: ACCUSED}) == 2

    assert said() == [(asked.whole.pk, "nothing", ""), (asked.deputy.pk, "accused", ACCUSED.text)]
    row = Consultation.objects.get(rating=asked.deputy)
    assert (row.asker, row.organ, row.answered_on, row.entered_by) == (
        asked.province,
        ORGAN,
        f.DAY,
        asked.inspector,
    )
    back = Notice.objects.get(recipient=asked.staff)
    assert "Bùi Đức Khải" not in back.title + back.body
    assert Rating.objects.get(pk=asked.deputy.pk).state == RatingState.OPEN
    assert ConsultationRequest.objects.put_to(asked.inspector).for_list().get().waiting == 2


def test_every_version_is_kept_and_the_same_word_is_no_new_one(asked):
    answer(asked, {asked.deputy: ACCUSED})
    assert answer(asked, {asked.deputy: ACCUSED}) == 0
    answer(asked, {asked.deputy: Word(Answer.FOUND, "Kết luận 12-KL/UBKTTU ngày 10/12/2021")})
    answer(asked, {asked.deputy: Word(Answer.NOTHING)}, number="118-CV/UBKTTU")

    assert said() == [(asked.deputy.pk, "nothing", "")]
    assert list(EarlierAnswer.objects.values_list("answer", "text", "entered_by")) == [
        ("accused", ACCUSED.text, asked.inspector.pk),
        ("found", "Kết luận 12-KL/UBKTTU ngày 10/12/2021", asked.inspector.pk),
    ]
    line = next(one for one in asked_lines(asked.letter, asked.staff) if one.rating == asked.deputy)
    assert [one.answer for one in line.earlier] == ["accused", "found"]
    assert AuditEntry.objects.filter(action="record_answer").count() == 3


def test_a_letter_of_the_same_organ_takes_the_place_of_what_was_answered_on_screen(asked):
    answer(asked, {asked.deputy: ACCUSED})
    record_answers(
        {asked.deputy: Word(Answer.NOTHING)}, asker=asked.province, organ=ORGAN, number="9-CV/UBKTTU",
        on=f.DAY, actor=asked.staff, at=f.NOON,
    )  # fmt: skip
    assert said() == [(asked.deputy.pk, "nothing", "")]
    assert EarlierAnswer.objects.get().text == ACCUSED.text


def test_what_cannot_be_answered_changes_nothing(asked):
    other = f.make_rating(f.make_subject())
    for words, refusal in (
        ({}, "ít nhất một"),
        ({asked.deputy: Word(Answer.FOUND)}, "Ghi số, ngày văn bản"),
        ({asked.deputy: Word(Answer.DISCIPLINED)}, "Ghi số, ngày văn bản"),
        ({asked.deputy: ACCUSED, other: ACCUSED}, "không được hỏi"),
    ):
        with pytest.raises(TransitionDenied, match=refusal):
            answer(asked, words)
    for actor in (
        asked.staff,
        asked.clerk,
        asked.members[0],
        f.make_account(Role.INSPECTION, asked.unit.organization),
    ):
        with pytest.raises(PermissionDenied):
            answer(asked, {asked.deputy: ACCUSED}, actor=actor)
    rf.make_decided(asked)
    with pytest.raises(TransitionDenied, match="Đã có kết luận"):
        answer(asked, {asked.whole: ACCUSED})
    assert said() == []
    assert not AuditEntry.objects.filter(action="record_answer").exists()


def test_once_closed_it_is_put_right_by_letter_or_after_it_is_opened_again(asked):
    answer(asked, {asked.deputy: ACCUSED})
    close_request(asked.letter, actor=asked.staff, at=f.NOON)
    with pytest.raises(TransitionDenied, match="đã chốt"):
        answer(asked, {asked.deputy: Word(Answer.NOTHING)})
    assert said() == [(asked.deputy.pk, "accused", ACCUSED.text)]
    for actor in (asked.inspector, asked.clerk):
        with pytest.raises(PermissionDenied):
            reopen_request(asked.letter, actor=actor)
    reopen_request(asked.letter, actor=asked.staff)
    reopen_request(asked.letter, actor=asked.staff)
    answer(asked, {asked.deputy: Word(Answer.NOTHING)})
    assert said() == [(asked.deputy.pk, "nothing", "")]
    acts = (
        AuditEntry.objects.filter(target_key=asked.letter.key).order_by("pk").values_list("action", flat=True)
    )
    assert list(acts) == ["ask_organ", "close_inquiry", "reopen_inquiry"]


def test_only_an_inspection_that_has_an_account_is_asked_on_screen(scene):
    for given, refusal in (
        ({}, "Chưa có tài khoản Ủy ban Kiểm tra"),
        ({"organ": "Thanh tra tỉnh"}, "Chỉ chọn khi hỏi Ủy ban Kiểm tra"),
    ):
        with pytest.raises(TransitionDenied, match=refusal):
            ask(scene, **given)
    assert not ConsultationRequest.objects.exists()


def test_nobody_reads_or_answers_what_is_asked_about_himself(asked):
    own = f.make_account(Role.INSPECTION, full_name="Bùi Đức Khải")
    Person.objects.filter(pk=asked.deputy.subject.person_id).update(account=own)
    answer(asked, {asked.deputy: ACCUSED})
    asked.deputy = Rating.objects.select_related("subject__person").get(pk=asked.deputy.pk)
    assert asked.deputy not in inquiry_of(asked.letter, own, f.DAY).open_ratings
    with pytest.raises(TransitionDenied, match="không được hỏi"):
        answer(asked, {asked.deputy: Word(Answer.NOTHING)}, actor=own)

    Person.objects.filter(account=own).update(account=asked.staff)
    asked.deputy = Rating.objects.select_related("subject__person").get(pk=asked.deputy.pk)
    assert asked.deputy not in [one.rating for one in asked_lines(asked.letter, asked.staff)]
    assert read_by(asked.staff, asked.deputy) == frozenset()
    assert read_by(asked.other_staff, asked.deputy) == {asked.province.pk}
    assert list(Consultation.objects.visible_to(asked.staff)) == []
    assert len(Consultation.objects.visible_to(asked.other_staff)) == 1
    assert said() == [(asked.deputy.pk, "accused", ACCUSED.text)]


def test_whoever_appraises_is_warned_and_held_up_by_nothing(asked):
    answer(asked, {asked.deputy: ACCUSED, asked.whole: Word(Answer.NOTHING)})
    told = {
        one.pk: [note.text for note in summary_of(one, inside=True, askers=[asked.province.pk]).notes[:1]]
        for one in Rating.objects.filter(pk__in=[asked.whole.pk, asked.deputy.pk, asked.member.pk])
    }
    assert told[asked.deputy.pk] == [
        f"{ORGAN}: đang giải quyết tố cáo (Đơn ngày 02/12/2021). Chưa có kết luận: xem xét việc tạm dừng."
    ]
    assert told[asked.member.pk] == [
        f"{ORGAN} chưa có ý kiến, hạn 20/12/2021. Chưa có ý kiến không cản việc trình."
    ]
    assert not any(ORGAN in text for text in told[asked.whole.pk])
    unread = summary_of(Rating.objects.get(pk=asked.deputy.pk), inside=True)
    assert not any(ORGAN in note.text for note in unread.notes)
    assert not unread.is_looked_into
    highest = summary_of(Rating.objects.get(pk=asked.deputy.pk), inside=True, askers=[asked.province.pk])
    assert highest.highest == unread.highest


def test_where_nobody_was_asked_it_is_said_quietly_and_only_before_the_sitting(scene):
    text = "Chưa đề nghị cơ quan liên quan cung cấp thông tin."
    rating = Rating.objects.get(pk=scene.whole.pk)
    told = summary_of(rating, inside=True, askers=[scene.province.pk]).notes
    assert [one.kind for one in told if one.text == text] == ["wait"]
    assert text not in [one.text for one in summary_of(rating, inside=True).notes]
    rf.make_decided(scene)
    decided = Rating.objects.get(pk=scene.whole.pk)
    assert text not in [
        one.text for one in summary_of(decided, inside=True, askers=[scene.province.pk]).notes
    ]


def test_the_database_refuses_an_unknown_word_and_a_change_of_what_was_said_earlier(asked):
    answer(asked, {asked.deputy: ACCUSED})
    row = Consultation.objects.get()
    known = {"consultation": row, "answered_on": f.DAY, "entered_by": asked.inspector, "entered_at": f.NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlierAnswer.objects.create(answer="maybe", **known)
    EarlierAnswer.objects.create(answer="pending", **known)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EarlierAnswer.objects.update(text="khác")


def boxes(scene, **words):
    typed = {f"tl-{one.key}": "" for one in scene.ratings} | {f"nd-{one.key}": "" for one in scene.ratings}
    return typed | words


@pytest.mark.usefixtures("clock")
def test_it_answers_on_one_page_everything_at_once_and_nothing_typed_is_lost(asked, client):
    signed(client, asked.inspector)
    page = " ".join(client.get("/").content.decode().replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Trả lời đề nghị cung cấp thông tin: Đảng bộ tỉnh Minh Giang" in page
    assert "Hạn 20/12/2021, còn 6 ngày" in page
    shown = get(client, "inquiry_answer", asked.letter.key).content.decode()
    assert all(one.subject.label in shown for one in asked.ratings)
    assert "Hoàn thành" not in shown

    found, deputy, head = f"tl-{asked.deputy.key}", asked.deputy.key, asked.head.key
    typed = boxes(asked, **{found: "found", f"nd-{head}": "Có đơn"})
    refused = post(client, "inquiry_answer", asked.letter.key, **typed)
    assert (refused.status_code, said()) == (422, [])
    form = refused.context["form"]
    assert sorted(form.errors) == sorted([f"nd-{deputy}", f"tl-{head}"])
    assert (form[found].value(), form[f"nd-{head}"].value()) == ("found", "Có đơn")

    typed = boxes(asked, rest="on", number="118-CV/UBKTTU", **{found: "accused"})
    done = post(client, "inquiry_answer", asked.letter.key, **typed)
    assert done.status_code == 302
    words = dict(Consultation.objects.values_list("rating", "answer"))
    assert words == dict.fromkeys([one.pk for one in asked.ratings], "nothing") | {asked.deputy.pk: "accused"}
    again = get(client, "inquiry_answer", asked.letter.key).context["form"]
    assert (again[found].value(), again["number"].value()) == ("accused", "118-CV/UBKTTU")
    emptied = post(client, "inquiry_answer", asked.letter.key, **boxes(asked, number="118-CV/UBKTTU"))
    assert (emptied.status_code, EarlierAnswer.objects.count()) == (422, 0)


def test_from_an_answer_not_concluded_the_pause_begins_with_its_organ_and_day(asked, client):
    answer(asked, {asked.deputy: ACCUSED})
    signed(client, asked.staff)
    link = reverse("ratings:rating_pause", args=[asked.deputy.key]) + "?theo_tra_loi=1"
    for page in ("consultation_detail", "rating_detail"):
        key = asked.letter.key if page == "consultation_detail" else asked.deputy.key
        assert link in get(client, page, key).content.decode()
    assert link.partition("?")[0] + "?" not in get(client, "rating_detail", asked.whole.key).content.decode()
    form = client.get(link).context["form"]
    assert (form["organ"].value(), form["on"].value()) == (ORGAN, f.DAY)
    bare = client.get(link.partition("?")[0]).context["form"]
    assert (bare["organ"].value(), bare["on"].value()) == (None, None)
    assert Rating.objects.get(pk=asked.deputy.pk).state == RatingState.OPEN


def test_the_asker_closes_and_opens_again_and_the_inspection_sees_it(asked, client):
    signed(client, asked.staff)
    assert post(client, "consultation_close", asked.letter.key).status_code == 302
    signed(client, asked.inspector)
    page = get(client, "inquiry_answer", asked.letter.key).content.decode()
    assert "Nơi hỏi đã chốt" in page
    assert post(client, "consultation_close", asked.letter.key).status_code == 403
    refused = post(client, "inquiry_answer", asked.letter.key, **boxes(asked, rest="on"))
    assert (refused.status_code, said()) == (422, [])
    signed(client, asked.staff)
    post(client, "consultation_close", asked.letter.key, reopen="1")
    assert ConsultationRequest.objects.get().closed_at is None


def test_a_list_of_one_line_or_three_asks_the_same_number_of_questions(asked, client):
    few = f.make_inquiry([asked.whole], asked.staff)
    signed(client, asked.inspector)
    for page, account in (("inquiry_answer", asked.inspector), ("consultation_detail", asked.staff)):
        signed(client, account)
        counts = []
        for letter in (few, asked.letter):
            get(client, page, letter.key)
            with CaptureQueriesContext(connection) as asks:
                get(client, page, letter.key)
            counts.append(len(asks))
        assert counts[0] == counts[1], page
