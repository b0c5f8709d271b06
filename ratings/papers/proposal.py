"""Tờ trình with the list everybody reads: protocol order of posts, never alphabetical or by votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, attached, recipients, text
from organizations.enums import Level


def short(level: Level | None) -> str:
    """A level in a table; a dash where there is none."""
    return level.short if level else "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One cadre; the order of the lines is the protocol's."""

    name: str = ""
    born: str = ""
    position: str = ""
    civil_level: Level | None = None
    self_level: Level | None = None
    cell_vote: str = ""
    collective_vote: str = ""
    supervisor: str = ""
    agencies: str = ""
    proposed: Level | None = None
    last_year: Level | None = None
    note: str = ""
    group: str = ""

    def cells(self, order: int) -> list[str]:
        """The row's thirteen cells; a row of a blank has its order alone."""
        if not self.name:
            return [str(order), *[""] * 12]
        return [
            str(order),
            self.name,
            self.born,
            self.position,
            short(self.civil_level),
            short(self.self_level),
            self.cell_vote,
            self.collective_vote,
            self.supervisor,
            self.agencies,
            short(self.proposed),
            short(self.last_year),
            self.note,
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectiveLine:
    """One collective or organisation."""

    name: str
    self_level: Level | None = None
    collective_vote: str = ""
    supervisor: str = ""
    agencies: str = ""
    proposed: Level | None = None
    last_year: Level | None = None
    note: str = ""
    group: str = ""

    def cells(self, order: int) -> list[str]:
        """The row's nine cells."""
        return [
            str(order),
            self.name,
            short(self.self_level),
            self.collective_vote,
            self.supervisor,
            self.agencies,
            short(self.proposed),
            short(self.last_year),
            self.note,
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Paper):
    """The letter and its one or two lists, drawn together so that they cannot disagree."""

    form: ClassVar[str] = "F13"
    template: ClassVar[str] = "proposal"

    letterhead: Letterhead
    organ: str
    addressee: str
    body: str
    signature: Signature
    recipients: tuple[str, ...] = ()
    collectives: tuple[CollectiveLine, ...] = ()
    persons: tuple[PersonLine, ...] = ()
    blank_lines: int = 4
    of_year: int | None = None

    def facts(self) -> Facts:
        """Everything on the paper."""
        head = self.letterhead
        return {
            "room": [""] * self.blank_lines,
            "head": head.facts(),
            "year": self.of_year or head.year,
            "addressee": self.addressee,
            "text": text(self.body),
            "signature": self.signature.facts(),
            "recipients": recipients(self.recipients),
            "attached": attached("Tờ trình", head, self.organ),
            "collectives": grouped(self.collectives),
            "persons": grouped(self.persons),
            "centred_collective": [1, 3, 4, 7, 8],
            "centred_person": [1, 3, 5, 6, 7, 8, 11, 12],
            "legend": "; ".join(f"{level.short}: {level.label}" for level in Level) + ".",
        }


def grouped(lines: Sequence[CollectiveLine | PersonLine]) -> list[Facts]:
    """The rows in the order given, with the name of a group above its first row."""
    rows: list[Facts] = []
    before = ""
    for order, line in enumerate(lines, 1):
        heading = line.group if line.group != before else ""
        rows.append({"group": heading, "cells": line.cells(order)})
        before = line.group
    return rows
