"""The tree brought in from a workbook: parents before children, paths in one pass."""

from datetime import date

import pytest

from organizations.enums import OrganizationKind, Role
from organizations.models import Collective, PartyOrganization
from organizations.services import importing
from organizations.workflow import TransitionDenied
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db
HEAD = ["Tên tổ chức đảng", "Cấp trên trực tiếp", "Loại", "Loại hình", "Ngày thành lập"]


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def clerk(district):
    make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Mường Lạn")
    return make.make_account(Role.UNIT_CLERK, district)


ROWS = [
    ["Chi bộ 1", "Đảng bộ xã Nà Tốm", "Chi bộ trực thuộc", "", ""],
    [
        "Đảng bộ xã Nà Tốm",
        "Đảng bộ huyện Đồng Khê",
        "dang bo co so",
        "Xã, phường, thị trấn",
        date(1960, 2, 3),
    ],
    ["Chi bộ 1", "dang bo xa muong lan", "Chi bộ trực thuộc", "", "3/2/1961"],
    ["Đảng bộ bộ phận A", "Đảng bộ xã Nà Tốm", "Đảng bộ bộ phận", "", ""],
    ["Chi bộ 2", "Đảng bộ xã Nà Tốm / Đảng bộ bộ phận A", "Chi bộ trực thuộc", "", ""],
]


def test_a_tree_grows_whatever_the_order_of_its_rows(district, clerk):
    batch = books.bring_in("organizations", [HEAD, *ROWS], clerk)
    assert (batch.state, batch.new_count, books.errors(batch)) == ("ready", 5, set())

    assert books.write(batch, clerk).state == "done"

    assert PartyOrganization.objects.find_problems() == ([], [], [], [], [])
    [commune] = PartyOrganization.objects.filter(name="Đảng bộ xã Nà Tốm")
    below = PartyOrganization.objects.filter(path__startswith=commune.path, depth__gt=commune.depth)
    assert [one.name for one in below.order_by("path")] == ["Chi bộ 1", "Đảng bộ bộ phận A", "Chi bộ 2"]
    assert (commune.founded_on, commune.sector, commune.numchild) == (date(1960, 2, 3), "commune", 2)
    assert commune.path.startswith(district.path)

    again = books.bring_in("organizations", [HEAD, *ROWS], clerk)
    assert (again.state, again.unchanged_count) == ("ready", 5)


def test_what_stands_is_changed_and_put_back(district, clerk):
    changed = [
        HEAD,
        ["Đảng bộ xã Mường Lạn", "Đảng bộ huyện Đồng Khê", "Đảng bộ cơ sở", "Cơ quan", date(1950, 1, 1)],
    ]
    batch = books.write(books.bring_in("organizations", changed, clerk), clerk)
    commune = PartyOrganization.objects.get(name="Đảng bộ xã Mường Lạn")
    assert (commune.sector, commune.founded_on, commune.symbol) == ("agency", date(1950, 1, 1), "HU")

    assert books.undo(batch, clerk).state == "undone"
    commune.refresh_from_db()
    assert (commune.sector, commune.founded_on, commune.symbol) == ("other", None, "HU")


def test_a_new_tree_is_taken_back_unless_something_stands_below_it(district, clerk):
    batch = books.write(books.bring_in("organizations", [HEAD, *ROWS], clerk), clerk)
    later = make.make_organization(
        PartyOrganization.objects.get(name="Đảng bộ bộ phận A"), OrganizationKind.CELL, name="Chi bộ 3"
    )
    kept = books.undo(batch, clerk)
    assert (kept.state, PartyOrganization.objects.filter(name="Chi bộ 2").exists()) == ("done", True)
    assert "dựa vào các bản ghi mới (tổ chức đảng)" in kept.faults[0]

    PartyOrganization.objects.get(pk=later.pk).delete()
    assert books.undo(kept, clerk).state == "undone"
    assert PartyOrganization.objects.count() == 3
    assert PartyOrganization.objects.find_problems() == ([], [], [], [], [])


