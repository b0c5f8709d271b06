"""One page that is looked at by machine, as one person sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver, reverse

from tests.authority import world as offices


@dataclass(frozen=True)
class Page:
    """One page as one person sees it."""

    url: str
    who: str = ""
    data: dict[str, Any] | None = None
    errors: int = 0
    given: Callable[[Any], object] | None = None
    path: str = ""
    query: str = ""
    state: str = ""
    answers: int = 200
    picture: str = ""

    @property
    def name(self) -> str:
        """How the test, and the line in query_counts.json, is called."""
        sent = "" if self.data is None else "sent empty"
        return " ".join(filter(None, (self.url, self.who, self.query, self.state, sent)))

    def address(self, office: Any) -> str:
        """Where the page stands, on the office's own records."""
        path = self.path or reverse(self.url, kwargs=offices.keys(office, self.url, ASKS[self.url]))
        return path + self.query


def url_names(resolver=None, space=""):
    """Every named address of the installation, with what its path asks for."""
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from url_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield f"{space}{entry.name}", tuple(entry.pattern.converters)


ASKS = dict(url_names())
