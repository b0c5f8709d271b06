"""What the matrix of one office cannot show: another level's letter, an unsent dossier, another's helper."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from deadlines.models import Dossier
from jobs.models import Job
from organizations.enums import Role
from ratings.models import Decision, RatingPaper
from reviews.models import Guidance, ReviewPaper, SelfReview
from reviews.services.self_reviews import name_helper
from tests import factories as make
from tests.authority import world as office

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(world, django_db_blocker, settings):
    """A browser of a role, one factor being enough."""
    settings.SECOND_FACTOR_REQUIRED = False

    def of(role):
        client = Client()
        client.force_login(world.accounts[role])
        return client

    with django_db_blocker.unblock(), office.undone():
        yield of


@pytest.mark.parametrize("state", ["draft", "sent"])
def test_a_letter_of_a_district_is_not_read_above_it(state, world, signed_in):
    letter = Guidance.objects.create(
        subject=world.head_subject, issuer=world.own_collective, drafted_by=world.accounts["unit_clerk"],
        state=state, number="12-CV/HU", dated_on=make.DAY, sent_at=make.NOON,
    )  # fmt: skip
    address = reverse("reviews:guidance_detail", args=[letter.key])

    told = {role: signed_in(role).get(address).status_code for role in world.accounts}

    readers = {"unit_clerk"} | ({"unit_leader"} if state == "sent" else set())
    assert told == {role: 200 if role in readers else 404 for role in world.accounts}


@pytest.mark.parametrize(("state", "answer"), [("draft", 404), ("submitted", 200), ("returned", 200)])
def test_a_file_of_a_dossier_is_its_units_until_it_is_sent(state, answer, world, signed_in):
    Dossier.objects.filter(pk=world.dossier.pk).update(state=state, return_reason="Thiếu chữ ký")
    address = reverse("deadlines:item_file", args=[world.item.key])
    readers = ("unit_clerk", "unit_leader", "organization_staff", "organization_leader")

    told = []
    for role in readers:
        response = signed_in(role).get(address)
        told.append(response.status_code)
        if response.streaming:
            b"".join(response.streaming_content)  # reading to the end closes the file

    assert told == [200, 200, answer, answer]
    page = signed_in("organization_staff").get(reverse("deadlines:item_detail", args=[world.item.key]))
    assert (address in page.content.decode()) is (answer == 200)


def test_nobody_names_a_helper_for_another(world, signed_in):
    SelfReview.objects.filter(pk=world.review.pk).update(state="returned", helper=None)
    review, other = SelfReview.objects.get(pk=world.review.pk), make.make_account(full_name="Vi Văn Tố")
    page = reverse("reviews:self_review_helper", args=[review.key])

    with pytest.raises(PermissionDenied):
        name_helper(review, other, actor=world.accounts["unit_clerk"], at=make.NOON)

    assert signed_in("unit_clerk").get(page).status_code == 403
    assert SelfReview.objects.get(pk=review.pk).helper is None


def test_the_office_reads_the_programme_of_a_sitting_and_no_persons_page(world, signed_in):
    client, line = signed_in("office_staff"), reverse("ratings:line_detail", args=[world.line.key])

    page = client.get(reverse("ratings:sitting_detail", args=[world.sitting.key])).content.decode()

    assert "Bùi Đức Khải" in page
    assert line not in page
    assert "Ý kiến của đồng chí" not in page
    assert client.get(line).status_code == 403


def test_the_registry_types_the_number_and_does_not_compare(world, signed_in):
    client, key = signed_in("registry"), world.decision.key
    Decision.objects.filter(pk=world.decision.pk).update(
        state="signed", number="5-QĐ/TU", dated_on=make.DAY, signatory="Hà Quang Vịnh"
    )

    page = client.get(reverse("ratings:decision_detail", args=[key])).content.decode()

    assert reverse("ratings:decision_compare", args=[key]) not in page
    assert client.post(reverse("ratings:decision_compare", args=[key])).status_code == 403
    assert Decision.objects.get(pk=world.decision.pk).state == "signed"


def test_the_letter_of_a_sitting_is_fetched_by_those_who_prepare_it(world, signed_in):
    """Its list has every member's own line, and the figures of all (P86, P106)."""
    RatingPaper.objects.filter(pk=world.rating_paper.pk).update(proposal=None, sitting=world.sitting)
    address = reverse("ratings:rating_paper", args=[world.rating_paper.key])

    told = {}
    for role in (
        "organization_staff",
        "organization_leader",
        "standing_member",
        "office_staff",
        "registry",
        "unit_clerk",
    ):
        response = signed_in(role).get(address)
        told[role] = response.status_code
        if response.streaming:
            b"".join(response.streaming_content)

    assert told == {
        "organization_staff": 200, "organization_leader": 200, "standing_member": 403, "office_staff": 403,
        "registry": 404, "unit_clerk": 404,
    }  # fmt: skip


def test_a_supervisor_without_the_seat_reads_no_text(world):
    account = world.accounts["supervisor"]

    assert account.roles == {Role.SUPERVISOR, Role.SUBJECT, Role.HELPER}
    assert not SelfReview.objects.visible_to(account).exists()


def test_a_paper_under_way_and_its_file_go_with_the_role(world, signed_in):
    """Whoever asked for a paper follows it only while he may read what it is drawn from."""
    staff = world.accounts["organization_staff"]
    ReviewPaper.objects.filter(pk=world.review_paper.pk).update(
        self_review=None, guidance=world.guidance, asked_by=staff
    )
    paper = world.review_paper.key
    Job.objects.filter(pk=world.job.pk).update(asked_by=staff, args={"key": paper})
    pages = [
        reverse("organizations:job_detail", args=[world.job.key]),
        reverse("reviews:paper_detail", args=[paper]),
    ]
    browser = signed_in("organization_staff")
    assert [browser.get(one).status_code for one in pages] == [200, 200]

    staff.assignments.update(to_on=make.DAY)

    assert [browser.get(one).status_code for one in pages] == [404, 404]
