"""The same form posted ten times at once, over the wire: one act, ten clear answers; on both databases."""

import http.client
import json
import secrets
import threading
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse

from deadlines.models import Handover, Submission
from deadlines.services.desk import receive_dossier
from deadlines.services.sendings import send_dossier
from organizations.enums import Level, Role
from organizations.models import AuditEntry, Notice, Once
from organizations.services.demo import set_clock
from ratings.models import Ballot, SittingLine, Tally
from ratings.services import ballots, sittings
from ratings.services.regulations import load_regulation
from reviews.models import Revision
from reviews.services.writing import save_writing
from tests import factories as make
from tests.authority.world import REGULATION
from tests.deadlines.conftest import fill, make_sending_unit
from tests.ratings import factories as rf
from tests.ratings.desk import counts_for
from tests.reviews.office import Office, complete
from tests.security.forms import filled, forms_in

pytestmark = pytest.mark.django_db(transaction=True)
TEN = 10


@dataclass(frozen=True)
class Act:
    """One form: who sends it, from which page, what he types; what there is once it is done."""

    account: Any
    page: str
    action: str
    leaves: Any
    typed: dict[str, Any] = field(default_factory=dict)


def hand_in():
    """A cadre hands his self-review in."""
    office = Office()
    save_writing(office.review, complete(office.review), actor=office.author, at=make.NOON)
    key = office.review.key
    return Act(
        office.author,
        reverse("reviews:self_review_check", args=[key]),
        reverse("reviews:self_review_submit", args=[key]),
        lambda: {
            "texts": Revision.objects.count(),
            "audit": AuditEntry.objects.filter(action__startswith="submit").count(),
            "told": Notice.objects.filter(title__startswith="Đã nộp bản kiểm điểm").count(),
        },
    )


def count_ballot():
    """A clerk saves the counts of a ballot."""
    scene = rf.make_scene()
    rows = [(scene.whole, (2, 9, 0, 0)), (scene.head, (8, 3, 0, 0))]
    ballot = ballots.create_ballot(
        conference=scene.conference,
        ratings=[rating for rating, _numbers in rows],
        name="Đề nghị xếp loại",
        actor=scene.clerk,
        at=make.NOON,
    )
    page = reverse("ratings:ballot_count", args=[ballot.key])
    return Act(
        scene.clerk,
        page,
        page,
        lambda: {
            "version": Ballot.objects.get().version,
            "counts": sorted(Tally.objects.values_list("good_count", flat=True)),
            "audit": AuditEntry.objects.filter(action="enter_counts").count(),
        },
        counts_for(ballot, rows),
    )


def conclude_line():
    """The Committee's official writes down what the meeting concluded on a line."""
    scene = rf.make_scene()
    rf.count_home(scene, [(one, (0, 11, 0, 0)) for one in scene.ratings])
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.approve_all(scene, sitting)
    sittings.count_sitting(sitting, actor=scene.staff, at=make.NOON)
    line = sitting.lines.order_by("position").first()
    page = reverse("ratings:line_conclude", args=[line.key])
    return Act(
        scene.staff,
        page,
        page,
        lambda: {
            "version": SittingLine.objects.get(pk=line.pk).version - line.version,
            "level": SittingLine.objects.get(pk=line.pk).concluded_level,
            "audit": AuditEntry.objects.filter(action="conclude_line").count(),
        },
        {"level": Level.GOOD.value, "reason": "Hội nghị thống nhất", "asked_by": "Thường trực"},
    )


def _sending_unit():
    province = make.make_province()
    regulation, _ = load_regulation(json.loads(REGULATION.read_text()), actor=None, at=make.NOON)
    campaign = make.make_campaign(regulation=regulation, organization=province)
    staff = make.make_account(Role.ORGANIZATION_STAFF, full_name="Lương Thế Kiên")
    unit = make_sending_unit(campaign, staff, name="Huyện ủy Đồng Khê")
    fill(unit.dossier)
    return unit, staff


def send_up():
    """A leader sends the dossier up."""
    unit, _staff = _sending_unit()
    page = reverse("deadlines:dossier_check", args=[unit.dossier.key])
    return Act(
        unit.leader,
        page,
        page,
        lambda: {
            "receipts": Submission.objects.count(),
            "audit": AuditEntry.objects.filter(action="send").count(),
            "told": Notice.objects.filter(title__contains="đã gửi hồ sơ").count(),
        },
    )


