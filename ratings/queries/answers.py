"""What other organs answered, beside a rating: read by whoever asked, weighed by people, never a ground by itself."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from documents.rules import short_date
from organizations.enums import Certainty, Route
from ratings.enums import STILL_OPEN, Answer
from ratings.models import Rating
from ratings.models.consultation import BEFORE_THE_SITTING
from ratings.models.rating import LEADING
from ratings.queries.notes import Note
from ratings.queries.sources import Row, Sources

SOURCE = Certainty.DEFAULT.beside("")


@dataclass(frozen=True, slots=True)
class Answered:
    """What one organ answered, by which letter."""

    organ: str
    words: str
    number: str
    on: date | None
    text: str = ""
    is_open: bool = False


def answers_among(rows: Sequence[Row], askers: Collection[int]) -> tuple[Answered, ...]:
    """Those given to the committees whose questions the reader knows of."""
    return tuple(
        Answered(
            organ=one.source,
            words=str(Answer(one.word).label),
            number=one.note,
            on=one.from_on,
            text=one.more,
            is_open=one.word in STILL_OPEN,
        )
        for one in rows
        if one.number in askers
    )


def inquiry_notes(rating: Rating, sources: Sources, askers: Collection[int]) -> Iterator[Note]:
    """Before the sitting: who says something, who is silent, and whether anybody was asked; nobody is held up."""
    if rating.state not in BEFORE_THE_SITTING:
        return
    answers = [one for one in sources.of("answer", "of", rating.pk) if one.number in askers]
    silent = [one for one in sources.of("asked", "of", rating.pk) if one.number in askers]
    for one in answers:
        if one.word != Answer.NOTHING:
            yield Note("back", _said(one), SOURCE)
    for one in silent:
        due = f", hạn {short_date(one.from_on)}" if one.from_on else ""
        yield Note("back", f"{one.source} chưa có ý kiến{due}. Chưa có ý kiến không cản việc trình.", SOURCE)
    if not answers and not silent and _is_asked_about(rating, askers):
        yield Note("wait", "Chưa đề nghị cơ quan liên quan cung cấp thông tin.", SOURCE)


def _said(one: Row) -> str:
    words = f"{one.source}: {str(Answer(one.word).label).lower()}{f' ({one.more})' if one.more else ''}."
    return f"{words} Chưa có kết luận: xem xét việc tạm dừng." if one.word in STILL_OPEN else words


def _is_asked_about(rating: Rating, askers: Collection[int]) -> bool:
    """Whether other organs are asked about him before the list goes to the Standing Committee."""
    subject = rating.subject
    return (
        subject.campaign.organization_id in askers
        and subject.route == Route.DECIDED
        and rating.capacity in LEADING
    )
