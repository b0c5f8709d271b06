"""Rows that leave a form between the page and its answer: named, with what was typed, and nothing is written."""

from datetime import timedelta

import pytest

from organizations.enums import Level
from organizations.models import AuditEntry
from ratings.enums import RatingState
from ratings.forms.ratings import ProposalForm
from ratings.models import Ballot, Consultation, Rating, Sitting, TitleGroup
from ratings.queries.pages import ProposalRow
from ratings.services.ratings import admit_ratings, pause_rating
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import counts_for, get, post, signed

pytestmark = pytest.mark.usefixtures("clock")


def table(scene, **levels):
    """The table as a browser sends it: every open row, with its version."""
    fields = {"on": "06/12/2021"}
    for rating in scene.ratings:
        rating.refresh_from_db()
        fields |= {
            f"level-{rating.key}": rating.proposed_level,
            f"reason-{rating.key}": rating.proposed_reason,
        }
        fields[f"version-{rating.key}"] = rating.version
    for name, (level, reason) in levels.items():
        key = getattr(scene, name).key
        fields |= {f"level-{key}": level, f"reason-{key}": reason}
    return fields


def stand(scene):
    """What a refusal must not have changed."""
    rows = Rating.objects.order_by("pk").values_list("state", "proposed_level", "proposed_reason", "version")
    return list(rows), AuditEntry.objects.count()


def test_a_level_typed_for_a_row_admitted_meanwhile_is_refused_and_shown_again(scene, client):
    rf.propose(scene, (scene.whole, Level.GOOD), (scene.head, Level.GOOD), (scene.deputy, Level.GOOD))
    signed(client, scene.clerk)
    stale = table(
        scene, deputy=("fair", "Đơn thư về tháng 11 đã xác minh"), member=("good", "Tập thể thống nhất")
    )
    admit_ratings([scene.whole, scene.head, scene.deputy], actor=scene.staff, at=f.NOON)
    before = stand(scene)

    answer = post(client, "proposal_edit", scene.unit.key, **stale)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert stand(scene) == before
    (gone,) = answer.context["form"].gone
    assert (gone.name, gone.typed) == (
        str(scene.deputy.subject),
        (("Mức đề nghị", "Hoàn thành nhiệm vụ"), ("Lý do", "Đơn thư về tháng 11 đã xác minh")),
    )
    assert "còn 1 chỗ cần sửa" in page
    assert f'href="#{gone.anchor}"' in page
    assert f'id="{gone.anchor}"' in page
    assert "không đổi mức đề nghị được nữa" in page
    assert "Đơn thư về tháng 11 đã xác minh" in page
    assert answer.context["form"][f"reason-{scene.member.key}"].value() == "Tập thể thống nhất"


def test_admitted_rows_sent_as_they_stand_hold_nothing_up(scene, client):
    rf.propose(scene, (scene.whole, Level.GOOD), (scene.head, Level.GOOD))
    signed(client, scene.clerk)
    stale = table(scene, member=("good", ""))
    admit_ratings([scene.whole, scene.head], actor=scene.staff, at=f.NOON)

    assert post(client, "proposal_edit", scene.unit.key, **stale).status_code == 302
    scene.member.refresh_from_db()
    assert (scene.member.state, scene.member.proposed_level) == (RatingState.PROPOSED, "good")


def test_a_row_that_left_the_table_is_named_with_what_was_typed(scene, client):
    signed(client, scene.clerk)
    stale = table(scene, whole=("good", ""), deputy=("fair", "Tập thể thống nhất"))
    type(scene.deputy.subject).objects.filter(pk=scene.deputy.subject.pk).update(route="lower")
    before = stand(scene)

    answer = post(client, "proposal_edit", scene.unit.key, **stale)

    assert answer.status_code == 422
    assert stand(scene) == before
    page = answer.content.decode()
    assert f"{scene.deputy.subject}: không còn trong bảng của đơn vị" in page
    assert "Tập thể thống nhất" in page


