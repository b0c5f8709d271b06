"""Nobody brings an account into his own hands: what binds a person at a clerk's level or above is not his to end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from cadres.models import Person
from cadres.queries.bonds import bound_until, ground_of
from organizations.models import Account
from organizations.workflow import TransitionDenied

LAST_BOND = (
    "Đồng chí {} không còn chức vụ nào khác ở cấp của đơn vị mình hoặc cấp trên: "
    "cho thôi, bỏ hoặc chuyển chức vụ này do Ban Tổ chức Tỉnh ủy ghi. Đề nghị báo Ban Tổ chức."
)


@contextmanager
def bonds_kept(people: Iterable[int], *, actor: Account, today: date) -> Iterator[None]:
    """Refuse what is written inside if it lets go of somebody whose account would then fall to the actor.

    Of a person who is bound at the actor's level or above today, the last such day may not come nearer by the actor's
    own hand, typed with whatever day. Who manages no accounts (staff of the province) may write all of it.
    """
    ground, wanted = ground_of(actor), list(people)
    if not ground.paths:
        yield
        return
    before = {one: last for one, last in bound_until(wanted, ground).items() if last >= today}
    yield
    after = bound_until(before, ground)
    loose = [one for one, last in before.items() if after.get(one, date.min) < last]
    if loose:
        names = Person.objects.filter(pk__in=loose).values_list("full_name", flat=True)
        raise TransitionDenied(*(LAST_BOND.format(name) for name in names))
