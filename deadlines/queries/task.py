"""One task of the home page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task of the list; the first open one with a page is the next."""

    title: str
    text: str
    state: str
    label: str
    href: str = ""
    button: str = ""
    due: str = ""
    hot: bool = False
    more: str = ""  # words of a link to what the text leaves out

    @property
    def is_open(self) -> bool:
        """Something the reader can do now."""
        return bool(self.href) and self.state in {"todo", "doing", "back", "late"}
