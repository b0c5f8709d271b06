"""What every page asks of the database, page by page and role by role: a change is seen, and is meant.

tests/query_counts.json is written anew by QUERY_COUNTS=write ./run test (or pytest) tests/web/test_query_counts.py.
tests/query_bars.json is the most a page may ask, whoever opens it; it is written by hand and only ever lowered. The
acts of a self-review are held to it by tests/reviews/views/test_costs.py.
"""

import json
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cadres.models import Standing, Transfer
from deadlines.models import InspectionRemark
from organizations import audit
from organizations.enums import Level, OrganizationKind, Role
from organizations.models import Import, Notice, OrganizationChange
from organizations.permissions import POLICIES, Gate
from ratings.models import Assessment, Ballot, Decision, RouteChange, RouteMove, Sitting, SittingLine
from reviews.models import AgendaItem, Guidance, RemedyNote, SelfReview, Shortcoming
from tests import factories as make
from tests.web.pages import GET_PAGES, Page

TESTS = Path(__file__).resolve().parents[1]
COUNTS = TESTS / "query_counts.json"
BARS = json.loads((TESTS / "query_bars.json").read_text(encoding="utf-8"))
COUNTED = [one for one in GET_PAGES if POLICIES.get(one.url, Gate.DEMO) is not Gate.DEMO]

LISTS = [
    Page(url, who)
    for url, who in (
        ("deadlines:worklist", "organization_staff"),
        ("deadlines:worklist", "supervisor"),
        ("deadlines:progress", "organization_staff"),
        ("deadlines:progress", "unit_clerk"),
        ("deadlines:progress_calls", "organization_staff"),
        ("deadlines:remark_list", "inspection"),
        ("deadlines:board", "organization_staff"),
        ("deadlines:board_report", "organization_leader"),
        ("deadlines:route_change_list", "organization_staff"),
        ("deadlines:route_change_create", "organization_staff"),
        ("deadlines:route_change_detail", "organization_staff"),
        ("deadlines:dossier_list", "organization_staff"),
        ("cadres:person_list", "organization_staff"),
        ("cadres:person_list", "unit_clerk"),
        ("cadres:organization_list", "unit_clerk"),
        ("reviews:transfer_list", "unit_clerk"),
        ("deadlines:reorganisation_list", "organization_staff"),
        ("cadres:standing_many", "unit_clerk"),
        ("organizations:notice_list", "subject"),
        ("organizations:access_list", "organization_leader"),
        ("organizations:import_list", "unit_clerk"),
        ("organizations:account_list", "administrator"),
        ("organizations:account_list", "unit_clerk"),
        ("organizations:journal_list", "organization_leader"),
        ("reviews:subject_list", "unit_clerk"),
        ("reviews:subject_list", "organization_staff"),
        ("reviews:subject_papers", "unit_clerk"),
        ("reviews:remedy_list", "unit_clerk"),
        ("reviews:remedy_excel", "unit_clerk"),
        ("reviews:guidance_list", "organization_staff"),
        ("reviews:plan_list", "organization_staff"),
        ("reviews:guidance_choose", "organization_staff"),
        ("reviews:guidance_grounds", "organization_staff"),
        ("reviews:conference_list", "unit_clerk"),
        ("reviews:conference_detail", "unit_clerk"),
        ("ratings:register_names", "organization_staff"),
        ("ratings:balance", "organization_staff"),
        ("ratings:balance_people", "organization_staff"),
        ("ratings:person_detail", "organization_leader"),
        ("ratings:rating_list", "unit_clerk"),
        ("ratings:rating_list", "organization_staff"),
        ("ratings:proposal_edit", "unit_clerk"),
        ("ratings:opinion_list", "supervisor"),
        ("ratings:ballot_list", "unit_clerk"),
        ("ratings:ballot_create", "unit_clerk"),
        ("ratings:sitting_list", "organization_staff"),
        ("ratings:sitting_detail", "organization_staff"),
        ("ratings:sitting_detail", "standing_member"),
        ("ratings:sitting_table", "organization_staff"),
        ("ratings:group_list", "organization_staff"),
        ("ratings:decision_list", "registry"),
    )
]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_rulebook_is_at_hand(visit):
    """It is parsed once in a process; whichever page comes first would pay for it."""
    visit(Page("ratings:proposal_edit", "unit_clerk"))


def test_every_page_asks_what_is_written(visit):
    found, faults = {}, []
    for one in COUNTED:
        response = visit(one)
        found[one.name] = len(response.asked)
        if response.status_code != one.answers:
            faults.append(f"{one.name} answers {response.status_code}")
    assert not faults, faults
    if os.environ.get("QUERY_COUNTS") == "write":
        COUNTS.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert found == json.loads(COUNTS.read_text(encoding="utf-8"))


def test_no_page_asks_more_than_its_bar():
    """Every page of the table, for every role that is counted."""
    counts = json.loads(COUNTS.read_text(encoding="utf-8"))
    over = {name: asks for name, asks in counts.items() if asks > BARS.get(name.split()[0], asks)}
    assert over == {}
    counted = {name.split()[0] for name in counts}
    acts = {name for name in BARS if name not in counted}
    assert acts == {
        "reviews:self_review_autosave",
        "reviews:self_review_edit sent",
        "reviews:self_review_submit",
    }


