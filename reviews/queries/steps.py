"""The subject's own tasks of a round: what is done, what comes next (the home page draws them)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from documents.rules import short_date
from organizations import clock
from organizations.enums import SubjectKind
from organizations.models import Account
from reviews.enums import GuidanceState, ReviewState
from reviews.models import AgendaItem, Campaign, Guidance, Place, SelfReview, Subject
from reviews.workflow import WRITABLE

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
    deadline: str = "T1"


def own_subjects(account: Account, campaign: Campaign) -> list[Subject]:
    """The account's own subject, those it helps to write, collectives it writes for come from their page."""
    mine = Q(person__account=account) | Q(self_review__helper=account)
    return list(
        Subject.objects.filter(mine, campaign=campaign, is_reviewed=True)
        .select_related("self_review", "person", "collective", "campaign", "unit")
        .prefetch_related("places")
        .order_by("pk")
    )


def next_steps(account: Account, campaign: Campaign, now: datetime) -> tuple[Step, ...]:
    """Everything the round asks of the account's own person, in order; at most one is the next."""
    steps: list[Step] = []
    for subject in own_subjects(account, campaign):
        own = subject.person is not None and subject.person.account_id == account.pk
        steps += _steps(subject, own, clock.day_of(now))
    marked = False
    result = []
    for step in steps:
        first = not marked and bool(step.path) and step.state in {"todo", "doing", "back"}
        marked = marked or first
        result.append(step if not first else _as_next(step))
    return tuple(result)


def _as_next(step: Step) -> Step:
    return Step(
        code=step.code,
        title=step.title,
        text=step.text,
        state=step.state,
        label=step.label,
        path=step.path,
        button=step.button,
        is_next=True,
        deadline=step.deadline,
    )


def _steps(subject: Subject, own: bool, today: date) -> Iterator[Step]:
    review: SelfReview | None = getattr(subject, "self_review", None)
    if review is None:
        return
    letters = list(
        Guidance.objects.filter(subject=subject)
        .exclude(state=GuidanceState.DRAFT)
        .select_related("issuer")
        .prefetch_related("points")
    )
    yield from (_read(letter, review) for letter in letters if own)
    yield _write(subject, review, own)
    if own:
        yield _conference(subject, today)
        yield _result()


def _read(letter: Guidance, review: SelfReview) -> Step:
    answered = letter.state == GuidanceState.ANSWERED
    came_late = not answered and review.state == ReviewState.SUBMITTED
    todo = LATE_GUIDANCE if came_late else "Giải trình từng điểm trong bản kiểm điểm."
    count = len(letter.points.all())
    return Step(
        code="guidance",
        title="Đọc gợi ý kiểm điểm",
        text=f"{count:02d} điểm gợi ý của {letter.issuer.name}. {todo}",
        state="done" if answered else "back" if came_late else "wait",
        label="Đã giải trình" if answered else "Chưa giải trình" if came_late else "Đã nhận",
        path=reverse("reviews:guidance_detail", args=[letter.key]),
        button="Đọc gợi ý kiểm điểm",
    )


def _write(subject: Subject, review: SelfReview, own: bool) -> Step:
    title = "Viết bản kiểm điểm cá nhân" if own else f"Soạn giúp bản kiểm điểm của đồng chí {subject.label}"
    edit = reverse("reviews:self_review_edit", args=[review.key])
    if review.state in WRITABLE:
        back = review.state == ReviewState.RETURNED
        begun = review.sections.filter(saved_at__isnull=False).exists()
        return Step(
            code="write",
            title="Bổ sung, hoàn thiện bản kiểm điểm" if back else title,
            text=review.return_reason if back else "Bản kiểm điểm dùng chung cho mọi nơi kiểm điểm.",
            state="back" if back else "doing" if begun else "todo",
            label="Đề nghị bổ sung" if back else "Đang viết" if begun else "Chưa viết",
            path=edit,
            button="Mở mục cần bổ sung" if back else "Viết tiếp" if begun else "Viết bản kiểm điểm",
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


def _conference(subject: Subject, _today: date) -> Step:
    places: list[Place] = [place for place in subject.places.all() if place.is_compulsory]
    done = [place for place in places if place.concluded_on]
    last = AgendaItem.objects.filter(subject=subject).select_related("conference").last()
    where = ", ".join(place.label for place in places)
    whole = bool(places) and len(done) == len(places)
    held = f" Ngày {short_date(last.conference.held_on)}." if last else ""
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
        deadline="",
    )


def writes_for(account: Account, campaign: Campaign) -> list[SelfReview]:
    """Reports of collectives that the account may write as the clerk of their unit."""
    rows = (
        SelfReview.objects.visible_to(account)
        .filter(subject__campaign=campaign, subject__kind=SubjectKind.COLLECTIVE)
        .for_form()
    )
    return list(rows.order_by("subject__position"))
