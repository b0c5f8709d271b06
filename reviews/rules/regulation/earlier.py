"""A regulation that was published before some of what is now a row of it was one: read as it was then."""

from collections.abc import Mapping
from typing import Any

OWN_LEVEL = {
    ("collective", "organization"): ("TT.ND.VII", "Đề nghị xếp loại mức chất lượng"),
    ("member", "office"): ("CN.ND.VII", "Tự nhận mức xếp loại"),
}


def as_read_today(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The content of a published regulation with the rows that its own day had in the program.

    The own level stood behind the last section, and targets beside the second section of prose.
    """
    rows = [dict(one) for one in data["content"]]
    if any(one.get("role") == "own_level" for one in rows):
        return data
    for capacities, (code, title) in OWN_LEVEL.items():
        own = [one for one in rows if set(one["capacities"]) & set(capacities)]
        prose = sorted((one for one in own if one["role"] == "text"), key=lambda one: one["seq"])
        if not own:
            continue
        if prose[1:] and not any("alongside" in one for one in own):
            prose[1]["alongside"] = "targets"
        rows.append(
            {
                "code": code,
                "capacities": sorted({one for row in own for one in row["capacities"]}),
                "seq": max(one["seq"] for one in own) + 1,
                "section": "VII",
                "heading": f"VII. {title}",
                "title": title,
                "guidance": "Đồng chí tự chọn; hệ thống không chọn sẵn mức nào.",
                "needs_grade": False,
                "need": "always",
                "role": "own_level",
                "clause": "Không quy định; mặc định hệ thống",
                "certainty": "default",
            }
        )
    return {**data, "content": rows}
