"""What the rule engine knows of one subject's year; nothing known is None, never a guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from organizations.enums import Capacity, Grade, Level
from reviews.rules.regulation import (
    CommentFrom,
    ConcludedFinding,
    DisciplineForm,
    Offender,
    Standing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A span of days, both ends included."""

    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Discipline:
    """Kỷ luật: its decision's day and the year of the violation are two things (P44)."""

    decided_on: date
    violation_year: int
    form: DisciplineForm
    offender: Offender = Offender.SELF
    counted_before: bool = False
    remedied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Chỉ tiêu, nhiệm vụ of the year: the share done, and whether all main ones were."""

    share: Fraction
    main_all_met: bool | None = None
    force_majeure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerBody:
    """Chính quyền, Mặt trận, đoàn thể cùng cấp, with its level when known."""

    name: str
    level: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CivilRating:
    """Kết quả xếp loại công chức, viên chức of somebody who has one; unknown until it comes."""

    level: Level | None
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorLevel:
    """The level of a body which the subject's level may not exceed."""

    name: str
    level: Level | None
    decided: bool = False
    chief: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One subject's year in one capacity."""

    capacity: Capacity
    year: int
    reference_on: date
    reviewed: bool | None = None
    grades: Mapping[str, Grade] = field(default_factory=dict)
    grader: str = ""
    points: Fraction | None = None
    justified: bool | None = None
    subordinates: Mapping[Level, int] | None = None
    peer_bodies: tuple[PeerBody, ...] = ()
    civil: CivilRating | None = None
    targets: Targets | None = None
    disciplines: tuple[Discipline, ...] = ()
    concluded: frozenset[ConcludedFinding] | None = None
    sick_leave: tuple[Days, ...] = ()
    founded_on: date | None = None
    admitted_on: date | None = None
    appointed_on: date | None = None
    standings: frozenset[Standing] = frozenset()
    comments_due: frozenset[CommentFrom] = frozenset()
    organization: SuperiorLevel | None = None
    headships: tuple[SuperiorLevel, ...] = ()
    other_level: Level | None = None
