"""One-time codes and sign-in names: random, easy to read aloud, without meaning."""

import hashlib
import secrets

from organizations.rules.keys import ALPHABET

CODE_LENGTH = 16  # 16 letters of 32 are 80 random bits; at least 60 are asked for
NAME_LENGTH = 6


def new_one_time_code() -> str:
    """A code for a printed slip, in groups of four: kq7m-x2pa-…"""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def code_digest(code: str) -> str:
    """What is kept of a code: enough to know it again, nothing to read it from."""
    plain = code.replace("-", "").replace(" ", "").casefold()
    return hashlib.sha256(plain.encode()).hexdigest()


def new_sign_in_name() -> str:
    """A sign-in name without meaning."""
    return "".join(secrets.choice(ALPHABET) for _ in range(NAME_LENGTH))
