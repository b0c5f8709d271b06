"""Công văn đề nghị cung cấp thông tin: drafted with blanks, signed outside, sent with its number and day (P25, P27)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from jobs.models import Job
from organizations.enums import CollectiveType, Role
from organizations.models import AuditEntry, Notice
from organizations.workflow import TransitionDenied
from ratings.models import ConsultationLine, ConsultationRequest, RatingPaper
from ratings.papers import paper_of_inquiry
from ratings.services.consultations import record_request, send_request
from ratings.services.papers import ask_inquiry, draw_paper
from tests import factories as f
from tests.ratings.desk import get, post, signed

ORGAN = "Ủy ban Kiểm tra Tỉnh ủy"
DUE = date(2021, 12, 20)


@pytest.fixture
def drafted(scene):
    """A draft about the whole list, and the inspection that will answer it."""
    scene.inspector = f.make_account(Role.INSPECTION)
    scene.letter = record_request(
        scene.campaign, scene.ratings, asker=scene.province, organ=ORGAN, number="", dated_on=None, due_on=DUE,
        to_inspection=True, actor=scene.staff, at=f.NOON,
    )  # fmt: skip
    return scene


def test_a_draft_asks_nobody_until_it_has_its_day(drafted, client):
    letter = drafted.letter
    assert not Notice.objects.exists()
    assert not ConsultationLine.objects.waiting().exists()
    assert not ConsultationRequest.objects.put_to(drafted.inspector).exists()
    signed(client, drafted.inspector)
    assert get(client, "inquiry_answer", letter.key).status_code == 404

    signed(client, drafted.staff)
    assert "Dự thảo, chưa gửi" in get(client, "consultation_detail", letter.key).content.decode()
    refused = post(client, "consultation_send", letter.key, number="640-CV/BTCTU", dated_on="21/12/2021")
    assert (refused.status_code, ConsultationRequest.objects.get().dated_on) == (422, None)
    post(client, "consultation_send", letter.key, number="640-CV/BTCTU", dated_on="14/12/2021")

    letter.refresh_from_db()
    assert (letter.number, letter.dated_on) == ("640-CV/BTCTU", f.DAY)
    assert ConsultationLine.objects.waiting().count() == len(drafted.ratings)
    assert Notice.objects.get().recipient == drafted.inspector
    signed(client, drafted.inspector)
    assert get(client, "inquiry_answer", letter.key).status_code == 200


def test_a_number_put_right_tells_nobody_twice_and_is_the_askers_alone(drafted):
    for number in ("64-CV/BTCTU", "640-CV/BTCTU"):
        send_request(drafted.letter, number=number, dated_on=f.DAY, actor=drafted.staff, at=f.NOON)
    assert ConsultationRequest.objects.get().number == "640-CV/BTCTU"
    assert (Notice.objects.count(), AuditEntry.objects.filter(action="send_inquiry").count()) == (1, 2)
    for actor in (drafted.clerk, drafted.inspector, drafted.members[0]):
        with pytest.raises(PermissionDenied):
            send_request(drafted.letter, number="", dated_on=f.DAY, actor=actor, at=f.NOON)
    for day, refusal in (
        (date(2021, 12, 15), "sau hôm nay"),
        (date(2021, 12, 21), "sau hạn trả lời 20/12/2021"),
    ):
        with pytest.raises(TransitionDenied, match=refusal):
            send_request(drafted.letter, number="", dated_on=day, actor=drafted.staff, at=f.NOON)
    assert ConsultationRequest.objects.get().number == "640-CV/BTCTU"


def test_the_letter_names_the_list_and_leaves_number_and_day_blank(drafted):
    paper = paper_of_inquiry(drafted.letter)
    facts = paper.facts()
    assert facts["head"]["number"].replace("\N{NO-BREAK SPACE}", " ").split() == ["Số", "-CV/BTCTU"]
    assert facts["subject"] == "V/v đề nghị cung cấp thông tin phục vụ xếp loại năm 2021"
    assert facts["body"][0] == (
        "Thực hiện Kế hoạch số 57-KH/TU, ngày 04/11/2021 của Ban Thường vụ Tỉnh ủy, Ban Tổ chức Tỉnh ủy đề nghị "
        "Ủy ban Kiểm tra Tỉnh ủy rà soát, cung cấp thông tin đối với 01 tập thể và 03 cá nhân (có danh sách kèm theo):"
    )
    assert [(row["group"], *row["cells"]) for row in facts["rows"]] == [
        ("Tập thể", "1", "Ban Thường vụ Huyện ủy Đồng Khê", "", "Huyện ủy Đồng Khê", ""),
        ("Cá nhân", "2", "Quách Đình Lự", "14/8/1975", "Bí thư Huyện ủy, Huyện ủy Đồng Khê", ""),
        ("", "3", "Bùi Đức Khải", "14/8/1975", "Phó Bí thư Huyện ủy, Huyện ủy Đồng Khê", ""),
        ("", "4", "Đinh Thị Quyên", "14/8/1975", "Ủy viên Ban Thường vụ, Huyện ủy Đồng Khê", ""),
    ]
    assert facts["recipients"] == ["Như trên,", "Lưu Ban Tổ chức Tỉnh ủy."]
    send_request(drafted.letter, number="640-CV/BTCTU", dated_on=f.DAY, actor=drafted.staff, at=f.NOON)
    sent = paper_of_inquiry(ConsultationRequest.objects.get()).facts()
    assert sent["head"]["number"] == "Số 640-CV/BTCTU"
    assert "14 tháng 12 năm 2021" in sent["head"]["date"].replace("\N{NO-BREAK SPACE}", " ")


def test_a_districts_letter_is_its_committees(scene):
    district = scene.unit.organization
    scene.collective.type = CollectiveType.DIRECT_STANDING
    scene.collective.save(update_fields=["type"])
    letter = f.make_inquiry([scene.head], scene.clerk, asker=district, dated_on=None, number="")
    facts = paper_of_inquiry(letter).facts()
    assert (facts["head"]["upper"], facts["head"]["issuer"]) == ("TỈNH ỦY MINH GIANG", "HUYỆN ỦY ĐỒNG KHÊ")
    assert facts["signature"]["authority"] == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]
    assert facts["recipients"] == ["Như trên,", "Lưu Văn phòng Huyện ủy Đồng Khê."]


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_it_is_asked_for_on_the_letters_page_drawn_and_read_by_the_asker_alone(drafted, client, format):
    signed(client, drafted.staff)
    assert post(client, "consultation_paper", drafted.letter.key, format=format).status_code == 302
    paper = RatingPaper.objects.get()
    draw_paper(paper, at=f.NOON)
    paper.refresh_from_db()
    assert (paper.state, paper.form, paper.name) == (
        "ready",
        "F32",
        f"Công văn đề nghị cung cấp thông tin {ORGAN}.{format}",
    )
    assert paper.name in get(client, "consultation_detail", drafted.letter.key).content.decode()
    readers = {
        one.full_name
        for one in (drafted.staff, drafted.clerk, drafted.inspector, drafted.members[0], drafted.supervisor)
        if RatingPaper.objects.visible_to(one).exists()
    }
    assert readers == {"Tạ Quang Hiển"}
    with pytest.raises(PermissionDenied):
        ask_inquiry(drafted.letter, format=format, actor=drafted.clerk, at=f.NOON)
    assert (RatingPaper.objects.count(), Job.objects.count()) == (1, 1)


def test_a_paper_belongs_to_one_thing(drafted):
    known = {"form": "F32", "format": "pdf", "name": "a.pdf", "asked_by": drafted.staff, "asked_at": f.NOON}
    with pytest.raises(IntegrityError, match="rating_paper_is_of_one_thing"), transaction.atomic():
        RatingPaper.objects.create(
            inquiry=drafted.letter, organization=drafted.province, campaign=drafted.campaign, **known
        )
