"""Chức vụ from a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from cadres.models import Membership, Person, Post
from cadres.queries.bonds import as_they_came, cells_until, ground_of
from cadres.resources.finding import People, PersonSheet
from cadres.resources.outsiders import add_newcomers, drop_idle, is_newcomer, newcomer_of
from cadres.services.bonds import LAST_BOND, bonds_kept
from organizations.enums import Route
from organizations.models import Import, Reach
from organizations.resources.finding import Body, Collectives, settle
from organizations.resources.records import (
    Standing,
    choice_column,
    date_column,
    flag_column,
    number_column,
)
from organizations.rules.cells import as_shown, short_text_of
from organizations.rules.keys import new_key
from organizations.services.sheet_kinds import Column, Fault, Row, asked_for

ROUTE_IS_STAFFS = "Diện quyết định do Ban Tổ chức Tỉnh ủy ghi. Để trống ô này."
ROUTE_BY_LETTER = "Đang ghi “{}”; diện quyết định chỉ đổi bằng văn bản, ở trang riêng. Để trống ô này."
ONE_MAIN = "Mỗi người chỉ có một chức danh chính, còn “{}”. Chọn “Không” ở một trong hai."


NOWHERE = Reach(paths=(), unit_ids=())


class PostSheet(PersonSheet):
    """One row a post that a person holds or held in a collective."""

    name = "posts"
    label = "Chức vụ"
    about = (
        "Mỗi dòng là một chức vụ của một người trong một tập thể; "
        "chức vụ đang giữ được nhận ra theo người, tập thể và chức danh."
    )
    model = Post
    spelled = ("title",)
    order = 50
    audit_as = ""
    key_path = "key"
    plain = {
        "title": "title",
        "short_title": "short_title",
        "title_group": "title_group",
        "is_head": "is_head",
        "is_main": "is_main",
        "main_reason": "main_reason",
        "route": "route",
        "position": "position",
        "from_on": "from_on",
        "to_on": "to_on",
    }
    naming = (*PersonSheet.naming, "is_outsider", "collective")
    known_by = ("collective", "title", "from_on")
    is_dated = True

    is_outsider = flag_column(
        "Người ngoài Đảng",
        aliases=("Chưa là đảng viên", "Ngoài Đảng"),
        explains="Chọn Có với lãnh đạo không phải đảng viên: chưa có trong danh sách thì được thêm cùng chức vụ.",
    )
    title = Column(
        "Chức danh",
        short_text_of(200),
        aliases=("Chức vụ", "Chức danh, chức vụ"),
        required=True,
        example="Phó Bí thư Huyện ủy Đồng Khê",
        explains="Chức danh đầy đủ.",
        width=34,
    )
    collective = Column(
        "Tập thể",
        short_text_of(600),
        aliases=("Tập thể lãnh đạo, quản lý", "Trong tập thể"),
        required=True,
        example="Ban Thường vụ Huyện ủy Đồng Khê",
        explains="Tập thể mà người giữ chức vụ ở trong đó. Trùng tên thì ghi kèm tổ chức đảng "
        "trước, cách nhau bằng dấu /, ví dụ “Đảng bộ xã Nà Sọng / Chi bộ 1 / Chi ủy”.",
        width=36,
    )
    short_title = Column(
        "Chức danh rút gọn", short_text_of(80), example="Phó Bí thư", explains="Dùng trong bảng."
    )
    title_group = Column(
        "Nhóm chức danh tương đương",
        short_text_of(80),
        aliases=("Nhóm chức danh",),
        example="Phó Bí thư cấp ủy trực thuộc",
        explains="Tỷ lệ tối đa 20% tính trong nhóm.",
        width=26,
    )
    is_head = flag_column("Là người đứng đầu", aliases=("Người đứng đầu",), example="Không")
    is_main = flag_column(
        "Là chức danh chính",
        aliases=("Chức danh chính", "Chức danh chính để xếp loại"),
        example="Có",
        explains="Chức danh dùng để xếp loại; mỗi người một chức danh. "
        "Để trống thì chức danh đầu tiên trong bảng của người chưa có là chức danh chính.",
    )
    main_reason = Column(
        "Lý do chọn chức danh chính",
        short_text_of(200),
        explains="Ghi khi người có nhiều chức danh mà chức danh cao nhất không phải là chức danh chính.",
        width=26,
    )
    route = choice_column(
        "Diện quyết định",
        Route.choices,
        example=Route.LOWER.label,
        explains="Ai quyết định xếp loại; để trống là cấp dưới quyết định. Chỉ Ban Tổ chức Tỉnh ủy ghi diện khác.",
        width=30,
    )
    position = number_column("Thứ tự lễ tân", 0, 99_999, example=1, explains="Số nhỏ đứng trước.")
    from_on = date_column("Từ ngày", required=True, example=date(2020, 8, 1), explains="Ngày nhận chức vụ.")
    to_on = date_column("Đến ngày", explains="Chỉ ghi khi thôi giữ chức vụ.")

    is_province = True  # whether the importer's reach is the whole province
    ground = NOWHERE  # what lies below it is his whose accounts the importer manages
    cells: Mapping[int, date]  # until when a cell that does not lie below binds somebody

    @cached_property
    def collectives(self) -> Collectives:
        """Every collective by its name."""
        return Collectives()

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """Who it is, and in which collective."""
        people = People(rows, reach)
        outside = {id(row) for row in rows if row.values.get("is_outsider") and people.seem_absent(row)}
        self.settle_people([row for row in rows if id(row) not in outside], people)
        self.is_province = reach.is_whole
        self.collectives = Collectives(reach)
        for row in rows:
            row.key = ""
            if id(row) in outside:
                row.links["owner"] = newcomer_of(row)
            if self.settle_collective(row) is None:
                row.links.pop("owner", None)

    def settle_collective(self, row: Row) -> Body | None:
        """In which collective one is held."""
        return settle(row, "collective", self.collectives)

    def current(self, rows: Sequence[Row], reach: Reach) -> Standing:
        """Match; of somebody without a main post the first that is still held becomes it."""
        found = super().current(rows, reach)
        self.ground = ground_of(self.actor) if self.actor is not None else NOWHERE
        owners = [one for one in found.rows if not is_newcomer(one)]
        self.cells = cells_until(owners, self.ground) if self.ground.paths else {}  # type: ignore[arg-type]
        for owner, own_rows in found.rows.items():
            keys = {one.pk: one.key for one in found.records[owner]}
            has_main = bool(_mains(own_rows, found.records[owner]))
            for row in own_rows:
                row.key = keys.get(row.target or 0, "")
                if row.target is None and "is_main" not in row.values:
                    row.values["is_main"] = not has_main and "to_on" not in row.values
                    has_main = has_main or row.values["is_main"]
        return found

    def taking_back(self, batch: Import, rows: Sequence[Row]) -> AbstractContextManager[None]:
        """What binds somebody at the actor's level or above is taken back by him as little as ended.

        His last workbook still is, of people without an account whose posts nobody has written since: that is only
        going back to what was.
        """
        if self.actor is None or self.day is None:
            return super().taking_back(batch, rows)
        targets = {row.target for row in rows if row.target is not None}
        posts = asked_for(Post.objects.order_by().values_list("pk", "person"), "pk", list(targets))
        people = {person for post, person in posts if post in targets}
        return bonds_kept(people - as_they_came(people, batch), actor=self.actor, today=self.day)

    def _bonds(self, own_rows: Sequence[Row], records: Sequence[Any]) -> tuple[date, date]:
        """Until when posts at the actor's level or above bind one person: as it stands, and with the sheet written."""
        meant = {row.target: row for row in own_rows}
        high = [
            one for one in records if not self.ground.holds_below(self.collectives.path_of(one.collective_id))
        ]
        stays = [meant[one.pk].get("to_on", None) if one.pk in meant else one.to_on for one in high]
        new = [
            row.get("to_on", None)
            for row in own_rows
            if row.target is None and not self.ground.holds_below(row.links["collective"].through)
        ]
        before, after = [one.to_on for one in high], [*stays, *new]
        return _last(before), _last(after)

    def _lets_go(self, row: Row, found: Any) -> Iterator[Fault]:
        """Whoever manages accounts does not end the last post by which somebody is above his hands."""
        owner, ends = row.links.get("owner"), row.get("to_on", None)
        is_sooner = row.target is not None and (ends or date.max) < (row.before["to_on"] or date.max)
        if not (is_sooner and self.ground.paths and self.day):
            return
        if self.ground.holds_below(row.links["collective"].through):
            return
        before, after = self._bonds(found.rows[owner], found.records[owner])
        cell = self.cells.get(owner, date.min)  # type: ignore[arg-type]
        if max(before, cell) >= self.day and max(after, cell) < max(before, cell):
            yield Fault("to_on", LAST_BOND.format(row.get("full_name")), as_shown(ends))

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """One main post a person; who decides is the province's to say, and changes by letter."""
        yield from super().check(row, found)
        yield from self._lets_go(row, found)
        owner = row.links.get("owner")
        if row.get("is_main", False) and row.get("to_on", None) is None and owner is not None:
            others = [one for one in found.rows[owner] if one is not row]
            for title in _mains(others, _untouched(found.records[owner], found.rows[owner])):
                yield Fault("is_main", ONE_MAIN.format(title), "Có")
        route = row.values.get("route")
        if route is None or route == row.before.get("route"):
            return
        if row.target is not None:
            yield Fault("route", ROUTE_BY_LETTER.format(Route(row.before["route"]).label), Route(route).label)
        elif route != Route.LOWER and not self.is_province:
            yield Fault("route", ROUTE_IS_STAFFS, Route(route).label)

    def reached(self, reach: Reach) -> "QuerySet[Post]":
        """In collectives that report through his part of the tree, of people who are there or, by now, nowhere."""
        elsewhere = Membership.objects.order_by().values("person")
        holding = Post.objects.order_by().filter(to_on__isnull=True).values("person")
        nowhere = ~Q(person__in=elsewhere) & ~Q(person__in=holding)
        there = Q(person__in=Person.objects.within(reach)) | nowhere
        return Post.objects.filter(there, reach.rows("collective__scope"))

    def records_of(self, owners: Sequence[Any]) -> Any:
        """Posts of those who are there."""
        return super().records_of([one for one in owners if not is_newcomer(one)])

    def write(self, new: Sequence[Row], changed: Sequence[Row], *, at: datetime) -> None:
        """Newcomers before their posts."""
        add_newcomers(new)
        super().write(new, changed, at=at)

    def erase(self, targets: Sequence[int]) -> None:
        """With people who came with their post and have nothing else."""
        posts = asked_for(Post.objects.order_by(), "pk", targets)
        people = {one.person_id for one in posts if one.pk in set(targets)}
        super().erase(targets)
        drop_idle(people)

    def stored(self, record: Any) -> dict[str, Any]:
        """With the collective by name."""
        return {**super().stored(record), "collective": self.collectives.called(record.collective_id)}

    def linked(self, row: Row) -> dict[str, Any]:
        """His, in that collective."""
        return super().linked(row) | {"key": new_key(), "collective_id": row.links["collective"].pk}

    def turn(self, row: Row) -> int:
        """What is no main post any more, or has ended, makes room for another."""
        return int(bool(row.get("is_main", False)) and row.get("to_on", None) is None)


def _last(ends: Sequence[date | None]) -> date:
    """The last of these ends; what has none lasts."""
    return max([one or date.max for one in ends], default=date.min)


def _untouched(records: Sequence[Any], rows: Sequence[Row]) -> list[Any]:
    """Records that no row of the sheet means."""
    meant = {row.target for row in rows}
    return [one for one in records if one.pk not in meant]


def _mains(rows: Sequence[Row], records: Sequence[Any]) -> list[str]:
    """Titles of the main posts still held, once the rows are written."""
    said = [row.get("title") for row in rows if row.get("is_main", False) and row.get("to_on", None) is None]
    meant = {row.target for row in rows}
    stand = [one.title for one in records if one.is_main and one.to_on is None and one.pk not in meant]
    return said + stand
