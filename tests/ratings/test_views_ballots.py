"""What the page of a ballot lets nobody do, and how a wrong count is put right there."""

import pytest
from django.urls import reverse

from ratings.rules.votes import Papers
from ratings.services import ballots, lines
from ratings.services.ballots import ALREADY_CHECKED
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import counts_for, get, post, signed

pytestmark = pytest.mark.usefixtures("clock")


def test_a_counted_ballot_shows_no_boxes_and_keeps_what_is_typed_too_late(scene, client):
    ballot = rf.count_home(scene, [(scene.whole, (2, 9, 0, 0))])
    signed(client, scene.clerk)

    page = client.get(reverse("ratings:ballot_count", args=[ballot.key]), follow=True)
    late = post(client, "ballot_count", ballot.key, **counts_for(ballot, [(scene.whole, (9, 2, 0, 0))]))

    assert page.redirect_chain == [(reverse("ratings:ballot_detail", args=[ballot.key]), 302)]
    assert ALREADY_CHECKED in page.content.decode().replace("\xa0", " ")
    assert (late.status_code, late.context["form"]["valid"].value()) == (422, "11")
    assert ALREADY_CHECKED in late.content.decode()


def test_one_voice_too_many_is_said_at_the_ballot_with_both_ways_out(scene, client):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    line = sitting.lines.get(rating=scene.deputy)
    lines.mark_line(line, mark="approve", level="", note="", actor=scene.members[0], at=f.NOON)
    three = Papers(summoned=3, present=3, issued=3, returned=3, valid=3, invalid=0)
    ballot = ballots.create_ballot(
        sitting=sitting, ratings=[scene.deputy], name="Phiếu", actor=scene.staff, at=f.NOON
    )
    count = rf.count_of([(scene.deputy, (0, 3, 0, 0))], three)
    ballots.enter_counts(ballot, count=count, version=1, actor=scene.staff, at=f.NOON)
    said = f"{line}: 01 ý kiến từ tài khoản và 03 phiếu giấy, nhiều hơn 03 ủy viên."

    entered = get(signed(client, scene.staff), "ballot_detail", ballot.key).content.decode()
    ballots.check_counts(ballot, version=2, actor=scene.other_staff, at=f.NOON)
    counted = get(client, "ballot_detail", ballot.key).content.decode()
    mine = get(signed(client, scene.members[0]), "line_detail", line.key).content.decode()
    post(client, "line_detail", line.key, take_back="1")
    line_page = get(client, "line_detail", line.key).content.decode()
    settled = get(signed(client, scene.staff), "ballot_detail", ballot.key).content.decode()
    post(client, "ballot_reopen", ballot.key, reason="Gõ nhầm")
    reopened = get(client, "ballot_detail", ballot.key).content.decode()

    assert (said in entered, said in counted, said in settled) == (True, True, False)
    assert ("Mở lại số liệu kiểm phiếu</button>" in entered) is False
    assert ("Mở lại số liệu kiểm phiếu</button>" in counted) is True
    assert ("Rút lại ý kiến" in mine, "Rút lại ý kiến" in line_page) == (True, False)
    assert "<b>Đề nghị xem lại số liệu:</b> Gõ nhầm" in reopened
    assert "Sửa kết quả kiểm phiếu" in reopened


def test_a_count_against_its_conference_is_said_at_the_boxes_and_on_the_page(scene, client):
    ballot = rf.count_home(scene, [(scene.whole, (2, 9, 0, 0))])
    scene.conference.present_count = 9
    scene.conference.save()
    said = "Số có mặt (11) lớn hơn số có mặt của hội nghị (9)"
    signed(client, scene.clerk)

    counted = get(client, "ballot_detail", ballot.key).content.decode()
    post(client, "ballot_reopen", ballot.key, reason="Biên bản ghi 9")
    ballot.refresh_from_db()
    late = post(client, "ballot_count", ballot.key, **counts_for(ballot, [(scene.whole, (2, 9, 0, 0))]))

    assert f"{said}." in counted
    assert late.context["form"].errors["present"] == [said]


def _answered(scene, page):
    """A ballot where someone was quicker: its page, whose it is, the box, and what is said."""
    ballot = rf.count_home(scene, [(scene.whole, (2, 9, 0, 0))])
    if page == "ballot_return":
        return ballot, scene.checker, "note"
    ballots.reopen_counts(ballot, reason="Gõ nhầm", actor=scene.clerk, at=f.NOON)
    return ballot, scene.clerk, "reason"


@pytest.mark.parametrize("page", ["ballot_return", "ballot_reopen"])
def test_a_reason_refused_because_another_was_quicker_stays_in_its_open_box(scene, client, page):
    ballot, account, box = _answered(scene, page)
    ballot.refresh_from_db()
    before = (ballot.state, ballot.version, ballot.check_note)

    late = post(signed(client, account), page, ballot.key, **{box: "Biên bản ghi 9 phiếu"})
    empty = post(client, page, ballot.key, **{box: " "})
    ballot.refresh_from_db()

    shown = late.content.decode()
    assert (late.status_code, empty.status_code) == (422, 422)
    assert "Biên bản ghi 9 phiếu</textarea>" in shown
    assert "<details open>" in shown
    assert f'href="#id_{box}"' in empty.content.decode()
    assert (ballot.state, ballot.version, ballot.check_note) == before
