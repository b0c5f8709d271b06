"""Còn thiếu gì: the two lights of every part, derived from facts wherever there are any."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from deadlines.enums import DossierState, Requirement
from deadlines.models import Dossier, DossierItem
from deadlines.queries.facts import GUIDANCE, fact_of, items_with_facts, many_items
from deadlines.rules.completeness import Degree, Wanted, degree, lights_words, sum_words
from documents.rules import short_date
from organizations.enums import SubjectKind
from reviews.models import Campaign
from reviews.queries import rulebook as reviews_rulebook
from reviews.rules import regulation as rulebook
from reviews.rules.regulation import DossierItemRule

FEW = 3  # parts named where there is no room for all


def regulation_of(campaign: Campaign) -> rulebook.Regulation:
    """The rulebook of a round, read once a process."""
    return reviews_rulebook.regulation_of(campaign.regulation)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a dossier as its checklist shows it."""

    row: Any  # a DossierItem; one of many without its record
    rule: DossierItemRule
    wanted: Wanted
    is_needed: bool
    electronic_words: str
    paper_words: str  # when the counter took it, and how much
    is_on_paper: bool = False  # at the unit, as it declares: the counter waits for the sheet

    @property
    def electronic_state(self) -> str:
        """Shape of the electronic light."""
        if self.wanted.has_electronic:
            return "done"
        return "wait" if self.row.promise_reason else ("todo" if self.is_needed else "wait")

    @property
    def electronic_label(self) -> str:
        """Words of the electronic light."""
        if self.row.is_secret:
            return "Mật, nộp trực tiếp"
        if self.wanted.electronic:
            return "Bản điện tử: có"
        if not self.is_needed:
            return "Không bắt buộc"
        if self.row.promised_before:
            return f"Sẽ bổ sung trước {short_date(self.row.promised_before)}"
        return "Bản điện tử: chưa có"

    @property
    def paper_state(self) -> str:
        """Shape of the paper light."""
        return "done" if self.wanted.paper else "todo"

    @property
    def paper_label(self) -> str:
        """Words of the paper light."""
        return f"Ban Tổ chức {'đã' if self.wanted.paper else 'chưa'} nhận bản giấy"

    @property
    def is_missing(self) -> bool:
        """Asked for, and nothing of it has come."""
        return self.is_needed and self.wanted.is_missing

    @property
    def is_asked_why(self) -> bool:
        """Missing, and neither of the kind that never blocks nor on paper at the unit (P01, P109)."""
        return self.is_missing and self.rule.blocks and not self.is_on_paper

    @property
    def is_hot(self) -> bool:
        """The part that was asked back."""
        return bool(self.row.return_note)


@dataclass(frozen=True, slots=True)
class Checklist:
    """All parts of one dossier and what they add up to."""

    parts: tuple[Part, ...]
    degree: Degree

    @property
    def counted(self) -> list[Part]:
        """The parts that must be there; what never blocks is noted apart, in no sum (P109)."""
        return [part for part in self.parts if part.is_needed and part.rule.blocks]

    @property
    def missing(self) -> list[Part]:
        """Counted, and nothing of them has come."""
        return [part for part in self.counted if part.is_missing]

    @property
    def noted(self) -> list[Part]:
        """Asked for, not there, and no reason to wait: the kind that never blocks (R-026, P109)."""
        return [part for part in self.parts if part.is_missing and not part.rule.blocks]

    @property
    def absent(self) -> list[Part]:
        """Whatever has not come, in the order of the list."""
        return [part for part in self.parts if part.is_missing]

    @property
    def unexcused(self) -> list[Part]:
        """What the dossier cannot go without: asked why, and no reason given (R-026)."""
        return [part for part in self.parts if part.is_asked_why and not part.row.promise_reason]

    @property
    def words(self) -> str:
        """How far the dossier is."""
        return self.degree.label

    @property
    def missing_words(self) -> str:
        """To be read aloud on the telephone."""
        return "; ".join(part.wanted.spoken for part in self.missing)

    @property
    def missing_in_short(self) -> str:
        """How many are missing and the first few of them, where the whole list would be a wall."""
        first = "; ".join(part.wanted.spoken for part in self.missing[:FEW])
        more = len(self.missing) - FEW
        rest = f" và {more} thành phần khác" if more > 0 else ""
        return f"Còn thiếu {len(self.missing)} thành phần: {first}{rest}." if self.missing else ""

    @property
    def missing_kinds(self) -> str:
        """The missing parts by what they are, each kind once with its number; it names nobody."""
        return _kinds(self.missing)

    @property
    def noted_kinds(self) -> str:
        """What is only noted, likewise."""
        return _kinds(self.noted)

    @property
    def sum_words(self) -> str:
        """How many of the parts are there, in whichever form."""
        return sum_words([part.wanted for part in self.counted])

    @property
    def lights_words(self) -> str:
        """Both lights in one line."""
        return lights_words([part.wanted for part in self.counted])


