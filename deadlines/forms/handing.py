"""What is typed when a desk is handed over."""

from datetime import datetime
from typing import Any

from django import forms

from organizations import clock
from organizations.forms import OfficialDateField
from organizations.forms.accounts import DAY, PickForm
from organizations.models import Account
from organizations.queries.accounts import AccountOffer, accounts_named

ONE_OF_TWO = "Ghi người nhận đã có tài khoản, hoặc họ và tên người chưa có: một trong hai ô."


class DeskForm(PickForm):
    """Who takes the desk, from which day, and why."""

    pick = "successor"
    none_fits = "Không có tài khoản đang dùng nào mang tên này trong phạm vi của đồng chí."
    many_fit = "Có {count} tài khoản mang tên này, chọn một."
    too_many = "Có {count} tài khoản mang tên này. Ghi đủ họ tên hoặc tên đăng nhập."

    successor = forms.CharField(
        label="Người nhận",
        max_length=120,
        required=False,
        help_text="Họ tên, có dấu hay không đều được, hoặc tên đăng nhập",
    )
    full_name = forms.CharField(
        label="Hoặc người nhận chưa có tài khoản: họ và tên",
        max_length=120,
        required=False,
        help_text="Tài khoản được lập ngay, trang sau hiện phiếu đăng nhập",
    )
    from_on = OfficialDateField(
        label="Người nhận làm từ ngày",
        help_text="Ghi ngày hôm nay thì người bàn giao mất quyền ngay ở lần mở trang kế tiếp",
        error_messages=DAY,
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=200,
        help_text="Ví dụ: nghỉ thai sản từ ngày 15/12/2021",
        error_messages={"required": "Ghi lý do, ví dụ: nghỉ thai sản từ ngày 15/12/2021."},
    )

    def __init__(self, *args: Any, caller: Account, at: datetime, **kwargs: Any) -> None:
        self.caller = caller
        super().__init__(*args, initial={"from_on": clock.day_of(at)}, **kwargs)

    def offers_for(self, text: str) -> list[AccountOffer]:
        """Accounts the caller administers."""
        return accounts_named(self.caller, text, clock.real_now())

    def clean(self) -> dict[str, Any]:
        """One of two: somebody who has an account, or a newcomer."""
        cleaned = super().clean()
        typed = [bool(str(self.data.get(box, "")).strip()) for box in ("successor", "full_name")]
        if sum(typed) != 1:
            self.add_error("successor", ONE_OF_TWO)
        return cleaned
