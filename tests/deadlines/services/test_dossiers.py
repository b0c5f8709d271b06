"""What a prepared dossier asks for: parts once, parts for each subject, conditional parts where they apply."""

import pytest

from deadlines.models import Dossier
from deadlines.services.dossiers import prepare_dossiers
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
