"""Where a subject is reviewed."""

import pytest

from organizations.enums import CollectiveType as T
from reviews.rules.places import PersonFacts, PostFact, places_of, rules_for
from reviews.rules.regulation import parse_regulation


def post(key, kind, chief=False):
    return PostFact(collective=key, collective_type=kind, chief=chief)


DISTRICT = post("btv", T.DIRECT_STANDING)
COUNCIL = post("ubnd", T.GOVERNMENT, chief=True)
OFFICE = post("so", T.DEPARTMENT, chief=True)

CASES = [
    ("N1: a member without office", PersonFacts(cell="c"), ("N1",), [("cell", "c", True)]),
    (
        "N2: a leader",
        PersonFacts(cell="c", posts=(OFFICE,)),
        ("N2",),
        [("cell", "c", True), ("collective", "so", True)],
    ),
    (
        "N3: of the provincial standing committee",
        PersonFacts(cell="c", posts=(OFFICE, post("tinh", T.PROVINCE_STANDING))),
        ("N3",),
        [("cell", "c", True), ("collective", "tinh", True), ("collective", "so", True)],
    ),
    (
        "N4: of a district standing committee and its council",
        PersonFacts(cell="c", posts=(COUNCIL, DISTRICT)),
        ("N4",),
        [("cell", "c", True), ("collective", "btv", True), ("collective", "ubnd", True)],
    ),
    (
        "N5: a committee member outside the standing committee",
        PersonFacts(cell="c", committee_member=True, posts=(OFFICE,)),
        ("N5",),
        [("cell", "c", True), ("collective", "so", True)],
    ),
    (
        "N6: of a Party caucus",
        PersonFacts(cell="c", posts=(post("bcs", T.PARTY_CAUCUS), OFFICE)),
        ("N6",),
        [("cell", "c", True), ("collective", "so", True), ("collective", "bcs", True)],
    ),
    (
        "N7: of a base committee",
        PersonFacts(cell="c", posts=(post("du", T.BASE_STANDING, chief=True),)),
        ("N7",),
        [("cell", "c", True), ("collective", "du", True)],
    ),
    (
        "N8: three posts, the third only if the authority decides",
        PersonFacts(cell="c", posts=(COUNCIL, DISTRICT, post("hoi", T.FRONT))),
        ("N8",),
        [
            ("cell", "c", True),
            ("collective", "btv", True),
            ("collective", "ubnd", True),
            ("collective", "hoi", False),
        ],
    ),
    (
        "N9: suspended from the committee",
        PersonFacts(cell="c", committee_suspended=True, posts=(DISTRICT,)),
        ("N9",),
        [("cell", "c", True)],
    ),
    (
        "N10: in temporary activity elsewhere",
        PersonFacts(cell="c", temporary_cell="t"),
        ("N1", "N10"),
        [("cell", "c", True), ("comment", "t", True)],
    ),
    (
        "N11: a leader outside the Party",
        PersonFacts(cell=None, posts=(OFFICE,)),
        ("N11",),
        [("collective", "so", True)],
    ),
    (
        "N12: in a large cell",
        PersonFacts(cell="c", cell_group="to"),
        ("N1", "N12"),
        [("cell", "c", True), ("group", "to", False)],
    ),
    (
        "two posts in one collective are one place",
        PersonFacts(cell="c", posts=(OFFICE, post("so", T.DEPARTMENT))),
        ("N2",),
        [("cell", "c", True), ("collective", "so", True)],
    ),
]


@pytest.mark.parametrize(("_case", "person", "rules", "expected"), CASES, ids=[one[0] for one in CASES])
def test_places_of_a_person(regulation, _case, person, rules, expected):
    found = places_of(person, regulation)
    assert rules_for(person, many=3) == rules
    assert [(one.kind, one.key, one.compulsory) for one in found] == expected
    assert [one.order for one in found] == list(range(1, len(found) + 1))
    assert all(one.clause for one in found)


def test_every_place_rule_of_the_regulation_has_a_case(regulation):
    used = {code for _, _, rules, _ in CASES for code in rules}
    assert used == {rule.code for rule in regulation.places}


def test_a_rule_that_names_a_place_the_person_lacks_leaves_it_out(regulation):
    nobody = PersonFacts(cell=None)
    assert places_of(nobody, regulation) == ()


def test_a_place_a_person_does_not_have_is_passed_over(regulation_data):
    regulation_data["places"][0]["places"].append({"kind": "group", "compulsory": False, "title": "Tổ đảng"})
    found = places_of(PersonFacts(cell="c"), parse_regulation(regulation_data))
    assert [one.key for one in found] == ["c"]


@pytest.mark.parametrize(("many", "rule"), [(2, "N8"), (3, "N2")])
def test_from_how_many_posts_the_authority_decides_is_the_regulations_setting(regulation_data, many, rule):
    next(one for one in regulation_data["settings"] if one["code"] == "many_posts")["value"] = many
    posts = tuple(PostFact(collective=name, collective_type=T.DEPARTMENT, chief=name == "A") for name in "AB")

    found = places_of(PersonFacts(cell="C", posts=posts), parse_regulation(regulation_data))

    assert {one.rule for one in found} == {rule}
