"""The journal: every fault is found, and the database itself refuses to change it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from organizations import audit
from organizations.models import AccessEntry, AuditEntry, AuditSeal
from organizations.services.triggers import install_triggers, missing_triggers, remove_triggers
from tests.factories import make_account, make_province

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def journal():
    """Ten entries under one seal, and one that no seal holds yet."""
    account, province = make_account(), make_province()
    for number in range(10):
        audit.record(actor=account, action=f"act_{number}", target=province)
    assert audit.seal().last_entry == AuditEntry.objects.last().pk
    audit.record(actor=account, action="later", target=province)
    return account


def test_a_whole_journal_has_no_fault_and_names_its_tail(journal):
    verdict = audit.verify()
    assert (verdict.faults, verdict.sealed, verdict.unsealed) == ((), 10, 1)
    assert verdict.head == AuditSeal.objects.get()


def test_sealing_nothing_makes_no_seal(journal):
    assert audit.seal() is not None
    assert audit.seal() is None
    assert AuditSeal.objects.count() == 2


def test_a_changed_entry_is_found(journal):
    remove_triggers()
    first = AuditEntry.objects.first()
    AuditEntry.objects.filter(pk=first.pk).update(note="khác")
    assert audit.verify().faults == (f"entry {first.pk}: changed",)
    install_triggers()


def test_a_deleted_entry_is_found(journal):
    remove_triggers()
    first = AuditEntry.objects.first()
    AuditEntry.objects.filter(pk=first.pk).delete()
    assert audit.verify().faults == (f"entry {first.pk}: deleted",)
    install_triggers()


def test_an_inserted_entry_is_found(journal):
    remove_triggers()
    first, second = AuditEntry.objects.all()[:2]
    AuditEntry.objects.filter(pk=second.pk).delete()
    AuditSeal.objects.update(
        digests=[one for one in AuditSeal.objects.first().digests if one[0] != second.pk]
    )
    AuditEntry.objects.create(
        pk=second.pk, at=first.at, actor=journal, action="forged", target_kind="x", target_key="y"
    )
    faults = audit.verify().faults
    assert f"entry {second.pk}: inserted" in faults
    assert any("seal" in one and "broken" in one for one in faults)
    install_triggers()


def test_two_entries_in_each_other_s_place_are_found(journal):
    remove_triggers()
    first, second = AuditEntry.objects.all()[:2]
    values = AuditEntry.objects.filter(pk__in=[first.pk, second.pk]).in_bulk()
    for here, there in ((first.pk, second.pk), (second.pk, first.pk)):
        other = values[there]
        AuditEntry.objects.filter(pk=here).update(action=other.action, at=other.at)
    assert audit.verify().faults == (f"entry {first.pk}: reordered", f"entry {second.pk}: reordered")
    install_triggers()


def test_two_entries_in_each_other_s_place_are_found_across_seals(journal):
    assert audit.seal() is not None
    remove_triggers()
    first, last = AuditEntry.objects.first(), AuditEntry.objects.last()
    for here, other in ((first, last), (last, first)):
        AuditEntry.objects.filter(pk=here.pk).update(action=other.action, at=other.at)
    assert audit.verify().faults == (f"entry {first.pk}: reordered", f"entry {last.pk}: reordered")
    install_triggers()


def test_a_head_noted_outside_is_missed_once_the_seals_are_made_anew(journal):
    head = AuditSeal.objects.get().digest
    assert audit.verify(head).faults == ()
    remove_triggers()
    AuditSeal.objects.all().delete()
    first = AuditEntry.objects.first()
    AuditEntry.objects.filter(pk=first.pk).update(note="khác")
    install_triggers()
    assert audit.seal() is not None
    assert audit.verify(head).faults == (f"head {head}: the journal no longer holds it",)


def test_a_tail_that_was_cut_off_is_found_by_the_head_noted_before(journal):
    assert audit.seal() is not None
    head, entry = AuditSeal.objects.last(), AuditEntry.objects.last()
    remove_triggers()
    AuditSeal.objects.filter(pk=head.pk).delete()
    AuditEntry.objects.filter(pk=entry.pk).delete()
    install_triggers()
    cut = f"head {head.digest}: the journal no longer holds it"
    missing = (f"entries {entry.pk} to {entry.pk}: deleted", f"seals {head.pk} to {head.pk}: deleted")
    assert audit.verify(head.digest).faults == ((*missing, cut) if connection.vendor == "sqlite" else (cut,))


def test_entries_that_no_seal_holds_after_an_hour_are_a_fault(journal):
    waiting = AuditEntry.objects.last()
    remove_triggers()
    long_ago = waiting.at - audit.SEAL_LATE
    AuditEntry.objects.filter(pk=waiting.pk).update(at=long_ago)
    install_triggers()
    late = f"entries from {waiting.pk}: not sealed, though written more than an hour ago"
    assert audit.verify().faults == (late,)


@pytest.mark.parametrize("statement", ["UPDATE {} SET note = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_journal(journal, statement):
    before = list(AuditEntry.objects.values())
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("organizations_auditentry"))
    assert list(AuditEntry.objects.values()) == before


def test_the_database_refuses_to_empty_the_journal_or_to_put_a_row_in_another_s_place(journal):
    entry, seal = AuditEntry.objects.values().first(), AuditSeal.objects.values().get()
    forged = entry | {"note": "khác"}
    other_seal = seal | {"id": seal["id"] + 1, "first_entry": 7}
    connection.check_constraints()  # none is left waiting: PostgreSQL truncates no such table
    statements = [("TRUNCATE organizations_auditentry", [])]
    if connection.vendor == "sqlite":
        replace = "REPLACE INTO {} ({}) VALUES ({})".format
        statements = [
            (replace(table, ", ".join(row), ", ".join(["%s"] * len(row))), [*row.values()])
            for table, row in (
                ("organizations_auditentry", forged),
                ("organizations_auditseal", other_seal | {"digests": "[]"}),
            )
        ]
    for statement, values in statements:
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, values)
    assert AuditEntry.objects.values().first() == entry
    assert AuditSeal.objects.values().get() == seal


def test_every_append_only_table_is_closed():
    assert missing_triggers() == []
    remove_triggers()
    assert len(missing_triggers()) >= 10
    install_triggers()


def test_the_command_names_what_is_wrong(journal, capsys):
    seal = AuditSeal.objects.get()
    call_command("verify_audit", head=seal.digest)
    assert capsys.readouterr().out.splitlines() == [
        "10 entries sealed, 1 not sealed yet",
        f"head: seal {seal.pk}, up to entry {seal.last_entry}, {seal.digest}",
    ]

    remove_triggers()
    first = AuditEntry.objects.first()
    AuditEntry.objects.filter(pk=first.pk).update(note="khác")
    with pytest.raises(CommandError, match="faults in the journal"):
        call_command("verify_audit")
    install_triggers()
    said = capsys.readouterr().err.splitlines()
    assert said[0] == f"entry {first.pk}: changed"
    assert "trigger organizations_auditentry_no_update is missing" in said


def test_looking_leaves_a_line():
    account, province = make_account(), make_province()
    audit.looked(account, province)
    entry = AccessEntry.objects.get()
    assert (entry.account, entry.target_kind, entry.target_key) == (
        account,
        "organizations.partyorganization",
        province.key,
    )


def test_the_same_act_on_many_records_is_written_once_each():
    account, province = make_account(), make_province()
    audit.record_many(actor=account, action="seed", targets=[province, account], note="dùng thử")
    assert sorted(AuditEntry.objects.values_list("target_kind", "action", "note")) == [
        ("organizations.account", "seed", "dùng thử"),
        ("organizations.partyorganization", "seed", "dùng thử"),
    ]
