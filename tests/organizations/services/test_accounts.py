"""Who may open whose account: by telephone, in minutes, and never upwards or sideways."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied

from organizations import clock
from organizations.enums import AccountState, OrganizationKind, Role
from organizations.models import Account, Assignment, AuditEntry, Notice
from organizations.services import accounts, sign_in
from organizations.workflow import TransitionDenied
from reviews.models import SelfReview
from tests import factories as make
from tests.factories import DAY, NOON

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = DAY + timedelta(days=1), DAY - timedelta(days=1)


@pytest.fixture
def tree():
    """A district with its base and cell, its sister, and the clerk who asks."""
    district, sister = make.make_organization(), make.make_organization()
    base = make.make_organization(district, OrganizationKind.BASE_COMMITTEE)
    cell = make.make_organization(base, OrganizationKind.CELL)
    other = make.make_organization(sister, OrganizationKind.CELL)
    clerk = make.make_account(Role.UNIT_CLERK, district, full_name="Hà Thị Lan")
    clerk.on_day = DAY
    return SimpleNamespace(district=district, sister=sister, base=base, cell=cell, other=other, clerk=clerk)


def secretary(tree):
    return make.make_account(Role.CELL_SECRETARY, tree.cell)


def with_more(tree, role, organization, **days):
    account = secretary(tree)
    make.add_role(account, role, organization, **days)
    return account


def person(tree, cell, **post):
    """Somebody with an account of his own, perhaps with a post in the district's collective."""
    one = make.make_person("Bùi Đức Khải")
    make.make_membership(one, cell)
    if post:
        make.make_post(one, make.make_collective(tree.district), **post)
    return make.make_account(person=one)


def helper_of_the_district(tree):
    account = person(tree, tree.cell)
    subject = make.make_subject(unit=make.make_unit(make.make_collective(tree.district)))
    SelfReview.objects.filter(subject=subject).update(helper=account)
    return account


REACHED = {
    "the clerk of a base below": lambda tree: make.make_account(Role.BASE_CLERK, tree.base),
    "the secretary of a cell below": secretary,
    "a clerk of a unit's kind, lower down": lambda tree: make.make_account(Role.UNIT_CLERK, tree.base),
    "who had a role higher up until yesterday": lambda tree: with_more(
        tree, Role.UNIT_CHECKER, tree.district, to_on=YESTERDAY
    ),
    "who begins below tomorrow": lambda tree: make.make_account(),
    "whose only role below has ended": lambda tree: make.make_account(),
    "a member of a cell below": lambda tree: person(tree, tree.cell),
    "who left his post at the district": lambda tree: person(tree, tree.cell, to_on=YESTERDAY, is_main=False),
}
NEVER = {
    "himself": lambda tree: tree.clerk,
    "his colleague at the same desk": lambda tree: make.make_account(Role.UNIT_CLERK, tree.district),
    "the checker of his own unit": lambda tree: make.make_account(Role.UNIT_CHECKER, tree.district),
    "his leader": lambda tree: make.make_account(Role.UNIT_LEADER, tree.district),
    "the clerk of a sister district": lambda tree: make.make_account(Role.UNIT_CLERK, tree.sister),
    "a secretary of a sister's cell": lambda tree: make.make_account(Role.CELL_SECRETARY, tree.other),
    "a department's clerk": lambda tree: make.make_account(Role.UNIT_CLERK, unit=make.make_department()),
    "the Organization Committee": lambda tree: make.make_account(Role.ORGANIZATION_STAFF),
    "a member of the Standing Committee": lambda tree: make.make_account(Role.STANDING_MEMBER),
    "the administrator": lambda tree: make.make_account(Role.ADMINISTRATOR),
    "who also works at his own level": lambda tree: with_more(tree, Role.UNIT_CHECKER, tree.district),
    "who will work at his own level": lambda tree: with_more(
        tree, Role.UNIT_CHECKER, tree.district, from_on=TOMORROW
    ),
    "who works there to the end of the day": lambda tree: with_more(
        tree, Role.UNIT_CHECKER, tree.district, to_on=DAY
    ),
    "who also works for a sister": lambda tree: with_more(tree, Role.CELL_SECRETARY, tree.other),
    "who also supervises": lambda tree: with_more(tree, Role.SUPERVISOR, tree.cell),
    "somebody bound to nothing": lambda tree: make.make_account(),
    "a member of a sister's cell": lambda tree: person(tree, tree.other),
    "a member with a post at the district": lambda tree: person(tree, tree.cell, is_head=True),
    "who helps the district to write": helper_of_the_district,
}


