"""Who came onto a roll between two days and who left it, told from the spells of one person (P44, P48)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cadres.enums import LEFT_THE_PARTY, Arrival, Departure, MembershipEnd

WHY: dict[str, Departure] = {
    MembershipEnd.DIED: Departure.DIED,
    MembershipEnd.EXPELLED: Departure.EXPELLED,
    MembershipEnd.STRUCK_OFF: Departure.STRUCK_OFF,
    MembershipEnd.RESIGNED: Departure.RESIGNED,
}


@dataclass(frozen=True, slots=True)
class Spell:
    """Somebody in a cell from a day to a day; whether the cell is one of those looked at."""

    here: bool
    from_on: date
    to_on: date | None
    reason: str

    def covers(self, day: date) -> bool:
        """Who leaves the Party on a day is gone that day; who moves is there until it ends."""
        if self.from_on > day or (self.to_on is not None and self.to_on < day):
            return False
        return self.to_on != day or self.reason not in LEFT_THE_PARTY


@dataclass(frozen=True, slots=True)
class Bag:
    """From a day to a day somebody's papers are in his bag: no cell counts him (P42)."""

    from_on: date
    to_on: date | None

    def covers(self, day: date) -> bool:
        """Whether they are in it on the day."""
        return self.from_on <= day and (self.to_on is None or self.to_on >= day)


def moves_of(
    spells: Sequence[Spell], bags: Sequence[Bag], joined_on: date | None, first: date, last: date
) -> tuple[Arrival | None, Departure | None]:
    """How one person came and how he left between two days, both included; spells stand in the order they began.

    Who is there at both ends has moved only if he was out of the Party in between: he left, and was restored.
    Who is between two cells at an end stands on a line of his own, as long as one looks at the cell he left.
    """
    eve, here = first - timedelta(days=1), [one for one in spells if one.here]
    going, gone = (any(one.covers(day) for one in bags) and _left_here(spells, day) for day in (eve, last))
    opening = not any(one.covers(eve) for one in bags) and any(one.covers(eve) for one in here)
    closing = not any(one.covers(last) for one in bags) and any(one.covers(last) for one in here)
    out = [one for one in here if one.to_on and first <= one.to_on <= last and one.reason in LEFT_THE_PARTY]
    if opening and closing:
        return (Arrival.RESTORED, WHY[out[-1].reason]) if out else (None, None)
    began = [one for one in here if first <= one.from_on <= last]
    came: Arrival | None = None
    if going and (closing or began):
        came = Arrival.RECEIVED
    elif began and not opening:
        came = _way_in(spells, began[0], joined_on, first)
    if closing or not (opening or came):
        return came, None
    if gone:
        return came, Departure.ON_THE_WAY
    ended = [one for one in here if one.to_on and eve <= one.to_on <= last]
    final = max(ended, key=lambda one: one.to_on or date.min)
    return came, WHY.get(final.reason, Departure.MOVED_OUT)


def _left_here(spells: Sequence[Spell], day: date) -> bool:
    """Whether the cell that somebody sat in last, by the day, is one of those looked at."""
    begun = [one for one in spells if one.from_on <= day]
    return bool(begun) and begun[-1].here


def _way_in(spells: Sequence[Spell], entry: Spell, joined_on: date | None, first: date) -> Arrival:
    before = [one for one in spells if one.from_on < entry.from_on]
    if before:
        return Arrival.RESTORED if before[-1].reason in LEFT_THE_PARTY else Arrival.MOVED_IN
    return Arrival.ADMITTED if joined_on and joined_on >= first else Arrival.MOVED_IN
