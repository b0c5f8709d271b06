"""After receipt, the conference, the counts and the levels under a dossier stay; reopening is asked for (P104.6)."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from deadlines.services.desk import receive_dossier, return_dossier
from deadlines.services.sendings import recall_dossier, request_reopening, send_dossier
from organizations.models import AuditEntry
from ratings.models import Ballot, Rating, Tally
from reviews.models import Conference, Place, Remark
from tests.deadlines.conftest import fill
from tests.factories import NOON, make_account

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

    assert answer.status_code == 409
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
