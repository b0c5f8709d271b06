"""Còn thiếu gì trong hồ sơ: in words that can be read aloud, and the dossier's degree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from deadlines.enums import DossierKind
from organizations.enums import SubjectKind
from reviews.rules.regulation import DossierItemRule, ItemScope, Regulation, Requirement

KIND_CODES = {
    DossierKind.DECIDED: "HS_LDQL_BTV",
    DossierKind.DELEGATED: "HS_LDQL_UQ",
    DossierKind.COMMITTEE: "HS_DB_TT",
}
"""The regulation's code of each kind of dossier."""


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
class InDossier:
    """One subject of a dossier; `applies` names the conditional parts that do apply to it."""

    key: str
    kind: SubjectKind
    name: str
    applies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lights:
    """What is there of one part: electronic, paper taken at the counter, or announced as Mật, to be brought there."""

    item: str
    subject: str = ""
    electronic: bool = False
    paper: bool = False
    in_person: bool = False
    promised_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One part a dossier must hold, once or for one subject, with its lights."""

    rule: DossierItemRule
    subject: InDossier | None
    requirement: Requirement
    spoken: str
    lights: Lights = field(default_factory=lambda: Lights(item=""))

    @property
    def has_electronic(self) -> bool:
        """The electronic light; of what is Mật there is none to wait for (P33)."""
        return self.lights.electronic or self.lights.in_person

    @property
    def has_paper(self) -> bool:
        """The paper light: taken at the counter, whatever the unit says it holds (P31)."""
        return self.lights.paper

    @property
    def is_missing(self) -> bool:
        """It has come in neither form; what is Mật and announced counts as present (P33)."""
        return not (self.has_electronic or self.has_paper)

    @property
    def is_excused(self) -> bool:
        """A reason stands beside the gap, so that the dossier can go (R-026)."""
        return bool(self.lights.reason.strip())


def wanted_parts(
    kind: DossierKind, subjects: Sequence[InDossier], lights: Iterable[Lights], regulation: Regulation
) -> list[Wanted]:
    """Every part this dossier must hold, in the regulation's order, with its lights."""
    shining = {(one.item, one.subject): one for one in lights}
    parts = []
    for rule in sorted(regulation.dossier_items, key=lambda rule: rule.seq):
        for subject, requirement in _asked(rule, KIND_CODES[kind], subjects):
            key = subject.key if subject else ""
            parts.append(
                Wanted(
                    rule=rule,
                    subject=subject,
                    requirement=requirement,
                    spoken=_spoken(rule, subject, subjects),
                    lights=shining.get((rule.code, key)) or Lights(item=rule.code, subject=key),
                )
            )
    return parts


def _asked(
    rule: DossierItemRule, kind: str, subjects: Sequence[InDossier]
) -> Iterator[tuple[InDossier | None, Requirement]]:
    asked = [(subject, _requirement(rule, kind, subject)) for subject in subjects]
    if rule.scope == ItemScope.SUBJECT:
        yield from ((subject, need) for subject, need in asked if need == Requirement.REQUIRED)
        return
    if any(need == Requirement.REQUIRED for _, need in asked):
        yield None, Requirement.REQUIRED


def _requirement(rule: DossierItemRule, kind: str, subject: InDossier) -> Requirement:
    """A conditional part is required when it applies to the subject, else not asked."""
    need = rule.need(kind, subject.kind)
    if need in (Requirement.IF_APPLICABLE, Requirement.IF_EXISTS):
        return Requirement.REQUIRED if rule.code in subject.applies else Requirement.NONE
    return need


def _spoken(rule: DossierItemRule, subject: InDossier | None, subjects: Sequence[InDossier]) -> str:
    if subject is None:
        return rule.spoken
    if subject.kind == SubjectKind.PERSON:
        return f"{rule.spoken} của đ/c {subject.name}"
    alone = sum(one.kind == subject.kind for one in subjects) == 1
    return rule.spoken if alone else f"{rule.spoken} của {subject.name}"


def missing_parts(parts: Iterable[Wanted]) -> list[Wanted]:
    """The parts of which nothing has come."""
    return [part for part in parts if part.is_missing]


def blocking_parts(parts: Iterable[Wanted]) -> list[Wanted]:
    """R-026: what stops the sending: missing, no reason given; a residence comment never (P109)."""
    return [part for part in parts if part.is_missing and part.rule.blocks and not part.is_excused]


def missing_words(parts: Iterable[Wanted]) -> str:
    """To be read aloud on the telephone: "biên bản kiểm phiếu tập thể; nhận xét nơi cư trú của đ/c …"."""
    return "; ".join(part.spoken for part in missing_parts(parts))


def degree(parts: Sequence[Wanted], *, sent: bool) -> Degree:
    """How complete the dossier is; parts that never block do not hold it back."""
    counted = [part for part in parts if part.rule.blocks]
    if not sent and not any(part.has_paper for part in counted):
        return Degree.NOT_SENT
    if missing_parts(counted):
        return Degree.INCOMPLETE
    return _FORMS[all(part.has_electronic for part in counted), all(part.has_paper for part in counted)]


# By whether all electronic copies, and all originals, are there.
_FORMS = {
    (False, False): Degree.AWAITING_BOTH,
    (False, True): Degree.AWAITING_COPY,
    (True, False): Degree.AWAITING_PAPER,
    (True, True): Degree.COMPLETE,
}


def sum_words(parts: Sequence[Wanted]) -> str:
    """How many of the parts are there, on paper or electronic: "đã có 16 trong 19 thành phần phải có"."""
    counted = [part for part in parts if part.rule.blocks]
    there = len(counted) - len(missing_parts(counted))
    return f"đã có {there} trong {len(counted)} thành phần phải có"


def lights_words(parts: Sequence[Wanted]) -> str:
    """Both lights in one line: "đã nhận đủ bản giấy; còn chờ 02 bản điện tử"."""
    counted = [part for part in parts if part.rule.blocks]
    return "; ".join(
        (
            _light_words("đã nhận đủ", "bản giấy", sum(not part.has_paper for part in counted)),
            _light_words("đã có đủ", "bản điện tử", sum(not part.has_electronic for part in counted)),
        )
    )


def _light_words(whole: str, form: str, awaited: int) -> str:
    return f"còn chờ {awaited:02d} {form}" if awaited else f"{whole} {form}"
