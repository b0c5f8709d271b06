"""Facts about a person, a collective or an organisation from workbooks: discipline, ratings of earlier years."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from cadres.enums import DisciplineForm
from cadres.models import Discipline, PastRating, Person
from cadres.resources.finding import AboutPeople, People, birth_column, card_column, full_name_column
from organizations.enums import Capacity, Level
from organizations.models import Collective, Reach
from organizations.resources.finding import Collectives, Organizations, settle
from organizations.resources.peer_ratings import LEVELS
from organizations.resources.records import RecordSheet, choice_column, date_column, number_column
from organizations.rules.cells import short_text_of
from organizations.services.sheet_kinds import Column, Fault, Row, asked_for

NOBODY_NAMED = "Ghi họ và tên, hoặc tập thể, hoặc tổ chức đảng: dòng này là của ai."
TWO_NAMED = "Dòng này ghi cả người và tập thể, tổ chức. Chỉ ghi một."
WRONG_CAPACITY = "Tư cách này không đi với đối tượng đã ghi. Xem lại cả hai."
VIOLATED_AFTER = "Năm vi phạm không thể sau năm quyết định kỷ luật. Xem lại cả hai."
COUNTED_BEFORE = "Năm đã tính không thể trước năm vi phạm. Xem lại cả hai."

OWNERS = ("person", "collective", "organization")
CAPACITIES = {
    "person": (Capacity.MEMBER, Capacity.OFFICE),
    "collective": (Capacity.COLLECTIVE,),
    "organization": (Capacity.ORGANIZATION,),
}


class OwnedSheet(AboutPeople, RecordSheet):
    """A sheet whose rows each belong to a person, a collective or an organisation."""

    naming = ("full_name", "birth", "card_number", "collective", "organization")

    full_name = full_name_column("Ghi nếu dòng này của một người; không ghi kèm tập thể, tổ chức.")
    birth = birth_column("Ngày/tháng/năm; chỉ biết năm thì ghi năm. Có số thẻ thì có thể để trống.")
    card_number = card_column("Để cột ở dạng Văn bản (Text). Cần khi trùng họ tên và ngày sinh.")
    collective = Column(
        "Tập thể",
        short_text_of(600),
        aliases=("Tập thể lãnh đạo, quản lý",),
        explains="Ghi nếu dòng này của một tập thể lãnh đạo, quản lý.",
        width=32,
    )
    organization = Column(
        "Tổ chức đảng",
        short_text_of(600),
        explains="Ghi nếu dòng này của một tổ chức đảng. "
        "Trùng tên thì ghi kèm cấp trên, cách nhau bằng dấu /.",
        width=32,
    )

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """Whose each row is: exactly one of the three."""
        people = People(rows, reach)
        organizations = Organizations(reach)
        collectives = Collectives(reach, organizations)
        for row in rows:
            named = [one for one in ("full_name", "collective", "organization") if one in row.values]
            if "card_number" in row.values and "full_name" not in named:
                named.insert(0, "full_name")
            if len(named) != 1:
                row.refuse("" if not named else named[1], TWO_NAMED if named else NOBODY_NAMED)
                continue
            owner = named[0] if named[0] != "full_name" else "person"
            found: Any
            if owner == "person":
                found = people.of(row)
            else:
                found = settle(row, owner, collectives if owner == "collective" else organizations)
            if found is not None:
                row.links["owner"], row.key = (owner, found.pk), found.key

    def is_own(self, row: Row) -> bool:
        """Whether it is the actor's own."""
        kind, pk = row.links.get("owner", ("", 0))
        return kind == "person" and pk in self.own_people

    def own_records(self) -> "QuerySet[Any]":
        """His own."""
        return self.model._default_manager.filter(person__in=self.own_people)

    def reached(self, reach: Reach) -> "QuerySet[Any]":
        """Of whom, or what, lies in his part of the tree today."""
        people = Q(person__in=Person.objects.within(reach))
        collectives = Q(collective__in=Collective.objects.filter(reach.rows("scope")))
        return self.model._default_manager.filter(people | collectives | reach.rows("organization"))

    def records_of(self, owners: Sequence[Any]) -> Iterable[Any]:
        """What is known of these owners."""
        by_kind: dict[str, list[int]] = defaultdict(list)
        for kind, pk in owners:
            by_kind[kind].append(pk)
        rows = self.model._default_manager.all()
        return chain.from_iterable(asked_for(rows, f"{kind}_id", pks) for kind, pks in by_kind.items())

    def owner_of(self, record: Any) -> Hashable:
        """Which of the three, and which one."""
        return next((kind, pk) for kind in OWNERS if (pk := getattr(record, f"{kind}_id")))

    def linked(self, row: Row) -> dict[str, Any]:
        """Its owner's."""
        kind, pk = row.links["owner"]
        return {f"{kind}_id": pk}

    def keys(self, targets: Sequence[int]) -> Mapping[int, str]:
        """The key of whichever owner it has."""
        key = Coalesce("person__key", "collective__key", "organization__key")
        rows = self.model._default_manager.order_by().annotate(owner_key=key).values_list("pk", "owner_key")
        return dict(asked_for(rows, "pk", targets))

    def called(self, values: Any) -> str:
        """By whichever of the three it names."""
        return str(
            next((values[one] for one in ("full_name", "collective", "organization") if values.get(one)), "")
        )


