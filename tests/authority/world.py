"""One small office with something of everything in it, and every role that may come to the door.

The records belong to the unit "own"; a clerk of the sibling unit and a clerk of a department stand outside it.
"""

import json
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from django.db import transaction

from cadres.models import Person, Transfer
from deadlines.models import Handover, InspectionRemark, Submission
from documents.models import Document
from documents.services.files import keep_bytes
from jobs.models import Job
from organizations.enums import Capacity, CollectiveType, Level, OrganizationKind, Role
from organizations.models import Import, ImportRow, Notice, OrganizationChange
from ratings.models import (
    Assessment,
    Ballot,
    Decision,
    DecisionEntry,
    Proposal,
    RatingPaper,
    RouteChange,
    RouteMove,
    Sitting,
    SittingLine,
    Tally,
)
from reviews.models import AgendaItem, Evidence, Guidance, GuidancePoint, Place, ReviewPaper, Section
from tests import factories as make
from tests.authority.notebook import note_the_year
from tests.authority.remedied import make_remedy

REGULATION = Path(__file__).resolve().parents[2] / "fixtures/regulations/qd132-hd21.json"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def _people(province, own, cell):
    """The head and his deputy, reviewed in the unit's collective and in a cell."""
    people = [make.make_person("Quách Đình Lự"), make.make_person("Bùi Đức Khải")]
    for place, person in enumerate(people):
        make.make_membership(person, cell)
        make.make_post(person, own.collective, is_head=place == 0, position=place)
    return people


def _accounts(district, sibling, province, own, department, cell, person):
    """One account a role, and those who must stay outside."""
    account = make.make_account
    return {
        "subject": account(person=person, full_name="Bùi Đức Khải"),
        "other_subject": account(person=make.make_person("Lò Văn Inh"), full_name="Lò Văn Inh"),
        "helper": account(full_name="Hà Văn Soạn"),
        "cell_secretary": account(Role.CELL_SECRETARY, cell),
        "base_clerk": account(Role.BASE_CLERK, cell),
        "unit_clerk": account(Role.UNIT_CLERK, district),
        "unit_checker": account(Role.UNIT_CHECKER, district),
        "unit_leader": account(Role.UNIT_LEADER, district),
        "sibling_clerk": account(Role.UNIT_CLERK, sibling),
        "department_clerk": account(Role.UNIT_CLERK, unit=department),
        "organization_staff": account(Role.ORGANIZATION_STAFF),
        "organization_leader": account(Role.ORGANIZATION_LEADER),
        "standing_member": account(Role.STANDING_MEMBER),
        "supervisor": account(Role.SUPERVISOR, district),
        "office_staff": account(Role.OFFICE_STAFF),
        "registry": account(Role.REGISTRY),
        "inspection": account(Role.INSPECTION),
        "administrator": account(Role.ADMINISTRATOR),
    }


def _transfer(cell, sibling, clerk):
    """A comrade who has left the cell, and whose papers have not come to another district's."""
    person, to = (
        make.make_person("Vi Thị Ngân"),
        make.make_organization(sibling, OrganizationKind.CELL, name="Chi bộ Trường học"),
    )
    left = make.make_membership(person, cell, to_on=make.DAY, end_reason="moved")
    return Transfer.objects.create(
        person=person, left=left, to_organization=to, left_on=make.DAY, sent_by=clerk, sent_at=make.NOON
    )


def _reviewed(world, file, document):
    """Guidance, conference, files and papers around the cadre's self-review."""
    staff, review = world.accounts["organization_staff"], world.review
    guidance = Guidance.objects.create(
        subject=world.subject, issuer=world.organ, drafted_by=staff, state="sent", number="45-CV/TU",
        dated_on=make.DAY, signatory="Nguyễn Văn Hòa", scan=file, scan_name="ban-ky.pdf", sent_at=make.NOON,
    )  # fmt: skip
    GuidancePoint.objects.create(guidance=guidance, position=1, issue="Trách nhiệm người đứng đầu")
    conference = make.make_conference(
        world.own, world.accounts["unit_clerk"], scan=file, scan_name="bien-ban.pdf"
    )
    for position, one in enumerate((world.collective_subject, world.head_subject, world.subject), start=1):
        AgendaItem.objects.create(conference=conference, subject=one, position=position)
    world.guidance, world.conference = guidance, conference
    world.conference_plan = make.make_conference_plan(world.own.collective, programme="Kiểm điểm tập thể")
    world.own_plan = make.make_own_plan(world.district, scan=file, scan_name="ke-hoach.pdf")
    world.evidence = Evidence.objects.create(review=review, file=file, name="anh.pdf", added_at=make.NOON)
    paper = {"document": document, "state": "ready", "format": "pdf", "asked_at": make.NOON}
    world.review_paper = ReviewPaper.objects.create(
        self_review=review, form="F02", name="ban-kiem-diem.pdf", asked_by=world.accounts["subject"], **paper
    )
    return paper


