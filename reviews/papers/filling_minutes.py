"""The minutes of a conference, drafted from what was written down of it; they read, and write nothing."""

from dataclasses import replace

from documents.papers import Letterhead, Signature
from documents.rules import paper_date, without_gaps
from organizations.enums import SubjectKind
from reviews.models import AgendaItem, Conference, Subject
from reviews.papers.cell_minutes import CellMinutes, MemberLine, MinutesExtract
from reviews.papers.heads import (
    letterhead_of,
    organization_head,
    organization_signature,
    signature_of,
)
from reviews.papers.minutes import SIGNED, ConferenceMinutes, Hearing, Presence, comrade

MEETING = "hội nghị kiểm điểm tự phê bình và phê bình"


CELL_MEETING = "cuộc họp kiểm điểm, xếp loại chất lượng đảng viên"


def paper_of_minutes(conference: Conference) -> ConferenceMinutes | CellMinutes:
    """The minutes as a draft: what was not typed is left open for the hand (P18, P19)."""
    items = _items(conference)
    persons = [one for one in items if one.subject.kind == SubjectKind.PERSON]
    bodies = tuple(_hearing(one) for one in items if one not in persons)
    if conference.cell is not None:
        return _cell_minutes(conference, bodies, persons)
    return ConferenceMinutes(
        letterhead=_head(
            conference, form=ConferenceMinutes.form, kind="BB", number=conference.minutes_number
        ),
        body=conference.body_name,
        year=conference.campaign.year,
        held=paper_date(conference.held_on),
        place=conference.place,
        presence=presence_of(conference),
        collectives=bodies,
        persons=tuple(_hearing(one) for one in persons),
        conclusion=conference.conclusion,
    )


def _cell_minutes(
    conference: Conference, bodies: tuple[Hearing, ...], persons: list[AgendaItem]
) -> CellMinutes:
    """Biên bản họp chi bộ: a row a member, the counts for the secretary's hand."""
    presence = presence_of(conference)
    absent = dict(presence.absent)
    return CellMinutes(
        letterhead=_head(conference, form=CellMinutes.form),
        body=conference.body_name,
        year=conference.campaign.year,
        held=paper_date(conference.held_on),
        place=conference.place,
        presence=presence,
        collectives=bodies,
        members=tuple(_member(one, absent) for one in persons),
        conclusion=conference.conclusion,
    )


def _member(item: AgendaItem, absent: dict[str, str]) -> MemberLine:
    name = item.subject.label
    if not item.is_reviewed:
        presence = f"Chưa kiểm điểm: {item.absent_reason}" if item.absent_reason else "Chưa kiểm điểm"
    elif name in absent:
        presence = f"Vắng: {absent[name]}" if absent[name] else "Vắng"
    else:
        presence = "Có mặt"
    heard = _hearing(item)
    return MemberLine(
        name=name,
        presence=presence,
        remarks=heard.remarks,
        reply=heard.reply,
        conclusion=heard.conclusion,
    )


def paper_of_extract(conference: Conference, subject: Subject | None) -> MinutesExtract:
    """Trích biên bản: of one subject, or of everything heard, for a dossier."""
    items = [one for one in _items(conference) if subject in (None, one.subject)]
    return MinutesExtract(
        letterhead=_head(conference, form=MinutesExtract.form),
        body=conference.body_name,
        meeting=CELL_MEETING if conference.cell is not None else MEETING,
        year=conference.campaign.year,
        held=paper_date(conference.held_on),
        place=conference.place,
        presence=presence_of(conference),
        hearings=tuple(_hearing(one) for one in items),
        conclusion=conference.conclusion,
        signature=_signature(conference),
    )


def _items(conference: Conference) -> list[AgendaItem]:
    return list(conference.agenda.select_related("subject").prefetch_related("remarks"))


def _head(conference: Conference, *, form: str, kind: str = "", number: str = "") -> Letterhead:
    held_on, body = conference.held_on, conference.collective
    if body is not None:
        return letterhead_of(body, conference.campaign, form=form, kind=kind, number=number, dated=held_on)
    if conference.cell is None:
        raise ValueError("a conference is of a collective or of a cell")
    head = organization_head(conference.cell, conference.campaign, form=form)
    return replace(head, dated=held_on, year=held_on.year)


def _signature(conference: Conference) -> Signature:
    """A cell signs for itself and has no seal (P30)."""
    if conference.collective is not None:
        return signature_of(conference.collective, title=conference.collective.head_title, note=SIGNED)
    if conference.cell is None:
        raise ValueError("a conference is of a collective or of a cell")
    return organization_signature(conference.cell, note=SIGNED)


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
