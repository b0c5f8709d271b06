"""What the pages of the rating show to whom, and what they cost."""

import pytest
from django.urls import reverse

from organizations.enums import Level, Role
from ratings.enums import RatingState
from ratings.models import Ballot, Rating
from ratings.services import lines, opinions, sittings
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import fetched, get, pdf, post, signed

pytestmark = pytest.mark.usefixtures("clock")


def test_a_siblings_clerk_finds_nothing(scene, client):
    ballot = rf.count_home(scene, [(scene.whole, (2, 9, 0, 0))])
    other = f.make_organization(name="Đảng bộ huyện Yên Lạng")
    signed(client, f.make_account(Role.UNIT_CLERK, other))

    for name, key in (
        ("rating_detail", scene.head.key),
        ("proposal_edit", scene.unit.key),
        ("ballot_detail", ballot.key),
        ("ballot_count", ballot.key),
        ("ballot_list", scene.conference.key),
    ):
        assert get(client, name, key).status_code == 404


def test_a_member_sees_no_other_mark_before_his_own_and_staff_none_before_the_count(scene, client):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = sitting.lines.get(rating=scene.deputy)
    first, second, _third = scene.members
    lines.mark_line(line, mark="object", level="fair", note="Chưa xử lý xong", actor=first, at=f.NOON)

    def words(account):
        return get(signed(client, account), "line_detail", line.key).content.decode()

    assert "Chưa xử lý xong" not in words(second)
    assert "Chưa xử lý xong" not in words(scene.staff)
    post(signed(client, second), "line_detail", line.key, mark="approve")
    assert "Chưa xử lý xong" in words(second)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    assert "Chưa xử lý xong" in words(scene.staff)


def test_a_members_own_line_is_not_there(scene, client):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    account = scene.deputy.subject.person.account
    f.add_role(account, Role.STANDING_MEMBER, scene.province)
    own = sitting.lines.get(rating=scene.deputy)
    signed(client, account)

    page = get(client, "sitting_detail", sitting.key)

    assert "Bùi Đức Khải</a>" not in page.content.decode()
    assert "Còn 3 dòng" in page.content.decode()
    assert get(client, "line_detail", own.key).status_code == 404


def test_pause_and_resume_through_the_pages(scene, client):
    signed(client, scene.staff)
    post(
        client,
        "rating_pause",
        scene.deputy.key,
        organ="Ủy ban Kiểm tra Tỉnh ủy",
        on="13/12/2021",
        note="Đang kiểm tra",
    )
    scene.deputy.refresh_from_db()
    assert scene.deputy.state == RatingState.PAUSED
    assert get(client, "rating_detail", scene.deputy.key).status_code == 200
    post(client, "rating_resume", scene.deputy.key, note="Kết luận số 10-KL/UBKTTU")
    scene.deputy.refresh_from_db()
    assert (scene.deputy.state, scene.deputy.paused_by) == (RatingState.OPEN, "")


def test_somebody_is_excused_by_a_case_and_rated_later_after_all(scene, client):
    signed(client, scene.staff)
    refused = post(client, "rating_excuse", scene.deputy.key, case="", note="")
    assert (refused.status_code, len(refused.context["form"].errors)) == (422, 2)

    post(client, "rating_excuse", scene.deputy.key, case="NR_SUSPENDED", note="Quyết định số 5")
    scene.deputy.refresh_from_db()
    assert (scene.deputy.state, scene.deputy.not_rated_case) == (RatingState.NOT_RATED, "NR_SUSPENDED")
    assert "Bị đình chỉ sinh hoạt đảng" in get(client, "rating_detail", scene.deputy.key).content.decode()

    post(client, "rating_later", scene.deputy.key, note="Hết thời hạn đình chỉ")
    scene.deputy.refresh_from_db()
    assert (scene.deputy.state, scene.deputy.not_rated_case) == (RatingState.OPEN, "")


def test_the_same_form_sent_twice_acts_once(scene, client):
    signed(client, scene.clerk)
    keys = [one.key for one in scene.ratings]
    for _again in range(2):
        post(client, "ballot_create", scene.conference.key, name="Đề nghị", ratings=keys, form_key="a" * 32)

    assert Ballot.objects.count() == 1


