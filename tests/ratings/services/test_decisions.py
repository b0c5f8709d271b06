"""From conclusions to a signed, compared, announced decision; and the papers that follow it."""

import pytest

from organizations.enums import Level
from organizations.models import AuditEntry, Notice
from organizations.workflow import TransitionDenied
from ratings.enums import DecisionKind, DecisionState, RatingState, SittingState
from ratings.models import Decision, DecisionEntry
from ratings.services import corrections, decisions, sittings
from ratings.services.ratings import pause_rating, resume_rating
from tests import factories as f
from tests.ratings import factories as rf


def levels(scene):
    for one in scene.ratings:
        one.refresh_from_db()
    return [(one.state, one.decided_level) for one in scene.ratings]


def test_the_whole_way_ends_with_levels_that_everybody_may_read(scene):
    decision = rf.make_decided(scene)

    assert decision.state == DecisionState.ANNOUNCED
    assert levels(scene) == [(RatingState.ANNOUNCED, Level.GOOD)] * 4


def test_a_notice_of_the_decision_names_no_level(scene):
    rf.make_decided(scene)

    told = list(Notice.objects.filter(title__startswith="Có thông báo").values_list("title", "body"))
    words = " ".join(" ".join(one) for one in told)
    assert len(told) == 4  # three cadres and the unit's clerk
    assert not any(level.label in words or level.short in words for level in Level)


def test_before_the_conclusion_is_closed_no_decision_is_drafted(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)

    with pytest.raises(TransitionDenied, match="Chốt kết luận"):
        decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)

    assert not Decision.objects.exists()


def test_a_draft_is_made_anew_from_changed_conclusions_and_both_are_traced(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)
    draft = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)

    sittings.reopen_sitting(sitting, note="Thường trực đề nghị", actor=scene.staff, at=f.NOON)
    line = sitting.lines.get(rating=scene.deputy)
    rf.conclude(scene, line, Level.FAIR, "Kết quả xử lý đất đai chậm")
    sittings.conclude_sitting(sitting, over_reasons={}, actor=scene.staff, at=f.NOON)
    again = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)

    assert again.pk == draft.pk
    assert again.entries.get(rating=scene.deputy).level == Level.FAIR
    trace = AuditEntry.objects.filter(action="conclude_line", target_key=line.key)
    assert [(one.before, one.after) for one in trace] == [("", "good"), ("good", "fair")]


def test_a_signature_without_a_scan_changes_nothing(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)
    draft = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)

    with pytest.raises(TransitionDenied, match="bản quét"):
        decisions.sign_decision(
            draft,
            number="415-QĐ/TU",
            dated_on=f.DAY,
            signatory="A",
            signatory_title="Phó Bí thư",
            scan=None,
            scan_name="",
            actor=scene.staff,
            at=f.NOON,
        )

    draft.refresh_from_db()
    assert (draft.state, draft.number) == (DecisionState.DRAFT, "")
    assert levels(scene) == [(RatingState.CONCLUDED, "")] * 4


def test_an_unticked_line_keeps_the_decision_from_being_compared(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)
    decision = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)
    rf.sign(scene, decision)

    with pytest.raises(TransitionDenied) as denied:
        decisions.compare_decision(decision, lines=[], actor=scene.staff, at=f.NOON)

    decision.refresh_from_db()
    assert len(denied.value.sentences) == 4
    assert decision.state == DecisionState.SIGNED
    assert not DecisionEntry.objects.filter(is_compared=True).exists()


def test_where_they_differ_the_signed_paper_wins_with_a_note(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)
    decision = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)
    rf.sign(scene, decision)

    with pytest.raises(TransitionDenied, match="ghi rõ chỗ khác"):
        rf.compare(scene, decision, line3={"level": Level.FAIR})
    rf.compare(scene, decision, line3={"level": Level.FAIR, "note": "Bản ký ghi HTNV"})

    scene.deputy.refresh_from_db()
    assert scene.deputy.decided_level == Level.FAIR
    assert decision.state == DecisionState.COMPARED
    assert decision.compared_by == scene.other_staff


def test_only_a_compared_decision_is_announced(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)
    decision = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)
    rf.sign(scene, decision)

    with pytest.raises(TransitionDenied):
        rf.announce(scene, decision)

    assert levels(scene) == [(RatingState.DECIDED, Level.GOOD)] * 4
    assert not Notice.objects.filter(title__startswith="Có thông báo").exists()


