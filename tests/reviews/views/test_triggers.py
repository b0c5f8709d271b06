"""Grounds for guidance beside the draft, on the list of a level, and in the letter (rules 3.4, P24, P25)."""

from datetime import date

import pytest

from cadres.models import Discipline, PastRating
from organizations.enums import OrganizationKind, Role
from ratings.models import Consultation
from reviews.models import Guidance, GuidancePoint, SelfReview
from reviews.papers.filling import paper_of_guidance
from reviews.services.campaigns import register_subjects
from tests.factories import (
    make_account,
    make_collective,
    make_membership,
    make_organization,
    make_person,
    make_rating,
)
from tests.reviews.office import NOON, sibling, url
from tests.web.conftest import counted

pytestmark = pytest.mark.django_db

DISCIPLINED = "Bị thi hành kỷ luật trong năm: Khiển trách, quyết định ngày 12/5/2021."
BELOW = (
    "Tập thể, cá nhân thuộc quyền bị kỷ luật, khởi tố: "
    "01 trường hợp thuộc quyền bị thi hành kỷ luật trong năm 2021."
)
LOWER = (
    "Mức xếp loại năm trước thấp hơn năm liền trước đó: "
    "Năm 2019: Hoàn thành xuất sắc nhiệm vụ; năm 2020: Hoàn thành nhiệm vụ."
)
OPEN = (
    "Hạn chế, khuyết điểm của những năm trước quá thời hạn, chưa khắc phục xong: "
    "01 hạn chế, khuyết điểm chưa ghi nhận khắc phục xong, sớm nhất phải xong trước ngày 30/6/2021."
)
FAILED = "Trì trệ, yếu kém trong thực hiện nhiệm vụ: Năm 2020: Không hoàn thành nhiệm vụ."
LOOKING = (
    "Có dấu hiệu vi phạm: Ủy ban Kiểm tra Tỉnh ủy, văn bản số 12-CV/UBKTTU, ngày 02/12/2021: "
    "Đang kiểm tra khi có dấu hiệu vi phạm."
)


def shown(client, account, **asked):
    """Whom the account's list names, each with the grounds it is told."""
    client.force_login(account)
    response = client.get(url("guidance_grounds"), asked)
    assert response.status_code == 200
    rows = response.context["rows"]
    return {
        subject.label: [f"{one.trigger.text}: {one.figures}." for one in grounds.holding]
        for subject, grounds, _letter in rows
    }


def punish(**owner):
    values = {"form": "reprimand", "decided_on": date(2021, 5, 12), "violated_in": 2021}
    return Discipline.objects.create(**(values | owner))


def rated(person):
    for year, level in ((2019, "excellent"), (2020, "fair")):
        PastRating.objects.create(person=person, year=year, capacity="office", level=level)


def consulted(office, answer="inspect"):
    Consultation.objects.create(
        rating=make_rating(office.subject), asker=office.province, organ="Ủy ban Kiểm tra Tỉnh ủy", answer=answer,
        number="12-CV/UBKTTU", answered_on=date(2021, 12, 2), entered_by=office.staff, entered_at=NOON,
    )  # fmt: skip


def test_nobody_is_listed_while_the_records_show_nothing(client, office):
    office.past(due_before=date(2021, 12, 15))
    punish(person=office.deputy, decided_on=date(2020, 12, 31))
    PastRating.objects.create(person=office.deputy, year=2020, capacity="member", level="failed")
    consulted(office, answer="nothing")

    assert shown(client, office.staff) == {}


def test_each_level_is_told_the_grounds_it_may_read_with_their_figures(client, office):
    office.past(due_before=date(2021, 6, 30))
    punish(person=office.deputy)
    rated(office.deputy)
    consulted(office)

    for account, answers in ((office.staff, [LOOKING]), (office.clerk, [])):
        found = shown(client, account)
        assert found["Bùi Đức Khải"] == [*answers, DISCIPLINED, LOWER, OPEN]
        assert found[office.head_subject.label] == [BELOW]
    assert office.body.label in shown(client, office.staff)
    assert office.body.label not in shown(client, office.clerk)  # a committee writes nothing to itself
    assert shown(client, sibling()) == {}


def test_what_is_said_in_a_draft_is_not_counted_before_it_is_handed_in(client, office):
    office.past(due_before=date(2021, 6, 30), state="done", answered_in=office.review)
    assert shown(client, office.staff) == {"Bùi Đức Khải": [OPEN]}

    SelfReview.objects.filter(pk=office.review.pk).update(
        state="submitted", submitted_at=NOON, submitted_on=NOON.date()
    )

    assert shown(client, office.staff) == {}


