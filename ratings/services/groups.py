"""Title groups: named and filled by staff of the deciding organ, frozen when its sitting opens (P47)."""

from collections.abc import Collection, Iterable
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
    stood: Collection[str] | None = None,
) -> TitleGroup:
    """Name a title group and say who is in it; a frozen one stays as it is (P47).

    `stood` are the keys of those who were in it on the page: somebody added meanwhile is not thrown out unseen.
    """
    if group is not None:
        group = TitleGroup.objects.select_for_update().get(pk=group.pk)
    row = group or TitleGroup(campaign=campaign, capacity=Capacity(capacity))
    require(actor, Permission.PREPARE_SITTING, row)
    if row.frozen_at is not None:
        raise TransitionDenied("Nhóm chức danh đã khóa khi mở phiên họp.")
    if stood is not None and set(row.ratings.values_list("key", flat=True)) != set(stood):
        raise StaleVersion
    taken = TitleGroup.objects.filter(campaign=campaign, capacity=row.capacity, name=name).exclude(pk=row.pk)
    if taken.exists():
        raise TransitionDenied(about("name", f"Đã có nhóm “{name}”. Đặt tên khác hoặc sửa nhóm đó."))
    wanted = [one.pk for one in ratings]
    _refuse_settled(wanted, row)
    row.name = name
    row.save()
    row.ratings.exclude(pk__in=wanted).update(group=None)
    Rating.objects.filter(pk__in=wanted, capacity=row.capacity).update(group=row)
    audit.record(actor=actor, action="save_group", target=row, after=f"{name}: {len(wanted)}")
    return row


def _refuse_settled(wanted: list[int], row: TitleGroup) -> None:
    """Nobody is drawn out of a frozen group by a new one, nor moved once the level is concluded."""
    moved = Rating.objects.filter(pk__in=wanted).exclude(group_id=row.pk or 0)
    settled = moved.filter(Q(group__frozen_at__isnull=False) | Q(state__in=CONCLUDED)).select_related(
        "subject"
    )
    if settled:
        raise TransitionDenied(
            *(
                about(
                    "ratings",
                    f"Nhóm của {one.subject} đã khóa hoặc đã có kết luận, không chuyển được.",
                )
                for one in settled
            )
        )
