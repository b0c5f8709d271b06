"""Whom a level may write to, how long before a conference its letter comes, what comes of it (rules 3.4, P24)."""

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A conference that reviewed the subject: its day, who came from above, whether an answer was written down."""

    held_on: date
    came: str = ""
    replied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What has come of a letter that was sent: its open points, the self-review, the conferences."""

    open_points: tuple[int, ...]
    handed_in_on: date | None = None
    on_paper: bool = False
    heard: tuple[Heard, ...] = ()

    @property
    def attendance(self) -> tuple[str, ...]:
        """Who came from above to each conference, or that nobody did; attendance is compulsory (3.4)."""
        if not self.heard:
            return ("Chưa họp kiểm điểm",)
        return tuple(
            f"Ngày {short_date(one.held_on)}: {one.came or 'không có đại biểu cấp trên dự'}"
            for one in self.heard
        )

    @property
    def replied(self) -> bool:
        """Whether some conference wrote down what the subject answered."""
        return any(one.replied for one in self.heard)

    @property
    def unanswered(self) -> str:
        """Why the letter counts as not answered; nothing while the time to answer has not passed."""
        if not self.open_points or self.replied:
            return ""
        points = "điểm " + ", ".join(str(one) for one in self.open_points)
        if self.on_paper:
            taken = f" ngày {short_date(self.handed_in_on)}" if self.handed_in_on else ""
            return f"đã nhận bản giấy{taken}, chưa nhập giải trình {points}"
        if self.handed_in_on is not None:
            return f"bản kiểm điểm nộp ngày {short_date(self.handed_in_on)} chưa giải trình {points}"
        if self.heard:
            return f"đã kiểm điểm ngày {short_date(self.heard[-1].held_on)}, chưa giải trình {points}"
        return ""
