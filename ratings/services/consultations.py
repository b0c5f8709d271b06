"""Ý kiến của cơ quan liên quan: a letter that asks about a list, the answers by letter or from an account (P25)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from documents.rules import short_date
from organizations import audit, clock
from organizations.enums import Role
from organizations.models import Account, Assignment, PartyOrganization
from organizations.permissions import Permission
from organizations.rules.names import fold
from organizations.services.notices import write_notice
from organizations.workflow import ROWS, TransitionDenied, about, not_later, require
from ratings.enums import SAYS_MORE, Answer
from ratings.models import Consultation, ConsultationLine, ConsultationRequest, EarlierAnswer, Rating
from ratings.models.consultation import BEFORE_THE_SITTING
from reviews.models import Campaign

KEPT = ("answer", "text", "number", "answered_on", "entered_by", "entered_at")
INSPECTION = "kiem tra"  # how the name of every inspection committee reads without its marks


@dataclass(frozen=True, slots=True)
class Word:
    """What one organ says of one subject: a word of the closed list, and a few words beside it."""

    answer: Answer
    text: str = ""


def answer_faults(words: Mapping[Rating, Word], on: date | None, today: date) -> list[str]:
    """What cannot be of a letter of answer, as far as it could be read."""
    wrong = not_later("on", on, today, "Ngày văn bản không được sau hôm nay.")
    return [*wrong, *word_faults(words)]


def word_faults(words: Mapping[Rating, Word]) -> list[str]:
    """What is wrong with the words themselves: none at all, or one that has to say more."""
    if not words:
        return [about(ROWS, "Ghi trả lời cho ít nhất một tập thể, cá nhân.")]
    return [
        about(
            f"nd-{rating.key}",
            "Ghi số, ngày văn bản và nội dung chính của kết luận, quyết định.",
        )
        for rating, word in words.items()
        if word.answer in SAYS_MORE and not word.text
    ]


@transaction.atomic
def record_answers(
    words: Mapping[Rating, Word],
    *,
    asker: PartyOrganization,
    organ: str,
    number: str,
    on: date,
    actor: Account,
    at: datetime,
) -> None:
    """Write down what an organ answered; asked again, its later answer stands. Nobody is paused by it."""
    require(actor, Permission.ASK_ORGANS, ConsultationRequest(asker=asker))
    wrong = answer_faults(words, on, clock.day_of(at))
    if wrong:
        raise TransitionDenied(*wrong)
    rows = _lock(words)
    within = set(Rating.objects.decided_at(asker).filter(pk__in=[row.pk for row in rows]))
    foreign = [str(row.subject) for row in rows if row not in within]
    if foreign:
        raise TransitionDenied(f"Không thuộc diện quyết định của cấp mình: {', '.join(foreign)}.")
    reply = Reply(asker, organ, number, on, actor, at, on_behalf_of=organ)
    _keep(reply, {row: words[row] for row in rows})


@transaction.atomic
def answer_request(
    letter: ConsultationRequest, words: Mapping[Rating, Word], *, number: str, actor: Account, at: datetime
) -> int:
    """The inspection answers from its own account, and may put it right until the asker has closed the letter."""
    letter = _lock_letter(letter)
    require(actor, Permission.ANSWER_INQUIRY, letter)
    wrong = word_faults(words)
    if letter.closed_at:
        wrong.insert(0, "Văn bản đề nghị này đã chốt, không ghi trả lời được nữa.")
    if wrong:
        raise TransitionDenied(*wrong)
    asked = set(letter.lines.beside(actor).values_list("rating", flat=True))
    if not asked.issuperset(one.pk for one in words):
        raise TransitionDenied("Có dòng không được hỏi trong văn bản này. Tải lại trang rồi ghi lại.")
    reply = Reply(letter.asker, letter.organ, number, clock.day_of(at), actor, at)
    changed = _keep(reply, {row: words[row] for row in _lock(words)})
    if changed:
        write_notice(
            letter.recorded_by,
            title=f"{letter.organ} đã trả lời đề nghị cung cấp thông tin",
            body=f"Có {changed:02} dòng mới trả lời hoặc sửa trả lời.",
            path=reverse("ratings:consultation_detail", args=[letter.key]),
            at=at,
        )
    return changed


@transaction.atomic
def close_request(letter: ConsultationRequest, *, actor: Account, at: datetime) -> None:
    """Chốt: what the inspection has answered is what goes with the list; later word comes by letter."""
    letter = _lock_letter(letter)
    require(actor, Permission.ASK_ORGANS, letter)
    if letter.closed_at is None:
        _mark_closed(letter, at, action="close_inquiry", actor=actor)


@transaction.atomic
def reopen_request(letter: ConsultationRequest, *, actor: Account) -> None:
    """Mở lại: the inspection may answer and put right again."""
    letter = _lock_letter(letter)
    require(actor, Permission.ASK_ORGANS, letter)
    if letter.closed_at is not None:
        _mark_closed(letter, None, action="reopen_inquiry", actor=actor)


def _mark_closed(letter: ConsultationRequest, at: datetime | None, *, action: str, actor: Account) -> None:
    letter.closed_at = at
    letter.save(update_fields=["closed_at"])
    audit.record(actor=actor, action=action, target=letter, note=str(letter))


def _lock_letter(letter: ConsultationRequest) -> ConsultationRequest:
    return (
        ConsultationRequest.objects.select_for_update(of=("self",))
        .select_related("asker", "recorded_by")
        .get(pk=letter.pk)
    )


def _lock(words: Iterable[Rating]) -> list[Rating]:
    """The rows of these ratings, held; none that was concluded meanwhile."""
    rows = list(
        Rating.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in words])
        .select_related("subject__person", "subject__organization")
        .order_by("pk")
    )
    closed = [str(row.subject) for row in rows if row.state not in BEFORE_THE_SITTING]
    if closed:
        raise TransitionDenied(f"Đã có kết luận, không ghi trả lời được nữa: {', '.join(closed)}.")
    return rows


@dataclass(frozen=True, slots=True)
class Reply:
    """One organ's answer to one committee: by which letter, of which day, written down by whom."""

    asker: PartyOrganization
    organ: str
    number: str
    on: date
    actor: Account
    at: datetime
    on_behalf_of: str = ""

    def other_than(self, row: Consultation, word: Word) -> bool:
        """Whether it says something else than what stands; sent again the same, it is no new version."""
        same = (row.answer, row.text, row.number) == (word.answer, word.text, self.number)
        return not same or bool(self.on_behalf_of and row.answered_on != self.on)

    def write(self, row: Consultation, word: Word) -> Consultation:
        """The row, saying it."""
        row.answer, row.text, row.number, row.answered_on = word.answer, word.text, self.number, self.on
        row.entered_by, row.entered_at = self.actor, self.at
        return row