def _kinds(parts: Iterable[Part]) -> str:
    counted = Counter(part.rule.spoken for part in parts)
    return "; ".join(f"{name} ({count:02d})" for name, count in counted.items())


def part_of(row: Any, rule: DossierItemRule) -> Part:
    """One row with its lights."""
    file_words = _file_words(row)
    fact = fact_of(row)
    wanted = Wanted(
        spoken=_spoken(row, rule),
        blocks=rule.blocks,
        electronic=bool(row.file_id) or fact.is_electronic,
        paper=row.paper_received_on is not None,
        in_person=row.is_secret,
    )
    needed = row.requirement == Requirement.REQUIRED or (
        row.requirement == Requirement.IF_EXISTS and row.code == GUIDANCE and bool(row.is_guided)
    )
    words = " · ".join(filter(None, (fact.words, file_words)))
    on_paper = bool(fact.words) and not fact.is_electronic
    return Part(row, rule, wanted, needed, words, _paper_words(row), on_paper)


def _file_words(row: DossierItem) -> str:
    if row.is_secret and row.secret_on:
        return f"Số {row.secret_number}, ngày {short_date(row.secret_on)}"
    if not row.file_id:
        return ""
    pages = f", {row.page_count} trang" if row.page_count else ""
    return f"{row.file_name}{pages}"


def _paper_words(row: DossierItem) -> str:
    if not row.paper_received_on:
        return ""
    return f"đã nhận {short_date(row.paper_received_on)}, {row.paper_sheets} tờ"


def _spoken(row: DossierItem, rule: DossierItemRule) -> str:
    if row.subject is None or row.subject.kind != SubjectKind.PERSON:
        return rule.spoken
    return f"{rule.spoken} của đ/c {row.subject.label}"


def checklists(
    dossiers: Iterable[Dossier], regulation: rulebook.Regulation, *, many: bool = False
) -> dict[int, Checklist]:
    """The checklist of every dossier, by its row: one statement for all of them.

    `many` reads no records: for pages that say how far each is and lead to none of its parts.
    """
    rules = {rule.code: rule for rule in regulation.dossier_items}
    rows: dict[int, list[Part]] = defaultdict(list)
    wanted = list(dossiers)
    items: Iterable[Any] = (many_items if many else items_with_facts)([one.pk for one in wanted])
    for row in items:
        if row.code in rules:
            rows[row.dossier_id].append(part_of(row, rules[row.code]))
    return {one.pk: checklist_of(one, rows[one.pk]) for one in wanted}


def checklist_of(dossier: Dossier, parts: Iterable[Part]) -> Checklist:
    """The parts of one dossier and its degree (P50)."""
    kept = tuple(parts)
    sent = dossier.state != DossierState.DRAFT
    return Checklist(kept, degree([part.wanted for part in kept if part.is_needed], sent=sent))
