"""The subject's own tasks of a round: what is done, what comes next (the home page draws them)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    Exists,
    Field,
    IntegerField,
    OuterRef,
    Subquery,
    TextField,
    Value,
)
from django.urls import reverse

from documents.rules import short_date
from organizations.enums import Route
from organizations.models import Account
from organizations.queries import in_shape
from reviews.enums import GuidanceState, ReviewState
from reviews.models import (
    AgendaItem,
    Campaign,
    Guidance,
    GuidancePoint,
    Place,
    Section,
    SelfReview,
    Subject,
)
from reviews.workflow import WRITABLE

# An answer to guidance is a part of the self-review, and then of the dossier in which the letter lies: the plan and
# the letter name no day of their own for it.
ANSWERED_BY: Mapping[str, tuple[str, ...]] = {
    Route.DECIDED: ("T1", "T2"),
    Route.MINISTRY: ("T1", "T2"),
    Route.DELEGATED: ("T1", "T3"),
}
LATE_GUIDANCE = "Bản kiểm điểm đã nộp trước khi có gợi ý: đề nghị đơn vị trả lại để viết giải trình."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One task: its state is one of todo, doing, wait, back, done."""

    code: str
    title: str
    text: str
    state: str
    label: str
    path: str
    button: str
    is_next: bool = False
    deadlines: tuple[str, ...] = ("T1",)  # of the plan, in their order
    since: date | None = None  # the day it was asked: a date of the plan before it asks for nothing


class Near(NamedTuple):
    """A place of review or a letter of guidance: its words, its state or day, a number."""

    what: str
    pk: int
    subject: int
    words: str
    key: str | None = None
    state: str | None = None
    on: date | None = None
    number: int | None = None


COLUMNS: "Mapping[str, Field[Any, Any]]" = {
    "what": TextField(),
    **dict.fromkeys(("pk", "subject"), BigIntegerField()),
    **dict.fromkeys(("words", "key", "state"), TextField()),
    "on": DateField(),
    "number": IntegerField(),
}


def own_subjects(account: Account, campaign: Campaign) -> "list[Any]":
    """The account's own subject and those it helps to write; collectives it writes for come from their page."""
    # Two short ways to a row each; asked of both tables at once, every subject of the round would be looked at.
    helped = SelfReview.objects.filter(helper=account).order_by().values("subject")
    mine = Subject.objects.filter(person__account=account).order_by().values("pk").union(helped)
    begun = Section.objects.filter(review__subject=OuterRef("pk"), saved_at__isnull=False)
    held = AgendaItem.objects.filter(subject=OuterRef("pk")).order_by("-conference__held_on", "-pk")
    return list(
        Subject.objects.filter(pk__in=mine, campaign=campaign, is_reviewed=True)
        .select_related("self_review", "person")
        .annotate(is_begun=Exists(begun), last_held_on=Subquery(held.values("conference__held_on")[:1]))
        .order_by("pk")
    )


def _near(subjects: Sequence[Subject]) -> list[Near]:
    """The compulsory places of some subjects and the letters sent to them, in one question."""
    places = Place.objects.filter(subject__in=subjects, is_compulsory=True)
    letters = Guidance.objects.filter(subject__in=subjects).exclude(state=GuidanceState.DRAFT)
    points = GuidancePoint.objects.filter(guidance=OuterRef("pk")).order_by().values("guidance")
    count = Subquery(points.annotate(count=Count("pk")).values("count"))
    rows = in_shape(
        COLUMNS, places, what=Value("place"), pk="pk", subject="subject_id", words="label",
        on="concluded_on", number="position",
    ).union(
        in_shape(
            COLUMNS, letters, what=Value("letter"), pk="pk", subject="subject_id", words="issuer__name",
            key="key", state="state", on="dated_on", number=count,
        ),
        all=True,
    )  # fmt: skip
    return sorted((Near(*values) for values in rows), key=lambda one: one.pk)


def next_steps(account: Account, campaign: Campaign) -> tuple[Step, ...]:
    """Everything the round asks of the account's own person, in order; at most one is the next."""
    steps: list[Step] = []
    subjects = own_subjects(account, campaign)
    near = _near(subjects) if subjects else []
    for subject in subjects:
        own = subject.person is not None and subject.person.account_id == account.pk
        steps += _steps(subject, own, [one for one in near if one.subject == subject.pk])
    marked = False
    result = []
    for step in steps:
        first = not marked and bool(step.path) and step.state in {"todo", "doing", "back"}
        marked = marked or first
        result.append(replace(step, is_next=True) if first else step)
    return tuple(result)


