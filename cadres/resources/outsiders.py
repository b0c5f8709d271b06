"""Leaders who are no Party members: they come in with the post that they hold, and go with it."""

from collections.abc import Iterable, Sequence
from datetime import date

from cadres.models import Person
from organizations.rules.keys import new_key
from organizations.rules.names import fold, name_sort_key
from organizations.services.bulk import insert, reserve
from organizations.services.sheet_kinds import CHUNK, Row

Newcomer = tuple[str, str, int | date]  # a mark, the name, the birth: instead of a person's primary key
MARK = "newcomer"
COLUMNS = ("id", "key", "full_name", "name_sort", "search_fold", "birth_year", "birth_on")


def newcomer_of(row: Row) -> Newcomer:
    """Whom a row brings in: rows of one name and birth bring one."""
    return MARK, fold(row.values["full_name"]), row.values["birth"]


def is_newcomer(owner: object) -> bool:
    """Whether a row's owner is not there yet."""
    return isinstance(owner, tuple) and owner[0] == MARK


def add_newcomers(rows: Sequence[Row]) -> None:
    """Enter those who are not there yet, each once; their rows are then theirs."""
    coming = {row.links["owner"]: row for row in reversed(rows) if is_newcomer(row.links["owner"])}
    made = dict(zip(coming, reserve(Person, len(coming)), strict=True))
    lines = []
    for owner, row in coming.items():
        name, birth = row.values["full_name"], row.values["birth"]
        day = birth if isinstance(birth, date) else None
        year = birth.year if isinstance(birth, date) else birth
        lines.append((made[owner], new_key(), name, name_sort_key(name), fold(name), year, day))
    insert(Person, COLUMNS, lines)
    for row in rows:
        row.links["owner"] = made.get(row.links["owner"], row.links["owner"])


def drop_idle(people: Iterable[int]) -> None:
    """Of these people those of whom nothing is left but a name: no card, no cell, no post, no account."""
    wanted = list(people)
    for start in range(0, len(wanted), CHUNK):
        rows = Person.objects.filter(pk__in=wanted[start : start + CHUNK], card_number="", joined_on=None)
        rows.filter(memberships=None, posts=None, account=None).delete()
