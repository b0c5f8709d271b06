"""What waits for a second person and for the register: counts another typed, letters and decisions without a number."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from deadlines.queries.task import Task
from deadlines.queries.waiting import Rows
from documents.rules import short_date
from ratings.enums import DecisionKind
from ratings.rules.inquiries import days_words as left_to_answer

MOST = 10


def desk_tasks(rows: Rows, today: date) -> Iterator[Task]:
    """The tasks of this desk that wait, and none that do not."""
    yield from _counts_to_check(rows)
    yield from _letters_to_number(rows)
    yield from _decisions_to_number(rows)
    yield from _inquiries_to_answer(rows, today)
    yield from _organs_to_chase(rows, today)


def _counts_to_check(rows: Rows) -> Iterator[Task]:
    """Counts that somebody else typed (P06, P59)."""
    for one in rows.get("count", ())[:MOST]:
        yield Task(
            title=f"Kiểm tra số liệu kiểm phiếu: {one.title}",
            text=f"{one.note}. Đồng chí {one.by or ''} đã nhập; "
            "số liệu có giá trị khi người thứ hai xác nhận.",
            state="todo",
            label="Chờ người thứ hai kiểm tra",
            href=reverse("ratings:ballot_detail", args=[one.key]),
            button="Mở để kiểm tra",
        )


def _letters_to_number(rows: Rows) -> Iterator[Task]:
    """Letters of guidance whose number the register has not given yet (P27)."""
    for one in rows.get("letter", ())[:MOST]:
        yield Task(
            title=f"Ghi số, ngày và gửi gợi ý kiểm điểm: {one.title}",
            text=f"Gợi ý của {one.by}. Dự thảo chờ ký; số do văn thư cấp theo sổ.",
            state="todo",
            label="Chờ số, ngày, bản ký",
            href=reverse("reviews:guidance_detail", args=[one.key]),
            button="Mở gợi ý kiểm điểm",
        )


def _decisions_to_number(rows: Rows) -> Iterator[Task]:
    """Drafts that wait for the register's number, the day and the signed scan (P27)."""
    for one in rows.get("decision", ())[:MOST]:
        yield Task(
            title=f"Ghi số, ngày và bản ký: {DecisionKind(one.title).label}",
            text="Dự thảo chờ ký; số do văn thư cấp theo sổ.",
            state="todo",
            label="Chờ số, ngày, bản ký",
            href=reverse("ratings:decision_detail", args=[one.key]),
            button="Mở quyết định",
        )


def _inquiries_to_answer(rows: Rows, today: date) -> Iterator[Task]:
    """What one's inspection was asked about a list, with the days left (P25)."""
    for one in rows.get("inquiry", ())[:MOST]:
        late = bool(one.on and one.on < today)
        yield Task(
            title=f"Trả lời đề nghị cung cấp thông tin: {one.title}",
            text=f"Còn {one.number or 0:02} tập thể, cá nhân chưa có trả lời.",
            state="late" if late else "todo",
            label="Quá hạn trả lời" if late else "Chờ trả lời",
            href=reverse("ratings:inquiry_answer", args=[one.key]),
            button="Mở danh sách",
            due=f"Hạn {short_date(one.on)}, {left_to_answer(one.on, today)}" if one.on else "",
        )


def _organs_to_chase(rows: Rows, today: date) -> Iterator[Task]:
    """Organs that let the day named in the letter go by without a word on everybody (P25)."""
    late = [(row, row.on) for row in rows.get("asked", ()) if row.on and row.on < today]
    for one, due in late[:MOST]:
        yield Task(
            title=f"Nhắc cơ quan liên quan cho ý kiến: {one.title}",
            text=f"Còn {one.number:02} tập thể, cá nhân chưa có ý kiến, hạn {short_date(due)}.",
            state="late",
            label="Quá hạn trả lời",
            href=reverse("ratings:consultation_ask"),
            button="Mở văn bản đề nghị",
        )
