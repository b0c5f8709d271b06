"""Đợt kiểm điểm: dates in both wordings, the rules in force, opening."""

import pytest
import time_machine
from django.urls import reverse

from jobs.models import Job
from reviews.models import Campaign
from tests.deadlines.views.test_dossiers import key_in
from tests.factories import NOON, make_account


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


def test_eight_dates_in_both_wordings(client, campaign, staff):
    client.force_login(staff)
    text = client.get(reverse("deadlines:campaign_detail", args=[2021])).content.decode().replace("\xa0", " ")
    assert text.count("Hoàn thành khi:") == 8
    assert "Trước ngày 15/12/2021 — hạn cuối là hôm nay, đến 24 giờ, còn 12 giờ" in text
    assert "hạn cuối hết ngày 14/3/2022" in text


def test_the_rules_name_clause_and_certainty(client, campaign, staff):
    client.force_login(staff)
    text = client.get(reverse("deadlines:campaign_rules", args=[2021])).content.decode()
    for words in ("Quy định nêu rõ", "Suy ra từ quy định", "Mặc định hệ thống", "Thành phần hồ sơ"):
        assert words in text


def test_only_the_organization_committee_opens_a_round(client, campaign, staff, district):
    Campaign.objects.update(state="draft", opened_at=None)
    client.force_login(district.clerk)
    assert client.post(reverse("deadlines:campaign_open", args=[2021])).status_code == 403
    assert not Job.objects.exists()
    client.force_login(staff)
    page = client.get(reverse("deadlines:campaign_detail", args=[2021]))
    assert "Mở đợt kiểm điểm" in page.content.decode()
    answer = client.post(reverse("deadlines:campaign_open", args=[2021]), {"form_key": key_in(page)})
    assert answer["Location"] == reverse("organizations:job_detail", args=[Job.objects.get().key])

    page = client.get(answer["Location"]).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "<h1>Mở đợt kiểm điểm năm 2021</h1>" in page
    assert 'class="crumb" href="/dot-kiem-diem/nam/2021/"' in page
    assert f"Đồng chí {staff.full_name} yêu cầu lúc" in page


def test_an_open_round_is_not_opened_again(client, campaign, staff):
    client.force_login(staff)
    page = client.get(reverse("deadlines:campaign_detail", args=[2021]))
    assert "Mở đợt kiểm điểm" not in page.content.decode()
    client.post(reverse("deadlines:campaign_open", args=[2021]), {"form_key": "a" * 32})
    assert not Job.objects.exists()


def test_a_year_without_a_round_is_not_found(client, campaign):
    client.force_login(make_account())
    assert client.get(reverse("deadlines:campaign_detail", args=[2020])).status_code == 404
