"""Papers asked for, drawn by a job, kept once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from documents.enums import Format
from jobs import runner
from jobs.models import Job
from jobs.services import claim
from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from reviews.enums import MinutesMode, PaperState
from reviews.models import AgendaItem, ReviewPaper, Shortcoming
from reviews.queries.context import paper_for
from reviews.services.papers import (
    ask_commitment,
    ask_extract,
    ask_guidance_paper,
    ask_minutes,
    ask_plan_paper,
    ask_remedy_plan,
    ask_review_paper,
)
from reviews.tasks import asked_it, draw_paper
from tests.factories import make_account, make_conference, make_conference_plan
from tests.reviews.office import NOON, Office, account_named, sibling

LATER = NOON + timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


class Work:
    """A job in hand, done here and now."""

    def progress(self, percent, words=""):
        """Nobody looks."""

    def finish(self, **_result):
        """One transaction."""
        return runner.contextmanager(lambda: iter([{}]))()


def draw(paper):
    draw_paper(Work(), key=paper.key)
    paper.refresh_from_db()
    return paper


@pytest.mark.parametrize(("as_", "beginning"), [(Format.PDF, b"%PDF"), (Format.DOCX, b"PK")])
def test_a_letter_is_drawn_as_word_and_as_pdf(office, as_, beginning):
    paper = draw(ask_guidance_paper(office.letter(), as_=as_, actor=office.staff, at=NOON))

    assert (paper.state, paper.form, paper.document.form) == (PaperState.READY, "F06", "F06")
    with runner.Path(runner.settings.FILES_DIR, paper.document.file.place).open("rb") as stream:
        assert stream.read(4).startswith(beginning)


@pytest.mark.parametrize(("which", "form"), [("review", "F02"), ("report", "F01")])
def test_a_self_review_is_drawn_on_its_own_form(office, which, form):
    review, actor = (office.review, office.author)
    if which == "report":
        review, actor = (office.body.self_review, office.clerk)

    assert draw(ask_review_paper(review, as_=Format.PDF, actor=actor, at=NOON)).document.form == form


def test_asking_writes_the_job_and_only_the_asker_follows_it(office):
    paper = ask_guidance_paper(office.letter(), as_=Format.PDF, actor=office.staff, at=NOON)

    job = Job.objects.get()
    assert (job.kind, job.args, paper.state) == ("reviews.draw_paper", {"key": paper.key}, PaperState.WAITING)
    assert asked_it(job, office.staff)
    assert not asked_it(job, office.clerk)


def test_drawing_twice_keeps_one_document(office):
    letter = office.letter()
    first = draw(ask_guidance_paper(letter, as_=Format.PDF, actor=office.staff, at=NOON))
    draw_paper(Work(), key=first.key)
    second = draw(ask_guidance_paper(letter, as_=Format.PDF, actor=office.staff, at=NOON))

    assert first.document == second.document


def test_a_stranger_asks_for_no_paper(office):
    with pytest.raises(PermissionDenied):
        ask_guidance_paper(office.letter(), as_=Format.PDF, actor=make_account(), at=NOON)

    assert not ReviewPaper.objects.exists()


def test_a_paper_still_in_the_queue_is_not_asked_for_twice(office):
    ask = {"as_": Format.PDF, "actor": office.author}
    first = ask_review_paper(office.review, at=NOON, **ask)

    again = ask_review_paper(office.review, at=LATER, **ask)

    assert (again.key, again.asked_at, Job.objects.count()) == (first.key, LATER, 1)
    word = ask_review_paper(office.review, as_=Format.DOCX, actor=office.author, at=LATER)
    other = ask_review_paper(office.body.self_review, as_=Format.PDF, actor=office.clerk, at=LATER)
    assert ReviewPaper.objects.count() == Job.objects.count() == len({first.key, word.key, other.key}) == 3


@pytest.mark.parametrize("state", ["running", "failed"])
def test_what_is_drawn_already_may_be_old_so_it_is_asked_for_anew(office, state):
    first = ask_review_paper(office.review, as_=Format.PDF, actor=office.author, at=NOON)
    if state == "running":
        claim(Job.objects.get().pk)
    else:
        Job.objects.update(state=state, finished_at=NOON, error="Không lập được")

    again = ask_review_paper(office.review, as_=Format.PDF, actor=office.author, at=LATER)

    assert again.key != first.key
    assert Job.objects.count() == 2


@pytest.mark.parametrize("as_", [Format.PDF, Format.DOCX])
def test_whoever_sees_the_conference_has_its_minutes_drawn(office, as_):
    conference = make_conference(office.unit, office.clerk)

    paper = draw(ask_minutes(conference, as_=as_, actor=office.clerk, at=NOON))

    assert (paper.form, paper.document.form, paper.document.number) == ("F07", "F07", "")
    assert paper.name == f"Biên bản hội nghị 06-12-2021, Ban Thường vụ Huyện ủy Đồng Khê.{as_}"
    assert AuditEntry.objects.filter(action="ask_paper", actor=office.clerk).count() == 1


def test_minutes_kept_on_paper_alone_are_not_drawn(office):
    conference = make_conference(office.unit, office.clerk, minutes_mode=MinutesMode.PAPER_ONLY)

    with pytest.raises(TransitionDenied, match="chỉ lưu bản giấy"):
        ask_minutes(conference, as_=Format.PDF, actor=office.clerk, at=NOON)

    assert not ReviewPaper.objects.exists()
    assert not Job.objects.exists()


def test_a_paper_is_of_one_thing(office):
    conference, letter = make_conference(office.unit, office.clerk), office.letter()
    paper = {"form": "F07", "format": "pdf", "name": "a.pdf", "asked_by": office.clerk, "asked_at": NOON}
    for things in (
        {},
        {"conference": conference, "guidance": letter},
        {"self_review": office.review, "conference": conference},
    ):
        with pytest.raises(IntegrityError, match="review_paper_is_of_one_thing"), transaction.atomic():
            ReviewPaper.objects.create(**paper, **things)
    assert not ReviewPaper.objects.exists()


def test_a_remedy_plan_is_drawn_of_what_is_still_to_be_put_right(office):
    report = office.body.self_review
    with pytest.raises(TransitionDenied, match="Chưa ghi hạn chế"):
        ask_remedy_plan(report, as_=Format.PDF, actor=office.clerk, at=NOON)
    assert not ReviewPaper.objects.exists()

    Shortcoming.objects.create(collective=office.collective, year=2021, text="Chậm bàn giao mặt bằng.")
    paper = draw(ask_remedy_plan(report, as_=Format.DOCX, actor=office.clerk, at=NOON))

    assert (paper.form, paper.document.form) == ("F27", "F27")
    assert paper.name == "Kế hoạch khắc phục Ban Thường vụ Huyện ủy Đồng Khê.docx"


def test_a_commitment_is_a_persons_and_stands_in_the_queue_beside_his_self_review(office):
    with pytest.raises(TransitionDenied, match="của cá nhân"):
        ask_commitment(office.body.self_review, as_=Format.PDF, actor=office.clerk, at=NOON)

    ask = {"as_": Format.PDF, "actor": office.author, "at": NOON}
    papers = [ask_review_paper(office.review, **ask), ask_commitment(office.review, **ask)]

    assert [draw(one).document.form for one in papers] == ["F02", "F28"]
    assert papers[1].name == "Bản cam kết 2022 Bùi Đức Khải.pdf"


@pytest.mark.parametrize("asked", [ask_remedy_plan, ask_commitment])
def test_nothing_is_drawn_from_anothers_draft(office, asked):
    Shortcoming.objects.create(person=office.deputy, year=2021, text="Nóng tính.")

    with pytest.raises(TransitionDenied, match="đã nộp trên hệ thống"):
        asked(office.review, as_=Format.PDF, actor=office.clerk, at=NOON)

    assert not ReviewPaper.objects.exists()
    assert not Job.objects.exists()


def test_an_extract_is_of_one_of_the_conference_or_of_all(office):
    conference = make_conference(office.unit, office.clerk)
    AgendaItem.objects.create(conference=conference, subject=office.subject, position=1)
    ask = {"as_": Format.DOCX, "actor": office.clerk, "at": NOON}

    one, whole = ask_extract(conference, office.subject, **ask), ask_extract(conference, None, **ask)

    assert (
        one.name == "Trích biên bản Bùi Đức Khải, hội nghị 06-12-2021, Ban Thường vụ Huyện ủy Đồng Khê.docx"
    )
    assert whole.name == "Trích biên bản hội nghị 06-12-2021, Ban Thường vụ Huyện ủy Đồng Khê.docx"
    assert [draw(paper).document.form for paper in (one, whole)] == ["F24", "F24"]
    with pytest.raises(TransitionDenied, match="không có trong nội dung hội nghị này"):
        ask_extract(conference, office.head_subject, **ask)
    assert ReviewPaper.objects.count() == 2


def test_only_an_extract_is_of_one_subject(office):
    paper = {"form": "F02", "format": "pdf", "name": "a.pdf", "asked_by": office.clerk, "asked_at": NOON}
    with pytest.raises(IntegrityError, match="review_paper_extracts_from_a_conference"), transaction.atomic():
        ReviewPaper.objects.create(self_review=office.review, subject=office.subject, **paper)
    assert not ReviewPaper.objects.exists()


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("F29", "Chương trình hội nghị 20-12-2021, Ban Thường vụ Huyện ủy Đồng Khê.docx"),
        ("F30", "Giấy mời hội nghị 20-12-2021, Ban Thường vụ Huyện ủy Đồng Khê.docx"),
        ("F07", "Mẫu biên bản hội nghị 20-12-2021, Ban Thường vụ Huyện ủy Đồng Khê.docx"),
    ],
)
def test_the_papers_of_a_coming_conference_are_drawn(office, form, name):
    plan = make_conference_plan(office.collective)

    paper = draw(ask_plan_paper(plan, form, as_=Format.DOCX, actor=office.clerk, at=NOON))

    assert (paper.plan, paper.document.form, paper.name) == (plan, form, name)
    assert paper_for(office.clerk, paper.key) == paper
    with pytest.raises(PermissionDenied):
        ask_plan_paper(plan, form, as_=Format.DOCX, actor=sibling(), at=NOON)
    assert paper_for(sibling_again(), paper.key) is None
    assert ReviewPaper.objects.count() == 1


def sibling_again():
    """The other district's clerk, who is there already."""
    return account_named("Lý A Páo")


def test_the_minutes_of_a_cell_are_on_its_own_form(office):
    conference = make_conference(office.unit, office.clerk)
    conference.collective, conference.cell = None, office.cell
    conference.save()

    paper = draw(ask_minutes(conference, as_=Format.DOCX, actor=office.clerk, at=NOON))

    assert (paper.form, paper.document.form) == ("F23", "F23")
    assert paper.name == "Biên bản họp chi bộ 06-12-2021, Chi bộ Văn phòng.docx"
    whole = ask_extract(conference, None, as_=Format.PDF, actor=office.clerk, at=NOON)
    assert whole.name == "Trích biên bản họp chi bộ 06-12-2021, Chi bộ Văn phòng.pdf"
