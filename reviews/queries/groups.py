"""The records of a self-review as groups of boxes: last year's, the points of guidance, what one names, targets."""

from collections.abc import Sequence

from organizations.enums import Level
from reviews.enums import RemedyState
from reviews.models import GuidancePoint, RemedyNote, Shortcoming, Target
from reviews.queries import boxes as b
from reviews.queries.boxes import Box, Group, Keeps, Kind
from reviews.queries.records import note_words, share_of, target_line

LEVELS = tuple((level.value, str(level.label)) for level in Level)
REMEDIES = tuple((state.value, str(state.label)) for state in RemedyState if state != RemedyState.UNANSWERED)


def past_group(n: int, count: int, one: Shortcoming, noted: Sequence[RemedyNote] = ()) -> Group:
    """A shortcoming of an earlier year, to be answered; what was noted of it stands beside, nothing is filled in."""
    state = "" if one.state == RemedyState.UNANSWERED else one.state
    return Group(
        title=f"Hạn chế {n} trong {count} (năm {one.year})",
        text=one.text,
        noted=tuple(note_words(note, state=str(note.get_state_display())) for note in noted),
        answered=bool(state),
        boxes=(
            Box(
                name=f"k-{one.key}",
                kind=Kind.CHOICE,
                label="Đến nay",
                value=state,
                target=b.Target(Keeps.PAST, one.key, "state"),
                required=True,
                choices=REMEDIES,
            ),
            Box(
                name=f"kt-{one.key}",
                kind=Kind.PROSE,
                label="Kết quả, hoặc lý do chưa xong",
                value=one.progress,
                target=b.Target(Keeps.PAST, one.key, "progress"),
                rows=3,
            ),
        ),
    )


def point_group(n: int, count: int, one: GuidancePoint) -> Group:
    """A point of guidance, to be answered."""
    which = f"{one.guidance.key}-{one.position}"
    return Group(
        title=f"Điểm gợi ý {n} trong {count}",
        text=one.issue,
        ground=one.ground,
        demand=one.request,
        answered=bool(one.answer.strip()),
        boxes=(
            Box(
                name=f"a-{which}",
                kind=Kind.PROSE,
                label="Giải trình của đồng chí",
                value=one.answer,
                target=b.Target(Keeps.POINT, which, "answer"),
                required=True,
                rows=5,
            ),
            Box(
                name=f"d-{which}",
                kind=Kind.DAY,
                label="Khắc phục xong trước ngày",
                value=b.shown_day(one.remedy_before),
                target=b.Target(Keeps.POINT, which, "remedy_before"),
                hint="Ví dụ 31/3/2022; để trống nếu không phải khắc phục",
            ),
        ),
    )


def shortcoming_group(n: int, one: Shortcoming | None, *, is_person: bool) -> Group:
    """A shortcoming one names oneself; a collective also says who answers for it."""

    needed = {"text", "due_before"} if is_person else {"text", "due_before", "responsible"}

    def box(field: str, kind: Kind, label: str, value: str, hint: str = "") -> Box:
        return Box(
            name=f"h-{n}-{field}",
            kind=kind,
            label=label,
            value=value,
            target=b.Target(Keeps.SHORTCOMING, str(n), field),
            hint=hint,
            required=field in needed and (n == 1 or one is not None),
            rows=3 if field in ("text", "remedy") else 2,
        )

    boxes = [
        box("text", Kind.PROSE, "Hạn chế, khuyết điểm", one.text if one else ""),
        box("cause", Kind.PROSE, "Nguyên nhân chủ quan", one.cause if one else ""),
        box("objective_cause", Kind.PROSE, "Nguyên nhân khách quan", one.objective_cause if one else ""),
        box("remedy", Kind.PROSE, "Biện pháp khắc phục", one.remedy if one else ""),
    ]
    if not is_person:
        owner = one.responsible if one else ""
        boxes.append(box("responsible", Kind.LINE, "Người chịu trách nhiệm", owner))
    due = b.shown_day(one.due_before) if one else ""
    boxes.append(box("due_before", Kind.DAY, "Khắc phục xong trước ngày", due, "Ví dụ 31/3/2022"))
    return Group(title=f"Hạn chế, khuyết điểm {n}", boxes=tuple(boxes))


def target_group(n: int, one: Target | None) -> Group:
    """A line of the table of targets."""

    def box(field: str, kind: Kind, label: str, value: str) -> Box:
        return Box(
            name=f"t-{n}-{field}",
            kind=kind,
            label=label,
            value=value,
            target=b.Target(Keeps.TARGET, str(n), field),
        )

    return Group(
        title=f"Chỉ tiêu {n}",
        share=share_of(one) if one else "",
        line=target_line(one) if one else "",
        boxes=(
            box("text", Kind.LINE, "Chỉ tiêu", one.text if one else ""),
            box("unit", Kind.LINE, "Đơn vị tính", one.unit if one else ""),
            box("planned", Kind.FIGURE, "Giao", b.shown_figure(one.planned) if one else ""),
            box("actual", Kind.FIGURE, "Thực hiện", b.shown_figure(one.actual) if one else ""),
        ),
    )


def level_box(name: str, label: str, value: str, field: str) -> Box:
    """The level one takes for oneself; none is chosen beforehand."""
    return Box(
        name=name,
        kind=Kind.CHOICE,
        label=label,
        value=value,
        target=b.Target(Keeps.REVIEW, "", field),
        required=field == "self_level",
        choices=LEVELS,
    )
