"""Danh sách đảng viên không kiểm điểm, không xếp loại: who is on it and why, asked for, drawn, and seen by whom."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from cadres.models import Standing
from documents.services.drawing import draw
from jobs.models import Job
from organizations.enums import OrganizationKind, Role
from organizations.workflow import TransitionDenied
from ratings.models import RatingPaper
from ratings.papers import paper_of_unrated
from ratings.services import papers
from ratings.services.ratings import create_ratings
from reviews.services.campaigns import register_subjects
from tests import factories as make
from tests.documents.reading import pdf_pages, words
from tests.documents.samples_ratings import unrated_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell(scene):
    """One member, one newcomer of under six months, one exempt, one suspended."""
    cell = make.make_organization(scene.unit.organization, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")
    people = []
    for name in ("Lò Văn Một", "Lò Văn Hai", "Lò Văn Ba", "Lò Văn Bốn"):
        joined_on = date(2021, 9, 1) if name == "Lò Văn Hai" else date(2000, 5, 19)
        people.append(make.make_person(name, joined_on=joined_on))
        make.make_membership(people[-1], cell, from_on=joined_on)
    Standing.objects.create(person=people[2], kind="exempt", from_on=date(2021, 2, 1))
    Standing.objects.create(person=people[3], kind="suspended", from_on=date(2021, 2, 1))
    made = register_subjects(scene.campaign, people, actor=scene.staff, at=make.NOON)
    create_ratings(scene.campaign, made, actor=scene.staff, at=make.NOON)
    return cell


def ask(scene, organization, actor=None, format="docx"):
    actor = actor or scene.clerk
    return papers.ask_unrated_list(organization, scene.campaign, format=format, actor=actor, at=make.NOON)


def test_the_list_names_who_is_not_reviewed_then_who_is_not_rated_each_with_reason_and_clause(scene, cell):
    facts = paper_of_unrated(cell, scene.campaign).facts()

    assert [(row["group"], row["cells"][1]) for row in facts["rows"]] == [
        ("Không thuộc diện kiểm điểm, đánh giá, xếp loại", "Lò Văn Ba"),
        ("", "Lò Văn Bốn"),
        ("Kiểm điểm nhưng không xếp loại", "Lò Văn Hai"),
    ]
    exempt, _suspended, fresh = (row["cells"] for row in facts["rows"])
    assert (exempt[0], exempt[3], fresh[0]) == ("1", "xóm Bưởi, Đảng bộ huyện Đồng Khê", "3")
    assert exempt[4].startswith("Được miễn công tác và sinh hoạt đảng")
    assert exempt[4].endswith("(Điểm 2, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW)")
    assert "06 tháng" in fresh[4]
    assert fresh[4].endswith("(Điểm 6, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW)")
    assert facts["total"] == (
        "Tổng số: 03 đồng chí; không thuộc diện kiểm điểm: 02; kiểm điểm nhưng không xếp loại: 01."
    )
    assert facts["below"] == "của Chi bộ xóm Bưởi"
    assert (facts["signature"]["authority"], facts["head"]["star"]) == (["T/M CHI BỘ", "BÍ THƯ"], False)


def test_the_list_of_a_committee_has_its_cells_and_none_of_another(scene, cell):
    above = paper_of_unrated(scene.unit.organization, scene.campaign)
    assert (len(above.left_off), len(above.unrated)) == (2, 1)
    assert above.facts()["signature"]["authority"] == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]

    other = make.make_organization(name="Đảng bộ huyện khác")
    facts = paper_of_unrated(other, scene.campaign).facts()
    assert (facts["rows"], facts["none"]) == ([], "Không có trường hợp nào.")


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_list_is_asked_for_and_drawn(scene, cell, format):
    paper = ask(scene, cell, format=format)
    papers.draw_paper(paper, at=make.NOON)

    paper.refresh_from_db()
    assert (paper.state, paper.form, paper.document.form) == ("ready", "F25", "F25")
    assert paper.name == f"Danh sách không kiểm điểm, không xếp loại Chi bộ xóm Bưởi.{format}"
    assert RatingPaper.objects.visible_to(scene.clerk).filter(pk=paper.pk).exists()


def test_asked_for_twice_while_in_the_queue_it_is_one_list(scene, cell):
    first, again = ask(scene, cell), ask(scene, cell)
    other = ask(scene, scene.unit.organization)

    assert (first.key == again.key, other.key == first.key) == (True, False)
    assert Job.objects.count() == RatingPaper.objects.count() == 2


def test_whoever_sees_no_rating_there_neither_asks_nor_reads(scene, cell):
    paper = ask(scene, cell)
    sibling = make.make_account(Role.UNIT_CLERK, make.make_organization(name="Đảng bộ huyện khác"))
    for stranger in (sibling, make.make_account(Role.BASE_CLERK, cell)):
        with pytest.raises(PermissionDenied):
            ask(scene, cell, actor=stranger)
        assert not RatingPaper.objects.visible_to(stranger).exists()
    assert list(RatingPaper.objects.all()) == [paper]


def test_a_list_too_long_for_one_paper_is_refused_with_what_to_do(scene, cell, monkeypatch):
    monkeypatch.setattr(papers, "LONGEST_LIST", 2)

    with pytest.raises(TransitionDenied, match=r"Danh sách có 3 đồng chí.*Chọn từng tổ chức đảng"):
        ask(scene, cell)

    assert not RatingPaper.objects.exists()
    assert not Job.objects.exists()


def test_a_list_names_its_round_and_belongs_to_one_thing(scene, cell):
    paper = {"form": "F25", "format": "pdf", "name": "a.pdf", "asked_by": scene.clerk, "asked_at": make.NOON}
    wrong = {
        "rating_paper_of_a_list_names_its_round": {"organization": cell},
        "rating_paper_is_of_one_thing": {},
    }
    for name, things in wrong.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            RatingPaper.objects.create(**paper, **things)
    assert not RatingPaper.objects.exists()


def test_the_page_of_the_registers_asks_for_the_list_of_the_organisation_shown(scene, cell, client):
    client.force_login(scene.clerk)
    address = reverse("ratings:register_paper", args=[cell.key, "pdf"])
    page = {"to-chuc": cell.key}
    assert address in client.get(reverse("ratings:register"), page).content.decode()

    asked = client.post(address)

    assert asked["Location"] == f"{reverse('ratings:register')}?to-chuc={cell.key}"
    paper = RatingPaper.objects.get()
    assert (paper.organization, paper.campaign, paper.format) == (cell, scene.campaign, "pdf")
    assert paper.name in client.get(reverse("ratings:register"), page).content.decode()
    assert client.post(reverse("ratings:register_paper", args=[cell.key, "xlsx"])).status_code == 404


def test_a_long_list_repeats_its_heading_loses_nobody_and_ends_with_the_signature():
    first = unrated_list().left_off[0]
    rows = tuple(replace(first, name=f"Lường Nguyễn Thị Hồng Phương Thảo {n}") for n in range(1, 61))
    pages = pdf_pages(draw(unrated_list(left_off=rows), as_="pdf"))

    assert len(pages) > 3
    assert all("Lý do, căn cứ" in page for page in pages if "Lường" in page)
    assert words(" ".join(pages)).count("Lường") == 60
    signed = next(page for page in pages if "T/M ĐẢNG ỦY" in page)
    assert "Tổng số: 61 đồng chí" in signed
