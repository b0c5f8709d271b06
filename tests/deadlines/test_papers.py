"""What stands on the handover slip."""

from dataclasses import replace

from deadlines.papers import HandedItem, HandoverSlip
from documents.papers import Letterhead
from tests.documents.samples_ratings import handover_slip


def test_a_slip_counts_parts_and_sheets_and_is_signed_by_both():
    facts = handover_slip().facts()
    assert facts["moment"] == "Hồi 14 giờ 05, ngày 14 tháng 12 năm 2021"
    assert facts["total"] == "Tổng số: 08 tài liệu, 64 tờ."
    assert [one["name"] for one in facts["signers"]] == ["Phạm Thị Lan", "Bùi Quang Minh"]
    assert [one["keeper"] for one in facts["copies"]] == ["Bản bên giao giữ", "Bản bên nhận giữ"]
    assert facts["head"]["number"] == ""


def test_a_classified_part_has_no_sheets_only_its_mode():
    assert HandedItem(title="Văn bản số 17", kind="Mật, nộp trực tiếp").facts(8) == {
        "order": "8",
        "title": "Văn bản số 17",
        "kind": "Mật, nộp trực tiếp",
        "sheets": "",
        "note": "",
    }


def test_a_blank_slip_leaves_time_and_totals_open():
    slip = HandoverSlip(
        letterhead=Letterhead(issuer="Ban Tổ chức", year=2021),
        dossier="hồ sơ",
        unit="………",
        items=(HandedItem(),) * 6,
    )
    facts = slip.facts()
    assert facts["moment"].startswith("Hồi \u00a0")
    assert facts["total"].startswith("Tổng số: \u00a0")
    assert set(slip.stamps().values()) == {""}


def test_long_titles_give_each_copy_a_page_of_its_own():
    slip = handover_slip()
    assert slip.facts()["long"] is False
    wordy = replace(slip, items=tuple(replace(one, title=one.title * 3) for one in slip.items))
    assert (wordy.facts()["long"], wordy.blank_facts()["long"]) == (True, True)
