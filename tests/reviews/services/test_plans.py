"""The year's round from the plan's file: a draft with the plan's own dates."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from organizations.models import AuditEntry, PartyOrganization
from reviews.enums import Audience, CampaignState
from reviews.management.commands.load_plan import DEFAULT
from reviews.models import Campaign, Deadline
from reviews.rules.plan import PlanInvalid
from reviews.services.plans import load_plan
from tests.factories import NOON, make_province, make_regulation

pytestmark = pytest.mark.django_db


@pytest.fixture
def data():
    return json.loads(DEFAULT.read_text(encoding="utf-8"))


@pytest.fixture
def regulation():
    return make_regulation(code="qd132-hd21")


def load(data):
    return load_plan(data, actor=None, at=NOON)


def test_the_plan_of_2021_makes_a_draft_with_eight_dates(data, regulation):
    province = make_province()

    campaign, is_new = load(data)

    assert is_new
    assert (campaign.state, campaign.organization, campaign.year) == (CampaignState.DRAFT, province, 2021)
    assert (campaign.plan_number, campaign.plan_on) == ("57-KH/TU", date(2021, 11, 4))
    dates = list(campaign.deadlines.values_list("code", "before_on"))
    assert dates == [
        ("T1", date(2021, 12, 10)),
        ("T2", date(2021, 12, 15)),
        ("T3", date(2021, 12, 25)),
        ("T4", date(2021, 12, 31)),
        ("T5", date(2022, 1, 15)),
        ("T6", date(2022, 1, 25)),
        ("T7", date(2022, 2, 20)),
        ("T8", date(2022, 3, 15)),
    ]


def test_a_date_keeps_the_plan_s_own_words_and_says_for_whom_it_stands(data, regulation):
    campaign, _ = load(data)

    second = campaign.deadlines.get(code="T2")
    assert second.wording == data["deadlines"][1]["wording"]
    assert second.audience == Audience.DECIDED_DOSSIERS
    assert second.direction == "Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy)"
    assert second.clause == "III.1"


def test_loading_twice_makes_no_difference(data, regulation):
    first, _ = load(data)
    rows = list(Deadline.objects.order_by("pk").values())

    second, is_new = load(data)

    assert (second.pk, is_new) == (first.pk, False)
    assert list(Deadline.objects.order_by("pk").values()) == rows
    assert AuditEntry.objects.filter(action="load_plan").count() == 1


def test_a_draft_follows_a_corrected_plan(data, regulation):
    campaign, _ = load(data)
    data["deadlines"][0]["before_on"] = "2021-12-11"

    again, is_new = load(data)

    assert (again.pk, is_new) == (campaign.pk, False)
    assert campaign.deadlines.get(code="T1").before_on == date(2021, 12, 11)


def test_an_open_round_never_follows_a_changed_plan(data, regulation):
    campaign, _ = load(data)
    Campaign.objects.filter(pk=campaign.pk).update(state=CampaignState.OPEN, opened_at=NOON)
    data["deadlines"][0]["before_on"] = "2021-12-11"

    load(data)

    assert campaign.deadlines.get(code="T1").before_on == date(2021, 12, 10)


def test_an_installation_without_any_organisation_begins_with_the_province(data, regulation):
    load(data)

    root = PartyOrganization.objects.get()
    assert (root.name, root.depth, root.symbol) == ("Đảng bộ tỉnh Minh Giang", 1, "TU")


def test_dates_out_of_order_are_named_by_their_row_and_nothing_is_written(data, regulation):
    data["deadlines"][5]["before_on"] = "2021-12-20"

    with pytest.raises(PlanInvalid, match=r"deadlines\[5\] \(T6\)"):
        load(data)

    assert not Campaign.objects.exists()
    assert not PartyOrganization.objects.exists()


def test_a_plan_under_a_regulation_that_is_not_there_is_refused(data):
    with pytest.raises(PlanInvalid, match="chưa nạp quy định “qd132-hd21”"):
        load(data)

    assert not Campaign.objects.exists()


def test_the_command_says_what_it_did(regulation, capsys):
    call_command("load_plan")
    call_command("load_plan")

    first, second = capsys.readouterr().out.splitlines()
    assert first == "Đã chuẩn bị: Đợt kiểm điểm năm 2021, 8 mốc thời gian."
    assert second == "Đã có, giữ nguyên: Đợt kiểm điểm năm 2021, 8 mốc thời gian."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Không đọc được tệp"),
        ("{", "không phải JSON"),
        ("[]", "phải là một bảng"),
        ("{}", "thiếu “code”"),
    ],
)
def test_the_command_refuses_a_file_that_cannot_be_used(tmp_path, content, words):
    path = tmp_path / "ke-hoach.json"
    if content is not None:
        path.write_text(content)

    with pytest.raises(CommandError, match=words):
        call_command("load_plan", str(path))
