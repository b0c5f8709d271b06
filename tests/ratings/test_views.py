"""Every page of the rating, by each role's own account."""

import pytest
from django.urls import reverse

from organizations.enums import Level
from ratings.enums import BallotState, DecisionState, RatingState, SittingState
from ratings.models import Assessment, Ballot, Decision, MemberMark, Rating, RatingPaper, Sitting, TitleGroup
from ratings.services import decisions, sittings
from reviews.models import Subject
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import counts_for, fetched, get, pdf, post, signed

pytestmark = pytest.mark.usefixtures("clock")


def test_a_ballot_goes_from_the_conference_to_a_second_persons_word(scene, client):
    signed(client, scene.clerk)
    page = get(client, "ballot_create", scene.conference.key)
    assert page.status_code == 200
    keys = [one.key for one in scene.ratings]
    post(client, "ballot_create", scene.conference.key, name="Đề nghị xếp loại", ratings=keys)
    ballot = Ballot.objects.get()
    rows = [(scene.whole, (2, 9, 0, 0)), (scene.head, (8, 3, 0, 0)), (scene.deputy, (1, 10, 0, 0))]
    rows.append((scene.member, (0, 11, 0, 0)))
    sent = post(client, "ballot_count", ballot.key, **counts_for(ballot, rows), scan=pdf())
    assert sent.status_code == 302
    shown = get(client, "ballot_detail", ballot.key).content.decode()
    assert "Mức quá bán: Hoàn\xa0thành tốt nhiệm\xa0vụ (cộng dồn 11/11)" in shown
    ballot.refresh_from_db()

    post(client, "ballot_check", ballot.key, version=ballot.version)
    ballot.refresh_from_db()
    assert ballot.state == BallotState.ENTERED  # never the same account

    signed(client, scene.checker)
    post(client, "ballot_check", ballot.key, version=ballot.version)
    ballot.refresh_from_db()
    assert (ballot.state, ballot.checked_by) == (BallotState.COUNTED, scene.checker)
    assert ballot.scan_name == "ban-ky.pdf"


def test_counts_that_do_not_add_up_are_said_all_at_once_and_nothing_is_lost(scene, client):
    signed(client, scene.clerk)
    keys = [scene.whole.key, scene.head.key, scene.deputy.key]
    post(client, "ballot_create", scene.conference.key, name="Đề nghị xếp loại", ratings=keys)
    ballot = Ballot.objects.get()
    rows = [(scene.whole, (2, 10, 0, 0)), (scene.head, (8, 2, 0, 0)), (scene.deputy, ("", "", "", ""))]

    page = post(client, "ballot_count", ballot.key, **counts_for(ballot, rows), scan=pdf())

    text = page.content.decode()
    assert page.status_code == 422
    assert "Tổng bốn mức (12) lớn hơn số phiếu hợp lệ (11)" in text
    assert "Tổng bốn mức (10) nhỏ hơn số phiếu hợp lệ (11): 01 phiếu không đánh dấu ở dòng này" in text
    assert f"{scene.deputy.subject}: Chưa ghi số phiếu của dòng này" in text
    assert len(page.context["form"].non_field_errors()) == 2
    assert page.context["form"][f"n-{scene.whole.key}-good"].value() == "10"
    assert "ban-ky.pdf" in text
    kept = page.context["form"].data["kept"]
    ballot.refresh_from_db()
    assert (ballot.state, ballot.entered_at) == (BallotState.PREPARED, None)

    rows = [(scene.whole, (2, 9, 0, 0)), (scene.head, (8, 3, 0, 0)), (scene.deputy, (0, 11, 0, 0))]
    post(client, "ballot_count", ballot.key, **counts_for(ballot, rows), kept=kept)
    ballot.refresh_from_db()
    assert (ballot.state, ballot.scan_name) == (BallotState.ENTERED, "ban-ky.pdf")


def proposal_fields(scene, **levels):
    fields = {"on": "06/12/2021"}
    for rating in scene.ratings:
        rating.refresh_from_db()
        fields[f"version-{rating.key}"] = rating.version
    chosen = {getattr(scene, name).key: level for name, level in levels.items()}
    fields |= {f"reason-{key}": "Tập thể thống nhất" for key in chosen}
    return fields | {f"level-{key}": level for key, level in chosen.items()}


