"""`manage.py run_job PK TOKEN`: the child process of a heavy job; a worker starts it."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand

from jobs.process import limit_memory
from jobs.runner import do_claimed


class Command(BaseCommand):
    """Do one claimed job within the memory it is allowed."""

    help = "Làm một việc đã được nhận (do tiến trình nền tự gọi)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The row and the proof of the claim."""
        parser.add_argument("pk", type=int)
        parser.add_argument("token", type=UUID)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it."""
        limit_memory(settings.JOB_MEMORY_LIMIT_MB)
        do_claimed(options["pk"], options["token"])
