"""The rulebook as frozen rows; every row names its clause and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from organizations.enums import (
    Capacity,
    Certainty,
    CollectiveType,
    Grade,
    Level,
    OrganizationKind,
    Route,
    SubjectKind,
)
from reviews.rules.regulation.vocabulary import (
    Alongside,
    CapBase,
    Condition,
    Effect,
    ItemMode,
    ItemScope,
    Need,
    PlaceKind,
    Requirement,
    Rounding,
    Scoring,
    SectionRole,
    Severity,
    TriggerFact,
    VoteBase,
)
from reviews.rules.rows import parse_share

Scalar = str | int | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a regulation: where it is written, and how sure that is."""

    clause: str
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Row):
    """Căn cứ: a document the regulation rests on."""

    code: str
    number: str
    issued_on: date
    issuer: str
    title: str


def month(day: date) -> str:
    """The month as Party papers write it: January and February take a zero (P-style 08/3/2018)."""
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentItem(Row):
    """Nội dung kiểm điểm: one section of a self-review."""

    code: str
    capacities: tuple[Capacity, ...]
    seq: int
    section: str
    heading: str
    title: str
    guidance: str
    needs_grade: bool
    need: Need
    role: SectionRole
    alongside: Alongside | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Row):
    """Bước tiến hành kiểm điểm."""

    code: str
    seq: int
    title: str
    actor: str
    days_before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSpec:
    """One place of review that a place rule names."""

    kind: PlaceKind
    compulsory: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule(Row):
    """Nơi kiểm điểm of one kind of subject (N1 to N12)."""

    code: str
    title: str
    places: tuple[PlaceSpec, ...]


