"""The letter that asks an organ for information, filled from what was recorded of it."""

from documents.papers import Letterhead
from documents.rules import short_date
from organizations.enums import CollectiveType, OrganizationKind, SubjectKind
from organizations.models import Collective
from ratings.models import ConsultationRequest, Rating
from ratings.papers import petition
from ratings.papers.inquiry import KIND, AskedAbout, InquiryLetter
from reviews.papers.heads import (
    birth_of,
    committee_of,
    kept_by,
    label_of,
    letterhead_of,
    organization_head,
    organization_signature,
    signature_of,
)

STANDING = (CollectiveType.DIRECT_STANDING, CollectiveType.BASE_STANDING)


def paper_of_inquiry(letter: ConsultationRequest) -> InquiryLetter:
    """The province's by its Organization Committee, below it the committee's own; number and day as recorded."""
    campaign, body = letter.campaign, _committee(letter)
    about = [line.rating for line in letter.lines.for_paper()]
    if letter.asker.kind == OrganizationKind.PROVINCE:
        asker, signature, kept = petition.ORGAN, petition.UNSIGNED, f"Lưu {petition.ORGAN}"
    elif body is not None:
        asker, signature, kept = committee_of(body), signature_of(body, title=body.head_title), kept_by(body)
    else:
        asker, signature = letter.asker.name, organization_signature(letter.asker)
        kept = f"Lưu {asker}"
    plan = f"Kế hoạch số {campaign.plan_number}, ngày {short_date(campaign.plan_on)}"
    return InquiryLetter(
        letterhead=_head(letter, body),
        asker=asker,
        addressee=letter.organ,
        grounds=f"Thực hiện {plan} của {campaign.plan.get('organ', 'Ban Thường vụ Tỉnh ủy')}",
        of_year=campaign.year,
        due_on=letter.due_on,
        collectives=tuple(_line(one) for one in about if one.subject.kind != SubjectKind.PERSON),
        persons=tuple(_line(one) for one in about if one.subject.kind == SubjectKind.PERSON),
        signature=signature,
        recipients=("Như trên", kept),
    )


def _committee(letter: ConsultationRequest) -> Collective | None:
    """The collective in whose name a committee below the province writes."""
    rows = Collective.objects.filter(organization=letter.asker, scope=letter.asker, type__in=STANDING)
    return rows.select_related("organization").order_by("pk").first()


def _head(letter: ConsultationRequest, body: Collective | None) -> Letterhead:
    number, dated, asker = letter.number, letter.dated_on, letter.asker
    running, _dash, registered = number.partition("-")
    if asker.kind == OrganizationKind.PROVINCE:
        return Letterhead(
            upper=asker.issuer,
            issuer=petition.ISSUER,
            issuer_code=petition.CODE,
            symbol=registered.strip() or f"{KIND}/{petition.CODE}",
            number=running.strip(),
            place=asker.seat,
            year=dated.year if dated else letter.due_on.year,
            dated=dated,
            label=label_of(letter.campaign, InquiryLetter.form),
        )
    if body is not None:
        year = letter.due_on.year
        return letterhead_of(
            body, letter.campaign, form=InquiryLetter.form, kind=KIND, number=number, dated=dated, year=year
        )
    return organization_head(asker, letter.campaign, form=InquiryLetter.form)


def _line(rating: Rating) -> AskedAbout:
    subject = rating.subject
    return AskedAbout(name=subject.label, born=birth_of(subject.person), office=subject.office)
