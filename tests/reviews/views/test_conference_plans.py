"""Lịch hội nghị on the page."""

from datetime import date, time

import pytest

from organizations.enums import Role
from reviews.models import Conference, ConferencePlan, Place
from tests.factories import make_account, make_collective, make_conference_plan, make_subject
from tests.reviews.office import url

pytestmark = pytest.mark.django_db

TYPED = {
    "planned_on": "20/12/2021",
    "planned_at": "7:30",
    "lasts_days": "0,5",
    "place": "Hội trường Huyện ủy",
    "chair": "Quách Đình Lự",
    "programme": "Kiểm điểm tập thể\nKiểm điểm cá nhân",
    "papers_sent_on": "",
    "papers_sent_to": "",
}


def text_of(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_clerk_prepares_a_conference_and_prints_its_programme(as_clerk, office):
    create = url("conference_plan_create", office.collective.key)
    report = office.campaign.subjects.get(collective=office.collective)
    response = as_clerk.post(create, TYPED | {"papers": [report.key]})
    plan = ConferencePlan.objects.get()
    assert response["Location"] == url("conference_plan_detail", plan.key)
    assert (plan.planned_on, plan.planned_at) == (date(2021, 12, 20), time(7, 30))

    page = text_of(as_clerk.get(url("conference_plan_detail", plan.key)))
    assert "07:30, ngày 20/12/2021" in page
    assert "<p>1. Kiểm điểm tập thể</p><p>2. Kiểm điểm cá nhân</p>" in page
    assert f"Bản kiểm điểm: {office.collective.name}" in page
    assert "Gửi tài liệu chậm nhất ngày 15/12/2021" in page
    assert "ít nhất 1; hội nghị này dự kiến 0,5." in page
    assert "Hội trường Huyện ủy" in text_of(as_clerk.get(url("conference_plan_list")))


def test_consult_who_gave_his_opinion_on_the_draft_is_kept_and_shown(as_clerk, office):
    """Rules 4, CONSULT: typed where it happened, asked of nobody, changed like the rest."""
    create = url("conference_plan_create", office.collective.key)
    as_clerk.post(create, TYPED | {"consulted": "Ban Dân vận Huyện ủy, ngày 10/12/2021"})
    plan = ConferencePlan.objects.get()
    page = url("conference_plan_detail", plan.key)
    said = "Đã lấy ý kiến đóng góp của Ban Dân vận Huyện ủy, ngày 10/12/2021."
    assert said in text_of(as_clerk.get(page))
    edit = url("conference_plan_edit", plan.key)
    assert as_clerk.get(edit).context["form"].initial["consulted"] == "Ban Dân vận Huyện ủy, ngày 10/12/2021"

    refused = as_clerk.post(edit, TYPED | {"consulted": "X" * 301, "version": plan.version})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"consulted"})
    as_clerk.post(edit, TYPED | {"consulted": "", "version": plan.version})
    assert "Đã lấy ý kiến" not in text_of(as_clerk.get(page))


def test_the_programme_is_filled_in_the_regulations_order_and_nothing_typed_is_lost(as_clerk, office):
    create = url("conference_plan_create", office.collective.key)
    report = office.campaign.subjects.get(collective=office.collective)
    response = as_clerk.post(
        create, TYPED | {"programme": "", "papers": [report.key], "planned_on": "31/2/2021", "fill": "1"}
    )
    form = response.context["form"]
    lines = form["programme"].value().splitlines()
    assert lines[1] == f"Trình bày báo cáo kiểm điểm: {office.collective.name}; thảo luận; chủ trì kết luận"
    assert "(người đứng đầu)" in lines[2]
    assert response.status_code == 200
    assert (form["planned_on"].value(), form["papers"].value()) == ("31/2/2021", [report.key])
    assert 'value="Hội trường Huyện ủy"' in text_of(response)
    assert ConferencePlan.objects.count() == 0


def test_a_refusal_keeps_what_was_typed_and_says_everything_at_once(as_clerk, office):
    create = url("conference_plan_create", office.collective.key)
    typed = TYPED | {"planned_at": "25:00", "papers_sent_on": "15/12/2021"}
    response = as_clerk.post(create, typed)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"planned_at", "papers_sent_on", "papers_sent_to"}
    assert 'value="25:00"' in text_of(response)
    assert ConferencePlan.objects.count() == 0


def test_what_is_prepared_is_changed_and_two_writers_hear_of_each_other(as_clerk, office):
    plan = make_conference_plan(office.collective, place="Phòng họp số 1", version=2)
    edit = url("conference_plan_edit", plan.key)
    stale = as_clerk.post(edit, TYPED | {"version": "1"})
    assert stale.status_code == 422
    assert "Hiện đang ghi: “Phòng họp số 1”." in text_of(stale)
    assert as_clerk.post(edit, TYPED | {"version": "2"}).status_code == 302
    assert ConferencePlan.objects.get().place == "Hội trường Huyện ủy"


