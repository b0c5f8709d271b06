"""Danh sách đảng viên không thuộc diện kiểm điểm, không xếp loại, each with the reason (P62)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature
from documents.rules import padded, sentence, without_gaps

EMPTY_ROWS = 12
LEFT_OFF = "Không thuộc diện kiểm điểm, đánh giá, xếp loại"
UNRATED = "Kiểm điểm nhưng không xếp loại"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnratedLine:
    """One member: who, of which cell, why, and by which clause."""

    name: str = ""
    born: str = ""
    cell: str = ""
    reason: str = ""
    clause: str = ""

    def cells(self, order: int) -> list[str]:
        """The row's five cells."""
        why = without_gaps((sentence(self.reason), f"({self.clause})" if self.clause else ""), " ")
        return [str(order), self.name, self.born, self.cell, why]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnratedList(Paper):
    """One list of an organisation: those who are not reviewed, then those reviewed and not rated."""

    form: ClassVar[str] = "F25"
    template: ClassVar[str] = "unrated_list"

    letterhead: Letterhead
    organization: str
    year: int
    left_off: tuple[UnratedLine, ...] = ()
    unrated: tuple[UnratedLine, ...] = ()
    blank: bool = False
    signature: Signature

    def facts(self) -> Facts:
        """Everything on the paper; a blank has rows to write in."""
        if self.blank:
            rows: list[Facts] = [
                {"group": "", "cells": line} for line in _cells((UnratedLine(),) * EMPTY_ROWS, 1)
            ]
        else:
            rows = [
                *_group(LEFT_OFF, self.left_off, 1),
                *_group(UNRATED, self.unrated, 1 + len(self.left_off)),
            ]
        return {
            "head": self.letterhead.facts(),
            "year": self.year,
            "below": f"của {self.organization}",
            "rows": rows,
            "none": "" if rows else "Không có trường hợp nào.",
            "total": "" if self.blank else self._total(),
            "recipients": [],
            "signature": self.signature.facts(),
        }

    def _total(self) -> str:
        left_off, unrated = len(self.left_off), len(self.unrated)
        return (
            f"Tổng số: {padded(left_off + unrated)} đồng chí; không thuộc diện kiểm điểm: {padded(left_off)}; "
            f"kiểm điểm nhưng không xếp loại: {padded(unrated)}."
        )


def _group(title: str, lines: tuple[UnratedLine, ...], first: int) -> list[Facts]:
    return [
        {"group": title if order == 0 else "", "cells": cells}
        for order, cells in enumerate(_cells(lines, first))
    ]


def _cells(lines: Iterable[UnratedLine], first: int) -> list[list[str]]:
    return [line.cells(order) for order, line in enumerate(lines, first)]
