"""Keys and one-time codes are random, readable aloud, and known again without being kept."""

from organizations.rules.codes import code_digest, new_one_time_code, new_sign_in_name
from organizations.rules.keys import ALPHABET, KEY_LENGTH, new_key


def test_a_key_is_twelve_random_letters():
    keys = {new_key() for _ in range(500)}
    assert len(keys) == 500
    assert all(len(key) == KEY_LENGTH and set(key) <= set(ALPHABET) for key in keys)


def test_a_code_is_known_again_however_it_is_typed():
    code = new_one_time_code()
    assert code_digest(code) == code_digest(code.upper().replace("-", " "))
    assert len(code.replace("-", "")) * 5 >= 60
    assert code.replace("-", "") not in code_digest(code)


def test_sign_in_names_have_no_meaning_and_differ():
    assert len({new_sign_in_name() for _ in range(200)}) == 200