def given(case, tree):
    account = (REACHED | NEVER)[case](tree)
    if case == "who begins below tomorrow":
        make.add_role(account, Role.CELL_SECRETARY, tree.cell, from_on=TOMORROW)
    if case == "whose only role below has ended":
        make.add_role(account, Role.CELL_SECRETARY, tree.cell, to_on=YESTERDAY)
    return Account.objects.get(pk=account.pk)


@pytest.mark.parametrize("case", [*REACHED, *NEVER])
def test_a_clerk_resets_what_lies_below_him_and_nothing_else(case, tree):
    account, before = given(case, tree), Account.objects.count()
    seen = Account.objects.visible_to(tree.clerk).filter(pk=account.pk).exists()
    assert seen is (case in REACHED)

    acts = (
        lambda: accounts.reset_account(
            account, asked_by="Bùi Văn Nhượng", reason="quên mật khẩu", actor=tree.clerk, at=NOON
        ),
        lambda: accounts.issue_one_time_code(account, actor=tree.clerk),
        lambda: accounts.lock_account(account, reason="nghỉ", actor=tree.clerk),
    )
    if seen:
        assert acts[0]()[0] == account
        return
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    after = Account.objects.get(pk=account.pk)
    assert (after.password, after.one_time_code, after.is_active) == (account.password, "", True)
    assert (Account.objects.count(), AuditEntry.objects.count(), Notice.objects.count()) == (before, 0, 0)


def test_an_administrator_administers_everybody_but_himself(tree):
    administrator = make.make_account(Role.ADMINISTRATOR)
    seen = set(Account.objects.visible_to(administrator))
    assert seen == set(Account.objects.exclude(pk=administrator.pk))
    with pytest.raises(PermissionDenied):
        accounts.issue_one_time_code(administrator, actor=administrator)


def test_who_wears_another_hat_administers_nobody(tree):
    both = make.add_role(tree.clerk, Role.UNIT_CHECKER, tree.district)
    secretary(tree)
    tree.clerk.forget_roles()
    tree.clerk.hat_key = both.key
    assert not Account.objects.visible_to(tree.clerk).exists()


@pytest.fixture
def known(tree):
    """A clerk of a base with a password and a card of codes."""
    account = make.make_account(Role.BASE_CLERK, tree.base, full_name="Bùi Văn Nhượng")
    sign_in.issue_code_card(account, actor=account)
    return account


def reset(account, tree):
    return accounts.reset_account(
        account, asked_by="Bùi Văn Nhượng, văn phòng", reason="quên mật khẩu", actor=tree.clerk, at=NOON
    )


def test_a_reset_ends_password_and_second_factor_and_tells_the_owner(known, tree):
    _account, code = reset(known, tree)

    fresh = Account.objects.get(pk=known.pk)
    assert not fresh.has_usable_password()
    assert fresh.get_session_auth_hash() != known.get_session_auth_hash()
    assert not Authenticator.objects.filter(user=known).exists()
    entry = AuditEntry.objects.get(action="reset_account")
    assert (entry.actor, entry.on_behalf_of) == (tree.clerk, "Bùi Văn Nhượng, văn phòng")
    assert entry.note == "Bùi Văn Nhượng, văn phòng đề nghị: quên mật khẩu"
    notice = Notice.objects.get()
    assert notice.recipient == known
    assert "Hà Thị Lan" in notice.body
    assert code not in str(list(AuditEntry.objects.values())) + notice.body + str(Account.objects.values())


