"""The papers that follow a signed decision, at their pages."""

import pytest
from django.urls import reverse

from organizations.enums import Level
from ratings.enums import DecisionKind
from ratings.models import Decision
from ratings.services import corrections, decisions
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import get, signed

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def former(scene, client):
    """An announced decision, read by staff."""
    decision = rf.make_decided(scene)
    signed(client, scene.staff)
    return decision


def address(decision, kind=""):
    return reverse("ratings:decision_correct", args=[decision.key]) + (f"?loai={kind}" if kind else "")


def put_right(scene, former, kind, field, right):
    entry = former.entries.get(rating=scene.deputy)
    change = corrections.Change(entry=entry, field=field, right=right)
    return corrections.draft_correction(
        former, kind=kind, reason="Sai khi soạn thảo", changes=[change], actor=scene.staff, at=f.NOON
    )


def test_the_kind_is_chosen_first(client, former):
    page = client.get(address(former)).content.decode()

    kinds = [one.value for one in DecisionKind if one != DecisionKind.ORIGINAL]
    assert [f'href="{address(former, kind)}"' in page for kind in kinds] == [True] * 5
    assert "<textarea" not in page


@pytest.mark.parametrize(
    ("kind", "boxes"),
    [
        ("correction", ["entry", "field", "right", "reason"]),
        ("amendment", ["entry", "level", "reason"]),
        ("supplement", ["sitting", "reason"]),
        ("revocation", ["reason"]),
    ],
)
def test_a_kind_asks_only_what_it_needs(client, former, kind, boxes):
    assert list(client.get(address(former, kind)).context["form"].fields) == boxes


def test_a_day_that_is_none_is_refused_and_what_was_typed_stays(client, former):
    typed = {"reason": "Sai ngày sinh", "entry": "3", "field": "birth", "right": "31/02/1975"}

    refused = client.post(address(former, "correction"), typed)

    assert refused.status_code == 422
    assert "Đồng chí đã ghi “31/02/1975”" in refused.content.decode()
    assert refused.context["form"]["reason"].value() == "Sai ngày sinh"
    assert not Decision.objects.filter(corrects=former).exists()


def test_a_replacement_puts_several_lines_right_at_once(client, former):
    form = client.get(address(former, "replacement")).context["form"]
    assert [one.is_open for one in form.lines] == [False] * 4
    typed = {name: form[name].value() for name in form.fields} | {"reason": "Sai nhiều dòng"}
    typed |= {"e2-name": "Quách Đình Lữ", "e3-level": "fair", "e4-name": "Đinh Thị Quyền"}

    refused = client.post(address(former, "replacement"), typed | {"e4-name": ""})
    assert refused.status_code == 422
    assert refused.context["form"]["e2-name"].value() == "Quách Đình Lữ"
    assert [one.is_open for one in refused.context["form"].lines] == [False, True, True, True]

    done = client.post(address(former, "replacement"), typed)

    paper = Decision.objects.get(corrects=former)
    assert done.url == reverse("ratings:decision_detail", args=[paper.key])
    assert [(one.name, one.level) for one in paper.entries.all()] == [
        (former.entries.get(position=1).name, Level.GOOD),
        ("Quách Đình Lữ", Level.GOOD),
        ("Bùi Đức Khải", Level.FAIR),
        ("Đinh Thị Quyền", Level.GOOD),
    ]
    assert "Đã ghi: Hoàn thành tốt nhiệm vụ" in client.get(done.url).content.decode()


def test_a_supplement_of_a_sitting_with_nobody_left_is_refused_at_its_box(client, former):
    typed = {"sitting": former.sitting.key, "reason": ""}

    refused = client.post(address(former, "supplement"), typed)

    assert refused.context["form"].errors == {
        "reason": ["Ghi lý do."],
        "sitting": ["Phiên họp này không có dòng nào đã kết luận mà chưa có quyết định."],
    }


def test_a_row_that_a_signed_paper_touches_says_so(scene, client, former):
    paper = put_right(scene, former, DecisionKind.CORRECTION, "name", "Bùi Đức Khãi")
    mark = "“Bùi Đức Khải” nay là “Bùi Đức Khãi”"
    assert mark not in get(client, "decision_detail", former.key).content.decode()

    rf.sign(scene, paper, "520-CV/TU")

    page = get(client, "decision_detail", former.key)
    assert mark in page.content.decode()
    touched = [line.entry.name for line in page.context["lines"] if line.put_right]
    assert touched == ["Bùi Đức Khải"]


def test_a_decision_that_was_taken_back_says_so_and_offers_no_more(scene, client, former):
    assert address(former) in get(client, "decision_detail", former.key).content.decode()
    paper = corrections.draft_correction(
        former, kind="revocation", reason="Có kết luận mới", changes=[], actor=scene.staff, at=f.NOON
    )
    rf.sign(scene, paper, "522-QĐ/TU")

    page = get(client, "decision_detail", former.key).content.decode()

    assert "Không còn hiệu lực theo" in page
    assert address(former) not in page


def test_a_line_left_out_is_told_what_to_do_beside_its_box(scene, client):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)
    decision = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)
    rf.sign(scene, decision)
    signed(client, scene.staff)
    form = get(client, "decision_compare", decision.key).context["form"]
    assert [row.is_open for row in form.rows] == [False] * 4
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {f"e{place}-tick": "on" for place in (1, 2, 4)} | {"e2-level": "fair"}
    del typed["e3-tick"]

    refused = client.post(reverse("ratings:decision_compare", args=[decision.key]), typed)

    page = refused.content.decode()
    words = "o dòng này với bản ký rồi đánh dấu “Đã đối chiếu”; bản ký khác thì sửa theo bản ký."
    assert f"Dòng 3, Bùi Đức Khải: s{words}" in page  # at the top
    assert f"S{words}" in page  # beside the box
    assert "Bản ký khác dữ liệu ở dòng của Quách Đình Lự, ghi rõ chỗ khác." in page
    assert [row.is_open for row in refused.context["form"].rows] == [False, True, False, False]
