"""The Organization Committee's desk."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from deadlines.models import DossierReturn
from deadlines.services.desk import accept_dossier, judge_lateness, receive_dossier, return_dossier
from deadlines.services.sendings import send_dossier
from organizations.enums import Role
from organizations.models import Notice
from organizations.workflow import TransitionDenied
from ratings.models import Rating
from tests.deadlines.conftest import fill, states
from tests.factories import NOON, make_account, make_organization

LATE = datetime(2021, 12, 16, 3, 0, tzinfo=UTC)


@pytest.fixture
def sent(district):
    """A dossier that was sent whole on the last day."""
    fill(district.dossier)
    Rating.objects.update(state="proposed", proposed_level="good")
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    return district


def test_received_the_day_after_it_counts_by_the_day_it_was_sent(sent, staff):
    receive_dossier(sent.dossier, actor=staff, at=LATE)

    sent.dossier.refresh_from_db()
    assert (sent.dossier.state, sent.dossier.first_received_on) == ("received", date(2021, 12, 14))
    assert sent.dossier.late_state == "on_time"


def test_a_late_one_is_only_proposed_as_late(district, staff):
    fill(district.dossier)
    send_dossier(district.dossier, actor=district.clerk, at=LATE)
    receive_dossier(district.dossier, actor=staff, at=LATE)

    district.dossier.refresh_from_db()
    assert district.dossier.late_state == "proposed"

    judge_lateness(district.dossier, late=False, reason="Bão lũ, đã xin phép", actor=staff, at=LATE)
    district.dossier.refresh_from_db()
    assert (district.dossier.late_state, district.dossier.late_confirmed_by) == ("excused", staff)


def test_lateness_needs_a_reason_and_a_late_dossier(sent, staff):
    receive_dossier(sent.dossier, actor=staff, at=NOON)
    with pytest.raises(TransitionDenied, match="đúng hạn"):
        judge_lateness(sent.dossier, late=True, reason="Chậm", actor=staff, at=LATE)

    sent.dossier.refresh_from_db()
    assert sent.dossier.late_state == "on_time"


@pytest.mark.parametrize(
    ("_case", "choose", "reason", "before"),
    [
        ("no part is chosen", False, "Mới nêu nguyên nhân khách quan", date(2021, 12, 17)),
        ("no reason is written", True, " ", date(2021, 12, 17)),
        ("the new day is today", True, "Mới nêu nguyên nhân khách quan", date(2021, 12, 14)),
        ("there is no new day", True, "Mới nêu nguyên nhân khách quan", None),
    ],
)
def test_a_vague_return_is_refused(sent, staff, _case, choose, reason, before):
    item = sent.dossier.items.first()
    earlier = states(sent.dossier)

    with pytest.raises(TransitionDenied):
        return_dossier(
            sent.dossier,
            notes={item.key: ""} if choose else {},
            reason=reason,
            before=before,
            actor=staff,
            at=NOON,
        )

    assert states(sent.dossier) == earlier
    assert not sent.dossier.items.exclude(return_note="").exists()
    assert not DossierReturn.objects.exists()


def test_returned_on_a_part_the_first_receipt_stays(sent, staff):
    receive_dossier(sent.dossier, actor=staff, at=NOON)
    item = sent.dossier.items.get(code="BAO_CAO")

    return_dossier(
        sent.dossier,
        notes={item.key: "Nêu rõ trách nhiệm cá nhân"},
        reason="Mới nêu nguyên nhân khách quan.",
        before=date(2021, 12, 17),
        actor=staff,
        at=NOON,
    )

    sent.dossier.refresh_from_db()
    item.refresh_from_db()
    assert sent.dossier.get_state_display() == "Đề nghị bổ sung, hoàn thiện"
    assert sent.dossier.first_received_on == date(2021, 12, 14)
    assert (sent.dossier.returned_count, item.return_note) == (1, "Nêu rõ trách nhiệm cá nhân")
    assert Notice.objects.filter(recipient=sent.clerk, title__startswith="Đề nghị bổ sung").count() == 1
    assert send_dossier(sent.dossier, actor=sent.clerk, at=LATE).was_on_time  # before 17/12


def ask_back(sent, staff, at, reason, notes, before):
    return_dossier(sent.dossier, notes=notes, reason=reason, before=before, actor=staff, at=at)


def test_every_return_is_kept_as_it_was_said(sent, staff):
    """The second return says other parts and another day; the first stays as it stood (R19)."""
    report, minutes = (sent.dossier.items.get(code=code) for code in ("BAO_CAO", "BIEN_BAN"))
    ask_back(
        sent,
        staff,
        NOON,
        "Mới nêu nguyên nhân khách quan.",
        {report.key: "Nêu trách nhiệm"},
        date(2021, 12, 17),
    )
    send_dossier(sent.dossier, actor=sent.clerk, at=LATE)
    ask_back(sent, staff, LATE, "Thiếu chữ ký.", {minutes.key: ""}, date(2021, 12, 20))

    rows = DossierReturn.objects.visible_to(sent.clerk)
    assert [
        (one.number, one.reason, one.before, one.lines, one.returned_by, one.returned_at) for one in rows
    ] == [
        (
            1,
            "Mới nêu nguyên nhân khách quan.",
            date(2021, 12, 17),
            [
                {
                    "key": report.key,
                    "title": f"{report.title} – {report.subject.label}",
                    "note": "Nêu trách nhiệm",
                }
            ],
            staff,
            NOON,
        ),
        (
            2,
            "Thiếu chữ ký.",
            date(2021, 12, 20),
            [{"key": minutes.key, "title": minutes.title, "note": "Thiếu chữ ký."}],
            staff,
            LATE,
        ),
    ]
    assert not DossierReturn.objects.visible_to(make_account(Role.UNIT_CLERK, make_organization())).exists()


@pytest.mark.parametrize("wrong", [{"number": 1}, {"reason": ""}])
def test_the_database_refuses_a_return_without_reason_or_twice_one_number(sent, staff, wrong):
    item = sent.dossier.items.get(code="BIEN_BAN")
    ask_back(sent, staff, NOON, "Thiếu chữ ký.", {item.key: ""}, date(2021, 12, 17))
    good = {"number": 2, "reason": "Thiếu dấu.", "before": date(2021, 12, 18), "lines": []}
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierReturn.objects.create(
            dossier=sent.dossier, returned_by=staff, returned_at=NOON, **(good | wrong)
        )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        DossierReturn.objects.update(reason="Khác.")
    assert DossierReturn.objects.get().reason == "Thiếu chữ ký."


def test_accepting_admits_the_ratings_and_returning_takes_it_back(sent, staff):
    receive_dossier(sent.dossier, actor=staff, at=NOON)

    accept_dossier(sent.dossier, actor=staff, at=NOON)
    assert states(sent.dossier)[0] == "accepted"
    assert set(Rating.objects.values_list("state", flat=True)) == {"admitted"}

    item = sent.dossier.items.first()
    return_dossier(
        sent.dossier,
        notes={item.key: "Thiếu dấu"},
        reason="Thiếu dấu",
        before=date(2021, 12, 17),
        actor=staff,
        at=NOON,
    )
    assert set(Rating.objects.values_list("state", flat=True)) == {"proposed"}


def test_a_promise_is_not_a_part(sent, staff):
    receive_dossier(sent.dossier, actor=staff, at=NOON)
    sent.dossier.items.filter(code="CBCCVC").update(
        paper_received_on=None,
        paper_sheets=None,
        promised_before=date(2021, 12, 20),
        promise_reason="Chưa có",
    )
    before = states(sent.dossier)

    with pytest.raises(TransitionDenied, match="kết quả xếp loại công chức"):
        accept_dossier(sent.dossier, actor=staff, at=NOON)

    assert states(sent.dossier) == before


def test_the_unit_does_not_receive_its_own_dossier(sent):
    before = states(sent.dossier)
    with pytest.raises(PermissionDenied):
        receive_dossier(sent.dossier, actor=sent.clerk, at=NOON)
    assert states(sent.dossier) == before
