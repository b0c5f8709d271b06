"""`manage.py create_administrator`: the first account of an installation."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.services.accounts import create_administrator
from organizations.workflow import TransitionDenied


class Command(BaseCommand):
    """Asks at the terminal for a password, and for what the line does not say, and makes an administrator."""

    help = "Lập một tài khoản quản trị; mật khẩu gõ tại cửa sổ dòng lệnh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "sign_in_name", nargs="?", help="tên đăng nhập: chữ không dấu và số, ví dụ quantri"
        )
        parser.add_argument("full_name", nargs="?", help="họ và tên, trong dấu ngoặc kép")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not sys.stdin.isatty():
            raise CommandError("Chạy lệnh này tại cửa sổ dòng lệnh, vì mật khẩu phải được gõ vào.")
        try:
            sign_in_name = options["sign_in_name"] or input("Tên đăng nhập (chữ không dấu và số): ")
            full_name = options["full_name"] or input("Họ và tên: ")
            password = getpass.getpass("Mật khẩu: ")
            if password != getpass.getpass("Gõ lại mật khẩu: "):
                raise CommandError("Hai lần gõ mật khẩu khác nhau. Chưa lập tài khoản nào.")
            validate_password(password)
            create_administrator(full_name=full_name, sign_in_name=sign_in_name, password=password)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        except TransitionDenied as refused:
            raise CommandError(str(refused)) from None
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Chưa gõ xong nên chưa lập tài khoản nào.") from None
        self.stdout.write(f"Đã lập tài khoản quản trị {sign_in_name}.")