def _keep(reply: Reply, words: Mapping[Rating, Word]) -> int:
    """Write the words down together, what stood before beside them; how many are new or other than before."""
    rows = Consultation.objects.filter(rating__in=list(words), asker=reply.asker, organ=reply.organ)
    stood = {one.rating_id: one for one in rows.select_related("entered_by")}
    fresh = [
        reply.write(Consultation(rating=one, asker=reply.asker, organ=reply.organ), word)
        for one, word in words.items()
        if one.pk not in stood
    ]
    changed = [
        (stood[one.pk], word)
        for one, word in words.items()
        if one.pk in stood and reply.other_than(stood[one.pk], word)
    ]
    EarlierAnswer.objects.bulk_create(
        EarlierAnswer(consultation=row, **{name: getattr(row, name) for name in KEPT})
        for row, _word in changed
    )
    again = [reply.write(row, word) for row, word in changed]
    Consultation.objects.bulk_create(fresh)
    Consultation.objects.bulk_update(again, KEPT)
    for one in (*fresh, *again):
        audit.record(
            actor=reply.actor,
            action="record_answer",
            target=one.rating,
            after=one.answer,
            note=f"{reply.organ} {reply.number}".strip(),
            on_behalf_of=reply.on_behalf_of,
        )
    return len(fresh) + len(again)


def request_faults(
    dated_on: date | None, due_on: date | None, today: date, *, organ: str = "", to_inspection: bool = False
) -> list[str]:
    """What cannot be of a letter of request, as far as it could be read."""
    wrong = not_later("dated_on", dated_on, today, "Ngày văn bản không được sau hôm nay.")
    if dated_on and due_on and due_on < dated_on:
        wrong.append(about("due_on", "Hạn trả lời không được trước ngày văn bản."))
    if to_inspection and organ and INSPECTION not in fold(organ):
        sentence = "Chỉ chọn khi hỏi Ủy ban Kiểm tra; cơ quan khác trả lời bằng văn bản."
        wrong.append(about("to_inspection", sentence))
    return wrong


