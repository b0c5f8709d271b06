"""The rulebook of a campaign, parsed once a process."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from organizations.enums import Capacity, CollectiveType, OrganizationKind, Route, SubjectKind
from reviews.models import Place, Regulation, Subject
from reviews.rules import regulation as rulebook
from reviews.rules.authority import authority_of
from reviews.rules.regulation import AuthorityRule, PlaceRule, SpecialCase, parse_regulation
from reviews.rules.regulation.earlier import as_read_today

_contents: dict[str, Any] = {}


def regulation_of(row: Regulation) -> rulebook.Regulation:
    """The rules of a stored regulation; a published one never changes, so its content is asked for once."""
    if row.content_hash not in _contents:
        _contents[row.content_hash] = row.content
    return _parsed(row.content_hash)


@lru_cache(maxsize=8)
def _parsed(content_hash: str) -> rulebook.Regulation:
    regulation = parse_regulation(as_read_today(_contents[content_hash]))
    return replace(regulation, content_hash=content_hash)


def authority_over(subject: Subject) -> AuthorityRule | None:
    """The row of the regulation that says who proposes, appraises and decides the subject."""
    body = subject.collective
    above = subject.reviewed_organization
    return authority_of(
        regulation_of(subject.campaign.regulation),
        capacity_of(subject),
        route=Route(subject.route),
        collective_type=CollectiveType(body.type) if body else None,
        organization_kind=OrganizationKind(above.kind) if above else None,
    )


def case_of(subject: Subject) -> SpecialCase | None:
    """The case of the regulation by which the subject is not reviewed."""
    cases = regulation_of(subject.campaign.regulation).cases if not subject.is_reviewed else ()
    return next((one for one in cases if one.code == subject.not_reviewed_case), None)


def places_with_rules(subject: Subject) -> list[tuple[Place, PlaceRule | None, PlaceRule | None]]:
    """Where the subject is reviewed, each place with the rule that names it, and that of a tổ đảng before it."""
    places = list(subject.places.all())
    rules = {one.code: one for one in regulation_of(subject.campaign.regulation).places} if places else {}
    return [(one, rules.get(one.code), rules.get("N12") if one.group else None) for one in places]


def left_to_decide(subject: Subject) -> list[Place]:
    """The places the authority decides about: of one with many posts, those not compulsory by themselves (N8)."""
    rows = subject.places.select_related("collective").order_by("position", "pk")
    return [one for one in rows if one.is_for_the_authority]


def capacity_of(subject: Subject) -> Capacity:
    """In which capacity the subject writes: an office-holder as one, a member as a member."""
    if subject.kind == SubjectKind.COLLECTIVE:
        return Capacity.COLLECTIVE
    if subject.kind == SubjectKind.ORGANIZATION:
        return Capacity.ORGANIZATION
    return Capacity.OFFICE if subject.main_post_id else Capacity.MEMBER
