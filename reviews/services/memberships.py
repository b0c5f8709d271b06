"""A member goes to another cell: the round under way follows him in the same act."""

from datetime import date, datetime

from django.db import transaction

from cadres.models import Membership, Person, Transfer
from cadres.services import memberships
from organizations.models import Account, PartyOrganization
from reviews.services.following import follow_people


@transaction.atomic
def send_off(
    person: Person,
    *,
    to: PartyOrganization,
    on: date,
    number: str,
    received_on: date | None,
    actor: Account,
    at: datetime,
) -> Transfer:
    """The old cell lets him go; where the new one has his papers already, it reviews him (rules 1.4)."""
    transfer = memberships.send_off(
        person, to=to, on=on, number=number, received_on=received_on, actor=actor, at=at
    )
    if received_on is not None:
        follow_people([person], transfer.left.organization, to, on=received_on, actor=actor, at=at)
    return transfer


@transaction.atomic
def receive(transfer: Transfer, *, on: date, actor: Account, at: datetime) -> Membership:
    """The new cell has his papers: from now on it reviews and rates him."""
    joined = memberships.receive(transfer, on=on, actor=actor, at=at)
    cells = (transfer.left.organization, transfer.to_organization)
    follow_people([transfer.person], *cells, on=on, actor=actor, at=at)
    return joined
