"""Theo dõi khắc phục: who notes of whom, on which paper, what stands after it, and what the list makes of it."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError

from organizations.enums import Role
from organizations.models import AuditEntry, Notice, PartyOrganization
from organizations.workflow import TransitionDenied
from reviews.enums import RemedyState
from reviews.models import Place, RemedyNote, SelfReview, Shortcoming
from reviews.queries.boxes import Keeps
from reviews.queries.remedies import Asked, followed, remedies_for, rows_of
from reviews.queries.writing import Writing
from reviews.rules import remedies as rules
from reviews.rules.remedies import Quarter
from reviews.services.completion import begin_final_text, complete_self_review
from reviews.services.remedies import note_remedy
from reviews.services.writing import drop_empty_rows, save_writing
from tests.factories import (
    make_account,
    make_campaign,
    make_membership,
    make_organization,
    make_person,
    make_subject,
)
from tests.reviews.office import Office, sibling

pytestmark = pytest.mark.django_db
HANDED_IN, SPRING, FIRST = date(2021, 12, 10), date(2022, 4, 5), Quarter(2022, 1)
AT = datetime(2022, 4, 5, 3, 0, tzinfo=UTC)
NOTED = {"noted_on": date(2022, 3, 30), "state": "doing", "text": "Đã tháo dỡ 12/14.", "paper": "BB tháng 3"}


@pytest.fixture
def office():
    office = Office()
    hand_in(office.review)
    hand_in(office.body.self_review)
    base = PartyOrganization.objects.get(name="Đảng bộ cơ quan")
    office.secretary = make_account(Role.CELL_SECRETARY, office.cell, full_name="Hà Văn Tình")
    office.base_clerk = make_account(Role.BASE_CLERK, base, full_name="Lò Thị Hoa")
    office.leader = make_account(Role.UNIT_LEADER, office.district, full_name="Quách Đình Lự")
    office.own = own(office, person=office.deputy)
    office.shared = own(office, collective=office.collective, responsible="đồng chí Bùi Đức Khải")
    return office


def hand_in(review, state="submitted", **fields):
    at = {"submitted_at": AT, "submitted_on": HANDED_IN} if state != "paper" else {}
    paper = {"form": "paper", "paper_received_on": HANDED_IN, "paper_sheets": 3} if state == "paper" else {}
    SelfReview.objects.filter(pk=review.pk).update(state=state, **at, **paper, **fields)


def own(_office, **fields):
    values = {"year": 2021, "text": "06/14 nhà chưa xử lý xong.", "due_before": date(2022, 3, 31)}
    return Shortcoming.objects.create(**values | fields)


def note(row, actor, **fields):
    return note_remedy(row, **NOTED | fields, actor=actor, at=AT)


def listed(account, quarter=FIRST, today=SPRING):
    return rows_of(remedies_for(account, Asked(quarter=quarter), today), account)


def texts(account, **asked):
    return [one.shortcoming.pk for one in listed(account, **asked)]


@pytest.mark.parametrize("who", ["clerk", "secretary"])
def test_a_desk_notes_of_a_person_from_paper_and_he_is_told(office, who):
    actor = getattr(office, who)
    made = note(office.own, actor)

    assert (made.noted_on, made.state, made.text, made.paper) == (*list(NOTED.values())[:3], "BB tháng 3")
    assert (made.entered_by, made.entered_at, made.replaces) == (actor, AT, None)
    office.own.refresh_from_db()
    assert (office.own.state, office.own.progress) == (RemedyState.UNANSWERED, "")
    entry = AuditEntry.objects.get(action="note_remedy")
    assert (entry.actor, entry.on_behalf_of, entry.after) == (actor, "Bùi Đức Khải", "doing")
    told = Notice.objects.get()
    assert (told.recipient, told.path) == (office.author, f"/khac-phuc/{office.own.key}/")
    assert "tháo dỡ" not in f"{told.title}{told.body}"


def test_he_notes_for_himself_without_a_paper(office):
    made = note(office.own, office.author, paper="")

    assert (made.paper, Notice.objects.count()) == ("", 0)
    assert AuditEntry.objects.get(action="note_remedy").on_behalf_of == ""


def test_of_a_body_its_unit_notes_and_a_paper_is_needed(office):
    with pytest.raises(TransitionDenied, match="Ghi văn bản, biên bản làm căn cứ"):
        note(office.shared, office.clerk, paper=" ")
    assert not RemedyNote.objects.exists()

    assert note(office.shared, office.clerk).shortcoming == office.shared


@pytest.mark.parametrize("who", ["leader", "staff", "base_clerk", "stranger", "sibling"])
def test_nobody_else_notes(office, who):
    actor = {"stranger": make_account, "sibling": sibling}.get(who, lambda: getattr(office, who))()
    for row in (office.own, office.shared):
        with pytest.raises((PermissionDenied, TransitionDenied)):
            note(row, actor)
    assert not RemedyNote.objects.exists()
    assert not AuditEntry.objects.filter(action="note_remedy").exists()


def test_who_holds_the_paper_follows_it_and_others_of_the_base_do_not(office):
    assert texts(office.base_clerk) == []

    hand_in(office.review, "paper")

    assert texts(office.base_clerk) == [office.own.pk]
    assert note(office.own, office.base_clerk).entered_by == office.base_clerk


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("noted_on", date(2021, 12, 9), "từ ngày 10/12/2021 đến ngày 05/4/2022"),
        ("noted_on", date(2022, 4, 6), "từ ngày 10/12/2021 đến ngày 05/4/2022"),
        ("state", "unanswered", "Chọn một trong ba mức"),
        ("state", "", "Chọn một trong ba mức"),
        ("text", " ", "Ghi việc đã làm"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(office, field, value, sentence):
    with pytest.raises(TransitionDenied, match=sentence):
        note(office.own, office.clerk, **{field: value})
    assert not RemedyNote.objects.exists()


@pytest.mark.parametrize("day", [HANDED_IN, SPRING])
def test_the_first_and_the_last_day_are_taken(office, day):
    assert note(office.own, office.clerk, noted_on=day).noted_on == day


def test_everything_wrong_is_said_at_once(office):
    with pytest.raises(TransitionDenied) as refused:
        note(office.own, office.clerk, noted_on=date(2021, 1, 1), state="", text="", paper="")
    assert len(refused.value.sentences) == 4


def test_a_wrong_note_is_replaced_once_and_stays(office):
    wrong = note(office.own, office.clerk, state="done")
    right = note(office.own, office.clerk, noted_on=date(2022, 3, 1), replaces=wrong)

    assert [one.pk for one in RemedyNote.objects.that_count()] == [right.pk]
    (row,) = listed(office.author)
    assert (row.state, row.said) == ("doing", "Ngày 01/3/2022: Đã tháo dỡ 12/14. (BB tháng 3)")
    with pytest.raises(TransitionDenied, match="đã có người ghi lại"):
        note(office.own, office.clerk, replaces=wrong)
    with pytest.raises(TransitionDenied, match="đã có người ghi lại"):
        note(office.shared, office.clerk, replaces=right)
    assert RemedyNote.objects.count() == 2


@pytest.mark.parametrize("change", [lambda rows: rows.update(text="khác"), lambda rows: rows.delete()])
def test_the_table_only_grows(office, change):
    note(office.own, office.clerk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(RemedyNote.objects.all())
    assert RemedyNote.objects.get().text == "Đã tháo dỡ 12/14."


@pytest.mark.parametrize("fields", [{"state": "unanswered"}, {"text": ""}])
def test_the_database_refuses_a_note_that_says_nothing(office, fields):
    made = note(office.own, office.clerk)
    values = {
        "noted_on": SPRING,
        "state": "done",
        "text": "Xong",
        "entered_by": office.clerk,
        "entered_at": AT,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        RemedyNote.objects.create(shortcoming=office.own, **values | fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        for _time in range(2):
            RemedyNote.objects.create(shortcoming=office.own, **values, replaces=made)
    with pytest.raises(ProtectedError):
        office.own.delete()


def test_what_is_listed_follows_the_text_that_was_handed_in(office):
    """A draft is nobody's; while the complete text is written nothing of it shows; then it is the complete one's."""
    Place.objects.update(concluded_on=date(2021, 12, 12))
    assert set(texts(office.clerk)) == {office.own.pk, office.shared.pk}

    begin_final_text(office.review, actor=office.author)
    typed = {"h-1-text": "Chỉ còn 02/14.", "h-1-due_before": "30/6/2022"}
    save_writing(SelfReview.objects.get(pk=office.review.pk), typed, actor=office.author, at=AT)
    for reader in (office.clerk, office.author):
        assert office.own.pk not in texts(reader)
    with pytest.raises(TransitionDenied, match="đang được viết lại"):
        note(office.own, office.author)

    SelfReview.objects.filter(pk=office.review.pk).update(state="completed", completed_on=date(2021, 12, 20))
    assert texts(office.author) == []
    (row,) = listed(office.author, quarter=Quarter(2022, 2))
    assert (row.shortcoming.text, row.due_words) == ("Chỉ còn 02/14.", "trước ngày 30/6/2022")


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_of_a_draft_and_of_one_given_back_nothing_is_listed(office, state):
    hand_in(office.review, state)
    for reader in (office.author, office.clerk, office.secretary):
        assert office.own.pk not in texts(reader)


def test_everybody_lists_what_he_reads_and_no_more(office):
    other = make_organization(office.district, "cell", name="Chi bộ Trạm Y tế")
    other_secretary = make_account(Role.CELL_SECRETARY, other)
    assert {
        name: texts(account)
        for name, account in {
            "author": office.author,
            "secretary": office.secretary,
            "leader": office.leader,
            "staff": office.staff,
            "sibling": sibling(),
            "other cell": other_secretary,
        }.items()
    } == {
        "author": [office.own.pk],
        "secretary": [office.own.pk],
        "leader": [office.own.pk, office.shared.pk],
        "staff": [],
        "sibling": [],
        "other cell": [],
    }


def test_one_of_an_earlier_year_comes_with_the_text_that_answers_it(office):
    old = own(office, person=office.deputy, year=2020, due_before=date(2021, 12, 31))
    assert office.own.pk in texts(office.author)
    assert old.pk not in texts(office.author)

    Shortcoming.objects.filter(pk=old.pk).update(state="doing", progress="đạt 60%", answered_in=office.review)
    row = listed(office.author)[0]
    assert (row.shortcoming.pk, row.share, row.state) == (old.pk, "Đến hạn từ các quý trước", "doing")
    assert row.said == "Ngày 10/12/2021, bản kiểm điểm: đạt 60%"

    note(old, office.clerk, state="done")
    row = listed(office.author)[0]
    assert (row.state, row.said) == ("done", "Ngày 30/3/2022: Đã tháo dỡ 12/14. (BB tháng 3)")


def test_an_answer_later_than_the_last_note_is_what_was_said_last(office):
    old = own(office, person=office.deputy, year=2020, due_before=date(2021, 12, 31))
    Shortcoming.objects.filter(pk=old.pk).update(state="done", answered_in=office.review)
    note(old, office.clerk, noted_on=date(2021, 11, 30))

    row = next(one for one in listed(office.author, Quarter(2021, 4)) if one.shortcoming.pk == old.pk)
    assert (row.state, row.said) == ("done", "Ngày 10/12/2021, bản kiểm điểm")


def test_the_list_judges_every_row_by_the_rule(office):
    days = [None, *(date(2021, 12, 30 + n) for n in (0, 1)), date(2022, 1, 1), date(2022, 1, 2)]
    days += [date(2022, 3, 31), date(2022, 4, 1), date(2022, 4, 2), date(2022, 6, 30)]
    done = [None, date(2021, 12, 31), date(2022, 1, 1), date(2022, 3, 31), date(2022, 4, 1)]
    Shortcoming.objects.all().delete()
    made = [(own(office, person=office.deputy, due_before=due), day) for due in days for day in done]
    for row, day in made:
        if day:
            note(row, office.clerk, noted_on=day, state="done")
    for quarter in (Quarter(2020, 4), Quarter(2021, 4), Quarter(2022, 1), Quarter(2022, 2)):
        rows = {one.pk: one for one in remedies_for(office.clerk, Asked(quarter=quarter), SPRING)}
        for row, day in made:
            expected = rules.share(row.year, row.due_before, day, quarter)
            assert (rows[row.pk].share if row.pk in rows else None) == expected
            if expected:
                assert rows[row.pk].due_state == rules.due_state(row.due_before, day, SPRING)
    assert followed(office.clerk).count() == len(days) * len(done)


def test_below_an_organisation_only_its_own_are_listed(office):
    other = make_organization(office.district, "cell", name="Chi bộ Trạm Y tế")
    member = make_person("Lường Thị Mai Anh")
    make_membership(member, other)

    for place, expected in (
        (office.cell, []),
        (other, []),
        (office.district, [office.own.pk, office.shared.pk]),
    ):
        asked = Asked(quarter=Quarter(2022, 1), organization=place)
        assert [one.pk for one in remedies_for(office.clerk, asked, SPRING)] == expected


def test_a_complete_text_recorded_as_it_was_stays_in_the_list(office):
    Place.objects.update(concluded_on=date(2021, 12, 12))
    review = SelfReview.objects.get(pk=office.review.pk)
    complete_self_review(review, completed_on=date(2021, 12, 20), actor=office.clerk, at=AT)

    assert texts(office.author) == [office.own.pk]


# The next round.


@pytest.fixture
def next_year(office):
    """The deputy writes the self-review of the year after."""
    later = make_campaign(regulation=office.campaign.regulation, year=2022, name="Đợt năm 2022")
    subject = make_subject(person=office.deputy, unit=office.unit, campaign=later)
    return SelfReview.objects.for_form().get(subject=subject)


def past_groups(review):
    return [
        (group.text, group.noted, [box.value for box in group.boxes])
        for part in Writing(review).parts
        for group in part.groups
        if group.boxes[0].target.keeps == Keeps.PAST
    ]


def test_next_year_each_stands_with_what_was_noted_and_nothing_is_filled_in(office, next_year):
    first = note(office.own, office.clerk, noted_on=date(2022, 1, 5), state="not_yet", text="Chưa làm.")
    note(office.own, office.clerk)
    note(office.own, office.author, noted_on=date(2022, 1, 6), text="Đã họp.", paper="", replaces=first)

    assert past_groups(next_year) == [
        (
            "06/14 nhà chưa xử lý xong.",
            (
                "Ngày 06/01/2022, đang khắc phục: Đã họp.",
                "Ngày 30/3/2022, đang khắc phục: Đã tháo dỡ 12/14. (BB tháng 3)",
            ),
            ["", ""],
        )
    ]


@pytest.mark.parametrize(
    ("state", "asked"),
    [("draft", False), ("returned", False), ("submitted", True), ("paper", True), ("completed", True)],
)
def test_next_year_answers_only_what_was_handed_in(office, next_year, state, asked):
    hand_in(office.review, state)

    assert len(past_groups(next_year)) == asked


def test_one_of_before_the_first_round_is_still_answered(office, next_year):
    hand_in(office.review, "draft")
    old = own(office, person=office.deputy, year=2020)

    assert [text for text, _noted, _values in past_groups(next_year)] == [old.text]


def test_one_that_was_noted_cannot_be_emptied_away(office):
    note(office.own, office.clerk)
    Place.objects.update(concluded_on=date(2021, 12, 12))
    begin_final_text(office.review, actor=office.author)
    review = SelfReview.objects.for_form().get(pk=office.review.pk)

    kept = save_writing(review, {"h-1-text": " "}, actor=office.author, at=AT)
    assert kept.errors == {
        "h-1-text": "Hạn chế này đã có ghi chép khắc phục nên không bỏ được. Sửa lời văn nếu cần."
    }
    drop_empty_rows(kept, actor=office.author)
    save_writing(review, {"h-1-text": "Còn 02/14."}, actor=office.author, at=AT)
    office.own.refresh_from_db()
    assert (office.own.text, RemedyNote.objects.count()) == ("Còn 02/14.", 1)
