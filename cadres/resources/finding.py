"""People as a sheet names them: by card number, else by full name and birth, inside the importer's reach alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet

from cadres.models import Person
from cadres.resources.known import same_birth
from cadres.rules.people import birth_of, one_birth
from organizations.models import Reach
from organizations.resources.records import RecordSheet
from organizations.rules.cells import card_number_of, short_text_of
from organizations.rules.names import fold
from organizations.services.sheet_kinds import Column, Row, SheetKind, asked_for

NO_CARD = (
    "Không tìm thấy số thẻ này trong phạm vi của đồng chí. Xem lại số thẻ, hoặc bỏ trống và ghi ngày sinh."
)
NOBODY = "Không tìm thấy người có họ tên, ngày sinh này trong phạm vi của đồng chí. Xem lại, hoặc ghi số thẻ đảng viên."
NO_BIRTH = "Ghi ngày sinh (hoặc năm sinh) hay số thẻ đảng viên để tìm đúng người."
OTHER_NAME = "Số thẻ này không đi với họ và tên đã ghi. Xem lại cả hai."
OTHER_BIRTH = "Ngày sinh này không đi với số thẻ đã ghi. Xem lại cả hai."
OWN_STAYS = "là hồ sơ của chính đồng chí: đề nghị cấp trên hoàn tác."
SEVERAL = "Có {} người cùng họ tên, ngày sinh trong phạm vi của đồng chí. Ghi thêm số thẻ đảng viên."


NAMES = ("Họ tên", "Họ và tên đảng viên", "Họ tên đảng viên", "Họ và tên cán bộ")
BIRTHS = ("Năm sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Sinh ngày")
CARDS = ("Số thẻ", "Số thẻ đảng", "Số TĐV")


def full_name_column(explains: str, *, aliases: Sequence[str] = NAMES, required: bool = False) -> Column:
    """Họ và tên, under the headings that offices give it."""
    return Column(
        "Họ và tên",
        short_text_of(120),
        aliases=aliases,
        required=required,
        example="Lò Văn Inh",
        explains=explains,
        width=28,
    )


def birth_column(explains: str, *, required: bool = False) -> Column:
    """Ngày sinh: the day, or the year alone."""
    return Column(
        "Ngày sinh",
        birth_of,
        aliases=BIRTHS,
        required=required,
        example=date(1975, 8, 14),
        explains=explains,
        width=14,
        is_date=True,
        join=one_birth,
    )


def card_column(explains: str) -> Column:
    """Số thẻ đảng viên."""
    return Column(
        "Số thẻ đảng viên", card_number_of, aliases=CARDS, example="06000123", explains=explains, width=16
    )


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in reach, in the words of a sheet."""

    pk: int
    key: str
    full_name: str
    birth_year: int
    birth_on: date | None
    card_number: str

    def is_born(self, born: int | date) -> bool:
        """Whether the birth fits what is known of it: of many people only the year is."""
        return same_birth(self.birth_on or self.birth_year, born)


