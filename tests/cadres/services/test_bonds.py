"""Nobody brings an account into his own hands: not by a page, a workbook, or by taking one back."""

from datetime import date

import pytest

from cadres.models import Post
from cadres.queries.accounts import without_account
from cadres.services.facts import KINDS, TypedRow, keep_facts, rows_kept
from cadres.services.people import digest_of
from organizations.enums import Role
from organizations.models import Account, AuditEntry
from organizations.services.roles import is_administered
from organizations.workflow import TransitionDenied
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db
WHERE = "Ban Thường vụ Huyện ủy Đồng Khê"
HEAD = [*books.WHO, "Chức danh", "Tập thể", "Từ ngày", "Đến ngày"]
TITLE = "Bí thư Huyện ủy"


@pytest.fixture
def secretary(inh):
    """The account of the district's secretary, who sits in a cell of the district."""
    return make.make_account(person=inh, full_name=inh.full_name)


@pytest.fixture
def post(inh, standing, secretary):
    return make.make_post(inh, standing, title=TITLE)


@pytest.fixture
def staff():
    return make.make_account(Role.ORGANIZATION_STAFF)


def kept(person, actor, change):
    """The page of posts sent with the rows changed: `change` gets their values by title."""
    rows = rows_kept(person, "chuc-vu")
    typed = [
        TypedRow(number=number, values={name: getattr(one, name) for name in KINDS["chuc-vu"].boxes})
        for number, one in enumerate(rows)
    ]
    seen = digest_of(rows, KINDS["chuc-vu"].boxes)
    return keep_facts(person, "chuc-vu", change(typed), seen=seen, actor=actor, today=make.DAY)


def with_values(**values):
    def change(typed):
        first, *others = typed
        return [TypedRow(number=0, values={**first.values, **values}), *others]

    return change


def removed(typed):
    return [TypedRow(number=0, values=typed[0].values, is_removed=True), *typed[1:]]


def state():
    return list(
        Post.objects.order_by("pk").values_list("title", "collective__name", "from_on", "to_on", "is_main")
    )


@pytest.mark.parametrize("ends", [date(2020, 8, 1), make.DAY, date(2030, 1, 1)])
def test_a_clerk_ends_no_last_post_of_his_superior_by_whatever_day(inh, clerk, secretary, post, ends):
    before = state()

    with pytest.raises(TransitionDenied, match="do Ban Tổ chức Tỉnh ủy ghi"):
        kept(inh, clerk, with_values(to_on=ends))

    assert state() == before
    assert not AuditEntry.objects.filter(action="keep_posts").exists()
    assert not is_administered(secretary, clerk)


def test_an_end_that_the_province_wrote_comes_no_nearer(inh, clerk, secretary, post):
    Post.objects.update(to_on=date(2025, 12, 31))
    before = state()
    with pytest.raises(TransitionDenied):
        kept(inh, clerk, with_values(to_on=date(2021, 1, 1)))
    assert state() == before


def test_nor_takes_it_away_or_moves_it_below(inh, clerk, base, secretary, post):
    lower, before = make.make_collective(base, name="Đảng ủy xã"), state()
    for change in (removed, with_values(collective=lower)):
        with pytest.raises(TransitionDenied):
            kept(inh, clerk, change)
    assert state() == before
    assert not is_administered(secretary, clerk)


def test_nor_of_one_who_has_no_account_yet(inh, clerk, standing):
    make.make_post(inh, standing, title=TITLE)
    with pytest.raises(TransitionDenied):
        kept(inh, clerk, with_values(to_on=make.DAY))
    assert inh not in without_account(clerk)


def test_nor_under_another_hat(inh, clerk, standing, post, staff):
    """Whoever is staff of the province too writes it for others, not for his own district."""
    make.add_role(clerk, Role.ORGANIZATION_STAFF)
    clerk.forget_roles()
    clerk.hat_key = clerk.assignments.get(role=Role.ORGANIZATION_STAFF).key
    with pytest.raises(TransitionDenied):
        kept(inh, clerk, with_values(to_on=make.DAY))
    assert post.__class__.objects.get().to_on is None


def test_the_province_ends_it_and_then_he_is_managed_from_his_district(inh, clerk, staff, secretary, post):
    assert kept(inh, staff, with_values(to_on=date(2021, 12, 1))) == 1
    clerk.on_day = make.DAY
    assert is_administered(secretary, clerk)
    assert is_administered(secretary, make.make_account(Role.ADMINISTRATOR))


def test_one_post_is_exchanged_for_another_at_the_same_level_in_one_act(
    inh, clerk, standing, secretary, post
):
    def promoted(typed):
        new = {**typed[0].values, "title": "Chủ tịch", "from_on": make.DAY}
        ended = {**typed[0].values, "to_on": date(2021, 12, 13), "is_main": False}
        return [TypedRow(number=0, values=ended), TypedRow(number=1, values=new)]

    assert kept(inh, clerk, promoted) == 2
    assert not is_administered(secretary, clerk)
    with pytest.raises(TransitionDenied):
        kept(inh, clerk, lambda typed: [TypedRow(number=1, values=typed[1].values, is_removed=True)])
    assert [one[0] for one in state()] == [TITLE, "Chủ tịch"]


