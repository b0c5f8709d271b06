"""Invented rows for tests: a small province, and everything that hangs on it."""

from datetime import UTC, date, datetime
from itertools import count

from cadres.models import Membership, Person, Post
from deadlines.models import Dossier, DossierItem
from organizations.enums import Capacity, CollectiveType, OrganizationKind, Role, Route, SubjectKind
from organizations.models import Account, Assignment, Collective, Contact, PartyOrganization, SubmittingUnit
from organizations.rules.names import fold, name_sort_key
from ratings.models import Consultation, ConsultationLine, ConsultationRequest, Rating, TitleGroup
from reviews.enums import Audience, CampaignState, RegulationState
from reviews.models import (
    Campaign,
    CommitteePlan,
    Conference,
    ConferencePlan,
    Deadline,
    Place,
    Refinement,
    Regulation,
    SelfReview,
    Subject,
)

NOON = datetime(2021, 12, 14, 5, 0, tzinfo=UTC)  # 12:00 on 14/12/2021 in Minh Giang
DAY = date(2021, 12, 14)
PLAN_DATES = (
    ("T1", date(2021, 12, 10), Audience.CADRES),
    ("T2", date(2021, 12, 15), Audience.DECIDED_DOSSIERS),
    ("T3", date(2021, 12, 25), Audience.DELEGATED_DOSSIERS),
    ("T4", date(2021, 12, 31), Audience.BASE_ORGANIZATIONS),
    ("T5", date(2022, 1, 15), Audience.UPPER_ORGANIZATIONS),
    ("T6", date(2022, 1, 25), Audience.COMMITTEE_DOSSIERS),
    ("T7", date(2022, 2, 20), Audience.UNIT_REPORTS),
    ("T8", date(2022, 3, 15), Audience.PROVINCE_REPORT),
)
_number = count(1)


def make_province(**fields):
    """The root of the tree; one a test."""
    existing = PartyOrganization.objects.filter(depth=1).first()
    if existing:
        return existing
    values = {
        "name": "Đảng bộ tỉnh Minh Giang",
        "kind": OrganizationKind.PROVINCE,
        "issuer": "TỈNH ỦY MINH GIANG",
    }
    values |= {"symbol": "TU", "seat": "Minh Giang"}
    return PartyOrganization.objects.add_root(instance=PartyOrganization(**(values | fields)))


def make_organization(parent=None, kind=OrganizationKind.DIRECT, **fields):
    """A node below another; below the province by default."""
    values = {"name": f"Đảng bộ huyện số {next(_number)}", "kind": kind, "issuer": "HUYỆN ỦY", "symbol": "HU"}
    target = PartyOrganization.objects.get(pk=(parent or make_province()).pk)
    return PartyOrganization.objects.add_child(
        target, instance=PartyOrganization(**(values | {"seat": "Đồng Khê"} | fields))
    )


def make_collective(organization=None, scope=None, type=CollectiveType.DIRECT_STANDING, **fields):
    """A leadership collective; it reports through its own organisation unless told otherwise."""
    organization = organization or make_organization()
    values = {
        "name": f"Ban Thường vụ số {next(_number)}",
        "head_title": "Bí thư",
        "issuer": "HUYỆN ỦY ĐỒNG KHÊ",
    }
    values |= {
        "upper_issuer": "TỈNH ỦY MINH GIANG",
        "symbol": "HU",
        "signs_for": "T/M BAN THƯỜNG VỤ",
        "seat": "Đồng Khê",
    }
    return Collective.objects.create(
        organization=organization, scope=scope or organization, type=type, **(values | fields)
    )


def make_unit(collective=None, official=None, **fields):
    """A submitting unit with its contact."""
    collective = collective or make_collective()
    values = {
        "name": f"Đơn vị số {next(_number)}",
        "organization": collective.organization,
        "scope": collective.scope,
    }
    unit = SubmittingUnit.objects.create(collective=collective, official=official, **(values | fields))
    Contact.objects.create(unit=unit, name="Hà Thị Lan", title="Cán bộ tổ chức", mobile="0200 3 855 014")
    return unit


