"""Public keys of records: what stands in addresses, mails and papers instead of the primary key."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
KEY_LENGTH = 12

Pick = Callable[[Sequence[str]], str]
_pick: ContextVar[Pick | None] = ContextVar("pick", default=None)


def new_key() -> str:
    """Twelve random base32 characters, without look-alikes."""
    pick = _pick.get()
    if pick is None:  # one draw for all twelve: 32 signs, five bits each
        return "".join(ALPHABET[one & 31] for one in secrets.token_bytes(KEY_LENGTH))
    return "".join(pick(ALPHABET) for _ in range(KEY_LENGTH))


@contextmanager
def keys_drawn_by(pick: Pick) -> Iterator[None]:
    """Inside, keys come from the caller's own draw: an invented province is the same each time it is made."""
    token = _pick.set(pick)
    try:
        yield
    finally:
        _pick.reset(token)
