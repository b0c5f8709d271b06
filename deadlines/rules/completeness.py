"""Còn thiếu gì trong hồ sơ: in words that can be read aloud, and the dossier's degree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Degree(StrEnum):
    """How complete a dossier is (P50): whole once every part has come in one of its forms (P31, P32)."""

    NOT_SENT = "not_sent"
    INCOMPLETE = "incomplete"
    AWAITING_BOTH = "awaiting_both"
    AWAITING_COPY = "awaiting_copy"
    AWAITING_PAPER = "awaiting_paper"
    COMPLETE = "complete"

    @property
    def label(self) -> str:
        """As every page writes it."""
        return _DEGREE_LABELS[self]

    @property
    def is_whole(self) -> bool:
        """No part is missing; the other form of some may still be awaited."""
        return self not in {Degree.NOT_SENT, Degree.INCOMPLETE}

    @property
    def awaits_paper(self) -> bool:
        """Whole, and an original is still to come over the counter."""
        return self in {Degree.AWAITING_PAPER, Degree.AWAITING_BOTH}


_DEGREE_LABELS = {
    Degree.NOT_SENT: "Chưa gửi",
    Degree.INCOMPLETE: "Thiếu",
    Degree.AWAITING_BOTH: "Đủ thành phần, chờ bản giấy và bản điện tử",
    Degree.AWAITING_COPY: "Đủ bản giấy, chờ bản điện tử",
    Degree.AWAITING_PAPER: "Đủ bản điện tử, chờ bản giấy",
    Degree.COMPLETE: "Đủ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One part a dossier must hold: how it is named aloud, whether it holds the dossier back, its lights.

    Electronic; paper, taken at the counter; or announced as Mật, to be brought there.
    """

    spoken: str
    blocks: bool
    electronic: bool = False
    paper: bool = False
    in_person: bool = False

    @property
    def has_electronic(self) -> bool:
        """The electronic light; of what is Mật there is none to wait for (P33)."""
        return self.electronic or self.in_person

    @property
    def is_missing(self) -> bool:
        """It has come in neither form; what is Mật and announced counts as present (P33)."""
        return not (self.has_electronic or self.paper)


def missing_parts(parts: Iterable[Wanted]) -> list[Wanted]:
    """The parts of which nothing has come."""
    return [part for part in parts if part.is_missing]


def degree(parts: Sequence[Wanted], *, sent: bool) -> Degree:
    """How complete the dossier is; parts that never block do not hold it back."""
    counted = [part for part in parts if part.blocks]
    if not sent and not any(part.paper for part in counted):
        return Degree.NOT_SENT
    if missing_parts(counted):
        return Degree.INCOMPLETE
    return _FORMS[all(part.has_electronic for part in counted), all(part.paper for part in counted)]


# By whether all electronic copies, and all originals, are there.
_FORMS = {
    (False, False): Degree.AWAITING_BOTH,
    (False, True): Degree.AWAITING_COPY,
    (True, False): Degree.AWAITING_PAPER,
    (True, True): Degree.COMPLETE,
}


def sum_words(parts: Sequence[Wanted]) -> str:
    """How many of the parts are there, on paper or electronic: "đã có 16 trong 19 thành phần phải có"."""
    counted = [part for part in parts if part.blocks]
    there = len(counted) - len(missing_parts(counted))
    return f"đã có {there} trong {len(counted)} thành phần phải có"


def lights_words(parts: Sequence[Wanted]) -> str:
    """Both lights in one line: "đã nhận đủ bản giấy; còn chờ 02 bản điện tử"."""
    counted = [part for part in parts if part.blocks]
    return "; ".join(
        (
            _light_words("đã nhận đủ", "bản giấy", sum(not part.paper for part in counted)),
            _light_words("đã có đủ", "bản điện tử", sum(not part.has_electronic for part in counted)),
        )
    )


def _light_words(whole: str, form: str, awaited: int) -> str:
    return f"còn chờ {awaited:02d} {form}" if awaited else f"{whole} {form}"