def test_a_reader_of_conferences_sees_the_list_and_prepares_none(client, office):
    plan = make_conference_plan(office.collective)
    client.force_login(make_account(Role.UNIT_LEADER, office.district))
    page = text_of(client.get(url("conference_plan_detail", plan.key)))
    assert url("conference_plan_edit", plan.key) not in page
    assert url("conference_plan_choose") not in text_of(client.get(url("conference_plan_list")))
    assert client.get(url("conference_plan_edit", plan.key)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(as_clerk, office, count, django_assert_num_queries):
    for _ in range(count):
        make_conference_plan(make_collective(office.district))
    path = url("conference_plan_list")
    as_clerk.get(path)
    with django_assert_num_queries(8):
        assert len(as_clerk.get(path).context["page"].object_list) == count


def test_a_body_is_found_among_many_by_its_name(as_clerk, office):
    other = make_collective(office.district, type="government", name="Tập thể lãnh đạo Ủy ban nhân dân huyện")
    report = make_subject(collective=other, unit=office.unit, places=[])
    Place.objects.create(subject=report, organization=office.district, collective=other, label=other.name)
    path = url("conference_plan_choose")
    every = [one.name for one in as_clerk.get(path).context["bodies"]]
    assert {office.collective.name, other.name} <= set(every)
    assert [one.name for one in as_clerk.get(path, {"tim": "nhân dân"}).context["bodies"]] == [other.name]


HELD = {
    "held_on": "06/12/2021",
    "convened_count": "9",
    "present_count": "9",
    "absent": "",
    "upper_attending": "",
    "minutes_mode": "paper_only",
    "minutes_number": "03-BB/HU",
    "minutes_on": "06/12/2021",
    "minutes_kept_at": "Văn phòng",
    "papers_sent_on": "",
}


def test_the_conference_is_recorded_from_its_plan(as_clerk, office):
    here = make_account(Role.SUPERVISOR, office.district, full_name="Vũ Đình Trọng").assignments.get()
    plan = make_conference_plan(office.collective, date(2021, 12, 6), place="Hội trường", attending=here)
    detail = text_of(as_clerk.get(url("conference_plan_detail", plan.key)))
    path = f"{url('conference_create', office.collective.key)}?lich={plan.key}"
    assert path in detail
    form = as_clerk.get(path).context["form"]
    assert [form[name].value() for name in ("held_on", "place", "attended_by")] == [
        date(2021, 12, 6),
        "Hội trường",
        here.key,
    ]

    typed = HELD | {"place": "Hội trường", "chair": "Quách Đình Lự", "secretary": "Hà Thị Lan"}
    typed |= {"conclusion": "Nhất trí", "attended_by": here.key}
    for n, subject in enumerate((office.body, office.head_subject, office.subject), 1):
        typed |= {f"{subject.key}-order": str(n), f"{subject.key}-reviewed": "1"}
    assert as_clerk.post(path, typed).status_code == 302

    held = Conference.objects.get()
    assert (held.plan, held.attended_by) == (plan, here)
    page = text_of(as_clerk.get(url("conference_detail", held.key)))
    assert "<dt>Ủy viên phụ trách đã dự</dt><dd>Vũ Đình Trọng, " in page
    again = text_of(as_clerk.get(url("conference_plan_detail", plan.key)))
    assert "Đã họp ngày 06/12/2021" in again
    assert url("conference_plan_edit", plan.key) not in again


def test_the_office_types_figures_and_no_text_of_the_standing_committees_own(client, office):
    body = make_subject(collective=office.standing, organization=office.province, places=[])
    Place.objects.create(
        subject=body, organization=office.province, collective=office.standing, label=office.standing.name
    )
    client.force_login(make_account(Role.OFFICE_STAFF))
    response = client.get(url("conference_choose"), follow=True)
    page = text_of(response)
    assert "Chỉ ghi số liệu; nội dung lưu bản giấy." in page
    for box in ("conclusion", f"{body.key}-remarks", f"{body.key}-reply", f"{body.key}-conclusion"):
        assert f'name="{box}"' not in page
    typed = HELD | {f"{body.key}-order": "1", f"{body.key}-reviewed": "1"}
    done = client.post(response.request["PATH_INFO"], typed, follow=True)
    held = Conference.objects.get()
    assert (held.collective, held.place, held.minutes_number) == (office.standing, "", "03-BB/HU")
    said = text_of(done)
    assert "Kết luận chung" not in said
    assert f"/hoi-nghi/{held.key}/phieu/" not in said
    assert "Lập biên bản" not in said


def test_the_one_plan_whose_day_has_come_is_taken_by_itself(as_clerk, office):
    plan = make_conference_plan(office.collective, date(2021, 12, 14))
    create = url("conference_create", office.collective.key)
    assert as_clerk.get(create)["Location"] == f"{create}?lich={plan.key}"
    ConferencePlan.objects.update(planned_on=date(2021, 12, 15))
    page = as_clerk.get(create)
    assert "Ghi theo lịch hội nghị ngày 15/12/2021" in text_of(page)
    assert page.context["form"]["held_on"].value() is None


def test_the_list_says_what_was_held_and_what_is_overdue(as_clerk, office):
    for day, word in ((13, "Đã qua ngày, chưa ghi"), (14, "Chưa họp")):
        ConferencePlan.objects.all().delete()
        make_conference_plan(office.collective, date(2021, 12, day))
        page = text_of(as_clerk.get(url("conference_plan_list")))
        assert f'<td data-l="Đã họp">{word}</td>' in page
