"""Which account a person gets: a new one, or the one of his work."""

from typing import Any

from django import forms

from organizations import clock
from organizations.forms.accounts import PickForm
from organizations.models import Account
from organizations.queries.accounts import AccountOffer, accounts_named


class PersonAccountForm(PickForm):
    """Empty, it makes a new account; else the person gets the one that is named."""

    pick = "account"
    none_fits = "Không có tài khoản đang dùng nào mang tên này trong phạm vi của đồng chí."
    many_fit = "Có {count} tài khoản mang tên này, chọn một."
    too_many = "Có {count} tài khoản mang tên này. Ghi tên đăng nhập."

    account = forms.CharField(
        label="Đã có tài khoản công việc: tên đăng nhập",
        max_length=120,
        required=False,
        help_text="Mỗi người một tài khoản. Chưa có thì để trống: tài khoản mới được lập, trang sau hiện phiếu",
    )

    def __init__(self, *args: Any, caller: Account, **kwargs: Any) -> None:
        self.caller = caller
        super().__init__(*args, **kwargs)

    def offers_for(self, text: str) -> list[AccountOffer]:
        """Accounts the caller administers."""
        return accounts_named(self.caller, text, clock.real_now())


class PartForm(forms.Form):
    """Why an account is parted from a person."""

    reason = forms.CharField(
        label="Lý do",
        max_length=200,
        help_text="Ví dụ: gắn nhầm người trùng tên",
        error_messages={"required": "Ghi lý do, ví dụ: gắn nhầm người trùng tên."},
    )