def test_a_code_is_worth_nothing_after_two_weeks(known, tree):
    _account, code = reset(known, tree)
    assert Account.objects.get(pk=known.pk).state_at(clock.real_now()) == AccountState.PRINTED
    Account.objects.filter(pk=known.pk).update(code_until=clock.real_now() - timedelta(seconds=1))

    assert sign_in.spend_one_time_code(known.sign_in_name, code) is None
    assert Account.objects.get(pk=known.pk).state_at(clock.real_now()) == AccountState.LAPSED


def test_several_slips_only_for_those_who_never_came_in(known, tree):
    new = accounts.create_account(full_name="Vi Văn Tố", actor=tree.clerk)
    make.add_role(new, Role.CELL_SECRETARY, tree.cell)
    [(account, _code)] = accounts.issue_slips([new], actor=tree.clerk)
    assert account == new
    with pytest.raises(TransitionDenied, match="Bùi Văn Nhượng đã đặt mật khẩu"):
        accounts.issue_slips([new, known], actor=tree.clerk)
    assert Account.objects.get(pk=known.pk).password == known.password


def test_a_locked_account_opens_again_only_with_a_new_code(known, tree):
    accounts.lock_account(known, reason="nghỉ thai sản", actor=tree.clerk)
    with pytest.raises(TransitionDenied, match="đang khóa"):
        reset(known, tree)
    with pytest.raises(TransitionDenied, match="đã khóa rồi"):
        accounts.lock_account(known, reason="nghỉ thai sản", actor=tree.clerk)

    account, code = accounts.unlock_account(known, reason="trở lại làm việc", actor=tree.clerk)
    assert account.get_session_auth_hash() != known.get_session_auth_hash()
    assert sign_in.spend_one_time_code(known.sign_in_name, code) == known
    with pytest.raises(TransitionDenied, match="không bị khóa"):
        accounts.unlock_account(known, reason="nhầm", actor=tree.clerk)
    acts = AuditEntry.objects.exclude(action__in=["issue_code_card", "spend_one_time_code"])
    assert list(acts.values_list("action", "note")) == [
        ("lock_account", "nghỉ thai sản"),
        ("unlock_account", "trở lại làm việc"),
    ]


def desk(tree, role, organization, unit=None, actor=None):
    return accounts.open_desk(
        full_name="Lò Thị Hoa", phone="", role=role, organization=organization, unit=unit, title="",
        from_on=DAY, to_on=None, actor=actor or tree.clerk,
    )  # fmt: skip


def test_a_clerk_makes_the_desk_of_a_base(tree):
    account, code = desk(tree, Role.BASE_CLERK, tree.base)
    assert Assignment.objects.get(account=account).from_on == date(2021, 12, 14)
    assert account.has_usable_password() is False
    assert sign_in.spend_one_time_code(account.sign_in_name, code) == account


@pytest.mark.parametrize(
    ("_case", "role", "place"),
    [
        ("at his own desk", Role.UNIT_CLERK, "district"),
        ("at a sister's", Role.UNIT_CLERK, "sister"),
        ("a role of the province, below", Role.ORGANIZATION_STAFF, "cell"),
        ("an administrator", Role.ADMINISTRATOR, "cell"),
        ("a supervisor below", Role.SUPERVISOR, "base"),
    ],
)
def test_a_clerk_makes_no_desk_elsewhere(_case, role, place, tree):
    before = Account.objects.count()
    with pytest.raises(PermissionDenied):
        desk(tree, role, getattr(tree, place))
    assert Account.objects.count() == before
    assert not AuditEntry.objects.exists()


def test_a_worker_that_knows_no_day_reaches_no_further(tree):
    """Of a role with a day on which it ends nothing is left out by a caller without a day."""
    account = with_more(tree, Role.UNIT_CHECKER, tree.district, to_on=TOMORROW)
    tree.clerk.on_day = None
    assert not Account.objects.visible_to(tree.clerk).filter(pk=account.pk).exists()
    assert Account.objects.visible_to(tree.clerk).filter(pk=secretary(tree).pk).exists()
