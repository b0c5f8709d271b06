"""Posts from a workbook: one main one a person, who decides is not theirs to say, leaders outside the Party."""

from datetime import date

import pytest

from cadres.models import Person, Post
from organizations.enums import Role
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_another_main_post_takes_the_place_of_the_first_and_back(clerk, inh, standing):
    first = make.make_post(inh, standing, title="Phó Bí thư Huyện ủy")
    head = [*books.WHO, "Chức danh", "Tập thể", "Từ ngày", "Chức danh chính"]
    where = "ban thuong vu huyen uy dong khe"
    both = books.bring_in("posts", [head, [*books.INH, "Bí thư Huyện ủy", where, "1/3/2021", "x"]], clerk)
    assert [(row, column) for row, column, _ in books.told(both)] == [(2, "is_main")]

    rows = [
        [*books.INH, "Bí thư Huyện ủy", where, "1/3/2021", "x"],
        [*books.INH, "Phó Bí thư Huyện ủy", where, "1/8/2020", "không"],
        [*books.INH, "Ủy viên", where, "1/8/2020", ""],
    ]
    batch = books.write(books.bring_in("posts", [head, *rows], clerk), clerk)

    assert (batch.state, batch.faults) == ("done", [])
    mains = dict(Post.objects.values_list("title", "is_main"))
    assert mains == {"Phó Bí thư Huyện ủy": False, "Bí thư Huyện ủy": True, "Ủy viên": False}
    assert books.undo(batch, clerk).state == "undone"
    assert list(Post.objects.values_list("pk", "is_main")) == [(first.pk, True)]


def test_who_decides_is_the_provinces_to_write_and_changes_by_letter_alone(clerk, inh, standing):
    make.make_post(inh, standing, title="Phó Bí thư Huyện ủy")
    head = [*books.WHO, "Chức danh", "Tập thể", "Từ ngày", "Chính", "Diện quyết định"]
    head[6] = "Chức danh chính"
    rows = [
        [*books.INH, "Ủy viên", standing.name, "1/3/2021", "", "Được ủy quyền"],
        [*books.INH, "Phó Bí thư Huyện ủy", standing.name, "1/8/2020", "", "Được ủy quyền"],
    ]
    batch = books.bring_in("posts", [head, *rows], clerk)
    assert books.told(batch) == [
        (2, "route", "Diện quyết định do Ban T"),
        (3, "route", "Đang ghi “Ban Thường vụ "),
    ]
    staff = make.make_account(Role.ORGANIZATION_STAFF)
    assert books.told(books.bring_in("posts", [head, rows[0]], staff)) == []


def test_a_leader_outside_the_party_comes_in_with_his_posts_and_goes_with_them(clerk, inh, standing):
    head = [*books.WHO, "Ngoài Đảng", "Chức danh", "Tập thể", "Từ ngày"]
    rows = [
        ["Vi Thị Ngoài", "5/6/1980", "", "x", "Phó Chủ tịch", standing.name, "1/3/2021"],
        ["vi thị ngoài", "5/6/1980", "", "x", "Ủy viên", standing.name, "1/3/2021"],
        ["Vi Thị Sót", 1980, "", "", "Ủy viên", standing.name, "1/3/2021"],
        ["Lò Văn Inh", 1975, "", "x", "Ủy viên", standing.name, "1/3/2021"],
        ["Vi Thị Thiếu", "", "", "x", "Ủy viên", standing.name, "1/3/2021"],
    ]
    assert books.told(books.bring_in("posts", [head, *rows], clerk)) == [
        (4, "full_name", "Không tìm thấy người có "),
        (6, "birth", "Ghi ngày sinh (hoặc năm "),
    ]
    good = [head, *rows[:2], rows[3]]
    batch = books.write(books.bring_in("posts", good, clerk), clerk)
    assert (batch.state, batch.new_count, Person.objects.count()) == ("done", 3, 2)
    came = Person.objects.get(full_name="Vi Thị Ngoài")
    assert (came.birth_year, came.birth_on, came.search_fold) == (1980, date(1980, 6, 5), "vi thi ngoai")
    assert sorted(came.posts.values_list("title", "is_main")) == [("Phó Chủ tịch", True), ("Ủy viên", False)]
    again = books.bring_in("posts", good, clerk)
    assert (books.told(again), again.unchanged_count) == ([], 3)
    assert (books.undo(batch, clerk).state, Person.objects.count()) == ("undone", 1)
