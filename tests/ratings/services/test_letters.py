"""Tờ trình of the Organization Committee: figures from the sitting's lines, a number from the office's register."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from documents.models import RegisteredNumber
from documents.services.registers import record_number
from jobs.models import Job
from jobs.services import claim
from organizations.enums import Level
from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from ratings.models import Rating, RatingPaper
from ratings.papers import paper_of_decision, paper_of_sitting
from ratings.papers.petition import Figures, Share, petition_body
from ratings.queries.sittings import letter_of
from ratings.services import decisions, papers, sittings
from ratings.services.ratings import pause_rating
from tests import factories as f
from tests.ratings import factories as rf

E, G, F = Level.EXCELLENT, Level.GOOD, Level.FAIR
PERIOD = "Căn cứ A; B; trên cơ sở hồ sơ của 58 đơn vị"


def body(**figures):
    known = {"units": 58, "collectives": Share(), "persons": Share()} | figures
    return petition_body(Figures(**known), bases=("A", "B"), organ="Ban Thường vụ Tỉnh ủy")


def test_the_letter_says_the_figures_of_the_list():
    assert body(
        collectives=Share(levels={E: 11, G: 47, F: 3}),
        persons=Share(levels={E: 27, G: 112, F: 8}, paused=1),
        groups_over=2,
        consulted=True,
    ) == (
        f"{PERIOD} và ý kiến của các cơ quan liên quan, Ban Tổ chức Tỉnh ủy trình Ban Thường vụ Tỉnh ủy xem xét, "
        "quyết định xếp loại 61 tập thể và 148 cá nhân (có danh sách kèm theo).\n"
        "Trong đó đề nghị: tập thể Hoàn thành xuất sắc nhiệm vụ 11, Hoàn thành tốt nhiệm vụ 47, Hoàn thành nhiệm vụ "
        "03; cá nhân tương ứng 27, 112, 08; 01 cá nhân tạm dừng xếp loại, chờ kết luận của cơ quan có thẩm quyền. Có "
        "02 nhóm chức danh đang đề nghị vượt tỷ lệ 20%, xin Ban Thường vụ cho ý kiến."
    )


@pytest.mark.parametrize(
    ("known", "last"),
    [
        ({"persons": Share(levels={G: 9})}, "Trong đó đề nghị: cá nhân Hoàn thành tốt nhiệm vụ 09."),
        (
            {"collectives": Share(levels={E: 1}), "persons": Share(levels={G: 2})},
            "Trong đó đề nghị: tập thể Hoàn thành xuất sắc nhiệm vụ 01, Hoàn thành tốt nhiệm vụ 00;"
            " cá nhân tương ứng 00, 02.",
        ),
        (
            {"collectives": Share(paused=2), "persons": Share(paused=1)},
            "Trong đó đề nghị: chưa có mức; 02 tập thể và 01 cá nhân tạm dừng xếp loại,"
            " chờ kết luận của cơ quan có thẩm quyền.",
        ),
    ],
)
def test_a_letter_about_one_kind_or_none_rated(known, last):
    text = body(**known)
    assert text.startswith(f"{PERIOD}, Ban Tổ chức Tỉnh ủy trình")
    assert text.splitlines()[1] == last


@pytest.fixture
def sitting(scene):
    """One collective good, the deputy excellent in a group of one, the member paused."""
    rf.appraise_all(scene, levels={one.pk: G for one in scene.ratings} | {scene.deputy.pk: E})
    scene.deputy.refresh_from_db()
    Rating.objects.filter(pk=scene.deputy.pk).update(group=f.make_group(campaign=scene.campaign))
    scene.member.refresh_from_db()
    pause_rating(
        scene.member, organ="Ủy ban Kiểm tra Tỉnh ủy", on=f.DAY, note="", actor=scene.staff, at=f.NOON
    )
    return rf.make_sitting(scene, open_it=False)


def drawn(scene, sitting, format="docx"):
    paper = papers.ask_paper(sitting, form="F13", format=format, actor=scene.staff, at=f.NOON)
    papers.draw_paper(RatingPaper.objects.get(pk=paper.pk), at=f.NOON)
    return RatingPaper.objects.get(pk=paper.pk)


def test_a_paper_still_in_the_queue_is_not_asked_for_twice(scene, sitting):
    ask = {"form": "F13", "format": "docx", "actor": scene.staff}
    first = papers.ask_paper(sitting, at=f.NOON, **ask)

    again = papers.ask_paper(sitting, at=f.NOON + timedelta(hours=1), **ask)

    assert (again.key, again.asked_at) == (first.key, f.NOON + timedelta(hours=1))
    claim(Job.objects.get().pk)
    assert papers.ask_paper(sitting, at=f.NOON, **ask).key != first.key
    assert Job.objects.count() == RatingPaper.objects.count() == 2


def record(scene, sitting, number=212, dated_on=f.DAY):
    papers.record_letter(sitting, number=number, dated_on=dated_on, actor=scene.staff, at=f.NOON)


def test_every_figure_is_counted_from_the_lines(scene, sitting):
    paper = paper_of_sitting(sitting)

    head = paper.letterhead
    assert (head.upper, head.issuer, head.number_line) == (
        "TỈNH ỦY MINH GIANG",
        "Ban Tổ chức",
        "Số " + "\u00a0" * 5 + "-TTr/BTCTU",
    )
    assert (paper.organ, paper.addressee) == ("Ban Tổ chức Tỉnh ủy", "Ban Thường vụ Tỉnh ủy")
    assert paper.signature.facts() == {"authority": ["TRƯỞNG BAN"], "note": "", "name": ""}
    first, second = paper.body.splitlines()
    assert "trên cơ sở hồ sơ của 01 đơn vị, Ban Tổ chức Tỉnh ủy trình Ban Thường vụ Tỉnh ủy xem xét" in first
    assert "quyết định xếp loại 01 tập thể và 03 cá nhân (có danh sách kèm theo)." in first
    assert second == (
        "Trong đó đề nghị: tập thể Hoàn thành xuất sắc nhiệm vụ 00, Hoàn thành tốt nhiệm vụ 01; cá nhân tương ứng "
        "01, 01; 01 cá nhân tạm dừng xếp loại, chờ kết luận của cơ quan có thẩm quyền. Có 01 nhóm chức danh đang đề "
        "nghị vượt tỷ lệ 20%, xin Ban Thường vụ cho ý kiến."
    )
    assert [(one.name, one.proposed, one.note) for one in paper.persons] == [
        ("Quách Đình Lự", G, ""),
        ("Bùi Đức Khải", E, ""),
        ("Đinh Thị Quyên", None, "Tạm dừng, chờ kết luận"),
    ]
    assert [(one.name, one.proposed) for one in paper.collectives] == [(scene.collective.name, G)]


def test_what_was_concluded_later_does_not_change_what_was_asked(scene, sitting):
    before = paper_of_sitting(sitting)
    sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    rf.conclude(scene, sitting.lines.get(rating=scene.deputy), F)
    sitting.refresh_from_db()
    assert paper_of_sitting(sitting).body == before.body


def test_the_paper_is_drawn_for_the_sitting_and_nobody_else_asks_for_it(scene, sitting):
    paper = drawn(scene, sitting)
    assert (paper.sitting, paper.state, paper.name) == (sitting, "ready", "Tờ trình và danh sách.docx")
    assert RatingPaper.objects.visible_to(scene.staff).filter(pk=paper.pk).exists()
    assert not RatingPaper.objects.visible_to(scene.clerk).filter(pk=paper.pk).exists()
    jobs = Job.objects.count()
    with pytest.raises(PermissionDenied):
        papers.ask_paper(sitting, form="F13", format="pdf", actor=scene.members[0], at=f.NOON)
    assert (RatingPaper.objects.count(), Job.objects.count()) == (1, jobs)


def test_the_registers_number_goes_on_the_letter_and_into_the_decision(scene, sitting):
    drawn(scene, sitting)
    record(scene, sitting, number=9)

    letter = letter_of(sitting)
    assert (letter.number, letter.dated_on, letter.register.term) == (9, f.DAY, "2020–2025")
    assert paper_of_sitting(sitting).letterhead.number_line == "Số 09-TTr/BTCTU"
    record(scene, sitting, number=212, dated_on=date(2021, 12, 13))
    assert list(RegisteredNumber.objects.values_list("number", flat=True)) == [212]
    said = AuditEntry.objects.filter(action="record_letter").order_by("pk").last()
    assert (said.before, said.after) == ("09-TTr/BTCTU, 14/12/2021", "212-TTr/BTCTU, 13/12/2021")

    sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)
    rf.approve_all(scene, sitting)
    rf.conclude_all(scene, sitting, levels={scene.deputy.pk: G})
    decision = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)
    assert paper_of_decision(decision).request == (
        "Xét đề nghị của Ban Tổ chức Tỉnh ủy tại Tờ trình số 212-TTr/BTCTU, ngày 13/12/2021"
    )


def test_before_the_register_the_decision_leaves_room_for_the_number(scene):
    decision = rf.make_decided(scene, announced=False)
    room = "\u00a0" * 5
    assert paper_of_decision(decision).request == (
        f"Xét đề nghị của Ban Tổ chức Tỉnh ủy tại Tờ trình số {room}-TTr/BTCTU, ngày {room} tháng {room} năm 2021"
    )


def test_a_number_already_given_and_a_day_to_come_are_refused(scene, sitting):
    with pytest.raises(TransitionDenied, match="Lập tờ trình và danh sách trước khi ghi số"):
        record(scene, sitting)
    drawn(scene, sitting)
    record(scene, sitting, number=7)
    record_number(issuer="BTCTU", kind="TTr", term="2020–2025", number=8, dated_on=date(2021, 12, 1))
    with pytest.raises(TransitionDenied, match="Số 08-TTr/BTCTU đã dùng cho văn bản ngày 01/12/2021"):
        record(scene, sitting, number=8)
    with pytest.raises(TransitionDenied, match="không được sau hôm nay"):
        record(scene, sitting, number=9, dated_on=date(2021, 12, 15))
    with pytest.raises(PermissionDenied):
        papers.record_letter(sitting, number=9, dated_on=f.DAY, actor=scene.members[0], at=f.NOON)
    assert letter_of(sitting).number == 7
