"""A command that loads one data file: read, checked row by row, and either taken whole or named and left."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reviews.rules.rows import FileError


class LoadCommand(BaseCommand):
    """Checks every row of the file before it writes; a wrong row is named, and nothing is written."""

    default: Path

    def load(self, data: dict[str, Any]) -> str:
        """Take the data in; the words to say of it. Raises FileError naming the rows."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", default=str(self.default))

    def handle(self, *_args: Any, **options: Any) -> None:
        path = Path(options["path"])
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(data, dict):
                raise FileError(["toàn tệp: phải là một bảng tên và giá trị"])
            said = self.load(data)
        except OSError as missing:
            raise CommandError(f"Không đọc được tệp {path}: {missing.strerror}.") from None
        except ValueError as broken:
            raise CommandError(f"Tệp {path.name} không phải JSON: {broken}.") from None
        except FileError as refused:
            raise CommandError(f"Tệp {path.name} chưa dùng được:\n{refused}") from None
        if options["verbosity"]:
            self.stdout.write(said)
