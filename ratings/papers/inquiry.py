"""Công văn đề nghị cung cấp thông tin with the list of those asked about (P25, P62)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, attached, recipients
from documents.rules import padded, short_date, without_gaps

KIND = "CV"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAbout:
    """One line of the list; what the organ knows is written beside it."""

    name: str
    born: str = ""
    office: str = ""

    def cells(self, order: int) -> list[str]:
        """The row's five cells, the last to be written in."""
        return [str(order), self.name, self.born, self.office, ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryLetter(Paper):
    """The letter to one organ, and its list as an annex."""

    form: ClassVar[str] = "F32"
    template: ClassVar[str] = "inquiry_letter"

    letterhead: Letterhead
    asker: str
    addressee: str
    grounds: str
    of_year: int
    due_on: date
    collectives: tuple[AskedAbout, ...] = ()
    persons: tuple[AskedAbout, ...] = ()
    signature: Signature
    recipients: tuple[str, ...] = ()

    def facts(self) -> Facts:
        """Everything on the paper."""
        return {
            "head": self.letterhead.facts(),
            "subject": f"V/v đề nghị cung cấp thông tin phục vụ xếp loại năm {self.of_year}",
            "addressee": self.addressee,
            "body": self._body(),
            "list_title": f"tập thể, cá nhân đề nghị cung cấp thông tin năm {self.of_year}",
            "attached": attached("Công văn", self.letterhead, self.asker),
            "rows": [
                *_group("Tập thể", self.collectives, 1),
                *_group("Cá nhân", self.persons, 1 + len(self.collectives)),
            ],
            "signature": self.signature.facts(),
            "recipients": recipients(self.recipients),
        }

    def _body(self) -> list[str]:
        """On what ground, about how many, what is wanted, until when."""
        about = without_gaps(
            (_some(len(self.collectives), "tập thể"), _some(len(self.persons), "cá nhân")), " và "
        )
        return [
            f"{self.grounds}, {self.asker} đề nghị {self.addressee} rà soát, cung cấp thông tin đối với {about} "
            "(có danh sách kèm theo):",
            "1. Tập thể, cá nhân đang được kiểm tra khi có dấu hiệu vi phạm; đang được giải quyết tố cáo; đang được "
            "xem xét, đề nghị chưa xếp loại.",
            f"2. Tập thể, cá nhân đã có kết luận hoặc đã bị thi hành kỷ luật trong năm {self.of_year}: ghi số, "
            "ngày văn bản và hình thức.",
            f"Thông tin đề nghị gửi về {self.asker} đến hết ngày {short_date(self.due_on)}; trường hợp không có ý "
            "kiến, đề nghị ghi rõ. Thông tin chỉ dùng để xem xét, thẩm định việc xếp loại.",
        ]


def _some(count: int, noun: str) -> str:
    return f"{padded(count)} {noun}" if count else ""


def _group(title: str, lines: tuple[AskedAbout, ...], first: int) -> list[Facts]:
    return [
        {"group": title if order == first else "", "cells": line.cells(order)}
        for order, line in enumerate(lines, first)
    ]