def test_every_error_of_a_tree_is_told(district, clerk):
    make.make_organization(name="Đảng bộ huyện khác")
    rows = [
        ["Chi bộ 1", "Đảng bộ huyện khác", "Chi bộ trực thuộc"],
        ["Chi bộ 2", "Chi bộ 3", "Chi bộ trực thuộc"],
        ["Chi bộ 3", "Chi bộ 2", "Chi bộ trực thuộc"],
        ["Đảng bộ huyện mới", "Đảng bộ xã Mường Lạn", "Đảng bộ cơ sở"],
        ["Chi bộ 4", "Đảng bộ xã Mường Lạn", "Chi bộ trực thuộc"],
        ["chi bo 4", "Đảng bộ xã Mường Lạn", "Chi bộ trực thuộc"],
        ["Chi bộ 5", "Chi bộ 4", "Chi bộ trực thuộc"],
    ]
    batch = books.bring_in("organizations", [HEAD, *rows], clerk)

    assert batch.state == "refused"
    assert books.errors(batch) >= {(2, "parent"), (3, "parent"), (5, "kind"), (7, ""), (8, "parent")}
    said = batch.rows.get(number=2).faults[0][2]
    assert "khác" not in said.replace("Đảng bộ huyện khác", "")


def test_a_committee_with_cells_below_does_not_become_a_cell_by_a_list(district, clerk):
    commune = PartyOrganization.objects.get(name="Đảng bộ xã Mường Lạn")
    below = [
        make.make_organization(commune, OrganizationKind.CELL, name=one) for one in ("Chi bộ 1", "Chi bộ 2")
    ]
    make.make_organization(commune, OrganizationKind.CELL, name="Chi bộ cũ", dissolved_on=date(2019, 1, 1))
    section = make.make_organization(commune, OrganizationKind.SECTION, name="Đảng bộ bộ phận A")

    def kinds(**written):
        rows = [[name.replace("_", " "), under, kind] for name, (under, kind) in written.items()]
        return books.told(books.bring_in("organizations", [HEAD[:3], *rows], clerk), 300)

    row = {"Đảng_bộ_xã_Mường_Lạn": ("Đảng bộ huyện Đồng Khê", "Chi bộ cơ sở")}
    assert kinds(**row) == [
        (
            2,
            "kind",
            "Bên dưới đang có 3 tổ chức đảng, như “Chi bộ 1”, nên không đổi thành chi bộ cơ sở được. "
            "Trước hết chuyển hoặc sáp nhập các tổ chức đó ở “Sắp xếp tổ chức”.",
        )
    ]
    row = {"Đảng_bộ_xã_Mường_Lạn": ("Đảng bộ huyện Đồng Khê", "Đảng bộ bộ phận")}
    assert kinds(**row)[0][2].startswith("Bên dưới đang có 1 tổ chức đảng, như “Đảng bộ bộ phận A”")
    to_cell = {"Đảng_bộ_bộ_phận_A": ("Đảng bộ xã Mường Lạn", "Chi bộ trực thuộc")}
    assert kinds(**to_cell) == []
    under_it = {**to_cell, "Chi_bộ_9": ("Đảng bộ xã Mường Lạn / Đảng bộ bộ phận A", "Chi bộ trực thuộc")}
    assert kinds(**under_it) == [
        (3, "kind", "Không thể đặt dưới chi bộ trực thuộc. Xem lại loại và cấp trên.")
    ]
    for one in (commune, section, *below):
        assert PartyOrganization.objects.get(pk=one.pk).kind == one.kind


