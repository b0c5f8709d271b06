"""Whom a level may write to, and how long before a conference its letter comes (rules 3.4, P24)."""

from collections.abc import Sequence
from datetime import date

from documents.rules import short_date
from organizations.enums import CollectiveType, Route
from reviews.rules.calendar import Overrides, working_days_between
from reviews.rules.order import Warned
from reviews.rules.regulation import Regulation

DAYS_BEFORE = "guidance_working_days"

# What a base decides about is what nobody above decides about: the rest is guided from above.
BASE_LEVEL = frozenset(
    {CollectiveType.BASE_STANDING, CollectiveType.SECTION_COMMITTEE, CollectiveType.CELL_COMMITTEE}
)


def guides_route(issuer_type: str, route: str) -> bool:
    """Cơ sở gợi ý cho đối tượng do cấp mình quản lý; whom the province manages, the levels above it write to."""
    return issuer_type not in BASE_LEVEL or route == Route.LOWER


def letter_warnings(
    rules: Regulation, letters: Sequence[tuple[str, date]], held_on: date, overrides: Overrides | None = None
) -> list[Warned]:
    """Whose letter came fewer working days before the conference than the settings say (3.4); never a block."""
    least = rules.setting(DAYS_BEFORE)
    found = []
    for name, sent_on in letters:
        ahead = max(working_days_between(sent_on, held_on, overrides), 0)
        if ahead < int(least.value):
            said = f"gợi ý cho {name} ngày {short_date(sent_on)}, trước {ahead:02d} ngày làm việc"
            found.append(Warned(text=f"{least.title}: ít nhất {least.value}; {said}.", row=least))
    return found
