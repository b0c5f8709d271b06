"""Title groups: named and filled by staff of the deciding organ, frozen when its sitting opens (P47)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from organizations import audit
from organizations.enums import Capacity
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import StaleVersion, TransitionDenied, about, require
from ratings.enums import RatingState
from ratings.models import Rating, TitleGroup
from reviews.models import Campaign

CONCLUDED = (RatingState.CONCLUDED, RatingState.DECIDED, RatingState.ANNOUNCED)


@transaction.atomic
def save_group(
    campaign: Campaign,
    *,
    group: TitleGroup | None,
    name: str,
    capacity: str,
    ratings: Iterable[Rating],
    actor: Account,
    at: datetime,
    stood: Mapping[str, str] | None = None,
) -> TitleGroup:
    """Name a title group and say who is in it, moving in who is in another; a frozen one stays as it is (P47).

    `stood` says who was in which group on the page, by their keys: nobody is thrown out or moved unseen.
    """
    if group is not None:
        group = TitleGroup.objects.select_for_update().get(pk=group.pk)
    row = group or TitleGroup(campaign=campaign, capacity=Capacity(capacity))
    require(actor, Permission.PREPARE_SITTING, row)
    if row.frozen_at is not None:
        raise TransitionDenied("Nhóm chức danh đã khóa khi mở phiên họp.")
    keys = {one.key for one in ratings}
    now = _locked(keys, row)
    if stood is not None:
        _refuse_stale(now, stood, row)
    wanted = [one for one in now if one.key in keys]
    errors = [*_name_faults(name, row), *_member_faults(wanted, row)]
    if errors:
        raise TransitionDenied(*errors)
    moved = [one for one in wanted if one.group and one.group != row]
    row.name = name
    row.save()
    row.ratings.exclude(key__in=keys).update(group=None)
    Rating.objects.filter(key__in=keys).update(group=row)
    note = "; ".join(f"{one.subject}: từ nhóm “{one.group}”" for one in moved)
    audit.record(actor=actor, action="save_group", target=row, after=f"{name}: {len(wanted)}", note=note)
    return row


def _locked(keys: set[str], row: TitleGroup) -> list[Rating]:
    """Those wanted in the group and those in it, held until the transaction ends."""
    return list(
        Rating.objects.select_for_update(of=("self",))
        .filter(Q(key__in=keys) | Q(group_id=row.pk or 0))
        .select_related("subject", "group")
        .order_by("pk")
    )


def _refuse_stale(now: Iterable[Rating], stood: Mapping[str, str], row: TitleGroup) -> None:
    """Everybody concerned stands where the page had him, and nobody has left the group meanwhile."""
    standing = {one.key: one.group.key for one in now if one.group}
    left = {key for key, group in stood.items() if group == row.key} - set(standing)
    if left or any(stood.get(one.key) != standing.get(one.key) for one in now):
        raise StaleVersion


def _name_faults(name: str, row: TitleGroup) -> list[str]:
    taken = TitleGroup.objects.filter(campaign=row.campaign, capacity=row.capacity, name=name)
    if taken.exclude(pk=row.pk).exists():
        return [about("name", f"Đã có nhóm “{name}”. Đặt tên khác hoặc sửa nhóm đó.")]
    return []


def _member_faults(wanted: Sequence[Rating], row: TitleGroup) -> list[str]:
    """A group has somebody in it, all of its kind; nobody leaves a frozen one, nor moves once he is concluded."""
    if not wanted:
        return [about("ratings", "Chọn ít nhất một tập thể, cá nhân thuộc nhóm.")]
    kind = row.get_capacity_display().lower()
    errors = []
    for one in wanted:
        if one.capacity != row.capacity:
            errors.append(f"{one.subject} không xếp được vào nhóm {kind}. Bỏ chọn, hoặc đổi “Nhóm của”.")
        elif one.group != row and (one.state in CONCLUDED or (one.group and one.group.frozen_at)):
            errors.append(f"Nhóm của {one.subject} đã khóa hoặc đã có kết luận, không chuyển được.")
    return [about("ratings", one) for one in errors]
