"""Bản kiểm điểm cá nhân: one a person, used at every place of review."""

from dataclasses import dataclass, field
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, squares, text
from organizations.enums import Grade, Level
from reviews.papers.parts import (
    Answer,
    GradedItem,
    PastShortcoming,
    Remedy,
    Shortcoming,
    numbered,
    numbered_lines,
)

CHIEF = Signature(authority=("Thủ trưởng cơ quan, đơn vị",), note="(ký, đóng dấu, ghi rõ họ tên)")
CELL = Signature(authority=("T/M chi ủy (chi bộ)",), note="(ký, ghi rõ họ tên)")
COMMITTEE = Signature(authority=("T/M đảng ủy (chi ủy)",), note="(ký, đóng dấu, ghi rõ họ tên)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who reviews himself; what is unknown stays a dotted line."""

    full_name: str = ""
    born: str = ""
    party_office: str = ""
    government_office: str = ""
    union_office: str = ""
    workplace: str = ""
    cell: str = ""

    def facts(self) -> list[list[Facts]]:
        """Five lines of the form."""
        lines = (
            (("Họ và tên", self.full_name), ("Ngày sinh", self.born)),
            (("Chức vụ Đảng", self.party_office),),
            (("Chức vụ chính quyền", self.government_office),),
            (("Chức vụ đoàn thể", self.union_office),),
            (("Đơn vị công tác", self.workplace), ("Chi bộ", self.cell)),
        )
        return [[{"label": label, "value": value} for label, value in line] for line in lines]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChiefOpinion:
    """Block A: the head of the agency rates the civil servant."""

    comment: str = ""
    level: Level | None = None
    applies: bool = True
    signature: Signature = CHIEF


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOpinion:
    """Block B: the cell's committee comments, the cell proposes; a cell has no seal."""

    comment: str = ""
    level: Level | None = None
    signature: Signature = CELL


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeOpinion:
    """Block C: the base committee decides the level, under its seal."""

    level: Level | None = None
    signature: Signature = COMMITTEE


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReviewPaper(Paper):
    """Mẫu 02: the person's own text, then what chief, cell and committee say."""

    form: ClassVar[str] = "F02"
    template: ClassVar[str] = "self_review"

    letterhead: Letterhead
    identity: Identity
    results: tuple[GradedItem, ...]
    shortcomings: tuple[Shortcoming, ...] = ()
    causes: str = ""
    remedied: tuple[PastShortcoming, ...] = ()
    remedied_grade: Grade | None = None
    answers: tuple[Answer, ...] = ()
    responsibility: str = ""
    direction: str = ""
    remedies: tuple[Remedy, ...] = ()
    civil_applies: bool = True
    civil_level: Level | None = None
    member_level: Level | None = None
    signed_by: str = ""
    chief: ChiefOpinion = field(default_factory=ChiefOpinion)
    cell: CellOpinion = field(default_factory=CellOpinion)
    committee: CommitteeOpinion = field(default_factory=CommitteeOpinion)
    blank_lines: int = 2

    def facts(self) -> Facts:
        """Everything on the paper."""
        return {
            "room": [""] * self.blank_lines,
            "head": self.letterhead.facts(),
            "year": self.letterhead.year,
            "identity": self.identity.facts(),
            "results": numbered(self.results),
            "shortcomings": [one.facts() for one in self.shortcomings],
            "causes": text(self.causes),
            "remedied": numbered_lines(self.remedied),
            "remedied_squares": squares(Grade.choices, self.remedied_grade),
            "answers": numbered(self.answers),
            "responsibility": text(self.responsibility),
            "remedies": [*text(self.direction), *numbered_lines(self.remedies)],
            "civil_applies": self.civil_applies,
            "civil_squares": squares(Level.choices, self.civil_level),
            "member_squares": squares(Level.choices, self.member_level),
            "author": Signature(
                authority=("Người tự kiểm điểm",), note="(ký, ghi rõ họ tên)", name=self.signed_by
            ).facts(),
            "chief": self._chief(),
            "cell": {
                "text": text(self.cell.comment),
                "squares": squares(Level.choices, self.cell.level),
                "signature": self.cell.signature.facts(),
            },
            "committee": {
                "squares": squares(Level.choices, self.committee.level),
                "signature": self.committee.signature.facts(),
            },
        }

    def _chief(self) -> Facts:
        return {
            "applies": self.chief.applies,
            "text": text(self.chief.comment),
            "squares": squares(Level.choices, self.chief.level),
            "signature": self.chief.signature.facts(),
        }