def test_a_member_on_the_list_may_leave_his_own_line_empty(scene, client):
    signed(client, scene.clerk)
    keys = [scene.whole.key, scene.head.key]
    post(client, "ballot_create", scene.conference.key, name="Đề nghị xếp loại", ratings=keys)
    ballot = Ballot.objects.get()
    rows = [(scene.whole, (2, 9, 0, 0)), (scene.head, (8, 2, 0, 0))]

    sent = post(client, "ballot_count", ballot.key, **counts_for(ballot, rows), scan=pdf())

    assert sent.status_code == 302
    assert [one.counts for one in ballot.tallies.all()] == [(2, 9, 0, 0), (8, 2, 0, 0)]
    note = "Tổng bốn mức (10) nhỏ hơn số phiếu hợp lệ (11): 01 phiếu không đánh dấu ở dòng này"
    assert get(client, "ballot_detail", ballot.key).content.decode().count(note) == 1


def test_a_head_above_the_collective_is_refused_and_the_count_stays(scene, client):
    rf.count_home(scene, [(scene.whole, (2, 9, 0, 0)), (scene.head, (8, 3, 0, 0))])
    signed(client, scene.clerk)
    fields = proposal_fields(scene, whole="good", head="excellent", deputy="good")

    page = post(client, "proposal_edit", scene.unit.key, **fields)

    text = page.content.decode()
    refusal = "Không đề nghị được: người đứng đầu không xếp loại cao hơn tập thể"
    assert f"{refusal} (đang đề nghị HTTNV). Điểm 4" in text
    assert "HTXSNV: 8/11" in text
    assert "Đang chọn 3 trong 4, chưa lưu." in text
    assert not Rating.objects.exclude(state=RatingState.OPEN).exists()
    done = post(client, "proposal_edit", scene.unit.key, **(fields | {f"level-{scene.head.key}": "good"}))
    assert done.status_code == 302
    assert Rating.objects.filter(state=RatingState.PROPOSED, proposed_level="good").count() == 3


def test_the_letter_is_drawn_and_its_number_recorded(scene, client, django_capture_on_commit_callbacks):
    rf.propose(scene, (scene.whole, Level.GOOD))
    signed(client, scene.clerk)

    page = post(client, "proposal_draft", scene.unit.key)
    paper = RatingPaper.objects.get()
    recorded = client.post(
        page.url,
        {"number": "212-TTr/HU", "dated_on": "14/12/2021", "signatory": "Quách Đình Lự", "scan": pdf()},
    )

    letter = paper.proposal
    letter.refresh_from_db()
    assert recorded.status_code == 302
    assert (letter.number, letter.scan_name, paper.form) == ("212-TTr/HU", "ban-ky.pdf", "F13")
    assert fetched(client, "proposal_scan", letter.key) == rf.PDF


def test_the_member_changes_a_sentence_typed_for_him_and_confirms(scene, client):
    rf.propose(scene, (scene.whole, Level.GOOD))
    signed(client, scene.staff)
    typed = post(
        client,
        "opinion_type",
        scene.whole.key,
        assessor=scene.supervisor.key,
        text="Tập thể nhìn đúng ba hạn chế.",
        level="good",
        given_on="10/12/2021",
    )
    opinion = Assessment.objects.get()
    assert typed.status_code == 302
    assert "Tập thể nhìn đúng" not in get(client, "rating_detail", scene.whole.key).content.decode()

    signed(client, scene.supervisor)
    assert opinion.key in get(client, "opinion_list").content.decode()
    post(
        client,
        "opinion_confirm",
        opinion.key,
        text="Tập thể nhìn đúng hai hạn chế.",
        level="good",
        version=opinion.version,
    )

    opinion.refresh_from_db()
    assert (opinion.state, opinion.confirmed_how) == ("confirmed", "screen")
    assert opinion.typed_text == "Tập thể nhìn đúng ba hạn chế."
    assert "bản đồng chí đã sửa" in get(client, "opinion_confirm", opinion.key).content.decode()


