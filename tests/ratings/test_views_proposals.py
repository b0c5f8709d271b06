"""A unit's table of proposals and its letter, by the clerk's own account."""

import pytest
from django.urls import reverse

from organizations.enums import Level
from ratings.models import Proposal, Rating, RatingPaper
from ratings.papers import paper_of_proposal
from ratings.services.ratings import admit_ratings
from reviews.models import Subject
from tests import factories as f
from tests.ratings import factories as rf
from tests.ratings.desk import get, post, signed

pytestmark = pytest.mark.usefixtures("clock")


def test_the_table_says_who_decides_whom(scene, client):
    Subject.objects.filter(pk=scene.deputy.subject.pk).update(route="delegated")
    signed(client, scene.clerk)

    page = get(client, "proposal_edit", scene.unit.key)

    parts = [(one.part.partition(":")[0], one.row.rating) for one in page.context["form"].lines]
    assert parts == [
        *[("Ban Thường vụ Tỉnh ủy quyết định", one) for one in (scene.whole, scene.head, scene.member)],
        ("Được ủy quyền quyết định", scene.deputy),
    ]
    text = page.content.decode()
    assert text.count('scope="rowgroup"') == 2
    assert "Được ủy quyền quyết định: không có trong tờ trình" in text


def test_a_unit_of_which_the_standing_committee_decides_nobody_makes_no_letter(scene, client):
    Subject.objects.update(route="delegated")
    signed(client, scene.clerk)

    sent = post(client, "proposal_draft", scene.unit.key)

    text = client.get(sent.url).content.decode()
    assert "nên không lập tờ trình" in text
    assert "Lập tờ trình" not in text
    assert (Proposal.objects.count(), RatingPaper.objects.count()) == (0, 0)


def test_a_letter_signed_without_its_number_is_answered_in_the_products_own_words(scene, client):
    signed(client, scene.clerk)
    address = post(client, "proposal_draft", scene.unit.key).url

    page = client.get(address).content.decode()
    answer = client.post(address, {"number": "", "dated_on": "", "signatory": ""})

    assert 'enctype="multipart/form-data" novalidate' in page  # else the browser stops it in its own
    assert answer.status_code == 422
    assert "Ghi số, ký hiệu theo sổ văn thư." in answer.content.decode()


def table(scene, **levels):
    typed = {"on": "06/12/2021"} | {f"version-{one.key}": one.version for one in scene.ratings}
    for name, level in levels.items():
        key = getattr(scene, name).key
        typed |= {f"level-{key}": level, f"reason-{key}": "Tập thể thống nhất"}
    return typed


def test_the_letter_is_made_of_what_stands_on_the_page(scene, client):
    signed(client, scene.clerk)
    page = get(client, "proposal_edit", scene.unit.key).content.decode()
    assert 'name="letter" value="docx"' in page
    assert "to-trinh/" not in page  # no button leads past the boxes

    sent = post(
        client, "proposal_edit", scene.unit.key, **table(scene, whole="good", head="good"), letter="docx"
    )

    letter = Proposal.objects.get()
    assert sent.url == reverse("ratings:proposal_detail", args=[letter.key])
    assert list(Rating.objects.filter(proposed_level="good").order_by("pk")) == [scene.whole, scene.head]
    assert paper_of_proposal(letter).persons[0].proposed == Level.GOOD
    shown = client.get(sent.url).content.decode()
    assert "Chưa có mức đề nghị trong tờ trình: Bùi Đức Khải, Đinh Thị Quyên." in shown
    assert "Bản cũ" not in shown


def test_a_table_that_cannot_stand_makes_no_letter(scene, client):
    signed(client, scene.clerk)
    typed = table(scene, whole="good", head="excellent")

    answer = post(client, "proposal_edit", scene.unit.key, **typed, letter="docx")

    assert answer.status_code == 422
    assert answer.context["form"][f"level-{scene.head.key}"].value() == "excellent"
    assert (Proposal.objects.count(), RatingPaper.objects.count()) == (0, 0)
    assert not Rating.objects.exclude(proposed_level="").exists()


def test_a_closed_table_still_makes_its_letter(scene, client):
    rf.propose(scene, *[(one, Level.GOOD) for one in scene.ratings])
    admit_ratings(scene.ratings, actor=scene.staff, at=f.NOON)
    signed(client, scene.clerk)
    address = reverse("ratings:proposal_draft", args=[scene.unit.key])

    assert f'formaction="{address}"' in get(client, "proposal_edit", scene.unit.key).content.decode()
    assert client.post(address).status_code == 302
    assert RatingPaper.objects.get().proposal == Proposal.objects.get()


def test_a_file_made_before_a_level_changed_is_called_old(scene, client):
    rf.propose(scene, *[(one, Level.GOOD) for one in scene.ratings])
    signed(client, scene.clerk)
    address = post(client, "proposal_draft", scene.unit.key).url
    words = "Bản cũ: mức đề nghị đã đổi sau khi lập."
    assert words not in client.get(address).content.decode()

    rf.propose(scene, (scene.deputy, Level.FAIR))
    assert client.get(address).content.decode().count(words) == 1

    key = Proposal.objects.get().key
    post(client, "proposal_paper", key, format="pdf")
    assert client.get(address).content.decode().count(words) == 1
    assert client.get(address).context["old"] == {RatingPaper.objects.earliest("pk").key}
