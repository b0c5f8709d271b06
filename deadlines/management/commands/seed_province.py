"""`manage.py seed_province`: the invented province of the demo."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from deadlines.management.province.seed import STAGES, ForeignDatabase, Order, least_members, seed_province


class Command(BaseCommand):
    """Makes the same province for the same arguments, and only in a database that holds nothing else."""

    help = "Make the invented province: organisations, people, accounts; --stage says how far the round is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--members", type=int, default=400, help="about how many members (default 400)")
        parser.add_argument(
            "--seed", type=int, default=1, help="the same seed makes the same rows (default 1)"
        )
        parser.add_argument("--stage", choices=STAGES, default="none", help="how far the round of 2021 is")

    def handle(self, *_args: Any, **options: Any) -> None:
        order = Order(options["members"], options["seed"], options["stage"])
        if order.members < least_members():
            raise CommandError(
                f"Cần ít nhất {least_members()} đảng viên (--members) để đủ các trường hợp riêng."
            )
        if order.stage not in STAGES:
            raise CommandError(f"Không có giai đoạn “{order.stage}”: chọn {', '.join(STAGES)} (TUSOI_STAGE).")
        try:
            is_new = seed_province(order)
        except ForeignDatabase as refused:
            raise CommandError(str(refused)) from None
        if options["verbosity"]:
            self.stdout.write(
                "Đã dựng tỉnh Minh Giang." if is_new else "Tỉnh Minh Giang đã có, không thay đổi."
            )
