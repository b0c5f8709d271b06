"""Programme, invitation and the blank minutes of a coming conference: what stands on them."""

from datetime import date, time
from decimal import Decimal

import pytest

from documents.services.drawing import draw
from organizations.enums import Role
from reviews.models import ConferencePaper
from reviews.papers import CellMinutes, Invitation, Programme, paper_of_plan
from reviews.services.papers import minutes_form
from tests.documents.reading import pdf_pages, words
from tests.documents.samples_programme import invitation, programme
from tests.factories import make_account, make_conference_plan
from tests.reviews.office import Office


@pytest.fixture
def office(db):
    return Office()


def planned(office, **fields):
    values = {
        "planned_on": date(2021, 12, 6),
        "planned_at": time(7, 30),
        "lasts_days": Decimal("1.5"),
        "place": "Hội trường Huyện ủy",
        "chair": "Quách Đình Lự",
        "programme": "Tuyên bố lý do\n\nKiểm điểm tập thể.",
    }
    return make_conference_plan(office.collective, **values | fields)


def test_a_programme_has_when_where_who_and_the_items_in_order(office):
    supervisor = make_account(Role.SUPERVISOR, office.district, full_name="Vũ Đình Trọng").assignments.get()
    plan = planned(office, attending=supervisor)
    ConferencePaper.objects.create(plan=plan, subject=office.body)

    facts = paper_of_plan(plan, Programme.form).facts()

    assert facts["gathering"] == [
        "Thời gian: 07 giờ 30, ngày 06 tháng 12 năm 2021; họp trong 1,5 ngày.",
        "Địa điểm: Hội trường Huyện ủy.",
        "Chủ trì: đồng chí Quách Đình Lự.",
        "Đại biểu cấp trên dự, chỉ đạo: đồng chí Vũ Đình Trọng.",
    ]
    assert facts["lines"] == ["1. Tuyên bố lý do.", "2. Kiểm điểm tập thể."]
    assert facts["papers"] == ["- Bản kiểm điểm: Ban Thường vụ Huyện ủy Đồng Khê."]
    assert facts["about"] == "hội nghị kiểm điểm tự phê bình và phê bình năm 2021"
    assert facts["head"]["number"] == "Số \u00a0\u00a0\u00a0\u00a0\u00a0-CTr/HU"
    assert facts["recipients"][-1] == "Lưu Văn phòng Huyện ủy Đồng Khê."


def test_an_invitation_names_who_comes_from_above_and_leaves_a_page_for_any_other(office):
    supervisor = make_account(Role.SUPERVISOR, office.district, full_name="Vũ Đình Trọng").assignments.get()

    facts = paper_of_plan(planned(office, attending=supervisor), Invitation.form).facts()

    assert facts["intro"] == "Ban Thường vụ Huyện ủy Đồng Khê trân trọng kính mời:"
    assert facts["invited"] == ["Đồng chí Vũ Đình Trọng", f"Đồng chí {'…' * 45}"]
    assert (
        len(paper_of_plan(planned(office, planned_on=date(2021, 12, 7)), Invitation.form).facts()["invited"])
        == 1
    )
    assert len(pdf_pages(draw(invitation(), as_="pdf"))) == 2


def test_what_is_not_fixed_yet_is_left_for_the_hand(office):
    plan = planned(office, planned_at=None, lasts_days=None, place="", chair="", programme="")

    facts = paper_of_plan(plan, Programme.form).facts()

    assert facts["gathering"] == [
        f"Thời gian: {chr(160) * 5} giờ {chr(160) * 5}, ngày 06 tháng 12 năm 2021.",
        f"Địa điểm: {'…' * 22}",
        f"Chủ trì: {'…' * 22}",
    ]
    assert (facts["lines"], len(facts["room"])) == ([], 8)


def test_a_collectives_blank_minutes_have_the_names_in_the_order_of_the_conference(office):
    plan = planned(office)
    paper = paper_of_plan(plan, minutes_form(plan))

    facts = paper.facts()

    assert (paper.form, facts["head"]["date"]) == ("F07", "ngày 06 tháng 12 năm 2021")
    assert [[one["title"] for one in part["hearings"]] for part in facts["parts"]] == [
        ["1. Ban Thường vụ Huyện ủy Đồng Khê"],
        ["1. Đồng chí Quách Đình Lự, Bí thư Huyện ủy", "2. Đồng chí Bùi Đức Khải, Phó Bí thư Huyện ủy"],
    ]
    assert facts["presence"][2] == "Triệu tập: …… đồng chí; có mặt: …… đồng chí; vắng: …… đồng chí."
    assert {tuple(one["remarks"]) for part in facts["parts"] for one in part["hearings"]} == {()}


def test_a_cells_blank_minutes_have_a_row_a_member(office):
    plan = planned(office)
    plan.collective, plan.cell = None, office.cell
    plan.save()

    paper = paper_of_plan(plan, minutes_form(plan))
    facts = paper.facts()

    assert paper.form == CellMinutes.form
    assert [one["cells"] for one in facts["members"]] == [
        ["1", "Quách Đình Lự", "", ""],
        ["2", "Bùi Đức Khải", "", ""],
    ]
    assert (facts["head"]["upper"], facts["head"]["issuer"]) == ("ĐẢNG BỘ CƠ QUAN", "CHI BỘ VĂN PHÒNG")
    assert (facts["head"]["star"], facts["head"]["number"]) == (False, "")
    programme_of_cell = paper_of_plan(plan, Programme.form).facts()
    assert programme_of_cell["signature"] == {
        "authority": ["T/M CHI BỘ", "BÍ THƯ"], "note": "(ký, ghi rõ họ tên)", "name": "",
    }  # fmt: skip


@pytest.mark.parametrize("count", [12, 30, 45])
def test_a_long_programme_keeps_its_signature_with_the_last_words(count):
    lines = tuple(
        f"Kiểm điểm cá nhân: đồng chí Lường Nguyễn Hồng Phương Thảo {n}; góp ý" for n in range(1, count + 1)
    )
    pages = pdf_pages(draw(programme(lines=lines), as_="pdf"))

    assert words(" ".join(pages)).count("Lường") == count + 1
    signed = next(page for page in pages if "T/M BAN THƯỜNG VỤ" in page)
    assert "Bản kiểm điểm: Bùi Đức Khải" in signed
