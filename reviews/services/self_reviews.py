"""A self-review from written to handed in: submitted, returned, on paper."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse

from documents.models import File
from documents.rules import short_date
from documents.services.uploads import FILE_LIMIT, MEGABYTE
from organizations import audit, clock
from organizations.enums import Level, SubjectKind
from organizations.models import Account
from organizations.permissions import Permission
from organizations.services.notices import write_notice
from organizations.workflow import TransitionDenied, about, advance, not_later, require
from reviews import workflow
from reviews.enums import GuidanceState, ReviewForm, RevisionKind
from reviews.models import Evidence, Guidance, Revision, Section, SelfReview, Subject
from reviews.queries.people import author_of, clerks_of
from reviews.queries.writing import Writing
from reviews.services.writing import ALREADY, behalf, lock_review, submit_permission, write_permission

# All the evidence of one self-review: thousands write one, and it must not outgrow the dossier it goes into.
EVIDENCE_LIMIT = FILE_LIMIT


@transaction.atomic
def submit_self_review(review: SelfReview, *, actor: Account, at: datetime) -> SelfReview:
    """Hand the self-review to its places of review; the text is kept as it stands (R-012, R-013)."""
    review = lock_review(review)
    person = review.subject.kind == SubjectKind.PERSON
    require(actor, submit_permission(review), review)
    if review.state not in workflow.WRITABLE:
        raise TransitionDenied(f"Bản kiểm điểm đã nộp rồi, số biên nhận {review.receipt_number}.")
    writing = Writing(review)
    refuse_incomplete(writing)
    revision = keep_revision(review, writing, actor=actor, at=at)
    review.submitted_at, review.submitted_on = at, clock.day_of(at)
    review.receipt_number = f"KĐ-{writing.year}-{review.key[:6].upper()}-{revision.number}"
    review.return_reason = ""
    review.save(update_fields=["submitted_at", "submitted_on", "receipt_number", "return_reason"])
    move = workflow.SUBMIT if person else workflow.SUBMIT_COLLECTIVE
    advance(review, move, actor=actor, **behalf(review, actor))
    review.sections.exclude(return_note="").update(return_note="")
    answer_guidance(review, actor=actor)
    _tell_submitted(review, actor=actor, at=at)
    return review


def refuse_incomplete(writing: Writing) -> None:
    """Everything that misses is said at once."""
    sentences = [f"Mục {one.section}: {one.text}" for one in writing.missing]
    if writing.review.form == ReviewForm.WORD and writing.review.file_id is None:
        sentences.insert(0, "Chưa tải tệp Word của bản kiểm điểm.")
    if writing.civil and not writing.review.civil_level:
        where = writing.own_level_section
        sentences.append(f"Mục {where}: Chưa tự nhận mức cán bộ, công chức, viên chức.")
    if sentences:
        raise TransitionDenied(*sentences)


def keep_revision(
    review: SelfReview,
    writing: Writing,
    *,
    actor: Account,
    at: datetime,
    kind: RevisionKind = RevisionKind.PRESENTED,
) -> Revision:
    """The text as it stands, kept for good under the next number."""
    content = content_of(writing)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    last = review.revisions.order_by("number").last()
    return Revision.objects.create(
        review=review,
        number=last.number + 1 if last else 1,
        kind=kind,
        content=content,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        submitted_at=at,
        submitted_by=actor,
    )


def content_of(writing: Writing) -> dict[str, Any]:
    """The self-review as it stands, in plain values: what a revision keeps."""
    review, subject = writing.review, writing.subject
    return {
        "form": review.form,
        "label": subject.label,
        "title": subject.title,
        "unit": subject.unit_label,
        "cell": subject.cell_label,
        "self_level": review.self_level,
        "civil_level": review.civil_level,
        "file": review.file.sha256 if review.file else "",
        "parts": [
            {
                "section": part.section,
                "heading": part.heading,
                "title": part.title,
                "boxes": [
                    {"about": group.text or group.title, "label": box.label, "value": box.chosen}
                    for group in part.groups
                    for box in group.boxes
                ],
            }
            for part in writing.parts
        ],
    }


def answer_guidance(review: SelfReview, *, actor: Account) -> None:
    """Every point is answered in the self-review, so its letters are answered with it (R-012)."""
    for letter in Guidance.objects.select_for_update().filter(
        subject=review.subject, state=GuidanceState.SENT
    ):
        letter.state = GuidanceState.ANSWERED
        letter.save(update_fields=["state"])
        audit.record(
            actor=actor,
            action="answer",
            target=letter,
            before=GuidanceState.SENT,
            after=letter.state,
            **behalf(review, actor),
        )


def _tell_submitted(review: SelfReview, *, actor: Account, at: datetime) -> None:
    for clerk in clerks_of(review.subject.unit, clock.day_of(at)):
        if clerk != actor:
            write_notice(
                clerk,
                title=f"Đã nộp bản kiểm điểm: {review.subject.label}",
                body=f"Số biên nhận {review.receipt_number}.",
                path=reverse("reviews:self_review_detail", args=[review.key]),
                at=at,
                dedupe_key=f"review-submitted:{review.receipt_number}:{clerk.key}",
            )


@transaction.atomic
def return_self_review(
    review: SelfReview, *, section: str, reason: str, actor: Account, at: datetime
) -> SelfReview:
    """Give the self-review back to its writer, with a reason tied to a section."""
    review = lock_review(review)
    require(actor, Permission.RETURN_SELF_REVIEW, review)
    reason = reason.strip()
    if not reason:
        raise TransitionDenied("Ghi rõ nội dung đề nghị bổ sung, hoàn thiện.")
    writing = Writing(review)
    item = next((one for one in writing.items if one.code == section), None)
    if item is None:
        raise TransitionDenied("Chọn mục cần bổ sung, hoàn thiện.")
    review.return_reason = f"Mục {item.section}: {reason}"
    advance(review, workflow.RETURN, actor=actor, note=review.return_reason)
    review.form = ReviewForm.ONLINE if review.form == ReviewForm.PAPER else review.form
    review.save(update_fields=["return_reason", "form"])
    Section.objects.update_or_create(review=review, code=section, defaults={"return_note": reason})
    _tell_returned(review, actor=actor, at=at)
    return review


def _tell_returned(review: SelfReview, *, actor: Account, at: datetime) -> None:
    told = {author_of(review.subject), review.helper}
    if review.subject.kind != SubjectKind.PERSON:
        told |= set(clerks_of(review.subject.unit, clock.day_of(at)))
    for account in sorted((one for one in told if one and one != actor), key=lambda one: one.pk):
        write_notice(
            account,
            title="Đề nghị bổ sung, hoàn thiện bản kiểm điểm",
            body=review.return_reason,
            path=reverse("reviews:self_review_edit", args=[review.key]),
            at=at,
        )


@transaction.atomic
def name_helper(review: SelfReview, helper: Account | None, *, actor: Account, at: datetime) -> SelfReview:
    """Người soạn giúp, named by the subject himself: he writes, never submits (P04)."""
    review = lock_review(review)
    require(actor, submit_permission(review), review)
    if review.state not in workflow.WRITABLE:
        raise TransitionDenied(ALREADY)
    if helper is not None and helper == actor:
        words = "Đồng chí đang tự viết; chọn người khác để soạn giúp."
        raise TransitionDenied(about("sign_in_name", words))
    before = review.helper.full_name if review.helper else ""
    review.helper = helper
    review.save(update_fields=["helper"])
    after = helper.full_name if helper else ""
    audit.record(actor=actor, action="name_helper", target=review, before=before, after=after)
    if helper is not None:
        write_notice(
            helper,
            title=f"Đồng chí được nhờ soạn giúp bản kiểm điểm của đồng chí {review.subject.label}",
            path=reverse("reviews:self_review_edit", args=[review.key]),
            at=at,
        )
    return review


def paper_faults(received_on: date | None, today: date) -> list[str]:
    """What cannot be of a paper that was handed over, as far as it could be read."""
    words = f"Ngày nhận {short_date(received_on)} chưa đến. Ghi ngày đã nhận bản giấy." if received_on else ""
    return not_later("received_on", received_on, today, words)


@transaction.atomic
def record_paper_review(
    subject: Subject,
    *,
    received_on: date,
    sheets: int,
    self_level: str,
    actor: Account,
    at: datetime,
    photo: File | None = None,
    photo_name: str = "",
) -> SelfReview:
    """ "Có bản giấy": counts everywhere as written, with no text in the system (P01)."""
    SelfReview.objects.get_or_create(subject=subject)
    review = lock_review(subject.self_review)
    require(actor, workflow.RECORD_PAPER.permission, review)
    wrong = paper_faults(received_on, clock.day_of(at))
    if not 1 <= sheets <= 500:
        wrong.append(about("sheets", "Số tờ từ 01 đến 500."))
    if self_level and self_level not in Level.values:
        wrong.append(about("level", "Chọn mức tự nhận trong bốn mức."))
    if wrong:
        raise TransitionDenied(*wrong)
    review.form = ReviewForm.PAPER
    review.paper_received_on, review.paper_sheets = received_on, sheets
    review.self_level = self_level
    if photo is not None:
        review.file, review.file_name = photo, photo_name[:200]
    review.save(
        update_fields=["form", "paper_received_on", "paper_sheets", "self_level", "file", "file_name"]
    )
    advance(
        review,
        workflow.RECORD_PAPER,
        actor=actor,
        note=f"nhận ngày {short_date(received_on)}, {sheets:02d} tờ",
        on_behalf_of=review.subject.label,
    )
    return review


@transaction.atomic
def record_paper_reviews(
    subjects: Iterable[Subject], *, received_on: date, actor: Account, at: datetime, rows: dict[str, Any]
) -> list[SelfReview]:
    """Many paper self-reviews handed over at once, each with its sheets and own level."""
    return [
        record_paper_review(
            subject,
            received_on=received_on,
            sheets=rows[subject.key][0],
            self_level=rows[subject.key][1],
            actor=actor,
            at=at,
        )
        for subject in subjects
    ]


@transaction.atomic
def choose_form(review: SelfReview, form: ReviewForm, *, actor: Account) -> SelfReview:
    """Write here, or hand in a whole Word file; nothing written is lost by changing one's mind."""
    review = lock_review(review)
    require(actor, write_permission(review), review)
    if review.state not in workflow.BEING_WRITTEN:
        raise TransitionDenied(ALREADY)
    if form == ReviewForm.PAPER:
        raise TransitionDenied("Bản giấy do cán bộ tổ chức của đơn vị ghi nhận khi nhận bản giấy.")
    before, review.form = review.form, form
    review.save(update_fields=["form"])
    audit.record(
        actor=actor, action="choose_form", target=review, before=before, after=form, **behalf(review, actor)
    )
    return review


