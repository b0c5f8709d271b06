"""The desk's small pages: late or not, and the answer to a unit that asks for its dossier back."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from deadlines.enums import LateState
from deadlines.queries.dossiers import dossier_timeliness
from deadlines.services.desk import receive_dossier
from deadlines.services.sendings import request_reopening, send_dossier
from tests.deadlines.conftest import fill, states
from tests.factories import NOON

AFTER = datetime(2021, 12, 17, 5, 0, tzinfo=UTC)


def page_of(client, account, name, dossier, data=None):
    client.force_login(account)
    path = reverse(f"deadlines:{name}", args=[dossier.key])
    return client.get(path) if data is None else client.post(path, data)


def text_of(answer):
    """The page with plain spaces."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def sent(district):
    """Sent at noon of the last day."""
    fill(district.dossier)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    district.dossier.refresh_from_db()
    return district


@time_machine.travel(AFTER, tick=False)
@pytest.mark.parametrize("received", [False, True])
def test_of_a_dossier_in_time_there_is_nothing_to_say(client, sent, staff, received):
    """Nor while it still waits at the desk: by the day it was sent it is in time (P32)."""
    if received:
        receive_dossier(sent.dossier, actor=staff, at=AFTER)
        sent.dossier.refresh_from_db()
    assert dossier_timeliness(sent.dossier, AFTER).days_late == 0
    shown = text_of(page_of(client, staff, "dossier_lateness", sent.dossier))
    assert "Hồ sơ không chậm so với kế hoạch" in shown
    assert 'name="verdict"' not in shown
    assert "Ghi về thời hạn" not in text_of(page_of(client, staff, "dossier_detail", sent.dossier))

    before = states(sent.dossier)
    typed = {"verdict": "late", "reason": "Chậm"}
    assert page_of(client, staff, "dossier_lateness", sent.dossier, typed).status_code == 422
    assert states(sent.dossier) == before
    assert sent.dossier.late_state == LateState.ON_TIME


@time_machine.travel(AFTER, tick=False)
def test_a_late_one_is_judged(client, district, staff):
    assert 'name="verdict"' in text_of(page_of(client, staff, "dossier_lateness", district.dossier))


@time_machine.travel(NOON, tick=False)
def test_who_answers_a_request_sees_whose_it_is_and_why(client, sent, staff):
    empty = text_of(page_of(client, staff, "dossier_reopen_refuse", sent.dossier))
    assert "không có đề nghị mở lại nào đang chờ" in empty
    assert 'name="reason"' not in empty

    receive_dossier(sent.dossier, actor=staff, at=NOON)
    request_reopening(sent.dossier, reason="Sai ngày sinh đồng chí Khải.", actor=sent.clerk, at=NOON)

    shown = text_of(page_of(client, staff, "dossier_reopen_refuse", sent.dossier))
    assert f"Chưa mở lại hồ sơ của {sent.unit.name}" in shown
    assert "<dt>Lý do đơn vị xin mở lại</dt><dd>Sai ngày sinh đồng chí Khải.</dd>" in shown
    assert 'name="reason"' in shown
