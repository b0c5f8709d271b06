"""What keeps a person's account out of the hands of those below him: the posts and the cell that bind him higher."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cadres.enums import MembershipKind
from cadres.models import Membership, Person, Post
from organizations.models import Account, AuditEntry, Collective, Import, Reach
from organizations.permissions import HOLDERS, Permission
from organizations.services.sheet_kinds import asked_for


def ground_of(actor: Account) -> Reach:
    """Whose accounts the actor would manage: what lies below this, whichever of his hats he wears at the moment."""
    holding = [one for one in actor.all_held if one.role in HOLDERS[Permission.MANAGE_ACCOUNTS]]
    return Reach(paths=tuple(sorted({one.path for one in holding if one.unit_id is None})), unit_ids=())


def cells_until(people: Iterable[int], ground: Reach) -> dict[int, date]:
    """Of each until when he is a member of a cell that does not lie below; `date.max` is without an end."""
    rows = Membership.objects.filter(kind=MembershipKind.OFFICIAL).exclude(ground.below("organization"))
    return _latest(people, rows.order_by().values_list("person_id", "to_on"))


def bound_until(people: Iterable[int], ground: Reach) -> dict[int, date]:
    """Of each until when a post or a cell that does not lie below binds him; whom none does is missing."""
    wanted = list(people)
    posts = Post.objects.exclude(ground.below("collective__scope")).order_by()
    bound = _latest(wanted, posts.values_list("person_id", "to_on"))
    for person, last in cells_until(wanted, ground).items():
        bound[person] = max(last, bound.get(person, date.min))
    return bound


def _latest(people: Iterable[int], rows: "QuerySet[Any]") -> dict[int, date]:
    wanted = set(people)
    found: dict[int, date] = {}
    for person, ends in asked_for(rows, "person_id", list(wanted)):
        if person in wanted:
            found[person] = max(ends or date.max, found.get(person, date.min))
    return found


def kept_collectives(actor: Account, collectives: Iterable[int]) -> set[int]:
    """Of these collectives those whose posts are the actor's to write."""
    reach = actor.reach(Permission.MANAGE_PEOPLE)
    rows = Collective.objects.filter(reach.rows("scope", "units"), pk__in=set(collectives))
    return set(rows.order_by().values_list("pk", flat=True))


def as_they_came(people: Iterable[int], batch: Import) -> set[int]:
    """Of these people those whom a workbook of posts found without an account, and of whom nothing followed since.

    Told by the journal, in its own order: no typed day can put anything before the workbook.
    """
    entries = AuditEntry.objects.filter(
        target_kind="organizations.import", action__in=("import", "undo_import")
    )
    came = entries.filter(target_key=batch.key).order_by("-pk").values_list("pk", flat=True).first()
    beside = Import.objects.filter(kind=batch.kind, scope=batch.scope).exclude(pk=batch.pk)
    if came is None or entries.filter(pk__gt=came, target_key__in=beside.values("key")).exists():
        return set()
    typed = AuditEntry.objects.filter(target_kind="cadres.person", action="keep_posts", pk__gt=came)
    rows = Person.objects.filter(account__isnull=True).exclude(key__in=typed.values("target_key")).order_by()
    wanted = set(people)
    return wanted & {pk for (pk,) in asked_for(rows.values_list("pk"), "pk", list(wanted))}
