"""One person's browser, as far as a measurement needs it: cookies, forms, and what the meter said."""

import gzip
import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()

    @property
    def cpu(self) -> int:
        """Nanoseconds of processor time."""
        return int(self.headers["x-bench-cpu"])

    @property
    def queries(self) -> int:
        """Questions to the database."""
        return int(self.headers["x-bench-queries"])

    @property
    def same(self) -> int:
        """How often the most repeated of them was asked."""
        return int(self.headers["x-bench-same"])

    @property
    def wire(self) -> int:
        """Bytes on the wire; what nothing compressed is reckoned as the proxy in front compresses it."""
        packed = "content-encoding" in self.headers
        return len(self.body) if packed else len(gzip.compress(self.body, 6))


class Forms(HTMLParser):
    """Every form of a page: where it leads, and the boxes with what stands in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.prose: set[str] = set()
        self.radios: dict[str, list[str]] = {}
        self._area = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Boxes belong to the form that was opened last."""
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self.forms.append((found.get("action", ""), {}))
        elif self.forms and name and tag == "textarea":
            self._area = name
            self.prose.add(name)
            self.forms[-1][1][name] = ""
        elif self.forms and name and tag == "input":
            if found.get("type") == "radio":
                self.radios.setdefault(name, []).append(found["value"])
                if "checked" not in found:
                    return
            self.forms[-1][1][name] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """A text ends."""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        """A text that stands in a box."""
        if self._area:
            self.forms[-1][1][self._area] += data.removeprefix("\n")

    def leading_to(self, action: str) -> dict[str, str]:
        """The boxes of the form with this address."""
        return next(boxes for where, boxes in self.forms if where == action)


@dataclass(slots=True)
class Browser:
    """Keeps a connection and its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    line: http.client.HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Answer:
        """A page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, typed: dict[str, str]) -> Answer:
        """A form sent."""
        return self._ask(
            "POST", path, urlencode(typed), {"Content-Type": "application/x-www-form-urlencoded"}
        )

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        more = {**headers, **({"Cookie": cookies} if cookies else {})}
        for again in (False, True):
            self.line = self.line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                self.line.request(method, path, body, more)
                got = self.line.getresponse()
                answer = Answer(
                    got.status, got.read(), {name.lower(): value for name, value in got.getheaders()}
                )
                break
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.line.close()  # a resting line was let go; a form sent twice is one act
                self.line = None
                if again:
                    raise
        for name, value in got.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer
