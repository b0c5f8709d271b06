"""Words under somebody's name only after he has agreed; an appraisal above the eligible level says why."""

from datetime import date

import pytest

from organizations.enums import Level, Role
from organizations.models import Assignment, AuditEntry, Notice
from organizations.workflow import StaleVersion, TransitionDenied
from ratings.enums import AssessmentState, RatingState
from ratings.models import Assessment
from ratings.queries.pages import summary_of
from ratings.services import opinions
from ratings.services.ratings import admit_ratings
from reviews.models import Place
from tests import factories as f
from tests.ratings import factories as rf


def typed(scene, rating=None, assessor=None):
    return opinions.type_opinion(
        rating or scene.whole,
        assessor=assessor or scene.supervisor,
        text="Tập thể nhìn đúng ba hạn chế.",
        level="good",
        given_on=rf.HELD,
        actor=scene.staff,
        at=f.NOON,
        path="/y-kien/KEY/",
    )


def test_what_is_typed_for_a_member_is_nobodys_word_until_he_confirms(scene):
    opinion = typed(scene)

    assert opinion.state == AssessmentState.TYPED
    assert summary_of(scene.whole, inside=True).opinions == ()
    notice = Notice.objects.get(recipient=scene.supervisor)
    assert notice.path == f"/y-kien/{opinion.key}/"
    assert AuditEntry.objects.get(action="type_opinion").on_behalf_of == "Lường Đức Thuận"


def test_only_the_one_who_looks_after_the_unit_is_typed_for(scene):
    with pytest.raises(TransitionDenied, match="không được phân công"):
        typed(scene, assessor=scene.members[0])

    assert not Assessment.objects.exists()


def test_who_no_longer_looks_after_the_unit_reads_the_opinion_no_more(scene):
    opinion, member = typed(scene), scene.supervisor
    assert Assessment.objects.visible_to(member).get() == opinion
    Assignment.objects.filter(account=member).update(to_on=date(2021, 12, 13))
    member.on_day = f.DAY
    member.forget_roles()

    assert not Assessment.objects.visible_to(member).exists()


def test_who_looks_after_the_place_of_review_reads_the_opinion_too(scene):
    elsewhere = f.make_organization(name="Đảng bộ huyện Nậm Pồ")
    member = f.make_account(Role.SUPERVISOR, elsewhere)
    Place.objects.create(subject=scene.whole.subject, organization=elsewhere, label="Chi bộ", position=9)

    opinion = typed(scene, assessor=member)

    assert Assessment.objects.visible_to(member).get() == opinion


def test_nobody_confirms_for_him_on_screen(scene):
    opinion = typed(scene)

    with pytest.raises(TransitionDenied):
        opinions.confirm_opinion(
            opinion, text="Khác", level="", version=opinion.version, actor=scene.staff, at=f.NOON
        )

    opinion.refresh_from_db()
    assert (opinion.state, opinion.text) == (AssessmentState.TYPED, "Tập thể nhìn đúng ba hạn chế.")


def test_a_version_typed_meanwhile_is_read_first(scene):
    opinion = typed(scene)
    typed(scene)

    with pytest.raises(StaleVersion):
        opinions.confirm_opinion(
            opinion, text="A", level="", version=opinion.version, actor=scene.supervisor, at=f.NOON
        )

    opinion.refresh_from_db()
    assert opinion.state == AssessmentState.TYPED


def test_a_confirmation_on_paper_has_its_sheet(scene):
    opinion = typed(scene)

    with pytest.raises(TransitionDenied, match="phiếu ý kiến đã ký"):
        opinions.confirm_opinion_on_paper(opinion, file=None, file_name="", actor=scene.staff, at=f.NOON)
    opinion.refresh_from_db()
    assert opinion.state == AssessmentState.TYPED

    sheet = rf.kept_file()
    opinions.confirm_opinion_on_paper(opinion, file=sheet, file_name="a.pdf", actor=scene.staff, at=f.NOON)
    opinion.refresh_from_db()
    assert (opinion.state, opinion.confirmed_how) == (AssessmentState.CONFIRMED, "paper")


def appraise(scene, rating, level, reason=""):
    rating.refresh_from_db()
    opinions.appraise_rating(
        rating,
        level=level,
        text="Hồ sơ đủ thành phần.",
        reason=reason,
        version=rating.version,
        actor=scene.staff,
        at=f.NOON,
    )


def test_a_head_is_not_appraised_above_his_collective(scene):
    rf.propose(scene, (scene.whole, Level.GOOD), (scene.head, Level.GOOD))
    admit_ratings(scene.ratings, actor=scene.staff, at=f.NOON)

    with pytest.raises(TransitionDenied, match="không xếp loại cao hơn"):
        appraise(scene, scene.head, Level.EXCELLENT, "Nổi trội")

    scene.head.refresh_from_db()
    assert (scene.head.state, scene.head.appraised_level) == (RatingState.ADMITTED, "")


def test_what_is_not_yet_admitted_is_not_appraised(scene):
    rf.propose(scene, (scene.whole, Level.GOOD))

    with pytest.raises(TransitionDenied, match="Không thể"):
        appraise(scene, scene.whole, Level.GOOD)

    scene.whole.refresh_from_db()
    assert (scene.whole.state, scene.whole.appraised_level) == (RatingState.PROPOSED, "")
    assert not Assessment.objects.exists()
