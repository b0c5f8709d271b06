"""`manage.py serve`: the whole installation in one process tree."""

import os
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from config.start import CannotStart, choose_kind, clear_sentences, hold_folder, prepare
from config.supervisor import Supervisor, children
from organizations.models import Account

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class Command(BaseCommand):
    """Prepare the data folder, then run web, workers and timetable until told to stop."""

    help = "Chạy toàn bộ hệ thống: trang web, các tiến trình nền và lịch nhắc việc."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and whether the folder is a demo."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-demo", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Start, watch, stop."""
        os.umask(0o027)  # what is written here is for this account alone
        host, port = options["host"], options["port"]
        try:
            with clear_sentences():
                if not options["no_demo"] and host not in LOOPBACK:
                    raise CannotStart(
                        "The demo listens on 127.0.0.1 only: use --no-demo to listen elsewhere."
                    )
                self.lock = hold_folder()
                begun_as = settings.DEMO
                choose_kind(wants_demo=not options["no_demo"])
                prepare(self.say)
        except CannotStart as sentence:
            self.stderr.write(f"serve: {sentence}")
            sys.exit(2)
        words = self.welcome(port)
        connections.close_all()
        if begun_as != settings.DEMO:  # every setting is read anew, and what the first start needed is let go
            # With the folder's kind in its environment: it is the folder that decides, and it is asked but once.
            os.execve(sys.executable, [sys.executable, *sys.argv], self.environment())  # noqa: S606 - ourselves
        supervisor = Supervisor(
            children=children(host=host, port=port, tmp=settings.TMP_DIR),
            logs=settings.LOGS_DIR,
            environment=self.environment(),
        )
        sys.exit(supervisor.run(when_started=lambda: self.announce(host, port, words)))

    def say(self, words: str) -> None:
        """To the person at the terminal, at once."""
        self.stdout.write(words)
        self.stdout.flush()

    def environment(self) -> dict[str, str]:
        """What the children inherit: this folder, this address, this kind."""
        return {
            **os.environ,
            "TUSOI_DATA": str(settings.DATA_DIR),
            "TUSOI_DEMO": "1" if settings.DEMO else "0",
            "SITE_URL": settings.SITE_URL,
            "TMPDIR": str(settings.TMP_DIR),  # what a killed process leaves there is swept
            "PYTHONUNBUFFERED": "1",
            "CELERY_SKIP_CHECKS": "1",
        }

    def welcome(self, port: int) -> str:
        """The address, and how to sign in."""
        lines = [
            "",
            f"Tự soi đang chạy:  http://127.0.0.1:{port}/",
            f"Dữ liệu ở:         {settings.DATA_DIR}",
        ]
        if settings.DEMO:
            lines += [
                "",
                "Bản dùng thử: bấm vào một tên ở trang đăng nhập, không cần mật khẩu. Các tài khoản:",
                "",
            ]
            shown = Account.objects.exclude(demo_group="").order_by("pk")
            lines += [f"  {one.sign_in_name:<14} {one.full_name} – {one.demo_title}" for one in shown]
        elif not Account.objects.exists():
            lines += ["", "Chưa có tài khoản nào. Tạo tài khoản quản trị đầu tiên bằng lệnh:"]
            lines += [f"  ./run manage --data {settings.DATA_DIR} create_administrator"]
        lines += ["", "Bấm Ctrl-C để dừng."]
        return "\n".join(lines)

    def announce(self, host: str, port: int, words: str) -> None:
        """Say the address once it really answers."""
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=2).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                self.say(words)
                return
        self.stderr.write(f"serve: the pages do not answer yet; the reason is in {settings.LOGS_DIR}/web.log")
