"""A unit's table of proposals and its letter, by the clerk's own account."""

import pytest

from ratings.models import Proposal, RatingPaper
from reviews.models import Subject
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
