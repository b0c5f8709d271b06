"""`manage.py load_plan`: the year's round from the plan's data file."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations import clock
from reviews.rules.rows import FileError
from reviews.services.plans import load_plan

DEFAULT = settings.BASE_DIR / "fixtures" / "plans" / "2021.json"


class Command(BaseCommand):
    """Checks every row of the plan and prepares the round; a wrong row is named, and nothing is written."""

    help = "Prepare the year's round from a plan's JSON file (default: fixtures/plans/2021.json)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", default=str(DEFAULT))

    def handle(self, *_args: Any, **options: Any) -> None:
        path = Path(options["path"])
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(data, dict):
                raise FileError(["toàn tệp: phải là một bảng tên và giá trị"])
            campaign, is_new = load_plan(data, actor=None, at=clock.now())
        except OSError as missing:
            raise CommandError(f"Không đọc được tệp {path}: {missing.strerror}.") from None
        except ValueError as broken:
            raise CommandError(f"Tệp {path.name} không phải JSON: {broken}.") from None
        except FileError as refused:
            raise CommandError(f"Tệp {path.name} chưa dùng được:\n{refused}") from None
        if options["verbosity"]:
            words = "Đã chuẩn bị" if is_new else "Đã có, giữ nguyên"
            self.stdout.write(f"{words}: {campaign.name}, {campaign.deadlines.count()} mốc thời gian.")
