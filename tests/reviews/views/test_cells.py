"""The evening of a cell as its clerk types it: one address, everything kept, one act."""

from datetime import date

import pytest

from organizations.enums import Role
from reviews.models import Conference, ConferencePlan, Subject
from tests.factories import make_account, make_conference_plan
from tests.reviews.office import url
from tests.reviews.services.test_cells import HELD, Village

pytestmark = pytest.mark.django_db


def words(answer):
    """The page, its joined words apart again."""
    return answer.content.decode().replace("\xa0", " ")


@pytest.fixture
def village():
    return Village()


@pytest.fixture
def address(client, village):
    client.force_login(village.clerk)
    return url("cell_meeting", village.cell.key)


def typed(village, **changes):
    """The page as the clerk fills it in: three papers, one away."""
    boxes = {
        "held_on": "12/12/2021", "place": "Nhà văn hóa xóm", "chair": "Hà Thị Đào", "secretary": "Lò Văn Bưởi",
        "convened_count": "4", "present_count": "3", "minutes_mode": "typed",
    }  # fmt: skip
    for one in village.subjects:
        boxes |= {f"{one.key}-reviewed": "1", f"{one.key}-sheets": "2", f"{one.key}-level": "good"}
    away = village.subjects[3].key
    boxes |= {f"{away}-reviewed": "0", f"{away}-sheets": "", f"{away}-level": ""}
    boxes[f"{away}-absent_reason"] = "Đi làm ăn xa"
    return boxes | changes


def test_who_is_away_is_shown_so_and_nobody_s_level_is_preset(client, address, village):
    text = words(client.get(address))

    assert text.count('value="Đi làm ăn xa"') == 1
    assert '<option value="good" selected>' not in text
    assert text.index("Hà Thị Đào") < text.index("Lò Văn Bưởi")  # the secretary first


def test_one_press_writes_papers_and_conference(client, address, village):
    answer = client.post(address, typed(village))

    conference = Conference.objects.get()
    assert answer["Location"] == url("conference_detail", conference.key)
    assert (conference.held_on, conference.absent_note) == (HELD, "Quách Thị Xa: Đi làm ăn xa")
    states = Subject.objects.filter(places__organization=village.cell).order_by("label")
    assert list(states.values_list("self_review__state", flat=True)) == ["paper", "paper", "draft", "paper"]
    assert "Chi bộ xóm Bưởi" in client.get(answer["Location"]).content.decode()


def test_everything_wrong_is_said_at_once_and_kept(client, address, village):
    first, second, _third, away = village.subjects
    boxes = typed(
        village,
        **{
            "held_on": "15/12/2021",
            "minutes_mode": "paper_only",
            "minutes_number": "Quyển 3",
            f"{first.key}-sheets": "",
            f"{first.key}-level": "",
            f"{second.key}-sheets": "nhiều",
            f"{away.key}-absent_reason": "",
        },
    )
    answer = client.post(address, boxes)

    text = words(answer)
    assert answer.status_code == 422
    for sentence in (
        "Ngày họp 15/12/2021 chưa đến",
        "ghi ngày biên bản",
        "ghi nơi lưu",
        "Chưa có bản kiểm điểm: ghi số tờ",
        "Ghi lý do chưa kiểm điểm.",
    ):
        assert sentence in text
    assert 'value="Quyển 3"' in text
    assert 'value="nhiều"' in text
    assert not Conference.objects.exists()
    assert not Subject.objects.filter(self_review__state="paper").exists()


def test_papers_that_came_after_the_meeting_were_not_reviewed_at_it(client, address, village):
    answer = client.post(address, typed(village, received_on="13/12/2021"))

    assert answer.status_code == 422
    assert "Bản giấy nhận sau ngày họp" in words(answer)
    assert not Conference.objects.exists()


