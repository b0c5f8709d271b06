"""Public keys of records: what stands in addresses, mails and papers instead of the primary key."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
KEY_LENGTH = 12

Pick = Callable[[Sequence[str]], str]
_pick: ContextVar[Pick] = ContextVar("pick", default=secrets.choice)


def new_key() -> str:
    """Twelve random base32 characters, without look-alikes."""
    pick = _pick.get()
    return "".join(pick(ALPHABET) for _ in range(KEY_LENGTH))


@contextmanager
def keys_drawn_by(pick: Pick) -> Iterator[None]:
    """Inside, keys come from the caller's own draw: an invented province is the same each time it is made."""
    token = _pick.set(pick)
    try:
        yield
    finally:
        _pick.reset(token)
