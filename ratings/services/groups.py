"""Title groups: named and filled by staff of the deciding organ, frozen when its sitting opens (P47)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from organizations import audit
from organizations.enums import Capacity
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, require
from ratings.models import Rating, TitleGroup
from reviews.models import Campaign


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
) -> TitleGroup:
    """Name a title group and say who is in it; a frozen one stays as it is (P47)."""
    if group is not None:
        group = TitleGroup.objects.select_for_update().get(pk=group.pk)
    row = group or TitleGroup(campaign=campaign, capacity=Capacity(capacity))
    require(actor, Permission.PREPARE_SITTING, row)
    if row.frozen_at is not None:
        raise TransitionDenied("Nhóm chức danh đã khóa khi mở phiên họp.")
    taken = TitleGroup.objects.filter(campaign=campaign, capacity=row.capacity, name=name).exclude(pk=row.pk)
    if taken.exists():
        raise TransitionDenied(f"Đã có nhóm “{name}”. Đặt tên khác hoặc sửa nhóm đó.")
    row.name = name
    row.save()
    wanted = [one.pk for one in ratings]
    row.ratings.exclude(pk__in=wanted).update(group=None)
    Rating.objects.filter(pk__in=wanted, capacity=row.capacity).update(group=row)
    audit.record(actor=actor, action="save_group", target=row, after=f"{name}: {len(wanted)}")
    return row
