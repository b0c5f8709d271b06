"""Việc cần làm, by role."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from deadlines.services.desk import return_dossier
from deadlines.services.sendings import send_dossier
from organizations.enums import Level, Role
from ratings.enums import BallotState, RatingState
from ratings.models import Ballot, Decision, Rating, Sitting
from reviews.models import Guidance, Place, SelfReview
from tests.deadlines.conftest import fill, make_sending_unit
from tests.factories import (
    DAY,
    NOON,
    make_account,
    make_collective,
    make_conference,
    make_organization,
)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


def home(client, account):
    client.force_login(account)
    return client.get(reverse("deadlines:worklist"))


def text_of(response):
    """The page with plain spaces."""
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_official_sees_the_sum_and_his_own_units_first(client, staff, district):
    text = home(client, staff).content.decode().replace("\xa0", " ")
    assert "1 đơn vị nộp = 0 đủ + 0 thiếu + 1 chưa gửi + 0 chờ bổ sung" in text
    assert "Địa bàn của đồng chí: 1 đơn vị" in text
    assert "Trước ngày 15/12/2021" in text


def test_the_clerk_sees_report_conference_counts_proposals_and_dossier(client, district):
    text = home(client, district.clerk).content.decode().replace("\xa0", " ")
    for words in (
        "Viết báo cáo kiểm điểm tập thể",
        "Ghi hội nghị kiểm điểm",
        "Nhập kết quả kiểm phiếu",
        "Ghi đề xuất mức xếp loại",
        "Gửi hồ sơ thuộc thẩm quyền",
    ):
        assert words in text


def test_a_subject_sees_his_own_review_first(client, district):
    person = district.subjects[1].person
    account = make_account(full_name=person.full_name, person=person)
    text = home(client, account).content.decode().replace("\xa0", " ")
    assert "Việc tiếp theo của đồng chí" in text
    assert "Viết bản kiểm điểm cá nhân" in text
    assert "Trước ngày 10/12/2021" in text


def test_the_result_opens_once_it_is_announced(client, district):
    subject = district.subjects[1]
    account = make_account(full_name=subject.person.full_name, person=subject.person)
    assert "Chờ cấp trên" in home(client, account).content.decode()
    rating = Rating.objects.filter(subject=subject)
    rating.update(state=RatingState.ANNOUNCED, decided_level=Level.GOOD)
    page = home(client, account).content.decode()
    assert "Chờ cấp trên" not in page
    assert reverse("ratings:result_detail", args=[rating.get().key]) in page


def test_nobody_in_particular_and_the_administrator_have_a_page_too(client, campaign):
    assert home(client, make_account()).status_code == 200
    text = home(client, make_account("administrator")).content.decode()
    assert "không mở được hồ sơ" in text


def test_before_any_round_the_page_says_so(client, db):
    text = home(client, make_account()).content.decode()
    assert "Chưa mở đợt kiểm điểm" in text.replace("\xa0", " ")


def test_an_empty_installation_begins_with_accounts_then_with_lists(client, db):
    administrator = make_account("administrator")
    first = home(client, administrator).context["work"].next
    assert (first.title, first.href) == (
        "Lập tài khoản cho Ban Tổ chức Tỉnh ủy", "/quan-ly-tai-khoan/lap/?vai-tro=organization_staff",
    )  # fmt: skip
    assert 'value="organization_staff" selected' in client.get(first.href).content.decode()

    staff = make_account("organization_staff")
    assert home(client, administrator).context["work"].next is None
    step = home(client, staff).context["work"].next
    assert (step.title, step.href) == ("Đưa danh sách vào", reverse("organizations:import_list"))
    assert "1. Tổ chức đảng; 2. Đảng viên; 3. Tập thể lãnh đạo, quản lý; 4. Đơn vị nộp" in step.text
    listed = client.get(step.href).context["kinds"]
    assert [one.label for one in listed[:3]] == ["Tổ chức đảng", "Đảng viên", "Tập thể lãnh đạo, quản lý"]

    make_organization()
    assert home(client, staff).context["work"].next is None


def test_a_round_in_preparation_waits_to_be_opened(client, campaign, staff):
    type(campaign).objects.update(state="draft", opened_at=None)
    make_organization()
    text = home(client, staff).content.decode().replace("\xa0", " ")
    assert "Mở đợt kiểm điểm năm 2021" in text
    assert "Xem các mốc, mở đợt" in text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("who", ["staff", "clerk", "subject"])
def test_home_costs_the_same_whatever_the_number_of_units(
    client, campaign, staff, django_assert_max_num_queries, count, who
):
    made = [make_sending_unit(campaign, staff, name=f"Huyện ủy số {one}") for one in range(count)]
    person = made[0].subjects[1].person
    account = {"staff": staff, "clerk": made[0].clerk}.get(who) or make_account(person=person)
    home(client, account)
    with django_assert_max_num_queries(8):
        client.get(reverse("deadlines:worklist"))


def footer(client, account, name="organizations:account"):
    client.force_login(account)
    return client.get(reverse(name)).content.decode().split("<footer")[1]


@pytest.mark.parametrize("page", ["deadlines:worklist", "organizations:account"])
def test_a_cadre_without_an_office_is_told_to_ring_his_units_contact(client, staff, district, page):
    staff.phone = "0200 3 855 020"
    staff.save()
    contact = district.unit.contact
    person = district.subjects[1].person

    words = footer(client, make_account(full_name=person.full_name, person=person), page)

    assert f"Cần giúp đỡ: đồng chí {contact.name}, {district.unit.name}" in words
    assert contact.mobile in words
    assert staff.full_name not in words


@pytest.mark.parametrize("page", ["deadlines:worklist", "organizations:account"])
def test_a_member_without_an_office_is_told_to_ring_his_bases_desk(client, district, page):
    """A cadre of the unit rings the unit, though he belongs to a cell there."""
    base = make_organization(district.unit.scope, "base_committee", name="Đảng bộ xã Nà Sọng")
    make_account(Role.BASE_CLERK, base, full_name="Bùi Văn Nhượng", phone="0200 3 855 091")
    subject = district.subjects[1]
    cell = make_organization(base, "cell")
    Place.objects.create(subject=subject, organization=cell, label=cell.name)
    account = make_account(full_name=subject.person.full_name, person=subject.person)
    assert "Bùi Văn Nhượng" not in footer(client, account, page)

    type(subject).objects.filter(pk=subject.pk).update(route="lower")

    assert "đồng chí Bùi Văn Nhượng, Đảng bộ xã Nà Sọng" in footer(client, account, page)


def test_who_is_no_subject_or_the_contact_himself_rings_the_committees_desk(client, staff, district):
    staff.phone = "0200 3 855 020"
    staff.save()
    person = district.subjects[1].person
    contact = make_account(full_name=district.unit.contact.name, person=person)

    for account in (contact, make_account(full_name="Người ngoài")):
        assert f"đồng chí {staff.full_name}, Ban Tổ chức Tỉnh ủy" in footer(client, account)


def test_counts_wait_on_the_home_page_of_a_second_person_only(client, district):
    """Not of him who typed them (P06)."""
    checker = make_account(Role.UNIT_CHECKER, district.unit.scope, full_name="Vi Thị Hường")
    words = "Kiểm tra số liệu kiểm phiếu"
    assert words not in text_of(home(client, checker))
    conference = make_conference(district.unit, district.clerk)
    Ballot.objects.create(
        conference=conference, name="Đề nghị xếp loại", state=BallotState.ENTERED, entered_by=district.clerk
    )
    assert words in text_of(home(client, checker))
    assert words not in text_of(home(client, district.clerk))


def test_a_letter_of_guidance_waits_for_its_number_at_the_registry(client, campaign, district, staff):
    """Drafted at the province it is numbered there, not at the desk of the unit it goes to (P24, P27)."""
    registry = make_account(Role.REGISTRY, full_name="Tạ Thị Thùy")
    organ = make_collective(campaign.organization, name="Ban Thường vụ Tỉnh ủy")
    letter = Guidance.objects.create(subject=district.subjects[1], issuer=organ, drafted_by=staff)
    words = "Ghi số, ngày và gửi gợi ý kiểm điểm: Bùi Đức Khải"

    page = text_of(home(client, registry))

    assert words in page
    assert "Gợi ý của Ban Thường vụ Tỉnh ủy. Dự thảo chờ ký" in page
    assert reverse("reviews:guidance_detail", args=[letter.key]) in page
    assert words in text_of(home(client, staff))
    assert words not in text_of(home(client, district.clerk))
    Guidance.objects.update(state="sent", number="45-CV/TU", dated_on=DAY)
    assert words not in text_of(home(client, registry))


def test_a_returned_dossier_is_due_on_its_new_day(client, district, staff):
    """The plan's day is past; what counts for the clerk now is the day given with the return (R19)."""
    fill(district.dossier)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    item = district.dossier.items.get(code="BIEN_BAN")
    return_dossier(
        district.dossier, notes={item.key: ""}, reason="Thiếu chữ ký.", before=date(2021, 12, 17),
        actor=staff, at=NOON,
    )  # fmt: skip

    task = next(
        one for one in home(client, district.clerk).context["work"].tasks if one.title.startswith("Gửi lại")
    )

    assert task.due == "Trước ngày 17/12/2021 — hạn cuối hết ngày 16/12/2021, còn 2 ngày"
    assert task.text == "Thiếu chữ ký."
    page = text_of(client.get(reverse("deadlines:dossier_detail", args=[district.dossier.key])))
    assert task.due in page
    assert "15/12/2021" not in page.split("Hạn gửi")[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("route", "dated_on", "due"),
    [
        (
            "decided",
            date(2021, 12, 8),
            "Trước ngày 10/12/2021 — hạn cuối hết ngày 09/12/2021, chậm so với kế hoạch 5 ngày",
        ),
        (
            "decided",
            date(2021, 12, 13),
            "Trước ngày 15/12/2021 — hạn cuối là hôm nay, đến 24 giờ, còn 12 giờ",
        ),
        (
            "delegated",
            date(2021, 12, 13),
            "Trước ngày 25/12/2021 — hạn cuối hết ngày 24/12/2021, còn 10 ngày",
        ),
        ("decided", date(2021, 12, 15), ""),
        ("lower", date(2021, 12, 13), ""),
    ],
)
def test_an_answer_to_guidance_is_never_due_before_the_letters_own_day(
    client, campaign, district, staff, route, dated_on, due
):
    """It belongs in the self-review; asked for later than that was due, in the dossier the letter lies in."""
    subject = district.subjects[1]
    type(subject).objects.filter(pk=subject.pk).update(route=route)
    SelfReview.objects.filter(subject=subject).update(state="submitted", submitted_on=DAY, submitted_at=NOON)
    organ = make_collective(campaign.organization, name="Ban Thường vụ Tỉnh ủy")
    Guidance.objects.create(
        subject=subject, issuer=organ, drafted_by=staff, state="sent", number="45-CV/TU", dated_on=dated_on
    )
    account = make_account(full_name=subject.person.full_name, person=subject.person)

    [task] = [
        one for one in home(client, account).context["work"].tasks if one.title == "Đọc gợi ý kiểm điểm"
    ]

    assert (task.state, task.due) == ("back", due)


