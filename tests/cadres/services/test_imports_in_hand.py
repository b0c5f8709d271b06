"""Whose records a workbook may touch: not one's own, nobody's out of reach by now, none once the role is gone."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from cadres.models import CivilRating, Discipline, Leave, Membership, PastRating, Person, Post, Standing
from cadres.resources.holders import NOT_TO_GIVE, HolderSheet
from cadres.rules.facts import ON_THE_WAY
from cadres.services.memberships import send_off
from organizations.enums import OrganizationKind, Role, TwinChoice
from organizations.models import (
    Account,
    Assignment,
    Collective,
    Contact,
    PartyOrganization,
    PeerRating,
    SubmittingUnit,
)
from organizations.services.sheet_kinds import KINDS, OWN
from organizations.workflow import TransitionDenied
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db

WHO, INH = ["Họ và tên", "Ngày sinh", "Số thẻ"], ["Lò Văn Inh", date(1975, 8, 14), "06000123"]
CELL, BOARD, GOOD = "Chi bộ xóm Bưởi", "Ban Thường vụ Huyện ủy Đồng Khê", "Hoàn thành tốt nhiệm vụ"
ABOUT_PEOPLE = {
    "people": (Person, [*WHO, "Chi bộ", "Nơi cư trú"], [CELL, "Xóm Bưởi"]),
    "posts": (Post, [*WHO, "Tập thể", "Chức danh", "Từ ngày"], [BOARD, "Bí thư", date(2020, 8, 1)]),
    "memberships": (Membership, [*WHO, "Chi bộ", "Từ ngày", "Tư cách"], [CELL, date(2015, 1, 1), "Dự bị"]),
    "leaves": (
        Leave,
        [*WHO, "Loại nghỉ", "Từ ngày", "Đến ngày"],
        ["Ốm", date(2021, 3, 1), date(2021, 3, 9)],
    ),
    "standings": (Standing, [*WHO, "Trường hợp", "Từ ngày"], ["Đi học tập trung", date(2021, 3, 1)]),
    "disciplines": (
        Discipline,
        [*WHO, "Hình thức", "Ngày quyết định", "Năm vi phạm"],
        ["Khiển trách", date(2021, 5, 20), 2020],
    ),
    "civil-ratings": (CivilRating, [*WHO, "Năm", "Mức xếp loại"], [2020, GOOD]),
    "past-ratings": (PastRating, [*WHO, "Năm", "Mức xếp loại"], [2020, GOOD]),
}
MODELS = (
    *(Person, Post, Membership, Leave, Standing, Discipline, CivilRating, PastRating, PartyOrganization),
    *(Collective, SubmittingUnit, Contact, PeerRating, Account, Assignment),
)
AWAY = "Dòng 2, {}: không còn, hoặc không còn thuộc phạm vi của lần nhập này."
NOTHING_UNDONE = "Chưa hoàn tác gì. Đề nghị sửa từng bản ghi."


def stored():
    """Every record that a workbook could touch."""
    return {one: list(one.objects.order_by("pk").values()) for one in MODELS}


def sheet(name):
    _model, head, values = ABOUT_PEOPLE[name]
    return [head, [*INH, *values]]


@pytest.fixture
def board(base):
    """A collective below the clerk's own level: its posts bind nobody above his hands."""
    return make.make_collective(base, name=BOARD)


@pytest.fixture
def scene(inh, board):
    """The comrade with his cell, and the collective in which he may hold a post."""
    return inh


@pytest.fixture
def elsewhere():
    return make.make_organization(
        make.make_organization(name="Đảng bộ huyện Bản Liền"), OrganizationKind.CELL, name="Chi bộ xóm Xa"
    )


def move_away(person, cell):
    """To another district, as a transfer leaves it."""
    Membership.objects.filter(person=person).update(to_on=date(2021, 11, 30), end_reason="moved")
    make.make_membership(person, cell, from_on=date(2021, 12, 1))


@pytest.mark.parametrize("name", ABOUT_PEOPLE)
def test_nobody_keeps_his_own_record_by_a_workbook(name, scene, district):
    own = make.make_account(Role.UNIT_CLERK, district, person=scene)
    staff, before = make.make_account(Role.ORGANIZATION_STAFF), stored()

    batch = books.bring_in(name, sheet(name), own)

    assert (batch.state, books.told(batch, 200)) == ("refused", [(2, "full_name", OWN)])
    assert stored() == before

    batch = books.write(books.bring_in(name, sheet(name), staff), staff)
    assert (batch.state, batch.faults) == ("done", [])
    again = books.bring_in(name, sheet(name), own)
    assert (books.told(again), again.unchanged_count) == ([], 1)


