"""`manage.py load_plan`: the year's round from the plan's data file."""

from typing import Any

from django.conf import settings

from organizations import clock
from reviews.management.loading import LoadCommand
from reviews.services.plans import load_plan

DEFAULT = settings.BASE_DIR / "fixtures" / "plans" / "2021.json"


class Command(LoadCommand):
    """Prepares the round, once."""

    help = "Prepare the year's round from a plan's JSON file (default: fixtures/plans/2021.json)."
    default = DEFAULT

    def load(self, data: dict[str, Any]) -> str:
        campaign, is_new = load_plan(data, actor=None, at=clock.now())
        words = "Đã chuẩn bị" if is_new else "Đã có, giữ nguyên"
        return f"{words}: {campaign.name}, {campaign.deadlines.count()} mốc thời gian."
