"""Fields that speak like the office, and the few forms of the account pages."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils import choices, timezone

from documents.models import File
from documents.services.uploads import PAPERS, Accepted, UploadRefused, accept_upload
from organizations.models import Account
from organizations.services.importing import take_book
from organizations.services.sign_in import spend_authenticator_code
from organizations.workflow import ROWS

SHOWN = 60
KEPT_SECONDS = 24 * 60 * 60
LOST_FILE = "Tệp chọn lúc trước không còn giữ được. Đề nghị chọn lại tệp."
EMPTY_FILE = "Tệp không có dữ liệu (0 byte). Đề nghị kiểm tra và chọn lại tệp."


def wrote(value: Any) -> str:
    """What was typed, repeated in the error so that its writer finds it."""
    text = str(value)
    return f"Đồng chí đã ghi “{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”."


IS_WRITTEN_AS_A_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


class OfficialDateField(forms.DateField):
    """A date typed as it is written here: 31/3/2022."""

    widget = forms.DateInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}, format="%d/%m/%Y"
    )

    def to_python(self, value: Any) -> date | None:
        """A date of the calendar, or an error that shows how to write one."""
        try:
            return super().to_python(value)
        except ValidationError:
            known = IS_WRITTEN_AS_A_DAY.fullmatch(str(value).strip())
            help_text = (
                "Ngày này không có trong lịch, xem lại."
                if known
                else "Ghi ngày, tháng, năm, ví dụ 31/3/2022."
            )
            raise ValidationError(f"{help_text} {wrote(value)}", code="invalid") from None


class ClockTimeField(forms.TimeField):
    """An hour of the day: 14:05."""

    widget = forms.TimeInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}, format="%H:%M"
    )

    def to_python(self, value: Any) -> time | None:
        """An hour, or an error that shows how to write one."""
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(f"Ghi giờ và phút, ví dụ 14:05. {wrote(value)}", code="invalid") from None


IN_GROUPS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d*)?")
POINT = "Phần lẻ ghi sau dấu phẩy, ví dụ 12,5; dấu chấm chỉ tách từng nhóm ba chữ số, ví dụ 1.250."


def without_points(value: Any) -> Any:
    """A number as typed, without the points between its groups: 4.740 is four thousand, while 12.5 keeps its point."""
    return value.replace(".", "") if isinstance(value, str) and IN_GROUPS.fullmatch(value.strip()) else value


class CountField(forms.IntegerField):
    """A number of ballots, persons or sheets."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "num"})

    def __init__(self, *, min_value: int = 0, **kwargs: Any) -> None:
        super().__init__(min_value=min_value, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """A whole number, or an error that shows how to write one; 15.0 is none, lest it be taken for 150."""
        plain = without_points(value)
        try:
            if "." in str(plain):
                raise ValidationError("")
            return super().to_python(plain)
        except ValidationError:
            raise ValidationError(
                f"Ghi số nguyên bằng chữ số, ví dụ 15. {wrote(value)}", code="invalid"
            ) from None


class FigureField(forms.DecimalField):
    """A figure with a decimal comma: 12,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs inherit from the integer field
        """A figure, or an error that shows how to write one."""
        plain = without_points(value)
        if isinstance(plain, str):
            if "." in plain:
                raise ValidationError(f"{POINT} {wrote(value)}", code="invalid")
            plain = plain.replace(",", ".")
        try:
            return super().to_python(plain)
        except ValidationError:
            raise ValidationError(f"Ghi bằng chữ số, ví dụ 12,5. {wrote(value)}", code="invalid") from None


class RadioRows(forms.RadioSelect):
    """Choices as full rows; one that may not be chosen stays visible, with the reason."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        refused: Mapping[str, str] | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.refused = dict(refused or {})
        self.notes = dict(notes or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """A row with its note; refused rows cannot be ticked here, and the form refuses them again."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        reason = self.refused.get(str(value), "")
        option["note"] = f"Không chọn được: {reason}" if reason else self.notes.get(str(value), "")
        if reason:
            option["attrs"]["disabled"] = True
        return option


class AtBox(ValidationError):
    """An error of the whole form that has a place on the page: the summary links there."""

    def __init__(self, sentence: str, anchor: str) -> None:
        super().__init__(sentence)
        self.anchor = anchor


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A row that stood on the page and takes nothing any more, with what was typed for it."""

    key: str
    name: str
    why: str
    typed: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        """Where the page shows it."""
        return f"khong-ghi-{self.key}"


class RowsForm(forms.Form):
    """A form with boxes for each of several records.

    A record may leave the list, or be closed, between the page and its answer: what was typed for it is then refused
    as a whole and shown again, never dropped.
    """

    row_boxes: ClassVar[re.Pattern[str]]  # the name of a box, with the groups `row` and `box`
    box_labels: ClassVar[Mapping[str, str]]
    why_gone = "không còn trong danh sách này, nên chưa ghi được gì."
    gone: tuple[GoneRow, ...] = ()

    def __init__(self, *args: Any, known: "QuerySet[Any] | None" = None, **kwargs: Any) -> None:
        self.known = known  # where the names of rows that have left may be read, as the caller sees them
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Every row that takes nothing any more, each at its own place."""
        cleaned = super().clean() or self.cleaned_data
        self.gone = tuple(self.gone_rows())
        for one in self.gone:
            self.add_error(None, AtBox(f"{one.name}: {one.why}", one.anchor))
        return cleaned

    def first_box(self) -> str:
        """Where filling in the rows begins: what is said of all of them together leads there."""
        boxes = (one for one in self.visible_fields() if self.row_boxes.fullmatch(one.name))
        return next((one.id_for_label for one in boxes), "")

    def refuse_rows(self, sentence: str) -> None:
        """What is wrong with all rows together, such as that none was filled in."""
        first = self.first_box()
        self.add_error(None, AtBox(sentence, first) if first else sentence)

    def rows_here(self) -> Container[str]:
        """The keys of the rows that take something now."""
        raise NotImplementedError

    def gone_rows(self) -> Iterator[GoneRow]:
        """What was typed for rows that have left."""
        here = self.rows_here()
        left = {key: boxes for key, boxes in self.typed_by_row().items() if key not in here}
        names = self._names(left) if left else {}
        for key, boxes in left.items():
            name = names.get(key, "Một dòng")
            yield GoneRow(key, name, self.why_gone, self.said(boxes))

    def typed_by_row(self) -> dict[str, dict[str, str]]:
        """What was typed, by row and box."""
        found: dict[str, dict[str, str]] = {}
        for name in self.data:
            hit, value = self.row_boxes.fullmatch(name), str(self.data.get(name) or "").strip()
            if hit and value:
                found.setdefault(hit["row"], {})[hit["box"]] = value
        return found

    def said(self, boxes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """What was typed in the words of the page."""
        return tuple((self.box_labels[box], self.word(box, value)) for box, value in boxes.items())

    def word(self, _box: str, value: str) -> str:
        """A chosen value as the page calls it; what was typed stays as it is."""
        return value

    def name_of(self, record: Model) -> str:
        """What the page calls a row."""
        return str(record)

    def _names(self, keys: Iterable[str]) -> dict[str, str]:
        if self.known is None:
            return {}
        return {one.key: self.name_of(one) for one in self.known.filter(key__in=list(keys))}


def refuse(form: forms.Form, sentences: Iterable[str]) -> None:
    """What a service says cannot be, each beside its box; a box that could not be read has been told already."""
    told = set(form.errors)
    for one in sentences:
        box = getattr(one, "box", "")
        if box == ROWS and isinstance(form, RowsForm):
            form.refuse_rows(str(one))
        elif box not in told or not box:
            form.add_error(box if box in form.fields else None, str(one))


def refuse_stale(form: forms.Form, words: str) -> None:
    """Somebody saved first: what stands now is said beside each box that differs; saving once more is then possible."""
    form.add_error(None, words)
    fresh: Any = copy(form.data)
    for box in form.hidden_fields():
        if box.initial is not None:  # the state that is now on the page
            fresh[box.html_name] = str(box.initial)
    form.data = fresh
    tell_standing(form)


def tell_standing(form: forms.Form) -> None:
    """Beside each box that was typed otherwise: what is kept now."""
    for name in form.changed_data:
        box = form[name]
        if not box.is_hidden and box.initial not in (None, "", []):
            form.add_error(name, f"Hiện đang ghi: “{_standing(box)}”.")


def _standing(box: forms.BoundField) -> str:
    """What is kept, in the words of the page."""
    if isinstance(box.initial, date):
        return f"{box.initial:%d/%m/%Y}"
    if box.initial is True:
        return "có đánh dấu"
    kept = {str(one) for one in (box.initial if isinstance(box.initial, list) else [box.initial])}
    offered: Any = choices.flatten_choices(getattr(box.field, "choices", ()))
    labels = [str(label) for value, label in offered if str(value) in kept]
    return ", ".join(labels or sorted(kept))


class KeptFileForm(forms.Form):
    """A form with one box for a file: once taken it is not asked for again, whatever else is wrong."""

    box = "file"
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, at: datetime, account: Account, **kwargs: Any) -> None:
        self.at, self.salt = at, f"scan:{account.key}"
        self.kept_file: File | None = None
        self.file_name = ""
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Open and keep the file, or take up the one kept a moment ago."""
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get(self.box)
        if upload is not None:
            self._take(upload)
        elif cleaned.get("kept"):
            self._take_up(cleaned["kept"])
        return cleaned

    def _take(self, upload: Any) -> None:
        try:
            accepted = self.accepted(upload)
        except UploadRefused as refused:
            self.add_error(self.box, str(refused))
            return
        self.kept_file, self.file_name = accepted.file, accepted.name
        data = self.data.copy()  # type: ignore[attr-defined]  # with every tick of a list
        data["kept"] = signing.dumps({"file": accepted.file.pk, "name": accepted.name}, salt=self.salt)
        self.data = data

    def accepted(self, upload: Any) -> Accepted:
        """A paper: a PDF, a Word file or a photo."""
        return accept_upload(upload.name or "", upload, allowed=PAPERS, at=self.at)

    def _take_up(self, kept: str) -> None:
        try:
            words = signing.loads(kept, salt=self.salt, max_age=KEPT_SECONDS)
        except signing.BadSignature:
            data = self.data.copy()  # type: ignore[attr-defined]
            del data["kept"]
            self.data = data
            self.add_error(self.box, LOST_FILE)
            return
        self.kept_file, self.file_name = File.objects.filter(pk=words["file"]).first(), words["name"]


class BookForm(KeptFileForm):
    """A workbook that is brought in."""

    file = forms.FileField(
        label="Tệp Excel",
        required=False,
        help_text="Tệp .xlsx, không mật khẩu, không macro, tối đa 30 MB, 100.000 dòng. "
        "Không tải lên tài liệu có độ mật.",
        error_messages={"empty": EMPTY_FILE},
    )
    book: Accepted | None = None
    refusal = ""  # why its sender may bring nothing in: then nothing is kept either

    def accepted(self, upload: Any) -> Accepted:
        """A list of rows, not a paper."""
        self.book = take_book(upload.name or "", upload, at=self.at)
        return self.book

    def clean(self) -> dict[str, Any]:
        """Without a workbook there is nothing to check."""
        if self.refusal:
            raise ValidationError(self.refusal)
        cleaned = super().clean()
        if self.kept_file is not None and self.book is None:
            self.book = Accepted(self.kept_file, self.file_name, self.kept_file.media_type, None)
        if self.book is None and not self.errors:
            self.add_error(self.box, "Chọn tệp Excel cần nhập.")
        return cleaned


class DemoClockForm(forms.Form):
    """The moment at which the demo's clock is put."""

    day = OfficialDateField(label="Ngày", help_text="Ví dụ 14/12/2021")
    hour = ClockTimeField(label="Giờ", help_text="Ví dụ 13:30")

    def moment(self) -> datetime:
        """The chosen moment, where the office stands."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


class SpendsCode:
    """A code of the second factor that was shown once is worth nothing the second time."""

    authenticator: Authenticator
    user: Account

    def clean_code(self) -> str:
        """Asked after allauth, which remembers a used code for a shorter time than it takes it."""
        code: str = super().clean_code()  # type: ignore[misc]
        is_of_authenticator = self.authenticator.type == Authenticator.Type.TOTP
        if is_of_authenticator and not spend_authenticator_code(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(SpendsCode, AuthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The code at the door."""


class SecondFactorAgainForm(SpendsCode, ReauthenticateForm):  # type: ignore[misc]
    """The code before the second factor is changed."""
