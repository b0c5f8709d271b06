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


def moves_of(
    spells: Sequence[Spell], joined_on: date | None, first: date, last: date
) -> tuple[Arrival | None, Departure | None]:
    """How one person came and how he left between two days, both included; spells stand in the order they began.

    Who is there at both ends has moved only if he was out of the Party in between: he left, and was restored.
    """
    eve, here = first - timedelta(days=1), [one for one in spells if one.here]
    opening, closing = (any(one.covers(day) for one in here) for day in (eve, last))
    out = [one for one in here if one.to_on and first <= one.to_on <= last and one.reason in LEFT_THE_PARTY]
    if opening and closing:
        return (Arrival.RESTORED, WHY[out[-1].reason]) if out else (None, None)
    began = [one for one in here if first <= one.from_on <= last]
    came = None if opening or not began else _way_in(spells, began[0], joined_on, first)
    if closing or not (opening or came):
        return came, None
    ended = [one for one in here if one.to_on and eve <= one.to_on <= last]
    final = max(ended, key=lambda one: one.to_on or date.min)
    return came, WHY.get(final.reason, Departure.MOVED_OUT)


def _way_in(spells: Sequence[Spell], entry: Spell, joined_on: date | None, first: date) -> Arrival:
    before = [one for one in spells if one.from_on < entry.from_on]
    if before:
        return Arrival.RESTORED if before[-1].reason in LEFT_THE_PARTY else Arrival.MOVED_IN
    return Arrival.ADMITTED if joined_on and joined_on >= first else Arrival.MOVED_IN
