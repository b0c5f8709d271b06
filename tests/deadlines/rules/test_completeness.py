"""How far a dossier is, by what has come of each of its parts."""

import pytest

from deadlines.rules.completeness import Degree, Wanted, degree, lights_words, sum_words


def part(blocks=True, **lit):
    return Wanted(spoken="báo cáo kiểm điểm", blocks=blocks, **lit)


NOTHING, COPY, PAPER, BOTH = (
    part(),
    part(electronic=True),
    part(paper=True),
    part(electronic=True, paper=True),
)
SECRET = part(in_person=True)
RESIDENCE = part(blocks=False)


@pytest.mark.parametrize(
    ("_case", "parts", "sent", "expected"),
    [
        ("nothing sent", [NOTHING, NOTHING], False, Degree.NOT_SENT),
        ("sent with a gap", [COPY, NOTHING], True, Degree.INCOMPLETE),
        ("ready here, not yet sent", [COPY, COPY], False, Degree.NOT_SENT),
        ("all online, paper to come", [COPY, COPY], True, Degree.AWAITING_PAPER),
        ("paper at the counter, scans to come", [PAPER, PAPER], False, Degree.AWAITING_COPY),
        ("each in one of its forms", [COPY, PAPER], True, Degree.AWAITING_BOTH),
        ("both", [BOTH, BOTH], True, Degree.COMPLETE),
        ("Mật, announced", [BOTH, SECRET], True, Degree.AWAITING_PAPER),
        ("Mật, taken", [BOTH, part(in_person=True, paper=True)], True, Degree.COMPLETE),
        ("Mật, announced only", [SECRET], False, Degree.NOT_SENT),
        ("a residence comment never holds back", [BOTH, RESIDENCE], True, Degree.COMPLETE),
    ],
)
def test_the_degree_of_a_dossier(_case, parts, sent, expected):
    assert degree(parts, sent=sent) == expected


def test_the_degrees_as_every_page_writes_them():
    assert [(one.label, one.is_whole, one.awaits_paper) for one in Degree] == [
        ("Chưa gửi", False, False),
        ("Thiếu", False, False),
        ("Đủ thành phần, chờ bản giấy và bản điện tử", True, True),
        ("Đủ bản giấy, chờ bản điện tử", True, False),
        ("Đủ bản điện tử, chờ bản giấy", True, True),
        ("Đủ", True, False),
    ]


def test_both_lights_in_one_line():
    assert lights_words([PAPER, BOTH, PAPER, RESIDENCE]) == "đã nhận đủ bản giấy; còn chờ 02 bản điện tử"
    assert lights_words([COPY, SECRET]) == "còn chờ 02 bản giấy; đã có đủ bản điện tử"


def test_the_sum_counts_paper_or_electronic_and_never_what_does_not_block():
    assert sum_words([PAPER, COPY, SECRET, NOTHING, RESIDENCE]) == "đã có 3 trong 4 thành phần phải có"