def _cell_meeting(world):
    """A member without office, who is reviewed in his cell alone, and his cell's evening: he was absent."""
    subject = make.make_subject(
        person=world.member, unit=world.own, places=[], organization=world.cell, route="lower", position=9
    )
    Place.objects.create(subject=subject, organization=world.cell, label=world.cell.name)
    world.cell_conference = make.make_conference(
        world.own, world.accounts["base_clerk"], collective=None, cell=world.cell
    )
    AgendaItem.objects.create(
        conference=world.cell_conference, subject=subject, position=1, is_reviewed=False, absent_reason="Ốm"
    )


def _rated(world, file, paper):
    """Ballots, proposal, opinion, sitting and decision."""
    clerk, staff = world.accounts["unit_clerk"], world.accounts["organization_staff"]
    world.rating = make.make_rating(world.subject, proposed_level=Level.GOOD, state="admitted")
    world.ballot = Ballot.objects.create(conference=world.conference, name="Đề nghị xếp loại")
    Tally.objects.create(ballot=world.ballot, rating=world.rating)
    world.proposal = Proposal.objects.create(
        campaign=world.campaign,
        unit=world.own,
        issuer=world.own.collective,
        scan=file,
        scan_name="to-trinh.pdf",
    )
    world.assessment = Assessment.objects.create(
        rating=world.rating, kind="supervisor", assessor=world.accounts["supervisor"], text="Nhất trí",
        typed_by=staff, typed_at=make.NOON,
    )  # fmt: skip
    world.sitting = Sitting.objects.create(
        campaign=world.campaign, collective=world.organ, name="Phiên họp tháng 01/2022", held_on=make.DAY,
        member_count=11, prepared_by=staff, state="open", minutes_scan=file, minutes_scan_name="bien-ban.pdf",
    )  # fmt: skip
    world.line = SittingLine.objects.create(
        sitting=world.sitting, rating=world.rating, position=1, submitted_level=Level.GOOD
    )
    world.sitting_ballot = Ballot.objects.create(sitting=world.sitting, name="Biểu quyết")
    world.group = make.make_group(campaign=world.campaign)
    world.decision = Decision.objects.create(
        campaign=world.campaign, sitting=world.sitting, issuer=world.organ, drafted_by=staff, drafted_at=make.NOON,
        scan=file, scan_name="quyet-dinh.pdf",
    )  # fmt: skip
    world.entry = DecisionEntry.objects.create(
        decision=world.decision, rating=world.rating, level=Level.GOOD, name="Bùi Đức Khải", position=1
    )
    world.route_change = RouteChange.objects.create(
        campaign=world.campaign, route="delegated", number="1236-CV/TU", dated_on=make.DAY,
        reason="Bổ sung danh sách chức danh được ủy quyền", scan=file, scan_name="van-ban.pdf",
        recorded_by=staff, recorded_at=make.NOON,
    )  # fmt: skip
    RouteMove.objects.create(
        change=world.route_change, post=world.person.posts.get(), subject=world.subject, before="decided"
    )
    world.inquiry = make.make_inquiry([world.rating], staff)
    make.make_answer(world.inquiry, world.rating, world.accounts["inspection"])
    world.rating_paper = RatingPaper.objects.create(
        proposal=world.proposal, form="F13", name="to-trinh.pdf", asked_by=clerk, **paper
    )