def test_forms_open(scene, client):
    rf.propose(scene, (scene.whole, Level.GOOD))
    signed(client, scene.staff)
    opinion = opinions.type_opinion(
        scene.whole,
        assessor=scene.supervisor,
        text="Nhất trí",
        level="good",
        given_on=rf.HELD,
        actor=scene.staff,
        at=f.NOON,
    )
    for name, args in (
        ("rating_pause", [scene.whole.key]),
        ("rating_appraise", [scene.whole.key]),
        ("opinion_type", [scene.whole.key]),
        ("opinion_confirm", [opinion.key]),
        ("opinion_paper", [opinion.key]),
        ("proposal_home", []),
        ("sitting_list", []),
        ("group_list", []),
        ("group_create", []),
        ("rating_list", []),
    ):
        page = get(client, name, *args)
        assert page.status_code in (200, 302), name
    sent = post(client, "opinion_paper", opinion.key, scan=pdf())
    opinion.refresh_from_db()
    assert (sent.status_code, opinion.confirmed_how) == (302, "paper")
    assert fetched(client, "opinion_scan", opinion.key) == rf.PDF


def test_the_list_and_the_table_cost_the_same_whatever_their_length(
    scene, client, django_assert_max_num_queries
):
    rf.count_home(scene, [(scene.whole, (2, 9, 0, 0))])
    signed(client, scene.clerk)
    get(client, "proposal_edit", scene.unit.key)  # the rulebook is parsed once in a process
    costs = []
    for number in range(3):
        with django_assert_max_num_queries(12) as listed:
            get(client, "rating_list")
        with django_assert_max_num_queries(28) as table:
            get(client, "proposal_edit", scene.unit.key)
        costs.append((len(listed), len(table)))
        rf.make_rated(scene, name=f"Lò Văn Số{number}", title="Ủy viên", position=20 + number)

    assert costs[1:] == [costs[0], costs[0]]


def test_the_page_of_a_sitting_costs_the_same_whatever_its_length(
    scene, client, django_assert_max_num_queries
):
    costs = []
    for number in range(2):
        rf.appraise_all(scene)
        sitting = rf.make_sitting(scene)
        signed(client, scene.staff)
        with django_assert_max_num_queries(25) as board:
            get(client, "sitting_detail", sitting.key)
        costs.append(len(board))
        extra = [
            rf.make_rated(scene, name=f"Lò Văn Số{number}{one}", title="Ủy viên", position=20 + one)
            for one in range(6)
        ]
        scene.ratings = extra

    assert costs[0] == costs[1]


def listed(client, **asked):
    """Whom the list shows, and the words and figures of its filter."""
    page = client.get(reverse("ratings:rating_list"), asked)
    nav = [(words, count) for _stage, words, count in page.context["counts"]]
    return [row.rating.pk for row in page.context["rows"]], nav, page.content.decode()


def test_the_list_is_filtered_by_state_with_its_unit(scene, client):
    rf.propose(scene, (scene.whole, Level.GOOD), (scene.head, Level.GOOD))
    signed(client, scene.staff)
    words = [("Chưa đến bước xếp loại", 2), ("Đã có đề xuất của tập thể", 2)]

    assert listed(client)[:2] == ([one.pk for one in scene.ratings], words)
    assert listed(client, trang_thai="proposed")[:2] == ([scene.whole.pk, scene.head.pk], words)
    assert listed(client, trang_thai="không có")[:2] == ([one.pk for one in scene.ratings], words)
    shown, _nav, page = listed(client, trang_thai="open", don_vi=scene.unit.key, trang="1")
    assert shown == [scene.deputy.pk, scene.member.pk]
    assert f'href="?trang_thai=proposed&amp;don_vi={scene.unit.key}"' in page
    assert '<input type="hidden" name="trang_thai" value="open">' in page
    shown, _nav, page = listed(client, trang_thai="announced")
    assert (shown, "Không có ai ở trạng thái này" in page) == ([], True)


def test_the_filter_tells_a_unit_no_more_than_the_list(scene, client):
    """Appraised, concluded and paused meanwhile are one word to those outside (P86)."""
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)
    Rating.objects.filter(pk=scene.member.pk).update(
        state="paused", paused_from="appraised", paused_by="Ủy ban Kiểm tra", paused_on=f.DAY
    )
    everybody = [one.pk for one in scene.ratings]
    signed(client, scene.clerk)

    assert listed(client)[:2] == (everybody, [("Đang xem xét", 4)])
    for state, shown in (("under_review", everybody), ("concluded", everybody), ("paused", [])):
        assert listed(client, trang_thai=state)[:2] == (shown, [("Đang xem xét", 4)])

    signed(client, scene.staff)
    known = [("Đã kết luận", 3), ("Tạm dừng, chờ kết luận", 1)]
    assert listed(client, trang_thai="concluded")[:2] == (everybody[:3], known)
