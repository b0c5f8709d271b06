"""What the page of a sitting says of its groups, its list and its ballots."""

import pytest
from django.urls import reverse

from organizations.enums import Level, Role
from ratings.models import Rating, RatingPaper, Withdrawal
from ratings.services import ballots, lines, papers
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import fetched, get, post, signed

pytestmark = pytest.mark.usefixtures("clock")


def test_groups_in_which_nobody_is_proposed_for_the_highest_level_are_one_folded_line(scene, client):
    levels = dict.fromkeys([one.pk for one in scene.ratings], Level.GOOD) | {scene.deputy.pk: Level.EXCELLENT}
    rf.appraise_all(scene, levels=levels)
    for name, rating in (("Nhóm một", scene.head), ("Nhóm hai", scene.deputy), ("Nhóm ba", scene.member)):
        group = f.make_group(name, campaign=scene.campaign)
        Rating.objects.filter(pk=rating.pk).update(group=group)
    sitting = rf.make_sitting(scene, open_it=False)

    page = get(signed(client, scene.staff), "sitting_detail", sitting.key)

    agenda, text = page.context["agenda"], page.content.decode()
    assert [one.group.name for one in agenda.quiet_groups] == ["Nhóm một", "Nhóm ba"]
    assert "2 nhóm chưa có ai được đề nghị Hoàn thành xuất sắc nhiệm vụ</summary>" in text
    shown, _fold, folded = text.partition("2 nhóm chưa có ai")
    assert ("Nhóm hai" in shown, "Nhóm một" in shown, "Nhóm một" in folded) == (True, False, True)


def test_a_line_is_taken_off_by_the_page_and_the_list_says_so(scene, client):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene, open_it=False)
    line = sitting.lines.get(rating=scene.deputy)
    signed(client, scene.staff)
    assert (
        reverse("ratings:line_withdraw", args=[line.key])
        in get(client, "sitting_detail", sitting.key).content.decode()
    )

    empty = post(client, "line_withdraw", line.key, reason="")
    assert (empty.status_code, sitting.lines.count()) == (422, 4)
    done = post(client, "line_withdraw", line.key, reason="Chờ kết luận thanh tra")

    assert done["Location"] == reverse("ratings:sitting_detail", args=[sitting.key])
    for page in ("sitting_detail", "sitting_table"):
        text = get(client, page, sitting.key).content.decode()
        assert "Rút khỏi danh sách: <b>Bùi Đức Khải</b>" in text
        assert "Lý do: Chờ kết luận thanh tra" in text
    assert get(client, "line_withdraw", line.key).status_code == 404


def test_a_voice_refuses_the_withdrawal_in_words_and_the_reason_stays(scene, client):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = sitting.lines.get(rating=scene.deputy)
    lines.mark_line(line, mark="approve", level="", note="", actor=scene.members[0], at=f.NOON)

    page = post(signed(client, scene.staff), "line_withdraw", line.key, reason="Chờ kết luận thanh tra")

    text = page.content.decode()
    assert (page.status_code, sitting.lines.count(), Withdrawal.objects.count()) == (422, 4, 0)
    assert "Đã có phiếu hoặc ý kiến về dòng này nên không rút được." in text
    assert page.context["form"]["reason"].value() == "Chờ kết luận thanh tra"


@pytest.mark.parametrize(
    ("reader", "name_there", "reason_there"),
    [("member", True, True), ("office", True, False), ("himself", False, False)],
)
def test_who_reads_of_a_line_that_was_taken_off(scene, client, reader, name_there, reason_there):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene, open_it=False)
    line = sitting.lines.get(rating=scene.deputy)
    lines.withdraw_line(line, reason="Chờ kết luận thanh tra", actor=scene.staff, at=f.NOON)
    account = scene.members[0]
    if reader == "office":
        account = f.make_account(Role.OFFICE_STAFF, scene.province)
    elif reader == "himself":
        account = scene.deputy.subject.person.account
        f.add_role(account, Role.STANDING_MEMBER, scene.province)

    page = get(signed(client, account), "sitting_detail", sitting.key)

    main = page.content.decode().partition("<main")[2]
    assert page.status_code == 200
    assert ("Rút khỏi danh sách: <b>Bùi Đức Khải</b>" in main) is name_there
    assert ("Chờ kết luận thanh tra" in main) is reason_there


def test_the_table_says_of_a_pause_who_since_when_and_nothing_that_does_not_apply(scene, client):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene, open_it=False)
    line = sitting.lines.get(rating=scene.deputy)
    paused = {"organ": "Ủy ban Kiểm tra Tỉnh ủy", "on": "10/12/2021", "note": "Đang kiểm tra."}
    signed(client, scene.staff)

    refused = post(client, "line_pause", line.key, **paused | {"on": "31/12/2021"})
    assert (refused.status_code, sitting.lines.get(pk=line.pk).is_paused) == (422, False)
    assert "Ngày tạm dừng không được sau hôm nay." in refused.content.decode()
    post(client, "line_pause", line.key, **paused)

    text = get(client, "sitting_table", sitting.key).content.decode()
    assert '<td data-l="Kết luận">Tạm dừng, chờ kết luận</td>' in text
    assert (
        '<td data-l="Lý do">Ủy ban Kiểm tra Tỉnh ủy đang xem xét từ ngày 10/12/2021. Đang kiểm tra.</td>'
        in text
    )
    assert "–</td>" not in text


