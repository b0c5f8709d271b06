"""Rounds without dates of their own, to be opened under fire: who is in them, told without numbers and keys."""

import hashlib

from django.db import connection
from django.db.models import Count

from deadlines.services.campaigns import open_campaign, order_opening
from jobs.models import Job
from organizations import clock
from organizations.models import Account, AuditEntry
from ratings.models import Rating
from reviews.models import Campaign, Place, Section, SelfReview, Subject

THING = ("kind", "person", "collective", "reviewed_organization")
SAID = ("organization", "unit", "label", "title", "cell_label", "route", "is_reviewed", "not_reviewed_case")


def _staff():
    return Account.objects.get(sign_in_name="btc")


def draft_round(year):
    """A round of an earlier year under the regulation in force, not opened yet."""
    now = Campaign.objects.get(year=2021)
    return Campaign.objects.create(
        year=year, name=f"Đợt kiểm điểm năm {year}", organization=now.organization,
        regulation=now.regulation, plan_number="50-KH/TU", plan_on=now.plan_on.replace(year=year),
    ).key  # fmt: skip


def open_here(year):
    """Open a round in this process; how many statements that wrote."""
    count = 0

    def counted(execute, sql, params, many, context):
        nonlocal count
        count += sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counted):
        open_campaign(Campaign.objects.get(year=year), actor=_staff(), at=clock.now())
    return count


def ask_to_open(year):
    """Have a round opened by a job."""
    return order_opening(Campaign.objects.get(year=year), actor=_staff()).key


def opening(key):
    """How the job of an opening stands."""
    return Job.objects.values("state", "attempts", "error").get(key=key)


def round_holds(year):
    """What a round holds: how many of each kind, who they are, and whether the journal names each of them once.

    Whether a newcomer is rated depends on the year, so that it is left out: two rounds are compared.
    """
    of = {"subject__campaign__year": year}
    subjects, ratings = Subject.objects.filter(campaign__year=year), Rating.objects.filter(**of)
    reviews = SelfReview.objects.filter(**of)
    found = hashlib.sha256()
    places = Place.objects.filter(**of)
    for rows in (
        subjects.values_list(*THING, *SAID, "reviewed_through__collective"),
        ratings.values_list(*(f"subject__{one}" for one in THING), "capacity"),
        places.values_list(*(f"subject__{one}" for one in THING), "organization", "collective", "position"),
    ):
        found.update(repr(sorted(map(repr, rows.order_by()))).encode())
    kinds = {"reviews.subject": subjects, "ratings.rating": ratings}
    return {
        "state": Campaign.objects.get(year=year).state,
        "subjects": dict(subjects.order_by().values_list("kind").annotate(Count("pk"))),
        "ratings": dict(ratings.order_by().values_list("capacity").annotate(Count("pk"))),
        "reviews": reviews.count(),
        "sections": Section.objects.filter(review__in=reviews).count(),
        "journal_is_true": all(
            list(
                AuditEntry.objects.filter(target_kind=kind, target_key__in=rows.values("key"))
                .values("target_key")
                .annotate(times=Count("pk"))
                .values_list("times", flat=True)
            )
            == [1] * rows.count()
            for kind, rows in kinds.items()
        ),
        "who": found.hexdigest(),
    }


def put_away(year):
    """The round is none of the other tests' business."""
    return Campaign.objects.filter(year=year).update(state="archived")
