"""Biên bản kiểm phiếu: who counted, what was issued and returned, what each subject got."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature
from documents.rules import padded, padded_or_dots, vn_percent
from organizations.enums import Level

NOTE = "(ký, ghi rõ họ tên)"
ABREAST = 3  # signatures of the counting team side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """The six figures of a ballot."""

    summoned: int | None = None
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None

    def facts(self) -> list[str]:
        """The sentences as printed."""
        return [
            f"Tổng số được triệu tập: {padded_or_dots(self.summoned)} đồng chí; "
            f"có mặt: {padded_or_dots(self.present)} đồng chí.",
            f"Số phiếu phát ra: {padded_or_dots(self.issued)}; số phiếu thu vào: {padded_or_dots(self.returned)}.",
            f"Số phiếu hợp lệ: {padded_or_dots(self.valid)}; số phiếu không hợp lệ: {padded_or_dots(self.invalid)}.",
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """What one subject got, level by level, and the level more than half voted for."""

    name: str = ""
    counts: tuple[int, int, int, int] | None = None
    majority: str = ""

    def facts(self, order: int, base: int | None) -> Facts:
        """The row; a share is of the base the minutes state. A blank row has neither."""
        cells = [
            {
                "count": "" if count is None else padded(count),
                "share": vn_percent(Fraction(count, base)).rstrip("%") if base and count is not None else "",
            }
            for count in self.counts or (None,) * 4
        ]
        return {"order": str(order), "name": self.name, "cells": cells, "majority": self.majority}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMinutes(Paper):
    """Signed by every member of the counting team and by the chair."""

    form: ClassVar[str] = "F11"
    template: ClassVar[str] = "count_minutes"

    letterhead: Letterhead
    about: str
    opening: str
    team: tuple[tuple[str, str], ...]
    turnout: Turnout
    base: int | None = None
    base_label: str = "số phiếu hợp lệ"
    lines: tuple[CountLine, ...]
    closing: str = (
        "Phiếu biểu quyết được niêm phong trong phong bì, giao thư ký hội nghị lưu theo quy định. "
        "Biên bản lập xong, đã đọc lại cho tổ kiểm phiếu cùng nghe và thống nhất ký tên."
    )
    chair: str = ""

    def facts(self) -> Facts:
        """Everything on the paper."""
        return {
            "head": self.letterhead.facts(),
            "about": self.about,
            "opening": self.opening,
            "team": [
                f"{order}. Đồng chí {name}, {role.lower()}."
                for order, (name, role) in enumerate(self.team, 1)
            ],
            "turnout": self.turnout.facts(),
            "base": f"Tỷ lệ phần trăm tính trên {self.base_label} ({padded_or_dots(self.base)}).",
            "levels": [level.short for level in Level],
            "lines": [line.facts(order, self.base) for order, line in enumerate(self.lines, 1)],
            "legend": "; ".join(f"{level.short}: {level.label}" for level in Level) + ".",
            "closing": self.closing,
            "signer_rows": self._signer_rows(),
            "chair": Signature(authority=("Chủ trì",), note=NOTE, name=self.chair).facts(),
        }

    def _signer_rows(self) -> list[list[Facts]]:
        """The team's signatures, at most three abreast; the last row is filled up, so that columns stay columns."""
        signers = [Signature(authority=(role,), note=NOTE, name=name) for name, role in self.team]
        width = ceil(len(signers) / ceil(len(signers) / ABREAST))
        signers += [Signature(authority=())] * (-len(signers) % width)
        return [
            [one.facts() for one in signers[start : start + width]] for start in range(0, len(signers), width)
        ]
