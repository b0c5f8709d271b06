"""What a unit proposes: chosen by people, refused where the regulation forbids, all lines or none."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from documents.services.files import keep_bytes
from organizations.enums import Level, Role
from organizations.workflow import StaleVersion, TransitionDenied
from ratings.enums import RatingState
from ratings.queries.votes import home_votes
from ratings.services import proposals
from ratings.services.proposals import ProposalsRefused, Wanted
from ratings.services.ratings import admit_ratings, create_ratings, readmit_ratings
from reviews.models import Place
from tests import factories as f
from tests.ratings import factories as rf


def states(scene):
    for one in scene.ratings:
        one.refresh_from_db()
    return [one.state for one in scene.ratings]


def test_collective_and_head_may_be_proposed_on_one_page(scene):
    rf.propose(scene, (scene.head, Level.GOOD), (scene.whole, Level.GOOD))

    assert states(scene)[:2] == [RatingState.PROPOSED] * 2


def test_one_forbidden_line_keeps_all_lines_from_being_written(scene):
    with pytest.raises(ProposalsRefused) as refused:
        rf.propose(
            scene, (scene.whole, Level.GOOD), (scene.head, Level.EXCELLENT), (scene.deputy, Level.GOOD)
        )

    assert list(refused.value.lines) == [scene.head.key]
    assert states(scene) == [RatingState.OPEN] * 4


@pytest.mark.parametrize(
    ("counts", "said"), [((3, 8, 0, 0), "Từ HTTNV trở lên: 11/11"), ((1, 1, 4, 5), "Từ HTNV trở lên: 6/11")]
)
def test_a_level_against_the_ballot_needs_its_reason(scene, counts, said):
    rf.count_home(scene, [(scene.deputy, counts)])
    [level] = {Level.GOOD, Level.FAIR} - {home_votes([scene.deputy])[scene.deputy.pk].outcome.level}

    with pytest.raises(ProposalsRefused) as refused:
        rf.propose(scene, (scene.deputy, level), reason="")
    assert refused.value.lines == {
        scene.deputy.key: [f"Mức “{level.label}” khác kết quả biểu quyết ({said}). Ghi lý do."]
    }
    assert states(scene) == [RatingState.OPEN] * 4

    rf.propose(scene, (scene.deputy, level), reason="Tập thể thảo luận lại")
    assert states(scene)[2] == RatingState.PROPOSED


def test_the_level_of_the_ballot_needs_no_reason(scene):
    rf.count_home(scene, [(scene.deputy, (3, 8, 0, 0))])

    rf.propose(scene, (scene.deputy, Level.GOOD), reason="")

    assert states(scene)[2] == RatingState.PROPOSED


def test_whoever_was_not_reviewed_is_not_rated(scene):
    Place.objects.filter(subject=scene.deputy.subject).update(concluded_on=None)

    with pytest.raises(ProposalsRefused) as refused:
        rf.propose(scene, (scene.deputy, Level.GOOD))

    assert "hưa kiểm điểm thì chưa xếp loại" in refused.value.lines[scene.deputy.key][0]
    assert states(scene) == [RatingState.OPEN] * 4


def test_a_day_before_the_review_is_refused(scene):
    wanted = [Wanted(rating=one, level=Level.GOOD, reason="Lý do", version=1) for one in scene.ratings]

    for chosen, named in ((wanted[2:3], ""), (wanted, " và 03 dòng khác")):
        with pytest.raises(ProposalsRefused) as refused:
            proposals.propose_ratings(chosen, on=date(2021, 12, 1), actor=scene.clerk, at=f.NOON)
        [said] = refused.value.whole
        first = chosen[0].rating.subject
        assert said == f"Ngày đề xuất 01/12/2021 trước ngày kiểm điểm 06/12/2021 ({first}{named})."
        assert (said.box, refused.value.lines) == ("on", {})

    assert states(scene) == [RatingState.OPEN] * 4


@pytest.mark.parametrize(("day", "starts"), [(date(2021, 12, 5), False), (date(2021, 12, 6), True)])
def test_rating_starts_on_the_day_of_the_review_at_once(scene, day, starts):
    """TO_RATING: right after the review has ended, the same evening included."""
    wanted = [Wanted(rating=scene.deputy, level=Level.GOOD, reason="Tập thể thống nhất", version=1)]
    if starts:
        proposals.propose_ratings(wanted, on=day, actor=scene.clerk, at=f.NOON)
    else:
        with pytest.raises(ProposalsRefused):
            proposals.propose_ratings(wanted, on=day, actor=scene.clerk, at=f.NOON)

    assert states(scene)[2] == (RatingState.PROPOSED if starts else RatingState.OPEN)


def test_an_old_page_overwrites_nothing(scene):
    rf.propose(scene, (scene.whole, Level.GOOD))
    wanted = [Wanted(rating=scene.whole, level=Level.FAIR, reason="Lý do", version=1)]

    with pytest.raises(StaleVersion):
        proposals.propose_ratings(wanted, on=rf.HELD, actor=scene.clerk, at=f.NOON)

    scene.whole.refresh_from_db()
    assert scene.whole.proposed_level == Level.GOOD


def test_a_checker_proposes_nothing(scene):
    wanted = [Wanted(rating=scene.whole, level=Level.GOOD, reason="Lý do", version=1)]

    with pytest.raises(PermissionDenied):
        proposals.propose_ratings(wanted, on=rf.HELD, actor=scene.checker, at=f.NOON)

    assert states(scene) == [RatingState.OPEN] * 4


def test_acceptance_admits_what_is_proposed_and_return_takes_it_back(scene):
    rf.propose(scene, (scene.whole, Level.GOOD))

    admit_ratings(scene.ratings, actor=scene.staff, at=f.NOON)
    admitted = states(scene)
    readmit_ratings(scene.ratings, actor=scene.staff, at=f.NOON)

    assert admitted == [RatingState.ADMITTED] + [RatingState.OPEN] * 3
    assert states(scene) == [RatingState.PROPOSED] + [RatingState.OPEN] * 3


def test_a_letter_without_its_scan_is_not_recorded(scene):
    letter = proposals.draft_proposal(scene.unit, scene.campaign, actor=scene.clerk, at=f.NOON)

    with pytest.raises(TransitionDenied, match="bản quét"):
        proposals.record_proposal(
            letter,
            number="212-TTr/HU",
            dated_on=f.DAY,
            signatory="A",
            scan=None,
            scan_name="",
            actor=scene.clerk,
            at=f.NOON,
        )

    letter.refresh_from_db()
    assert letter.number == ""


@pytest.mark.parametrize("day", [date(2021, 12, 5), date(2021, 1, 1), date(1990, 2, 2)])
@pytest.mark.parametrize(
    ("proposed", "what"), [(True, "ngày tập thể đề xuất"), (False, "ngày hội nghị kiểm điểm")]
)
def test_a_letter_is_not_older_than_what_it_carries_up(scene, day, proposed, what):
    if proposed:
        rf.propose(scene, (scene.whole, Level.GOOD))
    letter = proposals.draft_proposal(scene.unit, scene.campaign, actor=scene.clerk, at=f.NOON)
    sheet = keep_bytes(rf.PDF, media_type="application/pdf", at=f.NOON)
    signed = {"number": "212-TTr/HU", "signatory": "A", "scan": sheet, "scan_name": "ban-ky.pdf"}

    with pytest.raises(TransitionDenied) as refused:
        proposals.record_proposal(letter, **signed, dated_on=day, actor=scene.clerk, at=f.NOON)

    assert [(one.box, one) for one in refused.value.sentences] == [
        ("dated_on", f"Ngày văn bản không được trước {what} (06/12/2021).")
    ]
    letter.refresh_from_db()
    assert (letter.number, letter.dated_on) == ("", None)
    proposals.record_proposal(letter, **signed, dated_on=rf.HELD, actor=scene.clerk, at=f.NOON)
    letter.refresh_from_db()
    assert letter.dated_on == rf.HELD


def test_opening_a_round_twice_makes_each_rating_once(scene):
    subjects = [f.make_subject(f.make_person(f"Lò Văn {n}"), unit=scene.unit) for n in range(3)]

    first = create_ratings(scene.campaign, subjects, actor=scene.staff, at=f.NOON)
    second = create_ratings(scene.campaign, subjects, actor=scene.staff, at=f.NOON)

    assert {one.pk for one in first} == {one.pk for one in second}
    assert [one.state for one in first] == [RatingState.OPEN] * 3


def test_a_collective_founded_in_autumn_is_reviewed_but_not_rated(scene):
    young = f.make_collective(founded_on=date(2021, 9, 1))
    subject = f.make_subject(collective=young)

    (rating,) = create_ratings(scene.campaign, [subject], actor=scene.staff, at=f.NOON)

    assert (rating.state, rating.not_rated_case) == (RatingState.NOT_RATED, "NR_ORG_LT6M")


def test_only_those_who_open_a_round_make_ratings(scene):
    clerk = f.make_account(Role.UNIT_CLERK, scene.province)

    with pytest.raises(PermissionDenied):
        create_ratings(scene.campaign, [], actor=clerk, at=f.NOON)