def _two_more(office):
    """Two more of everything a list shows."""
    staff, clerk = office.accounts["organization_staff"], office.accounts["unit_clerk"]
    for place in (7, 8):
        person = make.make_person(f"Cầm Văn Số {place}")
        make.make_membership(person, office.cell)
        post = make.make_post(person, office.own.collective, title=f"Ủy viên số {place}", position=place)
        subject = make.make_subject(person=person, unit=office.own, position=place)
        other = make.make_subject(unit=office.own, position=place)
        SelfReview.objects.filter(subject=other).update(
            state="submitted", submitted_at=make.NOON, submitted_on=make.DAY
        )
        weak = Shortcoming.objects.create(person=other.person, year=2021, text=f"Còn nóng {place}.")
        RemedyNote.objects.create(
            shortcoming=weak, noted_on=make.DAY, state="doing", text="Đã sửa.", entered_by=clerk,
            entered_at=make.NOON,
        )  # fmt: skip
        rating = make.make_rating(subject, proposed_level=Level.GOOD, state="admitted")
        Guidance.objects.create(
            subject=subject, issuer=office.organ, drafted_by=staff, state="sent", number=f"{place}-CV/TU",
            dated_on=make.DAY, signatory="Nguyễn Văn Hòa", sent_at=make.NOON,
        )  # fmt: skip
        conference = make.make_conference(office.own, clerk, held_on=make.DAY.replace(day=place))
        AgendaItem.objects.create(conference=conference, subject=subject, position=1)
        AgendaItem.objects.create(conference=office.conference, subject=subject, position=place)
        Ballot.objects.create(conference=office.conference, name=f"Phiếu {place}")
        Assessment.objects.create(
            rating=rating, kind="supervisor", assessor=office.accounts["supervisor"], text="Nhất trí",
            typed_by=staff, typed_at=make.NOON,
        )  # fmt: skip
        sitting = Sitting.objects.create(
            campaign=office.campaign, collective=office.organ, name=f"Phiên {place}", held_on=make.DAY,
            member_count=11, prepared_by=staff,
        )  # fmt: skip
        SittingLine.objects.create(
            sitting=office.sitting, rating=rating, position=place, submitted_level=Level.GOOD
        )
        Decision.objects.create(
            campaign=office.campaign,
            sitting=sitting,
            issuer=office.organ,
            drafted_by=staff,
            drafted_at=make.NOON,
        )
        RouteMove.objects.create(change=office.route_change, post=post, subject=subject, before="decided")
        letter = RouteChange.objects.create(
            campaign=office.campaign, route="delegated", number=f"{place}-CV/TU", dated_on=make.DAY,
            reason="Bổ sung", recorded_by=staff, recorded_at=make.NOON,
        )  # fmt: skip
        RouteMove.objects.create(change=letter, post=post, subject=subject, before="decided")
        make.make_group(f"Nhóm {place}", campaign=office.campaign)
        make.make_account(Role.CELL_SECRETARY, office.cell, full_name=f"Cầm Văn Hai {place}")
        audit.record(actor=clerk, action="write", target=clerk, on_behalf_of="Bùi Đức Khải")
        make.make_item(make.make_dossier(make.make_unit()), file=office.item.file, file_name="to-trinh.pdf")
        Notice.objects.create(recipient=office.accounts["subject"], title="Nhắc hạn", created_at=make.NOON)
        audit.looked(staff, subject)
        cell = make.make_organization(office.district, OrganizationKind.CELL)
        OrganizationChange.objects.create(
            organization=cell, kind="create", after=cell.name, effective_on=make.DAY, number=f"{place}-QĐ/HU",
            reason="Thành lập", recorded_by=staff, recorded_at=make.NOON,
        )  # fmt: skip
        left = make.make_membership(
            make.make_person(f"Hà Văn Số {place}"), office.cell, to_on=make.DAY, end_reason="moved"
        )
        Transfer.objects.create(
            person=left.person,
            left=left,
            to_organization=cell,
            left_on=make.DAY,
            sent_by=staff,
            sent_at=make.NOON,
        )
        Import.objects.create(
            kind="people", duty="manage_people", scope=office.district, state="ready", file=office.item.file,
            file_name=f"{place}.xlsx", asked_by=make.make_account(), asked_at=make.NOON,
        )  # fmt: skip
        audit.looked(staff, office.person)
        InspectionRemark.objects.create(
            campaign=office.campaign, organization=office.district, inspected_on=make.DAY, inspector=f"Đoàn {place}",
            text="Chậm", entered_by=staff, entered_at=make.NOON,
        )  # fmt: skip
        make.make_membership(office.person, office.cell, kind="temporary", to_on=make.DAY)
        make.make_post(office.person, office.own.collective, is_main=False, position=place)
        Standing.objects.create(person=office.person, kind="away", from_on=make.DAY.replace(month=place))


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_a_longer_list_asks_no_more(visit, one):
    short, long = visit(one), visit(replace(one, given=_two_more))
    assert len(long.content) > len(short.content), "the list is no longer than before"
    assert len(long.asked) == len(short.asked), Counter(long.asked) - Counter(short.asked)
