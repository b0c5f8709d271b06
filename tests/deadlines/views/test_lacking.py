"""Còn thiếu gì of an organisation: read aloud, rung, promised."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from cadres.models import Person, Standing
from deadlines.models import Call
from organizations.enums import Capacity, Role
from organizations.models import PartyOrganization
from reviews.models import Conference, Guidance, GuidancePoint, Place
from tests import factories as make
from tests.deadlines.views.test_dossiers import key_in
from tests.deadlines.views.test_progress import Tree, one_of_each
from tests.factories import DAY, NOON

pytestmark = pytest.mark.django_db
AT_1629 = datetime(2021, 12, 14, 9, 29, tzinfo=UTC)
AT_1630 = datetime(2021, 12, 14, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def tree():
    return Tree()


@pytest.fixture
def clerk(client, tree):
    account = make.make_account(Role.UNIT_CLERK, tree.district)
    client.force_login(account)
    return account


def page_of(client, organization):
    return client.get(reverse("deadlines:progress_detail", args=[organization.key]))


def spoken(client, organization):
    page = page_of(client, organization).context["page"]
    return {one.text: (one.count, one.lines) for one in page.spoken}


def test_every_stage_that_is_lacking_names_its_people(client, tree, clerk):
    one_of_each(tree)

    assert spoken(client, tree.commune) == {
        "Chưa viết bản kiểm điểm": (1, ("đồng chí Lò Văn Chưa",)),
        "Đang viết, chưa nộp bản kiểm điểm": (1, ("đồng chí Lò Văn Viết",)),
        "Phải hoàn thiện, chưa nộp lại bản kiểm điểm": (1, ("đồng chí Lò Văn Lại",)),
        "Đã có bản giấy, chưa kiểm điểm": (1, ("đồng chí Lò Văn Giấy",)),
        "Đã nộp bản kiểm điểm, chưa kiểm điểm": (1, ("đồng chí Lò Văn Nộp",)),
        "Đi làm ăn xa, kiểm điểm bổ sung": (1, ("đồng chí Lò Văn Xa",)),
    }


@pytest.mark.parametrize(("count", "named"), [(30, True), (31, False)])
def test_more_than_thirty_names_are_told_by_the_level_below(client, tree, clerk, count, named):
    for number in range(count):
        tree.member(f"Lò Văn Số {number}", tree.cells[number % 2])

    ((found, lines),) = spoken(client, tree.commune).values()

    assert found == count
    assert len(lines) == (30 if named else 2)
    assert named or lines == ("Chi bộ thôn 1: 16", "Chi bộ thôn 2: 15")


def test_guidance_and_conferences_are_told_as_far_as_the_reader_sees_them(client, tree, clerk):
    body = make.make_collective(tree.commune, name="Đảng ủy xã Nà Sọng")
    subject = make.make_subject(collective=body, unit=tree.unit, organization=tree.commune, places=[])
    letter = Guidance.objects.create(
        subject=subject, issuer=tree.unit.collective, drafted_by=clerk, state="sent", number="3-CV/HU",
        dated_on=DAY, signatory="Nguyễn Văn Hòa", sent_at=NOON,
    )  # fmt: skip

    for position in (1, 2):
        GuidancePoint.objects.create(guidance=letter, position=position, issue="Quy chế làm việc.")

    found = spoken(client, tree.commune)
    assert found["Chưa giải trình gợi ý kiểm điểm"] == (1, ("Đảng ủy xã Nà Sọng: 02 điểm",))
    assert found["Chưa tổ chức hội nghị kiểm điểm"] == (1, ("Đảng ủy xã Nà Sọng",))

    Guidance.objects.update(state="answered")
    Conference.objects.create(
        campaign=tree.campaign, collective=body, held_on=DAY, convened_count=9, present_count=9,
        entered_by=clerk, entered_at=NOON,
    )  # fmt: skip
    assert set(spoken(client, tree.commune)) == {"Chưa viết bản kiểm điểm"}


def test_a_planned_conference_without_a_record_is_told_from_the_day_after(client, tree, clerk):
    said = "Đã qua ngày họp theo lịch, chưa ghi hội nghị"
    body = make.make_collective(tree.commune, name="Đảng ủy xã Nà Sọng")
    plan = make.make_conference_plan(body, DAY)
    make.make_conference_plan(None, DAY.replace(day=13), cell=tree.cells[0])
    make.make_conference_plan(None, DAY.replace(day=1), cell=make.make_organization(tree.other, "cell"))
    cell = (1, ("Chi bộ thôn 1, dự kiến họp ngày 13/12/2021",))
    assert spoken(client, tree.commune)[said] == cell

    plan.planned_on = DAY.replace(day=10)
    plan.save()
    lines = ("Đảng ủy xã Nà Sọng, dự kiến họp ngày 10/12/2021", *cell[1])
    assert spoken(client, tree.commune)[said] == (2, lines)
    Conference.objects.create(
        campaign=tree.campaign, collective=body, held_on=DAY, convened_count=9, present_count=9,
        entered_by=clerk, entered_at=NOON, plan=plan,
    )  # fmt: skip
    assert spoken(client, tree.commune)[said] == cell


@pytest.mark.parametrize(("held", "is_lacking"), [(12, True), (13, False), (14, False)])
def test_a_record_made_without_the_plan_counts_from_the_planned_day_on(client, tree, clerk, held, is_lacking):
    make.make_conference_plan(None, DAY.replace(day=13), cell=tree.cells[0])
    Conference.objects.create(
        campaign=tree.campaign, cell=tree.cells[0], held_on=DAY.replace(day=held), convened_count=9,
        present_count=9, entered_by=clerk, entered_at=NOON,
    )  # fmt: skip
    said = "Đã qua ngày họp theo lịch, chưa ghi hội nghị"
    assert (said in spoken(client, tree.commune)) is is_lacking


def test_the_text_to_copy_names_nobody_and_no_level(client, tree, clerk):
    one_of_each(tree)

    text = page_of(client, tree.commune).content.decode()
    message = re.search(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL).group(1)

    assert "- Chưa viết bản kiểm điểm: 1." in message
    assert "31/12/2021" in message
    assert "Lò Văn" not in message
    assert "nhiệm vụ" not in message


def test_who_is_on_his_way_is_told_with_what_he_still_owes(client, tree, clerk):
    going = tree.member("Lò Văn Chuyển", tree.cells[0])
    Standing.objects.create(person=going.person, kind="in_transfer", from_on=date(2021, 11, 29))

    assert spoken(client, tree.commune) == {
        "Đang chuyển sinh hoạt, chưa nộp giấy giới thiệu": (1, ("đồng chí Lò Văn Chuyển",)),
    }


def paused(tree, name, paused_from):
    """Somebody reviewed, whose rating an organ holds up."""
    one = tree.member(name, tree.cells[0], state="paper", paper_received_on=DAY, paper_sheets=2)
    Place.objects.filter(subject=one).update(concluded_on=DAY)
    rating = make.make_rating(one, Capacity.MEMBER)
    type(rating).objects.filter(pk=rating.pk).update(
        state="paused", paused_by="Ủy ban Kiểm tra", paused_on=DAY, paused_from=paused_from
    )
    return one


def test_a_pause_is_told_to_who_may_know_it_and_never_in_the_message(client, tree, clerk):
    paused(tree, "Lò Văn Dừng", "open")
    paused(tree, "Lò Văn Kín", "appraised")
    own = paused(tree, "Lò Văn Tôi", "open")
    Person.objects.filter(pk=own.person_id).update(account=clerk)
    said = "Tạm dừng xếp loại, chờ kết luận"

    page = page_of(client, tree.commune)
    assert {one.text: one.lines for one in page.context["page"].spoken} == {said: ("Lò Văn Dừng",)}
    assert said.lower() not in page.context["page"].message.lower()
    assert "đã xong" in page.context["page"].message

    client.force_login(make.make_account(Role.ORGANIZATION_STAFF))
    assert spoken(client, tree.commune) == {said: (3, ("Lò Văn Dừng", "Lò Văn Kín", "Lò Văn Tôi"))}

    client.force_login(make.make_account(Role.INSPECTION))
    assert spoken(client, tree.commune) == {}


def test_whom_to_ring_is_the_units_contact_else_who_keeps_the_desk(client, tree):
    make.make_account(Role.CELL_SECRETARY, tree.cells[0], full_name="Lò Thị Bí", phone="0912 000 111")
    client.force_login(make.make_account(Role.ORGANIZATION_STAFF))

    text = page_of(client, tree.cells[0]).content.decode()
    assert "Lò Thị Bí" in text
    assert "tel:0912000111" in text
    assert "Hà Thị Lan" in page_of(client, tree.district).content.decode()
    assert "Chưa ghi đầu mối" in page_of(client, tree.other).content.decode()


def rung(client, organization, **typed):
    data = {
        "form_key": key_in(page_of(client, organization)),
        "called_hour": "12:00",
        "spoke_with": "đồng chí Bí",
    }
    return client.post(reverse("deadlines:progress_detail", args=[organization.key]), data | typed)


def names(client, tree):
    shown = client.get(reverse("deadlines:progress"), {"duoi": tree.commune.key}).context["shown"]
    return [row.name for row in shown.rows]


def test_a_promise_sinks_the_row_until_its_hour(client, tree, clerk):
    for cell in tree.cells:
        tree.member(f"Lò Văn {cell.name}", cell)

    rung(client, tree.cells[0], promised_hour="16:30")

    call = Call.objects.get()
    assert (call.unit, call.organization, call.spoke_with) == (None, tree.cells[0], "đồng chí Bí")
    with time_machine.travel(AT_1629, tick=False):
        assert names(client, tree) == ["Chi bộ thôn 2", "Chi bộ thôn 1"]
        assert (
            "Đã hẹn" in client.get(reverse("deadlines:progress"), {"duoi": tree.commune.key}).content.decode()
        )
    with time_machine.travel(AT_1630, tick=False):
        assert names(client, tree) == ["Chi bộ thôn 1", "Chi bộ thôn 2"]


def test_a_call_that_cannot_be_is_refused_and_kept(client, tree, clerk):
    answer = rung(client, tree.cells[0], promised_hour="09:00", spoke_with="")

    assert answer.status_code == 422
    assert "Giờ hẹn phải sau giờ gọi" in answer.content.decode()
    assert 'value="09:00"' in answer.content.decode()
    assert not Call.objects.exists()


def test_nobody_reads_what_was_noted_about_his_own_organisation(client, tree, clerk):
    staff = make.make_account(Role.ORGANIZATION_STAFF)
    of_district = Call.objects.create(
        organization=tree.district, campaign=tree.campaign, called_at=NOON, spoke_with="x", by=staff
    )
    of_cell = Call.objects.create(
        organization=tree.cells[0], campaign=tree.campaign, called_at=NOON, spoke_with="y", by=clerk
    )
    base = make.make_account(Role.BASE_CLERK, tree.cells[0])

    assert set(Call.objects.visible_to(staff)) == {of_district, of_cell}
    assert set(Call.objects.visible_to(clerk)) == {of_cell}
    assert not Call.objects.visible_to(base).exists()
    assert "Ghi cuộc gọi" not in page_of(client, tree.district).content.decode()


def test_only_whoever_rings_those_below_writes_a_call(client, tree, clerk):
    for account, organization, status in (
        (clerk, tree.district, 403),
        (clerk, tree.other, 404),
        (make.make_account(Role.CELL_SECRETARY, tree.cells[0]), tree.cells[0], 403),
        (make.make_account(Role.INSPECTION), tree.cells[0], 403),
    ):
        client.force_login(account)
        path = reverse("deadlines:progress_detail", args=[organization.key])
        typed = {"form_key": "0" * 32, "called_hour": "12:00", "spoke_with": "Bí"}
        assert client.post(path, typed).status_code == status
    assert not Call.objects.exists()


def test_the_inspection_reads_figures_and_no_name(client, tree):
    one_of_each(tree)
    client.force_login(make.make_account(Role.INSPECTION, full_name="Hà Kiểm Tra"))

    assert spoken(client, tree.commune)["Chưa viết bản kiểm điểm"] == (1, ("Chi bộ thôn 1: 1",))
    assert "Lò Văn" not in page_of(client, tree.commune).content.decode()


def test_the_call_list_has_all_that_are_not_done_with_room_for_the_promise(client, tree, clerk):
    one_of_each(tree)
    make.make_account(Role.CELL_SECRETARY, tree.cells[1], full_name="Lò Thị Bí", phone="0912 000 111")

    text = client.get(reverse("deadlines:progress_calls"), {"duoi": tree.commune.key}).content.decode()

    assert "1 chưa viết, 1 đang viết, 1 trả lại để hoàn thiện, 1 có bản giấy, 1 đã nộp" in text
    assert "Lò Thị Bí" in text
    assert "Gặp ai, hứa khi nào" in text
    assert "Yên Lạng" not in text


def test_the_call_list_of_the_province_has_the_units_that_report_straight_to_it(client, tree):
    make.make_subject(collective=tree.department.collective, unit=tree.department)
    tree.department.contact.stand_in, tree.department.contact.stand_in_mobile = "Vi Văn Thay", "0912 000 222"
    tree.department.contact.save()
    client.force_login(make.make_account(Role.ORGANIZATION_STAFF))

    rows = client.get(reverse("deadlines:progress_calls")).context["rows"]

    assert [(row.name, [one.mobile for one in whom]) for row, whom in rows] == [
        (tree.department.name, ["0200 3 855 014", "0912 000 222"])
    ]


def test_a_place_that_reports_totals_only_says_so(client, tree):
    PartyOrganization.objects.filter(pk=tree.district.pk).update(totals_only=True)
    client.force_login(make.make_account(Role.ORGANIZATION_STAFF))

    assert "chỉ báo số liệu tổng hợp" in page_of(client, tree.district).content.decode()
