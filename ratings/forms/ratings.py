"""What people decide about one rating: a proposed level, a pause, an opinion, an appraisal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from organizations.enums import Level, Route
from organizations.forms import AtBox, GoneRow, OfficialDateField, RadioRows, RowsForm
from organizations.models import Account
from ratings.forms.scans import ScanForm
from ratings.queries.pages import ProposalRow
from ratings.services.proposals import Wanted

NOT_CHOSEN = ("", "Chưa chọn")
PARTS = {
    Route.DECIDED: "Ban Thường vụ Tỉnh ủy quyết định: có trong tờ trình",
    Route.CENTRAL: "Trung ương quyết định: không có trong tờ trình",
    Route.MINISTRY: "Ngành dọc quyết định: không có trong tờ trình",
    Route.DELEGATED: "Được ủy quyền quyết định: không có trong tờ trình, kết quả gửi theo hồ sơ được ủy quyền",
}
DAY = {"required": "Ghi ngày, ví dụ 06/12/2021."}


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A row of the table with its boxes."""

    row: ProposalRow
    level: BoundField | None
    reason: BoundField | None
    errors: tuple[str, ...]

    @property
    def part(self) -> str:
        """Who decides the row, and so whether the unit's letter holds it."""
        return PARTS[Route(self.row.rating.subject.route)]

    @property
    def shown_level(self) -> str:
        """The level that stands in the row: chosen now, or proposed."""
        chosen = self.level.value() if self.level else self.row.rating.proposed_level
        return str(chosen) if chosen in Level.values else ""

    @property
    def is_above(self) -> bool:
        """Whether people propose more than the data at hand would bear: allowed with a reason, and never unsaid."""
        if not (self.shown_level and self.row.highest):
            return False
        return Level(self.shown_level).rank < Level(self.row.highest).rank

    @property
    def beside_vote(self) -> str:
        """Said where the level is not the one that more than half voted for: people may do so, never unsaid."""
        vote = self.row.vote
        if not self.shown_level or vote is None or self.shown_level == vote.outcome.level:
            return ""
        return f"Khác kết quả biểu quyết ({vote.short})"


