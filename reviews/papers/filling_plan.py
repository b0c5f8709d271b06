"""Programme, invitation and the blank minutes of a conference to come, filled from what was prepared."""

from dataclasses import replace

from documents.papers import Letterhead, Paper, Signature
from documents.rules import BLANK, padded, paper_date, vn_number
from organizations.enums import SubjectKind
from reviews.models import ConferencePlan, Subject
from reviews.papers.cell_minutes import CellMinutes, MemberLine
from reviews.papers.heads import (
    kept_by,
    letterhead_of,
    organization_head,
    organization_signature,
    signature_of,
)
from reviews.papers.minutes import SIGNED, ConferenceMinutes, Hearing, Presence
from reviews.papers.programme import Gathering, Invitation, Programme
from reviews.queries.conference_plans import body_of, reviewed_at

WRITING_LINES = 2


def paper_of_plan(plan: ConferencePlan, form: str) -> Paper:
    """The paper of a coming conference by its form."""
    fill = {Programme.form: paper_of_programme, Invitation.form: paper_of_invitation}
    return fill.get(form, paper_of_planned_minutes)(plan)


def paper_of_programme(plan: ConferencePlan) -> Programme:
    """Chương trình hội nghị; the day it is signed is open, as the number is."""
    return Programme(
        letterhead=_head(plan, form=Programme.form, kind="CTr"),
        gathering=_gathering(plan),
        lines=tuple(line.strip() for line in plan.programme.splitlines() if line.strip()),
        papers=tuple(one.subject.label for one in plan.papers.select_related("subject")),
        signature=_signature(plan),
    )


def paper_of_invitation(plan: ConferencePlan) -> Invitation:
    """Giấy mời: the one who comes from above by name, then a page for any member's."""
    upper = _upper(plan)
    return Invitation(
        letterhead=_head(plan, form=Invitation.form, kind="GM"),
        gathering=_gathering(plan),
        guests=(upper,) if upper else (),
        signature=_signature(plan),
    )


def paper_of_planned_minutes(plan: ConferencePlan) -> Paper:
    """Minutes with place, chair and names in, the rest for the secretary's hand during the conference (P18, P63)."""
    subjects = reviewed_at(body_of(plan), plan.campaign, plan.planned_on)
    bodies = tuple(Hearing(subject=one.label) for one in subjects if one.kind != SubjectKind.PERSON)
    people = [one for one in subjects if one.kind == SubjectKind.PERSON]
    presence = Presence(chair=plan.chair, upper=_upper(plan))
    held, year = paper_date(plan.planned_on), plan.campaign.year
    if plan.cell is not None:
        return CellMinutes(
            letterhead=replace(_head(plan, form=CellMinutes.form), dated=plan.planned_on),
            body=plan.cell.name,
            year=year,
            held=held,
            place=plan.place,
            presence=presence,
            collectives=bodies,
            members=tuple(MemberLine(name=one.label) for one in people),
            blank_lines=WRITING_LINES,
        )
    return ConferenceMinutes(
        letterhead=replace(_head(plan, form=ConferenceMinutes.form, kind="BB"), dated=plan.planned_on),
        body=plan.body_name,
        year=year,
        held=held,
        place=plan.place,
        presence=presence,
        collectives=bodies,
        persons=tuple(Hearing(subject=_named(one)) for one in people),
        blank_lines=WRITING_LINES,
    )


def _named(subject: Subject) -> str:
    return f"Đồng chí {subject.label}{f', {subject.title}' if subject.title else ''}"


def _gathering(plan: ConferencePlan) -> Gathering:
    at = f"{padded(plan.planned_at.hour)} giờ {padded(plan.planned_at.minute)}" if plan.planned_at else ""
    return Gathering(
        body=plan.body_name,
        year=plan.campaign.year,
        moment=f"{at or f'{BLANK} giờ {BLANK}'}, {paper_date(plan.planned_on)}",
        kept=kept_by(plan.collective) if plan.collective is not None else "",
        lasts=vn_number(plan.lasts_days) if plan.lasts_days else "",
        place=plan.place,
        chair=plan.chair,
        upper=_upper(plan),
    )


def _upper(plan: ConferencePlan) -> str:
    return str(plan.attending.account.full_name) if plan.attending is not None else ""


def _head(plan: ConferencePlan, *, form: str, kind: str = "") -> Letterhead:
    year, month = plan.planned_on.year, plan.planned_on.month
    if plan.collective is not None:
        return letterhead_of(plan.collective, plan.campaign, form=form, kind=kind, year=year, month=month)
    if plan.cell is None:
        raise ValueError("a plan is of a collective or of a cell")
    return replace(organization_head(plan.cell, plan.campaign, form=form), year=year, month=month)


def _signature(plan: ConferencePlan) -> Signature:
    if plan.collective is not None:
        return signature_of(plan.collective, title=plan.collective.head_title)
    if plan.cell is None:
        raise ValueError("a plan is of a collective or of a cell")
    return organization_signature(plan.cell, note=SIGNED)
