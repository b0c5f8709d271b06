"""`manage.py campaign_state`: the round under way, and what would be reminded now."""

from typing import Any

from django.core.management.base import BaseCommand

from deadlines.models import Dossier
from deadlines.queries.campaigns import date_rows
from deadlines.services.reminders import planned_reminders
from organizations import clock
from reviews.enums import CampaignState
from reviews.models import Campaign


class Command(BaseCommand):
    """Print the dates, the dossiers by state, and the reminders that are due; nothing is sent."""

    help = "In tình hình của đợt kiểm điểm và các nhắc hạn đến lượt gửi (không gửi)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print it."""
        now = clock.now()
        for campaign in Campaign.objects.exclude(state=CampaignState.ARCHIVED):
            self.stdout.write(f"{campaign.name}: {campaign.get_state_display()}")
            for row in date_rows(campaign, now):
                self.stdout.write(f"  {row.deadline.code} {row.sentence}")
            states = Dossier.objects.owed().filter(campaign=campaign).values_list("state", flat=True)
            self.stdout.write(f"  Hồ sơ: {len(states)}")
        planned = planned_reminders(now)
        self.stdout.write(f"Nhắc hạn đến lượt gửi: {len(planned)}")
        for one in planned:
            self.stdout.write(f"  {one.recipient.full_name}: {one.text}")
