"""`python -m bench.parts.prepare MEMBERS [draft]`: the province in an empty installation, the round open on all of it.

With `draft` the round is left as it is before it is opened.
"""

import os
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - the settings come first
from django.db import connection  # noqa: E402

from config.start import prepare_static  # noqa: E402
from deadlines.management.province.opening import OPENED_AT, scanned  # noqa: E402
from deadlines.services.campaigns import open_campaign  # noqa: E402
from organizations.enums import Level  # noqa: E402
from organizations.models import Account, Collective  # noqa: E402
from ratings.models import Rating, Sitting, SittingLine  # noqa: E402
from reviews.models import Campaign, SelfReview  # noqa: E402

WRITERS = 520
LINES = 250


def accounts_of_writers() -> None:
    """Accounts for the first in protocol order who have none yet: they write and hand in."""
    reviews = (
        SelfReview.objects.filter(subject__person__account=None, subject__is_reviewed=True)
        .filter(subject__person__isnull=False)
        .select_related("subject__person")
    )
    for number, review in enumerate(reviews.order_by("subject__position", "pk")[:WRITERS], start=1):
        person = review.subject.person
        person.account = Account.objects.create(
            sign_in_name=f"bench{number:03d}", full_name=person.full_name, password="!"
        )
        person.save(update_fields=["account"])


def sitting(campaign: Campaign) -> None:
    """A sitting with a list of 250 lines, every one appraised."""
    staff = Account.objects.get(sign_in_name="btc")
    ratings = Rating.objects.leading().filter(state="open").order_by("subject__position", "pk")[:LINES]
    levels = (Level.EXCELLENT, Level.GOOD, Level.GOOD, Level.GOOD, Level.FAIR)
    at = OPENED_AT
    held = Sitting.objects.create(
        campaign=campaign,
        collective=Collective.objects.get(type="province_standing"),
        name="Phiên họp đo",
        held_on=at.date(),
        member_count=11,
        prepared_by=staff,
        state="prepared",
    )
    lines = []
    for place, rating in enumerate(ratings, start=1):
        rating.state, rating.appraised_level = "appraised", levels[place % len(levels)]
        rating.proposed_level = rating.appraised_level
        lines.append(
            SittingLine(sitting=held, rating=rating, position=place, submitted_level=rating.appraised_level)
        )
    Rating.objects.bulk_update(
        [line.rating for line in lines], ["state", "appraised_level", "proposed_level"], 100
    )
    SittingLine.objects.bulk_create(lines)
    scanned(at)


def main(members: int, stage: str) -> None:
    """Everything, each step with its time."""
    began = time.monotonic()

    def told(words: str) -> None:
        print(f"  {time.monotonic() - began:6.1f} s  {words}", flush=True)

    call_command("migrate", verbosity=0, interactive=False)
    prepare_static()
    told("the tables are there")
    call_command("seed_province", members=members, stage="draft", verbosity=0)
    told(f"{members} members are seeded")
    if stage != "draft":
        _open(told)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("ANALYZE")
    told("the database is tidied")


def _open(told: Callable[[str], None]) -> None:
    campaign = Campaign.objects.get()
    open_campaign(campaign, actor=Account.objects.get(sign_in_name="btc"), at=OPENED_AT)
    told("the round is open on all of them")
    accounts_of_writers()
    sitting(campaign)
    told("accounts and a sitting are there")


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:3] or ["open"])
