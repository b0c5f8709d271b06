"""Where the apps above keep what an organ answered about a subject; they name it when they start."""

from collections.abc import Mapping
from dataclasses import dataclass

from reviews.rules.regulation import TriggerFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers of one kind: their rows, and which columns say what, who, by which letter, on which day, of whom."""

    model: str
    subject: str  # from a row to the subject it is about
    answer: str
    grounds: Mapping[str, TriggerFact]  # of which answer is a ground of what
    organ: str
    number: str
    on: str


ANSWERS: list[Answers] = []


def answers_kept(*kinds: Answers) -> None:
    """Name where answers are kept; said twice, it counts once."""
    ANSWERS.extend(one for one in kinds if one not in ANSWERS)
