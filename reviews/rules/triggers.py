"""Which grounds for guidance the records show of a subject, in figures; whether to write, a person decides (3.4)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from documents.rules import short_date
from organizations.enums import Capacity, Level
from reviews.rules.regulation import DisciplineForm, GuidanceTrigger, Params, Regulation, TriggerFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A shortcoming of an earlier year: by when it was to be remedied, and whether that is said to be done."""

    due_before: date | None
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Punished:
    """A decision of discipline: its form, the form's own words, its day."""

    form: DisciplineForm
    words: str
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an organ answered about the subject, by which letter, and what that is a ground of (P25)."""

    about: TriggerFact
    words: str
    organ: str
    number: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the records say of one subject to one reader; what he may not read is not among `readable`."""

    capacity: Capacity
    year: int
    today: date
    readable: frozenset[TriggerFact] = frozenset(TriggerFact)
    remedies: tuple[Remedy, ...] = ()
    own: tuple[Punished, ...] = ()
    below: tuple[Punished, ...] = ()
    levels: Mapping[int, Level] = field(default_factory=dict)
    answers: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground that holds, with the figures that make it hold."""

    trigger: GuidanceTrigger
    figures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """All grounds a subject may be guided on: those the records show, do not show, and cannot tell."""

    holding: tuple[Ground, ...]
    absent: tuple[GuidanceTrigger, ...]
    judged: tuple[GuidanceTrigger, ...]


def grounds_of(rules: Regulation, known: Known) -> Grounds:
    """The grounds of the subject's capacity, in the regulation's order."""
    holding, absent, judged = [], [], []
    for trigger in rules.guidance_triggers_for(known.capacity):
        if trigger.fact is None or trigger.fact not in known.readable:
            judged.append(trigger)
            continue
        figures = "; ".join(one for one in _figures(trigger, trigger.fact, known) if one)
        if figures:
            holding.append(Ground(trigger=trigger, figures=figures))
        else:
            absent.append(trigger)
    return Grounds(holding=tuple(holding), absent=tuple(absent), judged=tuple(judged))


def _figures(trigger: GuidanceTrigger, fact: TriggerFact, known: Known) -> Iterator[str]:
    """What the records say, and then what organs answered."""
    if fact in FIGURES:
        yield FIGURES[fact](trigger.params, known)
    for one in known.answers:
        if one.about == fact:
            letter = f", văn bản số {one.number}," if one.number else ""
            yield f"{one.organ}{letter} ngày {short_date(one.on)}: {one.words}"


def _disciplined(limits: Params, known: Known) -> str:
    """Decided within the year of the review, in a form not milder than the limit."""
    forms = list(DisciplineForm)
    least = forms.index(DisciplineForm(limits.word("form")))
    return "; ".join(
        f"{one.words}, quyết định ngày {short_date(one.decided_on)}"
        for one in known.own
        if one.decided_on.year == known.year and forms.index(one.form) >= least
    )


def _below(limits: Params, known: Known) -> str:
    """So many collectives and people whom the subject leads were disciplined within the year."""
    count = sum(one.decided_on.year == known.year for one in known.below)
    if not count or count < limits.number("cases"):
        return ""
    return f"{count:02d} trường hợp thuộc quyền bị thi hành kỷ luật trong năm {known.year}"


def _rated_at_most(limits: Params, known: Known) -> str:
    """Last year's level is the limit's or a worse one."""
    last = known.levels.get(known.year - 1)
    if last is None or last.rank < limits.level("level").rank:
        return ""
    return f"Năm {known.year - 1}: {last.label}"


def _rated_lower(limits: Params, known: Known) -> str:
    """Last year's level is worse than the one before it, and low enough: the ceiling alone moves many by one."""
    before, last = known.levels.get(known.year - 2), known.levels.get(known.year - 1)
    if before is None or last is None or last.rank <= before.rank:
        return ""
    if last.rank < limits.level("level").rank:
        return ""
    return f"Năm {known.year - 2}: {before.label}; năm {known.year - 1}: {last.label}"


def _unremedied(_limits: Params, known: Known) -> str:
    """Not said to be done, and "trước ngày" is past: the day itself is too late. Without a day it is due at once."""
    open_ones = [one for one in known.remedies if not one.is_done]
    due = [one for one in open_ones if one.due_before is None or one.due_before <= known.today]
    if not due:
        return ""
    days = [one.due_before for one in due if one.due_before is not None]
    since = f", sớm nhất phải xong trước ngày {short_date(min(days))}" if days else ", không ghi thời hạn"
    return f"{len(due):02d} hạn chế, khuyết điểm chưa ghi nhận khắc phục xong{since}"


FIGURES: Mapping[TriggerFact, Callable[[Params, Known], str]] = {
    TriggerFact.DISCIPLINED: _disciplined,
    TriggerFact.DISCIPLINED_BELOW: _below,
    TriggerFact.RATED_AT_MOST: _rated_at_most,
    TriggerFact.RATED_LOWER: _rated_lower,
    TriggerFact.UNREMEDIED: _unremedied,
}
