"""Gửi hồ sơ: on time by the moment of receipt, once, and kept as it stood."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from deadlines.models import DossierItem, Submission
from deadlines.services.desk import receive_dossier
from deadlines.services.parts import promise_part
from deadlines.services.sendings import (
    recall_dossier,
    refuse_reopening,
    request_reopening,
    send_dossier,
)
from organizations.models import AuditEntry, Notice
from organizations.workflow import TransitionDenied
from tests.deadlines.conftest import fill, states
from tests.factories import NOON

LAST_MOMENT = datetime(2021, 12, 14, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Minh Giang


def test_a_dossier_with_gaps_is_refused_and_every_gap_is_named(district):
    before = states(district.dossier)

    with pytest.raises(TransitionDenied) as denied:
        send_dossier(district.dossier, actor=district.clerk, at=NOON)

    sentences = denied.value.sentences
    assert any("tờ trình đề nghị" in one for one in sentences)
    assert any("bản kiểm điểm của đ/c Bùi Đức Khải" in one for one in sentences)
    assert not any("nơi cư trú" in one for one in sentences)  # a residence comment never blocks
    assert states(district.dossier) == before
    assert not Notice.objects.exists()


def test_a_complete_dossier_is_sent_with_a_receipt_and_an_entry(district):
    fill(district.dossier)

    submission = send_dossier(district.dossier, actor=district.clerk, at=NOON)

    district.dossier.refresh_from_db()
    assert district.dossier.state == "submitted"
    assert (submission.number, submission.receipt) == (1, f"{district.dossier.code}-1")
    assert (submission.sent_on, submission.was_on_time) == (date(2021, 12, 14), True)
    assert len(submission.manifest) == district.dossier.items.count()
    entry = AuditEntry.objects.get(action="send")
    assert (entry.actor, entry.before, entry.after) == (district.clerk, "draft", "submitted")
    assert Notice.objects.get().recipient == district.unit.official


def test_a_part_with_a_promise_and_a_reason_does_not_hold_it_back(district):
    fill(district.dossier)
    item = district.dossier.items.get(code="CBCCVC")
    DossierItem.objects.filter(pk=item.pk).update(paper_received_on=None, paper_sheets=None)

    with pytest.raises(TransitionDenied):
        send_dossier(district.dossier, actor=district.clerk, at=NOON)
    promise_part(
        item,
        before=date(2021, 12, 20),
        reason="Chưa có kết quả của Sở Nội vụ",
        actor=district.clerk,
        at=NOON,
    )

    assert send_dossier(district.dossier, actor=district.clerk, at=NOON).number == 1


def test_a_promise_needs_a_later_day_and_a_reason(district):
    item = district.dossier.items.get(code="TO_TRINH")

    with pytest.raises(TransitionDenied) as denied:
        promise_part(item, before=date(2021, 12, 14), reason="", actor=district.clerk, at=NOON)

    assert len(denied.value.sentences) == 2
    item.refresh_from_db()
    assert (item.promised_before, item.promise_reason, item.version) == (None, "", 1)


@pytest.mark.parametrize(
    ("_case", "offset", "on_time"),
    [
        ("one second before", timedelta(seconds=0), True),
        ("midnight", timedelta(seconds=1), False),
        ("one second after", timedelta(seconds=2), False),
    ],
)
def test_the_moment_of_receipt_decides(district, _case, offset, on_time):
    fill(district.dossier)

    submission = send_dossier(district.dossier, actor=district.clerk, at=LAST_MOMENT + offset)

    assert submission.was_on_time is on_time
    assert states(district.dossier)[0] == "submitted"  # sending late always works


def test_it_is_sent_once(district):
    fill(district.dossier)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    before = states(district.dossier)

    with pytest.raises(TransitionDenied, match="Không thể gửi hồ sơ: đã gửi"):
        send_dossier(district.dossier, actor=district.clerk, at=NOON)

    assert states(district.dossier) == before


def test_the_clerk_of_another_unit_does_not_send_it(district, department):
    fill(district.dossier)
    before = states(district.dossier)

    with pytest.raises(PermissionDenied):
        send_dossier(district.dossier, actor=department.clerk, at=NOON)

    assert states(district.dossier) == before


def test_recalled_before_receipt_it_is_the_units_again(district):
    fill(district.dossier)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)

    recall_dossier(district.dossier, actor=district.clerk, at=NOON)

    assert states(district.dossier)[0] == "draft"
    assert send_dossier(district.dossier, actor=district.clerk, at=NOON).number == 2
    assert Submission.objects.count() == 2


def test_after_receipt_it_is_not_recalled_but_asked_for(district, staff):
    fill(district.dossier)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    receive_dossier(district.dossier, actor=staff, at=NOON)
    before = states(district.dossier)

    with pytest.raises(TransitionDenied, match="Xin mở lại"):
        recall_dossier(district.dossier, actor=district.clerk, at=NOON)
    assert states(district.dossier) == before

    request_reopening(district.dossier, reason="Sai ngày sinh", actor=district.clerk, at=NOON)
    district.dossier.refresh_from_db()
    assert district.dossier.reopen_reason == "Sai ngày sinh"
    refuse_reopening(district.dossier, reason="Đính chính bằng văn bản", actor=staff, at=NOON)
    district.dossier.refresh_from_db()
    assert district.dossier.reopen_reason == ""
