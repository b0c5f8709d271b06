"""What a subject says of itself."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from organizations.enums import OrganizationKind, Role
from reviews.models import Conference, Subject, SubjectChange
from tests import factories as make


@pytest.mark.parametrize(
    ("_case", "title", "unit_label", "expected"),
    [
        ("post and unit", "Bí thư", "Huyện ủy Đồng Khê", "Bí thư, Huyện ủy Đồng Khê"),
        ("the post names the unit", "Giám đốc Sở Y tế", "Sở Y tế", "Giám đốc Sở Y tế"),
        (
            "the post names the collective's unit",
            "Phó Chánh Văn phòng Tỉnh ủy",
            "Tập thể lãnh đạo Văn phòng Tỉnh ủy",
            "Phó Chánh Văn phòng Tỉnh ủy",
        ),
        (
            "the post names the committee",
            "Bí thư Huyện ủy Đồng Khê",
            "Ban Thường vụ Huyện ủy Đồng Khê",
            "Bí thư Huyện ủy Đồng Khê",
        ),
        ("a unit alone", "", "Sở Y tế", "Sở Y tế"),
        ("nothing", "", "", ""),
    ],
)
def test_post_and_unit_stand_on_one_line_without_saying_a_place_twice(_case, title, unit_label, expected):
    assert Subject(title=title, unit_label=unit_label).office == expected


@pytest.mark.django_db
def test_a_change_of_a_subject_is_said_once_and_of_a_known_kind():
    subject = make.make_subject()
    values = {"subject": subject, "changed_on": make.DAY, "note": "Chức vụ: Bí thư", "entered_at": make.NOON}
    SubjectChange.objects.create(kind="post", **values)

    with pytest.raises(IntegrityError, match=r"subject_change_said_once|append-only"), transaction.atomic():
        SubjectChange.objects.create(kind="post", **values)
    with pytest.raises(IntegrityError, match="subject_change_kind_is_known"), transaction.atomic():
        SubjectChange.objects.create(kind="other", **values)
    assert SubjectChange.objects.count() == 1


@pytest.mark.django_db
def test_a_change_is_seen_by_whoever_sees_the_subject():
    subject, other = make.make_subject(), make.make_subject()
    for one in (subject, other):
        SubjectChange.objects.create(
            subject=one, kind="post", changed_on=make.DAY, note="Chức vụ", entered_at=make.NOON
        )
    clerk = make.make_account(Role.UNIT_CLERK, subject.unit.scope)

    assert [one.subject for one in SubjectChange.objects.visible_to(clerk)] == [subject]


@pytest.mark.django_db
def test_only_a_compulsory_place_in_a_collective_is_decided_by_a_paper():
    place = make.make_subject().places.get()
    for change in ({"is_compulsory": False}, {"collective": None}):
        with pytest.raises(IntegrityError, match="place_decided_is_compulsory"), transaction.atomic():
            type(place).objects.filter(pk=place.pk).update(decided_by="145-CV/TU", **change)

    type(place).objects.filter(pk=place.pk).update(decided_by="145-CV/TU")
    place.refresh_from_db()
    assert place.decided_by == "145-CV/TU"


def _conference(**body):
    """A conference held on 06/12 of whichever bodies are named."""
    clerk = make.make_account(Role.BASE_CLERK, make.make_organization())
    return make.make_conference(make.make_unit(), clerk, **({"collective": None} | body))


@pytest.mark.django_db
@pytest.mark.parametrize("of_two", [False, True])
def test_a_conference_is_of_a_collective_or_of_a_cell(of_two):
    node = make.make_organization(kind=OrganizationKind.CELL)
    bodies = {"cell": node, "collective": make.make_unit().collective} if of_two else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        _conference(**bodies)

    assert not Conference.objects.exists()


@pytest.mark.django_db
def test_a_cell_meets_once_a_day():
    node = make.make_organization(kind=OrganizationKind.CELL)
    held = _conference(cell=node)

    with pytest.raises(IntegrityError), transaction.atomic():
        _conference(cell=node)
    later = _conference(cell=node, held_on=date(2021, 12, 7))

    assert list(Conference.objects.order_by("held_on")) == [held, later]