def test_a_title_group_is_ticked_or_cleared_as_a_whole_and_nothing_typed_is_lost(scene, client):
    rf.appraise_all(scene)
    signed(client, scene.staff)
    group = f.make_group("Phó bí thư cấp ủy trực thuộc", campaign=scene.campaign)
    Rating.objects.filter(pk__in=[scene.deputy.pk, scene.member.pk]).update(group=group)

    def ticked(page):
        return [(one.name, one.chosen, len(one.boxes)) for one in page.context["form"].picks]

    page = get(client, "sitting_prepare")
    bodies, people = "Tập thể chưa thuộc nhóm nào", "Cá nhân chưa thuộc nhóm chức danh nào"
    assert ticked(page) == [(bodies, 1, 1), (group.name, 2, 2), (people, 1, 1)]
    keys = [one.key for one in scene.ratings]
    typed = {"name": "Phiên họp thứ 12", "held_on": "32/12/2021", "member_count": "11"}

    page = post(client, "sitting_prepare", **typed, ratings=keys, pick=f"none:{group.key}")

    assert (page.status_code, f'id="n-{group.key}" data-picks open' in page.content.decode()) == (200, True)
    assert ticked(page) == [(bodies, 1, 1), (group.name, 0, 2), (people, 1, 1)]
    form = page.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert (form.errors, Sitting.objects.count()) == ({}, 0)

    page = post(client, "sitting_prepare", **typed, pick=f"all:{group.key}")
    assert ticked(page) == [(bodies, 0, 1), (group.name, 2, 2), (people, 0, 1)]
    page = post(client, "sitting_prepare", **typed, ratings=keys, pick="none:")
    assert [one.chosen for one in page.context["form"].picks] == [0, 0, 0]

    refused = post(client, "sitting_prepare", **typed)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"held_on", "ratings"})


@pytest.mark.parametrize("route", ["ministry", "central", "delegated", "lower"])
def test_what_another_decides_is_not_offered_for_a_sitting(scene, client, route):
    rf.appraise_all(scene)
    Subject.objects.filter(pk=scene.deputy.subject_id).update(route=route)
    signed(client, scene.staff)

    page = get(client, "sitting_prepare")

    offered = {str(value) for value, _label in page.context["form"].fields["ratings"].choices}
    assert offered == {one.key for one in (scene.whole, scene.head, scene.member)}
    typed = {"name": "Phiên họp thứ 12", "held_on": "14/12/2021", "member_count": 11}
    refused = post(client, "sitting_prepare", **typed, ratings=[scene.head.key, scene.deputy.key])
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"ratings"})
    assert not Sitting.objects.exists()


def test_the_whole_sitting_through_the_pages(scene, client):
    rf.appraise_all(scene)
    signed(client, scene.staff)
    assert get(client, "sitting_prepare").status_code == 200
    keys = [one.key for one in scene.ratings]
    post(client, "group_create", name="Bí thư cấp ủy trực thuộc", capacity="office", ratings=[scene.head.key])
    post(
        client,
        "sitting_prepare",
        name="Phiên họp",
        held_on="14/12/2021",
        member_count=3,
        ratings=keys,
    )
    sitting = Sitting.objects.get()
    post(client, "sitting_open", sitting.key)
    assert TitleGroup.objects.get().frozen_at is not None

    for member in scene.members:
        signed(client, member)
        page = get(client, "sitting_detail", sitting.key)
        assert "Còn 4 dòng" in page.content.decode()
        for line in sitting.lines.all():
            post(client, "line_detail", line.key, mark="approve")
    assert MemberMark.objects.count() == 12

    signed(client, scene.staff)
    post(client, "sitting_count", sitting.key)
    for line in sitting.lines.all():
        assert get(client, "line_conclude", line.key).status_code == 200
        fields = {"level": "good", "reason": "Hội nghị thống nhất", "version": line.version}
        done = post(client, "line_conclude", line.key, **fields)
        assert done.status_code == 302
    post(client, "sitting_conclude", sitting.key)
    sitting.refresh_from_db()
    assert sitting.state == SittingState.CONCLUDED
    for name in ("sitting_detail", "sitting_table"):
        assert get(client, name, sitting.key).status_code == 200

    post(client, "decision_draft", sitting.key)
    decision = Decision.objects.get()
    post(
        client,
        "decision_sign",
        decision.key,
        number="415-QĐ/TU",
        dated_on="14/12/2021",
        signatory="Nguyễn Văn Phúc",
        signatory_title="Phó Bí thư",
        scan=pdf(),
    )
    again = client.get(reverse("ratings:decision_sign", args=[decision.key]), follow=True)
    assert again.redirect_chain == [(reverse("ratings:decision_detail", args=[decision.key]), 302)]
    assert "đã ghi số, ngày và bản ký." in again.content.decode()
    fields = {}
    for one in decision.entries.all():
        row = f"e{one.position}"
        fields |= {f"{row}-tick": "on", f"{row}-name": one.name, f"{row}-title": one.title}
        fields |= {f"{row}-level": one.level, f"{row}-note": ""}
    assert get(client, "decision_compare", decision.key).status_code == 200
    post(client, "decision_compare", decision.key, **fields)
    post(client, "decision_announce", decision.key)
    decision.refresh_from_db()
    assert decision.state == DecisionState.ANNOUNCED
    assert get(client, "decision_detail", decision.key).status_code == 200
    assert get(client, "decision_list").status_code == 200
    done = post(
        client,
        "sitting_sign",
        sitting.key,
        number="12-BB/TU",
        dated_on="14/12/2021",
        scan=pdf(),
    )
    sitting.refresh_from_db()
    assert (done.status_code, sitting.state) == (302, SittingState.SIGNED)


