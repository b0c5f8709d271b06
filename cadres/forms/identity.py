"""Who somebody is, as it is typed: read as the people's sheet reads it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from cadres.enums import Gender
from cadres.forms.facts import NOT_CHOSEN
from cadres.rules.people import birth_of, year_of
from cadres.services.people import IDENTITY
from organizations.forms.cells import CellField
from organizations.models import PartyOrganization, Reach
from organizations.rules.cells import CellError, card_number_of, date_of, short_text_of, text_of
from organizations.rules.names import fold
from organizations.services.sheet_places import Place, Places

CELL_KINDS = {"cell", "base_cell"}
SHOWN = 5


class WhoForm(forms.Form):
    """The boxes of the people's sheet that say who it is."""

    full_name = CellField(
        short_text_of(120),
        label="Họ và tên",
        error_messages={"required": "Ghi họ và tên như trong lý lịch."},
    )
    gender = forms.ChoiceField(label="Giới tính", required=False, choices=[NOT_CHOSEN, *Gender.choices])
    birth = CellField(
        birth_of,
        label="Ngày sinh",
        css="short",
        help_text="Ví dụ 14/8/1975. Chỉ biết năm thì ghi năm, ví dụ 1975.",
        error_messages={"required": "Ghi ngày sinh; nếu chỉ biết năm thì ghi năm."},
    )
    card_number = CellField(
        card_number_of,
        blank="",
        css="short",
        label="Số thẻ đảng viên",
        required=False,
        help_text="8 chữ số, ví dụ 06000123. Chưa được cấp thẻ thì để trống.",
    )
    joined_on = CellField(date_of, css="short", label="Ngày kết nạp", required=False)
    official_on = CellField(
        date_of,
        css="short",
        label="Ngày chính thức",
        required=False,
        help_text="Để trống nếu còn là đảng viên dự bị.",
    )
    is_civil_servant = forms.BooleanField(label="Là cán bộ, công chức, viên chức", required=False)
    workplace = CellField(short_text_of(200), blank="", label="Đơn vị công tác", required=False)
    residence = CellField(short_text_of(200), blank="", label="Nơi cư trú", required=False)


class PersonForm(WhoForm):
    """A member who comes onto a cell's list, with the cell and the day from which he sits there."""

    cell = CellField(
        text_of,
        label="Chi bộ",
        help_text="Tên hoặc một phần tên chi bộ. Trùng tên thì ghi kèm cấp trên, cách nhau bằng dấu /.",
        error_messages={"required": "Ghi tên chi bộ."},
    )
    from_on = CellField(
        date_of,
        css="short",
        label="Sinh hoạt từ ngày",
        required=False,
        help_text="Ngày bắt đầu sinh hoạt tại chi bộ này. Để trống thì lấy ngày kết nạp.",
    )
    is_another = forms.BooleanField(label="Là người khác", required=False)
    alike = forms.CharField(required=False, widget=forms.HiddenInput)
    order: ClassVar[tuple[str, ...]] = (
        "full_name",
        "birth",
        "gender",
        "card_number",
        "cell",
        "joined_on",
        "official_on",
        "from_on",
        "is_civil_servant",
        "workplace",
        "residence",
    )

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = Places(reach)

    def clean_cell(self) -> str:
        """The one living cell that the words, or a part of its name, mean."""
        words = str(self.cleaned_data["cell"])
        try:
            return self.places.words(self.places.find(words))
        except CellError as error:
            near = [one for one in self._cells() if fold(words) in fold(self.places.words(one))]
            if len(near) == 1:
                return self.places.words(near[0])
            if not near:
                raise forms.ValidationError(str(error)) from None
            names = "; ".join(self.places.words(one) for one in near[:SHOWN])
            raise forms.ValidationError(f"Có {len(near)} chi bộ như vậy: {names}. Ghi đủ tên.") from None

    def begin_at(self, organization: PartyOrganization) -> None:
        """The cell from whose page one came stands in its box."""
        place = self.places.at(organization.pk)
        if place is not None and place.kind in CELL_KINDS:
            self.initial["cell"] = self.places.words(place)

    def _cells(self) -> list[Place]:
        return [one for one in self.places.everything if one.is_open and one.kind in CELL_KINDS]

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The boxes in the order in which the paper says them."""
        return [self[name] for name in self.order if name in self.fields]

    def values(self) -> dict[str, Any]:
        """What was read, by the sheet's columns: a blank box, a tick that is not set, says nothing."""
        typed = {name: self.cleaned_data.get(name) for name in self.order}
        return {name: value for name, value in typed.items() if value not in (None, "", False)}

    @property
    def told_apart(self) -> list[str]:
        """Those who were shown as alike, if the writer said that it is somebody else."""
        is_another = self.data.get("is_another") == "on"
        return str(self.data.get("alike", "")).split() if is_another else []

    def show_alike(self, keys: Sequence[str]) -> None:
        """What the page now asks about; a tick that was about others does not stand for these."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        if set(keys) - set(self.told_apart):
            data.pop("is_another", None)
        data["alike"] = " ".join(keys)
        self.data = data


class AdmissionForm(PersonForm):
    """Somebody who is admitted to the Party: on probation from the day of his admission."""

    joined_on = CellField(
        date_of,
        css="short",
        label="Ngày kết nạp",
        help_text="Ngày chi bộ tổ chức lễ kết nạp: là đảng viên dự bị và sinh hoạt tại chi bộ từ ngày này.",
        error_messages={"required": "Ghi ngày kết nạp, ví dụ 19/5/2021."},
    )
    number = CellField(
        short_text_of(40), blank="", css="short", label="Số quyết định kết nạp", required=False
    )
    card_number = official_on = from_on = None  # type: ignore[assignment]  # what he does not have yet, or what follows from the day
    order = ("full_name", "birth", "gender", "cell", "joined_on", "number", *PersonForm.order[-3:])

    def values(self) -> dict[str, Any]:
        """The number of the decision is the journal's."""
        return {name: value for name, value in super().values().items() if name != "number"}


class IdentityForm(WhoForm):
    """Who somebody is, put right."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def typed(self) -> dict[str, Any]:
        """The boxes that could be read, as the register keeps them."""
        read = {name: value for name, value in self.cleaned_data.items() if name in IDENTITY}
        if birth := self.cleaned_data.get("birth"):
            read["birth_on"] = birth if isinstance(birth, date) else None
            read["birth_year"] = year_of(birth)
        return read
