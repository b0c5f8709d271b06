"""Kế hoạch khắc phục hạn chế, khuyết điểm, and the yearly commitment of a member (P62)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, recipients, text
from documents.rules import sentence, short_date, without_gaps
from reviews.papers.self_review import Identity

EMPTY_ROWS = 6
FOLLOWED = (
    "Kết quả thực hiện kế hoạch được theo dõi, kiểm tra thường xuyên và báo cáo tại kỳ kiểm điểm năm {year}."
)
PROMISE = "Tôi cam kết thực hiện nghiêm túc những nội dung trên và chịu sự kiểm tra, giám sát của chi bộ."


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyLine:
    """One shortcoming: what is done about it, who answers, before which day; of an old one, how far it is."""

    shortcoming: str = ""
    cause: str = ""
    progress: str = ""
    remedy: str = ""
    owner: str = ""
    due_before: date | None = None
    group: str = ""

    def facts(self, order: int) -> Facts:
        """The row, under the name of its group if it is the first of one."""
        cause = sentence(f"Nguyên nhân: {self.cause}") if self.cause else ""
        progress = sentence(f"Đến nay: {self.progress}") if self.progress else ""
        due = short_date(self.due_before) if self.due_before else ""
        issue = without_gaps((sentence(self.shortcoming), cause, progress), " ")
        return {"group": self.group, "cells": [str(order), issue, sentence(self.remedy), self.owner, due]}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyPlan(Paper):
    """Kế hoạch khắc phục: one row a shortcoming, carried into the next round."""

    form: ClassVar[str] = "F27"
    template: ClassVar[str] = "remedy_plan"

    letterhead: Letterhead
    year: int
    owner: str
    lines: tuple[RemedyLine, ...] = ()
    signature: Signature
    recipients: tuple[str, ...] = ()

    def facts(self) -> Facts:
        """Everything on the paper; a blank has rows to write in."""
        rows: Iterable[RemedyLine] = self.lines or (RemedyLine(),) * EMPTY_ROWS
        return {
            "head": self.letterhead.facts(),
            "year": self.year,
            "opening": f"Căn cứ kết quả kiểm điểm năm {self.year}, {self.owner} xây dựng kế hoạch khắc phục hạn chế, "
            "khuyết điểm như sau:",
            "lines": [line.facts(order) for order, line in enumerate(rows, 1)],
            "closing": FOLLOWED.format(year=self.year + 1),
            "signature": self.signature.facts(),
            "recipients": recipients(self.recipients),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPaper(Paper):
    """Bản cam kết tu dưỡng, rèn luyện, phấn đấu: written by the member's own hand, kept by his cell (P90)."""

    form: ClassVar[str] = "F28"
    template: ClassVar[str] = "commitment"

    letterhead: Letterhead
    year: int
    identity: Identity
    items: tuple[tuple[str, str], ...]
    signed_by: str = ""
    blank_lines: int = 4

    def facts(self) -> Facts:
        """Everything on the paper."""
        return {
            "room": [""] * self.blank_lines,
            "head": self.letterhead.facts(),
            "year": self.year,
            "identity": self.identity.facts(),
            "promises": [
                {"title": f"{order}. {title}", "text": text(body)}
                for order, (title, body) in enumerate(self.items, 1)
            ],
            "closing": PROMISE,
            "cell": Signature(authority=("T/M chi ủy (chi bộ)",), note="(ký, ghi rõ họ tên)").facts(),
            "author": Signature(
                authority=("Người cam kết",), note="(ký, ghi rõ họ tên)", name=self.signed_by
            ).facts(),
        }