def build():
    """The whole world; its records hang as attributes, its accounts by role."""
    province = make.make_province()
    district, sibling = make.make_organization(name="Đảng bộ huyện Đồng Khê"), make.make_organization()
    cell = make.make_organization(district, OrganizationKind.CELL, name="Chi bộ Văn phòng")
    organ = make.make_collective(
        province, type=CollectiveType.PROVINCE_STANDING, name="Ban Thường vụ Tỉnh ủy"
    )
    own = make.make_unit(make.make_collective(district))
    make.make_unit(make.make_collective(sibling))
    department = make.make_department()
    regulation = make.make_regulation(json.loads(REGULATION.read_text()), code="qd132-hd21")
    campaign = make.make_campaign(regulation=regulation)
    head, person = _people(province, own, cell)
    accounts = _accounts(district, sibling, province, own, department, cell, person)
    person = Person.objects.get(pk=person.pk)
    world = SimpleNamespace(
        province=province, district=district, cell=cell, organ=organ, own=own, department=department,
        campaign=campaign, accounts=accounts, person=person,
    )  # fmt: skip
    world.transfer = _transfer(cell, sibling, accounts["unit_clerk"])
    OrganizationChange.objects.create(
        organization=cell, kind="create", after=cell.name, effective_on=make.DAY, number="3-QĐ/HU",
        reason="Thành lập", recorded_by=accounts["unit_clerk"], recorded_at=make.NOON,
    )  # fmt: skip
    world.collective_subject = make.make_subject(collective=own.collective, unit=own)
    world.shortcoming = make_remedy(world)
    world.head_subject = make.make_subject(person=head, unit=own, is_head=True, position=1)
    world.subject = make.make_subject(person=person, unit=own, position=2)
    world.review = world.subject.self_review
    world.review.helper = accounts["helper"]
    world.review.save(update_fields=["helper"])
    Section.objects.create(review=world.review, code="I.1")
    make.make_rating(world.collective_subject, Capacity.COLLECTIVE)
    file = keep_bytes(PDF, media_type="application/pdf", at=make.NOON)
    document = Document.objects.create(
        form="F02", year=2021, content_hash="1" * 64, format="pdf", file=file, created_at=make.NOON
    )
    _rated(world, file, _reviewed(world, file, document))
    note_the_year(world, file)
    world.dossier = make.make_dossier(own, state="received")
    world.item = make.make_item(world.dossier, file=file, file_name="to-trinh.pdf")
    world.notice = Notice.objects.create(
        recipient=accounts["subject"], title="Nhắc hạn", created_at=make.NOON
    )
    world.account = accounts["cell_secretary"]
    world.role = world.account.assignments.get()
    world.member = make.make_person("Vi Văn Tuất")
    make.make_membership(world.member, cell)
    _cell_meeting(world)
    world.job = Job.objects.create(
        kind="reviews.draw_paper",
        asked_by=accounts["subject"],
        args={},
        created_at=make.NOON,
        rung_at=make.NOON,
    )
    world.batch = Import.objects.create(
        kind="people", duty="manage_people", scope=district, state="ready", file=file, file_name="danh-sach.xlsx",
        annotated=file, new_count=1, asked_by=accounts["unit_clerk"], asked_at=make.NOON,
        columns=["full_name", "birth", "cell"],
    )  # fmt: skip
    values = {
        "full_name": "Vi Văn Nhập",
        "birth": "1980-05-01",
        "cell": "Chi bộ Văn phòng",
        "from_on": "2010-01-01",
    }
    ImportRow.objects.create(batch=world.batch, number=2, verdict="new", values=values)
    clerk = accounts["unit_clerk"]
    world.export = Job.objects.create(
        kind="cadres.export_people", asked_by=clerk, state="done", created_at=make.NOON, rung_at=make.NOON,
        finished_at=make.NOON, result={"file": file.sha256}, result_name="danh-sach.xlsx",
        args={"query": "", "hat": "", "paths": [district.path], "units": []},
    )  # fmt: skip
    world.printed = Job.objects.create(
        kind="deadlines.draw_ready_set", asked_by=clerk, state="done", created_at=make.NOON, rung_at=make.NOON,
        finished_at=make.NOON, result={"file": file.sha256}, result_name="bo-trang-va-danh-sach.pdf",
        args={"place": cell.key, "hat": ""},
    )  # fmt: skip
    world.own_collective = own.collective
    world.submission = Submission.objects.create(
        dossier=world.dossier,
        number=1,
        receipt="BN-1",
        manifest=[],
        content_hash="2" * 64,
        sent_at=make.NOON,
        sent_on=make.DAY,
        sent_by=accounts["unit_clerk"],
        was_on_time=True,
    )
    world.handover = Handover.objects.create(
        dossier=world.dossier,
        number=1,
        handed_on=make.DAY,
        handed_by="Hà Thị Lan",
        received_by=accounts["organization_staff"],
        received_at=make.NOON,
        lines=[],
        sheet_count=3,
    )
    world.remark = InspectionRemark.objects.create(
        campaign=campaign, organization=cell, inspected_on=make.DAY, inspector="Đoàn kiểm tra số 2",
        text="Chi bộ kiểm điểm chậm.", entered_by=accounts["inspection"], entered_at=make.NOON,
    )  # fmt: skip
    return world