def correct(scene, former, kind, *changes, reason="Sai khi soạn thảo"):
    return corrections.draft_correction(
        former,
        kind=kind,
        reason=reason,
        changes=[corrections.Change(entry=one, field=field, right=right) for one, field, right in changes],
        actor=scene.staff,
        at=f.NOON,
    )


def test_a_misspelt_name_is_put_right_and_the_first_paper_stays(scene):
    former = rf.make_decided(scene)
    entry = former.entries.get(rating=scene.deputy)

    paper = correct(scene, former, DecisionKind.CORRECTION, (entry, "name", "Bùi Đức Khãi"))
    rf.sign(scene, paper, "520-CV/TU")
    rf.compare(scene, paper)
    rf.announce(scene, paper)

    entry.refresh_from_db()
    row = paper.entries.get()
    assert (entry.name, row.name, row.stood) == ("Bùi Đức Khải", "Bùi Đức Khãi", "Bùi Đức Khải")
    assert levels(scene) == [(RatingState.ANNOUNCED, Level.GOOD)] * 4
    told = Notice.objects.filter(title__contains="đính chính")
    assert told.count() == 4  # those who got the first


def test_a_correction_never_changes_a_level(scene):
    former = rf.make_decided(scene)
    entry = former.entries.get(rating=scene.deputy)

    with pytest.raises(TransitionDenied, match="không đổi mức"):
        correct(scene, former, DecisionKind.CORRECTION, (entry, "level", Level.FAIR))

    assert Decision.objects.count() == 1


def test_an_amendment_changes_the_level_when_it_is_signed(scene):
    former = rf.make_decided(scene)
    entry = former.entries.get(rating=scene.deputy)

    paper = correct(scene, former, DecisionKind.AMENDMENT, (entry, "level", Level.FAIR))
    scene.deputy.refresh_from_db()
    before = scene.deputy.decided_level
    rf.sign(scene, paper, "521-QĐ/TU")

    scene.deputy.refresh_from_db()
    assert (before, scene.deputy.decided_level, scene.deputy.state) == ("good", "fair", RatingState.ANNOUNCED)


def test_a_replacement_is_the_whole_list_as_it_stands_with_what_shall_read_otherwise(scene):
    former = rf.make_decided(scene)
    deputy = former.entries.get(rating=scene.deputy)
    rf.sign(scene, correct(scene, former, DecisionKind.AMENDMENT, (deputy, "level", Level.FAIR)), "521-QĐ/TU")
    head = former.entries.get(rating=scene.head)

    words = [(head, "name", "Quách Đình Lữ"), (head, "title", "Bí thư Thành ủy"), (head, "level", Level.FAIR)]
    paper = correct(scene, former, DecisionKind.REPLACEMENT, *words)
    rf.sign(scene, paper, "522-QĐ/TU")

    rows = [(one.name, one.level, one.stood) for one in paper.entries.all()]
    stood = f"Quách Đình Lự; {head.title}; Hoàn thành tốt nhiệm vụ"
    assert rows[1:] == [
        ("Quách Đình Lữ", Level.FAIR, stood),
        ("Bùi Đức Khải", Level.FAIR, ""),
        ("Đinh Thị Quyên", Level.GOOD, ""),
    ]
    assert [level for _state, level in levels(scene)] == [Level.GOOD, Level.FAIR, Level.FAIR, Level.GOOD]


def test_a_correction_after_an_amendment_does_not_bring_the_old_level_back(scene):
    former = rf.make_decided(scene)
    deputy = former.entries.get(rating=scene.deputy)
    rf.sign(scene, correct(scene, former, DecisionKind.AMENDMENT, (deputy, "level", Level.FAIR)), "521-QĐ/TU")

    paper = correct(scene, former, DecisionKind.CORRECTION, (deputy, "name", "Bùi Đức Khãi"))

    row = paper.entries.get()
    assert (row.name, row.stood, row.level) == ("Bùi Đức Khãi", "Bùi Đức Khải", Level.FAIR)