def test_a_row_that_is_the_writers_own_is_refused_though_another_had_it_checked(scene, district, clerk):
    own = make.make_account(Role.UNIT_CLERK, district, person=scene)
    batch, before = books.bring_in("civil-ratings", sheet("civil-ratings"), clerk), stored()

    batch = books.write(batch, own)

    assert (batch.state, stored()) == ("refused", before)
    assert batch.faults == [
        f"Dòng 2, Lò Văn Inh: đã khác lúc xem trước: {OWN}",
        "Chưa ghi gì. Đề nghị kiểm tra lại rồi ghi.",
    ]


def test_a_row_that_looks_like_the_writer_is_not_made_his_own(scene, district):
    own = make.make_account(Role.UNIT_CLERK, district, person=scene)
    head = [*WHO, "Chi bộ", "Ngày vào Đảng", "Nơi cư trú"]
    row = ["Lò Văn Inh", 1975, "06000999", CELL, date(2000, 5, 19), "Xóm Bưởi"]
    batch = books.bring_in("people", [head, row], own)
    assert (batch.state, batch.rows.get().twin) == ("ready", scene.pk)

    with pytest.raises(TransitionDenied, match=OWN):
        books.importing.choose_twins(batch, choice=TwinChoice.MERGE, numbers=None, actor=own)
    assert batch.rows.get().choice == TwinChoice.OPEN


@pytest.mark.parametrize("name", ABOUT_PEOPLE)
def test_nobody_takes_back_what_stands_in_his_own_record(name, scene, district, clerk):
    own = make.make_account(Role.UNIT_CLERK, district, person=scene)
    batch = books.write(books.bring_in(name, sheet(name), clerk), clerk)
    before = stored()

    batch = books.undo(batch, own)

    assert (batch.state, stored()) == ("done", before)
    assert batch.faults == [
        "Dòng 2, Lò Văn Inh: là hồ sơ của chính đồng chí: đề nghị cấp trên hoàn tác.",
        NOTHING_UNDONE,
    ]
    assert books.undo(batch, clerk).state == "undone"


@pytest.mark.parametrize("name", ABOUT_PEOPLE)
def test_who_has_moved_away_is_not_touched_by_taking_the_sheet_back(name, scene, clerk, elsewhere):
    """Nothing but the row and the name in the file is told: neither that he is there, nor what became of his record."""
    batch = books.write(books.bring_in(name, sheet(name), clerk), clerk)
    Collective.objects.update(scope=elsewhere)
    move_away(scene, elsewhere)
    before = stored()

    batch = books.undo(batch, clerk)

    assert (batch.state, batch.faults) == ("done", [AWAY.format("Lò Văn Inh"), NOTHING_UNDONE])
    assert stored() == before

    if name in ("leaves", "standings", "disciplines", "civil-ratings", "past-ratings"):
        ABOUT_PEOPLE[name][0].objects.all().delete()
        assert books.undo(batch, clerk).faults == [AWAY.format("Lò Văn Inh"), NOTHING_UNDONE]


def test_a_leader_outside_the_party_whose_only_post_the_sheet_ended_is_still_in_hand(board, clerk):
    outsider = make.make_person("Vi Văn Ngoài", joined_on=None)
    post = make.make_post(outsider, board, title="Giám đốc")
    head = ["Họ và tên", "Ngày sinh", "Tập thể", "Chức danh", "Từ ngày", "Đến ngày"]
    row = [outsider.full_name, outsider.birth_on, BOARD, "Giám đốc", post.from_on, date(2021, 6, 30)]
    batch = books.write(books.bring_in("posts", [head, row], clerk), clerk)
    assert Post.objects.get().to_on == date(2021, 6, 30)

    assert (books.undo(batch, clerk).state, Post.objects.get().to_on) == ("undone", None)


