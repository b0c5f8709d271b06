"""What a list of people is narrowed to, as its address says it."""

from typing import Any

from django import forms
from django.http import QueryDict

from cadres.queries.people import (
    ANY_POST,
    BY_NAME,
    HERE,
    ORDERS,
    STATUSES,
    Choice,
    PeopleFilter,
    groups_for,
    units_around,
)
from cadres.rules.search import Wanted, read_search
from organizations.models import Account

NO_UNIT = "Không có tổ chức đảng này trong phạm vi của đồng chí. Chọn lại trong danh sách."
GONE = "Không có lựa chọn này. Chọn lại trong danh sách."
ANYWHERE = ("", "Tất cả")


class PeopleForm(forms.Form):
    """The filter of the list: one line to type, and what to choose."""

    tim = forms.CharField(
        label="Tìm người",
        required=False,
        max_length=120,
        help_text="Tên có dấu hay không dấu, số thẻ, ngày sinh hoặc năm sinh. Ví dụ: khai 1975",
    )
    don_vi = forms.ChoiceField(
        label="Tổ chức đảng", required=False, error_messages={"invalid_choice": NO_UNIT}
    )
    nhom = forms.ChoiceField(label="Nhóm chức danh", required=False, error_messages={"invalid_choice": GONE})
    tinh_trang = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=list(STATUSES.items()),
        error_messages={"invalid_choice": GONE},
    )
    thu_tu = forms.ChoiceField(
        label="Thứ tự", required=False, choices=list(ORDERS.items()), error_messages={"invalid_choice": GONE}
    )

    def __init__(
        self, *args: Any, units: list[Choice], chosen: Choice | None, groups: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chosen, top = chosen, min((one.depth for one in units), default=0)
        self._choose("don_vi", [(one.key, "\u2003" * (one.depth - top) + one.name) for one in units])
        self._choose("nhom", [(ANY_POST, "Có chức vụ"), *((one, one) for one in groups)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [ANYWHERE, *choices]  # type: ignore[attr-defined]

    def clean_tim(self) -> str:
        """What was typed, and everything about it that nobody can be found by."""
        text = str(self.cleaned_data["tim"])
        faults = read_search(text).faults
        if faults:
            raise forms.ValidationError(list(faults))
        return text

    @property
    def narrowed(self) -> PeopleFilter:
        """The filter as chosen; without anything chosen all who are here."""
        typed = self.cleaned_data if self.is_valid() else {}
        return PeopleFilter(
            wanted=read_search(typed["tim"]) if typed.get("tim") else Wanted(),
            under=self.chosen.path if self.chosen else "",
            group=typed.get("nhom", ""),
            status=typed.get("tinh_trang") or HERE,
            order=typed.get("thu_tu") or BY_NAME,
        )

    @property
    def said(self) -> list[tuple[str, str]]:
        """What the list is narrowed to, in words: what heads its sheet."""
        typed = self.cleaned_data if self.is_valid() else {}
        words = [
            ("Tìm", typed.get("tim", "")),
            ("Tổ chức đảng", self.chosen.name if self.chosen else ""),
            ("Nhóm chức danh", dict(self.fields["nhom"].choices).get(typed.get("nhom", ""), "")),  # type: ignore[attr-defined]
            ("Tình trạng", STATUSES[typed.get("tinh_trang") or HERE]),
        ]
        return [(label, text) for label, text in words if text and text != ANYWHERE[1]]


def form_for(account: Account, data: QueryDict) -> PeopleForm:
    """The filter in an address, with what may be chosen by its reader."""
    chosen, units = units_around(account, data.get("don_vi", ""))
    return PeopleForm(data, units=units, chosen=chosen, groups=groups_for(account))