class ProposalForm(RowsForm):
    """The table of a unit: a level chosen by people for each line, none chosen before."""

    row_boxes = re.compile(r"(?P<box>level|reason)-(?P<row>[a-z0-9]+)")
    box_labels = {"level": "Mức đề nghị", "reason": "Lý do"}
    why_gone = "không còn trong bảng của đơn vị, nên chưa ghi được gì."

    on = OfficialDateField(label="Ngày tập thể đề xuất", error_messages=DAY)

    def __init__(self, *args: Any, rows: Sequence[ProposalRow], held_on: date | None, **kwargs: Any) -> None:
        self.proposal_rows = list(rows)
        self.refused: Mapping[str, Sequence[str]] = {}
        kwargs["initial"] = {"on": held_on}
        super().__init__(*args, **kwargs)
        for row in self.open_rows:
            rating = row.rating
            self.fields[f"level-{rating.key}"] = forms.ChoiceField(
                label=f"{rating.subject}: mức đề nghị",
                required=False,
                choices=[NOT_CHOSEN, *((one.value, one.short) for one in Level)],
                initial=rating.proposed_level,
            )
            self.fields[f"reason-{rating.key}"] = forms.CharField(
                label=f"{rating.subject}: lý do",
                required=False,
                max_length=2000,
                initial=rating.proposed_reason,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"version-{rating.key}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=rating.version
            )

    @property
    def open_rows(self) -> list[ProposalRow]:
        """Rows that may still be changed."""
        return [row for row in self.proposal_rows if row.is_open]

    def rows_here(self) -> set[str]:
        """Every row of the table, the closed ones too: these are told apart by what they hold."""
        return {row.rating.key for row in self.proposal_rows}

    def gone_rows(self) -> Iterator[GoneRow]:
        """What was chosen for rows that have left the table, or that have been closed and stand otherwise."""
        yield from super().gone_rows()
        typed = self.typed_by_row()
        for row in self.proposal_rows:
            boxes, rating = typed.get(row.rating.key, {}), row.rating
            level, reason = boxes.get("level", ""), boxes.get("reason", "")
            if (
                not row.is_open
                and level
                and (level, reason) != (rating.proposed_level, rating.proposed_reason)
            ):
                why = f"{row.label.lower()}, không đổi mức đề nghị được nữa, nên chưa ghi được gì."
                yield GoneRow(rating.key, str(rating.subject), why, self.said(boxes))

    def word(self, box: str, value: str) -> str:
        """A level by its name."""
        return str(dict(Level.choices).get(value, value)) if box == "level" else value

    def name_of(self, record: Any) -> str:
        """Whose rating it is."""
        return str(record.subject)

    def clean(self) -> dict[str, Any]:
        """A reason without a level, and a level taken back, are asked about: neither is passed over."""
        cleaned = super().clean()
        for row in self.open_rows:
            level, reason = (f"{box}-{row.rating.key}" for box in ("level", "reason"))
            if level in self.errors or reason in self.errors or cleaned.get(level):
                continue
            if row.rating.proposed_level:
                self.add_error(level, "Dòng này đã có mức đề nghị. Chọn một mức; không để trống được nữa.")
            elif cleaned.get(reason, "").strip() not in ("", row.rating.proposed_reason):
                self.add_error(level, "Đã ghi lý do: chọn mức đề nghị, hoặc xóa lý do.")
        return cleaned

    @property
    def has_petitioned(self) -> bool:
        """Whether a letter would hold anybody."""
        return any(row.rating.subject.route == Route.DECIDED for row in self.proposal_rows)

    @property
    def lines(self) -> Iterator[ProposalLine]:
        """Every row, with boxes where it is open."""
        for row in self.proposal_rows:
            key = row.rating.key
            if not row.is_open:
                yield ProposalLine(row, None, None, ())
                continue
            level, reason = self[f"level-{key}"], self[f"reason-{key}"]
            said = tuple(str(error) for box in (level, reason) for error in box.errors)
            errors = (*said, *self.refused.get(key, ())) or (() if self.is_bound else row.refusals)
            yield ProposalLine(row, level, reason, errors)

    @property
    def chosen(self) -> int:
        """How many rows of the page have a level."""
        return sum(bool(line.shown_level) for line in self.lines)

    @property
    def versions(self) -> list[BoundField]:
        """The hidden boxes that say which state was on the page."""
        return [self[f"version-{row.rating.key}"] for row in self.open_rows]

    def wanted(self) -> list[Wanted]:
        """The lines that a level was chosen for and that changed; not those that could not be read."""
        found = []
        for row in self.open_rows:
            key, rating = row.rating.key, row.rating
            if self.errors.keys() & {f"{box}-{key}" for box in ("level", "reason", "version")}:
                continue
            level, reason = self.cleaned_data[f"level-{key}"], self.cleaned_data[f"reason-{key}"]
            if level and (level, reason) != (rating.proposed_level, rating.proposed_reason):
                version = self.cleaned_data[f"version-{key}"]
                found.append(Wanted(rating=rating, level=Level(level), reason=reason, version=version))
        return found

    def refuse(self, lines: Mapping[str, Sequence[str]]) -> None:
        """Say beside each line, and in the summary, why it cannot stand."""
        self.refused = lines
        names = {row.rating.key: str(row.rating.subject) for row in self.proposal_rows}
        for key, sentences in lines.items():
            for sentence in sentences:
                self.add_error(None, AtBox(f"{names.get(key, '')}: {sentence}", f"id_level-{key}"))


