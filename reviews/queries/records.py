"""Records that outlive one self-review: whose they are, and how a line of them reads."""

from collections.abc import Mapping
from fractions import Fraction

from django.db.models import QuerySet

from documents.rules import short_date, vn_percent, without_gaps
from organizations.enums import SubjectKind
from reviews.models import RemedyNote, SelfReview, Shortcoming, Target
from reviews.queries import boxes as b


def owned(rows: QuerySet, review: SelfReview) -> QuerySet:  # type: ignore[type-arg]
    """Records that belong to the person, collective or organisation of a self-review."""
    subject = review.subject
    if subject.kind == SubjectKind.PERSON:
        return rows.filter(person_id=subject.person_id)
    if subject.kind == SubjectKind.COLLECTIVE:
        return rows.filter(collective_id=subject.collective_id)
    return rows.filter(organization_id=subject.reviewed_organization_id)


def owner_of(review: SelfReview) -> Mapping[str, int | None]:
    """The columns that say to whom such a record belongs."""
    subject = review.subject
    if subject.kind == SubjectKind.PERSON:
        return {"person_id": subject.person_id}
    if subject.kind == SubjectKind.COLLECTIVE:
        return {"collective_id": subject.collective_id}
    return {"organization_id": subject.reviewed_organization_id}


def share_of(target: Target) -> str:
    """How much of a target was reached, in words of a table."""
    if not target.planned or target.actual is None:
        return ""
    return vn_percent(Fraction(target.actual) / Fraction(target.planned))


def target_line(target: Target) -> str:
    """A target in one printed line: what, how much was given, how much was done."""
    unit = target.unit if target.unit in ("", "%") else f"\N{NO-BREAK SPACE}{target.unit}"
    parts = [f"giao {b.shown_figure(target.planned)}{unit}"] if target.planned is not None else []
    if target.actual is not None:
        parts.append(f"thực hiện {b.shown_figure(target.actual)}{unit}")
    if share_of(target):
        parts.append(f"đạt {share_of(target)}")
    return f"{target.text}: {', '.join(parts)}." if parts else f"{target.text}."


def causes_of(one: Shortcoming) -> str:
    """Both kinds of cause of one shortcoming, as a sentence says them; the writer's own needs no word (P100)."""
    inner, outer = (words.strip().rstrip(".") for words in (one.cause, one.objective_cause))
    if inner and outer:
        return f"{inner} (chủ quan); {outer} (khách quan)"
    return f"{outer} (khách quan)" if outer else inner


def note_words(note: RemedyNote, *, state: str = "") -> str:
    """A note in one line, as the list and the next self-review show it; the list tells its state apart."""
    day = without_gaps((f"Ngày {short_date(note.noted_on)}", state.lower()))
    return without_gaps((f"{day}: {note.text}", f"({note.paper})" if note.paper else ""), " ")


def brief(text: str) -> str:
    """The beginning of a text, to name it in a sentence; no word is cut."""
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= 80 else f"{line[:80].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