def test_a_base_lists_its_own_and_is_narrowed_by_cell_and_name(client, office):
    commune = make_organization(office.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    cells = [
        make_organization(commune, OrganizationKind.CELL, name=one) for one in ("Chi bộ Pá Hu", "Chi bộ Lung")
    ]
    committee = make_collective(commune, type="base_standing", name="Ban Thường vụ Đảng ủy xã Nà Sọng")
    clerk = make_account(Role.BASE_CLERK, commune, full_name="Bùi Văn Nhượng")
    people = [make_person(one) for one in ("Giàng A Tủa", "Vì Thị Ón")]
    for person, cell in zip(people, cells, strict=True):
        make_membership(person, cell)
        punish(person=person)
        PastRating.objects.create(person=person, year=2020, capacity="member", level="failed")
    register_subjects(office.campaign, [committee, *people], actor=office.staff, at=NOON)

    assert shown(client, clerk) == {"Giàng A Tủa": [FAILED, DISCIPLINED], "Vì Thị Ón": [FAILED, DISCIPLINED]}
    assert list(shown(client, clerk, **{"to-chuc": cells[1].key})) == ["Vì Thị Ón"]
    assert list(shown(client, clerk, tim="giàng")) == ["Giàng A Tủa"]
    assert client.get(url("guidance_grounds"), {"to-chuc": office.district.key}).status_code == 404
    assert {"Giàng A Tủa", "Vì Thị Ón"} <= set(shown(client, office.clerk))


def test_the_draft_shows_the_grounds_and_fills_nothing_in(client, office):
    punish(person=office.deputy)
    client.force_login(office.staff)

    response = client.get(url("guidance_create", office.subject.key))

    page = response.content.decode()
    assert "<b>Bị thi hành kỷ luật trong năm</b>: Khiển trách, quyết định ngày 12/5/2021." in page
    assert "Quy định không nêu; theo mặc định của hệ thống" in page
    assert "Trường hợp do người soạn xét (4)" in page
    points = response.context["points"]
    assert [(one["issue"].value(), one["trigger"].value()) for one in points] == [(None, None), (None, None)]


def typed(**fields):
    first = {"diem-0-issue": "Xây nhà trên đất trồng lúa.", "diem-0-ground": "Biên bản ngày 12/7/2021"}
    rest = {"opening": "Thực hiện", "diem-TOTAL_FORMS": "1", "diem-INITIAL_FORMS": "0"}
    return first | rest | {f"diem-0-{name}": value for name, value in fields.items()}


@pytest.mark.parametrize(
    ("printed", "ground"),
    [
        ({}, "Biên bản ngày 12/7/2021."),
        ({"trigger_printed": "on"}, "Mất đoàn kết nội bộ; Biên bản ngày 12/7/2021."),
    ],
)
def test_a_case_is_kept_with_its_point_and_printed_if_asked(client, office, printed, ground):
    client.force_login(office.staff)

    client.post(url("guidance_create", office.subject.key), typed(trigger="GY_DOAN_KET", **printed))

    point = GuidancePoint.objects.get()
    assert (point.trigger, point.trigger_printed) == ("GY_DOAN_KET", bool(printed))
    letter = Guidance.objects.get()
    assert [one["ground"] for one in paper_of_guidance(letter).facts()["points"]] == [ground]
    page = client.get(url("guidance_detail", letter.key)).content.decode()
    assert "Điểm 1: Mất đoàn kết nội bộ." in page
    edited = client.get(url("guidance_edit", letter.key))
    assert edited.context["points"][0]["trigger"].value() == "GY_DOAN_KET"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"trigger": "GY_KHAC"}, "Chọn trường hợp có trong danh sách."),
        ({"trigger_printed": "on"}, "Chọn trường hợp để ghi vào văn bản"),
        ({"issue": "", "ground": "", "trigger": "GY_DOAN_KET"}, "Ghi vấn đề gợi ý của điểm này."),
    ],
)
def test_a_case_that_cannot_stand_is_refused_and_nothing_typed_is_lost(client, office, fields, words):
    client.force_login(office.staff)

    response = client.post(url("guidance_create", office.subject.key), typed(**fields))

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Thực hiện" in page
    assert not Guidance.objects.exists()


def test_the_subject_reads_the_letter_and_not_which_case_it_was_drafted_on(client, office):
    letter = office.letter()
    letter.points.update(trigger="GY_DOAN_KET")
    client.force_login(office.author)

    page = client.get(url("guidance_detail", letter.key)).content.decode()

    assert "Xây nhà trên đất trồng lúa." in page
    assert "Mất đoàn kết nội bộ" not in page


def test_a_letter_that_stands_is_opened_from_the_list(client, office):
    punish(person=office.deputy)
    letter = office.letter()
    client.force_login(office.staff)

    page = client.get(url("guidance_grounds")).content.decode()

    assert url("guidance_detail", letter.key) in page
    assert url("guidance_create", office.subject.key) not in page


def test_the_list_asks_no_more_for_three_than_for_one(client, office):
    punish(person=office.deputy)
    client.force_login(office.staff)
    client.get(url("guidance_grounds"))  # the rulebook is at hand
    with counted() as one:
        client.get(url("guidance_grounds"))
    office.past(due_before=date(2021, 6, 30))
    office.past(person=office.head, due_before=date(2021, 6, 30))
    punish(person=office.head)

    with counted() as three:
        client.get(url("guidance_grounds"))

    assert len(three) == len(one)
