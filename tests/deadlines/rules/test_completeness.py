"""What a dossier still misses, to be read aloud."""

from dataclasses import replace
from datetime import date

import pytest

from deadlines.enums import DossierKind
from deadlines.rules.completeness import (
    Degree,
    InDossier,
    Lights,
    blocking_parts,
    degree,
    lights_words,
    missing_words,
    sum_words,
    wanted_parts,
)
from organizations.enums import SubjectKind

STANDING = InDossier(key="btv", kind=SubjectKind.COLLECTIVE, name="Ban Thường vụ Huyện ủy Đồng Khê")
TRANG = InDossier(
    key="trang", kind=SubjectKind.PERSON, name="Quách Văn Tráng", applies=frozenset({"NOI_CU_TRU"})
)
KHAI = InDossier(
    key="khai", kind=SubjectKind.PERSON, name="Bùi Đức Khải", applies=frozenset({"CBCCVC", "GOI_Y"})
)
SUBJECTS = (STANDING, TRANG, KHAI)


@pytest.fixture
def parts(regulation):
    def make(lights=(), subjects=SUBJECTS, kind=DossierKind.DECIDED):
        return wanted_parts(kind, subjects, lights, regulation)

    return make


def key(part):
    return (part.rule.code, part.subject.key if part.subject else "")


def all_lights(parts, **lit):
    return [Lights(item=code, subject=subject, **lit) for code, subject in map(key, parts)]


def test_a_districts_dossier_holds_parts_once_and_parts_for_each_subject(parts):
    assert [key(part) for part in parts()] == [
        ("TO_TRINH", ""),
        ("DANH_SACH", ""),
        ("BAO_CAO", "btv"),
        ("BAN_KIEM_DIEM", "trang"),
        ("BAN_KIEM_DIEM", "khai"),
        ("BIEN_BAN", ""),
        ("KIEM_PHIEU_TT", ""),
        ("KIEM_PHIEU_CN", ""),
        ("PHIEU_PHAN_TICH", ""),
        ("NOI_CU_TRU", "trang"),
        ("CBCCVC", "khai"),
        ("GOI_Y", "khai"),
        ("CHI_TIEU", "btv"),
    ]


def test_a_delegated_dossier_holds_the_decision_of_the_delegate(parts):
    codes = [part.rule.code for part in parts(subjects=(KHAI,), kind=DossierKind.DELEGATED)]
    assert "QUYET_DINH_UQ" in codes
    assert "BAO_CAO" not in codes


def test_what_is_missing_is_said_in_words(parts):
    lights = all_lights(parts(), electronic=True)
    lights = [one for one in lights if one.item not in {"KIEM_PHIEU_TT", "NOI_CU_TRU"}]
    assert missing_words(parts(lights)) == (
        "biên bản kiểm phiếu tập thể; nhận xét nơi cư trú của đ/c Quách Văn Tráng"
    )


def test_with_two_collectives_each_is_named(parts):
    other = replace(STANDING, key="ubnd", name="Tập thể lãnh đạo UBND huyện")
    words = missing_words(parts(subjects=(STANDING, other)))
    assert "báo cáo kiểm điểm tập thể của Tập thể lãnh đạo UBND huyện" in words


def test_paper_alone_is_not_missing(parts):
    assert missing_words(parts(all_lights(parts(), paper=True))) == ""


def test_a_secret_part_counts_as_present_and_its_paper_is_awaited_until_the_counter_takes_it(parts):
    announced = parts(all_lights(parts(), in_person=True))
    assert missing_words(announced) == ""
    assert degree(announced, sent=True) == Degree.AWAITING_PAPER
    assert degree(announced, sent=False) == Degree.NOT_SENT

    taken = parts(all_lights(parts(), in_person=True, paper=True))
    assert degree(taken, sent=True) == Degree.COMPLETE


def test_a_gap_with_a_reason_lets_the_dossier_go(parts):
    lights = [one for one in all_lights(parts(), electronic=True) if one.item not in {"CBCCVC", "GOI_Y"}]
    promise = Lights(
        item="CBCCVC", subject="khai", promised_on=date(2021, 12, 20), reason="sẽ bổ sung trước 20/12"
    )
    assert [key(one) for one in blocking_parts(parts([*lights, promise]))] == [("GOI_Y", "khai")]


def test_a_blank_reason_is_none(parts):
    lights = [one for one in all_lights(parts(), electronic=True) if one.item != "GOI_Y"]
    blank = Lights(item="GOI_Y", subject="khai", reason="  ")
    assert len(blocking_parts(parts([*lights, blank]))) == 1


def test_a_missing_residence_comment_never_blocks(parts):
    lights = [one for one in all_lights(parts(), electronic=True) if one.item != "NOI_CU_TRU"]
    assert blocking_parts(parts(lights)) == []
    assert degree(parts(lights), sent=True) == Degree.AWAITING_PAPER


@pytest.mark.parametrize(
    ("_case", "lit", "sent", "expected"),
    [
        ("nothing sent", {}, False, Degree.NOT_SENT),
        ("sent with gaps", {}, True, Degree.INCOMPLETE),
        ("ready here, not yet sent", {"electronic": True}, False, Degree.NOT_SENT),
        ("all online, paper to come", {"electronic": True}, True, Degree.AWAITING_PAPER),
        ("paper at the counter, scans to come", {"paper": True}, False, Degree.AWAITING_COPY),
        ("both", {"electronic": True, "paper": True}, True, Degree.COMPLETE),
    ],
)
def test_the_degree_of_a_dossier(parts, _case, lit, sent, expected):
    assert degree(parts(all_lights(parts(), **lit)), sent=sent) == expected


def test_a_dossier_is_whole_when_each_part_has_come_in_one_of_its_forms(parts):
    lights = all_lights(parts(), electronic=True)
    on_paper = [
        replace(one, electronic=False, paper=True) if one.item == "BAO_CAO" else one for one in lights
    ]
    neither = [replace(one, electronic=False) if one.item == "BAO_CAO" else one for one in lights]
    assert degree(parts(on_paper), sent=True) == Degree.AWAITING_BOTH
    assert degree(parts(neither), sent=True) == Degree.INCOMPLETE


def test_the_degrees_as_every_page_writes_them():
    assert [(one.label, one.is_whole, one.awaits_paper) for one in Degree] == [
        ("Chưa gửi", False, False),
        ("Thiếu", False, False),
        ("Đủ thành phần, chờ bản giấy và bản điện tử", True, True),
        ("Đủ bản giấy, chờ bản điện tử", True, False),
        ("Đủ bản điện tử, chờ bản giấy", True, True),
        ("Đủ", True, False),
    ]


def test_both_lights_in_one_line(parts):
    lights = [
        Lights(
            item=one.item, subject=one.subject, paper=True, electronic=one.item not in {"BIEN_BAN", "GOI_Y"}
        )
        for one in all_lights(parts())
    ]
    assert lights_words(parts(lights)) == "đã nhận đủ bản giấy; còn chờ 02 bản điện tử"


def test_the_sum_counts_paper_or_electronic_and_never_what_does_not_block(parts):
    missing = {"BIEN_BAN", "GOI_Y", "NOI_CU_TRU"}
    lights = [one for one in all_lights(parts(), paper=True) if one.item not in missing]
    counted = sum(part.rule.blocks for part in parts())
    assert sum_words(parts(lights)) == f"đã có {counted - 2} trong {counted} thành phần phải có"
