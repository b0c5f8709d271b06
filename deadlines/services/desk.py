"""The Organization Committee's desk: receive, return on a part, accept, say late or not."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from deadlines import workflow
from deadlines.enums import LateState
from deadlines.models import Dossier, DossierItem, DossierReturn
from deadlines.queries.dossiers import dossier_timeliness, ratings_in
from deadlines.queries.lights import checklists, regulation_of
from deadlines.services.sendings import locked, note_reached, tell_unit
from documents.rules import short_date
from organizations import audit
from organizations.models import Account
from organizations.permissions import Permission
from organizations.rules.names import clean
from organizations.workflow import ROWS, TransitionDenied, about, advance, require
from ratings.services.ratings import admit_ratings, readmit_ratings
from reviews.rules.calendar import local_day


@transaction.atomic
def receive_dossier(dossier: Dossier, *, actor: Account, at: datetime) -> None:
    """Tiếp nhận: the day that counts is the day it was sent, not the day somebody looked (P32)."""
    dossier = locked(dossier)
    advance(dossier, workflow.RECEIVE, actor=actor)
    sent = dossier.submissions.last()
    if sent is not None:
        note_reached(dossier, at=sent.sent_at, on=sent.sent_on)
    tell_unit(
        dossier,
        title=f"Hồ sơ {dossier.code} đã được tiếp nhận",
        body=f"Người tiếp nhận: đồng chí {actor.full_name}.",
        at=at,
    )


@transaction.atomic
def return_dossier(
    dossier: Dossier,
    *,
    notes: Mapping[str, str],
    reason: str,
    before: date | None,
    actor: Account,
    at: datetime,
) -> None:
    """Đề nghị bổ sung, hoàn thiện: on named parts, with the reason and a new day; the first receipt stays."""
    dossier = locked(dossier)
    require(actor, Permission.RETURN_DOSSIER, dossier)
    reason = clean(reason, lines=True).strip()
    chosen = {key: clean(note, lines=True).strip() for key, note in notes.items()}
    items = {item.key: item for item in dossier.items.filter(key__in=chosen).select_related("subject")}
    known = chosen if len(items) == len(chosen) else {}
    wanted = _checked_return(known, reason, before, local_day(at))
    sent = dossier.submissions.last()
    if sent is not None:
        note_reached(dossier, at=sent.sent_at, on=sent.sent_on)
    dossier.return_reason, dossier.return_before = reason, wanted
    dossier.save(update_fields=["return_reason", "return_before"])
    advance(dossier, workflow.RETURN, actor=actor, note=reason)
    Dossier.objects.filter(pk=dossier.pk).update(
        returned_at=at,
        returned_count=dossier.returned_count + 1,
        reopen_reason="",
        version=dossier.version + 1,
    )
    asked = {items[key]: note or reason for key, note in chosen.items()}
    _keep_return(dossier, asked, before=wanted, actor=actor, at=at)
    readmit_ratings(ratings_in(dossier), actor=actor, at=at)
    tell_unit(
        dossier,
        title=f"Đề nghị bổ sung, hoàn thiện hồ sơ {dossier.code}",
        body=f"{reason.rstrip('. ')}. Gửi lại trước ngày {short_date(wanted)}.",
        at=at,
    )


def _keep_return(
    dossier: Dossier, asked: Mapping[DossierItem, str], *, before: date, actor: Account, at: datetime
) -> None:
    """What is asked back now stands at its parts; what was asked each time stays in the history."""
    dossier.items.exclude(return_note="").update(return_note="")
    for item, note in asked.items():
        DossierItem.objects.filter(pk=item.pk).update(return_note=note)
    DossierReturn.objects.create(
        dossier=dossier,
        number=dossier.returned_count + 1,
        reason=dossier.return_reason,
        before=before,
        lines=[_asked(item, note) for item, note in asked.items()],
        returned_by=actor,
        returned_at=at,
    )


def _asked(item: DossierItem, note: str) -> dict[str, str]:
    """One part that was asked back, as it was called then."""
    title = f"{item.title} – {item.subject.label}" if item.subject else item.title
    return {"key": item.key, "title": title, "note": note}


def _checked_return(chosen: Mapping[str, str], reason: str, before: date | None, today: date) -> date:
    """The new day; a return that does not say what, why and by when is refused."""
    wrong = return_faults(before, today)
    if not chosen:
        wrong.append(about(ROWS, "Chọn ít nhất một mục cần bổ sung, hoàn thiện."))
    if not reason:
        wrong.append(about("reason", "Ghi lý do đề nghị bổ sung để đơn vị biết phải làm gì."))
    if wrong or before is None:
        raise TransitionDenied(*wrong)
    return before


def return_faults(before: date | None, today: date) -> list[str]:
    """What cannot be of the new day."""
    if before is not None and before > today:
        return []
    return [about("before", f"Ghi ngày gửi lại, sau ngày {short_date(today)}.")]


@transaction.atomic
def accept_dossier(dossier: Dossier, *, actor: Account, at: datetime) -> None:
    """Xác nhận đủ thành phần hồ sơ: nothing that blocks is missing; a promise is not a part."""
    dossier = locked(dossier)
    require(actor, Permission.ACCEPT_DOSSIER, dossier)
    if dossier.state in workflow.ACCEPT.sources:
        checklist = checklists([dossier], regulation_of(dossier.campaign))[dossier.pk]
        gaps = [part.wanted.spoken for part in checklist.missing]
        if gaps:
            raise TransitionDenied(*(f"Hồ sơ còn thiếu {gap}." for gap in gaps))
    advance(dossier, workflow.ACCEPT, actor=actor)
    dossier.items.exclude(return_note="").update(return_note="")
    admit_ratings(ratings_in(dossier), actor=actor, at=at)
    tell_unit(dossier, title=f"Hồ sơ {dossier.code} đã đủ thành phần", body="", at=at)


@transaction.atomic
def archive_dossier(dossier: Dossier, *, actor: Account, at: datetime) -> None:
    """Lưu hồ sơ, once everything in it is settled."""
    advance(locked(dossier), workflow.ARCHIVE, actor=actor)


@transaction.atomic
def judge_lateness(dossier: Dossier, *, late: bool, reason: str, actor: Account, at: datetime) -> None:
    """Late is confirmed or excused by a person with a reason, never by the clock alone (P50)."""
    dossier = locked(dossier)
    require(actor, Permission.CONFIRM_LATENESS, dossier)
    reason = clean(reason, lines=True).strip()
    if not dossier_timeliness(dossier, at).days_late:
        raise TransitionDenied("Hồ sơ đúng hạn theo kế hoạch nên không phải xác nhận chậm.")
    if not reason:
        raise TransitionDenied(about("reason", "Ghi lý do, ví dụ: bão lũ, đã xin phép."))
    before = dossier.late_state
    state = LateState.CONFIRMED if late else LateState.EXCUSED
    Dossier.objects.filter(pk=dossier.pk).update(
        late_state=state, late_reason=reason[:300], late_confirmed_by=actor
    )
    audit.record(
        actor=actor, action="judge_lateness", target=dossier, before=before, after=state, note=reason
    )