def test_who_went_to_another_committee_gives_up_his_post_by_the_clerks_hand(inh, clerk, secretary, post):
    elsewhere = make.make_organization(make.make_organization(), "cell")
    inh.memberships.update(organization=elsewhere)
    assert kept(inh, clerk, with_values(to_on=make.DAY)) == 1
    assert not is_administered(secretary, clerk)


def test_a_post_below_is_the_clerks_to_end(inh, clerk, base):
    make.make_post(inh, make.make_collective(base, name="Đảng ủy xã"), title="Bí thư")
    assert kept(inh, clerk, with_values(to_on=make.DAY)) == 1


def test_nor_by_a_workbook(inh, clerk, secretary, post):
    before = state()
    row = [*books.INH, TITLE, WHERE, "1/8/2020", "12/12/2021"]

    batch = books.bring_in("posts", [HEAD, row], clerk)

    assert (batch.state, books.told(batch, 30)) == (
        "refused",
        [(2, "to_on", "Đồng chí Lò Văn Inh không còn ")],
    )
    assert state() == before
    another = [*books.INH, "Chủ tịch", WHERE, "13/12/2021", ""]
    exchange = books.bring_in("posts", [HEAD, row, another], clerk)
    assert (exchange.state, books.told(exchange)) == ("ready", [])


def test_nor_by_taking_a_workbook_back(inh, clerk, staff, standing, secretary):
    head, row = HEAD[:-1], [*books.INH, TITLE, WHERE, "1/8/2020"]
    batch = books.write(books.bring_in("posts", [head, row], clerk), clerk)
    assert (batch.state, is_administered(secretary, clerk)) == ("done", False)
    before = state()

    held = books.undo(batch, clerk)

    assert (held.state, held.faults[0][:30], held.faults[-1]) == (
        "done", "Đồng chí Lò Văn Inh không còn ", "Chưa hoàn tác gì.",
    )  # fmt: skip
    assert state() == before
    assert not AuditEntry.objects.filter(action="undo_import").exists()
    assert books.undo(batch, staff).state == "undone"
    assert state() == []


def test_his_last_workbook_goes_back_of_people_who_have_no_account(inh, clerk, standing):
    batch = books.write(
        books.bring_in("posts", [HEAD[:-1], [*books.INH, TITLE, WHERE, "1/8/2020"]], clerk), clerk
    )
    assert (books.undo(batch, clerk).state, state()) == ("undone", [])


def test_not_once_another_post_was_written_away_upon_it(inh, clerk, standing):
    """First a second post by a workbook, then the first one taken away beside it, then the workbook taken back."""
    make.make_post(inh, standing, title=TITLE)
    row = [*books.INH, "Ủy viên", WHERE, "1/8/2020"]
    batch = books.write(books.bring_in("posts", [HEAD[:-1], row], clerk), clerk)
    main = with_values(is_main=True)(
        [
            TypedRow(
                number=1, values={name: getattr(Post.objects.last(), name) for name in KINDS["chuc-vu"].boxes}
            )
        ]
    )
    kept(inh, clerk, lambda typed: [*removed(typed[:1]), TypedRow(number=1, values=main[0].values)])
    assert [one[0] for one in state()] == ["Ủy viên"]

    assert books.undo(batch, clerk).state == "done"

    assert [one[0] for one in state()] == ["Ủy viên"]
    assert inh not in without_account(clerk)


def test_nor_once_another_workbook_ended_one(inh, clerk, standing):
    make.make_post(inh, standing, title=TITLE)
    row = [*books.INH, "Ủy viên", WHERE, "1/8/2020"]
    batch = books.write(books.bring_in("posts", [HEAD[:-1], row], clerk), clerk)
    ended = [*books.INH, TITLE, WHERE, "1/8/2020", "1/12/2021"]
    assert books.write(books.bring_in("posts", [HEAD, ended], clerk), clerk).state == "done"
    assert books.undo(batch, clerk).state == "done"
    assert inh not in without_account(clerk)


def test_nor_by_a_way_back_to_an_end(inh, clerk, staff, secretary, post):
    """What his own workbook opened again is not closed by taking it back."""
    head = [*books.WHO, "Chức danh", "Tập thể", "Từ ngày", "Đến ngày"]
    Post.objects.update(to_on=date(2021, 12, 20))
    row = [*books.INH, TITLE, WHERE, "1/8/2020", "20/12/2030"]
    batch = books.write(books.bring_in("posts", [head, row], clerk), clerk)
    assert (batch.state, batch.changed_count) == ("done", 1)
    assert books.undo(batch, clerk).state == "done"
    assert Post.objects.get().to_on == date(2030, 12, 20)


def test_the_list_of_managed_accounts_follows(clerk, secretary, post):
    assert secretary not in Account.objects.visible_to(clerk)
