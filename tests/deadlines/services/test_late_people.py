"""Thay đổi trong đợt: who is admitted, appointed, moved or gone after the opening."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cadres.enums import DisciplineForm, MembershipEnd, StandingKind
from cadres.models import Discipline, Membership, Post
from cadres.services import memberships as rolls
from deadlines.models import Dossier, DossierItem
from deadlines.services.late_changes import follow_rounds
from documents.services.files import keep_bytes
from organizations.models import Import, ImportRow
from ratings.enums import RatingState
from ratings.models import Rating
from reviews.enums import CampaignState
from reviews.models import Section, Subject, SubjectChange
from reviews.queries.late import people_behind, people_missing
from reviews.services.memberships import receive
from tests import factories as make
from tests.deadlines.late import DAY, LATER, YESTERDAY, follow, notes, places, rating, stand, subject_of

pytestmark = pytest.mark.django_db
TOMORROW = DAY + timedelta(days=1)


def test_a_member_admitted_now_comes_onto_the_list(opened):
    new = make.make_person("Hà Thị Mơ", joined_on=DAY)
    make.make_membership(new, opened.other, from_on=DAY, standing="probationary")

    assert list(people_missing(opened.campaign, YESTERDAY)) == []
    assert follow(opened) == 1

    subject = subject_of(new)
    assert (subject.is_reviewed, subject.unit.name) == (True, "Huyện ủy Đồng Khê")
    assert places(new) == ["Chi bộ xóm Nà"]
    assert notes(new) == [
        ("added", DAY, "Bổ sung vào danh sách. Chi bộ xóm Nà, Đảng bộ xã Nà Lảng"),
    ]


def test_a_new_collective_comes_onto_the_list_and_is_not_yet_rated(opened):
    made = make.make_collective(opened.district, name="Tập thể lãnh đạo Phòng Y tế huyện", founded_on=DAY)

    follow(opened)

    subject = Subject.objects.get(collective=made)
    assert [one.label for one in subject.places.all()] == ["Tập thể lãnh đạo Phòng Y tế huyện"]
    row = Rating.objects.get(subject=subject)
    assert (row.state, row.not_rated_case) == (RatingState.NOT_RATED, "NR_ORG_LT6M")


def test_who_is_appointed_has_the_post_the_place_the_papers_and_a_rating(opened):
    make.make_post(
        opened.member,
        opened.standing,
        title="Ủy viên Ban Thường vụ Huyện ủy",
        from_on=DAY,
        position=7,
        is_head=False,
    )

    assert people_behind(opened.campaign, YESTERDAY) == []
    follow(opened)

    subject = subject_of(opened.member)
    assert (subject.title, subject.route, subject.main_post) == (
        "Ủy viên Ban Thường vụ Huyện ủy", "decided", Post.objects.get(person=opened.member),
    )  # fmt: skip
    assert places(opened.member) == ["Chi bộ xóm Đoài", "Ban Thường vụ Huyện ủy Đồng Khê"]
    assert [(kind, day) for kind, day, _ in notes(opened.member)] == [("post", DAY), ("places", DAY)]
    assert (
        rating(opened.member).not_rated_case == "OFFICER_LT6M"
        or rating(opened.member).state == RatingState.OPEN
    )
    assert DossierItem.objects.filter(subject=subject).exists()
    assert Section.objects.filter(review__subject=subject).exists()


def test_a_post_beside_the_chief_one_is_told_from_its_own_day(opened):
    post = make.make_post(
        opened.leader, opened.office, title="Chủ tịch UBND huyện", from_on=YESTERDAY, is_main=False
    )

    follow(opened)
    assert [(kind, day) for kind, day, _ in notes(opened.leader)] == [
        ("post", YESTERDAY), ("places", YESTERDAY),
    ]  # fmt: skip

    Post.objects.filter(pk=post.pk).update(to_on=DAY)
    follow(opened, LATER + timedelta(days=1))

    assert [(kind, day) for kind, day, _ in notes(opened.leader)[2:]] == [("post", DAY), ("places", DAY)]


def test_a_second_post_adds_its_place_and_one_that_has_ended_takes_it_away(opened):
    second = make.make_post(
        opened.leader, opened.office, title="Chủ tịch UBND huyện", from_on=DAY, is_main=False
    )

    follow(opened)
    assert places(opened.leader) == [
        "Chi bộ xóm Đoài", "Ban Thường vụ Huyện ủy Đồng Khê", "Tập thể lãnh đạo Ủy ban nhân dân huyện Đồng Khê",
    ]  # fmt: skip

    Post.objects.filter(pk=second.pk).update(to_on=DAY)
    follow(opened, LATER + timedelta(days=1))

    assert places(opened.leader) == ["Chi bộ xóm Đoài", "Ban Thường vụ Huyện ủy Đồng Khê"]
    assert [note for kind, _, note in notes(opened.leader) if kind == "places"] == [
        "Nơi kiểm điểm. Thêm: Tập thể lãnh đạo Ủy ban nhân dân huyện Đồng Khê",
        "Nơi kiểm điểm. Bỏ: Tập thể lãnh đạo Ủy ban nhân dân huyện Đồng Khê",
    ]


def test_a_post_given_up_leaves_the_papers_where_they_lie(opened):
    Post.objects.filter(pk=opened.post.pk).update(to_on=YESTERDAY)
    items = DossierItem.objects.filter(subject__person=opened.leader).count()
    assert items > 0

    follow(opened)

    subject = subject_of(opened.leader)
    assert (subject.main_post, subject.route) == (opened.post, "decided")
    assert DossierItem.objects.filter(subject=subject).count() == items
    assert notes(opened.leader)[0] == (
        "post",
        YESTERDAY,
        "Thôi giữ chức vụ Phó Bí thư Huyện ủy. Hồ sơ của đợt vẫn theo chức vụ cũ",
    )
    assert places(opened.leader) == ["Chi bộ xóm Đoài"]


def test_once_the_organ_has_him_only_a_note_is_written(opened):
    Rating.objects.filter(subject__person=opened.leader).update(
        state=RatingState.APPRAISED, proposed_level="good", appraised_level="good"
    )
    Post.objects.filter(pk=opened.post.pk).update(to_on=YESTERDAY, is_main=False)
    make.make_post(opened.leader, opened.standing, title="Bí thư Huyện ủy", from_on=DAY, is_head=True)

    follow(opened)

    subject = subject_of(opened.leader)
    assert (subject.title, subject.is_head, subject.main_post) == ("Phó Bí thư Huyện ủy", False, opened.post)
    assert [(kind, day) for kind, day, _ in notes(opened.leader)] == [("post", DAY)]


@pytest.mark.parametrize("reason", [MembershipEnd.DIED, MembershipEnd.EXPELLED, MembershipEnd.MOVED])
def test_who_is_on_the_rolls_no_more_is_not_reviewed(opened, reason):
    rolls.leave_register(opened.member, reason=reason, on=YESTERDAY, actor=opened.clerk, at=LATER)

    follow(opened)

    subject = subject_of(opened.member)
    assert (subject.is_reviewed, subject.not_reviewed_case) == (False, "LEFT")
    assert notes(opened.member) == [
        (
            "not_reviewed",
            YESTERDAY,
            "Không còn trong danh sách đảng viên, cán bộ: không kiểm điểm, không xếp loại",
        )
    ]
    assert places(opened.member) == []


def test_who_comes_back_onto_the_rolls_is_reviewed_again(opened):
    rolls.leave_register(
        opened.member, reason=MembershipEnd.MOVED, on=YESTERDAY, actor=opened.clerk, at=LATER
    )
    follow(opened)
    rolls.return_to_register(
        opened.member, cell=opened.other, on=DAY, note="Phục hồi", actor=opened.staff, at=LATER
    )

    follow(opened)

    assert subject_of(opened.member).is_reviewed
    assert places(opened.member) == ["Chi bộ xóm Nà"]


def test_papers_on_the_way_leave_him_where_he_is_until_the_new_cell_has_them(opened):
    transfer = rolls.send_off(opened.member, to=opened.other, on=YESTERDAY, actor=opened.clerk, at=LATER)

    follow(opened)
    assert (subject_of(opened.member).is_reviewed, places(opened.member)) == (True, ["Chi bộ xóm Đoài"])

    receive(transfer, on=DAY, actor=opened.clerk, at=LATER)

    assert places(opened.member) == ["Chi bộ xóm Nà"]
    assert [kind for kind, *_ in notes(opened.member)] == ["case", "cell"]
    assert notes(opened.member)[1][2] == (
        "Nơi sinh hoạt: Chi bộ xóm Nà, Đảng bộ xã Nà Lảng; trước đó: Chi bộ xóm Đoài, Đảng bộ xã Nà Lảng"
    )
    assert follow(opened) == 0


def test_a_discipline_and_going_away_are_said_without_the_form(opened):
    Discipline.objects.create(
        person=opened.member, form=DisciplineForm.WARNING, decided_on=DAY, violated_in=2021
    )
    stand(opened.member, StandingKind.AWAY, YESTERDAY)

    follow(opened)

    assert notes(opened.member) == [
        ("discipline", DAY, f"Có quyết định kỷ luật ngày {DAY:%d/%m/%Y}, vi phạm năm 2021"),
        (
            "case",
            YESTERDAY,
            "Đi làm ăn xa. Vắng mặt, đi xa: kiểm điểm, xếp loại bổ sung trong thời gian sớm nhất",
        ),
    ]
    assert follow(opened) == 0


def test_suspended_from_his_committee_he_is_reviewed_in_his_cell_alone(opened):
    row = stand(opened.leader, StandingKind.COMMITTEE_SUSPENDED, DAY)

    follow(opened)
    assert places(opened.leader) == ["Chi bộ xóm Đoài"]
    assert subject_of(opened.leader).is_reviewed

    row.to_on = DAY
    row.save()
    follow(opened, LATER + timedelta(days=1))
    assert places(opened.leader) == ["Chi bộ xóm Đoài", "Ban Thường vụ Huyện ủy Đồng Khê"]


def test_elected_into_a_committee_the_case_of_his_places_is_another_from_that_day(opened):
    make.make_post(opened.member, opened.office, from_on=YESTERDAY)
    follow(opened)
    row, then = stand(opened.member, StandingKind.COMMITTEE_MEMBER, TOMORROW), LATER + timedelta(days=1)
    assert follow(opened) == 0
    codes = subject_of(opened.member).places.values_list("code", flat=True)
    assert list(codes.all()) == ["N2", "N2"]

    assert follow(opened, then) == 1
    assert list(codes.all()) == ["N5", "N5"]
    assert follow(opened, then) == 0

    row.delete()
    follow(opened, then)
    assert list(codes.all()) == ["N2", "N2"]


def test_n12_his_place_in_the_cell_names_his_group_while_he_is_in_it(client, opened):
    row, then = stand(opened.member, StandingKind.IN_GROUP, TOMORROW), LATER + timedelta(days=1)
    named = subject_of(opened.member).places.values_list("label", "group", "is_compulsory")
    assert follow(opened, then) == 0  # nobody has written down which one

    type(row).objects.update(note="Tổ đảng số 2")
    assert follow(opened) == 0
    assert follow(opened, then) == 1
    assert list(named.all()) == [("Chi bộ xóm Đoài", "Tổ đảng số 2", True)]
    assert follow(opened, then) == 0
    client.force_login(opened.staff)
    page = client.get(reverse("reviews:subject_detail", args=[subject_of(opened.member).key]))
    text = page.content.decode().replace("\xa0", " ")
    assert "Tổ đảng số 2 kiểm điểm trước, chi bộ kết luận." in text

    type(row).objects.update(to_on=TOMORROW)
    follow(opened, then + timedelta(days=1))
    assert list(named.all()) == [("Chi bộ xóm Đoài", "", True)]


def test_a_guest_elsewhere_has_that_cells_comment_as_a_place_until_he_is_back(opened):
    guest = make.make_membership(opened.member, opened.other, kind="temporary", from_on=DAY)

    follow(opened)
    assert list(subject_of(opened.member).places.values_list("label", "is_compulsory")) == [
        ("Chi bộ xóm Đoài", True), ("Chi bộ xóm Nà", False),
    ]  # fmt: skip

    Membership.objects.filter(pk=guest.pk).update(to_on=DAY)
    follow(opened, LATER + timedelta(days=1))
    assert places(opened.member) == ["Chi bộ xóm Đoài"]


def test_a_dossier_already_sent_asks_for_nothing_more(opened):
    Dossier.objects.update(state="submitted")
    make.make_post(opened.member, opened.standing, title="Ủy viên Ban Thường vụ Huyện ủy", from_on=DAY)

    follow(opened)

    assert subject_of(opened.member).title == "Ủy viên Ban Thường vụ Huyện ủy"
    assert not DossierItem.objects.filter(subject__person=opened.member).exists()

    Dossier.objects.update(state="returned", return_reason="Bổ sung người mới bổ nhiệm")
    follow(opened)
    assert DossierItem.objects.filter(subject__person=opened.member).exists()


def test_a_closed_round_stays_as_it_was(opened):
    opened.campaign.state = CampaignState.CLOSED
    opened.campaign.save()
    stand(opened.leader, StandingKind.SUSPENDED, YESTERDAY)

    assert follow_rounds(at=LATER) == 0
    assert follow(opened) == 0

    assert subject_of(opened.leader).is_reviewed
    assert not SubjectChange.objects.exists()


def test_every_open_round_follows_by_itself(opened):
    stand(opened.leader, StandingKind.SUSPENDED, YESTERDAY)

    assert follow_rounds(at=LATER) == 1

    change = SubjectChange.objects.get()
    assert (change.entered_by, change.entered_at) == (None, LATER)


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_the_same_however_many_are_listed(opened, django_assert_num_queries, count):
    for number in range(count):
        make.make_membership(make.make_person(f"Hà Văn {number}"), opened.cell, from_on=date(2015, 1, 1))
    follow(opened)

    with django_assert_num_queries(26):
        assert follow(opened) == 0


def test_whom_a_workbook_brought_in_is_followed_from_the_next_day_on(opened):
    """Until then the workbook can be taken back: nothing rests yet on what it wrote."""
    new = make.make_person("Lò Thị Nhập", joined_on=YESTERDAY)
    make.make_membership(new, opened.other, from_on=YESTERDAY)
    clerk = make.make_account()
    file = keep_bytes(b"xlsx", media_type="application/octet-stream", at=make.NOON)
    batch = Import.objects.create(
        kind="people", duty="manage_people", scope=opened.district, state="done", file=file,
        file_name="a.xlsx", new_count=1, asked_by=clerk, asked_at=make.NOON, applied_by=clerk,
        applied_at=LATER, columns=["full_name"],
    )  # fmt: skip
    ImportRow.objects.create(batch=batch, number=2, verdict="new", target=new.pk)

    assert list(people_missing(opened.campaign, DAY)) == []
    assert list(people_missing(opened.campaign, DAY + timedelta(days=1))) == [new]
