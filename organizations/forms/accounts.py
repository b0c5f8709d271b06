"""What is typed of an account, of a role, and of whoever rings about one."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from django import forms

from organizations.enums import OrganizationKind, Role
from organizations.forms import OfficialDateField, RadioRows, wrote
from organizations.models import Account
from organizations.queries.accounts import FEW, RolePlace, province_place, role_places, roles_to_give
from organizations.rules.names import clean, fold
from organizations.rules.places import ENDS_BEFORE, OF_THE_PROVINCE, place_fault

NAME = {"required": "Ghi họ và tên, ví dụ Hà Thị Lan."}
DAY = {"required": "Ghi ngày, ví dụ 15/12/2021."}
REASON = {"required": "Ghi lý do, ví dụ: quên mật khẩu."}


class Offer(Protocol):
    """One of several that bear the name that was typed."""

    @property
    def key(self) -> str:
        """What stands for it in the form."""

    @property
    def name(self) -> str:
        """What the row says."""

    @property
    def note(self) -> str:
        """What tells it apart from the others."""

    @property
    def called(self) -> tuple[str, ...]:
        """What it is wholly called: whoever types one of these means it."""


class PickForm(forms.Form):
    """A form with a box for a name: what is wholly called so is taken, else one is chosen from rows below the box.

    A single name that merely holds the words is shown too and never taken: it may be another one's.
    """

    pick = ""
    none_fits = "Không tìm thấy."
    many_fit = "Có {count} dòng khớp, chọn một dòng."
    one_near = "Chỉ có một tên gần giống chữ đã ghi. Đúng thì chọn tên ấy, không đúng thì ghi lại."
    too_many = "Có {count} dòng khớp. Ghi rõ hơn."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = clean(str(self.data.get(self.pick, ""))) if self.is_bound else ""
        self.offers: Sequence[Offer] = self.offers_for(text) if text else ()
        self.chosen: Any = None
        self.is_told = len(self.offers) == 1 and self.means(text, self.offers[0])
        if not self.is_told and 1 <= len(self.offers) <= FEW:
            self._offer()

    def offers_for(self, text: str) -> Sequence[Any]:
        """What the words may mean."""
        raise NotImplementedError

    def means(self, text: str, offer: Offer) -> bool:
        """Whether the words are the whole of what the one offer is called."""
        return fold(text) in map(fold, offer.called)

    def _offer(self) -> None:
        notes = {one.key: one.note for one in self.offers}
        choices = [(one.key, one.name) for one in self.offers]
        field = forms.ChoiceField(
            label=f"{self.fields[self.pick].label}: chọn một",
            required=False,
            choices=choices,
            widget=RadioRows(notes=notes),
            error_messages={"invalid_choice": "Danh sách đã thay đổi. Đề nghị chọn lại."},
        )
        order = list(self.fields)
        order.insert(order.index(self.pick) + 1, f"{self.pick}_key")
        self.fields[f"{self.pick}_key"] = field
        self.order_fields(order)

    def clean(self) -> dict[str, Any]:
        """The one that is meant, or what to do about it."""
        cleaned = super().clean() or self.cleaned_data
        text, box = cleaned.get(self.pick), f"{self.pick}_key"
        if not text:
            return cleaned
        by_key = {one.key: one for one in self.offers}
        if not by_key:
            self.add_error(self.pick, f"{self.none_fits} {wrote(text)}")
        elif len(by_key) > FEW:
            self.add_error(self.pick, self.too_many.format(count=len(by_key)))
        elif self.is_told:
            [self.chosen] = by_key.values()
        elif cleaned.get(box) in by_key:
            self.chosen = by_key[cleaned[box]]
        elif box not in self.errors:
            several = self.many_fit.format(count=len(by_key))
            self.add_error(box, several if len(by_key) > 1 else self.one_near)
        return cleaned


class RoleForm(PickForm):
    """A role, where it is held, from which day to which."""

    pick = "place"
    none_fits = "Không có tổ chức đảng, đơn vị nào mang tên này trong phạm vi của đồng chí."
    many_fit = "Có {count} nơi mang tên này, chọn một nơi."
    too_many = "Có {count} nơi mang tên này. Ghi tên đầy đủ hơn."

    role = forms.ChoiceField(
        label="Vai trò",
        error_messages={"required": "Chọn vai trò.", "invalid_choice": "Chọn một vai trò trong danh sách."},
    )
    place = forms.CharField(
        label="Nơi giữ vai trò",
        max_length=200,
        help_text="Có dấu hay không đều được. Ghi một phần tên thì chọn ở dòng hiện ra. Ví dụ: xã Nà Sọng",
        error_messages={"required": "Ghi tên tổ chức đảng hoặc đơn vị."},
    )
    title = forms.CharField(
        label="Chức danh hiện trên trang",
        max_length=160,
        required=False,
        help_text="Không bắt buộc. Ví dụ: Cán bộ văn phòng Đảng ủy xã Nà Sọng",
    )
    from_on = OfficialDateField(label="Giữ từ ngày", error_messages=DAY)
    to_on = OfficialDateField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu chưa biết ngày thôi giữ"
    )

    def __init__(self, *args: Any, caller: Account, today: date, **kwargs: Any) -> None:
        self.caller, self.today = caller, today
        kwargs["initial"] = {"from_on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        roles = [("", "Chọn vai trò"), *((one.value, one.label) for one in roles_to_give(caller))]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        if OF_THE_PROVINCE & {one for one, _ in roles}:
            self.fields["place"].help_text += ". Vai trò của tỉnh thì để trống: giữ tại đảng bộ tỉnh"
            self.fields["place"].required = not self._is_of_the_province

    def offers_for(self, text: str) -> list[RolePlace]:
        """Places the caller may give roles at; the province alone, where the role is held nowhere else."""
        found = role_places(self.caller, text, self.today)
        if self._is_of_the_province:
            return [one for one in found if one.organization.kind == OrganizationKind.PROVINCE] or found
        return found

    def means(self, text: str, offer: Any) -> bool:
        """A role of the province is held there, however much of its name was typed."""
        of_it = self._is_of_the_province and offer.organization.kind == OrganizationKind.PROVINCE
        return of_it or super().means(text, offer)

    @property
    def _is_of_the_province(self) -> bool:
        return self.data.get("role") in OF_THE_PROVINCE

    def clean(self) -> dict[str, Any]:
        """What the service would refuse of the place and the days is said together with everything else."""
        cleaned = super().clean()
        if cleaned.get("role") in OF_THE_PROVINCE and cleaned.get("place") == "":
            self.chosen = province_place()
        if self.chosen is not None and cleaned.get("role"):
            place = self.chosen
            fault = place_fault(
                Role(cleaned["role"]), place.organization.kind, is_unit=place.unit is not None
            )
            if fault:
                self.add_error("role", fault)
        begins, ends = cleaned.get("from_on"), cleaned.get("to_on")
        if begins and ends and ends < begins:
            self.add_error("to_on", ENDS_BEFORE)
        return cleaned

    def given(self) -> dict[str, Any]:
        """The role as typed, in the service's words."""
        typed, place = self.cleaned_data, self.chosen
        return {
            "role": Role(typed["role"]),
            "organization": place.organization,
            "unit": place.unit,
            "title": typed["title"],
            "from_on": typed["from_on"],
            "to_on": typed["to_on"],
        }


