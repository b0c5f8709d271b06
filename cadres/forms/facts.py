"""What is typed about one person: his dated facts, a row each."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cadres.enums import BY_TRANSFER, TYPED_STANDINGS, DisciplineForm, LeaveKind, StandingKind
from cadres.rules.facts import Fault
from cadres.services.facts import KINDS, TypedRow, closed_rows
from organizations.enums import Level, Route
from organizations.forms import CountField, OfficialDateField
from organizations.models import Account, Collective
from organizations.permissions import Permission
from organizations.rules.names import fold

NOT_CHOSEN = ("", "Chưa chọn")
DAY = {"required": "Ghi ngày, ví dụ 6/12/2021."}
CHOOSE = {"required": "Chọn một dòng trong danh sách."}
MOST_ROWS = 60
SHOWN = 5


class RowForm(forms.Form):
    """One dated fact; a row that is there may be taken away again."""

    use_required_attribute = False

    def __init__(
        self,
        data: QueryDict | None,
        *,
        number: int,
        row: Any | None,
        account: Account,
        initial: dict[str, Any],
        is_closed: bool = False,
    ) -> None:
        self.number, self.row, self.account, self.is_closed = number, row, account, is_closed
        super().__init__(data, prefix=f"dong{number}", empty_permitted=row is None, initial=initial)
        if is_closed:  # shown, and read as it stands whatever is sent
            for box in self.fields.values():
                box.disabled = True
        elif row is not None:
            self.fields["bo"] = forms.BooleanField(label="Bỏ dòng này vì ghi nhầm", required=False)

    @property
    def whose(self) -> str:
        """What a row is called where its errors are said."""
        return f"Dòng {self.number + 1}" if self.row is not None else "Dòng mới"

    def typed_row(self) -> TypedRow:
        """The row as the service takes it, as far as it could be read."""
        if self.is_closed:
            stands = {name: getattr(self.row, name) for name in self.fields}
            return TypedRow(number=self.number, values=stands)
        values = dict(getattr(self, "cleaned_data", {}))
        removed = bool(values.pop("bo", False))
        return TypedRow(number=self.number, values=values, is_removed=removed)

    @property
    def is_blank(self) -> bool:
        """A new row in which nothing was typed."""
        return self.row is None and not self.has_changed()


class StandingRow(RowForm):
    """Miễn, giảm, đình chỉ, đi vắng."""

    kind = forms.ChoiceField(
        label="Trường hợp", choices=[NOT_CHOSEN, *StandingKind.choices], error_messages=CHOOSE
    )
    from_on = OfficialDateField(label="Từ ngày", error_messages=DAY)
    to_on = OfficialDateField(label="Đến ngày", required=False, help_text="Để trống khi chưa kết thúc")
    note = forms.CharField(label="Ghi chú", max_length=200, required=False)

    def __init__(self, *args: Any, row: Any | None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row is None or row.kind != BY_TRANSFER:
            self.fields["kind"].choices = [NOT_CHOSEN, *TYPED_STANDINGS]  # type: ignore[attr-defined]


class LeaveRow(RowForm):
    """Nghỉ ốm, nghỉ thai sản."""

    kind = forms.ChoiceField(
        label="Loại nghỉ", choices=[NOT_CHOSEN, *LeaveKind.choices], error_messages=CHOOSE
    )
    from_on = OfficialDateField(label="Từ ngày", error_messages=DAY)
    to_on = OfficialDateField(label="Đến ngày", error_messages=DAY)


class DisciplineRow(RowForm):
    """Kỷ luật: the day of the decision and the year of the violation (P44)."""

    form = forms.ChoiceField(
        label="Hình thức", choices=[NOT_CHOSEN, *DisciplineForm.choices], error_messages=CHOOSE
    )
    decided_on = OfficialDateField(label="Ngày quyết định", error_messages=DAY)
    violated_in = CountField(
        label="Năm vi phạm", min_value=1945, error_messages={"required": "Ghi năm vi phạm, ví dụ 2021."}
    )
    note = forms.CharField(label="Nội dung", max_length=300, required=False)


class CivilRow(RowForm):
    """Xếp loại cán bộ, công chức, viên chức of a year (P39)."""

    year = CountField(label="Năm", min_value=1990, error_messages={"required": "Ghi năm, ví dụ 2021."})
    level = forms.ChoiceField(label="Mức", choices=[NOT_CHOSEN, *Level.choices], error_messages=CHOOSE)
    period = forms.CharField(
        label="Kỳ đánh giá", max_length=60, required=False, help_text="Ví dụ năm học 2020–2021"
    )
    paper = forms.CharField(label="Văn bản", max_length=160, required=False)
    decided_on = OfficialDateField(label="Ngày văn bản", required=False)


class PostRow(RowForm):
    """Chức vụ: its collective is typed by name; who decides is the province's to say."""

    title = forms.CharField(
        label="Chức danh", max_length=200, error_messages={"required": "Ghi chức danh, ví dụ Phó Chủ tịch."}
    )
    collective = forms.CharField(
        label="Tập thể",
        max_length=200,
        help_text="Tên hoặc một phần tên tập thể lãnh đạo, quản lý",
        error_messages={"required": "Ghi tên tập thể."},
    )
    title_group = forms.CharField(label="Nhóm chức danh tương đương", max_length=80, required=False)
    is_head = forms.BooleanField(label="Là người đứng đầu", required=False)
    is_main = forms.BooleanField(label="Là chức danh chính để xếp loại", required=False)
    main_reason = forms.CharField(label="Lý do chọn chức danh chính", max_length=200, required=False)
    route = forms.ChoiceField(label="Diện quyết định", choices=Route.choices, initial=Route.LOWER)
    from_on = OfficialDateField(label="Từ ngày", error_messages=DAY)
    to_on = OfficialDateField(label="Đến ngày", required=False, help_text="Để trống khi đang giữ")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.account.holds(Permission.CHANGE_ROUTE):
            del self.fields["route"]

    def clean_collective(self) -> Collective:
        """The one collective of that name among those the writer looks after."""
        typed = fold(self.cleaned_data["collective"])
        if self.row is not None and typed == fold(self.row.collective.name):
            kept: Collective = self.row.collective
            return kept
        near = [one for one in Collective.objects.visible_to(self.account) if typed in fold(one.name)]
        exact = [one for one in near if typed == fold(one.name)]
        found = exact or near
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError("Không có tập thể nào tên như vậy trong phạm vi của đồng chí. Xem lại tên.")
        names = "; ".join(one.name for one in found[:SHOWN])
        raise ValidationError(f"Có {len(found)} tập thể như vậy: {names}. Ghi đủ tên.")


