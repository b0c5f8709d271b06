"""The minutes of a conference, drafted from what was written down of it; they read, and write nothing."""

from documents.papers import Letterhead
from documents.rules import paper_date, without_gaps
from organizations.enums import SubjectKind
from reviews.models import AgendaItem, Conference, Subject
from reviews.papers.cell_minutes import MinutesExtract
from reviews.papers.heads import letterhead_of, signature_of
from reviews.papers.minutes import SIGNED, ConferenceMinutes, Hearing, Presence, comrade

MEETING = "hội nghị kiểm điểm tự phê bình và phê bình"


def paper_of_minutes(conference: Conference) -> ConferenceMinutes:
    """Biên bản hội nghị as a draft: what was not typed is left open for the hand (P18, P19)."""
    items = _items(conference)
    persons = [one for one in items if one.subject.kind == SubjectKind.PERSON]
    return ConferenceMinutes(
        letterhead=_head(
            conference, form=ConferenceMinutes.form, kind="BB", number=conference.minutes_number
        ),
        body=conference.body_name,
        year=conference.campaign.year,
        held=paper_date(conference.held_on),
        place=conference.place,
        presence=presence_of(conference),
        collectives=tuple(_hearing(one) for one in items if one not in persons),
        persons=tuple(_hearing(one) for one in persons),
        conclusion=conference.conclusion,
    )


def paper_of_extract(conference: Conference, subject: Subject | None) -> MinutesExtract:
    """Trích biên bản: of one subject, or of everything heard, for a dossier."""
    items = [one for one in _items(conference) if subject in (None, one.subject)]
    return MinutesExtract(
        letterhead=_head(conference, form=MinutesExtract.form),
        body=conference.body_name,
        meeting=MEETING,
        year=conference.campaign.year,
        held=paper_date(conference.held_on),
        place=conference.place,
        presence=presence_of(conference),
        hearings=tuple(_hearing(one) for one in items),
        conclusion=conference.conclusion,
        signature=signature_of(
            conference.collective_here, title=conference.collective_here.head_title, note=SIGNED
        ),
    )


def _items(conference: Conference) -> list[AgendaItem]:
    return list(conference.agenda.select_related("subject").prefetch_related("remarks"))


def _head(conference: Conference, *, form: str, kind: str = "", number: str = "") -> Letterhead:
    return letterhead_of(
        conference.collective_here,
        conference.campaign,
        form=form,
        kind=kind,
        number=number,
        dated=conference.held_on,
    )


def presence_of(conference: Conference) -> Presence:
    """Who came, as far as it was written down."""
    absent = conference.attendance.filter(is_present=False)
    return Presence(
        chair=conference.chair,
        secretary=conference.secretary,
        upper=conference.upper_attending,
        convened=conference.convened_count,
        present=conference.present_count,
        absent=tuple((one.name, one.reason) for one in absent),
    )


def _hearing(item: AgendaItem) -> Hearing:
    subject = item.subject
    named = without_gaps((subject.label, subject.title))
    return Hearing(
        subject=_capital(comrade(named)) if subject.kind == SubjectKind.PERSON else subject.label,
        remarks=tuple(
            f"{_capital(comrade(one.speaker))}: {one.text}" if one.speaker else one.text
            for one in item.remarks.all()
        ),
        reply=item.reply,
        conclusion=item.conclusion,
        reviewed=item.is_reviewed,
        reason=item.absent_reason,
    )


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
