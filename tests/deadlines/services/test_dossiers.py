"""What a prepared dossier asks for: parts once, parts for each subject, conditional parts where they apply."""

from datetime import date

import pytest

from cadres.models import Standing
from deadlines.models import Dossier
from deadlines.services.dossiers import prepare_dossiers
from organizations.enums import OrganizationKind, Sector
from tests import factories as make
from tests.deadlines.conftest import make_sending_unit

pytestmark = pytest.mark.django_db


def asked(dossier, requirement="required"):
    rows = dossier.items.filter(requirement=requirement).order_by("position").select_related("subject")
    return [(row.code, row.subject.label if row.subject else "") for row in rows]


def test_a_districts_dossier_holds_parts_once_and_parts_for_each_subject(campaign, staff):
    district = make_sending_unit(campaign, staff, name="Huyện ủy Đồng Khê", people=("Bùi Đức Khải",))
    whole = district.collective.label
    assert asked(district.dossier) == [
        ("TO_TRINH", ""),
        ("DANH_SACH", ""),
        ("BAO_CAO", whole),
        ("BAN_KIEM_DIEM", "Bùi Đức Khải"),
        ("BIEN_BAN", ""),
        ("KIEM_PHIEU_TT", ""),
        ("KIEM_PHIEU_CN", ""),
        ("PHIEU_PHAN_TICH", ""),
        ("NOI_CU_TRU", "Bùi Đức Khải"),
        ("CBCCVC", "Bùi Đức Khải"),
        ("CHI_TIEU", whole),
    ]
    assert ("GOI_Y", "Bùi Đức Khải") in asked(district.dossier, "if_exists")


def test_whoever_is_no_civil_servant_owes_neither_that_rating_nor_the_comment_of_his_street(campaign, staff):
    unit = make.make_unit(official=staff)
    person = make.make_person("Lò Văn Pọm", is_civil_servant=False)
    make.make_subject(person=person, unit=unit, campaign=campaign, position=2)
    prepare_dossiers(campaign, [unit], actor=None, at=make.NOON)

    codes = {code for code, _whose in asked(Dossier.objects.get(unit=unit, kind="decided"))}
    assert "BAN_KIEM_DIEM" in codes
    assert codes.isdisjoint({"CBCCVC", "NOI_CU_TRU"})


def person_of(unit, campaign, name, position, cell=None, **fields):
    """A cadre of the unit, in service; of another cell if told."""
    person = make.make_person(name, is_civil_servant=True, **fields)
    if cell is not None:
        make.make_membership(person, cell)
    make.make_subject(person=person, unit=unit, campaign=campaign, position=position)
    return person


@pytest.mark.parametrize(
    ("kind", "from_on", "to_on", "owed"),
    [
        ("abroad", make.DAY, None, False),
        ("abroad", date(2020, 1, 1), date(2021, 12, 13), True),
        ("mobile", date(2021, 12, 15), None, True),
        ("mobile", make.DAY, None, False),
        ("away", date(2021, 3, 1), make.DAY, False),
        ("study", date(2021, 1, 4), date(2022, 1, 3), False),
        ("study", date(2021, 1, 4), date(2022, 1, 2), True),
    ],
)
def test_who_is_excused_on_the_day_owes_his_rating_and_no_word_of_his_street(
    campaign, staff, kind, from_on, to_on, owed
):
    unit = make.make_unit(official=staff)
    person = person_of(unit, campaign, "Lò Văn Pọm", 2)
    Standing.objects.create(person=person, kind=kind, from_on=from_on, to_on=to_on)
    prepare_dossiers(campaign, [unit], actor=None, at=make.NOON)

    found = asked(Dossier.objects.get(unit=unit, kind="decided"))
    assert ("CBCCVC", "Lò Văn Pọm") in found
    assert (("NOI_CU_TRU", "Lò Văn Pọm") in found) is owed


def test_barracks_and_the_cell_of_his_own_hamlet_ask_no_street(campaign, staff):
    unit = make.make_unit(official=staff)
    village = make.make_organization(kind=OrganizationKind.CELL, name="Chi bộ xóm Bưởi")
    barracks = make.make_organization(kind=OrganizationKind.CELL, name="Chi bộ Tham mưu", sector=Sector.ARMY)
    person_of(unit, campaign, "Hà Văn Làng", 2, village, residence="Xóm Bưởi, xã Nà Sọng")
    person_of(unit, campaign, "Hà Văn Xa", 3, village, residence="Xóm Mít, xã Nà Sọng")
    person_of(unit, campaign, "Hà Văn Lính", 4, barracks)
    prepare_dossiers(campaign, [unit], actor=None, at=make.NOON)

    found = asked(Dossier.objects.get(unit=unit, kind="decided"))
    assert [whose for code, whose in found if code == "NOI_CU_TRU"] == ["Hà Văn Xa"]
    assert [whose for code, whose in found if code == "CBCCVC"] == ["Hà Văn Làng", "Hà Văn Xa", "Hà Văn Lính"]
