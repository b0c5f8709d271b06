"""`manage.py create_administrator`: the first account of an installation."""

import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.services.accounts import create_administrator
from organizations.workflow import TransitionDenied


class Command(BaseCommand):
    """Asks for a password at the terminal and makes an administrator."""

    help = "Make an administrator; the password is asked for at the terminal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sign_in_name")
        parser.add_argument("full_name")

    def handle(self, *_args: Any, **options: Any) -> None:
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Again: "):
            raise CommandError("The two passwords differ.")
        try:
            validate_password(password)
            create_administrator(
                full_name=options["full_name"], sign_in_name=options["sign_in_name"], password=password
            )
        except (ValidationError, TransitionDenied) as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write("Đã lập tài khoản quản trị.")
