"""Nơi kiểm điểm: where a subject is reviewed, from posts and memberships (N1 to N12)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from organizations.enums import CollectiveType, OrganizationKind
from reviews.rules.regulation import PlaceKind, PlaceRule, Regulation

MANY_POSTS = "many_posts"  # the regulation's setting, not ours
STANDING_TYPES = frozenset({CollectiveType.PROVINCE_STANDING, CollectiveType.DIRECT_STANDING})
GROUP_TYPES = frozenset({CollectiveType.PARTY_GROUP, CollectiveType.PARTY_CAUCUS})
BASE_TYPES = frozenset(
    {CollectiveType.BASE_STANDING, CollectiveType.SECTION_COMMITTEE, CollectiveType.CELL_COMMITTEE}
)
# Tổ chức đảng được xếp loại (1.3 a), each with the committee whose report is its own too; the province is none.
COMMITTEES: Mapping[OrganizationKind, frozenset[CollectiveType]] = {
    OrganizationKind.DIRECT: frozenset({CollectiveType.DIRECT_STANDING}),
    OrganizationKind.BASE_COMMITTEE: frozenset({CollectiveType.BASE_STANDING}),
    OrganizationKind.BASE_CELL: frozenset({CollectiveType.BASE_STANDING, CollectiveType.CELL_COMMITTEE}),
    OrganizationKind.SECTION: frozenset({CollectiveType.SECTION_COMMITTEE}),
    OrganizationKind.CELL: frozenset({CollectiveType.CELL_COMMITTEE}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFact:
    """A leadership post held on the day, with the collective it makes one a member of."""

    collective: str
    collective_type: CollectiveType
    chief: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """Where a person belongs on the day; keys are opaque."""

    cell: str | None
    temporary_cell: str | None = None
    cell_group: str | None = None
    committee_member: bool = False
    committee_suspended: bool = False
    posts: tuple[PostFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFound:
    """One place of review, with the rule that names it."""

    kind: PlaceKind
    key: str
    order: int
    compulsory: bool
    rule: str
    clause: str


def places_of(person: PersonFacts, regulation: Regulation) -> tuple[PlaceFound, ...]:
    """Every place where a person is reviewed, the cell first."""
    rules = {rule.code: rule for rule in regulation.places}
    found: dict[tuple[PlaceKind, str], PlaceFound] = {}
    for code in rules_for(person, many=_many_posts(regulation)):
        for kind, key, compulsory in _places(person, rules[code]):
            known = found.get((kind, key))
            if known is None:
                found[kind, key] = PlaceFound(
                    kind=kind,
                    key=key,
                    order=len(found) + 1,
                    compulsory=compulsory,
                    rule=code,
                    clause=rules[code].clause,
                )
    return tuple(found.values())


def _many_posts(regulation: Regulation) -> int:
    """From how many posts on the authority says where one is reviewed."""
    return int(regulation.setting(MANY_POSTS).value)


def rules_for(person: PersonFacts, *, many: int) -> tuple[str, ...]:
    """The place rules that apply to a person, the leading one first; `many` posts make the authority decide."""
    codes = [_leading_rule(person, many)]
    if person.cell and person.temporary_cell:
        codes.append("N10")
    if person.cell and person.cell_group:
        codes.append("N12")
    return tuple(codes)


def _leading_rule(person: PersonFacts, many: int) -> str:
    if person.cell is None:
        return "N11"
    if person.committee_suspended:
        return "N9"
    if len(person.posts) >= many:
        return "N8"
    return _rule_of_posts(person)


def _rule_of_posts(person: PersonFacts) -> str:
    types = {post.collective_type for post in person.posts}
    ordered = (
        (CollectiveType.PROVINCE_STANDING in types, "N3"),
        (CollectiveType.DIRECT_STANDING in types, "N4"),
        (bool(types & GROUP_TYPES), "N6"),
        (bool(types) and person.committee_member, "N5"),
        (bool(types) and types <= BASE_TYPES, "N7"),
        (bool(types), "N2"),
    )
    return next((code for applies, code in ordered if applies), "N1")


def _places(person: PersonFacts, rule: PlaceRule) -> Iterator[tuple[PlaceKind, str, bool]]:
    single = {
        PlaceKind.CELL: person.cell,
        PlaceKind.GROUP: person.cell_group,
        PlaceKind.COMMENT: person.temporary_cell,
    }
    wanted = [spec for spec in rule.places if spec.kind == PlaceKind.COLLECTIVE]
    for spec in rule.places:
        if spec.kind == PlaceKind.COLLECTIVE:
            continue
        key = single[spec.kind]
        if key:
            yield spec.kind, key, spec.compulsory
    if wanted:
        always = any(spec.compulsory for spec in wanted)
        only_when_decided = any(not spec.compulsory for spec in wanted)
        for post in sorted(person.posts, key=_standing_then_chief):
            compulsory = always and (not only_when_decided or _is_leading(post))
            yield PlaceKind.COLLECTIVE, post.collective, compulsory


def _is_leading(post: PostFact) -> bool:
    """With three posts or more: the standing committee and the chief post; others if the authority says so."""
    return post.chief or post.collective_type in STANDING_TYPES


def _standing_then_chief(post: PostFact) -> tuple[bool, bool]:
    return (post.collective_type not in STANDING_TYPES, not post.chief)