def test_the_second_session_shows_only_who_was_absent(client, address, village):
    client.post(address, typed(village))
    text = words(client.get(address))

    assert "Hội nghị bổ sung." in text
    assert "03 đối tượng đã kiểm điểm" in text
    assert f"{village.subjects[0].key}-reviewed" not in text
    away = village.subjects[3].key
    answer = client.post(
        address,
        {
            "held_on": "14/12/2021", "place": "Nhà văn hóa xóm", "chair": "Hà Thị Đào", "present_count": "3",
            "secretary": "Lò Văn Bưởi", "convened_count": "3", "minutes_mode": "typed",
            f"{away}-reviewed": "1", f"{away}-sheets": "1", f"{away}-level": "",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert "bổ sung ngày 14/12/2021" in client.get(answer["Location"]).content.decode()
    assert "Chi bộ đã kiểm điểm xong" in words(client.get(address))


def test_an_evening_is_put_right_and_its_version_guards_it(client, address, village):
    client.post(address, typed(village))
    conference = Conference.objects.get()
    edit = url("cell_meeting_edit", conference.key)
    ill = village.subjects[2]
    boxes = typed(village, version="1", **{f"{ill.key}-reviewed": "0", f"{ill.key}-absent_reason": "Ốm"})
    assert client.get(url("conference_edit", conference.key))["Location"] == edit
    assert client.post(edit, boxes).status_code == 302
    assert ill.places.get().concluded_on is None

    stale = client.post(edit, boxes)
    assert stale.status_code == 422
    assert "vừa được sửa ở nơi khác" in words(stale)


def test_another_commune_s_clerk_finds_no_such_page(client, village):
    client.force_login(village.office.author)
    assert client.get(url("cell_meeting", village.cell.key)).status_code == 403
    client.force_login(village.secretary)
    assert client.get(url("cell_meeting", village.office.cell.key)).status_code == 404


def test_a_clerk_of_cells_goes_straight_to_them(client, village):
    client.force_login(village.clerk)
    assert client.get(url("conference_choose"))["Location"] == url("cell_list")
    assert "Chi bộ xóm Bưởi" in words(client.get(url("cell_list") + "?tim=buoi"))
    assert "Không có chi bộ nào tên như vậy" in words(client.get(url("cell_list") + "?tim=tre"))


@pytest.fixture
def plan(village):
    """The evening as it was planned: who comes from above is known, the papers went out the day before."""
    here = make_account(Role.SUPERVISOR, village.office.district, full_name="Vũ Đình Trọng").assignments.get()
    return make_conference_plan(
        None, HELD, cell=village.cell, place="Nhà văn hóa xóm Bưởi", chair="Hà Thị Đào", attending=here,
        papers_sent_on=date(2021, 12, 11), papers_sent_to="4 đồng chí",
    )  # fmt: skip


def test_the_evening_opens_from_its_plan_and_the_plan_shows_the_true_day(client, address, village, plan):
    detail = url("conference_plan_detail", plan.key)
    here = f"{address}?lich={plan.key}"
    assert here in words(client.get(detail))
    assert client.get(address)["Location"] == here

    page = client.get(here)
    form = page.context["form"]
    assert "Theo lịch hội nghị ngày 12/12/2021." in words(page)
    assert [form[name].value() for name in ("held_on", "place", "chair", "attended_by")] == [
        HELD, "Nhà văn hóa xóm Bưởi", "Hà Thị Đào", plan.attending.key,
    ]  # fmt: skip
    assert client.post(here, typed(village, held_on="13/12/2021")).status_code == 302

    held = Conference.objects.get()
    assert (held.plan, held.held_on, held.place) == (plan, date(2021, 12, 13), "Nhà văn hóa xóm")
    assert (held.papers_sent_on, held.attended_by) == (plan.papers_sent_on, None)
    record = words(client.get(url("conference_detail", held.key)))
    assert "hội nghị này gửi ngày 11/12/2021, trước 01 ngày làm việc." in record
    assert "Đã họp ngày 13/12/2021" in words(client.get(detail))
    assert '<span class="nb">13/12/2021</span>' in words(client.get(url("conference_plan_list")))
    assert client.get(here)["Location"] == url("conference_detail", held.key)


def test_who_came_is_kept_when_the_evening_is_put_right(client, address, village, plan):
    here = f"{address}?lich={plan.key}"
    client.post(here, typed(village, attended_by=plan.attending.key))
    held = Conference.objects.get()
    edit = url("cell_meeting_edit", held.key)
    assert client.get(edit).context["form"]["attended_by"].value() == plan.attending.key
    boxes = typed(village, version="1", attended_by=plan.attending.key, place="Nhà ông Bưởi")
    assert client.post(edit, boxes).status_code == 302
    held.refresh_from_db()
    assert (held.place, held.attended_by, held.papers_sent_on, held.plan) == (
        "Nhà ông Bưởi", plan.attending, plan.papers_sent_on, plan,
    )  # fmt: skip


def test_held_before_its_papers_went_out_it_carries_no_day_of_papers(client, address, village, plan):
    assert client.post(f"{address}?lich={plan.key}", typed(village, held_on="10/12/2021")).status_code == 302
    assert Conference.objects.get().papers_sent_on is None


def test_without_its_plan_it_is_recorded_alone_and_a_plan_is_recorded_once(client, address, village, plan):
    page = client.get(f"{address}?lich=")
    assert f"?lich={plan.key}" in words(page)
    assert page.context["form"]["held_on"].value() is None
    assert client.post(f"{address}?lich=", typed(village)).status_code == 302
    assert Conference.objects.get().plan is None

    Conference.objects.update(plan=plan)
    away = village.subjects[3].key
    boxes = {name: one for name, one in typed(village, held_on="13/12/2021").items() if "-" not in name}
    boxes |= {f"{away}-reviewed": "1", f"{away}-sheets": "1", f"{away}-level": ""}
    refused = client.post(f"{address}?lich={plan.key}", boxes)
    assert refused.status_code == 422
    assert "Hội nghị trong lịch này đã ghi rồi." in words(refused)
    assert Conference.objects.count() == 1


def test_of_two_plans_or_one_to_come_the_clerk_chooses(client, address, village, plan):
    ConferencePlan.objects.update(planned_on=date(2021, 12, 15))
    page = words(client.get(address))
    assert "Ghi theo lịch hội nghị ngày 15/12/2021, Nhà văn hóa xóm Bưởi" in page
    for day in (13, 14):
        make_conference_plan(None, date(2021, 12, day), cell=village.cell)
    page = words(client.get(address))
    assert [page.count(f"Ghi theo lịch hội nghị ngày {day}/12/2021") for day in (13, 14, 15)] == [1, 1, 1]


def test_of_an_evening_kept_on_paper_alone_no_text_is_asked(client, address, village, plan):
    ConferencePlan.objects.update(data_only=True)
    here = f"{address}?lich={plan.key}"
    page = words(client.get(here))
    assert "conclusion" not in page
    boxes = typed(village, conclusion="Nhất trí", **{f"{village.subjects[0].key}-conclusion": "Tốt"})
    assert client.post(here, boxes).status_code == 302
    held = Conference.objects.get()
    assert (held.conclusion, {one.conclusion for one in held.agenda.all()}) == ("", {""})


def test_a_plan_after_an_evening_is_supplementary(client, address, village):
    client.post(address, typed(village))
    plan = make_conference_plan(None, date(2021, 12, 28), cell=village.cell)
    assert "Bổ sung, sau hội nghị đã họp" in words(client.get(url("conference_plan_detail", plan.key)))
    assert "Phiên bổ sung" in words(client.get(url("conference_plan_list")))
