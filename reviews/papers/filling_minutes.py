"""The minutes of a conference, drafted from what was written down of it; they read, and write nothing."""

from documents.rules import paper_date, without_gaps
from organizations.enums import SubjectKind
from reviews.models import AgendaItem, Conference
from reviews.papers.heads import letterhead_of
from reviews.papers.minutes import ConferenceMinutes, Hearing, Presence, comrade


def paper_of_minutes(conference: Conference) -> ConferenceMinutes:
    """Biên bản hội nghị as a draft: what was not typed is left open for the hand (P18, P19)."""
    items = list(conference.agenda.select_related("subject").prefetch_related("remarks"))
    persons = [one for one in items if one.subject.kind == SubjectKind.PERSON]
    return ConferenceMinutes(
        letterhead=letterhead_of(
            conference.collective,
            conference.campaign,
            form=ConferenceMinutes.form,
            kind="BB",
            number=conference.minutes_number,
            dated=conference.held_on,
            year=conference.campaign.year,
        ),
        body=conference.collective.name,
        year=conference.campaign.year,
        held=paper_date(conference.held_on),
        place=conference.place,
        presence=presence_of(conference),
        collectives=tuple(_hearing(one) for one in items if one not in persons),
        persons=tuple(_hearing(one) for one in persons),
        conclusion=conference.conclusion,
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
