"""After receipt, the conference, the counts and the levels under a dossier stay; reopening is asked for (P104.6)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from deadlines.models import Dossier
from deadlines.services.desk import accept_dossier, receive_dossier, return_dossier
from deadlines.services.sendings import recall_dossier, request_reopening, send_dossier
from organizations.models import AuditEntry
from ratings.models import Ballot, Rating, Tally
from reviews.models import Conference, Place, Remark, SelfReview
from tests.deadlines.conftest import fill, hand_in
from tests.factories import NOON, make_account

LATER = NOON + timedelta(hours=3)
PLAN_WORDS = "Hội nghị thống nhất cao với nội dung báo cáo và các bản kiểm điểm."


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


def typed(district, **fields):
    values = {
        "papers_sent_on": "01/12/2021",
        "held_on": "06/12/2021",
        "place": "Hội trường",
        "chair": "Quách Đình Lự",
        "secretary": "Hà Thị Lan",
        "convened_count": "11",
        "present_count": "11",
        "conclusion": PLAN_WORDS,
        "minutes_mode": "typed",
    }
    for number, subject in enumerate(district.subjects, 1):
        values |= {f"{subject.key}-order": str(number), f"{subject.key}-reviewed": "1"}
    return values | fields


@pytest.fixture
def held(client, district):
    """The conference entered by the clerk through its page; every part of the dossier is there."""
    client.force_login(district.clerk)
    page = reverse("reviews:conference_create", args=[district.unit.collective.key])
    answer = client.post(page, typed(district))
    assert answer.status_code == 302
    fill(district.dossier)
    return Conference.objects.get()


@pytest.fixture
def received(district, held, staff):
    """The dossier lies received at the Organization Committee's."""
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    receive_dossier(district.dossier, actor=staff, at=NOON)
    return held


def edit(client, district, conference, **fields):
    version = {"version": str(conference.version)}
    page = reverse("reviews:conference_edit", args=[conference.key])
    return client.post(page, typed(district, **fields) | version)


def remark(district, words):
    return {f"{district.subjects[1].key}-remarks": words}


def test_before_receipt_the_unit_corrects_its_conference_itself(client, district, held, staff):
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    recall_dossier(district.dossier, actor=district.clerk, at=NOON)

    answer = edit(client, district, held, **remark(district, "Đồng chí Quyên: còn nóng."))

    assert answer.status_code == 302
    assert Remark.objects.get().text == "còn nóng."


def test_after_receipt_it_is_refused_and_what_was_typed_is_shown_back(client, district, received):
    entries = AuditEntry.objects.count()
    words = "Đồng chí Quyên: đồng chí còn nóng, có việc bàn chưa kỹ với tập thể đã triển khai."

    answer = edit(client, district, received, **remark(district, words))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hồ sơ đã được tiếp nhận, chưa sửa được" in page
    assert words in page
    assert reverse("deadlines:dossier_reopen", args=[district.dossier.key]) in page
    assert "Đã lưu" not in client.get("/").content.decode()
    assert not Remark.objects.exists()
    assert Conference.objects.get().version == received.version
    assert AuditEntry.objects.count() == entries


def test_once_it_was_opened_again_the_unit_corrects_it(client, district, received, staff):
    request_reopening(district.dossier, reason="Sai ngày sinh", actor=district.clerk, at=NOON)
    item = district.dossier.items.first()
    return_dossier(
        district.dossier,
        notes={item.key: ""},
        reason="Mở lại để sửa",
        before=date(2021, 12, 17),
        actor=staff,
        at=NOON,
    )

    assert edit(client, district, received, **remark(district, "Quyên: còn nóng.")).status_code == 302
    assert Remark.objects.count() == 1


@pytest.mark.usefixtures("received")
def test_nobody_in_it_is_reviewed_again_on_another_day(client, district):
    page = reverse("reviews:conference_create", args=[district.unit.collective.key])

    answer = client.post(page, typed(district, held_on="13/12/2021"))

    assert answer.status_code == 422  # all have been reviewed: nobody is left for a second session
    assert Conference.objects.count() == 1
    assert set(Place.objects.values_list("concluded_on", flat=True)) == {date(2021, 12, 6)}


@pytest.mark.usefixtures("received")
def test_the_level_that_was_proposed_stays(client, district):
    rating = Rating.objects.get(subject=district.collective)
    page = reverse("ratings:proposal_edit", args=[district.unit.key])
    levels = {f"version-{one.key}": str(one.version) for one in Rating.objects.all()}
    levels |= {f"level-{rating.key}": "good", "on": "06/12/2021"}
    assert client.get(page).status_code == 200

    answer = client.post(page, levels | {f"reason-{rating.key}": "Tập thể biểu quyết"})

    rating.refresh_from_db()
    assert (answer.status_code, rating.proposed_level, rating.state) == (409, "", "open")


def test_counts_that_wait_for_the_second_person_stay_as_they_were_sent(client, district, received):
    ballot = Ballot.objects.create(
        conference=received,
        name="Đề nghị",
        state="entered",
        convened_count=11,
        present_count=11,
        issued_count=11,
        returned_count=11,
        valid_count=11,
        entered_by=district.clerk,
        entered_at=NOON,
    )
    rating = Rating.objects.get(subject=district.collective)
    Tally.objects.create(ballot=ballot, rating=rating, position=1, good_count=11)
    checker = make_account("unit_checker", district.unit.scope)
    client.force_login(checker)

    page = reverse("ratings:ballot_check", args=[ballot.key])
    answer = client.post(page, {"version": str(ballot.version)})

    ballot.refresh_from_db()
    assert (answer.status_code, ballot.state, ballot.checked_by) == (409, "entered", None)


