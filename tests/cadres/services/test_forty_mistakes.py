"""One workbook with forty kinds of mistakes: every one is told at its cell, and the corrected file goes in."""

import io
from datetime import date, time

import pytest
from openpyxl import load_workbook

from cadres.enums import MembershipEnd
from cadres.models import Membership, Person
from documents.services.files import read_file
from documents.services.sheet_templates import REASONS
from organizations.enums import OrganizationKind, Role
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db

COLUMNS = {
    "full_name": "Họ và tên",
    "gender": "Giới tính",
    "birth": "Ngày sinh",
    "card_number": "Số thẻ đảng viên",
    "joined_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức",
    "cell": "Chi bộ",
    "from_on": "Từ ngày",
    "is_civil_servant": "CBCCVC",
    "workplace": "Đơn vị công tác",
    "residence": "Nơi cư trú",
}
NAMES = list(COLUMNS)
# (what is wrong, what the cells hold, where it is told)
MISTAKES = [
    ("a name that is missing", {"full_name": ""}, "full_name"),
    ("a name in TCVN3", {"full_name": "NguyÔn V¨n Hång"}, "full_name"),
    ("a name in VNI", {"full_name": "Nguyeãn Vaên Hoàng"}, "full_name"),
    ("a formula that lost what it pointed at", {"full_name": "#REF!"}, "full_name"),
    ("letters broken on the way", {"full_name": "Nguy\ufffdn Văn Hồng"}, "full_name"),
    ("a name longer than the register keeps", {"full_name": "Lò " * 50}, "full_name"),
    ("a birth that is missing", {"birth": None}, "birth"),
    ("a month without its day", {"birth": "8/1975"}, "birth"),
    ("a day the calendar has not", {"birth": "31/02/1975"}, "birth"),
    ("the month first", {"birth": "12/31/1975"}, "birth"),
    ("a year of two figures", {"birth": "14/8/75"}, "birth"),
    ("Excel's own count of days", {"birth": 27620}, "birth"),
    ("a year long past", {"birth": "14/8/1875"}, "birth"),
    ("words for a birth", {"birth": "khoảng năm bảy lăm"}, "birth"),
    ("signs mixed in a date", {"birth": "14/8-1975"}, "birth"),
    ("a truth value for a birth", {"birth": True}, "birth"),
    ("a gender not on the list", {"gender": "Trai"}, "gender"),
    ("a card number as a number", {"card_number": 6000777}, "card_number"),
    ("a card number with letters", {"card_number": "06A00777"}, "card_number"),
    ("a card number too long", {"card_number": "060007770"}, "card_number"),
    ("a card number typed as a day", {"card_number": date(2021, 1, 1)}, "card_number"),
    ("somebody else's card number", {"card_number": "06000555"}, "card_number"),
    ("a card number held elsewhere", {"card_number": "06000999"}, "card_number"),
    ("only the year of joining", {"joined_on": 2000}, "joined_on"),
    ("joined as a child", {"joined_on": date(1985, 1, 1)}, "joined_on"),
    ("an hour for a day", {"joined_on": time(8, 30)}, "joined_on"),
    ("full member before joining", {"official_on": date(1999, 1, 1)}, "official_on"),
    ("a month for a day", {"official_on": "05.2001"}, "official_on"),
    ("a failed lookup", {"official_on": "#N/A"}, "official_on"),
    ("no cell", {"cell": " "}, "cell"),
    ("a cell that is not there", {"cell": "Chi bộ Không Có"}, "cell"),
    ("a cell of another committee", {"cell": "Chi bộ xa"}, "cell"),
    ("a name that two cells bear", {"cell": "Chi bộ 1"}, "cell"),
    ("a committee instead of a cell", {"cell": "Đảng bộ xã Mường Lạn"}, "cell"),
    ("a cell that is dissolved", {"cell": "Chi bộ cũ"}, "cell"),
    ("in the cell before in the Party", {"from_on": date(1999, 1, 1)}, "from_on"),
    ("no day to begin with", {"joined_on": "", "official_on": "", "from_on": ""}, "from_on"),
    ("neither yes nor no", {"is_civil_servant": "chắc có"}, "is_civil_servant"),
    ("a workplace longer than the register keeps", {"workplace": "Trường " * 40}, "workplace"),
    ("a residence in VNI", {"residence": "Xoùm Böôûi"}, "residence"),
    ("a move to another cell by a list", {"full_name": "Vi Văn Ở", "birth": 1970, "card_number": ""}, "cell"),
    ("somebody who died", {"full_name": "Vi Văn Mất", "birth": 1950, "card_number": ""}, ""),
    ("a name two people bear", {"full_name": "Vi Văn Đôi", "birth": 1960, "card_number": ""}, "full_name"),
    ("the card number of the first row again", {"card_number": "06001000"}, ""),
]


