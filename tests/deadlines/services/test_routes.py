"""Đổi diện quyết định (P10): one letter moves posts, people and papers; refused by name; undone as a whole."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cadres.models import Post
from deadlines.models import Dossier
from deadlines.queries.dossiers import ratings_in
from deadlines.queries.reminders import owed_on
from deadlines.queries.routes import later_letters
from deadlines.services.desk import accept_dossier, receive_dossier, return_dossier
from deadlines.services.routes import CHANGED_SINCE, change_route, undo_route_change
from deadlines.services.sendings import send_dossier
from organizations.enums import CollectiveType, Level, Role, Route
from organizations.models import AuditEntry, Notice
from organizations.workflow import TransitionDenied
from ratings.models import Rating, RouteChange, RouteMove, Sitting, SittingLine
from reviews.models import Campaign, Subject
from tests import factories as make
from tests.deadlines.conftest import fill
from tests.deadlines.letters import delegate, letter, lies_in, picture, plan, written

pytestmark = pytest.mark.django_db


def people(world):
    return list(
        Subject.objects.filter(pk__in=[one.pk for one in world.subjects], kind="person").order_by("pk")
    )


def send(world, dossier=None):
    dossier = dossier or world.dossier
    fill(dossier)
    send_dossier(dossier, actor=world.clerk, at=make.NOON)
    dossier.refresh_from_db()


def test_the_plan_says_how_many_which_date_and_what_need_not_be_sent_again(campaign, health):
    assert plan(campaign, health.posts).sentence == "02 đồng chí; hạn 15/12 → 25/12"

    send(health)

    found = plan(campaign, health.posts)
    assert found.sentence == "02 đồng chí; hạn 15/12 → 25/12; 02 hồ sơ đã gửi không phải gửi lại"
    assert [one.words for one in found.moves] == ["Đã gửi, không phải gửi lại"] * 2
    assert (found.hindrances, found.notes) == ([], [])


def test_a_letter_moves_posts_people_and_papers_to_the_later_date(campaign, health, staff):
    first, second = people(health)
    first.dossier_items.filter(code="CBCCVC").update(paper_received_on=make.DAY, paper_sheets=2)

    change = delegate(campaign, health.posts, staff)

    assert {one.route for one in Post.objects.all()} == {"delegated"}
    assert {one.route for one in people(health)} == {"delegated"}
    assert lies_in(first) == lies_in(second)
    moved = lies_in(first)
    assert (moved.kind, moved.state, moved.deadline.before_on) == ("delegated", "draft", date(2021, 12, 25))
    assert moved.items.get(subject=first, code="CBCCVC").paper_sheets == 2
    assert moved.items.get(code="QUYET_DINH_UQ").requirement == "required"
    stays = Dossier.objects.get(pk=health.dossier.pk)
    assert [one.subject for one in ratings_in(stays)] == [health.collective]
    assert {one.subject for one in ratings_in(moved)} == {first, second}
    assert (
        stays.items.get(code="KIEM_PHIEU_CN").requirement == "optional"
    )  # nobody in it is voted on any more
    assert list(change.moves.values_list("before", "papers")) == [("decided", "moved")] * 2
    assert (change.number, change.dated_on, change.recorded_by) == ("1236-CV/TU", date(2021, 11, 16), staff)


def test_the_letter_is_in_the_journal_and_the_unit_hears_of_it(campaign, health, staff):
    change = delegate(campaign, health.posts, staff)

    entry = AuditEntry.objects.get(action="change_route")
    assert (entry.actor, entry.target_key, entry.after) == (staff, change.key, "delegated")
    assert AuditEntry.objects.filter(action="move_post").count() == 2
    notice = Notice.objects.get(recipient=health.clerk)
    assert notice.title == "Đổi diện quyết định của 2 đồng chí: hạn trước ngày 25/12/2021"
    assert notice.body == (
        "Theo văn bản số 1236-CV/TU, ngày 16/11/2021: Lò Thị Sâm (chuyển sang hồ sơ theo hạn mới);"
        " Hà Văn Đắc (chuyển sang hồ sơ theo hạn mới)."
    )


def test_what_was_sent_stays_where_it_was_sent_and_is_admitted_with_it(campaign, health, staff):
    Rating.objects.update(state="proposed", proposed_level=Level.GOOD)
    send(health)
    receive_dossier(health.dossier, actor=staff, at=make.NOON)

    change = delegate(campaign, health.posts, staff)

    assert [lies_in(one) for one in people(health)] == [health.dossier] * 2
    assert not Dossier.objects.filter(kind="delegated").exists()
    assert list(change.moves.values_list("papers", flat=True)) == ["sent", "sent"]
    accept_dossier(health.dossier, actor=staff, at=make.NOON)
    assert list(Rating.objects.values_list("state", flat=True)) == ["admitted"] * 3


def test_a_reminder_counts_from_the_new_date(campaign, health, staff):
    delegate(campaign, health.posts, staff)

    days = {one.title: one.duty.before_on for one in owed_on(date(2021, 12, 14)) if "hồ sơ" in one.title}
    assert days[f"hồ sơ {health.dossier.code}"] == date(2021, 12, 15)
    assert days[f"hồ sơ {lies_in(people(health)[0]).code}"] == date(2021, 12, 25)


def test_a_taken_back_delegation_leaves_no_dossier_that_must_be_sent(campaign, health, staff):
    delegate(campaign, health.posts, staff)
    empty = lies_in(people(health)[0])

    delegate(campaign, health.posts, staff, route=Route.DECIDED, number="1300-CV/TU")

    assert [lies_in(one) for one in people(health)] == [health.dossier] * 2
    empty.refresh_from_db()
    assert (empty.state, empty.is_owed) == ("draft", False)
    assert empty.code not in {one.title.removeprefix("hồ sơ ") for one in owed_on(date(2021, 12, 14))}
    with pytest.raises(TransitionDenied, match="không phải gửi"):
        send_dossier(empty, actor=health.clerk, at=make.NOON)


def test_a_second_post_moves_and_the_person_does_not(campaign, health, staff):
    first, _second = people(health)
    beside = make.make_post(first.person, health.unit.collective, title="Giám đốc Bệnh viện", is_main=False)

    change = delegate(campaign, [beside], staff)

    first.refresh_from_db()
    beside.refresh_from_db()
    assert (beside.route, first.route) == ("delegated", "decided")
    assert change.moves.get().subject is None
    assert lies_in(first) == health.dossier


def test_a_higher_post_beside_the_one_moved_is_pointed_out(campaign, health):
    first, _second = people(health)
    make.make_post(first.person, health.unit.collective, title="Ủy viên Ban cán sự", is_main=False)

    assert plan(campaign, health.posts).notes == [
        "Đồng chí Lò Thị Sâm còn giữ chức danh Ủy viên Ban cán sự (Ban Thường vụ Tỉnh ủy quyết định):"
        " xem lại chức danh chính để xếp loại."
    ]


def test_who_leaves_the_organs_route_leaves_its_group_unless_that_is_frozen(campaign, health, staff):
    loose, frozen = make.make_group(campaign=campaign), make.make_group("Nhóm đã khóa", campaign=campaign)
    frozen.frozen_at = make.NOON
    frozen.save()
    ratings = list(Rating.objects.filter(subject__kind="person").order_by("pk"))
    for rating, group in zip(ratings, (loose, frozen), strict=True):
        Rating.objects.filter(pk=rating.pk).update(group=group)

    change = delegate(campaign, health.posts, staff)

    assert list(
        Rating.objects.filter(subject__kind="person").order_by("pk").values_list("group", flat=True)
    ) == [
        None,
        frozen.pk,
    ]
    undo_route_change(change, reason="Ghi nhầm", actor=staff, at=make.NOON)
    assert Rating.objects.get(pk=ratings[0].pk).group == loose


def listed(rating, staff, state="open"):
    organ = make.make_collective(make.make_province(), type=CollectiveType.PROVINCE_STANDING)
    sitting = Sitting.objects.create(
        campaign=rating.subject.campaign, collective=organ, name="Phiên họp thứ 12", held_on=make.DAY,
        member_count=11, prepared_by=staff, state=state,
    )  # fmt: skip
    return SittingLine.objects.create(sitting=sitting, rating=rating, position=1, submitted_level=Level.GOOD)


@pytest.mark.parametrize("state", ["prepared", "open", "counted"])
def test_whoever_is_settled_or_on_a_list_is_refused_by_name_all_at_once(campaign, health, staff, state):
    first, second = Rating.objects.filter(subject__kind="person").order_by("pk")
    Rating.objects.filter(pk=first.pk).update(state="concluded", concluded_level=Level.GOOD)
    listed(second, staff, state)
    before = picture()

    with pytest.raises(TransitionDenied) as denied:
        delegate(campaign, health.posts, staff)

    assert denied.value.sentences == (
        "Phó Giám đốc Sở Y tế (đồng chí Lò Thị Sâm): đã có kết luận, không đổi diện được nữa.",
        "Phó Giám đốc Sở Y tế (đồng chí Hà Văn Đắc): đang trong danh sách trình “Phiên họp thứ 12” chưa kết luận.",
    )
    assert (picture(), written()) == (before, (0, 0))


@pytest.mark.parametrize("state", ["decided", "announced", "superseded"])
def test_a_decided_rating_is_settled_too(campaign, health, staff, state):
    Rating.objects.filter(subject__kind="person").update(state=state, decided_level=Level.GOOD)

    with pytest.raises(TransitionDenied) as denied:
        delegate(campaign, health.posts, staff)

    assert len(denied.value.sentences) == 2
    assert written() == (0, 0)


def test_a_line_of_a_concluded_sitting_that_was_left_aside_holds_nobody(campaign, health, staff):
    rating = Rating.objects.filter(subject__kind="person").first()
    Rating.objects.filter(pk=rating.pk).update(
        state="paused", paused_by="Ủy ban Kiểm tra Tỉnh ủy", paused_on=make.DAY
    )
    listed(rating, staff, "concluded")

    assert plan(campaign, health.posts).hindrances == []


def test_what_already_has_the_route_is_refused_with_everything_else_that_is_wrong(campaign, health, staff):
    Post.objects.filter(pk=health.posts[0].pk).update(route="delegated")
    Post.objects.filter(pk=health.posts[1].pk).update(route="ministry")

    with pytest.raises(TransitionDenied) as denied:
        delegate(campaign, health.posts, staff, number=" ", dated_on=date(2021, 12, 15), reason="")

    assert denied.value.sentences == (
        "Ghi số, ký hiệu văn bản.",
        "Ngày văn bản không được sau hôm nay.",
        "Ghi lý do.",
        "Phó Giám đốc Sở Y tế (đồng chí Lò Thị Sâm): đã thuộc diện “Được ủy quyền”.",
        "Phó Giám đốc Sở Y tế (đồng chí Hà Văn Đắc): đã thuộc diện “Ngành dọc quyết định”.",
    )
    assert written() == (0, 0)


def test_papers_are_not_put_into_a_dossier_that_was_sent(campaign, health, staff):
    delegate(campaign, health.posts, staff)
    send(health)  # the collective's own, without the two
    before = picture()

    with pytest.raises(TransitionDenied) as denied:
        delegate(campaign, health.posts, staff, route=Route.DECIDED)

    assert denied.value.sentences == tuple(
        f"Phó Giám đốc Sở Y tế (đồng chí {name}): hồ sơ {health.dossier.code} của {health.unit} đã gửi nên"
        " không thêm được. Đề nghị trả lại hồ sơ đó để bổ sung trước."
        for name in ("Lò Thị Sâm", "Hà Văn Đắc")
    )
    assert picture() == before

    item = health.dossier.items.get(code="TO_TRINH")
    returned = {"notes": {item.key: ""}, "reason": "Bổ sung hai đồng chí", "before": date(2021, 12, 17)}
    return_dossier(health.dossier, **returned, actor=staff, at=make.NOON)
    delegate(campaign, health.posts, staff, route=Route.DECIDED)
    assert [lies_in(one) for one in people(health)] == [health.dossier] * 2


def test_no_title_no_open_round_and_no_right_are_refused(campaign, health, staff):
    with pytest.raises(TransitionDenied, match="Chọn ít nhất một chức danh"):
        delegate(campaign, [], staff)
    for role in (Role.UNIT_CLERK, Role.STANDING_MEMBER, Role.OFFICE_STAFF, Role.REGISTRY, Role.INSPECTION):
        with pytest.raises(PermissionDenied):
            delegate(campaign, health.posts, make.make_account(role))
    Campaign.objects.update(state="closed")
    with pytest.raises(TransitionDenied, match="Đợt kiểm điểm không mở"):
        delegate(campaign, health.posts, staff)
    assert written() == (0, 0)


def test_the_leader_of_the_committee_writes_it_too(campaign, health):
    delegate(campaign, health.posts, make.make_account(Role.ORGANIZATION_LEADER))
    assert written() == (1, 2)


def test_another_plan_than_the_one_looked_at_is_not_written(campaign, health, staff):
    seen = plan(campaign, health.posts).digest
    send(health)
    wanted = {"posts": health.posts, "route": Route.DELEGATED, "letter": letter(), "actor": staff}

    with pytest.raises(TransitionDenied) as denied:
        change_route(campaign, **wanted, seen=seen, at=make.NOON)

    assert denied.value.sentences == (CHANGED_SINCE,)
    assert written() == (0, 0)
    change_route(campaign, **wanted, seen=plan(campaign, health.posts).digest, at=make.NOON)
    assert written() == (1, 2)


def test_undoing_brings_everything_back_and_the_letter_stays_in_the_history(campaign, health, staff):
    before = picture()
    change = delegate(campaign, health.posts, staff)

    undo_route_change(change, reason="Ghi nhầm chức danh", actor=staff, at=make.NOON)

    assert picture() == before
    change.refresh_from_db()
    assert (change.undone_by, change.undone_at, change.undo_reason) == (
        staff,
        make.NOON,
        "Ghi nhầm chức danh",
    )
    assert RouteMove.objects.count() == 2
    entry = AuditEntry.objects.get(action="undo_route_change")
    assert (entry.target_key, entry.note) == (change.key, "Ghi nhầm chức danh")
    told = Notice.objects.filter(recipient=health.clerk).order_by("pk").last()
    assert told.title == "Đổi diện quyết định của 2 đồng chí: hạn trước ngày 15/12/2021"
    with pytest.raises(TransitionDenied, match="đã hủy"):
        undo_route_change(change, reason="Lần nữa", actor=staff, at=make.NOON)


def test_undoing_leaves_what_was_sent_before_the_letter_where_it_is(campaign, health, staff):
    send(health)
    before = picture()
    change = delegate(campaign, health.posts, staff)

    undo_route_change(change, reason="Ghi nhầm", actor=staff, at=make.NOON)

    assert picture() == before


def test_nothing_is_undone_once_the_papers_went_by_the_new_date(campaign, health, staff):
    change = delegate(campaign, health.posts, staff)
    sent = lies_in(people(health)[0])
    send(health, sent)
    before = picture()

    with pytest.raises(TransitionDenied) as denied:
        undo_route_change(change, reason="", actor=staff, at=make.NOON)

    assert denied.value.sentences == (
        f"Đồng chí Lò Thị Sâm: hồ sơ {sent.code} đã gửi theo hạn mới.",
        f"Đồng chí Hà Văn Đắc: hồ sơ {sent.code} đã gửi theo hạn mới.",
        "Ghi lý do hủy.",
    )
    assert picture() == before
    assert RouteChange.objects.get().undone_at is None


def test_the_later_letter_is_undone_first(campaign, health, staff):
    first = delegate(campaign, health.posts, staff)
    second = delegate(campaign, health.posts[:1], staff, route=Route.DECIDED, number="1300-CV/TU")
    assert list(later_letters(first)) == [second]

    with pytest.raises(TransitionDenied) as denied:
        undo_route_change(first, reason="Ghi nhầm", actor=staff, at=make.NOON)

    assert denied.value.sentences == (
        "Văn bản số 1300-CV/TU, ngày 16/11/2021 đã đổi diện tiếp: hủy việc ghi văn bản đó trước.",
    )
    undo_route_change(second, reason="Ghi nhầm", actor=staff, at=make.NOON)
    undo_route_change(first, reason="Ghi nhầm", actor=staff, at=make.NOON)
    assert {one.route for one in Post.objects.all()} == {"decided"}


def test_nobody_else_undoes_it(campaign, health, staff):
    change = delegate(campaign, health.posts, staff)
    before = picture()

    with pytest.raises(PermissionDenied):
        undo_route_change(change, reason="Tôi muốn", actor=health.clerk, at=make.NOON)

    assert picture() == before