def test_a_unit_reads_on_its_card_how_late_its_report_is(client, district):
    work = home(client, district.leader).context["work"]
    assert work.next.title.startswith("Viết báo cáo kiểm điểm tập thể")
    assert (
        work.next.due == "Trước ngày 10/12/2021 — hạn cuối hết ngày 09/12/2021, chậm so với kế hoạch 5 ngày"
    )
    held = next(one for one in work.tasks if one.title == "Ghi hội nghị kiểm điểm")
    assert held.due == "Trước ngày 10/12/2021 — hạn cuối hết ngày 09/12/2021, tính theo ngày họp"

    make_conference(district.unit, district.clerk)
    SelfReview.objects.filter(subject=district.subjects[0]).update(
        state="submitted", submitted_on=DAY, submitted_at=NOON
    )

    assert [one.due for one in home(client, district.leader).context["work"].tasks[:2]] == ["", ""]


def test_what_a_dossier_misses_is_counted_with_its_first_few_and_a_way_to_the_rest(client, district, staff):
    def told():
        page = home(client, district.clerk)
        task = next(one for one in page.context["work"].tasks if one.title.startswith("Gửi hồ sơ thuộc"))
        return task.text, task.more, text_of(page)

    text, more, page = told()
    assert text == (
        "Còn thiếu 10 thành phần: tờ trình đề nghị; danh sách đề nghị; báo cáo kiểm điểm tập thể "
        "và 7 thành phần khác."
    )
    there = reverse("deadlines:dossier_detail", args=[district.dossier.key])
    assert more == "Xem đủ 10 thành phần còn thiếu"
    assert f'<a class="tap small" href="{there}">{more}</a>' in page
    assert text in text_of(home(client, staff))

    fill(district.dossier)
    district.dossier.items.filter(code__in=["TO_TRINH", "BIEN_BAN"]).update(
        paper_received_on=None, paper_sheets=None
    )

    assert told()[:2] == ("Còn thiếu 2 thành phần: tờ trình đề nghị; biên bản hội nghị kiểm điểm.", "")


