"""The invented province: whole, the same each time, with every special case on somebody."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Count, F, Q

from cadres.enums import DisciplineForm, LeaveKind, MembershipKind, StandingKind
from cadres.models import CivilRating, Discipline, Leave, Membership, PastRating, Person, Post, Standing
from deadlines.management.province.accounts import SHOWN
from deadlines.management.province.words import REAL_NAMES
from organizations.enums import CollectiveType, OrganizationKind, Role, Route
from organizations.models import (
    Account,
    Assignment,
    Collective,
    Contact,
    PartyOrganization,
    PeerRating,
    SubmittingUnit,
)
from organizations.rules.names import fold, name_sort_key
from reviews.models import Shortcoming, Target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
DAY = date(2021, 12, 14)
HALF_A_YEAR_AGO = date(2021, 6, 14)
OFFICIAL = Q(kind=MembershipKind.OFFICIAL, to_on__isnull=True)


def test_the_tree_is_sound_and_has_the_levels_of_a_province():
    assert PartyOrganization.objects.find_problems() == ([], [], [], [], [])
    kinds = Counter(PartyOrganization.objects.values_list("kind", flat=True))
    assert (kinds["province"], kinds["direct"], kinds["section"]) == (1, 13, 0)
    assert kinds["base_committee"] == 22  # 10 offices of districts, 10 communes, army, police
    assert PartyOrganization.objects.get(depth=1).name == "Đảng bộ tỉnh Minh Giang"


def test_fifty_eight_units_send_dossiers_and_each_can_be_rung():
    units = SubmittingUnit.objects.select_related("contact", "collective", "official")
    assert units.count() == 58
    assert units.filter(scope__kind=OrganizationKind.DIRECT).count() == 13
    assert units.filter(scope__depth=1).count() == 45
    assert Contact.objects.filter(mobile__startswith="0200 ").count() == 58
    assert all(unit.collective and unit.official for unit in units)


def test_each_official_follows_seven_or_eight_units():
    followed = Counter(SubmittingUnit.objects.values_list("official__sign_in_name", flat=True))
    assert followed["btc"] == 7
    assert len(followed) == 8
    assert set(followed.values()) == {7, 8}


def test_as_many_members_as_were_asked_for():
    assert Membership.objects.filter(OFFICIAL).count() == 400


def test_the_posts_stand_on_their_routes():
    routes = Counter(Post.objects.filter(is_main=True).values_list("route", flat=True))
    assert routes[Route.DECIDED] == 151  # three of them until the letter of 16/11
    assert routes[Route.CENTRAL] == 11
    assert routes[Route.DELEGATED] == 67
    assert routes[Route.MINISTRY] == 12
    assert routes[Route.LOWER] > 30


def test_twelve_secretaries_stand_in_one_group_without_the_army():
    group = Post.objects.filter(is_main=True, title_group="Bí thư cấp ủy trực thuộc")
    assert group.count() == 12
    assert not group.filter(collective__name__contains="Quân sự").exists()


def test_every_collective_of_a_unit_has_one_head():
    heads = (
        SubmittingUnit.objects.annotate(
            heads=Count("collective__posts", filter=Q(collective__posts__is_head=True))
        )
        .values_list("name", "heads")
        .exclude(heads=1)
    )
    assert list(heads) == []


def test_the_standing_committee_of_dong_khe_has_its_eleven_members():
    posts = Post.objects.filter(collective__name="Ban Thường vụ Huyện ủy Đồng Khê").order_by("pk")
    assert posts.count() == 11
    assert posts[0].person.full_name == "Quách Đình Lự"
    assert posts.get(person__full_name="Bùi Đức Khải").title == (
        "Phó Bí thư Huyện ủy, Chủ tịch Ủy ban nhân dân huyện Đồng Khê"
    )
    assert posts.get(person__full_name="Đinh Thị Quyên").route == Route.DELEGATED


def test_the_story_s_people_are_where_the_story_has_them():
    cells = {
        "Bùi Thị Hoài Thu": "Chi bộ Trường THCS Nà Sọng",
        "Hà Văn Đắc": "Chi bộ xóm Bưởi",
        "Lường Thị Mai Anh": "Chi bộ Trạm Y tế xã Nà Sọng",
        "Quách Văn Thường": "Chi bộ Sở Nông nghiệp và Phát triển nông thôn",
    }
    found = Membership.objects.filter(OFFICIAL, person__full_name__in=cells)
    assert dict(found.values_list("person__full_name", "organization__name")) == cells


def test_nobody_bears_the_name_of_somebody_real():
    assert not Person.objects.filter(full_name__in=REAL_NAMES).exists()
    assert not Account.objects.filter(full_name__in=REAL_NAMES).exists()
    assert not Contact.objects.filter(Q(name__in=REAL_NAMES) | Q(stand_in__in=REAL_NAMES)).exists()


def test_derived_names_are_what_the_one_writer_makes_of_them():
    wrong = [
        one.full_name
        for one in Person.objects.all()
        if (one.name_sort, one.search_fold) != (name_sort_key(one.full_name), fold(one.full_name))
    ]
    assert wrong == []


def test_one_account_a_role_is_shown_and_no_password_opens_any():
    shown = Account.objects.exclude(demo_title="")
    assert [one.sign_in_name for one in shown.order_by("pk")] == [one.sign_in for one in SHOWN]
    assert not any(one.has_usable_password() for one in Account.objects.all())
    held = set(Assignment.objects.filter(account__in=shown).values_list("role", flat=True))
    assert held == {role.value for role in Role if role not in (Role.SUBJECT, Role.HELPER)}


def test_every_member_of_the_standing_committee_has_an_account_with_his_seat():
    seats = Assignment.objects.filter(role=Role.STANDING_MEMBER)
    assert seats.count() == 11
    assert (
        Person.objects.filter(posts__collective__type="province_standing", account__isnull=False).count()
        == 11
    )


def test_every_direct_committee_is_looked_after_by_a_member_of_the_standing_committee():
    looked_after = Assignment.objects.filter(role=Role.SUPERVISOR).values_list(
        "organization__name", flat=True
    )
    assert sorted(looked_after) == sorted(
        PartyOrganization.objects.filter(kind=OrganizationKind.DIRECT).values_list("name", flat=True)
    )


def test_a_department_s_clerk_reaches_his_unit_alone_and_a_district_s_its_subtree():
    clerk = Account.objects.get(sign_in_name="sonn").assignments.get()
    assert (clerk.organization.depth, clerk.unit.name) == (1, "Sở Nông nghiệp và Phát triển nông thôn")
    district = Account.objects.get(sign_in_name="dongkhe").assignments.get()
    assert (district.organization.name, district.unit) == ("Đảng bộ huyện Đồng Khê", None)


def test_buoi_is_the_cell_that_the_clerk_s_evening_tells_of():
    cell = Membership.objects.filter(OFFICIAL, organization__name="Chi bộ xóm Bưởi")
    probationary = cell.filter(standing="probationary")
    assert (cell.count(), probationary.count()) == (23, 2)
    assert cell.filter(person__standings__kind=StandingKind.EXEMPT).count() == 1
    assert cell.filter(person__standings__kind=StandingKind.AWAY).count() == 1


def _sick_months():
    return [
        one.person
        for one in Leave.objects.filter(kind=LeaveKind.SICK).select_related("person")
        if sum((slip.to_on - slip.from_on).days + 1 for slip in one.person.leaves.all()) >= 92
    ]


# Every special case of rules 1.4 and of practice section 1, and where it can be looked up.
CASES = {
    "tổ chức đảng mới lập dưới 06 tháng": lambda: PartyOrganization.objects.filter(
        founded_on__gt=HALF_A_YEAR_AGO, kind=OrganizationKind.CELL
    ),
    "tập thể mới lập dưới 06 tháng": lambda: Collective.objects.filter(founded_on__gt=HALF_A_YEAR_AGO),
    "mới kết nạp dưới 06 tháng": lambda: Person.objects.filter(joined_on__gt=HALF_A_YEAR_AGO),
    "dự bị đã đủ 06 tháng": lambda: Membership.objects.filter(
        standing="probationary", person__joined_on__lte=HALF_A_YEAR_AGO
    ),
    "được miễn, tuổi cao sức yếu": lambda: Standing.objects.filter(
        kind=StandingKind.EXEMPT, person__birth_year__lt=1950
    ),
    "được miễn khi nghỉ sinh con": lambda: Standing.objects.filter(
        kind=StandingKind.EXEMPT, person__leaves__kind=LeaveKind.MATERNITY
    ),
    "nghỉ thai sản": lambda: Leave.objects.filter(kind=LeaveKind.MATERNITY).exclude(
        person__standings__kind=StandingKind.EXEMPT
    ),
    "đình chỉ sinh hoạt đảng": lambda: Standing.objects.filter(kind=StandingKind.SUSPENDED),
    "đình chỉ sinh hoạt cấp ủy": lambda: Standing.objects.filter(kind=StandingKind.COMMITTEE_SUSPENDED),
    "nghỉ ốm từ 03 tháng": _sick_months,
    "chuyển sinh hoạt trong năm": lambda: Membership.objects.filter(
        kind=MembershipKind.OFFICIAL, to_on__year=2021, organization__dissolved_on__isnull=True
    ).filter(person__memberships__from_on__year=2021, person__memberships__to_on__isnull=True),
    "sinh hoạt tạm thời": lambda: Membership.objects.filter(kind=MembershipKind.TEMPORARY),
    "đi làm ăn xa": lambda: Standing.objects.filter(kind=StandingKind.AWAY),
    "đang chuyển sinh hoạt": lambda: Standing.objects.filter(kind=StandingKind.IN_TRANSFER),
    "đi học tập trung": lambda: Standing.objects.filter(kind=StandingKind.STUDY),
    "ở nước ngoài": lambda: Standing.objects.filter(kind=StandingKind.ABROAD),
    "người đứng đầu mới chuyển đến": lambda: Standing.objects.filter(kind=StandingKind.NEWLY_MOVED_HEAD),
    "nhiều chức vụ": lambda: Person.objects.annotate(held=Count("posts")).filter(held__gte=3),
    "cán bộ mới bổ nhiệm dưới 06 tháng": lambda: Post.objects.filter(from_on__gt=HALF_A_YEAR_AGO),
    "đứng đầu nơi khác ngoài chức chính": lambda: Post.objects.filter(
        is_head=True, is_main=False, collective__name__contains="Quân sự"
    ),
    "kỷ luật trong năm": lambda: Discipline.objects.filter(
        person__isnull=False, decided_on__year=2021, counted_in__isnull=True
    ),
    "kỷ luật đã tính năm trước": lambda: Discipline.objects.filter(counted_in=2020),
    "vi phạm năm trước, kỷ luật năm nay": lambda: Discipline.objects.filter(
        decided_on__year=2021, violated_in=2020, counted_in__isnull=True
    ),
    "khai trừ, ra khỏi Đảng": lambda: Discipline.objects.filter(form=DisciplineForm.EXPULSION).exclude(
        person__memberships__to_on__isnull=True
    ),
    "tập thể bị kỷ luật": lambda: Discipline.objects.filter(collective__isnull=False),
    "tổ chức đảng bị kỷ luật": lambda: Discipline.objects.filter(organization__isnull=False),
    "đơn vị chỉ báo số liệu tổng hợp": lambda: PartyOrganization.objects.filter(totals_only=True),
    "chi bộ sáp nhập": lambda: PartyOrganization.objects.filter(
        dissolved_on__isnull=False, successor__isnull=False, kind=OrganizationKind.CELL
    ),
    "tổ chức chuyển giao, tiếp nhận": lambda: PartyOrganization.objects.filter(
        kind=OrganizationKind.BASE_CELL, successor__name=F("name")
    ),
    "chi bộ ba đảng viên": lambda: PartyOrganization.objects.annotate(
        members=Count("memberships", filter=Q(memberships__to_on__isnull=True))
    ).filter(members=3),
    "cán bộ không phải đảng viên": lambda: Person.objects.filter(
        memberships__isnull=True, posts__isnull=False
    ),
    "ngành dọc": lambda: Post.objects.filter(route=Route.MINISTRY),
    "được ủy quyền": lambda: Post.objects.filter(route=Route.DELEGATED),
    "cán bộ diện Trung ương": lambda: Post.objects.filter(route=Route.CENTRAL),
    "đảng đoàn, ban cán sự đảng": lambda: Collective.objects.filter(
        type__in=(CollectiveType.PARTY_GROUP, CollectiveType.PARTY_CAUCUS)
    ),
    "công chức chưa có kết quả xếp loại": lambda: Person.objects.filter(is_civil_servant=True).exclude(
        civil_ratings__year=2021
    ),
    "kết quả theo năm học": lambda: CivilRating.objects.filter(period__startswith="Năm học"),
    "bốn năm liền xuất sắc": lambda: Person.objects.annotate(
        best=Count("past_ratings", filter=Q(past_ratings__capacity="member", past_ratings__level="excellent"))
    ).filter(best=4),
    "một người hai vai ở cơ sở": lambda: Account.objects.annotate(held_count=Count("assignments")).filter(
        sign_in_name="nasong", held_count=2
    ),
    "bí thư hai chi bộ": lambda: Account.objects.annotate(held_count=Count("assignments")).filter(
        sign_in_name="bithu", held_count=2
    ),
    "chỉ biết năm sinh": lambda: Person.objects.filter(birth_on__isnull=True),
    "hạn chế năm trước phải trả lời": lambda: Shortcoming.objects.filter(year=2020),
    "chỉ tiêu trong năm": lambda: Target.objects.filter(year=2021),
    "cơ quan cùng cấp đã xếp loại": lambda: PeerRating.objects.filter(year=2021),
}


@pytest.mark.parametrize("case", CASES)
def test_every_special_case_is_on_somebody(case):
    assert list(CASES[case]()), case


def test_four_years_lie_behind_everybody_who_was_there():
    assert set(PastRating.objects.values_list("year", flat=True)) == {2017, 2018, 2019, 2020}
    without = Person.objects.filter(joined_on__lt=date(2017, 1, 1)).annotate(
        years=Count("past_ratings", filter=Q(past_ratings__capacity="member"))
    )
    assert not without.exclude(years=4).exists()


def test_sixteen_of_eighteen_targets_of_the_district_were_met():
    targets = Target.objects.filter(collective__name="Ban Thường vụ Huyện ủy Đồng Khê")
    assert targets.count() == 18
    assert targets.filter(actual__gte=F("planned")).count() == 16