def right(number):
    """A row without fault."""
    return {
        "full_name": f"Lò Văn {chr(65 + number // 26)}{chr(97 + number % 26)}",
        "gender": "Nam",
        "birth": date(1975, 8, 14),
        "card_number": f"0600{1000 + number}",
        "joined_on": date(2000, 5, 19),
        "official_on": date(2001, 5, 19),
        "cell": "Chi bộ Bưởi",
        "from_on": date(2015, 1, 1),
        "is_civil_servant": "x",
        "workplace": "Trường Mường Lạn",
        "residence": "Xóm Bưởi",
    }


def sheet_of(rows):
    return [list(COLUMNS.values()), *([row[name] for name in NAMES] for row in rows)]


@pytest.fixture
def clerk():
    district = make.make_organization(name="Đảng bộ huyện Đồng Khê")
    base = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Mường Lạn")
    other_base = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    make.make_organization(base, OrganizationKind.CELL, name="Chi bộ Bưởi")
    away = make.make_organization(base, OrganizationKind.CELL, name="Chi bộ 1")
    make.make_organization(other_base, OrganizationKind.CELL, name="Chi bộ 1")
    make.make_organization(base, OrganizationKind.CELL, name="Chi bộ cũ", dissolved_on=date(2019, 1, 1))
    far = make.make_organization(make.make_organization(), OrganizationKind.BASE_CELL, name="Chi bộ xa")
    _sits("Hà Thị Khác", away, birth_year=1980, birth_on=None, card_number="06000555")
    _sits("Hà Thị Xa", far, birth_year=1980, birth_on=None, card_number="06000999")
    _sits("Vi Văn Ở", away, birth_year=1970, birth_on=None)
    _sits("Vi Văn Đôi", away, birth_year=1960, birth_on=None)
    _sits("Vi Văn Đôi", away, birth_year=1960, birth_on=None)
    dead = _sits("Vi Văn Mất", away, birth_year=1950, birth_on=None)
    dead.memberships.update(to_on=date(2020, 1, 1), end_reason=MembershipEnd.DIED)
    return make.make_account(Role.UNIT_CLERK, district)


def _sits(name, cell, **fields):
    person = make.make_person(name, **({"joined_on": None} | fields))
    make.make_membership(person, cell)
    return person


def test_forty_kinds_of_mistakes_are_told_at_their_cells_and_the_corrected_file_goes_in(clerk):
    assert len(MISTAKES) >= 40
    rows = [right(0)] + [right(number) | held for number, (_, held, _) in enumerate(MISTAKES, start=1)]
    before = Person.objects.count()

    batch = books.bring_in("people", sheet_of(rows), clerk)

    assert batch.state == "refused"
    told = books.errors(batch)
    wanted = {(number + 2, column) for number, (_, _, column) in enumerate(MISTAKES, start=1)}
    assert {(MISTAKES[number - 3][0], column) for number, column in told ^ wanted} == set()
    assert batch.rejected_count == len(MISTAKES)
    sentences = [fault[2] for row in batch.rows.all() for fault in row.faults]
    assert all(one.endswith(".") for one in sentences)
    assert Person.objects.count() == before

    marked = load_workbook(io.BytesIO(read_file(batch.annotated))).worksheets[0]
    print([c.value for c in marked[1]], [c.value for c in marked[3]])
    assert marked.cell(1, len(NAMES) + 1).value == REASONS
    for number, (_, _, column) in enumerate(MISTAKES, start=3):
        assert marked.cell(number, len(NAMES) + 1).value
        if column:
            assert marked.cell(number, NAMES.index(column) + 1).fill.fgColor.rgb == "FFFBD5D0"
    assert marked.cell(2, len(NAMES) + 1).value is None

    corrected = [right(number) for number in range(len(MISTAKES) + 1)]
    batch = books.bring_in("people", sheet_of(corrected), clerk)
    assert (batch.state, books.errors(batch)) == ("ready", set())
    batch = books.write(batch, clerk)
    assert (batch.state, Person.objects.count()) == ("done", before + len(corrected))
    assert Membership.objects.filter(organization__name="Chi bộ Bưởi").count() == len(corrected)
