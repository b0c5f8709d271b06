"""`manage.py load_regulation`: publish a regulation from its data file."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations import clock
from ratings.services.regulations import Loaded, load_regulation
from reviews.rules.rows import FileError

DEFAULT = settings.BASE_DIR / "fixtures" / "regulations" / "qd132-hd21.json"
WORDS = {
    Loaded.ADDED: "Đã ban hành “{title}”.",
    Loaded.SAME: "“{title}”: đã có, không thay đổi.",
    Loaded.REPLACED: "Đã thay “{title}”; chưa đợt nào đang thực hiện dùng bản cũ.",
}


class Command(BaseCommand):
    """Checks every row of the file and publishes it; a wrong row is named, and nothing is written."""

    help = "Publish a regulation from a JSON file (default: fixtures/regulations/qd132-hd21.json)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", default=str(DEFAULT))

    def handle(self, *_args: Any, **options: Any) -> None:
        path = Path(options["path"])
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(data, dict):
                raise FileError(["toàn tệp: phải là một bảng tên và giá trị"])
            regulation, loaded = load_regulation(data, actor=None, at=clock.now())
        except OSError as missing:
            raise CommandError(f"Không đọc được tệp {path}: {missing.strerror}.") from None
        except ValueError as broken:
            raise CommandError(f"Tệp {path.name} không phải JSON: {broken}.") from None
        except FileError as refused:
            raise CommandError(f"Tệp {path.name} chưa dùng được:\n{refused}") from None
        if options["verbosity"]:
            self.stdout.write(WORDS[loaded].format(title=regulation.title))
