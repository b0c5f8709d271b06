"""A district and a base ask their own inspection about those they decide, and pause these; each level by itself."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from organizations.enums import Capacity, OrganizationKind, Role, Route
from organizations.workflow import TransitionDenied
from ratings.enums import Answer, RatingState
from ratings.models import Consultation, ConsultationRequest, Rating
from ratings.queries.consultations import askers_of, paused_at, read_by
from ratings.queries.pages import summary_of
from ratings.services.consultations import Word, answer_request, record_answers, record_request
from ratings.services.ratings import pause_rating, resume_rating
from reviews.models import Place
from tests import factories as f
from tests.ratings.desk import get, post, signed

ORGAN = "Ủy ban Kiểm tra Huyện ủy Đồng Khê"
OF_BASE = "Ủy ban Kiểm tra Đảng ủy xã Nậm Long"
DUE = date(2021, 12, 20)


def rated(scene, organization, name, capacity, route=Route.LOWER):
    """Somebody rated at a place of the tree."""
    subject = f.make_subject(
        f.make_person(name), unit=scene.unit, places=[], organization=organization, route=route
    )
    Place.objects.create(subject=subject, organization=organization, label=organization.name)
    return f.make_rating(subject, capacity)


@pytest.fixture
def tree(scene):
    """Below the district a base with a cell: of each level somebody whom it decides."""
    scene.district = scene.unit.organization
    scene.base = f.make_organization(
        scene.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nậm Long"
    )
    scene.cell = f.make_organization(scene.base, OrganizationKind.CELL, name="Chi bộ bản Mường")
    scene.other = f.make_organization(name="Đảng bộ huyện Tân Lập")
    scene.delegated = rated(scene, scene.district, "Lò Văn Ủy", Capacity.OFFICE, Route.DELEGATED)
    scene.chairman = rated(scene, scene.base, "Vi Văn Xã", Capacity.OFFICE)
    scene.cell_head = rated(scene, scene.cell, "Hà Văn Bản", Capacity.OFFICE)
    scene.plain = rated(scene, scene.cell, "Quàng Thị Dân", Capacity.MEMBER)
    scene.base_clerk = f.make_account(Role.BASE_CLERK, scene.base, full_name="Cà Thị Văn")
    scene.neighbour = f.make_account(Role.UNIT_CLERK, scene.other, full_name="Tòng Văn Bên")
    scene.inspector = f.make_account(Role.INSPECTION, scene.district, full_name="Nông Văn Huyện")
    scene.base_inspector = f.make_account(Role.INSPECTION, scene.base, full_name="Lường Thị Cơ")
    return scene


def ask(scene, asker, actor, ratings=None, organ=ORGAN):
    return record_request(
        scene.campaign,
        Rating.objects.all() if ratings is None else ratings,
        asker=asker, organ=organ, number="", dated_on=f.DAY, due_on=DUE, to_inspection=True,
        actor=actor, at=f.NOON,
    )  # fmt: skip


def names(letter):
    return sorted(letter.lines.values_list("rating__subject__label", "rating__capacity"))


def test_each_level_asks_about_those_it_decides(tree):
    district = ask(tree, tree.district, tree.clerk)
    base = ask(tree, tree.base, tree.base_clerk, organ=OF_BASE)
    province = record_request(
        tree.campaign, Rating.objects.all(), asker=tree.province, organ="Thanh tra tỉnh", number="",
        dated_on=f.DAY, due_on=DUE, actor=tree.staff, at=f.NOON,
    )  # fmt: skip
    office = Capacity.OFFICE
    assert names(district) == [("Hà Văn Bản", office), ("Lò Văn Ủy", office), ("Vi Văn Xã", office)]
    assert names(base) == [("Hà Văn Bản", office), ("Quàng Thị Dân", Capacity.MEMBER)]
    assert {one.rating for one in province.lines.select_related("rating")} == set(tree.ratings)


def test_nobody_asks_for_another_level_or_about_those_another_decides(tree):
    for asker, actor in (
        (tree.district, tree.base_clerk),
        (tree.district, tree.staff),
        (tree.district, tree.neighbour),
        (tree.base, tree.clerk),
        (tree.province, tree.clerk),
        (tree.cell, tree.base_clerk),
    ):
        with pytest.raises(PermissionDenied):
            ask(tree, asker, actor)
    with pytest.raises(TransitionDenied, match="không còn ai"):
        ask(tree, tree.district, tree.clerk, [tree.head, tree.plain])
    with pytest.raises(TransitionDenied, match="Không thuộc diện quyết định của cấp mình: Quách Đình Lự"):
        record_answers(
            {tree.head: Word(Answer.NOTHING)}, asker=tree.district, organ=ORGAN, number="", on=f.DAY,
            actor=tree.clerk, at=f.NOON,
        )  # fmt: skip
    assert (ConsultationRequest.objects.count(), Consultation.objects.count()) == (0, 0)


def test_what_one_level_is_told_no_other_reads(tree):
    district = ask(tree, tree.district, tree.clerk)
    base = ask(tree, tree.base, tree.base_clerk, organ=OF_BASE)
    answer_request(
        district, {tree.cell_head: Word(Answer.ACCUSED)}, number="", actor=tree.inspector, at=f.NOON
    )
    answer_request(
        base, {tree.cell_head: Word(Answer.PENDING)}, number="", actor=tree.base_inspector, at=f.NOON
    )
    read = {
        one.full_name: list(Consultation.objects.visible_to(one).values_list("organ", flat=True))
        for one in (tree.clerk, tree.base_clerk, tree.staff, tree.neighbour, tree.checker, tree.inspector)
    }
    assert read == {
        "Hà Thị Lan": [ORGAN],
        "Cà Thị Văn": [OF_BASE],
        "Tạ Quang Hiển": [],
        "Tòng Văn Bên": [],
        "Lê Văn Mạnh": [],
        "Nông Văn Huyện": [],
    }
    rating = Rating.objects.get(pk=tree.cell_head.pk)
    shown = {
        one.full_name: [
            (said.organ, said.words)
            for said in summary_of(rating, inside=False, askers=read_by(one, rating)).answers
        ]
        for one in (tree.clerk, tree.staff)
    }
    assert shown == {"Hà Thị Lan": [(ORGAN, "Đang giải quyết tố cáo")], "Tạ Quang Hiển": []}
    with pytest.raises(PermissionDenied):
        answer_request(base, {tree.plain: Word(Answer.NOTHING)}, number="", actor=tree.inspector, at=f.NOON)
    assert [one.name for one in askers_of(tree.base_clerk)] == ["Đảng bộ xã Nậm Long"]


def test_a_level_pauses_and_resumes_those_it_decides_alone(tree):
    everybody = (tree.staff, tree.clerk, tree.base_clerk, tree.neighbour)
    may = {
        tree.head: {"Tạ Quang Hiển"},
        tree.delegated: {"Tạ Quang Hiển", "Hà Thị Lan"},
        tree.chairman: {"Tạ Quang Hiển", "Hà Thị Lan"},
        tree.cell_head: {"Tạ Quang Hiển", "Hà Thị Lan", "Cà Thị Văn"},
        tree.plain: {"Tạ Quang Hiển", "Hà Thị Lan", "Cà Thị Văn"},
    }
    done = {rating: set() for rating in may}
    for rating, allowed in may.items():
        for actor in everybody:
            try:
                pause_rating(rating, organ=ORGAN, on=f.DAY, actor=actor, at=f.NOON)
            except PermissionDenied:
                assert Rating.objects.get(pk=rating.pk).state == RatingState.OPEN
                continue
            refused = [one for one in everybody if one.full_name not in allowed]
            for other in refused:
                with pytest.raises(PermissionDenied):
                    resume_rating(rating, note="Kết luận 3-KL", actor=other, at=f.NOON)
            assert Rating.objects.get(pk=rating.pk).state == RatingState.PAUSED
            resume_rating(rating, note="Kết luận 3-KL", actor=actor, at=f.NOON)
            done[rating].add(actor.full_name)
    assert done == may
    assert not Rating.objects.filter(state=RatingState.PAUSED).exists()


def test_a_base_asks_reads_pauses_and_resumes_on_its_own_pages(tree, client):
    signed(client, tree.base_clerk)
    typed = {"organ": OF_BASE, "dated_on": "14/12/2021", "due_on": "20/12/2021", "to_inspection": "on"}
    assert post(client, "consultation_ask", **typed, unit=tree.cell.key).status_code == 302
    letter = ConsultationRequest.objects.get()
    assert [one for one, _ in names(letter)] == ["Hà Văn Bản", "Quàng Thị Dân"]
    answer_request(
        letter, {tree.plain: Word(Answer.ACCUSED)}, number="", actor=tree.base_inspector, at=f.NOON
    )
    assert "Đang giải quyết tố cáo" in get(client, "consultation_detail", letter.key).content.decode()

    done = post(client, "rating_pause", tree.plain.key, organ=OF_BASE, on="14/12/2021")
    assert (done.status_code, Rating.objects.get(pk=tree.plain.pk).state) == (302, RatingState.PAUSED)
    assert client.get(done["Location"]).context["paused"].get() == tree.plain
    assert post(client, "rating_pause", tree.chairman.key, organ=OF_BASE, on="14/12/2021").status_code == 404
    post(client, "rating_resume", tree.plain.key, note="Kết luận số 2-KL/UBKTĐU")
    assert Rating.objects.get(pk=tree.plain.pk).state == RatingState.OPEN

    signed(client, tree.clerk)
    assert get(client, "consultation_detail", letter.key).status_code == 404
    assert OF_BASE not in get(client, "rating_detail", tree.plain.key).content.decode()
    assert get(client, "rating_pause", tree.head.key).status_code == 403
    assert list(paused_at(tree.district, tree.campaign, tree.clerk)) == []
    signed(client, tree.inspector)
    assert get(client, "inquiry_answer", letter.key).status_code == 404