@transaction.atomic
def keep_word_file(review: SelfReview, file: File, name: str, *, actor: Account, at: datetime) -> SelfReview:
    """The whole text as one Word file; what must be counted is typed beside it (P04)."""
    review = lock_review(review)
    require(actor, write_permission(review), review)
    if review.state not in workflow.BEING_WRITTEN:
        raise TransitionDenied(ALREADY)
    review.form, review.file, review.file_name = ReviewForm.WORD, file, name[:200]
    review.save(update_fields=["form", "file", "file_name"])
    stead = behalf(review, actor)
    audit.record(
        actor=actor, action="keep_word_file", target=review, after=file.sha256, note=f"{at:%H:%M}", **stead
    )
    return review


@transaction.atomic
def add_evidence(review: SelfReview, file: File, name: str, *, actor: Account, at: datetime) -> Evidence:
    """Minh chứng kept with a self-review; the same file twice is one."""
    review = lock_review(review)
    require(actor, write_permission(review), review)
    if review.state not in workflow.BEING_WRITTEN:
        raise TransitionDenied(ALREADY)
    _refuse_too_much(review, file)
    row, is_new = Evidence.objects.get_or_create(
        review=review, file=file, defaults={"name": name[:200], "added_at": at}
    )
    if is_new:
        stead = behalf(review, actor)
        audit.record(
            actor=actor, action="add_evidence", target=review, after=file.sha256, note=name[:200], **stead
        )
    return row


def _refuse_too_much(review: SelfReview, file: File) -> None:
    others = review.evidence.exclude(file=file)
    used = others.aggregate(size=Sum("file__size"))["size"] or 0
    if used + file.size > EVIDENCE_LIMIT:
        words = (
            f"Minh chứng của một bản kiểm điểm có tất cả không quá {EVIDENCE_LIMIT // MEGABYTE} MB; "
            f"đã có {used // MEGABYTE} MB. Bỏ bớt minh chứng, hoặc giảm cỡ tệp rồi tải lại."
        )
        raise TransitionDenied(about("file", words))


@transaction.atomic
def remove_evidence(evidence: Evidence, *, actor: Account) -> None:
    """Taken out before submission; the journal keeps that it was there."""
    review = lock_review(evidence.review)
    require(actor, write_permission(review), review)
    if review.state not in workflow.BEING_WRITTEN:
        raise TransitionDenied(ALREADY)
    stead = behalf(review, actor)
    audit.record(actor=actor, action="remove_evidence", target=review, before=evidence.name, **stead)
    Evidence.objects.filter(pk=evidence.pk).delete()