@pytest.mark.usefixtures("received")
def test_another_unit_s_work_goes_on(client, department):
    client.force_login(department.clerk)
    page = reverse("reviews:conference_create", args=[department.unit.collective.key])

    assert client.post(page, typed(department)).status_code == 302
    assert Conference.objects.count() == 2


OLD, NEW = "Đã làm xong 08/14 việc.", "Đã làm xong cả 14 việc."


@pytest.fixture
def written(district):
    """The cadre has handed in his self-review."""
    return hand_in(district, OLD)


def give_back(client, review):
    page = reverse("reviews:self_review_return", args=[review.key])
    return client.post(page, {"section": "CN.ND.1", "reason": "Nêu rõ hơn kết quả của từng việc."})


def content_for(client, staff, dossier):
    item = dossier.items.get(code="BAN_KIEM_DIEM")
    client.force_login(staff)
    return client.get(reverse("deadlines:item_content", args=[item.key]))


def open_again(district, staff):
    item = district.dossier.items.get(code="BAN_KIEM_DIEM")
    return_dossier(
        district.dossier,
        notes={item.key: ""},
        reason="Nêu rõ hơn",
        before=date(2021, 12, 17),
        actor=staff,
        at=NOON,
    )


@pytest.mark.parametrize("state", ["received", "accepted", "archived"])
def test_a_self_review_in_it_is_not_given_back(client, district, written, held, staff, state):
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    receive_dossier(district.dossier, actor=staff, at=NOON)
    accept_dossier(district.dossier, actor=staff, at=NOON)
    Dossier.objects.filter(pk=district.dossier.pk).update(state=state)

    answer = give_back(client, written)

    page = answer.content.decode()
    written.refresh_from_db()
    assert (answer.status_code, written.state, written.return_reason) == (409, "submitted", "")
    assert not written.sections.exclude(return_note="").exists()
    assert "Nêu rõ hơn kết quả của từng việc." in page
    way_on = reverse("deadlines:dossier_reopen", args=[district.dossier.key])
    assert (way_on in page) is (state != "archived")
    assert OLD in content_for(client, staff, district.dossier).content.decode()


def test_from_the_sending_on_the_way_is_to_take_the_dossier_back_first(client, district, written, held):
    send_dossier(district.dossier, actor=district.clerk, at=NOON)

    page = give_back(client, written)

    assert page.status_code == 409
    assert "Mở hồ sơ để thu hồi" in page.content.decode()
    recall_dossier(district.dossier, actor=district.clerk, at=NOON)
    assert give_back(client, written).status_code == 302


@pytest.mark.usefixtures("received")
def test_a_cell_secretary_who_cannot_ask_is_told_who_can(client, district, written):
    secretary = make_account("cell_secretary", district.unit.scope)
    client.force_login(secretary)

    answer = give_back(client, written)

    assert answer.status_code == 409
    assert "đơn vị xin mở lại hồ sơ" in answer.content.decode()
    assert reverse("deadlines:dossier_reopen", args=[district.dossier.key]) not in answer.content.decode()


@pytest.mark.usefixtures("written", "received")
def test_while_it_is_open_again_the_organ_reads_what_was_sent(client, district, staff):
    open_again(district, staff)
    review = SelfReview.objects.get(subject=district.subjects[1])
    client.force_login(district.clerk)

    assert give_back(client, review).status_code == 302

    assert f"<p>{OLD}</p>" in content_for(client, staff, district.dossier).content.decode()
    with time_machine.travel(LATER, tick=False):
        hand_in(district, NEW, at=LATER)
        assert NEW not in content_for(client, staff, district.dossier).content.decode()
        send_dossier(district.dossier, actor=district.clerk, at=LATER)
    page = content_for(client, staff, district.dossier).content.decode()
    assert f"<p>{NEW}</p>" in page
    assert OLD not in page


@pytest.mark.usefixtures("received")
def test_a_part_that_the_dossier_went_without_may_still_be_handed_in(client, district, staff):
    assert content_for(client, staff, district.dossier).status_code == 404

    hand_in(district, OLD)

    assert f"<p>{OLD}</p>" in content_for(client, staff, district.dossier).content.decode()


@pytest.mark.usefixtures("received")
def test_completing_changes_nothing_of_it_and_stays_possible(client, district, written):
    district.subjects[1].places.update(concluded_on=date(2021, 12, 6))

    answer = client.post(
        reverse("reviews:self_review_complete", args=[written.key]), {"completed_on": "06/12/2021"}
    )

    written.refresh_from_db()
    assert (answer.status_code, written.state) == (302, "completed")


@pytest.mark.usefixtures("received")
def test_no_complete_text_is_begun_of_what_lies_at_the_desk(client, district, written):
    district.subjects[1].places.update(concluded_on=date(2021, 12, 6))

    client.force_login(written.subject.person.account)

    answer = client.post(reverse("reviews:self_review_final", args=[written.key]))

    written.refresh_from_db()
    assert (answer.status_code, written.state) == (409, "submitted")


@pytest.mark.usefixtures("received")
def test_a_paper_self_review_is_neither_recorded_anew_nor_changed(client, district):
    subject = district.subjects[1]
    SelfReview.objects.filter(subject=subject).update(
        form="paper", state="paper", paper_received_on=date(2021, 12, 6), paper_sheets=4
    )
    review = SelfReview.objects.get(subject=subject)
    page = reverse("reviews:subject_paper", args=[subject.key])
    client.post(page, {"received_on": "07/12/2021", "sheets": "9", "level": "excellent"})

    answer = give_back(client, review)

    review.refresh_from_db()
    assert (answer.status_code, review.state, review.paper_sheets, review.self_level) == (409, "paper", 4, "")
