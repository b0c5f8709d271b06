"""Publishing a regulation: once, whole, and never under an open round."""

import copy
import json

import pytest
from django.core.management import CommandError, call_command

from organizations.models import AuditEntry
from ratings.management.commands.load_regulation import DEFAULT
from ratings.services.regulations import Loaded, RegulationInUse, changed_rows, load_regulation
from reviews.enums import CampaignState, RegulationState
from reviews.models import Regulation
from reviews.rules.regulation import RegulationInvalid
from tests.factories import NOON, make_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def data():
    return json.loads(DEFAULT.read_text(encoding="utf-8"))


def load(data):
    return load_regulation(data, actor=None, at=NOON)


def test_the_regulation_of_2021_is_published(data):
    regulation, loaded = load(data)

    assert loaded == Loaded.ADDED
    assert (regulation.code, regulation.state, regulation.published_at) == (
        "qd132-hd21",
        RegulationState.PUBLISHED,
        NOON,
    )
    assert regulation.content == data
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target_key) == ("publish_regulation", "qd132-hd21")


def test_the_same_file_again_changes_nothing(data):
    first, _ = load(data)
    reordered = dict(reversed(data.items()))

    second, loaded = load(reordered)

    assert (loaded, second.pk, Regulation.objects.count()) == (Loaded.SAME, first.pk, 1)
    assert AuditEntry.objects.count() == 1


def test_a_changed_file_replaces_one_that_no_open_round_uses(data):
    first, _ = load(data)
    make_campaign(state=CampaignState.DRAFT, regulation=first)
    changed = data | {"title": "Quy định sửa đổi"}

    second, loaded = load(changed)

    assert (loaded, second.pk, second.title) == (Loaded.REPLACED, first.pk, "Quy định sửa đổi")
    assert Regulation.objects.get().content == changed


def test_one_in_use_is_refused_and_the_rows_that_would_change_are_named(data):
    first, _ = load(data)
    make_campaign(regulation=first)
    changed = copy.deepcopy(data)
    changed["caps"][0]["share"] = "25%"
    changed["settings"] = changed["settings"][1:]

    with pytest.raises(RegulationInUse) as refused:
        load(changed)

    assert refused.value.errors == [
        f"caps ({data['caps'][0]['code']}): nội dung khác (đang dùng cho “Đợt kiểm điểm năm 2021”)",
        f"settings ({data['settings'][0]['code']}): bị bỏ (đang dùng cho “Đợt kiểm điểm năm 2021”)",
    ]
    assert Regulation.objects.get().content == data


def test_an_unknown_condition_is_named_by_its_row_and_nothing_is_written(data):
    data["triggers"][0]["condition"] = "phase_of_the_moon"

    with pytest.raises(RegulationInvalid) as refused:
        load(data)

    assert any(f"triggers[0] ({data['triggers'][0]['code']})" in error for error in refused.value.errors)
    assert not Regulation.objects.exists()


def test_a_row_without_its_clause_is_named(data):
    del data["standards"][2]["clause"]

    with pytest.raises(RegulationInvalid, match=r"standards\[2\] \(.*\): thiếu “clause”"):
        load(data)


def test_every_bad_row_is_named_at_once(data):
    data["criteria"][1]["title"] = ""
    data["forms"][0]["certainty"] = "maybe"

    with pytest.raises(RegulationInvalid) as refused:
        load(data)

    assert len(refused.value.errors) == 2


def test_changed_rows_say_what_is_added_dropped_and_changed():
    before = {"title": "a", "rows": [{"code": "A", "text": "1"}, {"code": "B", "text": "2"}]}
    after = {"title": "b", "rows": [{"code": "A", "text": "3"}, {"code": "C", "text": "4"}]}

    assert changed_rows(before, after) == [
        "rows (A): nội dung khác",
        "rows (B): bị bỏ",
        "rows (C): được thêm",
        "title: nội dung khác",
    ]


def test_the_command_says_what_it_did(capsys):
    call_command("load_regulation")
    call_command("load_regulation")

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Đã ban hành")
    assert second.endswith("đã có, không thay đổi.")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Không đọc được tệp"),
        ("{", "không phải JSON"),
        ('{"code": "x", "unknown": []}', "unknown: không có phần này"),
        ("[]", "phải là một bảng"),
    ],
)
def test_the_command_refuses_a_file_that_cannot_be_used(tmp_path, content, words):
    path = tmp_path / "quy-dinh.json"
    if content is not None:
        path.write_text(content)

    with pytest.raises(CommandError, match=words):
        call_command("load_regulation", str(path))

    assert not Regulation.objects.exists()
