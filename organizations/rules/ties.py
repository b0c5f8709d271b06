"""What binds an account to an organisation besides its roles; the apps above name it when they start."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Rows of one kind: where the account's person sits, what he leads, whose text the account helps to write."""

    model: str
    account: str  # from a row to the account
    organization: str  # from a row to the organisation it binds to
    until: str = ""  # the day it ended, where such a thing ends
    places: bool = True  # whether it also says where the account belongs


TIES: list[Tie] = []


def bind(*ties: Tie) -> None:
    """Name what else binds an account; said twice, it counts once."""
    TIES.extend(one for one in ties if one not in TIES)
