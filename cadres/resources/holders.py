"""Người giữ vai trò from a workbook: who works in the product, with an account for whoever has none.

An account is made, a role given by the services that the pages use, so nothing can be given by a sheet that its sender
could not give by hand. No code is issued here: slips are printed from the list of accounts.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from cadres.models import Person
from cadres.queries.accounts import bound_elsewhere
from cadres.resources.finding import People
from cadres.rules.people import birth_of, one_birth
from organizations.enums import APPOINTED, PROVINCE_ROLES, OrganizationKind, Role
from organizations.models import Account, Assignment, PartyOrganization, Reach, SubmittingUnit
from organizations.permissions import Permission
from organizations.resources.finding import Organizations, settle
from organizations.resources.records import (
    RecordSheet,
    Standing,
    choice_column,
    date_column,
    overlapping,
)
from organizations.rules.cells import card_number_of, phone_of, short_text_of
from organizations.rules.names import fold
from organizations.rules.places import place_fault
from organizations.services.accounts import create_account
from organizations.services.roles import grant_role
from organizations.services.sheet_kinds import Column, Fault, Row, asked_for

NO_ACCOUNT = "Không có tài khoản này trong phạm vi của đồng chí. Xem lại, hoặc để trống để lập tài khoản mới."
NO_UNIT = "Không có đơn vị nộp gửi thẳng mang tên này. Ghi đúng tên, hoặc ghi tổ chức đảng."
NO_PLACE = "Ghi tổ chức đảng hoặc đơn vị nộp: giữ vai trò ở đâu."
NAMESAKE = (
    "Đã có tài khoản mang họ tên này (tên đăng nhập {}). Là một người thì ghi tên đăng nhập đó; "
    "là người khác thì lập ở trang Tài khoản."
)
TWO_OR_ONE = "Cùng họ tên với dòng {}. Là một người thì ghi cùng số điện thoại ở cả hai dòng; là hai thì ghi khác nhau."
NOT_BELOW = "Đồng chí chỉ giao vai trò ở tổ chức cấp dưới. Vai trò này do người quản trị giao."
NOT_YOURS = "Tài khoản này do cấp trên hoặc người quản trị quản lý. Bỏ dòng này."
NOT_TO_GIVE = (
    "Vai trò, tài khoản của đồng chí này do cấp trên hoặc người quản trị quản lý. "
    "Bỏ dòng này, đề nghị cấp trên hoặc người quản trị giao."
)
RISEN = "tài khoản này nay do cấp trên hoặc người quản trị quản lý."
HELD = "Đã giữ vai trò này trong thời gian đó. Xem lại từ ngày, đến ngày."

ROLES = tuple((one.value, one.label) for one in APPOINTED)


class HolderSheet(RecordSheet):
    """One row a role that somebody holds somewhere from a day on."""

    name = "role-holders"
    label = "Người giữ vai trò, tài khoản"
    about = (
        "Mỗi dòng là một vai trò của một người; người chưa có tài khoản thì lập mới, "
        "sau đó in phiếu mã ở trang Tài khoản."
    )
    duty = Permission.MANAGE_ACCOUNTS
    model = Assignment
    order = 110
    audit_as = "organizations.account"
    key_path = "account__key"
    plain = {"title": "title", "from_on": "from_on", "to_on": "to_on"}
    naming = ("full_name", "sign_in_name", "card_number", "birth", "role", "organization", "unit", "phone")
    known_by = ("full_name", "from_on")
    is_dated = True

    full_name = Column(
        "Họ và tên",
        short_text_of(120),
        aliases=("Họ tên", "Người giữ vai trò"),
        required=True,
        example="Lò Văn Inh",
        explains="Đủ họ, đệm, tên, có dấu.",
        width=26,
    )
    role = choice_column(
        "Vai trò",
        ROLES,
        required=True,
        example=Role.CELL_SECRETARY.label,
        explains="Chọn trong danh sách của ô.",
        width=34,
    )
    organization = Column(
        "Tổ chức đảng",
        short_text_of(600),
        aliases=("Tại tổ chức đảng", "Giữ tại"),
        example="Chi bộ xóm Bưởi",
        explains="Nơi giữ vai trò. Trùng tên thì ghi kèm cấp trên, cách nhau bằng dấu /.",
        width=34,
    )
    unit = Column(
        "Đơn vị nộp",
        short_text_of(200),
        aliases=("Đơn vị",),
        explains="Chỉ ghi với sở, ngành nộp thẳng: giữ vai trò tại đơn vị này thay vì tổ chức đảng.",
        width=30,
    )
    sign_in_name = Column(
        "Tên đăng nhập",
        short_text_of(40),
        explains="Ghi khi người này đã có tài khoản; để trống thì lập tài khoản mới.",
        width=16,
    )
    card_number = Column(
        "Số thẻ đảng viên",
        card_number_of,
        aliases=("Số thẻ", "Số thẻ đảng", "Số TĐV"),
        explains="Ghi để nối tài khoản với đồng chí đó trong danh sách đảng viên. Để cột ở dạng Văn bản (Text).",
        width=16,
    )
    birth = Column(
        "Ngày sinh",
        birth_of,
        aliases=("Năm sinh",),
        explains="Để đối chiếu với số thẻ; có thể để trống.",
        width=13,
        is_date=True,
        join=one_birth,
    )
    title = Column(
        "Chức danh",
        short_text_of(160),
        aliases=("Chức vụ",),
        example="Bí thư Chi bộ",
        explains="Tên gọi của vai trò ở nơi này.",
        width=24,
    )
    phone = Column(
        "Điện thoại", phone_of, aliases=("Số điện thoại",), explains="Ghi vào tài khoản mới; có thể để trống."
    )
    from_on = date_column(
        "Từ ngày", required=True, example=date(2021, 1, 1), explains="Ngày bắt đầu giữ vai trò."
    )
    to_on = date_column("Đến ngày", explains="Chỉ ghi khi đã biết ngày thôi.")

    reach = Reach((), ())

    @property
    def administered(self) -> Any:
        """The accounts that the sender administers."""
        return Account.objects.visible_to(self.actor) if self.actor else Account.objects.none()

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """Which role, where; and whose account it is, if one is there."""
        self.reach = reach
        self._find_places(rows, reach)
        self._find_people([row for row in rows if "card_number" in row.values], reach)
        self._find_accounts(rows)
        for row in rows:
            if "place" in row.links and "role" in row.values:
                row.links["owner"] = (row.values["role"], *row.links["place"])

    def _find_places(self, rows: Sequence[Row], reach: Reach) -> None:
        organizations = Organizations(reach)
        known = SubmittingUnit.objects.filter(reach.rows("scope")).exclude(
            scope__kind=OrganizationKind.DIRECT
        )
        units = {fold(one.name): one for one in known}
        for row in rows:
            place = settle(row, "organization", organizations)
            unit = units.get(fold(row.values.get("unit", "")))
            if "unit" in row.values and unit is None:
                row.refuse("unit", NO_UNIT)
            elif unit is not None:
                row.values["unit"], row.links["unit"] = unit.name, unit
                row.links["place"] = (unit.scope_id, unit.pk)
            elif place is not None:
                row.links["place"] = (place.pk, 0)

    def _find_people(self, rows: Sequence[Row], reach: Reach) -> None:
        """Whose card it is: of an account that the sender does not administer nothing is told, not even that it is."""
        people = People(rows, reach)
        found = {row.number: person for row in rows if (person := people.of(row)) is not None}
        pks = [one.pk for one in found.values()]
        accounts = dict(asked_for(Person.objects.order_by().values_list("pk", "account"), "pk", pks))
        owned = [one for one in accounts.values() if one is not None]
        mine = dict(asked_for(self.administered.order_by().values_list("pk", "sign_in_name"), "pk", owned))
        bound = bound_elsewhere(self.actor) if self.actor else Q()
        tied = Person.objects.order_by().filter(bound, account=None).values_list("pk", flat=True)
        barred = set(asked_for(tied, "pk", pks))
        for row in rows:
            person = found.get(row.number)
            if person is None:
                continue
            account = accounts.get(person.pk)
            if account in mine:
                row.values["sign_in_name"] = mine[account]
            elif self.actor is not None and account == self.actor.pk:
                row.links["is_own"] = True
            elif account is not None or person.pk in barred:
                row.refuse("card_number", NOT_TO_GIVE)

    def _find_accounts(self, rows: Sequence[Row]) -> None:
        """Accounts that are named, and those who bear the name of somebody who seems to have none."""
        typed = [row.values["sign_in_name"] for row in rows if "sign_in_name" in row.values]
        names = {one for name in typed for one in (name, name.lower())}
        known = {one.sign_in_name: one for one in asked_for(self.administered, "sign_in_name", names)}
        for row in rows:
            words = row.values.get("sign_in_name")
            account = known.get(words) or known.get(words.lower()) if words else None
            if account is not None:
                row.values |= {"sign_in_name": account.sign_in_name, "full_name": account.full_name}
                row.links["account"] = account
            elif words and self.actor is not None and words.lower() == self.actor.sign_in_name.lower():
                row.links["is_own"] = True
            elif words:
                row.refuse("sign_in_name", NO_ACCOUNT)

    def is_own(self, row: Row) -> bool:
        """Whether it is a role of the actor's own: he gives himself none, and ends none."""
        return bool(row.links.get("is_own"))

    def reached(self, reach: Reach) -> "QuerySet[Assignment]":
        """Held in his part of the tree."""
        return Assignment.objects.filter(reach.rows("organization"))

    def current(self, rows: Sequence[Row], reach: Reach) -> Standing:
        """Match; for a role that is new, whoever bears the name already is asked about."""
        found = super().current(rows, reach)
        own = {one.pk for records in found.records.values() for one in records if self._is_mine(one)}
        for row in rows:
            row.links["is_own"] = row.links.get("is_own", False) or row.target in own
        new = [row for row in rows if row.target is None and "account" not in row.links]
        new = [row for row in new if not row.links["is_own"]]
        by_name = {fold(one.full_name): one.sign_in_name for one in self.administered} if new else {}
        first: dict[str, Row] = {}
        for row in new:
            name = fold(row.values.get("full_name", ""))
            if name in by_name and not row.faults:
                row.refuse("sign_in_name", NAMESAKE.format(by_name[name]))
            elif name and self._owner_of_new(first.setdefault(name, row)) != self._owner_of_new(row):
                row.refuse("phone", TWO_OR_ONE.format(first[name].number))
        return found

    def _is_mine(self, record: Assignment) -> bool:
        return self.actor is not None and record.account_id == self.actor.pk

    def _owner_of_new(self, row: Row) -> tuple[str, str]:
        """What two rows of one newcomer have in common."""
        return row.values.get("card_number", ""), row.values.get("phone", "")

    def records_of(self, owners: Sequence[Any]) -> Iterable[Any]:
        """Roles held at these places."""
        rows = Assignment.objects.select_related("account")
        return asked_for(rows, "organization_id", [organization for _, organization, _ in owners])

    def owner_of(self, record: Any) -> Hashable:
        """Which role, where."""
        return record.role, record.organization_id, record.unit_id or 0

    def stored(self, record: Any) -> dict[str, Any]:
        """With whose it is."""
        return {**super().stored(record), "full_name": record.account.full_name}

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """The role fits the place, and both are the sender's to give."""
        yield from super().check(row, found)
        if "place" not in row.links:
            if not any(one.column in {"organization", "unit"} for one in row.faults):
                yield Fault("organization", NO_PLACE)
            return
        role, place = row.values.get("role"), row.links.get("organization")
        if role is not None:
            words = place_fault(Role(role), place.kind if place else "", is_unit="unit" in row.links)
            if words:
                yield Fault("role", words, Role(role).label)
            elif not self._may_give(Role(role), row):
                yield Fault("role", NOT_BELOW, Role(role).label)
        yield from self._already(row, found)

    def _may_give(self, role: Role, row: Row) -> bool:
        """An administrator gives every role; a clerk those of what lies below him."""
        if self.actor is not None and Role.ADMINISTRATOR in self.actor.roles:
            return True
        below = "unit" not in row.links and self.reach.holds_below(row.links["organization"].path)
        return below and role not in PROVINCE_ROLES

    def _already(self, row: Row, found: Any) -> Iterator[Fault]:
        """What the account holds there already, and whether it is the sender's to change."""
        records = found.records[row.links["owner"]] if "owner" in row.links else []
        account = row.links.get("account")
        if row.target is not None and row.changes and not self.is_own(row):
            held = next(one.account_id for one in records if one.pk == row.target)
            if not self.administered.filter(pk=held).exists():
                yield Fault("", NOT_YOURS, str(row.values.get("full_name", "")))
        others = [one for one in records if account and one.account_id == account.pk and one.pk != row.target]
        if overlapping(row, [(one.from_on, one.to_on) for one in others]):
            yield Fault("from_on", HELD)

    def linked(self, row: Row) -> dict[str, Any]:
        """Roles are given by their own service."""
        raise NotImplementedError

    def write(self, new: Sequence[Row], changed: Sequence[Row], *, at: datetime) -> None:
        """Change what is held; make an account for each newcomer, and give the roles."""
        self.rewrite(changed)
        places = PartyOrganization.objects.in_bulk({row.links["place"][0] for row in new})
        made: dict[tuple[str, ...], Account] = {}
        for row in new:
            newcomer = (fold(row.values["full_name"]), *self._owner_of_new(row))
            account = row.links.get("account") or made.get(newcomer)
            is_new = account is None
            if account is None:
                account = made[newcomer] = self._newcomer(row)
            assignment = grant_role(
                account,
                Role(row.values["role"]),
                organization=places[row.links["place"][0]],
                unit=row.links.get("unit"),
                title=row.values.get("title", ""),
                from_on=row.values["from_on"],
                to_on=row.values.get("to_on"),
                actor=self.actor,
                is_new=is_new,
            )
            row.target, row.key = assignment.pk, account.key

    def _newcomer(self, row: Row) -> Account:
        """An account that waits for its slip, of the member whose card is named."""
        values = row.values
        account = create_account(
            full_name=values["full_name"], phone=values.get("phone", ""), actor=self.actor
        )
        if "card_number" in values:
            Person.objects.filter(card_number=values["card_number"], account=None).update(account=account)
        return account

    def standing(self, targets: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        """The roles, with whose they are."""
        rows = Assignment.objects.select_related("account")
        return {one.pk: self.stored(one) for one in asked_for(rows, "pk", targets)}

    def forbidden(self, targets: Sequence[int], reach: Reach) -> Mapping[int, str]:
        """Roles of accounts that have risen out of the actor's hands since, too."""
        away = super().forbidden(targets, reach)
        roles = dict(asked_for(Assignment.objects.values_list("pk", "account"), "pk", targets))
        mine = {one.pk for one in asked_for(self.administered, "pk", roles.values())}
        return {**{pk: RISEN for pk, account in roles.items() if account not in mine}, **away}

    def erase(self, targets: Sequence[int]) -> None:
        """With accounts that nobody has entered and that hold nothing else."""
        roles = asked_for(Assignment.objects.all(), "pk", targets)
        accounts = {one.account_id for one in roles if one.pk in set(targets)}
        super().erase(targets)
        idle = asked_for(Account.objects.filter(assignments=None, one_time_code=""), "pk", accounts)
        gone = [one.pk for one in idle if one.pk in accounts and not one.has_usable_password()]
        Person.objects.filter(account__in=gone).update(account=None)
        Account.objects.filter(pk__in=gone).delete()