def make_department(**fields):
    """A department's collective: sits low in the tree, reports straight to the province; with its unit."""
    base = make_organization(
        make_organization(name=f"Đảng bộ Khối số {next(_number)}"), OrganizationKind.BASE_COMMITTEE
    )
    values = {"type": CollectiveType.DEPARTMENT, "name": f"Tập thể lãnh đạo Sở số {next(_number)}"}
    return make_unit(make_collective(base, make_province(), **(values | fields)))


def make_account(role=None, organization=None, unit=None, full_name="Lò Văn Inh", person=None, **fields):
    """An account, holding one role if told."""
    account = Account(sign_in_name=f"tk{next(_number)}", full_name=full_name, **fields)
    account.set_password("mot-mat-khau-dai")
    account.save()
    if role is not None:
        add_role(account, role, organization, unit)
    if person is not None:
        Person.objects.filter(pk=person.pk).update(account=account)
        person.account = account
    return account


def add_role(account, role, organization=None, unit=None, from_on=date(2021, 1, 1), to_on=None):
    """One more hat."""
    account.forget_roles()
    return Assignment.objects.create(
        account=account,
        role=Role(role),
        organization=organization or make_province(),
        unit=unit,
        from_on=from_on,
        to_on=to_on,
    )


def make_person(full_name="Bùi Đức Khải", **fields):
    """A member."""
    values = {"birth_year": 1975, "birth_on": date(1975, 8, 14), "joined_on": date(2000, 5, 19)}
    return Person.objects.create(
        full_name=full_name,
        name_sort=name_sort_key(full_name),
        search_fold=fold(full_name),
        **(values | fields),
    )


def make_membership(person, cell, **fields):
    """A person in a cell."""
    return Membership.objects.create(
        person=person, organization=cell, **({"from_on": date(2015, 1, 1)} | fields)
    )


def make_post(person, collective, **fields):
    """A post in a collective."""
    values = {"title": "Phó Bí thư Huyện ủy", "route": Route.DECIDED, "from_on": date(2020, 8, 1)}
    return Post.objects.create(person=person, collective=collective, **(values | fields))


def make_regulation(content=None, code="test"):
    """A published regulation; empty unless content is given."""
    existing = Regulation.objects.filter(code=code).first()
    return existing or Regulation.objects.create(
        code=code,
        title="Quy định thử",
        state=RegulationState.PUBLISHED,
        content=content or {},
        content_hash="0" * 64,
        published_at=NOON,
    )


def make_campaign(state=CampaignState.OPEN, **fields):
    """The round of 2021 with its eight dates; one a test."""
    existing = Campaign.objects.first()
    if existing and not fields:
        return existing
    values = {
        "name": "Đợt kiểm điểm năm 2021",
        "year": 2021,
        "organization": make_province(),
        "plan_number": "57-KH/TU",
        "plan_on": date(2021, 11, 4),
        "opened_at": NOON if state != CampaignState.DRAFT else None,
    }
    if "regulation" not in fields:
        values["regulation"] = make_regulation()
    campaign = Campaign.objects.create(state=state, **(values | fields))
    for position, (code, before_on, audience) in enumerate(PLAN_DATES, start=1):
        Deadline.objects.create(
            campaign=campaign,
            code=code,
            wording=f"Hoàn thành trước ngày {before_on:%d/%m/%Y}.",
            summary=f"Mốc {code}",
            before_on=before_on,
            audience=audience,
            met_when="Có hồ sơ",
            clause="III",
            position=position,
        )
    return campaign


def make_refinement(organization, code, before_on, **fields):
    """A committee's own earlier date."""
    deadline = make_campaign().deadlines.get(code=code)
    who = {"recorded_by": fields.pop("recorded_by", None) or make_account(), "recorded_at": NOON}
    return Refinement.objects.create(
        organization=organization, deadline=deadline, before_on=before_on, **(who | fields)
    )


def make_own_plan(organization, **fields):
    """A plan that a committee wrote down."""
    who = {"recorded_by": fields.pop("recorded_by", None) or make_account(), "recorded_at": NOON}
    said = {"number": "12-KH/HU", "dated_on": date(2021, 11, 15), "organ": "Ban Thường vụ Huyện ủy"}
    return CommitteePlan.objects.create(
        organization=organization, campaign=make_campaign(), **(said | who | fields)
    )