class PauseForm(forms.Form):
    """Which organ is looking into it, since when."""

    organ = forms.CharField(
        label="Cơ quan đang xem xét",
        max_length=160,
        error_messages={"required": "Ghi cơ quan, ví dụ Ủy ban Kiểm tra Tỉnh ủy."},
    )
    on = OfficialDateField(label="Tạm dừng từ ngày", error_messages=DAY)
    note = forms.CharField(
        label="Nội dung", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ResumeForm(forms.Form):
    """What the organ has concluded."""

    note = forms.CharField(
        label="Kết luận của cơ quan có thẩm quyền",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi số, ngày văn bản và nội dung chính.",
        error_messages={"required": "Ghi kết luận: số, ngày văn bản, nội dung chính."},
    )


class ExcuseForm(forms.Form):
    """By which case of the regulation nobody is rated, and on what paper it rests."""

    case = forms.ChoiceField(
        label="Trường hợp không xếp loại", error_messages={"required": "Chọn trường hợp không xếp loại."}
    )
    note = forms.CharField(
        label="Căn cứ",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi số, ngày văn bản hoặc sự việc.",
        error_messages={"required": "Ghi căn cứ: văn bản, ngày, nội dung."},
    )

    def __init__(self, *args: Any, cases: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the declared field
        field.choices = [NOT_CHOSEN, *cases]


class LaterForm(forms.Form):
    """Why the rating begins after all."""

    note = forms.CharField(
        label="Lý do xếp loại bổ sung",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do xếp loại bổ sung."},
    )


def level_field(label: str, *, required: bool, notes: Mapping[str, str], refused: Mapping[str, str]) -> Any:
    """Four levels as full rows; one that may not be chosen stays visible, with the reason."""
    return forms.ChoiceField(
        label=label,
        required=required,
        choices=Level.choices,
        widget=RadioRows(notes=notes, refused=refused),
        error_messages={"required": "Chọn một mức xếp loại."},
    )


class AppraisalForm(forms.Form):
    """The Organization Committee's word."""

    text = forms.CharField(
        label="Ý kiến thẩm định",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=8000,
        error_messages={"required": "Ghi ý kiến thẩm định."},
    )
    reason = forms.CharField(
        label="Lý do đề nghị cao hơn mức đủ điều kiện",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("level", "text", "reason", "version")

    def __init__(
        self,
        *args: Any,
        refused: Mapping[str, str],
        notes: Mapping[str, str],
        with_reason: Sequence[Level],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = level_field("Mức đề nghị", required=True, notes=notes, refused=refused)
        self.order_fields(self.field_order)
        if with_reason:
            levels = ", ".join(f"“{one.label}”" for one in with_reason)
            self.fields["reason"].help_text = f"Bắt buộc khi chọn {levels}."
        elif not self.data.get("reason"):  # what was typed before the level was closed is not lost
            del self.fields["reason"]


class OpinionForm(forms.Form):
    """An opinion typed for a supervising member."""

    assessor = forms.ModelChoiceField(
        label="Ủy viên Ban Thường vụ phụ trách",
        queryset=Account.objects.none(),
        to_field_name="key",
        error_messages={"required": "Chọn đồng chí cho ý kiến."},
    )
    text = forms.CharField(
        label="Nội dung ý kiến",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=8000,
        error_messages={"required": "Ghi nội dung ý kiến."},
    )
    level = forms.ChoiceField(
        label="Mức đề nghị (nếu có)", required=False, choices=[("", "Không nêu mức"), *Level.choices]
    )
    given_on = OfficialDateField(label="Ngày cho ý kiến", error_messages=DAY)

    def __init__(self, *args: Any, members: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["assessor"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the declared field
        field.queryset = Account.objects.filter(pk__in=[one.pk for one in members])


class ConfirmForm(forms.Form):
    """The member's own words."""

    text = forms.CharField(
        label="Ý kiến của đồng chí",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=8000,
        error_messages={"required": "Ghi nội dung ý kiến."},
    )
    level = forms.ChoiceField(
        label="Mức đề nghị (nếu có)", required=False, choices=[("", "Không nêu mức"), *Level.choices]
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class OnPaperForm(ScanForm):
    """The sheet the member signed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scan"].label = "Phiếu ý kiến đã ký"


class LetterForm(ScanForm):
    """Number, day and signatory of a paper after the office's register."""

    number = forms.CharField(
        label="Số, ký hiệu",
        max_length=40,
        help_text="Ghi theo sổ văn thư, ví dụ 212-TTr/HU",
        error_messages={"required": "Ghi số, ký hiệu theo sổ văn thư."},
    )
    dated_on = OfficialDateField(label="Ngày văn bản", error_messages=DAY)
    signatory = forms.CharField(
        label="Người ký", max_length=120, error_messages={"required": "Ghi họ tên người ký."}
    )
    field_order: tuple[str, ...] = ("number", "dated_on", "signatory", "scan", "kept")
