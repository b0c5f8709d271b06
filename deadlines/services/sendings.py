"""Gửi hồ sơ: each sending is kept as it stood; sending late always works (P50)."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from deadlines import workflow
from deadlines.enums import DossierState, LateState
from deadlines.models import Dossier, Submission
from deadlines.queries.dossiers import clerks_of
from deadlines.queries.lights import Checklist, Part, checklists, regulation_of
from organizations import audit
from organizations.models import Account
from organizations.permissions import Permission
from organizations.rules.names import clean
from organizations.services.notices import write_notice
from organizations.workflow import TransitionDenied, about, advance, require
from reviews.rules.calendar import is_on_time, local_day


def locked(dossier: Dossier) -> Dossier:
    """The dossier's row, locked for the rest of the transaction."""
    return (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("unit__scope", "unit__official", "campaign__regulation", "deadline")
        .get(pk=dossier.pk)
    )


@transaction.atomic
def send_dossier(dossier: Dossier, *, actor: Account, at: datetime) -> Submission:
    """Hand the dossier up as it stands; every missing part must carry a promise and a reason (R-026)."""
    dossier = locked(dossier)
    require(actor, Permission.SEND_DOSSIER, dossier)
    if not dossier.is_owed:
        raise TransitionDenied("Hồ sơ không còn đồng chí nào sau khi đổi diện quyết định nên không phải gửi.")
    if dossier.state in workflow.SEND.sources:
        _refuse_gaps(checklist := _checklist(dossier))
    advance(dossier, workflow.SEND, actor=actor)
    number = dossier.submissions.count() + 1
    submission = sending_of(dossier, checklist, number=number, actor=actor, at=at)
    submission.save(force_insert=True)
    Dossier.objects.filter(pk=dossier.pk).update(reopen_reason="", version=dossier.version + 1)
    if dossier.unit.official:
        write_notice(
            dossier.unit.official,
            title=f"{dossier.unit.name} đã gửi hồ sơ {dossier.code}",
            body=f"Số biên nhận {submission.receipt}. Đề nghị đồng chí kiểm tra và tiếp nhận.",
            path=f"/ho-so/{dossier.key}/",
            at=at,
            dedupe_key=f"sent {submission.receipt}",
        )
    return submission


def _checklist(dossier: Dossier) -> Checklist:
    return checklists([dossier], regulation_of(dossier.campaign))[dossier.pk]


def _refuse_gaps(checklist: Checklist) -> None:
    gaps = [
        about(
            f"before-{part.row.key}",
            f"Chưa có {part.wanted.spoken}. Đề nghị bổ sung, hoặc ghi lý do và ngày sẽ bổ sung.",
        )
        for part in checklist.unexcused
    ]
    if gaps:
        raise TransitionDenied(*gaps)


def sending_of(
    dossier: Dossier, checklist: Checklist, *, number: int, actor: Account, at: datetime
) -> Submission:
    """The snapshot to keep: what was in it, its fingerprint, its receipt; append-only."""
    manifest = [_line(part) for part in checklist.parts]
    content = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
    return Submission(
        dossier=dossier,
        number=number,
        receipt=f"{dossier.code}-{number}",
        manifest=manifest,
        content_hash=hashlib.sha256(content).hexdigest(),
        sent_at=at,
        sent_on=local_day(at),
        sent_by=actor,
        was_on_time=_on_time(dossier, at),
    )


def _on_time(dossier: Dossier, at: datetime) -> bool:
    """By the moment of receipt; what was asked back counts against the new day."""
    before = dossier.return_before if dossier.returned_count and dossier.return_before else None
    if before is not None:
        return is_on_time(at, before)
    return is_on_time(at, dossier.deadline.before_on, inclusive=dossier.campaign.before_is_inclusive)


