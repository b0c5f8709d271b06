"""Who may be given an account of his own: people of the caller's part of the tree who have none."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cadres.enums import MembershipKind
from cadres.models import Membership, Person, Post
from cadres.rules.search import Wanted
from organizations.enums import Role
from organizations.models import Account
from organizations.models.account import tie_lasts
from organizations.permissions import Permission
from organizations.rules.names import fold


def bound_elsewhere(caller: Account) -> Q:
    """The condition on people whom a cell or a post that lasts binds to a place not below the caller.

    It is said of people as `Account.objects.visible_to` says it of accounts: what would be refused once somebody has an
    account is known before he gets one.
    """
    if Role.ADMINISTRATOR in caller.roles:
        return Q(pk__in=[])
    reach, lasts = caller.reach(Permission.MANAGE_ACCOUNTS), tie_lasts("to_on", caller.on_day)
    sits = Membership.objects.filter(lasts, person=OuterRef("pk")).exclude(reach.below("organization"))
    holds = Post.objects.filter(lasts, person=OuterRef("pk")).exclude(reach.below("collective__scope"))
    return Q(Exists(sits)) | Q(Exists(holds))


def without_account(caller: Account) -> QuerySet[Person]:
    """People without an account whose account the caller would administer, with the cell each sits in.

    Of a person this shows what tells him apart, and nothing else: name, year of birth, cell.
    """
    cells = Membership.objects.filter(person=OuterRef("pk"), to_on__isnull=True, kind=MembershipKind.OFFICIAL)
    posts = Post.objects.filter(person=OuterRef("pk"), to_on__isnull=True)
    rows = Person.objects.filter(account__isnull=True)
    if Role.ADMINISTRATOR in caller.roles:
        rows = rows.filter(Exists(cells) | Exists(posts))
    else:
        reach = caller.reach(Permission.MANAGE_ACCOUNTS)
        low, led = reach.below("organization"), reach.below("collective__scope")
        sits = Membership.objects.filter(person=OuterRef("pk"), to_on__isnull=True)
        belongs = Exists(sits.filter(low)) | Exists(posts.filter(led))
        rows = rows.filter(belongs).exclude(bound_elsewhere(caller))
    return rows.annotate(cell=Subquery(cells.values("organization__name")[:1])).order_by("name_sort", "pk")


def matching(rows: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those whose name holds the words, with or without marks, or whose card bears the number."""
    condition = Q()
    for word in fold(text).split():
        condition &= Q(search_fold__contains=word)
    return rows.filter(condition | Q(card_number__in=Wanted(card=text).cards)) if text else rows.none()
