"""What cannot be among the dated facts of one person, each at its row and box."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

SENT_OFF = (
    "“Đang chuyển sinh hoạt” được ghi khi chi bộ cho chuyển sinh hoạt (“Chuyển, thôi sinh hoạt” "
    "ở trang của đồng chí đó), không ghi ở đây."
)
ON_THE_WAY = (
    "Đồng chí này đang chuyển sinh hoạt. Ghi nhận giấy giới thiệu, hoặc hủy việc chuyển, "
    "ở trang “Chuyển sinh hoạt”, không qua tệp này."
)
BY_A_TRANSFER = (
    "Dòng “Đang chuyển sinh hoạt” này do việc cho chuyển sinh hoạt ghi. Muốn sửa thì ghi nhận giấy giới thiệu, "
    "hoặc hủy việc chuyển, ở trang “Chuyển sinh hoạt”."
)

Values = Mapping[str, Any]
Rows = Sequence[tuple[int, Values]]  # each with its number on the page


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence about one box of one row."""

    row: int
    box: str
    sentence: str


def standing_faults(rows: Rows, _today: date) -> list[Fault]:
    """A case ends after it begins, and the same case is not in force twice at once."""
    twice = "Trường hợp này đã ghi cho thời gian trùng với dòng khác. Sửa ngày hoặc bỏ bớt một dòng."
    return [*_backwards(rows), *_meeting(rows, twice, same="kind")]


def leave_faults(rows: Rows, _today: date) -> list[Fault]:
    """A leave ends after it begins; two leaves never share a day, or it would be counted twice."""
    twice = "Thời gian nghỉ trùng với dòng khác. Sửa ngày hoặc bỏ bớt một dòng."
    return [*_backwards(rows), *_meeting(rows, twice)]


def discipline_faults(rows: Rows, today: date) -> list[Fault]:
    """It is decided by today, for something done no later."""
    found = list(_later(rows, "decided_on", today, "Ngày quyết định chưa đến. Xem lại ngày trên quyết định."))
    for row, one in rows:
        if _known(one, "decided_on", "violated_in") and one["violated_in"] > one["decided_on"].year:
            found.append(Fault(row, "violated_in", "Năm vi phạm sau ngày quyết định. Xem lại hai ô này."))
    return found


def civil_faults(rows: Rows, today: date) -> list[Fault]:
    """One result a year, decided by today."""
    found = list(_later(rows, "decided_on", today, "Ngày này chưa đến. Xem lại ngày trên văn bản."))
    found += [
        Fault(row, "year", "Năm này chưa đến. Xem lại năm ghi trên văn bản.")
        for row, one in rows
        if (one.get("year") or 0) > today.year
    ]
    for (_, one), (row, other) in combinations(rows, 2):
        if one.get("year") and one.get("year") == other.get("year"):
            found.append(Fault(row, "year", f"Năm {one['year']} đã có ở dòng khác. Mỗi năm ghi một kết quả."))
    return found


def post_faults(rows: Rows, _today: date) -> list[Fault]:
    """Of the posts held now one counts for the rating, and one alone (P11)."""
    found = list(_backwards(rows))
    held = [(row, one) for row, one in rows if not one.get("to_on")]
    chief = [row for row, one in held if one.get("is_main")]
    if held and not chief:
        found.append(Fault(held[0][0], "is_main", "Chọn một chức danh chính để xếp loại."))
    found += [
        Fault(row, "is_main", "Chỉ một chức danh là chức danh chính. Bỏ chọn ở các dòng còn lại.")
        for row in chief[1:]
    ]
    return found


CHECKS: Mapping[str, Callable[[Rows, date], list[Fault]]] = {
    "truong-hop": standing_faults,
    "nghi": leave_faults,
    "ky-luat": discipline_faults,
    "cbccvc": civil_faults,
    "chuc-vu": post_faults,
}


def _known(one: Values, *boxes: str) -> bool:
    return all(one.get(box) for box in boxes)


def _backwards(rows: Rows) -> Iterator[Fault]:
    for row, one in rows:
        if _known(one, "from_on", "to_on") and one["to_on"] < one["from_on"]:
            yield Fault(row, "to_on", "Đến ngày phải từ ngày bắt đầu trở đi.")


def _later(rows: Rows, day: str, today: date, sentence: str) -> Iterator[Fault]:
    for row, one in rows:
        if one.get(day) and one[day] > today:
            yield Fault(row, day, sentence)


def _meeting(rows: Rows, sentence: str, same: str = "") -> Iterator[Fault]:
    for (_, one), (row, other) in combinations(rows, 2):
        if not (_known(one, "from_on") and _known(other, "from_on")):
            continue
        if same and one.get(same) != other.get(same):
            continue
        if one["from_on"] <= (other.get("to_on") or date.max) and other["from_on"] <= (
            one.get("to_on") or date.max
        ):
            yield Fault(row, "from_on", sentence)
