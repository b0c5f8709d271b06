"""Where a member sits: admitted, let go, received, temporary, off the rolls and back (rules 1.4, P42, P44)."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from cadres.enums import BY_TRANSFER, MembershipEnd, MembershipKind, MembershipStanding
from cadres.models import Membership, Person, Standing, Transfer
from cadres.rules.people import end_of_probation, person_faults
from documents.rules import short_date
from organizations import audit, clock
from organizations.enums import OrganizationKind
from organizations.models import Account, PartyOrganization
from organizations.permissions import Permission
from organizations.rules.names import clean
from organizations.rules.tree import holds_members
from organizations.workflow import TransitionDenied, about, deny, not_later, require

ONE_DAY = timedelta(days=1)
SITS_ALREADY = (
    "Đồng chí đang sinh hoạt chính thức ở {} rồi, nên không nhận thêm được. "
    "Đề nghị chi bộ chuyển đi bấm “Hủy việc chuyển”: đồng chí ở nguyên nơi đang sinh hoạt."
)
NOT_A_CELL = "Đảng viên chỉ sinh hoạt ở chi bộ. Đề nghị chọn một chi bộ đang hoạt động."


def _hold(person: Person) -> None:
    """One act at a time on where somebody sits."""
    list(Person.objects.select_for_update(no_key=True).filter(pk=person.pk))


def _keep(actor: Account, person: Person, cell: PartyOrganization) -> None:
    """Whoever keeps the people of a cell keeps everybody there but himself."""
    require(actor, Permission.MANAGE_PEOPLE, cell)
    if person.account_id == actor.pk:
        raise PermissionDenied


def _official(person: Person) -> Membership | None:
    rows = Membership.objects.filter(person=person, kind=MembershipKind.OFFICIAL, to_on__isnull=True)
    return rows.select_related("organization", "person").first()


def _faults(on: date, today: date, since: date | None, box: str = "on") -> list[str]:
    """What cannot be of the day of an act."""
    wrong = not_later(box, on, today, "Ngày không được sau hôm nay.")
    if since is not None and on < since:
        wrong.append(about(box, f"Ngày không được trước {short_date(since)}, ngày bắt đầu sinh hoạt ở đó."))
    return wrong


def _arrival_faults(received_on: date, left_on: date, today: date) -> list[str]:
    wrong = _faults(received_on, today, None, "received_on")
    if received_on < left_on:
        wrong.append(about("received_on", "Ngày nhận giấy không được trước ngày chuyển đi."))
    return wrong


def _cell_faults(cell: PartyOrganization, left: PartyOrganization | None) -> list[str]:
    if cell.dissolved_on is not None or not holds_members(OrganizationKind(cell.kind)):
        return [about("cell", NOT_A_CELL)]
    return [about("cell", "Đồng chí đang sinh hoạt ở chính chi bộ này.")] if cell == left else []


def _end(membership: Membership, last_day: date, reason: str) -> None:
    membership.to_on, membership.end_reason = max(membership.from_on, last_day), reason
    membership.save(update_fields=["to_on", "end_reason"])


@transaction.atomic
def send_off(
    person: Person,
    *,
    to: PartyOrganization,
    on: date,
    number: str = "",
    received_on: date | None = None,
    actor: Account,
    at: datetime,
) -> Transfer:
    """His cell lets him go to another; until that one has his papers nobody counts him (P42)."""
    _hold(person)
    left = _official(person)
    if left is None:
        raise TransitionDenied("Đồng chí hiện không sinh hoạt chính thức ở chi bộ nào.")
    _keep(actor, person, left.organization)
    today = clock.day_of(at)
    wrong = [*_faults(on, today, left.from_on), *_cell_faults(to, left.organization)]
    if received_on is not None:
        require(actor, Permission.MANAGE_PEOPLE, to)
        wrong += _arrival_faults(received_on, on, today)
    deny(wrong)
    _end(left, on - ONE_DAY, MembershipEnd.MOVED)
    transfer = Transfer.objects.create(
        person=person, left=left, to_organization=to, left_on=on, number=number, sent_by=actor, sent_at=at
    )
    _on_the_way(person).delete()  # as it was written by hand before: the transfer says it now
    if received_on != on:
        _set_out(person, to, on)
    audit.record(
        actor=actor,
        action="send_off",
        target=person,
        before=left.organization.name,
        after=to.name,
        note=number,
    )
    if received_on is not None:
        receive(transfer, on=received_on, actor=actor, at=at)
    return transfer


def _set_out(person: Person, to: PartyOrganization, on: date) -> None:
    """From this day his papers are in his bag."""
    note = f"Chuyển đến {to.name}"[:200]
    Standing.objects.create(person=person, kind=BY_TRANSFER, from_on=on, note=note)


def _arrive(person: Person, on: date) -> None:
    """From this day his papers are in his bag no longer; no day is both."""
    _on_the_way(person).filter(from_on__gte=on).delete()
    _on_the_way(person).update(to_on=on - ONE_DAY)


def _locked(transfer: Transfer) -> Transfer:
    row = Transfer.objects.select_for_update(of=("self",)).for_list().get(pk=transfer.pk)
    if not row.is_open:
        raise TransitionDenied("Việc chuyển sinh hoạt này đã xong hoặc đã hủy.")
    return row


@transaction.atomic
def receive(transfer: Transfer, *, on: date, actor: Account, at: datetime) -> Membership:
    """The new cell has his papers: from that day it counts him."""
    _hold(transfer.person)
    transfer = _locked(transfer)
    _keep(actor, transfer.person, transfer.to_organization)
    if seat := _official(transfer.person):
        raise TransitionDenied(SITS_ALREADY.format(seat.organization))
    wrong = _faults(on, clock.day_of(at), None)
    if on < transfer.left_on:
        wrong.append(
            about("on", f"Ngày nhận không được trước ngày chuyển đi ({short_date(transfer.left_on)}).")
        )
    deny([*wrong, *_cell_faults(transfer.to_organization, None)])
    joined = Membership.objects.create(
        person=transfer.person,
        organization=transfer.to_organization,
        standing=transfer.left.standing,
        from_on=on,
    )
    transfer.received_on, transfer.joined = on, joined
    transfer.save(update_fields=["received_on", "joined"])
    for guest in _temporary(transfer.person).filter(organization=transfer.to_organization):
        _end(guest, on, "")
    _arrive(transfer.person, on)
    audit.record(
        actor=actor, action="receive_member", target=transfer.person, after=transfer.to_organization.name
    )
    return joined


def _on_the_way(person: Person) -> QuerySet[Standing]:
    return Standing.objects.filter(person=person, kind=BY_TRANSFER, to_on__isnull=True)


def _temporary(person: Person) -> QuerySet[Membership]:
    return Membership.objects.filter(person=person, kind=MembershipKind.TEMPORARY, to_on__isnull=True)


@transaction.atomic
def take_back(transfer: Transfer, *, reason: str, actor: Account, at: datetime) -> None:
    """He does not go after all, or it was typed wrongly: he sits where he sat, as if he had never left.

    Whoever sits in a cell by now stays there: then the transfer alone is closed.
    """
    _hold(transfer.person)
    transfer = _locked(transfer)
    left, seat = transfer.left, _official(transfer.person)
    _keep(actor, transfer.person, left.organization)
    if seat is None:
        deny(_cell_faults(left.organization, None))
        left.to_on, left.end_reason = None, ""
        left.save(update_fields=["to_on", "end_reason"])
        _on_the_way(transfer.person).delete()
    else:
        _on_the_way(transfer.person).filter(from_on__gte=seat.from_on).delete()
        _on_the_way(transfer.person).update(to_on=seat.from_on - ONE_DAY)
    transfer.taken_back_at, transfer.taken_back_reason = at, clean(reason)[:300]
    transfer.save(update_fields=["taken_back_at", "taken_back_reason"])
    audit.record(actor=actor, action="take_back_transfer", target=transfer.person, note=reason)


@transaction.atomic
def begin_temporary(
    person: Person, *, cell: PartyOrganization, on: date, actor: Account, at: datetime
) -> Membership:
    """Sinh hoạt tạm thời: he sits in another cell for a while and stays his own cell's member."""
    _hold(person)
    own = _official(person)
    if own is None:
        raise TransitionDenied("Đồng chí hiện không sinh hoạt chính thức ở chi bộ nào.")
    _keep(actor, person, own.organization)
    wrong = [*_faults(on, clock.day_of(at), own.from_on), *_cell_faults(cell, own.organization)]
    if _temporary(person).exists():
        wrong.append("Đồng chí đang sinh hoạt tạm thời ở một nơi: ghi kết thúc nơi đó trước.")
    deny(wrong)
    made = Membership.objects.create(
        person=person, organization=cell, kind=MembershipKind.TEMPORARY, standing=own.standing, from_on=on
    )
    audit.record(actor=actor, action="begin_temporary", target=person, after=cell.name)
    return made


