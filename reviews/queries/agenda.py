"""Whom a conference reviews, and what is said of one that was held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from organizations.enums import SubjectKind
from reviews.enums import ReviewState
from reviews.models import AgendaItem, Campaign, Conference, Place, Subject
from reviews.queries.conference_plans import Body, body_held, heads_of, letters_to, on_agenda
from reviews.queries.rulebook import regulation_of
from reviews.rules.guidance import letter_warnings
from reviews.rules.order import Warned, draft_warning, order_warnings
from reviews.rules.programme import NOBODY_FROM_ABOVE
from reviews.rules.regulation import Regulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Whom a body reviews: those still open, the head first, and those an earlier session has concluded."""

    open: tuple[Subject, ...]
    concluded: tuple[Subject, ...]
    heads: frozenset[int]


def agenda_of(campaign: Campaign, body: Body, *, day: date, conference: Conference | None = None) -> Agenda:
    """Whom a conference of the body reviews, in the order the rules want; of one entered before, also its own."""
    here = Place.objects.filter(body.places(), subject__campaign=campaign)
    waiting = here.filter(subject=OuterRef("pk"), concluded_on__isnull=True)
    own = AgendaItem.objects.filter(conference=conference, subject=OuterRef("pk"))
    subjects = (
        Subject.objects.filter(campaign=campaign, is_reviewed=True, pk__in=here.values("subject"))
        .annotate(waits=Exists(waiting) | Exists(own))
        .select_related("person", "collective", "self_review")
        .order_by("position", "pk")
    )
    heads = heads_of(body, day)
    ordered = sorted(subjects, key=lambda one: (one.kind == SubjectKind.PERSON, one.person_id not in heads))
    waits = {one.pk for one in ordered if getattr(one, "waits", False)}
    return Agenda(
        open=tuple(one for one in ordered if one.pk in waits),
        concluded=tuple(one for one in ordered if one.pk not in waits),
        heads=heads,
    )


def is_supplementary(conference: Conference) -> bool:
    """Held after another of the same body: for those who were absent (P22)."""
    same = Conference.objects.of(conference.body).filter(campaign=conference.campaign)
    return same.filter(held_on__lt=conference.held_on).exists()


def _guided(conference: Conference, rules: Regulation, reviewed: list[Subject]) -> list[Warned]:
    """Whoever suggested something comes, and his letter came in time (3.4)."""
    letters = letters_to(reviewed)
    found = letter_warnings(rules, letters, conference.held_on)
    came = conference.attended_by_id is not None or conference.upper_attending.strip()
    if letters and not came:
        found.append(Warned(text=NOBODY_FROM_ABOVE, row=rules.step("ASSIGN_ATTENDEES")))
    return found


def _unwritten(reviewed: list[Subject]) -> list[Warned]:
    """Reviewed with nothing handed in, be it on paper: a cell's evening refuses it, a session held is told of it."""
    names = [one.label for one in reviewed if one.self_review.state == ReviewState.DRAFT]
    if not names:
        return []
    text = (
        f"Ghi là đã kiểm điểm nhưng chưa có bản kiểm điểm: {', '.join(names)}. Ghi nhận bản giấy nếu đã có."
    )
    return [Warned(text=text)]


def warnings_of(conference: Conference, items: Iterable[AgendaItem]) -> list[Warned]:
    """What is said about the draft, the order, and counts that do not meet; never a block (P113)."""
    reviewed = [item.subject for item in items if item.is_reviewed]
    taken = on_agenda(reviewed, heads_of(body_held(conference), conference.held_on))
    rules = regulation_of(conference.campaign.regulation)
    late = draft_warning(conference.papers_sent_on, conference.held_on, rules.step("SEND_DRAFT"))
    if conference.cell is not None and conference.papers_sent_on is None:
        late = None  # a cell need send no draft out: its members bring their own papers
    warnings = [*([late] if late else []), *(Warned(text=one) for one in order_warnings(taken))]
    warnings += [*_unwritten(reviewed), *_guided(conference, rules, reviewed)]
    absent = sum(not one.is_present for one in conference.attendance.all())
    away = conference.convened_count - conference.present_count
    if absent != away:
        text = f"Vắng {away:02d} theo số có mặt, nhưng ghi tên và lý do {absent:02d} người."
        warnings.append(Warned(text=text))
    persons = sum(one.kind == SubjectKind.PERSON for one in taken)
    if conference.present_count < persons:
        text = f"Có mặt {conference.present_count:02d}, nhưng {persons:02d} cá nhân đã kiểm điểm. Xem lại hai số này."
        warnings.append(Warned(text=text))
    return warnings