def _line(part: Part) -> dict[str, Any]:
    row = part.row
    return {
        "key": row.key,
        "code": row.code,
        "title": row.title,
        "subject": row.subject.label if row.subject else "",
        "requirement": row.requirement,
        "electronic": part.wanted.electronic,
        "words": part.electronic_words,
        "file": row.file.sha256 if row.file else "",
        "file_name": row.file_name,
        "pages": row.page_count,
        "secret": row.is_secret,
        "secret_number": row.secret_number,
        "secret_on": str(row.secret_on or ""),
        "paper_on": str(row.paper_received_on or ""),
        "sheets": row.paper_sheets,
        "promised_before": str(row.promised_before or ""),
        "promise_reason": row.promise_reason,
    }


@transaction.atomic
def recall_dossier(dossier: Dossier, *, actor: Account, at: datetime) -> None:
    """Take a dossier back to correct it, as long as nobody has received it."""
    dossier = locked(dossier)
    if dossier.state in {DossierState.RECEIVED, DossierState.ACCEPTED}:
        raise TransitionDenied(
            "Hồ sơ đã được tiếp nhận nên không tự thu hồi được. Đề nghị đồng chí bấm “Xin mở lại”."
        )
    advance(dossier, workflow.RECALL, actor=actor)
    Dossier.objects.filter(pk=dossier.pk).update(version=dossier.version + 1)


@transaction.atomic
def request_reopening(dossier: Dossier, *, reason: str, actor: Account, at: datetime) -> None:
    """Xin mở lại: after receipt the unit asks, the Organization Committee answers in the same list (P104.6)."""
    dossier = locked(dossier)
    require(actor, Permission.SEND_DOSSIER, dossier)
    reason = clean(reason, lines=True).strip()
    if dossier.state not in {DossierState.RECEIVED, DossierState.ACCEPTED}:
        raise TransitionDenied("Chỉ xin mở lại hồ sơ đã được tiếp nhận.")
    if not reason:
        words = "Ghi lý do xin mở lại, ví dụ: sai ngày sinh của một đồng chí."
        raise TransitionDenied(about("reason", words))
    Dossier.objects.filter(pk=dossier.pk).update(reopen_reason=reason)
    audit.record(actor=actor, action="request_reopening", target=dossier, note=reason)
    if dossier.unit.official:
        write_notice(
            dossier.unit.official,
            title=f"{dossier.unit.name} xin mở lại hồ sơ {dossier.code}",
            path=f"/ho-so/{dossier.key}/",
            at=at,
        )


@transaction.atomic
def refuse_reopening(dossier: Dossier, *, reason: str, actor: Account, at: datetime) -> None:
    """Answer a request to reopen with no, and say why."""
    dossier = locked(dossier)
    require(actor, Permission.RETURN_DOSSIER, dossier)
    reason = clean(reason, lines=True).strip()
    if not dossier.reopen_reason:
        raise TransitionDenied("Đơn vị chưa xin mở lại hồ sơ này.")
    if not reason:
        raise TransitionDenied(about("reason", "Ghi lý do chưa mở lại để đơn vị biết."))
    Dossier.objects.filter(pk=dossier.pk).update(reopen_reason="")
    audit.record(actor=actor, action="refuse_reopening", target=dossier, note=reason)
    tell_unit(dossier, title=f"Hồ sơ {dossier.code} chưa mở lại", body=reason, at=at)


def tell_unit(dossier: Dossier, *, title: str, body: str, at: datetime) -> None:
    """A notice to every desk of the unit; it names no level (P85)."""
    for account in clerks_of(dossier.unit, local_day(at)):
        write_notice(account, title=title, body=body, path=f"/ho-so/{dossier.key}/", at=at)


def note_reached(dossier: Dossier, *, at: datetime, on: Any) -> None:
    """Keep the day the dossier first reached the desk; the clock alone only proposes that it is late."""
    if dossier.first_received_on is not None:
        return
    late = not is_on_time(at, dossier.deadline.before_on, inclusive=dossier.campaign.before_is_inclusive)
    Dossier.objects.filter(pk=dossier.pk).update(
        first_received_on=on,
        first_received_at=at,
        late_state=LateState.PROPOSED if late else dossier.late_state,
    )
