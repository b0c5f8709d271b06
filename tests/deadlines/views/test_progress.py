"""Tiến độ kiểm điểm: figures of each level in the tree's own order, down to the person."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cadres.models import Membership, Standing
from deadlines.queries.progress import progress_below
from organizations.enums import OrganizationKind, Role
from organizations.models import SubmittingUnit
from reviews.models import Place, Section, SelfReview
from tests import factories as make
from tests.factories import DAY, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with time_machine.travel(NOON, tick=False):
        yield


class Tree:
    """A district with a commune of two cells, another district beside it, a department of the province."""

    def __init__(self):
        self.campaign = make.make_campaign()
        self.province = make.make_province()
        self.district = make.make_organization(name="Đảng bộ huyện Đồng Khê")
        self.other = make.make_organization(name="Đảng bộ huyện Yên Lạng")
        kind = OrganizationKind.BASE_COMMITTEE
        self.commune = make.make_organization(self.district, kind, name="Đảng bộ xã Nà Sọng")
        cell = OrganizationKind.CELL
        self.cells = [make.make_organization(self.commune, cell, name=f"Chi bộ thôn {n}") for n in (1, 2)]
        self.unit = make.make_unit(make.make_collective(self.district), name="Huyện ủy Đồng Khê")
        self.department = make.make_department(name="Tập thể lãnh đạo Sở Y tế")

    def member(self, name, organization, **review):
        """One of the round, in whatever state."""
        person = make.make_person(name)
        subject = make.make_subject(
            person=person, unit=self.unit, organization=organization, places=[self.unit]
        )
        if review:
            SelfReview.objects.filter(subject=subject).update(**review)
        return subject


@pytest.fixture
def tree():
    return Tree()


def one_of_each(tree):
    """Eight members of one cell, each at another stage."""
    first, second = tree.cells
    tree.member("Lò Văn Chưa", first)
    writing = tree.member("Lò Văn Viết", first)
    Section.objects.create(review=writing.self_review, code="I.1", saved_at=NOON)
    tree.member("Lò Văn Lại", first, state="returned", return_reason="Thiếu", submitted_at=NOON)
    tree.member("Lò Văn Giấy", first, state="paper", paper_received_on=DAY, paper_sheets=3)
    tree.member("Lò Văn Nộp", first, state="submitted", submitted_at=NOON, submitted_on=DAY)
    reviewed = tree.member("Lò Văn Xong", first, state="paper", paper_received_on=DAY, paper_sheets=3)
    Place.objects.filter(subject=reviewed).update(concluded_on=DAY)
    away = tree.member("Lò Văn Xa", second)
    Standing.objects.create(person=away.person, kind="away", from_on=date(2021, 3, 1))
    out = tree.member("Lò Văn Miễn", second)
    type(out).objects.filter(pk=out.pk).update(is_reviewed=False)


STAGES = {
    "not_started": 1,
    "writing": 1,
    "returned": 1,
    "paper": 1,
    "handed_in": 1,
    "reviewed": 1,
    "away": 1,
    "not_reviewed": 1,
}


def rows(account, tree, upper):
    found = progress_below(account, tree.campaign, upper)
    return {row.name: (row.due, dict(row.counts)) for row in found.rows}, dict(found.total.counts)


def test_every_stage_is_counted_at_every_level(tree):
    one_of_each(tree)
    staff = make.make_account(Role.ORGANIZATION_STAFF)

    below, total = rows(staff, tree, tree.province)
    assert list(below)[:2] == ["Đảng bộ huyện Đồng Khê", "Đảng bộ huyện Yên Lạng"]
    assert below["Đảng bộ huyện Đồng Khê"] == (7, STAGES)
    assert below["Đảng bộ huyện Yên Lạng"] == (0, {})
    assert total == STAGES

    below, _total = rows(staff, tree, tree.commune)
    assert below["Chi bộ thôn 1"] == (6, dict.fromkeys(list(STAGES)[:6], 1))
    assert below["Chi bộ thôn 2"] == (1, {"away": 1, "not_reviewed": 1})


def test_whoever_is_away_and_has_sent_his_paper_has_sent_it(tree):
    sent = tree.member("Lò Văn Gửi", tree.cells[0], state="paper", paper_received_on=DAY, paper_sheets=2)
    back = tree.member("Lò Văn Về", tree.cells[0])
    gone = tree.member("Lò Văn Đi", tree.cells[0])
    for one, to_on in ((sent, None), (back, date(2021, 12, 31)), (gone, date(2022, 1, 1))):
        Standing.objects.create(person=one.person, kind="away", from_on=date(2021, 3, 1), to_on=to_on)

    below, _total = rows(make.make_account(Role.ORGANIZATION_STAFF), tree, tree.commune)

    assert below["Chi bộ thôn 1"] == (3, {"paper": 1, "not_started": 1, "away": 1})


@pytest.mark.parametrize(
    ("to_on", "stage"),
    [(None, "in_transfer"), (date(2022, 1, 1), "in_transfer"), (date(2021, 12, 31), "not_started")],
)
def test_whoever_has_his_papers_in_his_bag_is_on_his_way(client, tree, to_on, stage):
    """P42, P108: at the year's end, in the figures and in the list; what has come counts first."""
    going = tree.member("Lò Văn Chuyển", tree.cells[0])
    sent = tree.member("Lò Văn Gửi", tree.cells[0], state="paper", paper_received_on=DAY, paper_sheets=2)
    for one in (going, sent):
        Standing.objects.create(
            person=one.person, kind="in_transfer", from_on=date(2021, 11, 29), to_on=to_on
        )
    staff = make.make_account(Role.ORGANIZATION_STAFF)
    client.force_login(staff)

    below, _total = rows(staff, tree, tree.commune)
    assert below["Chi bộ thôn 1"] == (2, {stage: 1, "paper": 1})
    listed = client.get(reverse("reviews:subject_list"), {"tinh-trang": stage}).context["rows"]
    assert [one.subject for one in listed] == [going]


