"""The product's own door with a meter on it, and beside it the page that a CPU unit is measured by."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.db import connection
from django.template import Library, engines
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config.wsgi import application as product
from organizations.templatetags.ui import SHAPES

CALIBRATION = "/bench/calibration/"
COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE")
DEMO_ALONE = "organizations_clockoffset"  # the demo's clock, which no installation of an office has
TEMPLATE = (
    "<table>{% for row in rows %}<tr><th>{{ row.name }}</th><td>{{ row.number }}</td>"
    "<td>{% state_of_unit row.state row.word %}</td><td>{{ row.day|date:'d/m/Y' }}</td></tr>{% endfor %}</table>"
)
ROWS = 500
library = Library()


@library.simple_tag
def state_of_unit(state: str, label: str) -> SafeString:
    """A state drawn anew in each row: the product's own tag keeps its icons, and a unit must not move with it."""
    shape = SHAPES.get(state, "todo")
    drawn = format_html(
        '<svg class="ic{}{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        "", "", static("sprite.svg"), shape,
    )  # fmt: skip
    return format_html('<span class="st st-{}">{}{}</span>', shape, drawn, label)


engines["django"].engine.template_builtins.append(library)  # type: ignore[attr-defined]


def calibration() -> bytes:
    """Five hundred rows through a Django template, without a database: the time of this is one unit."""
    rows = [
        {"name": f"Lò Văn {number}", "number": number, "state": "done", "word": "Đã nộp", "day": None}
        for number in range(ROWS)
    ]
    return engines["django"].from_string(TEMPLATE).render({"rows": rows}).encode()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """One request, with the processor time of its thread and its questions said in headers."""
    asked: Counter[str] = Counter()
    told: list[Any] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(COUNTED) and DEMO_ALONE not in sql:
            asked[sql] += 1
        return execute(sql, params, many, context)

    def note(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        told[:] = [status, headers]

    began = time.thread_time_ns()
    if environ["PATH_INFO"] == CALIBRATION:
        told, body = ["200 OK", [("Content-Type", "text/html")]], calibration()
    else:
        with connection.execute_wrapper(count):
            answer = product(environ, note)
            try:
                body = b"".join(answer)
            finally:
                with suppress(AttributeError):
                    answer.close()
    spent = time.thread_time_ns() - began
    meter = [
        ("X-Bench-Cpu", str(spent)),
        ("X-Bench-Queries", str(asked.total())),
        ("X-Bench-Same", str(max(asked.values(), default=0))),
    ]
    if os.environ.get("BENCH_SQL") and asked:
        with open(os.environ["BENCH_SQL"], "a") as file:  # noqa: PTH123
            file.writelines(f"{environ['PATH_INFO']}\t{number}\t{sql}\n" for sql, number in asked.items())
    start_response(told[0], [*told[1], *meter])
    return [body]