class AccountForm(RoleForm):
    """An account for whoever takes up a role."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, error_messages=NAME)
    phone = forms.CharField(
        label="Điện thoại",
        max_length=20,
        required=False,
        help_text="Không bắt buộc; hiện ở chân trang khi cần hỏi",
    )
    field_order = ("full_name", "phone", "role", "place", "place_key", "title", "from_on", "to_on")


class ResetForm(forms.Form):
    """Who rang, and why."""

    asked_by = forms.CharField(
        label="Người gọi đề nghị",
        max_length=120,
        help_text="Họ và tên, chức vụ. Chỉ cấp lại khi nhận ra người gọi, hoặc đã gọi lại số của đơn vị",
        error_messages={"required": "Ghi họ và tên, chức vụ của người gọi."},
    )
    reason = forms.CharField(
        label="Lý do", max_length=200, help_text="Ví dụ: quên mật khẩu", error_messages=REASON
    )


class LockForm(forms.Form):
    """Why an account is locked, or opened again."""

    reason = forms.CharField(
        label="Lý do",
        max_length=200,
        help_text="Ví dụ: nghỉ thai sản từ ngày 15/12/2021",
        error_messages={"required": "Ghi lý do, ví dụ: nghỉ thai sản từ ngày 15/12/2021."},
    )


class UnlockForm(forms.Form):
    """Why a locked account is opened again."""

    reason = forms.CharField(
        label="Lý do",
        max_length=200,
        help_text="Ví dụ: trở lại làm việc sau nghỉ thai sản",
        error_messages={"required": "Ghi lý do, ví dụ: trở lại làm việc sau nghỉ thai sản."},
    )


class EndRoleForm(forms.Form):
    """From which day a role is no longer held, and why."""

    from_on = OfficialDateField(
        label="Thôi giữ từ ngày",
        help_text="Ghi ngày hôm nay thì mất quyền ngay ở lần mở trang kế tiếp",
        error_messages=DAY,
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=200,
        help_text="Ví dụ: chuyển công tác",
        error_messages={"required": "Ghi lý do, ví dụ: chuyển công tác."},
    )