class People:
    """The people in reach that the rows of a sheet may mean."""

    def __init__(self, rows: Sequence[Row], reach: Reach) -> None:
        self.by_card: dict[str, Known] = {}
        self.by_name: dict[str, dict[int, Known]] = defaultdict(dict)
        known = Person.objects.within(reach).order_by().values_list(*(one.name for one in fields(Known)))
        cards = [row.values["card_number"] for row in rows if "card_number" in row.values]
        names = [
            fold(row.values["full_name"])
            for row in rows
            if "full_name" in row.values and "card_number" not in row.values
        ]
        for values in (*asked_for(known, "card_number", cards), *asked_for(known, "search_fold", names)):
            found = Known(*values)
            self.by_name[fold(found.full_name)][found.pk] = found
            if found.card_number:
                self.by_card[found.card_number] = found

    def of(self, row: Row) -> Known | None:
        """Whom a row means, or an error where it is unclear; its words become what is known."""
        found = self._by_card(row) if "card_number" in row.values else self._by_name(row)
        if found is None:
            return None
        row.values["full_name"] = found.full_name
        if "birth" in row.values:
            row.values["birth"] = found.birth_on or found.birth_year
        row.links["person"] = found
        return found

    def seem_absent(self, row: Row) -> bool:
        """Whether nobody in reach has this name and birth."""
        name, born = row.values.get("full_name"), row.values.get("birth")
        if name is None or born is None or "card_number" in row.values:
            return False
        return not self._same(name, born)

    def _same(self, name: str, born: int | date) -> list[Known]:
        return [one for one in self.by_name.get(fold(name), {}).values() if one.is_born(born)]

    def _by_card(self, row: Row) -> Known | None:
        found = self.by_card.get(row.values["card_number"])
        if found is None:
            row.refuse("card_number", NO_CARD)
            return None
        name, born = row.values.get("full_name"), row.values.get("birth")
        if name is not None and fold(name) != fold(found.full_name):
            row.refuse("full_name", OTHER_NAME)
            return None
        if born is not None and not found.is_born(born):
            row.refuse("birth", OTHER_BIRTH)
            return None
        return found

    def _by_name(self, row: Row) -> Known | None:
        name, born = row.values.get("full_name"), row.values.get("birth")
        if name is None:
            return None  # the column is asked for, and said to be empty
        if born is None:
            if not any(one.column == "birth" for one in row.faults):
                row.refuse("birth", NO_BIRTH)
            return None
        same = self._same(name, born)
        same = [one for one in same if one.birth_on == born] or same
        same = [one for one in same if one.full_name == name] or same
        if not same:
            row.refuse("full_name", NOBODY)
        elif len(same) > 1:
            row.refuse("card_number", SEVERAL.format(len(same)))
        return same[0] if len(same) == 1 else None


class AboutPeople(SheetKind):
    """A kind whose rows may be about the actor himself."""

    @cached_property
    def own_people(self) -> frozenset[int]:
        """The actor as the register knows him."""
        own = Person.objects.filter(account=self.actor) if self.actor else Person.objects.none()
        return frozenset(own.values_list("pk", flat=True))

    def own_records(self) -> "QuerySet[Any]":
        """The records that are about him."""
        raise NotImplementedError

    def forbidden(self, targets: Sequence[int], reach: Reach) -> Mapping[int, str]:
        """His own too."""
        own = asked_for(self.own_records().order_by().values_list("pk", flat=True), "pk", targets)
        return {**super().forbidden(targets, reach), **dict.fromkeys(set(own) & set(targets), OWN_STAYS)}


class PersonColumns(AboutPeople, RecordSheet):
    """The columns that say who it is."""

    naming: ClassVar[tuple[str, ...]] = ("full_name", "birth", "card_number")
    audit_as = "cadres.person"
    key_path = "person__key"

    full_name = full_name_column("Đủ họ, đệm, tên, có dấu.", required=True)
    birth = birth_column("Ngày/tháng/năm; chỉ biết năm thì ghi năm. Có số thẻ thì có thể để trống.")
    card_number = card_column(
        "Để cột ở dạng Văn bản (Text), kẻo mất số 0 ở đầu. Cần khi trùng họ tên và ngày sinh."
    )


class PersonSheet(PersonColumns):
    """A sheet whose rows each belong to one person."""

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """Who it is."""
        self.settle_people(rows, People(rows, reach))

    def settle_people(self, rows: Sequence[Row], people: People) -> None:
        """Whose each row is."""
        for row in rows:
            found = people.of(row)
            if found is not None:
                row.links["owner"], row.key = found.pk, found.key

    def is_own(self, row: Row) -> bool:
        """Whether it is the actor's own."""
        return row.links.get("owner") in self.own_people

    def own_records(self) -> "QuerySet[Any]":
        """His own."""
        return self.model._default_manager.filter(person__in=self.own_people)

    def reached(self, reach: Reach) -> "QuerySet[Any]":
        """Of people who are found in his part of the tree today."""
        return self.model._default_manager.filter(person__in=Person.objects.within(reach))

    def records_of(self, owners: Sequence[int]) -> Any:
        """What is known of these people."""
        return asked_for(self.model._default_manager.all(), "person_id", owners)

    def owner_of(self, record: Any) -> int:
        """The person."""
        return int(record.person_id)

    def linked(self, row: Row) -> dict[str, Any]:
        """His."""
        return {"person_id": row.links["owner"]}
