"""Đổi diện quyết định at the desk: preview, write, history, undo; nothing typed or uploaded is lost."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from deadlines.queries.routes import people_due
from deadlines.services.routes import CHANGED_SINCE
from organizations.enums import Role, Route
from ratings.models import Rating, RouteChange
from tests import factories as make
from tests.deadlines.conftest import fill
from tests.deadlines.letters import delegate, give_posts, picture, plan, written
from tests.ratings.factories import PDF

CREATE = "/doi-dien/ghi/"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(make.NOON, tick=False):
        yield


def typed(*posts, **fields):
    """The letter as it is typed, with the titles of these posts ticked."""
    values = {
        "route": "delegated",
        "number": "1236-CV/TU",
        "dated_on": "16/11/2021",
        "reason": "Bổ sung danh sách chức danh được ủy quyền",
        "titles": [one.key for one in posts],
    }
    return values | fields


def words(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_a_title_is_offered_once_with_everybody_who_holds_it(client, health, staff):
    client.force_login(staff)

    page = client.get(CREATE)

    (group,) = page.context["form"].groups
    assert (group.name, [(one.name, one.holders) for one, _box in group.rows]) == (
        "Phó giám đốc sở",
        [("Phó Giám đốc Sở Y tế", "02 đồng chí: Lò Thị Sâm, Hà Văn Đắc")],
    )
    back = client.get(CREATE, {"dien": "decided"})
    assert back.context["form"].groups == []
    assert "Không còn chức danh nào" in words(back)


def test_the_preview_writes_nothing_and_the_second_button_writes_what_was_seen(
    client, campaign, health, district, staff
):
    give_posts(district, "Phó Bí thư Huyện ủy")
    fill(district.dossier)
    type(district.dossier).objects.filter(pk=district.dossier.pk).update(state="submitted")
    posts = [health.posts[0], district.subjects[1].person.posts.get()]
    client.force_login(staff)
    before = picture()

    page = client.post(CREATE, typed(*posts, preview="1"))

    assert page.status_code == 200
    assert "03 đồng chí; hạn 15/12 → 25/12; 01 hồ sơ đã gửi không phải gửi lại" in words(page)
    assert "Mỗi dòng là một đồng chí với chức danh đổi diện" in words(page)  # two titles, three persons
    assert (picture(), written()) == (before, (0, 0))
    seen = page.context["plan"].digest

    sent = client.post(CREATE, typed(*posts, seen=seen, record="1"))

    change = RouteChange.objects.get()
    assert sent.headers["Location"] == reverse("deadlines:route_change_detail", args=[change.key])
    assert written() == (1, 3)
    letter = client.get(sent.headers["Location"])
    assert "Đã gửi, không phải gửi lại" in words(letter)
    assert "03 đồng chí; hạn 15/12 → 25/12; 01 hồ sơ đã gửi không phải gửi lại" in words(
        client.get(reverse("deadlines:route_change_list"))
    )


def test_the_same_form_twice_is_one_letter(client, health, staff):
    client.force_login(staff)
    fields = typed(health.posts[0], record="1", form_key="a" * 32)

    first, second = client.post(CREATE, fields), client.post(CREATE, fields)

    assert first.headers["Location"] == second.headers["Location"]
    assert written() == (1, 2)


def test_the_board_counts_by_the_date_of_the_route(client, campaign, health, staff):
    client.force_login(staff)
    board = reverse("deadlines:board")
    assert 'Hạn trước 15/12/2021: <b class="nb">2 đồng chí</b>' in words(client.get(board))

    change = delegate(campaign, health.posts, staff)

    assert [one.count for one in people_due(campaign, staff)] == [0, 2]
    text = words(client.get(board))
    assert 'Hạn trước 15/12/2021: <b class="nb">0 đồng chí</b>' in text
    assert 'hạn trước 25/12/2021: <b class="nb">2 đồng chí</b>' in text
    kinds = {"loai": "delegated"}
    assert "1 đơn vị nộp = 0 đủ + 0 thiếu + 1 chưa gửi" in words(client.get(board, kinds))
    undo = reverse("deadlines:route_change_undo", args=[change.key])
    client.post(undo, {"reason": "Ghi nhầm"})
    assert [one.count for one in people_due(campaign, staff)] == [2, 0]
    assert "0 đơn vị nộp" in words(client.get(board, kinds))


def test_every_error_at_once_and_nothing_typed_or_uploaded_is_lost(client, health, staff):
    client.force_login(staff)
    scan = SimpleUploadedFile("cong-van.pdf", PDF, "application/pdf")

    page = client.post(CREATE, typed(number="", dated_on="31/11/2021", reason="", scan=scan, preview="1"))

    form = page.context["form"]
    assert page.status_code == 422
    assert form.errors == {
        "number": ["Ghi số, ký hiệu như trên văn bản, ví dụ 1236-CV/TU."],
        "dated_on": ["Ngày này không có trong lịch, xem lại. Đồng chí đã ghi “31/11/2021”."],
        "reason": ["Ghi lý do, ví dụ: bổ sung danh sách chức danh được ủy quyền."],
        "titles": ["Chọn ít nhất một chức danh."],
    }
    assert 'href="#id_titles"' in words(page)
    assert "cong-van.pdf" in words(page)
    kept = form["kept"].value()

    page = client.post(CREATE, typed(health.posts[0], dated_on="15/12/2021", kept=kept, record="1"))

    assert page.status_code == 422
    assert page.context["form"].errors == {"dated_on": ["Ngày văn bản không được sau hôm nay."]}
    assert page.context["form"]["titles"].value() == [health.posts[0].key]
    assert written() == (0, 0)

    client.post(CREATE, typed(health.posts[0], kept=kept, record="1"))

    change = RouteChange.objects.get()
    assert (change.scan_name, change.dated_on.isoformat()) == ("cong-van.pdf", "2021-11-16")
    given = client.get(reverse("deadlines:route_change_scan", args=[change.key]))
    assert b"".join(given.streaming_content) == PDF


def test_ticks_of_several_titles_outlive_an_upload(client, health, district, staff):
    posts = [health.posts[0], *give_posts(district, "Phó Bí thư Huyện ủy")]
    client.force_login(staff)
    scan = SimpleUploadedFile("cong-van.pdf", PDF, "application/pdf")

    page = client.post(CREATE, typed(*posts, number="", scan=scan, preview="1"))

    assert page.context["form"]["titles"].value() == [one.key for one in posts]


def test_whoever_may_not_be_moved_is_named_in_the_preview(client, health, staff):
    Rating.objects.filter(subject__kind="person").update(state="concluded", concluded_level="good")
    client.force_login(staff)

    page = client.post(CREATE, typed(health.posts[0], preview="1"))

    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [
        "Phó Giám đốc Sở Y tế (đồng chí Lò Thị Sâm): đã có kết luận, không đổi diện được nữa.",
        "Phó Giám đốc Sở Y tế (đồng chí Hà Văn Đắc): đã có kết luận, không đổi diện được nữa.",
    ]
    assert 'name="record"' not in words(page)


def test_what_changed_between_preview_and_writing_is_shown_anew(client, campaign, health, staff):
    client.force_login(staff)
    seen = plan(campaign, health.posts).digest
    fill(health.dossier)
    type(health.dossier).objects.filter(pk=health.dossier.pk).update(state="submitted")

    page = client.post(CREATE, typed(health.posts[0], seen=seen, record="1"))

    assert (page.status_code, page.context["form"].non_field_errors()) == (422, [CHANGED_SINCE])
    assert "02 hồ sơ đã gửi không phải gửi lại" in words(page)
    assert written() == (0, 0)


def test_a_colleague_was_first_and_the_second_is_told_who(client, campaign, health, staff):
    client.force_login(staff)
    delegate(campaign, health.posts, make.make_account(Role.ORGANIZATION_LEADER))

    page = client.post(CREATE, typed(health.posts[0], record="1"))

    assert page.context["form"].non_field_errors()[0] == (
        "Phó Giám đốc Sở Y tế (đồng chí Lò Thị Sâm): đã thuộc diện “Được ủy quyền”."
    )
    assert written() == (1, 2)


def test_undoing_asks_why_and_says_what_holds_it(client, campaign, health, staff):
    change = delegate(campaign, health.posts, staff)
    client.force_login(staff)
    undo = reverse("deadlines:route_change_undo", args=[change.key])

    page = client.post(undo, {"reason": ""})
    assert (page.status_code, page.context["form"].errors) == (
        422,
        {"reason": ["Ghi lý do hủy, ví dụ: ghi nhầm chức danh."]},
    )
    delegate(campaign, health.posts, staff, route=Route.DECIDED, number="1300-CV/TU")
    page = client.post(undo, {"reason": "Ghi nhầm chức danh"})
    assert page.context["form"].non_field_errors() == [
        "Văn bản số 1300-CV/TU, ngày 16/11/2021 đã đổi diện tiếp: hủy việc ghi văn bản đó trước."
    ]
    assert page.context["form"]["reason"].value() == "Ghi nhầm chức danh"

    later = RouteChange.objects.get(number="1300-CV/TU")
    client.post(reverse("deadlines:route_change_undo", args=[later.key]), {"reason": "Ghi nhầm chức danh"})
    done = client.get(reverse("deadlines:route_change_detail", args=[later.key]))
    assert "Đã hủy" in words(done)
    assert "Hủy việc ghi văn bản này" not in words(done)


def test_the_dossier_that_nobody_is_in_says_so_and_is_in_no_list(client, campaign, health, staff):
    change = delegate(campaign, health.posts, staff)
    empty = change.moves.first().subject.dossier_items.first().dossier
    client.force_login(staff)
    client.post(reverse("deadlines:route_change_undo", args=[change.key]), {"reason": "Ghi nhầm"})
    client.force_login(health.clerk)

    assert empty.code not in words(client.get(reverse("deadlines:dossier_list")))
    page = words(client.get(reverse("deadlines:dossier_detail", args=[empty.key])))
    assert "Không phải gửi hồ sơ này." in page
    assert "Kiểm tra trước khi gửi" not in page