def _letter_faults(letter: ConsultationRequest, today: date) -> list[str]:
    """What is wrong with the letter itself, and where there is nobody to answer it on screen."""
    wrong = request_faults(
        letter.dated_on, letter.due_on, today, organ=letter.organ, to_inspection=letter.to_inspection
    )
    if letter.to_inspection and not _answering(letter.asker, today):
        sentence = "Chưa có tài khoản Ủy ban Kiểm tra cùng cấp. Bỏ chọn, hoặc đề nghị quản trị giao vai trò."
        wrong.append(about("to_inspection", sentence))
    return wrong


@transaction.atomic
def record_request(
    campaign: Campaign,
    ratings: Iterable[Rating],
    *,
    asker: PartyOrganization,
    organ: str,
    number: str,
    dated_on: date | None,
    due_on: date,
    to_inspection: bool = False,
    actor: Account,
    at: datetime,
) -> ConsultationRequest:
    """Write down a letter that asks an organ about a list; whoever is concluded meanwhile is not asked about.

    Without its day it is a draft to print and sign, and nobody is asked by it yet (P27).
    """
    letter = ConsultationRequest(
        campaign=campaign, asker=asker, organ=organ, to_inspection=to_inspection, number=number,
        dated_on=dated_on, due_on=due_on, recorded_by=actor, recorded_at=at,
    )  # fmt: skip
    require(actor, Permission.ASK_ORGANS, letter)
    wrong = _letter_faults(letter, clock.day_of(at))
    rows = list(
        Rating.objects.decided_at(asker)
        .select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in ratings], subject__campaign=campaign, state__in=BEFORE_THE_SITTING)
        .order_by("pk")
    )
    if not rows:
        wrong.append(about("unit", "Danh sách này không còn ai chờ ý kiến của cơ quan liên quan."))
    if wrong:
        raise TransitionDenied(*wrong)
    letter.save()
    ConsultationLine.objects.bulk_create(ConsultationLine(request=letter, rating=row) for row in rows)
    audit.record(actor=actor, action="ask_organ", target=letter, note=f"{letter}: {len(rows)} dòng")
    _tell_inspection(letter, at)
    return letter


def sent_faults(dated_on: date | None, due_on: date, today: date) -> list[str]:
    """What cannot be of the day of a letter whose last day for an answer is known."""
    wrong = not_later("dated_on", dated_on, today, "Ngày văn bản không được sau hôm nay.")
    words = f"Ngày văn bản không được sau hạn trả lời {short_date(due_on)}."
    return [*wrong, *not_later("dated_on", dated_on, due_on, words)]


@transaction.atomic
def send_request(
    letter: ConsultationRequest, *, number: str, dated_on: date, actor: Account, at: datetime
) -> None:
    """The register gave the signed letter its number and day: now the organ is asked, its inspection told (P27)."""
    letter = _lock_letter(letter)
    require(actor, Permission.ASK_ORGANS, letter)
    wrong = sent_faults(dated_on, letter.due_on, clock.day_of(at))
    if wrong:
        raise TransitionDenied(*wrong)
    first = letter.dated_on is None
    letter.number, letter.dated_on = number, dated_on
    letter.save(update_fields=["number", "dated_on"])
    audit.record(actor=actor, action="send_inquiry", target=letter, note=str(letter))
    if first:
        _tell_inspection(letter, at)


def _tell_inspection(letter: ConsultationRequest, at: datetime) -> None:
    """Each of them is told that a list waits, and until when; nobody is named."""
    if not letter.to_inspection or letter.dated_on is None:
        return
    count = letter.lines.count()
    for account in _answering(letter.asker, clock.day_of(at)):
        write_notice(
            account,
            title=f"Đề nghị cung cấp thông tin, trả lời đến hết ngày {letter.due_on:%d/%m/%Y}",
            body=f"Có {count:02} tập thể, cá nhân trong danh sách.",
            path=reverse("ratings:inquiry_answer", args=[letter.key]),
            at=at,
        )


def _answering(asker: PartyOrganization, today: date) -> list[Account]:
    """Who answers for the inspection of the same level."""
    held = Assignment.objects.current(today).filter(
        role=Role.INSPECTION, organization=asker, account__is_active=True
    )
    return list(Account.objects.filter(pk__in=held.values("account")).order_by("pk"))