def test_the_subject_reads_his_own_result_and_nobody_elses(scene, client):
    rf.make_decided(scene)
    account = scene.deputy.subject.person.account
    signed(client, account)

    page = get(client, "result_detail", scene.deputy.key)

    assert "Hoàn\xa0thành tốt nhiệm\xa0vụ" in page.content.decode()
    assert "415-QĐ/TU" in page.content.decode()
    assert get(client, "result_detail", scene.head.key).status_code == 404
    assert get(client, "result_list").status_code == 200


@pytest.mark.parametrize("state", ["appraised", "concluded", "decided"])
def test_between_the_sitting_and_the_announcement_nothing_leaks(scene, client, state):
    levels = {scene.whole.pk: Level.GOOD, scene.head.pk: Level.GOOD}
    levels |= {scene.deputy.pk: Level.GOOD, scene.member.pk: Level.GOOD}
    rf.appraise_all(scene, levels=levels)
    sitting = rf.make_sitting(scene)
    if state != "appraised":
        rf.conclude_all(scene, sitting, {scene.deputy.pk: Level.FAIR})
    decision = None
    if state == "decided":
        decision = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)
        rf.sign(scene, decision)

    signed(client, scene.clerk)
    for page in (
        get(client, "rating_list"),
        get(client, "rating_detail", scene.deputy.key),
        get(client, "proposal_edit", scene.unit.key),
    ):
        text = page.content.decode()
        assert page.status_code == 200
        assert "Đang xem xét" in text
        assert "Đã kết luận" not in text
        assert "Đã có quyết định" not in text
        assert "Hoàn\xa0thành nhiệm\xa0vụ</span>" not in text  # the level concluded for the deputy
        assert "Hồ sơ đủ thành phần." not in text  # the appraisal
    for name, key in (("sitting_detail", sitting.key), ("line_detail", sitting.lines.first().key)):
        assert get(client, name, key).status_code == 403
    if decision:
        assert get(client, "decision_detail", decision.key).status_code == 403

    signed(client, scene.deputy.subject.person.account)
    assert get(client, "result_detail", scene.deputy.key).status_code == 404
    assert get(client, "rating_detail", scene.deputy.key).status_code == 404


def test_a_reason_typed_for_one_group_is_not_lost_when_another_has_none(scene, client):
    levels = {one.pk: Level.GOOD for one in scene.ratings} | {
        scene.deputy.pk: Level.EXCELLENT, scene.member.pk: Level.EXCELLENT,
    }  # fmt: skip
    rf.appraise_all(scene, levels=levels)
    groups = [f.make_group(name, campaign=scene.campaign) for name in ("Nhóm một", "Nhóm hai")]
    for group, rating in zip(groups, (scene.deputy, scene.member), strict=True):
        Rating.objects.filter(pk=rating.pk).update(group=group)
    sitting = rf.make_sitting(scene)
    rf.approve_all(scene, sitting)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    for line in sitting.lines.all():
        rf.conclude(scene, line, Level(line.submitted_level))
    signed(client, scene.staff)
    first, second = (f"over-{one.key}" for one in groups)

    page = post(client, "sitting_conclude", sitting.key, **{first: "Kết quả nổi trội", second: ""})

    assert page.status_code == 422
    assert page.context["form"][first].value() == "Kết quả nổi trội"
    text = page.content.decode()
    assert "Nhóm “Nhóm hai”" in text
    sitting.refresh_from_db()
    assert (sitting.state, list(TitleGroup.objects.exclude(over_reason=""))) == (SittingState.COUNTED, [])

    done = post(client, "sitting_conclude", sitting.key, **{first: "Kết quả nổi trội", second: "Như trên"})
    sitting.refresh_from_db()
    assert (done.status_code, sitting.state) == (302, SittingState.CONCLUDED)