ABOUT_PLACES = {
    "organizations": (
        ["Tên tổ chức đảng", "Cấp trên trực tiếp", "Loại", "Địa danh"],
        [CELL, "Đảng bộ xã Mường Lạn", "Chi bộ trực thuộc", "Mường Lạn"],
    ),
    "collectives": (
        ["Tên tập thể", "Tổ chức đảng", "Loại tập thể", "Địa danh"],
        [BOARD, "Đảng bộ xã Mường Lạn", "Ban thường vụ cấp ủy đảng bộ trực thuộc Tỉnh ủy", "Mường Lạn"],
    ),
    "contacts": (["Đơn vị nộp", "Họ và tên đầu mối", "Điện thoại"], ["Xã Mường Lạn", "Lò Mai", "0912345678"]),
    "peer-ratings": (
        ["Tổ chức đảng", "Cơ quan, tổ chức", "Năm", "Mức xếp loại"],
        ["Đảng bộ xã Mường Lạn", "Ủy ban nhân dân xã", 2020, GOOD],
    ),
    "disciplines": (
        ["Tập thể", "Hình thức", "Ngày quyết định", "Năm vi phạm"],
        [BOARD, "Khiển trách", date(2021, 5, 20), 2020],
    ),
    "past-ratings": (["Tổ chức đảng", "Năm", "Mức xếp loại"], [CELL, 2020, GOOD]),
}


@pytest.mark.parametrize("name", ABOUT_PLACES)
def test_what_hangs_elsewhere_by_now_is_not_touched_by_taking_the_sheet_back(
    name, base, cell, board, clerk, elsewhere
):
    make.make_unit(board, name="Xã Mường Lạn")
    head, row = ABOUT_PLACES[name]
    upper = PartyOrganization.objects.get(name="Đảng bộ huyện Bản Liền")
    batch = books.write(books.bring_in(name, [head, row], clerk), clerk)
    assert (batch.state, batch.faults) == ("done", [])
    PartyOrganization.objects.move(PartyOrganization.objects.get(pk=base.pk), upper, "last-child")
    before = stored()

    batch = books.undo(batch, clerk)

    assert (batch.state, batch.faults) == ("done", [AWAY.format(row[0]), NOTHING_UNDONE])
    assert stored() == before


LOST = (
    "Đồng chí Vi Văn Thư không còn giữ vai trò được nhập danh sách ở Đảng bộ huyện Đồng Khê, nên chưa ghi gì. "
    "Đề nghị người đang giữ vai trò đó làm lại."
)


@pytest.fixture
def leaving(district):
    return make.make_account(Role.UNIT_CLERK, district, full_name="Vi Văn Thư")


def end_role(account):
    account.assignments.update(to_on=make.DAY - timedelta(days=1))


def lock(account):
    Account.objects.filter(pk=account.pk).update(is_active=False)


@pytest.mark.parametrize("lose", [end_role, lock])
def test_between_the_button_and_the_job_the_role_may_go_and_then_nothing_is_written(lose, scene, leaving):
    batch = books.bring_in("civil-ratings", sheet("civil-ratings"), leaving)
    books.importing.apply_import(batch, actor=leaving, at=make.NOON)
    lose(leaving)
    before = stored()

    batch = books.work_on(batch)

    assert (batch.state, batch.faults, batch.job.state, batch.job.attempts) == ("refused", [LOST], "done", 1)
    assert stored() == before


@pytest.mark.parametrize("lose", [end_role, lock])
def test_nor_is_anything_taken_back(lose, scene, leaving):
    batch = books.write(books.bring_in("civil-ratings", sheet("civil-ratings"), leaving), leaving)
    books.importing.ask_undo(batch, actor=leaving, at=make.NOON)
    lose(leaving)
    before = stored()

    batch = books.work_on(batch)

    assert (batch.state, batch.faults, batch.job.state, batch.job.attempts) == ("done", [LOST], "done", 1)
    assert (batch.undone_by, stored()) == (None, before)


class RefusingSheet(HolderSheet):
    """Its rows are judged sound, and refused by the service that is to write them."""

    name = "refusing"

    def write(self, new, changed, *, at):
        super().write(new, changed, at=at)
        raise PermissionDenied


ROLES = ["Họ và tên", "Vai trò", "Tổ chức đảng", "Tên đăng nhập", "Số thẻ", "Từ ngày"]


def role(name, sign_in="", card="", place=CELL):
    return [name, Role.CELL_SECRETARY.label, place, sign_in, card, date(2021, 1, 1)]


def test_what_a_service_refuses_ends_the_import_in_words_and_is_not_tried_again(monkeypatch, cell, clerk):
    monkeypatch.setitem(KINDS, "refusing", RefusingSheet)
    batch, before = books.bring_in("refusing", [ROLES, role("Vi Văn Mới")], clerk), stored()

    batch = books.write(batch, clerk)

    assert (batch.state, batch.job.state, batch.job.attempts, stored()) == ("refused", "done", 1, before)
    assert batch.faults == [
        "Có dòng nay không thuộc quyền của đồng chí nữa. Chưa ghi gì. "
        "Đề nghị kiểm tra lại tệp, bỏ dòng đó rồi ghi."
    ]