@dataclass(frozen=True, slots=True)
class Params:
    """The limits of one rule, read as what they are."""

    values: Mapping[str, Scalar]

    def level(self, name: str) -> Level:
        """The level a limit names."""
        return Level(str(self.values[name]))

    def grade(self, name: str) -> Grade:
        """The grade a limit names."""
        return Grade(str(self.values[name]))

    def share(self, name: str) -> Fraction:
        """The share a limit names, exactly."""
        return parse_share(str(self.values[name]))

    def number(self, name: str) -> int:
        """The number a limit names."""
        return int(self.values[name])

    def word(self, name: str) -> str:
        """The word a limit names."""
        return str(self.values[name])

    def switch(self, name: str) -> bool:
        """Whether a limit is switched on."""
        return bool(self.values[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Row):
    """A condition that is in force, with its limits and what it does."""

    code: str
    capacities: tuple[Capacity, ...]
    condition: Condition
    params: Params
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard(Rule):
    """Khung tiêu chuẩn: what a level asks; without a level it bounds all of them."""

    level: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(Rule):
    """What alone makes a subject "Không hoàn thành nhiệm vụ"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceTrigger(Row):
    """Trường hợp gợi ý kiểm điểm: told by a fact of the records, or left to a person's judgement (3.4)."""

    code: str
    capacities: tuple[Capacity, ...]
    text: str
    fact: TriggerFact | None
    params: Params

    @property
    def beside(self) -> str:
        """The clause and how sure it is, as a page says it."""
        return self.certainty.beside(self.clause)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialCase(Rule):
    """Who is not reviewed, not rated, rated with a limit, or rated in a special way (1.4)."""

    effect: Effect
    highest: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Row):
    """Tiêu chí: a leaf is graded, a group only heads its leaves."""

    code: str
    capacity: Capacity
    parent: str
    title: str
    guidance: str
    core: bool
    content: str
    max_points: int | None = None

    @property
    def is_group(self) -> bool:
        """A group heads its leaves and is never graded itself."""
        return not self.content


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeHelp(Row):
    """What stands beside a cấp độ as help, never as a rule."""

    grade: Grade
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapRule(Row):
    """Tỷ lệ tối đa được xếp loại Hoàn thành xuất sắc nhiệm vụ."""

    code: str
    capacity: Capacity
    share: Fraction
    base: CapBase
    rounding: Rounding
    min_one: bool
    group_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRule(Row):
    """Thứ tự: what comes before what."""

    code: str
    text: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRule(Row):
    """Thẩm quyền: who proposes, appraises and decides for which subjects."""

    code: str
    capacity: Capacity
    organization_kinds: tuple[OrganizationKind, ...]
    collective_types: tuple[CollectiveType, ...]
    routes: tuple[Route, ...]
    title: str
    proposes: str
    appraises: str
    decides: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRule(Row):
    """Biểu quyết: of whom the majority is counted, and how."""

    code: str
    capacities: tuple[Capacity, ...]
    base: VoteBase
    share: Fraction
    strict: bool
    cumulative: bool
    secret: bool
    subject_votes: bool
    quorum: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierKind(Row):
    """Loại hồ sơ gửi lên cấp trên."""

    code: str
    title: str
    sender: str
    receiver: str
    purpose: str
    deadline: str
    subjects: tuple[SubjectKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierItemRule(Row):
    """Thành phần hồ sơ: how far each kind of dossier asks for it."""

    code: str
    seq: int
    title: str
    spoken: str
    form: str
    scope: ItemScope
    modes: tuple[ItemMode, ...]
    applies: str
    blocks: bool
    needs: Mapping[str, Requirement]

    def need(self, kind: str, subject: SubjectKind) -> Requirement:
        """How far one kind of dossier asks for this part about one kind of subject."""
        return self.needs.get(f"{kind}:{subject}", Requirement.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Row):
    """Biểu mẫu: the label printed at its top right is data, the code never leaves (P60)."""

    code: str
    label: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Row):
    """A number or choice the regulation leaves open or states once."""

    code: str
    value: Scalar
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """The whole rulebook of a year's round, as one immutable value."""

    code: str
    title: str
    valid_from: date
    valid_to: date | None
    scoring: Scoring
    content_hash: str
    documents: tuple[Document, ...]
    content: tuple[ContentItem, ...]
    steps: tuple[Step, ...]
    places: tuple[PlaceRule, ...]
    cases: tuple[SpecialCase, ...]
    criteria: tuple[Criterion, ...]
    grade_help: tuple[GradeHelp, ...]
    standards: tuple[Standard, ...]
    triggers: tuple[Trigger, ...]
    guidance_triggers: tuple[GuidanceTrigger, ...]
    caps: tuple[CapRule, ...]
    ordering: tuple[OrderRule, ...]
    authority: tuple[AuthorityRule, ...]
    votes: tuple[VoteRule, ...]
    dossier_kinds: tuple[DossierKind, ...]
    dossier_items: tuple[DossierItemRule, ...]
    forms: tuple[Form, ...]
    settings: tuple[Setting, ...]

    def content_for(self, capacity: Capacity) -> tuple[ContentItem, ...]:
        """The sections of a self-review written in this capacity, in order."""
        items = (item for item in self.content if capacity in item.capacities)
        return tuple(sorted(items, key=lambda item: item.seq))

    def written_for(self, capacity: Capacity) -> tuple[ContentItem, ...]:
        """Those of them that are written in; the level one takes is kept with the self-review itself."""
        return tuple(one for one in self.content_for(capacity) if one.role != SectionRole.OWN_LEVEL)

    def criteria_for(self, capacity: Capacity) -> tuple[Criterion, ...]:
        """The graded criteria of a capacity, in the order of the form."""
        return tuple(one for one in self.criteria if one.capacity == capacity and not one.is_group)

    def criteria_of(self, item: ContentItem, capacity: Capacity) -> tuple[Criterion, ...]:
        """The criteria whose worst grade is the box printed under a section."""
        return tuple(one for one in self.criteria_for(capacity) if one.content == item.code)

    def cap_for(self, capacity: Capacity) -> CapRule | None:
        """The ceiling in force for a capacity, if any."""
        return next((cap for cap in self.caps if cap.capacity == capacity), None)

    def guidance_triggers_for(self, capacity: Capacity) -> tuple[GuidanceTrigger, ...]:
        """The grounds on which a subject of a capacity may be guided, in the regulation's order."""
        return tuple(one for one in self.guidance_triggers if capacity in one.capacities)

    def vote_rule(self, capacity: Capacity) -> VoteRule | None:
        """How a vote about subjects of this capacity is counted."""
        return next((rule for rule in self.votes if capacity in rule.capacities), None)

    def step(self, code: str) -> Step:
        """A step of the review by its code."""
        return next(one for one in self.steps if one.code == code)

    def form(self, code: str) -> Form:
        """A form by its inner code."""
        return next(form for form in self.forms if form.code == code)

    def setting(self, code: str) -> Setting:
        """A setting by its code."""
        return next(one for one in self.settings if one.code == code)
