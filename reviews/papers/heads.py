"""The head and the signature of a collective's paper, and how a record's figures are written."""

from datetime import date

from cadres.models import Person, Post
from documents.papers import Letterhead, Signature
from documents.rules import short_date
from organizations.enums import CollectiveType, Level, OrganizationKind
from organizations.models import Collective, PartyOrganization
from reviews.models import Campaign, SelfReview
from reviews.queries.rulebook import regulation_of

STANDING = "Ban Thường vụ "
INNER = (STANDING, "Tập thể lãnh đạo ", "Chi ủy ")

CELLS = (OrganizationKind.CELL, OrganizationKind.BASE_CELL)
SIGNS_FOR = {
    OrganizationKind.PROVINCE: "T/M Ban Thường vụ",
    OrganizationKind.DIRECT: "T/M Ban Thường vụ",
    OrganizationKind.BASE_COMMITTEE: "T/M Đảng ủy",
    OrganizationKind.SECTION: "T/M Đảng ủy bộ phận",
    OrganizationKind.BASE_CELL: "T/M Chi bộ",
    OrganizationKind.CELL: "T/M Chi bộ",
}


def letterhead_of(
    collective: Collective,
    campaign: Campaign,
    *,
    form: str,
    kind: str = "",
    number: str = "",
    dated: date | None = None,
    month: int | None = None,
    year: int | None = None,
) -> Letterhead:
    """The head of a paper, numbered as the register has it; the province's own stands under nobody."""
    running, _dash, registered = number.partition("-")
    province = collective.type == CollectiveType.PROVINCE_STANDING
    return Letterhead(
        upper="" if province else collective.upper_issuer,
        issuer=collective.issuer or collective.name,
        issuer_code=collective.symbol,
        symbol=registered.strip() or (f"{kind}/{collective.symbol}" if kind and collective.symbol else ""),
        number=running.strip(),
        place=collective.seat or collective.organization.seat,
        year=dated.year if dated else year or campaign.year,
        month=month,
        dated=dated,
        label=label_of(campaign, form),
    )


def cell_head(review: SelfReview, person: Person, *, form: str) -> Letterhead:
    """ĐẢNG BỘ … / CHI BỘ …: where he is a member, by his place of review or his official cell."""
    subject = review.subject
    membership = (
        person.memberships.filter(kind="official", to_on__isnull=True).select_related("organization").first()
    )
    cell = membership.organization if membership else None
    above: PartyOrganization | None = PartyOrganization.objects.get_parent(cell) if cell else None
    return Letterhead(
        upper=above.name if above else "",
        issuer=cell.name if cell else subject.cell_label,
        place=(cell.seat if cell else "") or (above.seat if above else ""),
        year=subject.campaign.year,
        dated=review.dated_on,
        label=label_of(subject.campaign, form),
        starred=False,
    )


def report_head(review: SelfReview, *, form: str, kind: str, month: int | None = None) -> Letterhead:
    """The head of a paper of a collective or an organisation that reviews itself."""
    subject = review.subject
    if subject.collective is not None:
        return letterhead_of(subject.collective, subject.campaign, form=form, kind=kind, month=month)
    own = subject.reviewed_organization
    return Letterhead(
        issuer=(own.issuer if own else "") or subject.label,
        issuer_code=own.symbol if own else "",
        symbol=f"{kind}/{own.symbol}" if own and own.symbol else "",
        place=own.seat if own else "",
        year=subject.campaign.year,
        month=month,
        label=label_of(subject.campaign, form),
    )


def report_signature(collective: Collective | None) -> Signature:
    """The head signs for his collective; an organisation's secretary for its committee."""
    if collective is None:
        return Signature(authority=("T/M cấp ủy", "Bí thư"))
    return signature_of(collective, title=collective.head_title, name=head_of(collective))


def organization_head(organization: PartyOrganization, campaign: Campaign, *, form: str) -> Letterhead:
    """The head of a paper that a Party organisation itself signs; a cell has neither star nor number."""
    above: PartyOrganization | None = PartyOrganization.objects.get_parent(organization)
    is_cell = organization.kind in CELLS  # ĐẢNG BỘ … / CHI BỘ …, as on the self-review
    return Letterhead(
        upper=((not is_cell and above.issuer) or above.name) if above else "",
        issuer=(not is_cell and organization.issuer) or organization.name,
        issuer_code=organization.symbol[:16],
        place=organization.seat or (above.seat if above else ""),
        year=campaign.year,
        label=label_of(campaign, form),
        starred=not is_cell,
    )


def organization_signature(organization: PartyOrganization, *, note: str = "") -> Signature:
    """Who signs for a Party organisation: its committee's organ, a cell for itself and without a seal (P29, P30)."""
    return Signature(authority=(SIGNS_FOR[OrganizationKind(organization.kind)], "Bí thư"), note=note)


def label_of(campaign: Campaign, form: str) -> str:
    """Mẫu …: the label at the top right is the regulation's data (P60)."""
    forms = regulation_of(campaign.regulation).forms
    return next((one.label for one in forms if one.code == form), "")


def signature_of(collective: Collective, *, name: str = "", title: str = "", note: str = "") -> Signature:
    """T/M and the office; who signs stays open until it is known."""
    authority = tuple(line for line in (collective.signs_for, title) if line)
    return Signature(authority=authority or ("T/M tập thể lãnh đạo",), note=note, name=name)


def committee_of(collective: Collective) -> str:
    """Tỉnh ủy of "Ban Thường vụ Tỉnh ủy", Sở Y tế of "Tập thể lãnh đạo Sở Y tế": whose organs and files it uses."""
    name = collective.name
    for inner in INNER:
        name = name.removeprefix(inner)
    return name


def kept_by(collective: Collective) -> str:
    """The last line of Nơi nhận: a committee's papers lie in its Văn phòng, another body's with itself."""
    committee = committee_of(collective)
    return f"Lưu Văn phòng {committee}" if collective.name.startswith(STANDING) else f"Lưu {committee}"


def head_of(collective: Collective) -> str:
    """The name of the collective's head today."""
    post = (
        Post.objects.filter(collective=collective, is_head=True, to_on__isnull=True)
        .select_related("person")
        .order_by("position")
        .first()
    )
    return post.person.full_name if post else ""


def birth_of(person: Person | None) -> str:
    """The day of birth, or the year where no more is known."""
    if person is None:
        return ""
    return short_date(person.birth_on) if person.birth_on else str(person.birth_year)


def level_of(value: str) -> Level | None:
    """A stored level; nothing where none was chosen."""
    return Level(value) if value else None