@transaction.atomic
def end_temporary(person: Person, *, on: date, actor: Account, at: datetime) -> None:
    """Back from the temporary cell."""
    _hold(person)
    own, row = _official(person), _temporary(person).select_related("organization").first()
    if own is None or row is None:
        raise TransitionDenied("Đồng chí không sinh hoạt tạm thời ở đâu.")
    _keep(actor, person, own.organization)
    deny(_faults(on, clock.day_of(at), row.from_on))
    _end(row, on, "")
    audit.record(actor=actor, action="end_temporary", target=person, before=row.organization.name)


@transaction.atomic
def leave_register(
    person: Person, *, reason: MembershipEnd, on: date, note: str = "", actor: Account, at: datetime
) -> None:
    """Death, expulsion, struck off, resigned, gone to another province: the day and the reason stay (P44)."""
    _hold(person)
    own = _official(person)
    if own is None:
        raise TransitionDenied("Đồng chí hiện không sinh hoạt chính thức ở chi bộ nào.")
    _keep(actor, person, own.organization)
    deny(_faults(on, clock.day_of(at), own.from_on))
    _end(own, on, reason)
    for one in _temporary(person):
        _end(one, on, reason)
    _arrive(person, on)
    audit.record(
        actor=actor,
        action="leave_register",
        target=person,
        before=own.organization.name,
        after=str(reason),
        note=note,
    )


