"""What lights a part, and that nothing typed at the counter is dropped in silence."""

import re

import pytest
import time_machine
from django.urls import reverse

from deadlines.models import Handover
from deadlines.queries.lights import checklists, regulation_of
from ratings.models import Proposal
from reviews.enums import MinutesMode, ReviewState
from reviews.models import SelfReview
from tests import factories as make


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(make.NOON, tick=False):
        yield


def lamp(dossier, code):
    """Words and electronic lamp of the first part of this code."""
    parts = checklists([dossier], regulation_of(dossier.campaign))[dossier.pk].parts
    part = next(one for one in parts if one.row.code == code)
    return part.electronic_words, part.electronic_label


def test_a_self_review_on_paper_is_told_but_lights_no_electronic_lamp(district):
    review = SelfReview.objects.filter(subject=district.subjects[1])
    review.update(state=ReviewState.PAPER, paper_received_on=make.DAY, paper_sheets=8)
    assert lamp(district.dossier, "BAN_KIEM_DIEM") == (
        "Đơn vị khai có bản giấy, 8 tờ",
        "Bản điện tử: chưa có",
    )

    review.update(state=ReviewState.SUBMITTED, submitted_on=make.DAY, submitted_at=make.NOON)
    assert lamp(district.dossier, "BAN_KIEM_DIEM")[1] == "Bản điện tử: có"


def test_what_is_on_paper_at_the_unit_needs_no_promise_to_be_sent_and_is_still_missing(district):
    SelfReview.objects.filter(subject=district.subjects[1]).update(
        state=ReviewState.PAPER, paper_received_on=make.DAY, paper_sheets=8
    )
    found = checklists([district.dossier], regulation_of(district.dossier.campaign))[district.dossier.pk]

    assert "BAN_KIEM_DIEM" in {part.row.code for part in found.missing}
    assert "BAN_KIEM_DIEM" not in {part.row.code for part in found.unexcused}
    assert "BAO_CAO" in {part.row.code for part in found.unexcused}


def test_the_letter_of_proposals_lights_only_the_dossier_of_those_it_names(district):
    Proposal.objects.create(
        campaign=district.dossier.campaign,
        unit=district.unit,
        issuer=district.unit.collective,
        number="212-TTr/HU",
        dated_on=make.DAY,
    )
    assert lamp(district.dossier, "TO_TRINH") == ("Số 212-TTr/HU, ngày 14/12/2021", "Bản điện tử: có")

    type(district.dossier).objects.update(kind="delegated")
    assert lamp(district.dossier, "TO_TRINH") == ("", "Bản điện tử: chưa có")


def test_minutes_kept_on_paper_alone_light_no_electronic_lamp(district):
    conference = make.make_conference(district.unit, district.clerk)
    assert lamp(district.dossier, "BIEN_BAN")[1] == "Bản điện tử: có"

    type(conference).objects.update(minutes_mode=MinutesMode.PAPER_ONLY, minutes_kept_at="Văn phòng")
    words, label = lamp(district.dossier, "BIEN_BAN")
    assert (words, label) == (
        "Hội nghị ngày 06/12/2021, đơn vị khai có bản giấy",
        "Bản điện tử: chưa có",
    )


@pytest.mark.parametrize(
    ("name", "box", "typed", "words"),
    [
        ("dossier_paper", "sheets", "3", "Đã ghi số tờ: đánh dấu tài liệu đã nhận, hoặc xóa số tờ."),
        (
            "dossier_return",
            "note",
            "Thiếu chữ ký",
            "Đã ghi nội dung: đánh dấu chọn mục này, hoặc xóa nội dung.",
        ),
    ],
)
def test_what_is_typed_beside_an_unticked_part_is_asked_about(
    client, staff, district, name, box, typed, words
):
    type(district.dossier).objects.update(state="received")
    client.force_login(staff)
    ticked, other = district.dossier.items.all()[:2]
    path = reverse(f"deadlines:{name}", args=[district.dossier.key])
    key = re.search(r'name="form_key" value="(\w+)"', client.get(path).content.decode()).group(1)
    sent = {
        "form_key": key, f"item-{ticked.key}": "on", f"{box}-{ticked.key}": "1", f"{box}-{other.key}": typed,
        "handed_by": "Hà Thị Lan", "handed_on": "14/12/2021", "reason": "Thiếu.", "before": "17/12/2021",
    }  # fmt: skip

    answer = client.post(path, sent)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert Handover.objects.count() == 0
    district.dossier.refresh_from_db()
    assert district.dossier.state == "received"
