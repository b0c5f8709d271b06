"""Accounts, roles and notices."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from organizations import audit
from organizations.enums import MailState, Role
from organizations.models import Account, Assignment, AuditEntry, Notice, PartyOrganization
from organizations.permissions import Permission
from organizations.services import accounts, notices, roles, sign_in
from organizations.workflow import TransitionDenied
from tests.factories import NOON, add_role, make_account, make_department, make_organization, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_account(Role.ADMINISTRATOR)


def test_an_account_needs_no_mail_and_its_name_means_nothing(administrator):
    account = accounts.create_account(full_name="  Hà  Thị Lan ", actor=administrator)
    assert (account.full_name, account.email, account.has_usable_password()) == ("Hà Thị Lan", "", False)
    assert len(account.sign_in_name) == 6
    assert AuditEntry.objects.get().action == "create_account"


def test_a_one_time_code_opens_once_and_is_nowhere_kept(administrator):
    account = make_account(Role.CELL_SECRETARY)
    code = accounts.issue_one_time_code(account, actor=administrator)
    account.refresh_from_db()
    assert account.must_change_password
    assert not account.has_usable_password()
    assert code not in str(Account.objects.values()) + str(AuditEntry.objects.values())
    assert sign_in.spend_one_time_code(account.sign_in_name, "sai-ma") is None
    assert sign_in.spend_one_time_code(account.sign_in_name.upper(), code.upper()) == account
    account.refresh_from_db()
    assert sign_in.spend_one_time_code(account.sign_in_name, code) is None


def test_a_changed_password_kills_the_slip(administrator):
    account = make_account(Role.CELL_SECRETARY)
    code = accounts.issue_one_time_code(account, actor=administrator)
    sign_in.change_password(account, "mot-mat-khau-moi", actor=account)
    account.refresh_from_db()
    assert not account.must_change_password
    assert sign_in.spend_one_time_code(account.sign_in_name, code) is None


def test_only_an_administrator_resets_and_nothing_changes_otherwise():
    account, clerk = make_account(Role.CELL_SECRETARY), make_account(Role.UNIT_CLERK)
    with pytest.raises(PermissionDenied):
        accounts.issue_one_time_code(account, actor=clerk)
    account.refresh_from_db()
    assert (account.one_time_code, account.must_change_password) == ("", False)
    assert not AuditEntry.objects.exists()


def test_a_role_is_given_once_however_often_it_is_asked(administrator):
    account, district = make_account(), make_organization()
    for _ in range(2):
        roles.grant_role(
            account, Role.UNIT_CLERK, organization=district, from_on=date(2021, 1, 1), actor=administrator
        )
    assert Assignment.objects.filter(account=account).count() == 1
    assert AuditEntry.objects.filter(action="grant_role").count() == 1


def test_a_role_that_ended_gives_nothing_from_the_next_day_on(administrator):
    account = make_account()
    district = make_organization()
    assignment = add_role(account, Role.UNIT_CLERK, district)
    roles.end_role(assignment, to_on=date(2021, 12, 14), actor=administrator)
    for day, expected in ((date(2021, 12, 14), True), (date(2021, 12, 15), False)):
        fresh = Account.objects.get(pk=account.pk)
        fresh.on_day = day
        assert fresh.can(Permission.RECORD_CONFERENCE, district) is expected


def test_a_role_cannot_end_before_it_begins(administrator):
    assignment = add_role(make_account(), Role.UNIT_CLERK, make_organization())
    with pytest.raises(TransitionDenied):
        roles.end_role(assignment, to_on=date(2020, 12, 31), actor=administrator)
    assignment.refresh_from_db()
    assert assignment.to_on is None


def test_with_a_hat_on_only_that_role_counts():
    account, first, second = make_account(), make_organization(), make_organization()
    hat = add_role(account, Role.UNIT_CLERK, first)
    add_role(account, Role.UNIT_CLERK, second)
    assert account.can(Permission.RECORD_CONFERENCE, first)
    assert account.can(Permission.RECORD_CONFERENCE, second)
    account.hat_key = hat.key
    assert account.can(Permission.RECORD_CONFERENCE, first)
    assert not account.can(Permission.RECORD_CONFERENCE, second)


def test_a_unit_s_own_clerk_reaches_that_unit_and_nothing_else():
    own, other = make_department(), make_department()
    clerk = make_account(Role.UNIT_CLERK, unit=own)
    assert clerk.can(Permission.SEND_DOSSIER, own)
    assert not clerk.can(Permission.SEND_DOSSIER, other)
    assert not clerk.can(Permission.VIEW_PEOPLE, make_province())


def test_the_committee_above_in_the_tree_does_not_reach_a_unit_that_reports_straight():
    unit = make_department()
    bloc = PartyOrganization.objects.get_parent(unit.organization)
    clerk = make_account(Role.UNIT_CLERK, bloc)
    assert clerk.can(Permission.VIEW_PEOPLE, unit.organization)
    assert not clerk.can(Permission.VIEW_DOSSIER, unit)


def test_a_notice_is_told_once_and_mailed_once():
    reader = make_account(email="lan@example.org")
    for _ in range(2):
        notices.write_notice(
            reader, title="Nhắc hạn\r\nBcc: x@y", body="Còn 3 ngày", path="/", at=NOON, dedupe_key="k"
        )
    assert Notice.objects.count() == 1
    assert (notices.deliver_notices(), notices.deliver_notices()) == (1, 0)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["lan@example.org"], "Nhắc hạn Bcc: x@y")
    assert Notice.objects.get().mail_state == MailState.SENT


def test_the_head_of_the_journal_is_told_once_a_day_to_those_who_keep_it(administrator):
    assert notices.tell_head(at=NOON) == 0
    leader = make_account(Role.ORGANIZATION_LEADER, email="ban@minhgiang.example")
    make_account(Role.ORGANIZATION_STAFF)
    audit.record(actor=leader, action="act", target=leader)
    head = audit.seal()
    assert (notices.tell_head(at=NOON), notices.tell_head(at=NOON)) == (2, 0)
    told = Notice.objects.order_by("recipient")
    assert [one.recipient for one in told] == [administrator, leader]
    assert {one.title for one in told} == {"Mã niêm phong nhật ký ngày 14/12/2021"}
    assert notices.deliver_notices() == 1
    assert mail.outbox[0].body.startswith(f"Mã: {head.digest}\n")


def test_a_reader_without_mail_still_has_the_notice():
    notice = notices.write_notice(make_account(), title="Nhắc hạn", at=NOON)
    assert notices.deliver_notices() == 0
    assert notice.mail_state == MailState.NONE


def test_supervision_goes_with_the_seat_in_the_standing_committee():
    member, district = make_account(Role.STANDING_MEMBER), make_organization()
    add_role(member, Role.SUPERVISOR, district)
    member.forget_roles()
    [hat] = member.hats
    member.hat_key = hat.assignment_key
    assert hat.role == Role.STANDING_MEMBER
    assert member.can(Permission.CONFIRM_OPINION, district)
    assert member.can(Permission.MARK_LINE, make_province())