def test_one_who_died_before_the_year_was_out_is_not_due(tree):
    for name, day in (("Lò Văn Mất", date(2021, 12, 31)), ("Lò Văn Sau", date(2022, 1, 1))):
        subject = tree.member(name, tree.cells[0])
        row = make.make_membership(subject.person, tree.cells[0])
        Membership.objects.filter(pk=row.pk).update(to_on=day, end_reason="died")

    below, _total = rows(make.make_account(Role.ORGANIZATION_STAFF), tree, tree.commune)

    assert below["Chi bộ thôn 1"] == (1, {"not_reviewed": 1, "not_started": 1})


def test_the_province_has_a_row_for_each_unit_that_reports_straight_to_it(tree):
    tree.member("Lò Văn Chưa", tree.cells[0])
    make.make_subject(collective=tree.department.collective, unit=tree.department)

    below, total = rows(make.make_account(Role.ORGANIZATION_STAFF), tree, tree.province)

    assert list(below)[:2] == [tree.department.name, "Đảng bộ huyện Đồng Khê"]
    assert below[tree.department.name] == (1, {"not_started": 1})
    assert total == {"not_started": 2}


def test_nobody_sees_a_row_of_another(client, tree):
    tree.member("Lò Văn Chưa", tree.cells[0])
    make.make_subject(collective=tree.department.collective, unit=tree.department)
    page = reverse("deadlines:progress")

    client.force_login(make.make_account(Role.UNIT_CLERK, tree.other))
    text = client.get(page).content.decode()
    assert "Đồng Khê" not in text
    assert client.get(page, {"duoi": tree.district.key}).status_code == 404

    client.force_login(make.make_account(Role.UNIT_CLERK, unit=tree.department))
    text = client.get(page).content.decode().replace("\xa0", " ")
    assert tree.department.name in text
    assert "Đồng Khê" not in text
    assert "1 tập thể, cá nhân phải kiểm điểm = 1 chưa viết." in text


