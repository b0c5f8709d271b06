"""The board as a workbook: exactly the rows shown, every cell a text that no program will run."""

from collections.abc import Iterable
from typing import Any, ClassVar

from import_export import fields, resources
from import_export.formats.base_formats import XLSX

from deadlines.queries.board import BoardRow
from documents.services.sheets_out import safe_cell
from organizations.templatetags.ui import vn_date, vn_moment


class BoardResource(resources.Resource):  # type: ignore[misc]
    """Theo dõi tiến độ."""

    unit = fields.Field(column_name="Đơn vị nộp")
    words = fields.Field(column_name="Mức độ")
    missing = fields.Field(column_name="Còn thiếu")
    noted = fields.Field(column_name="Chưa có, vẫn gửi được")
    lights = fields.Field(column_name="Bản giấy, bản điện tử")
    received = fields.Field(column_name="Nhận ngày")
    due = fields.Field(column_name="Trước ngày")
    contact = fields.Field(column_name="Đầu mối")
    mobile = fields.Field(column_name="Điện thoại")
    promised = fields.Field(column_name="Đã hẹn")

    class Meta:
        export_order: ClassVar[tuple[str, ...]] = (
            "unit",
            "words",
            "missing",
            "noted",
            "lights",
            "received",
            "due",
            "contact",
            "mobile",
            "promised",
        )

    def dehydrate_unit(self, row: BoardRow) -> str:
        """The unit."""
        return safe_cell(row.dossier.unit.name)

    def dehydrate_words(self, row: BoardRow) -> str:
        """How far it is."""
        return safe_cell(row.words)

    def dehydrate_missing(self, row: BoardRow) -> str:
        """What is missing."""
        return safe_cell(row.checklist.missing_words)

    def dehydrate_noted(self, row: BoardRow) -> str:
        """What is only noted."""
        return safe_cell("; ".join(part.wanted.spoken for part in row.checklist.noted))

    def dehydrate_lights(self, row: BoardRow) -> str:
        """Both lights."""
        return safe_cell(row.checklist.lights_words)

    def dehydrate_received(self, row: BoardRow) -> str:
        """The day it first reached the desk."""
        return safe_cell(vn_date(row.dossier.first_received_on))

    def dehydrate_due(self, row: BoardRow) -> str:
        """The day of the plan."""
        return safe_cell(vn_date(row.dossier.deadline.before_on))

    def dehydrate_contact(self, row: BoardRow) -> str:
        """Whom to ring."""
        return safe_cell(getattr(_contact(row), "name", ""))

    def dehydrate_mobile(self, row: BoardRow) -> str:
        """Where."""
        return safe_cell(getattr(_contact(row), "mobile", ""))

    def dehydrate_promised(self, row: BoardRow) -> str:
        """Until when they promised."""
        return safe_cell(vn_moment(row.call.promised_at) if row.call else "")

    @classmethod
    def workbook(cls, rows: Iterable[BoardRow]) -> bytes:
        """The rows as an xlsx file."""
        dataset = cls().export(queryset=list(rows))
        return bytes(XLSX().export_data(dataset))


def _contact(row: BoardRow) -> Any:
    return getattr(row.dossier.unit, "contact", None)