@pytest.mark.parametrize(
    ("standing", "level", "reason", "words"),
    [
        ("", "", "Tập thể thống nhất", "chọn mức đề nghị, hoặc xóa lý do"),
        ("good", "", "", "không để trống được nữa"),
    ],
)
def test_a_reason_without_a_level_and_a_level_taken_back_are_asked_about(
    scene, client, standing, level, reason, words
):
    if standing:
        rf.propose(scene, (scene.whole, Level(standing)))
    signed(client, scene.clerk)
    typed = table(scene, whole=(level, reason))
    before = stand(scene)

    answer = post(client, "proposal_edit", scene.unit.key, **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert stand(scene) == before
    assert f'href="#id_level-{scene.whole.key}"' in page
    assert words in page


def test_an_answer_typed_for_a_row_that_waits_no_more_is_refused(scene, client):
    signed(client, scene.staff)
    typed = {"organ": "Ủy ban Kiểm tra Tỉnh ủy", "number": "118-CV/UBKTTU", "on": "14/12/2021", "rest": "on"}
    typed |= {f"tl-{one.key}": "" for one in scene.ratings}
    typed[f"tl-{scene.deputy.key}"] = "pending"
    Rating.objects.filter(pk=scene.deputy.pk).update(state=RatingState.NOT_RATED, not_rated_case="NEW")

    answer = post(client, "consultation_record", **typed)

    assert (answer.status_code, Consultation.objects.count()) == (422, 0)
    page = answer.content.decode()
    assert f"{scene.deputy.subject}: không còn chờ ý kiến" in page
    assert "Đang xem xét, đề nghị chưa xếp loại" in page


def test_the_rest_of_a_list_is_what_stood_on_the_page(scene, client):
    signed(client, scene.staff)
    typed = {
        "organ": "Ủy ban Kiểm tra Tỉnh ủy",
        "on": "14/12/2021",
        "rest": "on",
        f"tl-{scene.whole.key}": "",
    }

    assert post(client, "consultation_record", **typed).status_code == 302

    assert list(Consultation.objects.values_list("rating", "answer")) == [(scene.whole.pk, "nothing")]


def test_counts_typed_for_a_row_the_ballot_has_no_more_are_refused(scene, client):
    signed(client, scene.clerk)
    keys = [scene.whole.key, scene.head.key]
    post(client, "ballot_create", scene.conference.key, name="Đề nghị xếp loại", ratings=keys)
    ballot = Ballot.objects.get()
    rows = [(scene.whole, (2, 9, 0, 0)), (scene.head, (8, 3, 0, 0))]
    ballot.tallies.filter(rating=scene.head).delete()

    answer = post(client, "ballot_count", ballot.key, **counts_for(ballot, rows))

    ballot.refresh_from_db()
    assert (answer.status_code, ballot.entered_at) == (422, None)
    assert f"{scene.head.subject}: không còn trong phiếu biểu quyết này" in answer.content.decode()


def test_one_who_can_be_chosen_no_more_is_named(scene, client):
    signed(client, scene.clerk)
    pause_rating(scene.head, organ="Ủy ban Kiểm tra", on=f.DAY, note="", actor=scene.staff, at=f.NOON)

    answer = post(
        client,
        "ballot_create",
        scene.conference.key,
        name="Đề nghị xếp loại",
        ratings=[scene.whole.key, scene.head.key],
    )

    assert (answer.status_code, Ballot.objects.count()) == (422, 0)
    assert f"không còn chọn được: {scene.head.subject}" in answer.content.decode()


def test_ticking_a_group_names_whoever_has_left_the_list(scene, client):
    rf.appraise_all(scene)
    signed(client, scene.staff)
    keys = [one.key for one in scene.ratings]
    Rating.objects.filter(pk=scene.head.pk).update(state=RatingState.PROPOSED)

    page = post(client, "sitting_prepare", name="Phiên họp", ratings=keys, pick="all:").content.decode()

    assert f"Không còn chọn được: {scene.head.subject}." in page
    assert not Sitting.objects.exists()


def test_one_added_to_a_group_meanwhile_is_not_thrown_out_unseen(scene, client):
    group = TitleGroup.objects.create(campaign=scene.campaign, capacity="office", name="Phó Bí thư")
    Rating.objects.filter(pk=scene.deputy.pk).update(group=group)
    signed(client, scene.staff)
    stood = get(client, "group_edit", group.key).context["form"]["stood"].value()
    Rating.objects.filter(pk=scene.member.pk).update(group=group)
    typed = {"name": "Phó Bí thư huyện ủy", "ratings": [scene.deputy.key], "stood": stood}

    answer = post(client, "group_edit", group.key, **typed)

    group.refresh_from_db()
    assert (answer.status_code, group.name, group.ratings.count()) == (422, "Phó Bí thư", 2)
    page = answer.content.decode()
    assert "Có người vừa lưu trước đồng chí." in page
    listed = f"{scene.deputy.subject.label} – Phó Bí thư Huyện ủy"
    assert f"hiện đang ghi: “{listed}" in page

    again = typed | {"stood": answer.context["form"]["stood"].value()}
    assert post(client, "group_edit", group.key, **again).status_code == 302
    assert [one.pk for one in group.ratings.all()] == [scene.deputy.pk]


def test_a_reason_for_a_group_that_is_over_no_more_is_shown_again(scene, client):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    group = TitleGroup.objects.create(campaign=scene.campaign, capacity="office", name="Bí thư huyện ủy")
    signed(client, scene.staff)

    answer = post(
        client, "sitting_conclude", sitting.key, **{f"over-{group.key}": "Hội nghị quyết định vượt"}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Bí thư huyện ủy: không còn vượt tỷ lệ" in page
    assert "Hội nghị quyết định vượt" in page


def test_a_day_that_cannot_be_and_a_level_that_cannot_be_are_said_at_once(scene, client):
    rf.count_home(scene, [(scene.whole, (2, 9, 0, 0)), (scene.head, (8, 3, 0, 0))])
    signed(client, scene.clerk)
    before = stand(scene)
    for day in ("31/2/2021", "31/12/2031"):
        typed = table(scene, whole=("good", "Tập thể"), head=("excellent", "Tập thể")) | {"on": day}
        typed |= {f"reason-{scene.member.key}": "Lý do, chưa chọn mức"}

        answer = post(client, "proposal_edit", scene.unit.key, **typed)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "còn 3 chỗ cần sửa" in page
        assert 'href="#id_on"' in page
        assert f'href="#id_level-{scene.head.key}"' in page
        assert f'href="#id_level-{scene.member.key}"' in page
        assert stand(scene) == before


@pytest.mark.parametrize(
    ("highest", "saved", "typed", "is_above"),
    [
        ("good", "excellent", None, True),
        ("good", "", "excellent", True),
        ("good", "excellent", "good", False),
        ("excellent", "excellent", None, False),
        ("", "good", None, False),
        ("good", "", "tốt", False),
    ],
)
def test_a_level_above_the_highest_eligible_is_seen_as_it_stands_in_the_row(
    scene, highest, saved, typed, is_above
):
    scene.deputy.proposed_level = saved
    row = ProposalRow(scene.deputy, "", None, highest, (), (), True, "", "")
    data = None if typed is None else {"on": "06/12/2021", f"level-{scene.deputy.key}": typed}

    form = ProposalForm(data, rows=[row], held_on=rf.HELD)

    [line] = form.lines
    assert line.is_above is is_above
    assert form.chosen == bool(typed in Level.values if data else saved)


@pytest.mark.parametrize(
    ("counts", "short", "said"),
    [
        ((1, 10, 0, 0), "Từ HTTNV trở lên: 11/11", ""),
        ((0, 11, 0, 0), "HTTNV: 11/11", ""),
        ((8, 3, 0, 0), "HTXSNV: 8/11", "Khác kết quả biểu quyết (HTXSNV: 8/11)"),
        ((0, 2, 9, 0), "Từ HTNV trở lên: 11/11", "Khác kết quả biểu quyết (Từ HTNV trở lên: 11/11)"),
        ((3, 2, 0, 0), "Không mức nào quá bán (11)", "Khác kết quả biểu quyết (Không mức nào quá bán (11))"),
    ],
)
def test_a_level_other_than_the_vote_is_said_and_taken(scene, client, counts, short, said):
    rf.count_home(scene, [(scene.whole, (0, 11, 0, 0)), (scene.deputy, counts)])
    signed(client, scene.clerk)
    typed = table(scene, whole=("good", ""), deputy=("good", "Tập thể thống nhất"))

    assert post(client, "proposal_edit", scene.unit.key, **typed).status_code == 302

    page = get(client, "proposal_edit", scene.unit.key)
    [line] = [one for one in page.context["form"].lines if one.row.rating == scene.deputy]
    assert (line.row.vote.short, line.beside_vote) == (short, said)
    assert ("Khác kết quả biểu quyết" in page.content.decode()) is bool(said)
    assert line.row.rating.proposed_level == Level.GOOD


def test_whoever_is_proposed_before_the_collective_is_named_with_the_clause(scene, client):
    def proposed(rating, on):
        Rating.objects.filter(pk=rating.pk).update(
            proposed_level="excellent", proposed_on=on, state="proposed"
        )

    signed(client, scene.clerk)
    proposed(scene.whole, rf.HELD)
    proposed(scene.deputy, rf.HELD)
    page = get(client, "proposal_edit", scene.unit.key)
    assert page.context["order_notes"] == []
    assert page.context["group_notes"] == [
        "Tỷ lệ 20% tính theo nhóm tập thể cùng loại toàn tỉnh.",
        "Tỷ lệ 20% tính theo nhóm chức danh toàn tỉnh.",
    ]

    proposed(scene.whole, rf.HELD + timedelta(days=1))
    [note] = get(client, "proposal_edit", scene.unit.key).context["order_notes"]
    assert note.text == (
        f"{scene.deputy.subject.label}: đề nghị ngày 06/12/2021, trước tập thể (ngày 07/12/2021)."
    )
    assert note.source.startswith("Điểm 6, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW")


@pytest.mark.parametrize("is_anybody_left", [True, False])
def test_a_new_group_says_when_nobody_is_left_to_put_in_it(scene, client, is_anybody_left):
    group = f.make_group(campaign=scene.campaign)
    Rating.objects.update(group=group)
    TitleGroup.objects.update(frozen_at=None if is_anybody_left else f.NOON)

    text = get(signed(client, scene.staff), "group_create").content.decode()

    assert ("Mọi tập thể, cá nhân đã thuộc nhóm đã khóa." in text) is not is_anybody_left
    assert ("nếu chọn ở đây, chuyển sang nhóm này" in text) is is_anybody_left


def test_somebody_in_another_group_is_moved_in_one_act(scene, client):
    first, second = (f.make_group(name, campaign=scene.campaign) for name in ("Phó Bí thư", "Ủy viên"))
    Rating.objects.filter(pk__in=[scene.head.pk, scene.deputy.pk]).update(group=first)
    late = rf.make_rated(scene, name="Lò Thị Vân", title="Ủy viên Ban Thường vụ", position=9)
    Rating.objects.filter(pk=late.pk).update(group=second)
    signed(client, scene.staff)
    page = get(client, "group_edit", second.key)
    assert f"{scene.deputy.subject.label} – Phó Bí thư Huyện ủy" in page.content.decode()
    assert page.content.decode().count("(đang ở nhóm “Phó Bí thư”)") == 2
    offered = [str(value) for value, _label in page.context["form"].fields["ratings"].choices]
    assert offered == [one.key for one in (late, scene.member, scene.head, scene.deputy)]
    typed = {"name": "Ủy viên", "stood": page.context["form"]["stood"].value()}
    typed |= {"ratings": [scene.deputy.key, scene.member.key]}

    assert post(client, "group_edit", second.key, **typed).status_code == 302

    assert [one.pk for one in first.ratings.all()] == [scene.head.pk]
    assert [one.pk for one in second.ratings.all()] == [scene.deputy.pk, scene.member.pk]
    entry = AuditEntry.objects.get(action="save_group")
    assert (entry.target_key, entry.after) == (second.key, "Ủy viên: 2")
    assert entry.note == f"{scene.deputy.subject}: từ nhóm “Phó Bí thư”"


def test_one_put_into_another_group_meanwhile_is_not_drawn_out_unseen(scene, client):
    group = f.make_group("Phó Bí thư", campaign=scene.campaign)
    signed(client, scene.staff)
    typed = {"name": "Ủy viên", "capacity": "office", "ratings": [scene.deputy.key]}
    typed["stood"] = get(client, "group_create").context["form"]["stood"].value()
    Rating.objects.filter(pk=scene.deputy.pk).update(group=group)

    answer = post(client, "group_create", **typed)

    assert answer.status_code == 422
    assert "Có người vừa lưu trước đồng chí." in answer.content.decode()
    assert "(đang ở nhóm “Phó Bí thư”)" in answer.content.decode()
    assert [one.pk for one in group.ratings.all()] == [scene.deputy.pk]

    again = typed | {"stood": answer.context["form"]["stood"].value()}
    assert post(client, "group_create", **again).status_code == 302
    assert not group.ratings.exists()


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ((), "Chọn ít nhất một tập thể, cá nhân thuộc nhóm."),
        (("whole", "head"), "không xếp được vào nhóm cán bộ lãnh đạo, quản lý."),
    ],
)
def test_a_group_has_somebody_in_it_all_of_its_kind(scene, client, who, said):
    signed(client, scene.staff)
    keys = [getattr(scene, one).key for one in who]

    answer = post(client, "group_create", name="Bí thư", capacity="office", ratings=keys, stood="")

    [error] = answer.context["form"].errors["ratings"]
    assert said in error
    assert not TitleGroup.objects.exists()
