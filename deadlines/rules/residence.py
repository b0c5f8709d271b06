"""Nhận xét của cấp ủy nơi cư trú: of whom a dossier asks it (Quy định 213-QĐ/TW, Hướng dẫn 33-HD/BTCTW; P38, P109)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from organizations.enums import Sector
from organizations.rules.names import fold
from reviews.rules.calendar import is_full_months
from reviews.rules.regulation import Standing

STUDY_MONTHS = 12
ARMED = frozenset({Sector.ARMY, Sector.POLICE})
BARRACKS = "doanh trai"
# Away from their street for as long as it lasts: abroad, working far away, moving about with the work.
AWAY = frozenset({Standing.ABROAD, Standing.AWAY, Standing.MOBILE})
CELL_OF = re.compile(
    r"^chi bo (?:cua )?(?P<place>(?:xom|thon|ban|to dan pho|khu pho|khu dan cu|tieu khu) .+)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A recorded case of one's own from a day to a day; without an end it lasts."""

    kind: Standing
    from_on: date
    to_on: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether it is in force on a day, its last one included."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    @property
    def is_long(self) -> bool:
        """A course of twelve months or more; one whose end nobody has written down counts as long."""
        return self.to_on is None or is_full_months(
            self.from_on, self.to_on + timedelta(days=1), STUDY_MONTHS
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dweller:
    """What says whether somebody's street is asked about him."""

    in_service: bool
    residence: str = ""
    cell: str = ""
    sector: Sector = Sector.OTHER
    spells: Collection[Spell] = ()


def owes_residence_comment(one: Dweller, day: date) -> bool:
    """Only who is in service, lives among residents and sits elsewhere than in his own street's cell."""
    if not one.in_service or lives_in_barracks(one) or lives_in_his_cell(one.residence, one.cell):
        return False
    return not any(_excuses(spell) for spell in one.spells if spell.is_on(day))


def lives_in_barracks(one: Dweller) -> bool:
    """Of the army or the police, with no street of his own written down; one who has it lives among residents."""
    return one.sector in ARMED and (not one.residence or BARRACKS in fold(one.residence))


def lives_in_his_cell(residence: str, cell: str) -> bool:
    """Whether the cell is that of the hamlet or street where he lives: it knows him already."""
    found = CELL_OF.match(fold(cell))
    if found is None:
        return False
    return re.match(rf"{re.escape(found['place'])}\s*(?:[,;.(-]|$)", fold(residence)) is not None


def _excuses(spell: Spell) -> bool:
    return spell.kind in AWAY or (spell.kind == Standing.STUDYING and spell.is_long)
