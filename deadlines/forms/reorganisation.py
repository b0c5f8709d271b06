"""What a decision on the tree says: day, number, reason, and what its kind asks for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from deadlines.rules.reorganisation import ASKS
from deadlines.services.reorganisation import Wish
from organizations.enums import OrganizationChangeKind as Kind
from organizations.enums import OrganizationKind, Sector
from organizations.forms import OfficialDateField
from organizations.models import PartyOrganization
from organizations.rules.tree import BELOW
from organizations.services.tree import Ruling
from ratings.forms.ratings import DAY
from reviews.forms.organizations import FindOrganizationForm

NAMES = {
    Kind.CREATE: "Tên tổ chức mới",
    Kind.RENAME: "Tên mới",
    Kind.SPLIT: "Tên tổ chức mới",
}
OTHERS = {Kind.MOVE: "Cấp trên mới: tìm theo tên", Kind.MERGE: "Sáp nhập vào: tìm theo tên"}


class RulingForm(forms.Form):
    """The decision: its day, number and reason; what the preview showed."""

    effective_on = OfficialDateField(label="Có hiệu lực từ ngày", error_messages=DAY)
    number = forms.CharField(
        label="Số, ký hiệu quyết định",
        max_length=40,
        help_text="Ví dụ 125-QĐ/HU",
        error_messages={"required": "Ghi số, ký hiệu như trên quyết định, ví dụ 125-QĐ/HU."},
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: sáp nhập xóm theo Nghị quyết của Hội đồng nhân dân",
        error_messages={"required": "Ghi lý do."},
    )
    name = forms.CharField(label="Tên", max_length=200, error_messages={"required": "Ghi tên."})
    level = forms.ChoiceField(
        label="Loại", widget=forms.RadioSelect, error_messages={"required": "Chọn loại."}
    )
    sector = forms.ChoiceField(
        label="Loại hình",
        choices=Sector.choices,
        initial=Sector.OTHER,
        error_messages={"required": "Chọn loại hình."},
    )
    chosen = forms.MultipleChoiceField(
        label="Chuyển sang tổ chức mới",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chọn những gì chuyển sang tổ chức mới.",
            "invalid_choice": "Danh sách đã thay đổi. Đề nghị chọn lại.",
        },
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        organization: PartyOrganization,
        parts: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.organization = kind, organization
        for box in {"name", "level", "sector", "chosen"} - ASKS[kind]:
            del self.fields[box]
        if "name" in self.fields:
            self.fields["name"].label = NAMES[kind]
        if "level" in self.fields:
            levels = BELOW[OrganizationKind(organization.kind)]
            self.fields["level"].choices = [(one.value, one.label) for one in levels]  # type: ignore[attr-defined]
        if "chosen" in self.fields:
            self.fields["chosen"].choices = list(parts)  # type: ignore[attr-defined]

    @property
    def about(self) -> list[forms.BoundField]:
        """The boxes in the order in which the decision says them; what is found by name comes after."""
        wanted = ("name", "level", "sector", "effective_on", "number", "reason", "chosen")
        return [self[name] for name in wanted if name in self.fields]

    def wish(self, other: PartyOrganization | None) -> Wish:
        """What was typed."""
        typed = self.cleaned_data
        return Wish(
            kind=self.kind,
            organization=self.organization,
            ruling=Ruling(typed["effective_on"], typed["number"], typed["reason"]),
            name=typed.get("name", ""),
            level=OrganizationKind(typed["level"]) if typed.get("level") else None,
            sector=Sector(typed.get("sector") or Sector.OTHER),
            other=other,
            chosen=tuple(typed.get("chosen", ())),
        )


class OtherForm(FindOrganizationForm):
    """The organisation it goes to, found by its name."""

    def __init__(self, *args: Any, kind: Kind, offered: QuerySet[PartyOrganization], **kwargs: Any) -> None:
        super().__init__(*args, offered=offered, **kwargs)
        self.fields["words"].label = OTHERS[kind]
