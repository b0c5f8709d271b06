"""Public keys of records: what stands in addresses, mails and papers instead of the primary key."""

import secrets

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
KEY_LENGTH = 12


def new_key() -> str:
    """Twelve random base32 characters, without look-alikes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))
