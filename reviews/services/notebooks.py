"""Sổ năm: what a member promises and notes through the year, and the commitment he handed in on paper (P45)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cadres.models import Person
from documents.models import File
from documents.rules import short_date
from organizations import audit, clock
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, about, deny, require
from reviews.models import Commitment, Evidence, Notebook, NotedEvidence, SelfReview
from reviews.queries.notebook import YearOf, members_recorded_by, noted_files, review_of_year
from reviews.rules import notebook as rules
from reviews.services.self_reviews import add_evidence

Row = TypeVar("Row", Commitment, NotedEvidence)

CLOSED = "Bản kiểm điểm năm {0} đã nộp, nên sổ năm {0} không sửa được nữa."
PAST = "Sổ năm {} đã khép lại, chỉ để đọc."
GONE = "Nội dung này đã được bỏ ở nơi khác. Đề nghị mở lại sổ năm."


def said(faults: Iterable[rules.Fault]) -> list[str]:
    """What cannot be, each beside its box."""
    return [about(box, sentence) for box, sentence in faults]


def _locked(person: Person, year: int, *, actor: Account, at: datetime) -> tuple[YearOf, Notebook]:
    """The year with its notebook, locked: for those who write in it, while it is open."""
    person = Person.objects.get(pk=person.pk)
    review = review_of_year(person, year).select_for_update(of=("self",)).first()
    mine = YearOf(person, year, review)
    require(actor, Permission.WRITE_SELF_REVIEW, mine)
    if year not in rules.open_years(clock.day_of(at)):
        raise TransitionDenied(PAST.format(year))
    if mine.is_closed:
        raise TransitionDenied(CLOSED.format(year))
    Notebook.objects.get_or_create(person=person, year=year)
    return mine, Notebook.objects.select_for_update().get(person=person, year=year)


def _note(action: str, notebook: Notebook, mine: YearOf, actor: Account, **words: str) -> None:
    stead = {} if mine.is_about(actor) else {"on_behalf_of": mine.person.full_name}
    audit.record(actor=actor, action=action, target=notebook, **words, **stead)


@transaction.atomic
def promise(
    person: Person, year: int, *, text: str, due_on: date | None, actor: Account, at: datetime
) -> Commitment:
    """One more thing that a member promises for the year."""
    mine, notebook = _locked(person, year, actor=actor, at=at)
    deny(said(rules.commitment_faults(due_on, year)))
    last = notebook.commitments.order_by("-position").first()
    row = Commitment.objects.create(
        notebook=notebook, text=text, due_on=due_on, position=last.position + 1 if last else 1, noted_at=at
    )
    _note("promise", notebook, mine, actor, after=row.text)
    return row


@transaction.atomic
def note_evidence(
    person: Person,
    year: int,
    *,
    text: str,
    happened_on: date | None,
    actor: Account,
    at: datetime,
    file: File | None = None,
    file_name: str = "",
) -> NotedEvidence:
    """A result noted when it comes, with its paper if there is one."""
    mine, notebook = _locked(person, year, actor=actor, at=at)
    deny(said(rules.noted_faults(happened_on, year, clock.day_of(at))))
    row = NotedEvidence.objects.create(
        notebook=notebook,
        text=text,
        happened_on=happened_on,
        file=file,
        file_name=file_name[:200] if file else "",
        noted_at=at,
    )
    _note("note_evidence", notebook, mine, actor, after=file.sha256 if file else "", note=text)
    return row


def change_promise(
    row: Commitment, *, text: str, due_on: date | None, actor: Account, at: datetime
) -> Commitment:
    """The same promise in other words, or by another day."""
    wrong = said(rules.commitment_faults(due_on, row.notebook.year))
    return _change(row, {"text": text, "due_on": due_on}, "change_promise", wrong, actor=actor, at=at)


def change_noted(
    row: NotedEvidence, *, text: str, happened_on: date | None, actor: Account, at: datetime
) -> NotedEvidence:
    """The same evidence in other words; its paper stays as it is."""
    wrong = said(rules.noted_faults(happened_on, row.notebook.year, clock.day_of(at)))
    return _change(row, {"text": text, "happened_on": happened_on}, "change_noted", wrong, actor=actor, at=at)


def drop_promise(row: Commitment, *, actor: Account, at: datetime) -> None:
    """Taken out of the notebook; the journal keeps that it was there."""
    _drop(row, "drop_promise", actor=actor, at=at)


def drop_noted(row: NotedEvidence, *, actor: Account, at: datetime) -> None:
    """Taken out of the notebook; what was put into the self-review stays there."""
    _drop(row, "drop_noted", actor=actor, at=at)


@transaction.atomic
def _change(
    row: Row, values: dict[str, Any], action: str, wrong: Sequence[str], *, actor: Account, at: datetime
) -> Row:
    mine, notebook, kept = _line(row, actor=actor, at=at)
    deny(wrong)
    before = kept.text
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(values))
    _note(action, notebook, mine, actor, before=before, after=kept.text)
    return kept


@transaction.atomic
def _drop(row: Row, action: str, *, actor: Account, at: datetime) -> None:
    mine, notebook, kept = _line(row, actor=actor, at=at)
    _note(action, notebook, mine, actor, before=kept.text)
    kept.delete()


def _line(row: Row, *, actor: Account, at: datetime) -> tuple[YearOf, Notebook, Row]:
    """A line of a notebook that is held, as it stands now; one may have taken it out elsewhere."""
    mine, notebook = _locked(row.notebook.person, row.notebook.year, actor=actor, at=at)
    kept = type(row)._default_manager.filter(pk=row.pk).first()
    if kept is None:
        raise TransitionDenied(GONE)
    return mine, notebook, kept


@transaction.atomic
def attach_noted(review: SelfReview, *, actor: Account, at: datetime) -> list[Evidence]:
    """Every paper noted in the year becomes evidence of its self-review; what is there already stays once."""
    person = review.subject.person
    rows = noted_files(person, review.subject.campaign.year) if person else ()
    there = set(review.evidence.values_list("file_id", flat=True))
    added = [
        add_evidence(review, one.file, one.file_name, actor=actor, at=at)
        for one in rows
        if one.file is not None and one.file_id not in there
    ]
    if not added:
        raise TransitionDenied("Sổ năm không còn tệp nào chưa có trong bản kiểm điểm.")
    return added


@transaction.atomic
def record_commitment_papers(
    people: Sequence[Person], year: int, *, received_on: date, note: str, actor: Account, at: datetime
) -> list[Notebook]:
    """ "Có bản giấy": these members handed their commitment in; its text stays in the cell (P01, P62)."""
    today = clock.day_of(at)
    if year not in rules.open_years(today):
        raise TransitionDenied(PAST.format(year))
    deny(said(rules.paper_faults(received_on, year, today)))
    _refuse_others(people, actor)
    return [
        _record_paper(
            person, year, actor=actor, paper_received_on=received_on, paper_note=note, recorded_at=at
        )
        for person in people
    ]


def _record_paper(person: Person, year: int, *, actor: Account, **values: Any) -> Notebook:
    Notebook.objects.get_or_create(person=person, year=year)
    row = Notebook.objects.select_for_update().get(person=person, year=year)
    before = short_date(row.paper_received_on) if row.paper_received_on else ""
    values["recorded_by"] = actor
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=sorted(values))
    audit.record(
        actor=actor,
        action="record_commitment",
        target=row,
        before=before,
        after=short_date(values["paper_received_on"]),
        note=row.paper_note,
        on_behalf_of=person.full_name,
    )
    return row


@transaction.atomic
def withdraw_commitment_paper(person: Person, year: int, *, actor: Account) -> None:
    """Recorded by mistake: the paper is not there."""
    _refuse_others([person], actor)
    row = Notebook.objects.select_for_update().filter(person=person, year=year).first()
    if row is None or row.paper_received_on is None:
        raise TransitionDenied(f"Chưa ghi nhận bản cam kết giấy năm {year} của đồng chí {person.full_name}.")
    before = short_date(row.paper_received_on)
    row.paper_received_on, row.paper_note, row.recorded_by, row.recorded_at = None, "", None, None
    row.save(update_fields=["paper_received_on", "paper_note", "recorded_by", "recorded_at"])
    audit.record(
        actor=actor,
        action="withdraw_commitment",
        target=row,
        before=before,
        on_behalf_of=person.full_name,
    )


def _refuse_others(people: Sequence[Person], actor: Account) -> None:
    """Papers are recorded by whoever takes them: of his own members alone."""
    wanted = {one.pk for one in people}
    if members_recorded_by(actor).filter(pk__in=wanted).count() != len(wanted):
        raise PermissionDenied
