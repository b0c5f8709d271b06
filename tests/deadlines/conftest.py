"""A round under the real rulebook, a district and a department, their dossiers prepared."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from deadlines.models import Dossier
from deadlines.services.campaigns import open_campaign
from deadlines.services.dossiers import prepare_dossiers
from organizations.enums import CollectiveType, OrganizationKind, Role
from ratings.models import Rating
from ratings.services.regulations import load_regulation
from reviews.enums import CampaignState
from reviews.services.self_reviews import submit_self_review
from reviews.services.writing import save_writing
from tests import factories as make
from tests.deadlines.letters import give_posts
from tests.reviews.office import complete

RULEBOOK = Path(__file__).parents[2] / "fixtures" / "regulations" / "qd132-hd21.json"


@pytest.fixture
def campaign(db):
    """The round of 2021 under the real regulation."""
    province = make.make_province()
    regulation, _ = load_regulation(json.loads(RULEBOOK.read_text()), actor=None, at=make.NOON)
    return make.make_campaign(regulation=regulation, organization=province)


@pytest.fixture
def staff(campaign):
    """An official of the Organization Committee."""
    return make.make_account(Role.ORGANIZATION_STAFF, full_name="Lương Thế Kiên", phone="0200 3 855 020")


def make_sending_unit(campaign, staff, unit=None, people=("Bùi Đức Khải",), clerk_unit=False, **fields):
    """A unit with its collective, its people, its clerk and leader, and its prepared dossier."""
    unit = unit or make.make_unit(official=staff, **fields)
    collective = make.make_subject(collective=unit.collective, unit=unit, campaign=campaign, position=1)
    subjects = [collective]
    for position, name in enumerate(people, start=2):
        person = make.make_person(name, is_civil_servant=True)
        subjects.append(make.make_subject(person=person, unit=unit, campaign=campaign, position=position))
    for subject in subjects:
        make.make_rating(subject)
    place = {"unit": unit} if clerk_unit else {}
    where = unit.scope
    clerk = make.make_account(Role.UNIT_CLERK, where, full_name="Hà Thị Lan", **place)
    leader = make.make_account(Role.UNIT_LEADER, where, full_name="Quách Đình Lự", **place)
    prepare_dossiers(campaign, [unit], actor=None, at=make.NOON)
    dossier = Dossier.objects.get(unit=unit, kind="decided")
    return SimpleNamespace(
        unit=unit, dossier=dossier, clerk=clerk, leader=leader, subjects=subjects, collective=collective
    )


@pytest.fixture
def district(campaign, staff):
    """Huyện ủy Đồng Khê: its clerk works for the whole subtree."""
    return make_sending_unit(campaign, staff, name="Huyện ủy Đồng Khê")


@pytest.fixture
def department(campaign, staff):
    """Sở Y tế: sends straight to the province, its clerk is the unit's alone."""
    unit = make.make_department(name="Tập thể lãnh đạo Sở Y tế", type="department")
    return make_sending_unit(campaign, staff, unit=unit, people=("Lò Thị Sâm",), clerk_unit=True)


@pytest.fixture
def health(campaign, staff):
    """Sở Y tế: a collective and two deputies of one title."""
    unit = make.make_department(name="Tập thể lãnh đạo Sở Y tế", type="department")
    world = make_sending_unit(
        campaign, staff, unit=unit, people=("Lò Thị Sâm", "Hà Văn Đắc"), clerk_unit=True
    )
    world.posts = give_posts(world)
    return world


def fill(dossier, code=None):
    """Light every missing required part with a promise, or the parts of one code with paper."""
    items = dossier.items.filter(requirement="required")
    if code:
        items = items.filter(code=code)
    items.update(paper_received_on=make.DAY, paper_sheets=2)


def hand_in(world, words, at=make.NOON):
    """The cadre hands his self-review in, every text of it in these words."""
    subject = world.subjects[1]
    review = type(subject.self_review).objects.get(subject=subject)
    person = type(subject.person).objects.get(pk=subject.person_id)
    author = getattr(person, "account", None) or make.make_account(person=person)
    save_writing(review, complete(review, words), actor=author, at=at)
    return submit_self_review(review, actor=author, at=at)


def states(dossier):
    """What a refusal must not have changed."""
    dossier.refresh_from_db()
    return (
        dossier.state,
        dossier.version,
        dossier.submissions.count(),
        list(Rating.objects.order_by("pk").values_list("state", flat=True)),
    )


@pytest.fixture(autouse=True)
def _first_factor_is_enough(settings):
    """The second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def opened(campaign, staff):
    """A district with a deputy secretary, two cells, a member in the first; the round opened on the first day."""
    campaign.state, campaign.opened_at = CampaignState.DRAFT, None
    campaign.save()
    district = make.make_organization(name="Đảng bộ huyện Đồng Khê")
    standing = make.make_collective(district, name="Ban Thường vụ Huyện ủy Đồng Khê")
    make.make_unit(standing, official=staff, name="Huyện ủy Đồng Khê")
    office = make.make_collective(
        district, type=CollectiveType.OTHER, name="Tập thể lãnh đạo Ủy ban nhân dân huyện Đồng Khê"
    )
    base = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Lảng")
    cell = make.make_organization(base, OrganizationKind.CELL, name="Chi bộ xóm Đoài")
    other = make.make_organization(base, OrganizationKind.CELL, name="Chi bộ xóm Nà")
    leader = make.make_person("Quách Đình Lự", is_civil_servant=True)
    make.make_membership(leader, cell)
    post = make.make_post(leader, standing)
    member = make.make_person("Hà Văn Đắc")
    make.make_membership(member, cell)
    clerk = make.make_account(Role.UNIT_CLERK, district, full_name="Hà Thị Lan")
    open_campaign(campaign, actor=staff, at=make.NOON)
    campaign.refresh_from_db()
    return SimpleNamespace(
        campaign=campaign, staff=staff, clerk=clerk, district=district, standing=standing, office=office, base=base,
        cell=cell, other=other, leader=leader, post=post, member=member,
    )  # fmt: skip