def hand_over():
    """Paper is taken at the counter."""
    unit, staff = _sending_unit()
    item = unit.dossier.items.filter(requirement="required").order_by("position").first()
    fill(unit.dossier)
    send_dossier(unit.dossier, actor=unit.leader, at=make.NOON)
    receive_dossier(unit.dossier, actor=staff, at=make.NOON)
    blank = {f"sheets-{one.key}": "" for one in unit.dossier.items.all()}
    page = reverse("deadlines:dossier_paper", args=[unit.dossier.key])
    return Act(
        staff,
        page,
        page,
        lambda: {
            "slips": Handover.objects.count(),
            "sheets": sum(Handover.objects.values_list("sheet_count", flat=True)),
            "audit": AuditEntry.objects.filter(action="take_paper").count(),
        },
        blank | {"handed_by": "Hà Thị Lan", f"item-{item.key}": "on", f"sheets-{item.key}": "7"},
    )


DONE = {
    hand_in: {"texts": 1, "audit": 1, "told": 1},
    count_ballot: {"version": 2, "counts": [3, 9], "audit": 1},
    conclude_line: {"version": 1, "level": "good", "audit": 1},
    send_up: {"receipts": 1, "audit": 1, "told": 1},
    hand_over: {"slips": 1, "sheets": 7, "audit": 1},
}
TABS = {act: done for act, done in DONE.items() if act is not hand_over}  # two hand-overs are two slips


class Wire:
    """One browser: its cookies and the address of the installation."""

    def __init__(self, live_server, account):
        client = Client()
        client.force_login(account)
        self.host = urlsplit(live_server.url).netloc
        self.cookies = {one.key: one.value for one in client.cookies.values()}

    def ask(self, method, path, body=None):
        """Status, where it leads, and the page."""
        line = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        line.request(method, path, body, headers)
        answer = line.getresponse()
        page = answer.read().decode()
        for name, value in answer.getheaders():
            if name == "Set-Cookie":
                key, _is, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        line.close()
        return answer.status, answer.getheader("Location", ""), page

    def fill(self, act):
        """The form of the page, as its reader sends it."""
        status, _where, page = self.ask("GET", act.page)
        assert status == 200
        token = project.CSRF_COOKIE_NAME
        assert token in self.cookies
        own = [one for one in forms_in(act.page, page) if one["action"] == act.action]
        boxes = {n: one for n, one in own[-1]["fields"].items() if one.kind not in ("submit", "checkbox")}
        return filled(boxes) | act.typed


@pytest.fixture
def office(settings, live_server, tmp_path):
    """A demo whose clock stands at noon on 14/12/2021, reached over the wire."""
    settings.DEMO = True
    settings.SECOND_FACTOR_REQUIRED = False
    settings.FILES_DIR = tmp_path / "files"
    set_clock(make.NOON, actor=None)
    return live_server


def at_once(wire, act, bodies):
    """What ten posts at the same moment were answered."""
    answers, gate = [None] * len(bodies), threading.Barrier(len(bodies))

    def post(number):
        gate.wait()
        answers[number] = wire.ask("POST", act.action, urlencode(bodies[number]))

    threads = [threading.Thread(target=post, args=(number,)) for number in range(len(bodies))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return answers


@pytest.mark.parametrize("prepare", DONE)
def test_one_form_sent_ten_times_at_once_is_one_act_and_ten_times_the_same_answer(office, prepare):
    act = prepare()
    wire = Wire(office, act.account)
    form = wire.fill(act)
    answers = at_once(wire, act, [form] * TEN)
    assert {status for status, _where, _page in answers} == {302}
    assert len({where for _status, where, _page in answers}) == 1
    assert act.leaves() == DONE[prepare]
    assert Once.objects.filter(form_key=form["form_key"]).count() == 1
    assert wire.ask("GET", answers[0][1].partition("#")[0])[0] == 200


@pytest.mark.parametrize("prepare", TABS)
def test_the_form_of_ten_tabs_sent_at_once_is_one_act_and_the_others_are_told(office, prepare):
    act = prepare()
    wire = Wire(office, act.account)
    form = wire.fill(act)
    answers = at_once(wire, act, [form | {"form_key": secrets.token_hex(16)} for _ in range(TEN)])
    assert {status for status, _where, _page in answers} <= {302, 409, 422}
    assert act.leaves() == TABS[prepare]
    refused = [page for status, _where, page in answers if status != 302]
    assert all('class="errsum' in page for page in refused)