@pytest.mark.parametrize("kind", [DecisionKind.REPLACEMENT, DecisionKind.REVOCATION])
def test_what_was_replaced_or_taken_back_is_followed_by_nothing_more(scene, kind):
    former = rf.make_decided(scene)
    rf.sign(scene, correct(scene, former, kind), "522-QĐ/TU")
    entry = former.entries.get(rating=scene.deputy)

    with pytest.raises(TransitionDenied, match="không còn hiệu lực") as denied:
        correct(scene, former, DecisionKind.CORRECTION, (entry, "name", "Bùi Đức Khãi"))
    with pytest.raises(TransitionDenied, match="không còn hiệu lực"):
        corrections.draft_supplement(former, former.sitting, reason="Còn sót", actor=scene.staff, at=f.NOON)

    assert "522-QĐ/TU" in str(denied.value)
    assert Decision.objects.filter(corrects=former).count() == 1


def test_a_revocation_takes_every_result_back(scene):
    former = rf.make_decided(scene)

    paper = correct(scene, former, DecisionKind.REVOCATION, reason="Có kết luận mới")
    rf.sign(scene, paper, "522-QĐ/TU")

    assert {state for state, _level in levels(scene)} == {RatingState.SUPERSEDED}


def test_somebody_forgotten_gets_a_supplement_and_the_first_list_is_unchanged(scene):
    former = rf.make_decided(scene)
    late = rf.make_rated(scene, name="Lò Thị Vân", title="Ủy viên Ban Thường vụ", position=9)
    scene.ratings = [late]
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)

    paper = corrections.draft_supplement(
        former, sitting, reason="Kiểm điểm sau", actor=scene.staff, at=f.NOON
    )
    rf.sign(scene, paper, "523-QĐ/TU")

    late.refresh_from_db()
    assert (late.state, late.decided_level) == (RatingState.DECIDED, Level.GOOD)
    assert [one.rating_id for one in paper.entries.all()] == [late.pk]
    assert former.entries.count() == 4


def test_after_the_signature_conclusions_no_longer_open(scene):
    decision = rf.make_decided(scene)

    with pytest.raises(TransitionDenied, match="sửa đổi hoặc bổ sung"):
        sittings.reopen_sitting(decision.sitting, note="Sửa", actor=scene.staff, at=f.NOON)

    decision.sitting.refresh_from_db()
    assert decision.sitting.state == SittingState.CONCLUDED


def test_a_pause_after_the_conclusion_keeps_a_level_from_being_signed_and_ends_where_it_began(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)
    pause_rating(scene.deputy, organ="Ủy ban Kiểm tra", on=f.DAY, actor=scene.staff, at=f.NOON)

    draft = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)
    scene.deputy.refresh_from_db()
    assert (scene.deputy.state, scene.deputy.paused_from) == (RatingState.PAUSED, RatingState.CONCLUDED)
    assert not draft.entries.filter(rating=scene.deputy).exists()
    assert draft.entries.count() == 3

    resume_rating(scene.deputy, note="Kết luận số 10-KL/UBKTTU", actor=scene.staff, at=f.NOON)
    scene.deputy.refresh_from_db()
    assert (scene.deputy.state, scene.deputy.concluded_level) == (RatingState.CONCLUDED, Level.GOOD)
    decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)
    assert draft.entries.filter(rating=scene.deputy).exists()


def test_a_conclusion_opened_again_is_not_kept_by_a_pause(scene):
    rf.appraise_all(scene)
    sitting = rf.make_sitting(scene)
    rf.conclude_all(scene, sitting)
    pause_rating(scene.deputy, organ="Ủy ban Kiểm tra", on=f.DAY, actor=scene.staff, at=f.NOON)

    sittings.reopen_sitting(sitting, note="Thường trực đề nghị", actor=scene.staff, at=f.NOON)
    line = sitting.lines.get(rating=scene.deputy)
    assert (line.is_paused, line.concluded_level, line.asked_by) == (True, "", "Ủy ban Kiểm tra")
    sittings.conclude_sitting(sitting, over_reasons={}, actor=scene.staff, at=f.NOON)
    resume_rating(scene.deputy, note="Kết luận số 10-KL/UBKTTU", actor=scene.staff, at=f.NOON)

    scene.deputy.refresh_from_db()
    assert (scene.deputy.state, scene.deputy.concluded_level) == (RatingState.APPRAISED, "")


def test_a_signed_level_is_not_paused(scene):
    rf.make_decided(scene)
    before = levels(scene)

    with pytest.raises(TransitionDenied):
        pause_rating(scene.deputy, organ="Ủy ban Kiểm tra", on=f.DAY, actor=scene.staff, at=f.NOON)

    assert levels(scene) == before
