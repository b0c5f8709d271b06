"""Letters of guidance at every upper level."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from documents.services.files import keep_bytes
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry, Notice
from organizations.permissions import Permission
from organizations.workflow import StaleVersion, TransitionDenied
from reviews.enums import GuidanceState
from reviews.models import Guidance, GuidancePoint, Place, Subject
from reviews.papers.filling import paper_of_guidance
from reviews.queries.context import guided_subjects, issuers_to
from reviews.services import guidance as services
from reviews.services.campaigns import register_subjects
from reviews.services.guidance import Point
from tests.factories import (
    make_account,
    make_collective,
    make_department,
    make_membership,
    make_organization,
    make_person,
)
from tests.reviews.office import NOON, Office, sibling

pytestmark = pytest.mark.django_db
POINTS = [Point(issue="Xây nhà trên đất trồng lúa.", request="Làm rõ trách nhiệm."), Point(issue=" ")]


@pytest.fixture
def office():
    return Office()


def draft(office, **changes):
    values = {
        "issuer": office.standing,
        "opening": "Thực hiện Kế hoạch",
        "attending": "",
        "points": POINTS,
        "actor": office.staff,
        "at": NOON,
    } | changes
    return services.draft_guidance(office.subject, values.pop("issuer"), **values)


def send(letter, actor, **changes):
    values = {"number": "812-CV/TU", "dated_on": date(2021, 11, 22), "signatory": "Hà Quang Vịnh"}
    values["signatory_title"] = "Bí thư"
    values |= {"scan": None, "scan_name": ""} | changes
    return services.send_guidance(letter, **values, actor=actor, at=NOON)


def test_a_draft_holds_its_points_and_no_number(office):
    letter = draft(office)

    assert (letter.state, letter.number, letter.dated_on) == (GuidanceState.DRAFT, "", None)
    assert [point.issue for point in letter.points.all()] == ["Xây nhà trên đất trồng lúa."]
    assert not Notice.objects.exists()


def test_the_district_writes_guidance_to_its_own_people_too(office):
    letter = draft(office, issuer=office.collective, actor=office.clerk)

    assert letter.issuer == office.collective


def test_a_stranger_writes_no_guidance(office):
    for actor, issuer in ((sibling(), office.standing), (office.clerk, office.standing)):
        with pytest.raises(PermissionDenied):
            draft(office, actor=actor, issuer=issuer)

    assert not Guidance.objects.exists()


def test_the_province_neither_writes_nor_sends_in_a_district_s_name(office):
    letter = draft(office, issuer=office.collective, actor=office.clerk)
    scan = keep_bytes(b"scan", media_type="application/pdf", at=NOON)
    words = {"opening": "", "attending": "", "points": POINTS, "version": 1}
    entries = AuditEntry.objects.count()

    with pytest.raises(PermissionDenied):
        send(letter, office.staff)
    with pytest.raises(PermissionDenied):
        services.rewrite_guidance(letter, **words, actor=office.staff)
    assert Guidance.objects.get().state == GuidanceState.DRAFT

    send(letter, office.clerk)
    with pytest.raises(PermissionDenied):
        services.attach_guidance_scan(letter, scan, "812.pdf", actor=office.staff)

    assert (Guidance.objects.get().opening, Guidance.objects.get().scan) == ("Thực hiện Kế hoạch", None)
    assert set(AuditEntry.objects.all()[entries:].values_list("actor", flat=True)) == {office.clerk.pk}


def test_the_province_drafts_in_no_other_s_name(office):
    department = make_department().collective  # reports straight to the province, and is not the province
    for issuer in (office.collective, department):
        with pytest.raises(PermissionDenied):
            draft(office, issuer=issuer)

    assert not Guidance.objects.exists()


def test_a_letter_never_goes_sideways(office):
    clerk = sibling()
    issuer = clerk.assignments.get().organization.collectives.get()

    with pytest.raises(TransitionDenied, match="phạm vi"):
        draft(office, issuer=issuer, actor=clerk)


def test_one_letter_of_an_issuer_to_one_subject(office):
    draft(office)

    with pytest.raises(TransitionDenied, match="Đã có gợi ý"):
        draft(office)

    assert Guidance.objects.count() == 1


def test_a_letter_without_a_point_is_refused(office):
    with pytest.raises(TransitionDenied, match="ít nhất một điểm"):
        draft(office, points=[Point(issue="  ")])

    assert not Guidance.objects.exists()


def test_two_who_change_one_draft_are_told_of_each_other(office):
    letter = draft(office)
    words = {"opening": "", "attending": "", "points": POINTS, "actor": office.staff}
    services.rewrite_guidance(letter, **words, version=1)

    with pytest.raises(StaleVersion):
        services.rewrite_guidance(letter, **words, version=1)


def test_sending_records_the_register_and_tells_the_subject_and_his_clerk(office):
    scan = keep_bytes(b"scan", media_type="application/pdf", at=NOON)

    letter = send(draft(office), office.staff, scan=scan, scan_name="812.pdf")

    assert (letter.state, letter.number, letter.sent_at) == (GuidanceState.SENT, "812-CV/TU", NOON)
    assert {notice.recipient for notice in Notice.objects.all()} == {office.author, office.clerk}
    assert all("oàn thành" not in notice.title + notice.body for notice in Notice.objects.all())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dated_on": date(2021, 12, 15)}, "chưa đến"),
        ({"dated_on": date(2021, 11, 3)}, "trước ngày ban hành kế hoạch"),
        ({"number": "   "}, "Ghi số"),
    ],
)
def test_what_the_register_cannot_hold_is_refused(office, changes, words):
    letter = draft(office)

    with pytest.raises(TransitionDenied, match=words):
        send(letter, office.staff, **changes)

    assert Guidance.objects.get().state == GuidanceState.DRAFT


def test_a_sent_letter_is_neither_changed_nor_sent_again(office):
    letter = send(draft(office), office.staff)

    with pytest.raises(TransitionDenied):
        services.rewrite_guidance(
            letter, opening="", attending="", points=POINTS, version=1, actor=office.staff
        )
    with pytest.raises(TransitionDenied):
        send(letter, office.staff)

    assert GuidancePoint.objects.count() == 1


def test_the_scan_may_come_after_the_number_and_not_before(office):
    scan = keep_bytes(b"scan", media_type="application/pdf", at=NOON)
    letter = draft(office)
    with pytest.raises(TransitionDenied):
        services.attach_guidance_scan(letter, scan, "812.pdf", actor=office.staff)

    services.attach_guidance_scan(send(letter, office.staff), scan, "812.pdf", actor=office.staff)

    assert Guidance.objects.get().scan_name == "812.pdf"


def test_a_draft_is_not_read_by_its_subject_and_a_sent_letter_is(office):
    letter = draft(office)
    assert not Guidance.objects.visible_to(office.author).exists()

    send(letter, office.staff)

    assert Guidance.objects.visible_to(office.author).get() == letter
    assert not Guidance.objects.visible_to(sibling()).exists()


@pytest.fixture
def base(office):
    """Đảng bộ xã Nà Sọng: its standing committee, its clerk, a member of one of its cells without any office."""
    commune = make_organization(office.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    cell = make_organization(commune, OrganizationKind.CELL, name="Chi bộ bản Pá Hu")
    committee = make_collective(commune, type="base_standing", name="Ban Thường vụ Đảng ủy xã Nà Sọng")
    clerk = make_account(Role.BASE_CLERK, commune, full_name="Bùi Văn Nhượng")
    member = make_person("Giàng A Tủa")
    make_membership(member, cell)
    register_subjects(office.campaign, [committee, member], actor=office.staff, at=NOON)
    return SimpleNamespace(
        committee=committee, clerk=clerk, cell=cell, commune=commune, member=Subject.objects.get(person=member),
        body=Subject.objects.get(collective=committee),
    )  # fmt: skip


def to(office, subject, issuer, actor):
    return services.draft_guidance(
        subject, issuer, opening="", attending="", points=POINTS, actor=actor, at=NOON
    )


def test_a_base_committee_writes_to_the_members_of_its_cells(office, base):
    letter = send(to(office, base.member, base.committee, base.clerk), base.clerk, number="12-CV/ĐU")

    assert (letter.state, letter.issuer) == (GuidanceState.SENT, base.committee)
    assert paper_of_guidance(letter).recipients == ("Như trên", "Lưu Văn phòng Đảng ủy xã Nà Sọng")
    assert base.clerk.can(Permission.SEND_GUIDANCE, letter)
    assert not office.clerk.can(Permission.SEND_GUIDANCE, letter)
    assert not Guidance.objects.visible_to(office.staff).exists()


def test_the_district_writes_to_a_base_and_to_its_members(office, base):
    for subject in (base.body, base.member):
        assert to(office, subject, office.collective, office.clerk).issuer == office.collective


def test_a_base_writes_neither_to_itself_nor_to_whom_the_province_manages(office, base):
    Place.objects.create(subject=office.subject, organization=base.cell, label=base.cell.name, position=2)

    with pytest.raises(TransitionDenied, match="chính mình"):
        to(office, base.body, base.committee, base.clerk)
    with pytest.raises(TransitionDenied, match="thuộc diện cấp trên quản lý"):
        to(office, office.subject, base.committee, base.clerk)
    with pytest.raises(PermissionDenied):
        to(office, base.member, office.collective, base.clerk)

    assert not Guidance.objects.exists()


def test_one_base_writes_to_no_member_of_another(office, base):
    other = make_organization(office.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Pá Lông")
    committee = make_collective(other, type="base_standing", name="Ban Thường vụ Đảng ủy xã Pá Lông")
    clerk = make_account(Role.BASE_CLERK, other)

    with pytest.raises(TransitionDenied, match="phạm vi"):
        to(office, base.member, committee, clerk)

    assert not Guidance.objects.exists()


def test_whom_a_level_may_choose_is_whom_it_may_write_to(office, base):
    def offered(account, words=""):
        return {one.label for one in guided_subjects(account, office.campaign, words)}

    assert offered(base.clerk) == {"Giàng A Tủa"}
    assert {"Giàng A Tủa", "Bùi Đức Khải", base.body.label} <= offered(office.clerk)
    assert office.body.label not in offered(office.clerk)
    assert "Giàng A Tủa" not in offered(office.staff)
    assert offered(office.staff, "Giàng") == {"Giàng A Tủa"}
    assert offered(sibling()) == set()
    assert issuers_to(base.clerk, office.subject) == []
