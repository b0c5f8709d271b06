"""The engine of moves: legality, authority, audit, in one step or not at all."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from organizations.enums import Role
from organizations.models import AuditEntry
from organizations.permissions import GRANTS, HOLDERS, POLICIES, Gate, Permission
from organizations.workflow import Transition, TransitionDenied, advance, may, require
from tests.factories import make_account, make_dossier, make_organization

pytestmark = pytest.mark.django_db

RECEIVE = Transition(
    name="receive",
    label="Tiếp nhận hồ sơ",
    sources=frozenset({"submitted"}),
    target="received",
    permission=Permission.RECEIVE_DOSSIER,
)


@pytest.fixture
def official():
    return make_account(Role.ORGANIZATION_STAFF)


def test_a_move_changes_the_state_and_is_written_down(official):
    dossier = make_dossier(state="submitted")
    assert may(dossier, RECEIVE, official)
    advance(dossier, RECEIVE, actor=official, note="đủ")
    dossier.refresh_from_db()
    assert dossier.state == "received"
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.before, entry.after, entry.note) == (
        official,
        "receive",
        "submitted",
        "received",
        "đủ",
    )
    assert entry.target_key == dossier.key


def test_a_move_from_another_state_says_why_and_changes_nothing(official):
    dossier = make_dossier()
    assert not may(dossier, RECEIVE, official)
    with pytest.raises(TransitionDenied, match=r"^Không thể tiếp nhận hồ sơ: đang lập\.$"):
        advance(dossier, RECEIVE, actor=official)
    dossier.refresh_from_db()
    assert dossier.state == "draft"
    assert not AuditEntry.objects.exists()


def test_a_move_without_authority_is_refused_before_anything_is_said():
    dossier = make_dossier(state="submitted")
    stranger = make_account(Role.UNIT_CLERK, make_organization())
    assert not may(dossier, RECEIVE, stranger)
    with pytest.raises(PermissionDenied):
        advance(dossier, RECEIVE, actor=stranger)
    with pytest.raises(PermissionDenied):
        require(stranger, Permission.RECEIVE_DOSSIER, dossier)
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_every_permission_has_a_holder_and_every_role_a_row():
    assert [one for one in Permission if not HOLDERS[one]] == []
    assert set(GRANTS) == set(Role)


def test_every_policy_asks_for_something_that_exists():
    for name, policy in POLICIES.items():
        asked = policy if isinstance(policy, tuple) else (policy,)
        assert all(isinstance(one, (Gate, Permission)) for one in asked), name


def test_several_sentences_are_one_refusal():
    denied = TransitionDenied("Thiếu mục I.", "Thiếu mục VII.")
    assert (str(denied), denied.sentences) == (
        "Thiếu mục I. Thiếu mục VII.",
        ("Thiếu mục I.", "Thiếu mục VII."),
    )
    assert SimpleNamespace(denied=denied).denied is denied