def test_a_second_one_of_the_same_name_is_made_only_when_a_person_says_so(district, clerk):
    commune = PartyOrganization.objects.get(name="Đảng bộ xã Mường Lạn")
    other = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    make.make_organization(commune, OrganizationKind.CELL, name="Chi bộ Bưởi")
    make.make_organization(commune, OrganizationKind.CELL, name="Chi bộ Mít")
    far = make.make_organization(make.make_organization(), OrganizationKind.BASE_CELL, name="Chi bộ Xa")
    rows = [
        ["chi bo buoi", "Đảng bộ xã Nà Sọng", "Chi bộ trực thuộc"],
        ["Chi bộ Mít", "Đảng bộ xã Mường Lạn", "Chi bộ trực thuộc"],
        ["Chi bộ Mít", "Đảng bộ xã Nà Sọng", "Chi bộ trực thuộc"],  # the other one is accounted for
        [far.name, "Đảng bộ xã Nà Sọng", "Chi bộ trực thuộc"],
    ]
    batch = books.bring_in("organizations", [HEAD[:3], *rows], clerk)
    assert (batch.state, batch.new_count, batch.unchanged_count) == ("ready", 3, 1)
    [asked] = batch.rows.filter(twin__isnull=False)
    assert (asked.number, asked.twin_values["title"], asked.twin_values["parent"]) == (
        2, "Chi bộ Bưởi", "Đảng bộ xã Mường Lạn",
    )  # fmt: skip
    with pytest.raises(TransitionDenied, match="1 dòng có thể trùng với bản ghi đã có"):
        importing.apply_import(batch, actor=clerk, at=make.NOON)

    with pytest.raises(TransitionDenied) as denied:
        importing.choose_twins(batch, choice="merge", numbers=[2], actor=clerk)
    assert denied.value.sentences == (
        "Dòng 2, chi bo buoi: Tổ chức này đang trực thuộc Đảng bộ xã Mường Lạn. "
        "Chuyển sang cấp trên khác thì làm ở “Sắp xếp tổ chức”; "
        "cấp trên ghi nhầm thì sửa trong tệp rồi tải lên lại.",
    )
    asked.refresh_from_db()
    assert (asked.choice, asked.verdict, asked.target) == ("", "new", None)

    importing.choose_twins(batch, choice="keep", numbers=None, actor=clerk)
    assert books.write(batch, clerk).state == "done"
    below = PartyOrganization.objects.filter(path__startswith=other.path, depth__gt=other.depth)
    assert [one.name for one in below.order_by("path")] == ["chi bo buoi", "Chi bộ Mít", "Chi bộ Xa"]

    again = books.bring_in("organizations", [HEAD[:3], *rows], clerk)
    assert (again.unchanged_count, again.rows.filter(twin__isnull=False).count()) == (4, 0)


def test_a_list_in_capitals_leaves_names_as_they_stand(district, clerk):
    make.make_collective(district, name="Ban Thường vụ Huyện ủy Đồng Khê")
    before = PartyOrganization.objects.get(name="Đảng bộ xã Mường Lạn")
    row = ["DANG BO XA MUONG LAN", "ĐẢNG BỘ HUYỆN ĐỒNG KHÊ", "Đảng bộ cơ sở"]
    batch = books.bring_in("organizations", [HEAD[:3], row], clerk)
    assert (batch.unchanged_count, len(batch.remarks)) == (1, 1)
    assert batch.remarks[0].startswith("Có 1 dòng (2) ghi tên khác dấu với tên đang có: giữ tên đang có.")
    assert PartyOrganization.objects.get(pk=before.pk).name == "Đảng bộ xã Mường Lạn"

    head = ["Tên tập thể", "Tổ chức đảng", "Loại tập thể"]
    kind = Collective.objects.get().get_type_display()
    row = ["BAN THƯỜNG VỤ HUYỆN ỦY ĐỒNG KHÊ", "Đảng bộ huyện Đồng Khê", kind]
    batch = books.bring_in("collectives", [head, row], clerk)
    assert (batch.unchanged_count, batch.changed_count, batch.remarks) == (1, 0, [])


def test_the_name_of_an_organisation_stands_under_its_usual_headings(district, clerk):
    for heading in ("Tên tổ chức", "TÊN CHI BỘ", "Tổ chức đảng"):
        batch = books.bring_in("organizations", [[heading, *HEAD[1:3]], ROWS[2][:3]], clerk)
        assert (batch.faults, batch.new_count) == ([], 1)