def test_a_draft_decision_waits_for_its_number_at_the_registry(client, campaign, district, staff):
    registry = make_account(Role.REGISTRY, full_name="Tạ Thị Thùy")
    organ = make_collective(campaign.organization, name="Ban Thường vụ Tỉnh ủy")
    sitting = Sitting.objects.create(
        campaign=campaign, collective=organ, name="Phiên họp", held_on=DAY, member_count=3, prepared_by=staff
    )
    decision = Decision.objects.create(
        campaign=campaign, sitting=sitting, issuer=organ, drafted_by=staff, drafted_at=NOON
    )
    page = text_of(home(client, registry))
    assert "Chờ số, ngày, bản ký" in page
    assert reverse("ratings:decision_detail", args=[decision.key]) in page
    Decision.objects.filter(pk=decision.pk).delete()
    assert "Chờ số, ngày, bản ký" not in text_of(home(client, registry))


def sitting_at(campaign, staff, **values):
    organ = make_collective(campaign.organization, name="Ban Thường vụ Tỉnh ủy")
    return Sitting.objects.create(
        campaign=campaign, collective=organ, name="Phiên họp", member_count=3, prepared_by=staff,
        **{"held_on": DAY, **values},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "state", "held_on", "told"),
    [
        (Role.ORGANIZATION_LEADER, "prepared", DAY, ("Mở biểu quyết: Phiên họp", "todo")),
        (Role.ORGANIZATION_LEADER, "prepared", date(2022, 1, 28), ("Mở biểu quyết: Phiên họp", "wait")),
        (Role.ORGANIZATION_STAFF, "open", DAY, ("Nhập phiếu, chốt kết quả biểu quyết: Phiên họp", "todo")),
        (Role.ORGANIZATION_STAFF, "counted", DAY, ("Ghi kết luận từng dòng: Phiên họp", "todo")),
        (Role.OFFICE_STAFF, "prepared", DAY, ("Xem danh sách trình Phiên họp", "todo")),
        (Role.OFFICE_STAFF, "open", DAY, ("Xem danh sách trình Phiên họp", "wait")),
        (Role.STANDING_MEMBER, "prepared", DAY, ("Cho ý kiến tại Phiên họp", "wait")),
        (Role.STANDING_MEMBER, "open", DAY, ("Cho ý kiến tại Phiên họp", "todo")),
        (Role.STANDING_MEMBER, "counted", DAY, None),
        (Role.REGISTRY, "prepared", DAY, None),
    ],
)
def test_a_sitting_waits_for_whoever_does_its_next_step(client, campaign, staff, role, state, held_on, told):
    sitting = sitting_at(campaign, staff, state=state, held_on=held_on)

    tasks = home(client, make_account(role)).context["work"].tasks

    page = reverse("ratings:sitting_detail", args=[sitting.key])
    assert [(one.title, one.state) for one in tasks if one.href == page] == ([told] if told else [])


@pytest.mark.parametrize("role", [Role.CELL_SECRETARY, Role.BASE_CLERK])
def test_who_takes_in_self_reviews_reads_how_many_have_not_come(client, district, role):
    account = make_account(role, district.unit.scope)

    def told():
        work = home(client, account).context["work"]
        [task] = [one for one in work.tasks if one.title == "Nhận bản kiểm điểm của đảng viên, tập thể"]
        return work.next == task, task.state, task.label, task.text

    whole = len(district.subjects)
    assert told() == (
        True,
        "todo",
        f"Chưa nộp {whole:02d}",
        f"Còn {whole:02d} trong {whole:02d} bản kiểm điểm chưa nộp.",
    )
    SelfReview.objects.filter(subject__in=district.subjects).update(
        state="submitted", submitted_on=DAY, submitted_at=NOON
    )
    assert told() == (False, "done", "Đã nộp đủ", "")