@transaction.atomic
def return_to_register(
    person: Person, *, cell: PartyOrganization, on: date, note: str, actor: Account, at: datetime
) -> Membership:
    """Back on the rolls: restored, or come back from another province."""
    _hold(person)
    _keep(actor, person, cell)
    rows = Membership.objects.filter(person=person, kind=MembershipKind.OFFICIAL)
    last = rows.order_by("-from_on", "-pk").first()
    wrong = [*_faults(on, clock.day_of(at), last.to_on if last else None), *_cell_faults(cell, None)]
    if rows.filter(to_on__isnull=True).exists():
        wrong.append("Đồng chí đang sinh hoạt chính thức ở một chi bộ.")
    if Transfer.objects.under_way().filter(person=person).exists():
        wrong.append("Đồng chí đang chuyển sinh hoạt: ghi nhận giấy giới thiệu hoặc hủy việc chuyển.")
    deny(wrong)
    standing = last.standing if last else MembershipStanding.FULL
    made = Membership.objects.create(person=person, organization=cell, standing=standing, from_on=on)
    _arrive(person, on)
    audit.record(actor=actor, action="return_to_register", target=person, after=cell.name, note=note)
    return made


@transaction.atomic
def admit(
    person: Person, *, cell: PartyOrganization, on: date, number: str = "", actor: Account, at: datetime
) -> Membership:
    """Kết nạp somebody whom the lists know already: on probation from that day, in that cell."""
    _hold(person)
    person.refresh_from_db()
    require(actor, Permission.MANAGE_PEOPLE, cell)
    if not Person.objects.managed_by(actor).filter(pk=person.pk).exists():
        raise PermissionDenied
    if Membership.objects.filter(person=person).exists():
        raise TransitionDenied("Đồng chí đã là đảng viên. Trở lại danh sách thì ghi ở phần ấy.")
    today = clock.day_of(at)
    known = {"birth": person.birth_on or person.birth_year, "joined_on": on}
    deny([about("on", sentence) for _box, sentence in person_faults(known, today)] + _cell_faults(cell, None))
    made = Membership.objects.create(
        person=person, organization=cell, standing=MembershipStanding.PROBATIONARY, from_on=on
    )
    Person.objects.filter(pk=person.pk).update(joined_on=on, official_on=None)
    audit.record(
        actor=actor,
        action="admit_member",
        target=person,
        after=f"{cell.name}, {short_date(on)}",
        note=number,
    )
    return made