def make_conference_plan(collective=None, planned_on=date(2021, 12, 20), **fields):
    """A conference to come of a collective, or of the cell that is given."""
    who = {"prepared_by": fields.pop("prepared_by", None) or make_account(), "prepared_at": NOON}
    return ConferencePlan.objects.create(
        campaign=make_campaign(), collective=collective, planned_on=planned_on, **(who | fields)
    )


def make_subject(
    person=None, collective=None, unit=None, campaign=None, with_review=True, places=None, **fields
):
    """A subject with its places of review and an empty self-review."""
    if person is None and collective is None:
        person = make_person()
    unit = unit or (make_unit(collective) if collective else make_unit())
    thing = {"kind": SubjectKind.PERSON, "person": person, "label": person.full_name} if person else None
    thing = thing or {"kind": SubjectKind.COLLECTIVE, "collective": collective, "label": collective.name}
    values = {
        "campaign": campaign or make_campaign(),
        "organization": unit.scope,
        "unit": unit,
        "unit_label": unit.name,
        "route": Route.DECIDED,
    }
    subject = Subject.objects.create(**(values | thing | fields))
    for position, place in enumerate(places if places is not None else [unit], start=1):
        Place.objects.create(
            subject=subject,
            organization=place.scope,
            unit=place,
            collective=place.collective,
            label=str(place.collective),
            position=position,
        )
    if with_review:
        SelfReview.objects.create(subject=subject)
    return subject


def make_rating(subject=None, capacity=None, **fields):
    """A rating of a subject."""
    subject = subject or make_subject()
    capacity = capacity or (Capacity.OFFICE if subject.person_id else Capacity.COLLECTIVE)
    return Rating.objects.create(subject=subject, capacity=capacity, **fields)


def make_inquiry(ratings, actor, asker=None, **fields):
    """A letter of request about a list, put to the asker's own inspection."""
    values = {"organ": "Ủy ban Kiểm tra Tỉnh ủy", "number": "640-CV/BTCTU", "dated_on": DAY}
    values |= {"due_on": date(2021, 12, 20), "to_inspection": True, "recorded_by": actor, "recorded_at": NOON}
    letter = ConsultationRequest.objects.create(
        campaign=make_campaign(), asker=asker or make_province(), **(values | fields)
    )
    ConsultationLine.objects.bulk_create(ConsultationLine(request=letter, rating=one) for one in ratings)
    return letter


def make_answer(letter, rating, actor, **fields):
    """What the asked organ said of one line of the letter."""
    values = {"answer": "accused", "answered_on": DAY, "entered_by": actor, "entered_at": NOON}
    return Consultation.objects.create(
        rating=rating, asker=letter.asker, organ=letter.organ, **(values | fields)
    )


def make_group(name="Bí thư cấp ủy trực thuộc", capacity=Capacity.OFFICE, campaign=None):
    """A title group."""
    return TitleGroup.objects.create(campaign=campaign or make_campaign(), capacity=capacity, name=name)


def make_conference(unit, actor, held_on=date(2021, 12, 6), **fields):
    """A conference of the unit's collective."""
    values = {"convened_count": 11, "present_count": 11, "entered_by": actor, "entered_at": NOON}
    values |= {"collective": unit.collective}
    return Conference.objects.create(campaign=make_campaign(), held_on=held_on, **(values | fields))


def make_dossier(unit=None, code="T2", **fields):
    """A dossier of a unit under the authority of the Standing Committee."""
    unit = unit or make_unit()
    campaign = make_campaign()
    values = {
        "kind": "decided",
        "deadline": campaign.deadlines.get(code=code),
        "code": f"HS-2021-{next(_number):04d}",
    }
    return Dossier.objects.create(campaign=campaign, unit=unit, **(values | fields))


def make_item(dossier, code="petition", title="Tờ trình đề nghị xếp loại", **fields):
    """One part of a dossier."""
    values = {"requirement": "required", "position": next(_number)}
    return DossierItem.objects.create(dossier=dossier, code=code, title=title, **(values | fields))