@pytest.mark.parametrize("has_scan", [True, False])
def test_the_second_person_is_told_what_to_compare_with(scene, client, has_scan):
    ballot = ballots.create_ballot(
        conference=scene.conference, ratings=[scene.whole], name="Phiếu", actor=scene.clerk, at=f.NOON
    )
    scan = {"scan": rf.kept_file(), "scan_name": "kiem-phieu.pdf"} if has_scan else {}
    count = rf.count_of([(scene.whole, (2, 9, 0, 0))], **scan)
    ballots.enter_counts(ballot, count=count, version=1, actor=scene.clerk, at=f.NOON)

    text = get(signed(client, scene.checker), "ballot_detail", ballot.key).content.decode()

    assert ("So từng con số với biên bản kiểm phiếu đã ký.</p>" in text) is has_scan
    on_paper = "So từng con số với biên bản kiểm phiếu đã ký trên giấy; bản quét chưa tải lên.</p>"
    assert (on_paper in text) is not has_scan
    assert "Mức quá bán: Hoàn\xa0thành tốt nhiệm\xa0vụ (cộng dồn 11/11)" in text


def test_a_ballot_says_which_papers_were_not_drawn(scene, client):
    ballot = rf.count_home(scene, [(scene.whole, (2, 9, 0, 0))])
    signed(client, scene.clerk)

    page = get(client, "ballot_detail", ballot.key).content.decode()

    assert "Chưa in phiếu trắng, chưa lập biên bản kiểm phiếu từ hệ thống." in page


def test_the_letter_of_a_sitting_is_drawn_then_given_its_number(scene, client):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene, open_it=False)
    signed(client, scene.staff)
    page = get(client, "sitting_detail", sitting.key).content.decode()
    assert reverse("ratings:sitting_letter", args=[sitting.key]) in page
    assert post(client, "sitting_letter", sitting.key, format="docx").status_code == 302
    paper = RatingPaper.objects.get()
    assert (paper.sitting, paper.form, paper.format, paper.state) == (sitting, "F13", "docx", "waiting")
    papers.draw_paper(paper, at=f.NOON)

    refused = post(client, "sitting_letter", sitting.key, number="hai trăm", dated_on="14/12/2021")
    assert (refused.status_code, refused.context["form"]["number"].value()) == (422, "hai trăm")
    assert "Ghi số theo sổ văn thư, ví dụ 212-TTr/BTCTU." in refused.content.decode()

    done = post(client, "sitting_letter", sitting.key, number="0212-TTr/BTCTU", dated_on="14/12/2021")
    assert done.status_code == 302
    page = get(client, "sitting_letter", sitting.key)
    assert "Số 212-TTr/BTCTU, ngày 14/12/2021" in page.content.decode()
    assert fetched(client, "rating_paper", paper.key)[:2] == b"PK"


def test_approval_with_another_level_is_asked_about_and_nothing_is_dropped(scene, client):
    rf.appraise_all(scene)
    line = rf.make_sitting(scene).lines.get(rating=scene.deputy)
    signed(client, scene.members[0])

    page = post(client, "line_detail", line.key, mark="approve", level="fair", note="Còn ý này")

    form = page.context["form"]
    assert (page.status_code, form.errors) == (422, {"level": [lines.BOTH_SAID]})
    assert (form["level"].value(), form["note"].value()) == ("fair", "Còn ý này")
    assert not line.marks.exists()

    post(client, "line_detail", line.key, mark="approve", level=line.submitted_level)
    assert [(one.mark, one.level) for one in line.marks.all()] == [("approve", "")]


def test_a_reason_to_open_conclusions_again_that_comes_too_late_stays_in_its_open_box(scene, client):
    decision = rf.make_decided(scene, announced=False)
    sitting = decision.sitting
    signed(client, scene.staff)

    late = post(client, "sitting_reopen", sitting.key, note="Đồng chí Khải đề nghị")
    empty = post(client, "sitting_reopen", sitting.key, note="")
    kept = sitting.state
    sitting.refresh_from_db()

    shown = late.content.decode()
    assert (late.status_code, empty.status_code) == (422, 422)
    assert "Quyết định đã ký. Lập quyết định sửa đổi hoặc bổ sung." in shown.replace("\xa0", " ")
    assert "Đồng chí Khải đề nghị</textarea>" in shown
    assert "<details open><summary>Mở lại kết luận trước khi ký</summary>" in shown
    assert 'href="#id_note"' in empty.content.decode()
    assert sitting.state == kept
