"""Còn thiếu gì trong bản kiểm điểm: each missing thing, by section."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from organizations.enums import Capacity, Grade, Level
from reviews.enums import ReviewForm
from reviews.rules.regulation import ContentItem, Need, Regulation, SectionRole

COLLECTIVES = frozenset({Capacity.COLLECTIVE, Capacity.ORGANIZATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAnswer:
    """Something the writer must answer: a shortcoming of last year, a point of guidance."""

    number: int
    title: str
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A shortcoming one names: whether its cause, its day and who answers for it are there (P100)."""

    number: int
    has_cause: bool = True
    has_day: bool = True
    has_owner: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What of a self-review is there; sections and grades by the codes of the regulation."""

    capacity: Capacity
    form: ReviewForm = ReviewForm.ONLINE
    sections: frozenset[str] = frozenset()
    grades: Mapping[str, Grade] = field(default_factory=dict)
    own_level: Level | None = None
    shortcomings: tuple[Named, ...] = ()
    has_cause: bool = False
    carried_over: tuple[ToAnswer, ...] = ()
    guidance: tuple[ToAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One missing thing: the content item, the section printed on the form, and the sentence."""

    item: str
    section: str
    text: str


def missing_parts(written: Written, regulation: Regulation) -> list[Missing]:
    """What the self-review still misses; a paper one counts as written (P01)."""
    return [] if written.form == ReviewForm.PAPER else must_have_data(written, regulation)


def must_have_data(written: Written, regulation: Regulation) -> list[Missing]:
    """What must be counted and is not there: asked of what is handed in, told of what stands on paper (P04)."""
    return [
        Missing(item=item.code, section=item.section, text=text)
        for item in regulation.content_for(written.capacity)
        for text in _missing_in(item, written, regulation)
    ]


def _missing_in(item: ContentItem, written: Written, regulation: Regulation) -> Iterator[str]:
    if item.role == SectionRole.CARRIED_OVER:
        yield from _unanswered(written.carried_over, "Chưa trả lời hạn chế, khuyết điểm năm trước")
    elif item.role == SectionRole.GUIDANCE:
        yield from _unanswered(written.guidance, "Chưa giải trình nội dung gợi ý")
    elif item.role == SectionRole.SHORTCOMINGS:
        yield from _of_shortcomings(item, written)
    elif item.role == SectionRole.OWN_LEVEL:
        yield from [] if written.own_level else ["Chưa tự nhận mức xếp loại."]
    elif _text_is_wanted(item, written) and item.code not in written.sections:
        yield f"Chưa viết mục {item.section}: {item.title}."
    if item.needs_grade and _is_in_play(item, written):
        yield from _ungraded(item, written, regulation)


def _text_is_wanted(item: ContentItem, written: Written) -> bool:
    return item.need == Need.ALWAYS and written.form == ReviewForm.ONLINE


def _of_shortcomings(item: ContentItem, written: Written) -> Iterator[str]:
    """Each shortcoming has its causes and its day; of a whole Word file, the causes stand in the file."""
    is_online = written.form == ReviewForm.ONLINE
    if not written.shortcomings and is_online and written.has_cause:
        yield "Mới ghi nguyên nhân; chưa nêu hạn chế, khuyết điểm."
    elif not written.shortcomings:
        yield f"Chưa viết mục {item.section}: {item.title}."
    for one in written.shortcomings:
        if is_online and not (one.has_cause or written.has_cause):
            yield f"Chưa nêu nguyên nhân của hạn chế, khuyết điểm {one.number}."
        if not one.has_day:
            yield f"Chưa ghi thời gian khắc phục hạn chế, khuyết điểm {one.number}."
        if not one.has_owner and written.capacity in COLLECTIVES:
            yield f"Chưa ghi người chịu trách nhiệm khắc phục hạn chế, khuyết điểm {one.number}."


def _is_in_play(item: ContentItem, written: Written) -> bool:
    """A section about last year's shortcomings is graded only when there were any."""
    return item.role != SectionRole.CARRIED_OVER or bool(written.carried_over)


def _ungraded(item: ContentItem, written: Written, regulation: Regulation) -> Iterator[str]:
    for criterion in regulation.criteria_of(item, written.capacity):
        if criterion.code not in written.grades:
            yield f"Chưa tự đánh giá cấp độ: {criterion.title}."


def _unanswered(points: tuple[ToAnswer, ...], words: str) -> Iterator[str]:
    for point in points:
        if not point.answered:
            end = "" if point.title.endswith("…") else "."
            yield f"{words} ({point.number}): {point.title}{end}"
