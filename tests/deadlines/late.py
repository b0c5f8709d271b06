"""A round that was opened ten days ago, and what its list says since."""

from datetime import timedelta

from cadres.models import Standing
from deadlines.services.late_changes import follow_round
from ratings.models import Rating
from reviews.models import Subject, SubjectChange
from tests import factories as make

LATER = make.NOON + timedelta(days=10)
DAY = LATER.date()
YESTERDAY = DAY - timedelta(days=1)


def follow(opened, at=LATER):
    return follow_round(opened.campaign, actor=opened.staff, at=at)


def subject_of(person):
    return Subject.objects.get(person=person)


def places(person):
    return [one.label for one in subject_of(person).places.order_by("position", "pk")]


def notes(person):
    rows = SubjectChange.objects.filter(subject__person=person).order_by("pk")
    return [(one.kind, one.changed_on, one.note) for one in rows]


def stand(person, kind, from_on, to_on=None):
    return Standing.objects.create(person=person, kind=kind, from_on=from_on, to_on=to_on)


def rating(person):
    return Rating.objects.get(subject__person=person, capacity="office")
