"""Đảng viên with the cell each sits in: who they are, matched by card number, else by full name and birth."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from cadres.enums import Gender, MembershipKind, MembershipStanding
from cadres.models import Membership, Person, Transfer
from cadres.resources.finding import NAMES, AboutPeople, birth_column, card_column, full_name_column
from cadres.resources.known import OWN, Known, known_to, record_of, same_birth, told, with_cells
from cadres.rules.facts import ON_THE_WAY
from cadres.rules.people import person_faults, year_of
from organizations.models import ImportRow, Reach
from organizations.resources.records import flag_column
from organizations.rules.cells import (
    CellError,
    as_shown,
    choice_of,
    date_of,
    short_text_of,
    text_of,
)
from organizations.rules.keys import new_key
from organizations.rules.names import fold, name_sort_key
from organizations.services import bulk
from organizations.services.sheet_kinds import Column, Fault, Missed, Row, asked_for
from organizations.services.sheet_places import Places

CELLS = {"cell", "base_cell"}
PLAIN = OWN[1:]
SPARE = {"gender": "", "card_number": "", "is_civil_servant": False, "workplace": "", "residence": ""}
OF_ANOTHER = (
    "Không nhận được số thẻ này. Đề nghị đối chiếu với thẻ gốc; "
    "nếu đúng số, báo Ban Tổ chức Tỉnh ủy để kiểm tra."
)
OTHER_PERSON = "Số thẻ này đang ghi cho người có họ tên và ngày sinh khác hẳn. Xem lại số thẻ."
SAME_NAME = "Trùng họ tên và ngày sinh với dòng {}. Là hai người thì ghi số thẻ của từng người; là một thì bỏ một dòng."
SEVERAL = "Có {} người cùng họ tên, ngày sinh trong danh sách. Ghi số thẻ đảng viên để phân biệt."
MOVES = "Đang sinh hoạt tại {}. Chuyển sinh hoạt thì ghi ở trang của đồng chí đó, không qua tệp này."
NO_CELL = "Chưa ghi chi bộ."
LEFT = "Đồng chí này đã thôi sinh hoạt. Đưa vào danh sách lại thì ghi ở trang của đồng chí đó."


def _gender_of(cell: Any) -> str:
    return choice_of(cell, tuple(Gender.choices))


class PeopleSheet(AboutPeople):
    """Đảng viên and their cells."""

    name = "people"
    label = "Đảng viên"
    about = "Mỗi dòng là một đảng viên; nhận ra theo số thẻ, chưa có số thẻ thì theo họ tên và ngày sinh."
    model = Person
    spelled = ("full_name",)
    order = 20

    full_name = full_name_column(
        "Họ tên đầy đủ trong một ô.", aliases=(*NAMES, "Họ và tên khai sinh"), required=True
    )
    gender = Column(
        "Giới tính",
        _gender_of,
        aliases=("Nam/Nữ", "Giới"),
        choices=tuple(Gender.choices),
        example="Nam",
        explains="Chọn trong danh sách.",
        width=10,
    )
    birth = birth_column("Ngày/tháng/năm; chỉ biết năm thì ghi năm.", required=True)
    card_number = card_column("Định dạng Văn bản để giữ số 0 ở đầu; chưa được cấp thẻ thì để trống.")
    joined_on = Column(
        "Ngày vào Đảng",
        date_of,
        aliases=("Ngày kết nạp", "Vào Đảng", "Ngày vào Đảng dự bị"),
        example=date(2000, 5, 19),
        explains="Ngày kết nạp.",
        width=14,
        is_date=True,
    )
    official_on = Column(
        "Ngày chính thức",
        date_of,
        aliases=("Chính thức", "Ngày vào Đảng chính thức", "Ngày công nhận chính thức"),
        example=date(2001, 5, 19),
        explains="Để trống nếu còn là đảng viên dự bị.",
        width=14,
        is_date=True,
    )
    cell = Column(
        "Chi bộ",
        text_of,
        aliases=("Sinh hoạt tại chi bộ", "Chi bộ sinh hoạt", "Nơi sinh hoạt"),
        required=True,
        may_be_blank=True,
        example="Chi bộ xóm Bưởi",
        explains="Tên chi bộ như trong danh sách tổ chức đảng. Trùng tên thì ghi kèm cấp trên, cách nhau bằng dấu /.",
        width=34,
    )
    from_on = Column(
        "Sinh hoạt từ ngày",
        date_of,
        aliases=("Từ ngày", "Về chi bộ từ ngày", "Ngày chuyển đến"),
        example=date(2015, 1, 1),
        explains="Ngày bắt đầu sinh hoạt tại chi bộ này; để trống thì lấy ngày vào Đảng.",
        width=14,
        is_date=True,
    )
    is_civil_servant = flag_column(
        "Là CBCCVC",
        aliases=("CBCCVC", "Cán bộ, công chức, viên chức", "Là cán bộ, công chức, viên chức"),
        example="Có",
        explains="Chọn Có nếu là cán bộ, công chức, viên chức; để trống thì giữ như đang có.",
        width=10,
    )
    workplace = Column(
        "Đơn vị công tác",
        short_text_of(200),
        aliases=("Nơi công tác", "Cơ quan công tác"),
        example="Trường THCS Mường Lạn",
        explains="Cơ quan, đơn vị đang công tác; nghỉ hưu, làm nông nghiệp thì để trống.",
        width=28,
    )
    residence = Column(
        "Nơi cư trú",
        short_text_of(200),
        aliases=("Nơi ở", "Chỗ ở hiện nay", "Nơi ở hiện nay"),
        example="Xóm Bưởi, xã Mường Lạn",
        explains="Xóm, tổ dân phố, xã, phường nơi đang ở.",
        width=28,
    )

    on_the_way: Collection[int]  # of those who sit nowhere, who has left for another cell

    def current(self, rows: Sequence[Row], reach: Reach) -> Known:
        """Whom each row means; somebody of another committee is met only as a card number that is not taken."""
        known = known_to(rows, reach)
        for row in rows:
            self._match(row, known)
            self._find_cell(row, known)
        _refuse_same_names(rows)
        away = [pk for row in rows if (pk := row.target or row.twin) and not row.links["sits"]]
        going = Transfer.objects.under_way().order_by().values_list("person", flat=True)
        self.on_the_way = set(asked_for(going, "person", away)) if away else set()
        return known

    def _find_cell(self, row: Row, known: Known) -> None:
        """The cell that is named; of whoever is known the name alone means the one where he sits."""
        words, record = row.values.get("cell"), row.links.get("record")
        if words is None:
            return
        try:
            place = known.places.find(words)
            if place.kind not in CELLS:
                raise CellError("Đảng viên sinh hoạt ở chi bộ, không ở đảng bộ. Ghi tên chi bộ.")
        except CellError as error:
            if record is None or not known.is_his_cell(record, words):
                row.refuse("cell", str(error))
                return
            own = known.places.at(record["cell_pk"])
            if own is None:  # beyond the reach: nothing is said of it
                del row.values["cell"]
                return
            place = own
        row.links["cell"] = place.pk
        row.values["cell"] = known.places.words(place)

    def _match(self, row: Row, known: Known) -> None:
        name, birth, card = (row.values.get(one) for one in ("full_name", "birth", "card_number"))
        if name is None or birth is None:
            return
        if record := known.by_card.get(card or ""):
            if fold(record["full_name"]) != row.links["fold"] and not same_birth(record["birth"], birth):
                row.refuse("card_number", OTHER_PERSON)
            else:
                self._take(row, record)
        elif card in known.cards_elsewhere:
            row.refuse("card_number", OF_ANOTHER)
        else:
            same = [
                one for one in known.by_name.get(row.links["fold"], []) if same_birth(one["birth"], birth)
            ]
            self._match_by_name(row, same, known)

    def _match_by_name(self, row: Row, same: Sequence[dict[str, Any]], known: Known) -> None:
        """One without a card is the one of his name and day; whoever is only like somebody is asked about."""
        has_card = "card_number" in row.values
        if len(same) > 1 and not has_card:
            words = row.values.get("cell", "")
            same = [one for one in same if known.is_his_cell(one, words)] or same
        exact = [one for one in same if _naming(one) == _naming(row.values)]
        if len(exact) == 1 and not has_card:
            self._take(row, exact[0])
        elif len(same) > 1 and not has_card:
            row.refuse("full_name", SEVERAL.format(len(same)))
        elif same:
            likely = (exact or same)[0]
            row.twin, row.twin_values = likely["pk"], told(likely)
            row.links["sits"], row.links["twin_key"] = likely["is_sitting"], likely["key"]

    def hinders_merge(self, row: Row) -> str:
        """Nobody puts a list's words into his own record."""
        return self.own if row.twin in self.own_people else ""

    def merge(self, row: Row) -> None:
        """The year alone says no more than the day that is known."""
        super().merge(row)
        row.key = row.links.get("twin_key", "")
        _keep_day(row)

    def _take(self, row: Row, record: dict[str, Any]) -> None:
        """The row is this person's."""
        row.target, row.key, row.before = record["pk"], record["key"], told(record)
        row.links["sits"], row.links["record"] = record["is_sitting"], record
        _keep_day(row)

    def check(self, row: Row, found: Known) -> Iterator[Fault]:
        """Days in their order; nobody moves to another cell, or comes back, by a list."""
        said = {
            one: row.get(one, None) for one in ("full_name", "birth", "joined_on", "official_on", "from_on")
        }
        for column, sentence in person_faults(said, self.day, row.is_said_anew):
            yield Fault(column, sentence, as_shown(said[column]))
        joined, begins = said["joined_on"], said["from_on"]
        unread = {fault.column for fault in row.faults} & {"joined_on", "from_on"}
        if row.target is None and not begins and not joined and not unread:
            yield Fault("from_on", "Ghi ngày bắt đầu sinh hoạt, hoặc ngày vào Đảng.")
        if row.target is None and "cell" not in row.values:
            yield Fault("cell", NO_CELL)
        if row.target is not None and not row.links.get("sits", True):
            if row.changes:
                yield Fault("", ON_THE_WAY if row.target in self.on_the_way else LEFT)
        elif row.target is not None and "cell" in row.changes:
            yield Fault("cell", MOVES.format(row.before.get("cell") or "một chi bộ khác"), row.values["cell"])

    def identity(self, row: Row) -> Hashable | None:
        """The card; those without one are compared by name and birth."""
        card = row.values.get("card_number")
        return ("card", card) if card else None

    def write(self, new: Sequence[Row], changed: Sequence[Row], *, at: datetime) -> None:
        """People and their cells, each in one statement; sort and search keys by the functions that forms use."""
        self._add(new)
        people, sitting = [], []
        for row in changed:
            if row.values.keys() - {"cell", "from_on"}:
                people.append((row.target, *_columns(row)))
            if row.values.keys() & {"from_on", "official_on"}:
                sitting.append(row)
        bulk.update(Person, COLUMNS, people)
        self._resit(sitting)

    def _add(self, new: Sequence[Row]) -> None:
        people, cells = [], []
        for row, pk in zip(new, bulk.reserve(Person, len(new)), strict=True):
            row.target, row.key = pk, new_key()
            people.append((pk, row.key, *_columns(row)))
            begins = row.get("from_on", None) or row.get("joined_on", None)
            cells.append((pk, row.links["cell"], _standing(row), begins))
        bulk.insert(Person, ("id", "key", *COLUMNS), people)
        bulk.insert(Membership, ("person", "organization", "standing", "from_on"), cells)

    def _resit(self, rows: Sequence[Row]) -> None:
        """The open membership begins, or counts as full, by what the row says."""
        wanted = {row.target: row for row in rows}
        open_rows = Membership.objects.filter(kind=MembershipKind.OFFICIAL, to_on__isnull=True).order_by()
        found = asked_for(open_rows.values_list("person", "pk", "from_on", "standing"), "person", wanted)
        lines = []
        for person, pk, from_on, standing in found:
            row = wanted.get(person)
            if row is not None:
                kept = _standing(row) if "official_on" in row.values else standing
                lines.append((pk, row.values.get("from_on") or from_on, kept))
        bulk.update(Membership, ("from_on", "standing"), lines)

    def standing(self, targets: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        """What the register says of them now; the cell by its place alone, for words depend on who reads."""
        rows = with_cells(Person.objects.all())
        nowhere = Places(Reach((), ()))
        found = {}
        for person in asked_for(rows, "pk", targets):
            record = record_of(person, nowhere)
            found[record["pk"]] = {name: value for name, value in told(record).items() if name != "cell"}
        return found

    def is_own(self, row: Row) -> bool:
        """Whether it is the actor himself."""
        return row.target in self.own_people

    def own_records(self) -> "QuerySet[Person]":
        """Himself."""
        return Person.objects.filter(pk__in=self.own_people)

    def reached(self, reach: Reach) -> "QuerySet[Person]":
        """Who is found in his part of the tree today."""
        return Person.objects.within(reach)

    def left_out(self, rows: "QuerySet[ImportRow]", reach: Reach) -> "QuerySet[Membership]":
        """Members who sit in the cells that the sheet names, and are in none of its rows."""
        sitting = Membership.objects.filter(kind=MembershipKind.OFFICIAL, to_on__isnull=True)
        meant = rows.order_by().filter(Q(target=OuterRef("person")) | Q(twin=OuterRef("person")))
        return (
            sitting.filter(~Exists(meant), organization__in=_cells_of(rows, Places(reach)))
            .select_related("person", "organization")
            .order_by("person__name_sort", "person_id")
        )

    def missed(self, record: Membership) -> Missed:
        """His name; his birth, card and cell below it."""
        person = record.person
        beside = (
            as_shown(person.birth_on or person.birth_year),
            person.card_number,
            record.organization.name,
        )
        path = reverse("ratings:person_detail", args=[person.key])
        return Missed(person.full_name, " · ".join(filter(None, beside)), path)

    def erase(self, targets: Sequence[int]) -> None:
        """With the one membership each was brought in with; more than that holds them."""
        Membership.objects.filter(
            person__in=targets, to_on__isnull=True, kind=MembershipKind.OFFICIAL
        ).delete()
        super().erase(targets)


COLUMNS = ("full_name", "name_sort", "search_fold", "birth_year", "birth_on", *PLAIN)


def _cells_of(rows: "QuerySet[ImportRow]", places: Places) -> list[int]:
    """The cells that the sheet names and that are still there."""
    found = []
    for words in rows.order_by().values_list("values__cell", flat=True).distinct():
        with suppress(CellError):
            found.append(places.find(words or "").pk)
    return found


def _refuse_same_names(rows: Sequence[Row]) -> None:
    """Two new rows of one name and birth are told apart by their cards alone."""
    first: dict[tuple[str, date | int], Row] = {}
    for row in rows:
        name, birth = row.values.get("full_name"), row.values.get("birth")
        if name is None or birth is None or row.target is not None:
            continue
        earlier = first.setdefault((row.links["fold"], birth), row)
        if earlier is not row and not ("card_number" in row.values and "card_number" in earlier.values):
            row.refuse("full_name", SAME_NAME.format(earlier.number))


def _columns(row: Row) -> tuple[Any, ...]:
    """The register's columns of one person, derived ones by the same functions as everywhere."""
    name, birth = row.get("full_name"), row.get("birth", None)
    day = birth if isinstance(birth, date) else None
    rest = (row.get(one, SPARE.get(one)) for one in PLAIN)
    return name, name_sort_key(name), fold(name), year_of(birth), day, *rest


def _standing(row: Row) -> str:
    full = row.get("official_on", None) is not None
    return MembershipStanding.FULL.value if full else MembershipStanding.PROBATIONARY.value


def _naming(values: Mapping[str, Any]) -> tuple[Any, Any]:
    """A name with its marks, whatever its case, and the birth."""
    return values["full_name"].casefold(), values["birth"]


def _keep_day(row: Row) -> None:
    """A sheet that gives the year alone takes nothing away from the day that is known."""
    known = row.before.get("birth")
    if isinstance(row.values.get("birth"), int) and isinstance(known, date):
        row.values["birth"] = known
