"""A letter changes who decides somebody: where his papers go, and what is said of it (P10)."""

from datetime import date

from deadlines.enums import DossierState
from documents.rules import padded, short_date
from ratings.enums import PapersMoved


def fate(lying: DossierState | None, *, in_its_place: bool) -> PapersMoved:
    """What was sent stays where it was sent; what was not goes with the new date."""
    if lying is None:
        return PapersMoved.NONE
    if lying != DossierState.DRAFT:
        return PapersMoved.SENT
    return PapersMoved.NONE if in_its_place else PapersMoved.MOVED


def day_of(before_on: date) -> str:
    """A date of the plan without its year, as it is said on the telephone: 15/12."""
    return short_date(before_on).rpartition("/")[0]


def change_sentence(people: int, sent: int, before: date | None, after: date | None) -> str:
    """ "10 đồng chí; hạn 15/12 → 25/12; 04 hồ sơ đã gửi không phải gửi lại"."""
    parts = [f"{padded(people)} đồng chí"]
    if before and after:
        parts.append(f"hạn {day_of(before)} → {day_of(after)}")
    if sent:
        parts.append(f"{padded(sent)} hồ sơ đã gửi không phải gửi lại")
    return "; ".join(parts)
