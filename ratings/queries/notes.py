"""A finding in words, as the pages show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One finding in words: what it means, from which figures, by which clause and how sure that is."""

    kind: str
    text: str
    source: str