class _Undo(Exception):
    """Take back whatever one visit has changed."""


@contextmanager
def undone():
    """A visit that leaves nothing behind, so that the next role meets the same office."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


# Which of the world's records an address is about: the longest beginning of its name wins.
ABOUT = {
    "cadres:organization": "district",
    "reviews:membership": "person",
    "reviews:transfer": "transfer",
    "reviews:plan": "district",
    "reviews:plan_scan": "own_plan",
    "deadlines:reorganisation": "district",
    "organizations:notice": "notice",
    "organizations:job": "job",
    "organizations:import": "batch",
    "organizations:account": "account",
    "organizations:role": "account",
    "organizations:role_end": "role",
    "cadres:account": "member",
    "cadres:account_part": "account",
    "cadres:collective": "own_collective",
    "cadres:person": "person",
    "cadres:person_export": "export",
    "ratings:person": "person",
    "reviews:subject": "subject",
    "reviews:self_review": "review",
    "reviews:evidence": "review",
    "reviews:notebook": "person",
    "reviews:commitment": "commitment",
    "reviews:commitment_add": "person",
    "reviews:commitment_paper": "person",
    "reviews:noted": "noted",
    "reviews:noted_add": "person",
    "reviews:noted_attach": "review",
    "reviews:remedy": "shortcoming",
    "reviews:paper": "review_paper",
    "reviews:guidance": "guidance",
    "reviews:guidance_create": "subject",
    "reviews:conference": "conference",
    "reviews:cell_meeting": "cell",
    "reviews:cell_meeting_edit": "cell_conference",
    "reviews:conference_create": "own_collective",
    "reviews:conference_plan": "conference_plan",
    "reviews:conference_plan_create": "own_collective",
    "ratings:rating": "rating",
    "ratings:rating_paper": "rating_paper",
    "ratings:consultation": "inquiry",
    "ratings:inquiry": "inquiry",
    "ratings:register": "district",
    "ratings:result": "rating",
    "ratings:proposal": "proposal",
    "ratings:proposal_draft": "own",
    "ratings:proposal_edit": "own",
    "ratings:opinion": "assessment",
    "ratings:opinion_type": "rating",
    "ratings:ballot": "ballot",
    "ratings:ballot_create": "conference",
    "ratings:ballot_list": "conference",
    "ratings:sitting": "sitting",
    "ratings:line": "line",
    "ratings:group": "group",
    "ratings:decision": "decision",
    "ratings:decision_draft": "sitting",
    "deadlines:board_unit": "own",
    "deadlines:progress": "cell",
    "deadlines:remark": "remark",
    "deadlines:ready_set": "cell",
    "deadlines:ready_file": "printed",
    "deadlines:remark_create": "cell",
    "deadlines:desk": "role",
    "deadlines:route_change": "route_change",
    "deadlines:dossier": "dossier",
    "deadlines:item": "item",
    "deadlines:submission": "submission",
    "deadlines:handover": "handover",
}


def keys(world, name, asks):
    """What the path of an address asks for, on the world's own records."""
    about = max((start for start in ABOUT if name.startswith(start)), key=len, default="")
    fixed = {
        "year": 2021,
        "format": "pdf",
        "evidence": world.evidence.key,
        "name": "open",
        "line": "cuoi-ky",
        "roll": "kiem-diem.dang-vien",
        "kind": "people",
        "part": "truong-hop",
    }
    return {one: getattr(world, ABOUT[about]).key if one == "key" else fixed[one] for one in asks}
