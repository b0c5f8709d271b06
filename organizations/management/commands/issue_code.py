"""`manage.py issue_code`: a one-time code for a printed slip, made at the terminal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.models import Account
from organizations.services.accounts import issue_one_time_code


class Command(BaseCommand):
    """Replaces whatever opened the account before; the owner then sets a password of his own."""

    help = "Lập mã dùng một lần cho một tài khoản; mã mở tài khoản đúng một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sign_in_name", help="tên đăng nhập")

    def handle(self, *_args: Any, **options: Any) -> None:
        account = Account.objects.filter(sign_in_name__iexact=options["sign_in_name"]).first()
        if account is None:
            raise CommandError(f"Không có tài khoản “{options['sign_in_name']}”.")
        self.stdout.write(issue_one_time_code(account, actor=None))