@transaction.atomic
def make_full(person: Person, *, on: date, number: str = "", actor: Account, at: datetime) -> None:
    """Công nhận đảng viên chính thức: probation has ended on a day."""
    _hold(person)
    person.refresh_from_db()
    own = _official(person)
    if own is None or own.standing != MembershipStanding.PROBATIONARY:
        raise TransitionDenied("Đồng chí không phải đảng viên dự bị.")
    _keep(actor, person, own.organization)
    wrong = not_later("on", on, clock.day_of(at), "Ngày không được sau hôm nay.")
    if person.joined_on and on < (first := end_of_probation(person.joined_on)):
        wrong.append(
            about(
                "on",
                f"Thời gian dự bị là 12 tháng, tính từ ngày kết nạp ({short_date(person.joined_on)}): "
                f"ngày chính thức sớm nhất là {short_date(first)}. Xem lại ngày, hoặc sửa ngày kết nạp trước.",
            )
        )
    deny(wrong)
    Membership.objects.filter(person=person, to_on__isnull=True).update(standing=MembershipStanding.FULL)
    Person.objects.filter(pk=person.pk).update(official_on=on)
    audit.record(actor=actor, action="make_full", target=person, after=short_date(on), note=number)


def move_members(
    rows: QuerySet[Membership],
    into: PartyOrganization,
    *,
    on: date,
    reason: MembershipEnd,
    note: str,
    actor: Account,
) -> list[Person]:
    """Everybody of a cell that is merged or split goes on in another: each row ends, another begins, no day twice.

    The caller holds the tree's lock and has checked.
    """
    held = list(rows.filter(to_on__isnull=True).select_for_update(of=("self",)).select_related("person"))
    there = set(
        Membership.objects.filter(organization=into, to_on__isnull=True).values_list("person_id", flat=True)
    )
    new = [
        Membership(
            person=one.person,
            organization=into,
            kind=one.kind,
            standing=one.standing,
            from_on=max(on, one.from_on),
        )
        for one in held
        if one.kind == MembershipKind.OFFICIAL or one.person_id not in there
    ]
    for one in held:
        one.to_on, one.end_reason = max(one.from_on, on - ONE_DAY), reason
    Membership.objects.bulk_update(held, ["to_on", "end_reason"], batch_size=200)
    arriving = [one.person_id for one in held if one.kind == MembershipKind.OFFICIAL]
    guests = Membership.objects.filter(organization=into, kind=MembershipKind.TEMPORARY, to_on__isnull=True)
    for guest in guests.filter(person__in=arriving):
        _end(guest, on, "")
    Membership.objects.bulk_create(new, batch_size=500)
    people = [one.person for one in held]
    audit.record_many(actor=actor, action="move_member", targets=list(people), note=note)
    return people
