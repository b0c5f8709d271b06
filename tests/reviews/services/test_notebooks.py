"""Sổ năm: promises, evidence and papers of a year, and who may not write them."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from documents.services.files import keep_bytes
from organizations.enums import Role
from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from reviews.models import Commitment, Evidence, Notebook, NotedEvidence, SelfReview
from reviews.queries.notebook import Promised, promised_beside
from reviews.services.notebooks import (
    attach_noted,
    change_noted,
    change_promise,
    drop_noted,
    drop_promise,
    note_evidence,
    promise,
    record_commitment_papers,
    withdraw_commitment_paper,
)
from reviews.services.self_reviews import name_helper, remove_evidence, submit_self_review
from tests.factories import make_account
from tests.reviews.office import NOON, Office, sibling, write_all

pytestmark = pytest.mark.django_db

LAST_HOUR = datetime(2021, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 where the office stands
NEW_YEAR = datetime(2021, 12, 31, 17, 0, tzinfo=UTC)
GOES_OUT = "Đi cơ sở mỗi tháng 02 ngày"


@pytest.fixture
def office():
    return Office()


def promised(office, year=2021, actor=None, at=NOON, **values):
    values = {"text": GOES_OUT, "due_on": date(year, 12, 31)} | values
    return promise(office.deputy, year, **values, actor=actor or office.author, at=at)


def noted(office, mark=b"1", actor=None, **values):
    file = keep_bytes(b"%PDF-1.4\n%" + mark, media_type="application/pdf", at=NOON) if mark else None
    values = {"text": "Giấy khen", "happened_on": date(2021, 5, 19)} | values
    return note_evidence(
        office.deputy, 2021, **values, actor=actor or office.author, at=NOON, file=file, file_name="giay.pdf"
    )


def test_a_member_promises_and_puts_it_right_and_the_journal_keeps_what_was(office):
    row = promised(office)
    promised(office, text="Học tiếng Thái", due_on=None)
    change_promise(row, text="Đi cơ sở mỗi tháng 03 ngày", due_on=None, actor=office.author, at=NOON)

    rows = Commitment.objects.values_list("notebook__year", "text", "due_on", "position")
    assert list(rows) == [
        (2021, "Đi cơ sở mỗi tháng 03 ngày", None, 1),
        (2021, "Học tiếng Thái", None, 2),
    ]
    drop_promise(row, actor=office.author, at=NOON)
    assert [one.text for one in Commitment.objects.all()] == ["Học tiếng Thái"]
    entries = AuditEntry.objects.filter(action__contains="promise").order_by("pk")
    assert list(entries.values_list("action", "before", "after", "on_behalf_of")) == [
        ("promise", "", GOES_OUT, ""),
        ("promise", "", "Học tiếng Thái", ""),
        ("change_promise", GOES_OUT, "Đi cơ sở mỗi tháng 03 ngày", ""),
        ("drop_promise", "Đi cơ sở mỗi tháng 03 ngày", "", ""),
    ]


def test_a_helper_writes_in_the_year_of_the_self_review_he_helps_with_alone(office):
    helper = make_account(full_name="Hà Văn Soạn")
    name_helper(office.review, helper, actor=office.author, at=NOON)

    promised(office, actor=helper)
    for year in (2020, 2022):
        with pytest.raises(PermissionDenied):
            promised(office, year, actor=helper)

    assert list(Commitment.objects.values_list("notebook__year", flat=True)) == [2021]
    assert AuditEntry.objects.get(action="promise").on_behalf_of == "Bùi Đức Khải"


@pytest.mark.parametrize("who", ["another member", "his clerk", "the other district's clerk", "staff"])
def test_nobody_else_writes_in_a_notebook(office, who):
    row, evidence = promised(office), noted(office)
    actor = {
        "another member": lambda: make_account(person=office.head, full_name="Quách Đình Lự"),
        "his clerk": lambda: office.clerk,
        "the other district's clerk": sibling,
        "staff": lambda: office.staff,
    }[who]()

    for act in (
        lambda: promised(office, actor=actor),
        lambda: change_promise(row, text="Khác", due_on=None, actor=actor, at=NOON),
        lambda: drop_promise(row, actor=actor, at=NOON),
        lambda: noted(office, actor=actor),
        lambda: change_noted(evidence, text="Khác", happened_on=None, actor=actor, at=NOON),
        lambda: drop_noted(evidence, actor=actor, at=NOON),
        lambda: attach_noted(office.review, actor=actor, at=NOON),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert [one.text for one in Commitment.objects.all()] == [GOES_OUT]
    assert [one.text for one in NotedEvidence.objects.all()] == ["Giấy khen"]
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("at", "year", "is_open"),
    [
        (LAST_HOUR, 2022, True),
        (LAST_HOUR, 2020, True),
        (LAST_HOUR, 2019, False),
        (NEW_YEAR, 2021, True),
        (NEW_YEAR, 2020, False),
        (NEW_YEAR, 2023, False),
    ],
)
def test_a_year_is_written_in_until_the_year_after_it_is_out(office, at, year, is_open):
    if is_open:
        assert promised(office, year, at=at).notebook.year == year
        return
    with pytest.raises(TransitionDenied, match=f"Sổ năm {year} đã khép lại, chỉ để đọc."):
        promised(office, year, at=at)
    assert not Notebook.objects.exists()


def test_what_is_not_of_the_year_is_refused_beside_its_box(office):
    with pytest.raises(TransitionDenied) as refused:
        promised(office, due_on=date(2022, 1, 1))
    assert [one.box for one in refused.value.sentences] == ["due_on"]
    with pytest.raises(TransitionDenied) as refused:
        noted(office, happened_on=date(2021, 12, 15))
    assert [one.box for one in refused.value.sentences] == ["happened_on"]
    assert not Commitment.objects.exists()
    assert not NotedEvidence.objects.exists()


def test_once_the_self_review_is_handed_in_its_notebook_stays_as_it_was(office):
    row, evidence = promised(office), noted(office)
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)

    for act in (
        lambda: promised(office),
        lambda: drop_promise(row, actor=office.author, at=NOON),
        lambda: drop_noted(evidence, actor=office.author, at=NOON),
    ):
        with pytest.raises(
            TransitionDenied, match="Bản kiểm điểm năm 2021 đã nộp, nên sổ năm 2021 không sửa"
        ):
            act()
    assert (Commitment.objects.count(), NotedEvidence.objects.count()) == (1, 1)
    assert promised(office, 2022).notebook.year == 2022  # another year's stands open


def test_one_press_puts_every_noted_paper_into_the_self_review_once(office):
    first = noted(office)
    noted(office, mark=b"2", text="Sáng kiến")
    noted(office, mark=b"", text="Được khen miệng")

    assert [one.name for one in attach_noted(office.review, actor=office.author, at=NOON)] == ["giay.pdf"] * 2
    with pytest.raises(TransitionDenied, match="không còn tệp nào chưa có"):
        attach_noted(office.review, actor=office.author, at=NOON)
    assert Evidence.objects.count() == 2

    remove_evidence(Evidence.objects.get(file=first.file), actor=office.author)
    assert NotedEvidence.objects.count() == 3  # the notebook keeps what the self-review does without
    drop_noted(first, actor=office.author, at=NOON)
    assert [one.text for one in NotedEvidence.objects.order_by("pk")] == ["Sáng kiến", "Được khen miệng"]
    assert Evidence.objects.count() == 1


def test_this_years_and_last_years_promises_stand_beside_the_self_review_and_no_others(office):
    promised(office)
    promised(office, text="Học tiếng Thái", due_on=None)
    promised(office, 2020, text="Đối thoại mỗi quý", due_on=None)
    promised(office, 2022, text="Việc năm sau", due_on=None)
    one = noted(office)
    noted(office, mark=b"2")

    assert promised_beside(office.review, 2021) == [
        Promised(
            year=2021,
            lines=((GOES_OUT, date(2021, 12, 31)), ("Học tiếng Thái", None)),
            loose_files=2,
        ),
        Promised(year=2020, lines=(("Đối thoại mỗi quý", None),)),
    ]
    Evidence.objects.create(review=office.review, file=one.file, name="giay.pdf", added_at=NOON)
    assert promised_beside(office.review, 2021)[0].loose_files == 1
    assert promised_beside(office.head_subject.self_review, 2021) == []
    assert promised_beside(SelfReview.objects.get(subject=office.body), 2021) == []


def test_notebooks_are_read_by_their_authors_and_once_handed_in_by_the_places_of_review(office):
    row, evidence = promised(office), noted(office)
    secretary = make_account(Role.CELL_SECRETARY, office.cell)
    helper = make_account(full_name="Hà Văn Soạn")
    name_helper(office.review, helper, actor=office.author, at=NOON)
    read = (office.author, helper, secretary, office.clerk, sibling(), office.staff)

    def seen():
        return (
            [row in Commitment.objects.visible_to(one) for one in read],
            [evidence in NotedEvidence.objects.visible_to(one) for one in read],
        )

    authors_alone = [True, True, False, False, False, False]
    assert seen() == (authors_alone, authors_alone)
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    assert seen() == ([True, True, True, True, False, False], authors_alone)


def recorded(office, people, year=2021, actor=None, received_on=date(2021, 1, 15), note="giữ tại chi bộ"):
    return record_commitment_papers(
        people, year, received_on=received_on, note=note, actor=actor or office.clerk, at=NOON
    )


def test_commitments_on_paper_are_recorded_for_many_and_taken_back_one_by_one(office):
    recorded(office, [office.head, office.deputy])

    rows = Notebook.objects.order_by("person__full_name")
    kept = [(one.person, one.year, one.paper_received_on, one.paper_note, one.recorded_by) for one in rows]
    day, note = date(2021, 1, 15), "giữ tại chi bộ"
    assert kept == [
        (office.deputy, 2021, day, note, office.clerk),
        (office.head, 2021, day, note, office.clerk),
    ]
    assert promised_beside(office.review, 2021) == [Promised(year=2021, paper_on=day, paper_note=note)]

    withdraw_commitment_paper(office.head, 2021, actor=office.clerk)
    with pytest.raises(TransitionDenied, match="Chưa ghi nhận bản cam kết giấy năm 2021 của đồng chí Quách"):
        withdraw_commitment_paper(office.head, 2021, actor=office.clerk)
    entries = AuditEntry.objects.filter(action__contains="commitment").order_by("pk")
    assert list(entries.values_list("action", "before", "after", "on_behalf_of")) == [
        ("record_commitment", "", "15/01/2021", "Quách Đình Lự"),
        ("record_commitment", "", "15/01/2021", "Bùi Đức Khải"),
        ("withdraw_commitment", "15/01/2021", "", "Quách Đình Lự"),
    ]


def test_a_paper_may_be_recorded_after_the_self_review_is_handed_in(office):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)

    [row] = recorded(office, [office.deputy], actor=make_account(Role.CELL_SECRETARY, office.cell))

    assert row.paper_received_on == date(2021, 1, 15)


def test_another_districts_clerk_records_nothing_not_even_for_some_of_them(office):
    recorded(office, [office.head])
    stranger = sibling()

    for act in (
        lambda: recorded(office, [office.deputy], actor=stranger),
        lambda: recorded(office, [office.deputy], actor=office.staff),
        lambda: withdraw_commitment_paper(office.head, 2021, actor=stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert [one.person for one in Notebook.objects.exclude(paper_received_on=None)] == [office.head]


def test_a_paper_of_another_year_is_refused_and_nobody_is_recorded(office):
    with pytest.raises(TransitionDenied) as refused:
        recorded(office, [office.head, office.deputy], received_on=date(2020, 9, 30))
    assert [one.box for one in refused.value.sentences] == ["received_on"]
    with pytest.raises(TransitionDenied, match="Sổ năm 2019 đã khép lại"):
        recorded(office, [office.head], year=2019, received_on=date(2019, 1, 15))
    assert not Notebook.objects.exists()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"paper_received_on": date(2021, 1, 15)}, "notebook_paper_recorded"),
        ({"paper_note": "giữ tại chi bộ"}, "notebook_paper_recorded"),
        ({"year": 2020}, "notebook_one_a_person_and_year"),
    ],
)
def test_the_database_holds_one_notebook_a_year_and_no_paper_without_its_recorder(office, values, name):
    Notebook.objects.create(person=office.deputy, year=2020)
    row = Notebook.objects.create(person=office.deputy, year=2021)
    with pytest.raises(IntegrityError, match=rf"{name}|UNIQUE"), transaction.atomic():
        Notebook.objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    assert (row.year, row.paper_received_on, row.paper_note) == (2021, None, "")


def test_a_line_says_something_and_a_file_has_its_name(office):
    row, evidence = promised(office), noted(office)
    for rows, values in (
        (Commitment.objects.filter(pk=row.pk), {"text": ""}),
        (NotedEvidence.objects.filter(pk=evidence.pk), {"text": ""}),
        (NotedEvidence.objects.filter(pk=evidence.pk), {"file_name": ""}),
        (NotedEvidence.objects.filter(pk=evidence.pk), {"file": None}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)
    assert (Commitment.objects.get().text, NotedEvidence.objects.get().file_name) == (GOES_OUT, "giay.pdf")
