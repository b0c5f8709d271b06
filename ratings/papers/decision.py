"""Quyết định xếp loại with its list, and the five papers that may follow a signature."""

from dataclasses import dataclass
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, attached, recipients
from documents.rules import upper
from organizations.enums import Level

HEADINGS = {frozenset({True}): "Họ và tên", frozenset({False}): "Tên tập thể, tổ chức đảng"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One subject and the level decided; on paper the level stands in full."""

    name: str = ""
    born: str = ""
    position: str = ""
    level: Level | None = None
    note: str = ""
    group: str = ""

    def cells(self, order: int, *, persons: bool) -> list[str]:
        """The row's cells; an organisation has neither birth nor post."""
        about = [self.born, self.position] if persons else []
        return [str(order), self.name, *about, self.level.label if self.level else "", self.note]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Paper):
    """Original, bổ sung, sửa đổi, thay thế or thu hồi: the articles say which."""

    form: ClassVar[str] = "F16"
    template: ClassVar[str] = "decision"

    letterhead: Letterhead
    organ: str
    abstract: str
    bases: tuple[str, ...]
    request: str = ""
    articles: tuple[str, ...]
    signature: Signature
    recipients: tuple[str, ...] = ()
    lines: tuple[ResultLine, ...] = ()
    list_title: str = ""

    def facts(self) -> Facts:
        """Everything on the paper; "Xét đề nghị của …" closes the bases."""
        head = self.letterhead
        return {
            "head": head.facts(),
            "abstract": self.abstract,
            "bases": self._grounds(),
            "organ": upper(self.organ),
            "articles": [
                {"title": f"Điều {order}.", "text": article} for order, article in enumerate(self.articles, 1)
            ],
            "signature": self.signature.facts(),
            "recipients": recipients(self.recipients),
            "list_title": self.list_title,
            "attached": attached("Quyết định", head, self.organ),
            "persons": self.persons,
            "heading": self._heading(),
            "width": 6 if self.persons else 4,
            "lines": self._rows(),
        }

    def _grounds(self) -> list[str]:
        """One line a ground; the last leads on to "QUYẾT ĐỊNH" with a comma."""
        lines = [f"- {ground.rstrip('.;,')}" for ground in (*self.bases, self.request) if ground]
        return [f"{line};" for line in lines[:-1]] + [f"{line}," for line in lines[-1:]]

    @property
    def persons(self) -> bool:
        """Whether the list names persons."""
        return any(line.born or line.position for line in self.lines)

    def _heading(self) -> str:
        """Above the names: a list may hold persons, collectives, or both; on a blank that is open."""
        kinds = {bool(line.born or line.position) for line in self.lines if line.name}
        return HEADINGS.get(frozenset(kinds), "Họ và tên, tên tập thể")

    def _rows(self) -> list[Facts]:
        rows: list[Facts] = []
        before = ""
        for order, line in enumerate(self.lines, 1):
            rows.append(
                {
                    "group": line.group if line.group != before else "",
                    "cells": line.cells(order, persons=self.persons),
                }
            )
            before = line.group
        return rows


def original_articles(*, organ: str, what: str, year: int, bodies: str) -> tuple[str, ...]:
    """The first decision: result, who carries it out, from when."""
    return (
        f"{organ} quyết định xếp loại chất lượng năm {year} đối với {what} (có danh sách kèm theo).",
        *_carrying_out(bodies),
    )


def supplement_articles(*, what: str, year: int, former: str, bodies: str) -> tuple[str, ...]:
    """Bổ sung: somebody who was forgotten, or rated later."""
    return (
        f"Bổ sung kết quả xếp loại chất lượng năm {year} đối với {what} vào danh sách kèm theo {former} "
        "(có danh sách bổ sung kèm theo).",
        f"Các nội dung khác của {former} giữ nguyên. {_carrying_out(bodies)[0]}",
        _carrying_out(bodies)[1],
    )


def amendment_articles(*, what: str, year: int, former: str, bodies: str) -> tuple[str, ...]:
    """Sửa đổi: another level for some lines of a decision that stays in force."""
    return (
        f"Sửa đổi kết quả xếp loại chất lượng năm {year} đối với {what} tại danh sách kèm theo {former} "
        "(có danh sách sửa đổi kèm theo).",
        f"Các nội dung khác của {former} giữ nguyên. {_carrying_out(bodies)[0]}",
        _carrying_out(bodies)[1],
    )


def replacement_articles(*, what: str, year: int, former: str, bodies: str) -> tuple[str, ...]:
    """Thay thế: a new list stands for the whole former one."""
    return (
        f"Xếp loại chất lượng năm {year} đối với {what} (có danh sách kèm theo).",
        _carrying_out(bodies)[0],
        f"Quyết định này có hiệu lực kể từ ngày ký và thay thế {former}.",
    )


def revocation_articles(*, former: str, reason: str, bodies: str) -> tuple[str, ...]:
    """Thu hồi, hủy bỏ: the former decision is taken back, with the reason."""
    return (
        f"Thu hồi, hủy bỏ {former}. Lý do: {reason.rstrip('.')}.",
        *_carrying_out(bodies),
    )


def _carrying_out(bodies: str) -> tuple[str, str]:
    return (
        f"{bodies} chịu trách nhiệm thi hành Quyết định này.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """Đính chính: what was printed, and what it should have been; never a level."""

    place: str
    printed: str
    right: str

    def facts(self, order: int) -> str:
        """The sentence as printed."""
        return f"{order}. {self.place}: đã in là “{self.printed}”, nay đính chính là “{self.right}”."


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLetter(Paper):
    """Công văn đính chính: a name or a date of birth, no change of level."""

    form: ClassVar[str] = "F16C"
    template: ClassVar[str] = "correction_letter"

    letterhead: Letterhead
    organ: str
    former: str
    addressee: str
    mistakes: tuple[Mistake, ...]
    signature: Signature
    recipients: tuple[str, ...] = ()

    def facts(self) -> Facts:
        """Everything on the paper."""
        return {
            "head": self.letterhead.facts(),
            "subject": f"V/v đính chính {self.former}",
            "addressee": self.addressee,
            "opening": f"Do sơ suất trong khâu soạn thảo, {self.organ} đính chính {self.former} như sau:",
            "mistakes": [mistake.facts(order) for order, mistake in enumerate(self.mistakes, 1)],
            "closing": f"Các nội dung khác của {self.former} giữ nguyên. {self.organ} thông báo để các đơn vị biết.",
            "signature": self.signature.facts(),
            "recipients": recipients(self.recipients),
        }