def test_of_an_account_that_is_anothers_a_sheet_learns_nothing(inh, cell, district, clerk):
    """A member with a superior's account, one whom a post above binds, one with his own: two answers, never a name."""
    committee = make.make_collective(district)
    superior, leader, free = (
        make.make_person(name, card_number=card)
        for name, card in (
            ("Vi Văn Trên", "06000201"),
            ("Vi Văn Cao", "06000202"),
            ("Vi Văn Hai", "06000203"),
        )
    )
    for one in (superior, leader, free):
        make.make_membership(one, cell)
    account = make.make_account(Role.UNIT_LEADER, district, full_name="Vi Văn Trên", person=superior)
    make.make_post(leader, committee)
    rows = [
        role("Vi Văn Trên", card="06000201"),
        role("Vi Văn Cao", card="06000202"),
        role("Vi Văn Hai", card="06000203"),
    ]
    before = stored()

    batch = books.bring_in("role-holders", [ROLES, *rows], clerk)

    assert (batch.state, books.told(batch, 400)) == (
        "refused",
        [(2, "card_number", NOT_TO_GIVE), (3, "card_number", NOT_TO_GIVE)],
    )
    kept = str(list(batch.rows.values_list("values", "before", "faults", "twin_values")))
    assert account.sign_in_name not in kept
    assert stored() == before
    batch = books.write(books.bring_in("role-holders", [ROLES, rows[2]], clerk), clerk)
    assert (batch.state, Person.objects.get(pk=free.pk).account.full_name) == ("done", "Vi Văn Hai")


def test_an_administrator_gives_them_their_roles(inh, cell, district):
    administrator = make.make_account(Role.ADMINISTRATOR)
    make.make_post(inh, make.make_collective(district))
    rows = [ROLES, role("Lò Văn Inh", card="06000123")]
    batch = books.write(books.bring_in("role-holders", rows, administrator), administrator)
    assert (batch.state, batch.faults) == ("done", [])


@pytest.mark.parametrize("how", ["card", "sign_in"])
def test_nobody_gives_himself_a_role_by_a_workbook(how, inh, cell, district):
    own = make.make_account(Role.UNIT_CLERK, district, person=inh)
    named = {"card": "06000123"} if how == "card" else {"sign_in": own.sign_in_name}
    before = stored()
    batch = books.bring_in("role-holders", [ROLES, role("Lò Văn Inh", **named)], own)
    assert (batch.state, books.told(batch, 200)) == ("refused", [(2, "full_name", OWN)])
    assert stored() == before


@pytest.mark.parametrize("name", ["people", "memberships"])
def test_who_is_on_the_way_to_another_cell_is_not_seated_by_a_workbook(name, scene, clerk, elsewhere):
    send_off(scene, to=elsewhere, on=date(2021, 12, 1), actor=clerk, at=make.NOON)
    rows = {
        "people": sheet("people"),
        "memberships": [[*WHO, "Chi bộ", "Từ ngày"], [*INH, CELL, date(2021, 12, 5)]],
    }
    before = stored()

    batch = books.bring_in(name, rows[name], clerk)

    column = "" if name == "people" else "organization"
    assert (batch.state, books.told(batch, 400)) == ("refused", [(2, column, ON_THE_WAY)])
    assert stored() == before


def test_what_he_left_stays_as_it_is_while_he_is_on_the_way(scene, cell, clerk, elsewhere):
    batch = books.write(books.bring_in("memberships", sheet("memberships"), clerk), clerk)
    send_off(scene, to=elsewhere, on=date(2021, 12, 1), actor=clerk, at=make.NOON)
    before = stored()

    head = [*WHO, "Chi bộ", "Từ ngày", "Đến ngày", "Lý do thôi sinh hoạt"]
    row = [*INH, CELL, date(2015, 1, 1), date(2021, 11, 1), "Từ trần"]
    changed = books.bring_in("memberships", [head, row], clerk)
    assert books.told(changed, 400) == [(2, "organization", ON_THE_WAY)]

    batch = books.undo(batch, clerk)
    assert (batch.state, batch.faults) == (
        "done",
        [
            "Dòng 2, Lò Văn Inh: đang chuyển sinh hoạt. Ghi nhận giấy giới thiệu hoặc hủy việc chuyển trước.",
            NOTHING_UNDONE,
        ],
    )
    assert stored() == before

    earlier = [*INH, CELL, date(2010, 1, 1), date(2014, 12, 31), "Chuyển đi"]
    assert books.told(books.bring_in("memberships", [head, earlier], clerk)) == []