class FactsForm(forms.Form):
    """All rows of one kind, and room for one more."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    count = forms.IntegerField(required=False, min_value=0, max_value=MOST_ROWS, widget=forms.HiddenInput)
    forms_of: ClassVar[dict[str, type[RowForm]]] = {
        "truong-hop": StandingRow,
        "nghi": LeaveRow,
        "ky-luat": DisciplineRow,
        "cbccvc": CivilRow,
        "chuc-vu": PostRow,
    }

    def __init__(
        self, data: QueryDict | None, *, kind: str, rows: Sequence[Any], account: Account, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        sent = str(data.get("count", "")) if data is not None else ""
        count = min(int(sent[:6]), MOST_ROWS) if sent.isascii() and sent.isdigit() else len(rows)
        kept = [*rows[:count], *[None] * max(count - len(rows), 0)]
        make, closed = self.forms_of[kind], closed_rows(rows, account)
        self.rows = [
            make(
                data,
                number=number,
                row=row,
                account=account,
                initial=_initial(kind, row),
                is_closed=row is not None and row.pk in closed,
            )
            for number, row in enumerate([*kept, None])
        ]

    def is_valid(self) -> bool:
        """Every row is read, so that all is said at once."""
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    @property
    def all_forms(self) -> list[forms.Form]:
        """The head and the rows, for the summary of errors."""
        return [self, *self.rows]

    def typed(self) -> list[TypedRow]:
        """The rows in which something stands."""
        return [row.typed_row() for row in self.rows if not row.is_blank]

    def refuse_rows(self, faults: Sequence[Fault]) -> None:
        """What cannot stand, beside its box; a box that could not be read has been told already."""
        for fault in faults:
            row = self.rows[fault.row]
            if row.is_closed:
                self.add_error(None, fault.sentence)
            elif fault.box not in row.errors:
                row.add_error(fault.box, fault.sentence)


def _initial(kind: str, row: Any | None) -> dict[str, Any]:
    """What stands in the boxes of a row."""
    if row is None:
        return {}
    values = {name: getattr(row, name) for name in KINDS[kind].boxes}
    if kind == "chuc-vu":
        values["collective"] = row.collective.name
    return values