class DisciplineSheet(OwnedSheet):
    """One row a decision."""

    name = "disciplines"
    label = "Kỷ luật"
    about = (
        "Mỗi dòng là một quyết định kỷ luật của một người, một tập thể hoặc một tổ chức đảng; "
        "quyết định đã có được nhận ra theo ngày quyết định."
    )
    model = Discipline
    order = 62
    plain = {
        "form": "form",
        "decided_on": "decided_on",
        "violated_in": "violated_in",
        "counted_in": "counted_in",
        "note": "note",
    }
    known_by = ("decided_on",)

    form = choice_column(
        "Hình thức",
        DisciplineForm.choices,
        aliases=("Hình thức kỷ luật",),
        required=True,
        explains="Chọn trong danh sách của ô.",
    )
    decided_on = date_column(
        "Ngày quyết định", required=True, example=date(2021, 5, 20), explains="Ngày ký quyết định kỷ luật."
    )
    violated_in = number_column(
        "Năm vi phạm",
        1950,
        2100,
        required=True,
        example=2020,
        explains="Năm xảy ra vi phạm, không phải năm quyết định.",
    )
    counted_in = number_column(
        "Đã tính vào năm",
        1950,
        2100,
        explains="Năm đã lấy vi phạm này để xếp loại, nếu có; mỗi vi phạm chỉ tính một lần.",
    )
    note = Column(
        "Nội dung",
        short_text_of(300),
        aliases=("Nội dung vi phạm", "Ghi chú"),
        explains="Nội dung vi phạm, số quyết định.",
        width=40,
    )

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """Years in their order."""
        year, decided = row.get("violated_in", None), row.get("decided_on", None)
        counted = row.get("counted_in", None)
        if year and decided and year > decided.year and row.is_said_anew("violated_in", "decided_on"):
            yield Fault("violated_in", VIOLATED_AFTER, str(year))
        if year and counted and counted < year and row.is_said_anew("violated_in", "counted_in"):
            yield Fault("counted_in", COUNTED_BEFORE, str(counted))


class PastRatingSheet(OwnedSheet):
    """One row a year: the four years before the first round, side by side later."""

    name = "past-ratings"
    label = "Kết quả xếp loại các năm trước"
    about = (
        "Mỗi dòng là mức xếp loại một năm của một người, một tập thể hoặc một tổ chức đảng; "
        "bốn năm trước đợt đầu tiên ghi thành bốn dòng."
    )
    model = PastRating
    order = 90
    plain = {"year": "year", "capacity": "capacity", "level": "level"}
    known_by = ("year", "capacity")

    year = number_column("Năm", 2010, 2100, required=True, example=2020, explains="Năm được xếp loại.")
    capacity = choice_column(
        "Tư cách",
        Capacity.choices,
        example=Capacity.MEMBER.label,
        explains="Với một người để trống là đảng viên; ghi cán bộ lãnh đạo, quản lý nếu là mức của chức vụ.",
        width=24,
    )
    level = choice_column(
        "Mức xếp loại",
        LEVELS,
        aliases=("Xếp loại", "Kết quả xếp loại"),
        required=True,
        example=Level.GOOD.label,
        explains="Ghi đủ tên mức hoặc chữ viết tắt HTXSNV, HTTNV, HTNV, KHTNV.",
        width=30,
    )

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """A capacity that is not said is the owner's first."""
        super().find_owners(rows, reach)
        for row in rows:
            if "owner" in row.links and not any(one.column == "capacity" for one in row.faults):
                row.values.setdefault("capacity", CAPACITIES[row.links["owner"][0]][0].value)

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """A capacity of its owner."""
        owner, capacity = row.links.get("owner"), row.values.get("capacity")
        if owner and capacity and capacity not in CAPACITIES[owner[0]]:
            yield Fault("capacity", WRONG_CAPACITY, Capacity(capacity).label)