def _steps(subject: Any, own: bool, near: Sequence[Near]) -> Iterator[Step]:
    review: SelfReview | None = getattr(subject, "self_review", None)
    if review is None:
        return
    if own:
        yield from (_read(letter, review, subject.route) for letter in near if letter.what == "letter")
    yield _write(subject, review, own)
    if own:
        places = sorted((one for one in near if one.what == "place"), key=lambda one: one.number or 0)
        yield _conference(places, subject.last_held_on)
        yield _result()


def _read(letter: Near, review: SelfReview, route: str) -> Step:
    answered = letter.state == GuidanceState.ANSWERED
    came_late = not answered and review.state == ReviewState.SUBMITTED
    todo = LATE_GUIDANCE if came_late else "Giải trình từng điểm trong bản kiểm điểm."
    return Step(
        code="guidance",
        title="Đọc gợi ý kiểm điểm",
        text=f"{letter.number or 0:02d} điểm gợi ý của {letter.words}. {todo}",
        state="done" if answered else "back" if came_late else "wait",
        label="Đã giải trình" if answered else "Chưa giải trình" if came_late else "Đã nhận",
        path=reverse("reviews:guidance_detail", args=[letter.key]),
        button="Đọc gợi ý kiểm điểm",
        deadlines=ANSWERED_BY.get(route, ("T1",)),
        since=letter.on,
    )


def _write(subject: Any, review: SelfReview, own: bool) -> Step:
    title = "Viết bản kiểm điểm cá nhân" if own else f"Soạn giúp bản kiểm điểm của đồng chí {subject.label}"
    edit = reverse("reviews:self_review_edit", args=[review.key])
    if review.state in WRITABLE:
        back = review.state == ReviewState.RETURNED
        begun = subject.is_begun
        return Step(
            code="write",
            title="Bổ sung, hoàn thiện bản kiểm điểm" if back else title,
            text=review.return_reason if back else "Bản kiểm điểm dùng chung cho mọi nơi kiểm điểm.",
            state="back" if back else "doing" if begun else "todo",
            label="Đề nghị bổ sung" if back else "Đang viết" if begun else "Chưa viết",
            path=edit,
            button="Mở mục cần bổ sung" if back else "Viết tiếp" if begun else "Viết bản kiểm điểm",
        )
    if review.state == ReviewState.COMPLETING:
        return Step(
            code="write",
            title="Viết bản hoàn chỉnh sau hội nghị",
            text="Nơi kiểm điểm vẫn đọc bản đã trình hội nghị cho đến khi nộp bản hoàn chỉnh.",
            state="doing",
            label=str(ReviewState(review.state).label),
            path=edit,
            button="Viết tiếp",
        )
    paper = review.state == ReviewState.PAPER
    return Step(
        code="write",
        title=title if own else f"Bản kiểm điểm của đồng chí {subject.label}",
        text="Đơn vị đã nhận bản giấy." if paper else f"Số biên nhận {review.receipt_number}.",
        state="done",
        label=str(ReviewState(review.state).label),
        path="" if paper else reverse("reviews:self_review_receipt", args=[review.key]),
        button="Mở biên nhận",
    )


def _conference(places: Sequence[Near], last_held_on: date | None) -> Step:
    done = [place for place in places if place.on]
    where = ", ".join(place.words for place in places)
    whole = bool(places) and len(done) == len(places)
    held = f" Ngày {short_date(last_held_on)}." if last_held_on else ""
    return Step(
        code="conference",
        title="Dự hội nghị kiểm điểm",
        text=f"Nơi kiểm điểm: {where}.{held}" if where else "Chưa có nơi kiểm điểm.",
        state="done" if whole else "doing" if done else "wait",
        label="Đã kiểm điểm"
        if whole
        else f"Đã họp {len(done)} trong {len(places)} nơi"
        if done
        else "Chưa họp",
        path="",
        button="",
    )


def _result() -> Step:
    return Step(
        code="result",
        title="Xem kết quả xếp loại",
        text="Mở khi cấp có thẩm quyền đã quyết định và thông báo. Đồng chí sẽ nhận thông báo.",
        state="wait",
        label="Chờ cấp trên",
        path="",
        button="",
        deadlines=(),
    )
