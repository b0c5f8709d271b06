"""Phiếu giao nhận hồ sơ, printed twice on one A4, one for each side; the list for a day without network."""

from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import ClassVar

from documents.enums import Way
from documents.papers import Facts, Letterhead, Paper, Signature, StampStyle
from documents.rules import BLANK, padded, paper_date

HALF_A_SHEET = 9  # more lines than fit on half an A4: each copy takes a page of its own
LINE = 42  # letters of a title on one line of its column


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedItem:
    """One part of the dossier as it lies on the counter; a classified one has no more than its number."""

    title: str = ""
    kind: str = ""
    sheets: int | None = None
    note: str = ""

    def facts(self, order: int) -> Facts:
        """The row."""
        sheets = padded(self.sheets) if self.sheets is not None else ""
        return {
            "order": str(order),
            "title": self.title,
            "kind": self.kind,
            "sheets": sheets,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSlip(Paper):
    """Who handed what to whom, when; no code, signed by both."""

    form: ClassVar[str] = "F22"
    template: ClassVar[str] = "handover_slip"
    way: ClassVar[Way] = Way.STAMP
    stamp_style: ClassVar[StampStyle] = StampStyle(size=10.5, leading=1.05, padding=1, centred=("sheets",))

    letterhead: Letterhead
    dossier: str
    unit: str
    received_at: datetime | None = None
    items: tuple[HandedItem, ...]
    deliverer: str = ""
    receiver: str = ""
    remark: str = ""

    def facts(self) -> Facts:
        """Everything on the paper; the time is given in the province's own zone by the caller."""
        return {
            "head": self.letterhead.facts(),
            "moment": self._moment(),
            "unit": self.unit,
            "dossier": self.dossier,
            "parts": [item.facts(order) for order, item in enumerate(self.items, 1)],
            "total": self._total(),
            "remark": self.remark,
            "signers": [
                Signature(authority=("Người giao",), note="(ký, ghi rõ họ tên)", name=self.deliverer).facts(),
                Signature(authority=("Người nhận",), note="(ký, ghi rõ họ tên)", name=self.receiver).facts(),
            ],
            "copies": [
                {"number": 1, "keeper": "Bản bên giao giữ"},
                {"number": 2, "keeper": "Bản bên nhận giữ"},
            ],
            "long": self._is_long(),
        }

    def stamps(self) -> dict[str, str]:
        """What changes from slip to slip, by the place it goes to."""
        values: dict[str, str] = {}
        for copy in (1, 2):
            for order, item in enumerate(self.items, 1):
                row = item.facts(order)
                for column in ("title", "kind", "sheets", "note"):
                    values[f"{column}-{copy}-{order}"] = str(row[column])
        return values

    def blank_facts(self) -> Facts:
        """The slip with as many empty rows."""
        facts = replace(self, items=(HandedItem(),) * len(self.items)).facts()
        return facts | {"total": self._total(), "long": self._is_long()}

    def _is_long(self) -> bool:
        return sum(max(1, ceil(len(item.title) / LINE)) for item in self.items) > HALF_A_SHEET

    def _moment(self) -> str:
        if self.received_at is None:
            return f"Hồi {BLANK} giờ {BLANK}, ngày {BLANK} tháng {BLANK} năm {self.letterhead.year}"
        moment = self.received_at
        return f"Hồi {padded(moment.hour)} giờ {padded(moment.minute)}, {paper_date(moment.date())}"

    def _total(self) -> str:
        sheets = sum(item.sheets or 0 for item in self.items)
        if not sheets:
            return f"Tổng số: {BLANK} tài liệu, {BLANK} tờ."
        return f"Tổng số: {padded(len(self.items))} tài liệu, {padded(sheets)} tờ."


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """One line of the list: a person or a body, or of a large place an organisation with its figures."""

    name: str
    place: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageList(Paper):
    """Danh sách tiến độ kiểm điểm: a working list for a day without network, with room to write by hand (P89)."""

    form: ClassVar[str] = "stages"
    template: ClassVar[str] = "stage_list"

    letterhead: Letterhead
    place: str
    moment: str
    sums: str
    lines: tuple[StageLine, ...]
    named: bool = True
    printed_by: str

    def facts(self) -> Facts:
        """Everything on the paper."""
        heads = ["Tập thể, cá nhân", "Chức vụ, nơi sinh hoạt"] if self.named else ["Tổ chức đảng", ""]
        return {
            "place": self.place,
            "year": self.letterhead.year,
            "moment": self.moment,
            "sums": self.sums,
            "heads": [*heads, "Bản kiểm điểm"],
            "rows": [[str(n), one.name, one.place, one.words] for n, one in enumerate(self.lines, 1)],
            "printed_by": self.printed_by,
        }
