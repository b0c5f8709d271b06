"""The rolls of some cells between two days: random lives against a naive reader, and the cases that are told apart."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from cadres.enums import LEFT_THE_PARTY, Arrival, Departure
from cadres.models import Membership, Person, Standing
from cadres.queries.roll import Roll
from organizations.enums import OrganizationKind
from organizations.models import PartyOrganization
from tests import factories as make

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)
EVE = date(2020, 12, 31)
REASONS = ("moved", "moved", "moved", "died", "expelled", "struck_off", "resigned", "merged")


@pytest.fixture
def cells():
    """Two districts of three cells each."""
    districts = [make.make_organization(), make.make_organization()]
    return [make.make_organization(one, OrganizationKind.CELL) for one in districts for _ in range(3)]


def above(cell):
    return PartyOrganization.objects.get(path=cell.path[: -PartyOrganization.steplen])


def roll_of(organization):
    below = PartyOrganization.objects.filter(path__startswith=organization.path)
    return Roll(below.values("pk"), FIRST, LAST)


def by_person(roll, lines):
    """{person: line}; nobody stands on two lines of one kind."""
    found = [(pk, line) for line in lines.values for pk in roll.moved(line).values_list("pk", flat=True)]
    assert len(dict(found)) == len(found)
    return dict(found)


def a_life(random, cells):
    """Spells in cells, one after the other, days or nothing between them."""
    day, spells = date(2019, 1, 1) + timedelta(random.randrange(900)), []
    for _ in range(random.randint(1, 4)):
        end = day + timedelta(random.randrange(500)) if random.random() < 0.6 else None
        if random.random() < 0.1:
            end = random.choice((EVE, FIRST, LAST))
        if end and end < day:
            end = day
        spells.append((random.choice(cells), day, end, random.choice(REASONS) if end else ""))
        if end is None:
            break
        day = end + timedelta(random.choice((1, 1, 1, 30, 200)))
    return spells


def naive(spells, path, joined):
    """Where one person stands by reading his spells one by one: (there at the opening, came, left, at the end)."""

    def there(day):
        return any(
            cell.path.startswith(path)
            and begun <= day
            and (end is None or end > day or (end == day and why not in LEFT_THE_PARTY))
            for cell, begun, end, why in spells
        )

    here = [one for one in spells if one[0].path.startswith(path)]
    began = [one for one in here if FIRST <= one[1] <= LAST]
    opening, closing = there(EVE), there(LAST)
    broken = [one for one in here if one[2] and FIRST <= one[2] <= LAST and one[3] in LEFT_THE_PARTY]
    back = opening and closing and bool(broken)
    came = left = None
    if (began and not opening) or back:
        before = [one for one in spells if one[1] < began[0][1]]
        if back or (before and before[-1][3] in LEFT_THE_PARTY):
            came = "phuc-hoi"
        else:
            came = "ket-nap" if not before and joined >= FIRST else "chuyen-den"
    if ((opening or came) and not closing) or back:
        ended = broken if back else [one for one in here if one[2] and EVE <= one[2] <= LAST]
        words = {"died": "tu-tran", "expelled": "khai-tru", "struck_off": "xoa-ten", "resigned": "xin-ra"}
        left = words.get(ended[-1][3], "chuyen-di")
    return opening, came, left, closing


@pytest.mark.parametrize("seed", range(6))
def test_the_lines_add_up_and_agree_with_a_naive_reader(seed, cells):
    random = Random(seed)
    lives = {}
    for number in range(60):
        spells = a_life(random, cells)
        joined = min(spells[0][1], date(2021, 12, 1)) if random.random() < 0.7 else date(2005, 1, 1)
        person = make.make_person(f"Lò Văn {number}", joined_on=joined)
        lives[person.pk] = (spells, joined)
        Membership.objects.bulk_create(
            Membership(person=person, organization=cell, from_on=begun, to_on=end, end_reason=why)
            for cell, begun, end, why in spells
        )
    for place in (*cells[:2], above(cells[0]), make.make_province()):
        roll = roll_of(place)
        arrived, departed = by_person(roll, Arrival), by_person(roll, Departure)
        opening = set(roll.opening().values_list("pk", flat=True))
        closing = set(roll.closing().values_list("pk", flat=True))

        assert len(opening) + len(arrived) - len(departed) == len(closing)
        found = {pk: (pk in opening, arrived.get(pk), departed.get(pk), pk in closing) for pk in lives}
        assert found == {pk: naive(spells, place.path, joined) for pk, (spells, joined) in lives.items()}


def lives_of(cells):
    """(name, joined, [(cell, from, to, why)]): each way of coming and going, by name."""
    old, a, b, other = date(2005, 5, 19), cells[0], cells[1], cells[3]
    return (
        ("ở lại", old, [(a, old, None, "")]),
        ("kết nạp", date(2021, 3, 26), [(a, date(2021, 3, 26), None, "")]),
        ("chuyển đến", old, [(other, old, date(2021, 5, 1), "moved"), (a, date(2021, 5, 2), None, "")]),
        ("từ tỉnh khác", old, [(a, date(2021, 5, 2), None, "")]),
        ("trong nội bộ", old, [(a, old, date(2021, 5, 1), "moved"), (b, date(2021, 5, 2), None, "")]),
        ("giao thừa", old, [(a, old, EVE, "moved"), (b, FIRST, None, "")]),
        ("phục hồi", old, [(a, old, date(2019, 5, 1), "expelled"), (a, date(2021, 5, 2), None, "")]),
        ("ra rồi vào", old, [(a, old, date(2021, 2, 1), "expelled"), (a, date(2021, 9, 2), None, "")]),
        ("từ trần", old, [(a, old, date(2021, 12, 31), "died")]),
        ("đến rồi mất", old, [(a, date(2021, 2, 1), date(2021, 8, 1), "died")]),
        ("chuyển đi", old, [(a, old, date(2021, 5, 1), "moved"), (other, date(2021, 5, 2), None, "")]),
    )


def test_every_way_of_coming_and_going_is_told_apart(cells):
    for name, joined, spells in lives_of(cells):
        person = make.make_person(name, joined_on=joined)
        for cell, begun, end, why in spells:
            make.make_membership(person, cell, from_on=begun, to_on=end, end_reason=why)
    roll = roll_of(above(cells[0]))

    names = dict(Person.objects.values_list("pk", "full_name"))
    assert {names[pk]: line for pk, line in by_person(roll, Arrival).items()} == {
        "kết nạp": Arrival.ADMITTED,
        "chuyển đến": Arrival.MOVED_IN,
        "từ tỉnh khác": Arrival.MOVED_IN,
        "phục hồi": Arrival.RESTORED,
        "ra rồi vào": Arrival.RESTORED,
        "đến rồi mất": Arrival.MOVED_IN,
    }
    assert {names[pk]: line for pk, line in by_person(roll, Departure).items()} == {
        "ra rồi vào": Departure.EXPELLED,
        "từ trần": Departure.DIED,
        "đến rồi mất": Departure.DIED,
        "chuyển đi": Departure.MOVED_OUT,
    }
    assert (roll.opening().count(), roll.closing().count()) == (6, 8)


def test_between_two_cells_a_member_stands_on_a_line_of_his_own(cells):
    """Moves inside are neither coming nor going; earlier entries of the same standing count as they do."""
    old, a, b, other = date(2005, 5, 19), cells[0], cells[1], cells[3]
    lives = (
        ("đi cuối năm", [(a, old, date(2021, 12, 9), "moved")], (date(2021, 12, 10), None)),
        ("chỉ ghi trường hợp", [(a, old, None, "")], (date(2021, 11, 29), None)),
        ("đến rồi lại đi", [(a, date(2021, 3, 1), date(2021, 9, 30), "moved")], (date(2021, 10, 1), None)),
        (
            "đi năm trước, nhận trong nội bộ",
            [(a, old, date(2020, 12, 9), "moved"), (b, date(2021, 1, 15), None, "")],
            (date(2020, 12, 10), date(2021, 1, 14)),
        ),
        (
            "đi năm trước từ nơi khác",
            [(other, old, date(2020, 12, 9), "moved"), (b, date(2021, 1, 15), None, "")],
            (date(2020, 12, 10), date(2021, 1, 14)),
        ),
        (
            "đi và nhận trong năm",
            [(a, old, date(2021, 5, 1), "moved"), (b, date(2021, 6, 1), None, "")],
            (date(2021, 5, 2), date(2021, 5, 31)),
        ),
        ("từ năm trước đến hết năm", [(a, old, date(2020, 10, 1), "moved")], (date(2020, 10, 2), None)),
    )
    for name, spells, (begun, ended) in lives:
        person = make.make_person(name, joined_on=old)
        for cell, since, until, why in spells:
            make.make_membership(person, cell, from_on=since, to_on=until, end_reason=why)
        Standing.objects.create(person=person, kind="in_transfer", from_on=begun, to_on=ended)
    names = dict(Person.objects.values_list("pk", "full_name"))

    def told(place):
        roll = roll_of(place)
        arrived, departed = by_person(roll, Arrival), by_person(roll, Departure)
        assert roll.opening().count() + len(arrived) - len(departed) == roll.closing().count()
        return tuple({names[pk]: line for pk, line in one.items()} for one in (arrived, departed))

    gone = Departure.ON_THE_WAY
    assert told(above(a)) == (
        {
            "đến rồi lại đi": Arrival.MOVED_IN,
            "đi năm trước, nhận trong nội bộ": Arrival.RECEIVED,
            "đi năm trước từ nơi khác": Arrival.MOVED_IN,
        },
        {"đi cuối năm": gone, "chỉ ghi trường hợp": gone, "đến rồi lại đi": gone},
    )
    assert told(make.make_province())[0]["đi năm trước từ nơi khác"] == Arrival.RECEIVED
    assert told(a)[1]["đi và nhận trong năm"] == Departure.MOVED_OUT
    assert told(b)[0]["đi và nhận trong năm"] == Arrival.MOVED_IN


def test_temporary_activity_moves_no_figure(cells):
    person = make.make_person()
    make.make_membership(person, cells[0])
    make.make_membership(person, cells[3], kind="temporary", from_on=date(2021, 6, 1))

    roll = roll_of(above(cells[3]))

    assert (roll.opening().count(), len(roll.moves), roll.closing().count()) == (0, 0, 0)
    assert Counter(roll_of(make.make_province()).closing().values_list("pk", flat=True)) == {person.pk: 1}