def test_a_supervisor_of_two_committees_sees_both_and_the_way_down(client, tree):
    tree.member("Lò Văn Chưa", tree.cells[0])
    account = make.make_account(Role.SUPERVISOR, tree.district)
    make.add_role(account, Role.SUPERVISOR, tree.other)
    client.force_login(account)

    text = client.get(reverse("deadlines:progress")).content.decode()
    assert text.index("Đảng bộ huyện Đồng Khê") < text.index("Đảng bộ huyện Yên Lạng")
    text = client.get(reverse("deadlines:progress"), {"duoi": tree.commune.key}).content.decode()
    assert "Chi bộ thôn 2" in text


def test_an_official_may_look_at_his_own_area_alone(client, tree):
    tree.member("Lò Văn Chưa", tree.cells[0])
    make.make_subject(collective=tree.department.collective, unit=tree.department)
    staff = make.make_account(Role.ORGANIZATION_STAFF)
    client.force_login(staff)
    page = reverse("deadlines:progress")
    assert "Địa bàn của đồng chí" not in client.get(page).content.decode()

    SubmittingUnit.objects.filter(pk__in=[tree.unit.pk, tree.department.pk]).update(official=staff)

    assert "Địa bàn của đồng chí 2" in client.get(page).content.decode()
    shown = client.get(page, {"dia-ban": "toi"}).context["shown"]
    assert [row.name for row in shown.rows] == [tree.department.name, "Đảng bộ huyện Đồng Khê"]
    assert (shown.total.due, shown.area) == (2, 2)
    SubmittingUnit.objects.filter(pk=tree.department.pk).update(official=None)
    shown = client.get(page, {"dia-ban": "toi"}).context["shown"]
    assert [row.name for row in shown.rows] == ["Đảng bộ huyện Đồng Khê"]


def test_the_inspection_sees_figures_and_no_way_to_a_name(client, tree):
    tree.member("Lò Văn Chưa", tree.cells[0])
    client.force_login(make.make_account(Role.INSPECTION))

    text = client.get(reverse("deadlines:progress"), {"duoi": tree.commune.key}).content.decode()

    assert "Chi bộ thôn 1" in text
    assert reverse("reviews:subject_list") not in text


def test_before_the_round_there_is_nothing_to_count(client):
    client.force_login(make.make_account(Role.ORGANIZATION_STAFF))

    text = client.get(reverse("deadlines:progress")).content.decode()

    assert "Chưa mở đợt kiểm điểm nào" in text.replace("\xa0", " ")


def test_a_row_leads_to_its_people_and_they_are_narrowed(client, tree):
    one_of_each(tree)
    clerk = make.make_account(Role.UNIT_CLERK, tree.district)
    client.force_login(clerk)
    listed = reverse("reviews:subject_list")
    cell = tree.cells[1].key
    assert (
        f"{listed}?to-chuc={cell}"
        in client.get(reverse("deadlines:progress"), {"duoi": tree.commune.key}).content.decode()
    )

    def names(**asked):
        return [row.subject.label for row in client.get(listed, asked).context["rows"]]

    assert names(**{"to-chuc": cell}) == ["Lò Văn Xa", "Lò Văn Miễn"]
    assert names(**{"to-chuc": cell, "tinh-trang": "away"}) == ["Lò Văn Xa"]
    assert names(**{"to-chuc": tree.district.key, "rieng": "1"}) == []
    assert names(**{"to-chuc": tree.district.key, "tim": "giay"}) == ["Lò Văn Giấy"]
    assert names(**{"don-vi": tree.unit.key, "tinh-trang": "paper"}) == ["Lò Văn Giấy"]
    for wrong in ({"to-chuc": tree.other.key}, {"don-vi": tree.department.key}, {"to-chuc": "x"}):
        assert client.get(listed, wrong).status_code == 404
