"""Rows of a form that are no data: the numbers of its columns, its sums, where and when it was made, who signs it."""

import re
from collections.abc import Sequence

from organizations.rules.cells import as_shown
from organizations.rules.names import clean, fold

FEW = 4  # cells that such a row holds at most
_COUNTER = re.compile(r"\(?\s*(?:(\d{1,2})|[A-ZĐa-zđ])\s*\)?", re.ASCII)
_SUM = re.compile(r"(tổng|cộng|tong cong|tong so)\b")
_BRACKETS = re.compile(r"\([^()]*\)")  # what a second row of headings says
_MADE = re.compile(r"(.*,\s*)ngay\b.{0,20}\bthang\b.{0,20}\bnam\b.{0,12}|ngay[\s.…_]+thang\b.*")
_SIGNED = re.compile(r"\(?(nguoi (lap|tong hop|bao cao)|ky ten|ky, |ky va |xac nhan cua|noi nhan)\b")


def _said(cells: Sequence[object]) -> list[str]:
    shown = (clean(as_shown(one)) for one in cells)
    return [one for one in shown if one]


def is_numbering(cells: Sequence[object]) -> bool:
    """Whether a row under the headings numbers the columns: "(1) (2) (3)", "A B 1 2"."""
    marks = [_COUNTER.fullmatch(one) for one in _said(cells)]
    numbers = [int(one[1]) for one in marks if one is not None and one[1]]
    return len(numbers) > 1 and None not in marks and numbers == sorted(set(numbers))


def is_aside(cells: Sequence[object]) -> bool:
    """Whether a row that cannot be read seems to be no data: a sum, the day of the list, who made or signs it."""
    said = _said(cells)
    if not said or len(said) > FEW:
        return False
    return all(_BRACKETS.fullmatch(one) for one in said) or any(
        _SUM.match(one.casefold()) or _MADE.fullmatch(fold(one)) or _SIGNED.match(fold(one)) for one in said
    )
