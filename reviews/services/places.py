"""Nơi khác do cấp có thẩm quyền quyết định: where somebody with many posts is reviewed besides (rules 2, N8)."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from documents.rules import short_date
from organizations import audit, clock
from organizations.enums import Route
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, about, not_later, require
from reviews.enums import CampaignState, ChangeKind
from reviews.models import Place, Subject, SubjectChange
from reviews.queries.rulebook import left_to_decide, regulation_of
from reviews.services.late_changes import write_changes

NOTHING = "Không có nơi kiểm điểm nào của đồng chí này do cấp có thẩm quyền quyết định."
NO_CHANGE = "Chưa thay đổi nơi nào. Chọn hoặc bỏ chọn ít nhất một nơi."


def may_decide(actor: Account, subject: Subject) -> bool:
    """Whoever works for the authority: the province's for those it decides, the unit's clerk for the others."""
    if not actor.can(Permission.DECIDE_PLACE, subject):
        return False
    return subject.route == Route.LOWER or actor.can(Permission.OPEN_CAMPAIGN, subject.campaign)


def place_faults(dated_on: date | None, today: date) -> list[str]:
    """What cannot be of the paper, as far as it could be read."""
    return not_later("dated_on", dated_on, today, "Ngày văn bản không được sau hôm nay.")


@transaction.atomic
def decide_places(
    subject: Subject, chosen: Collection[str], *, number: str, dated_on: date, actor: Account, at: datetime
) -> list[Place]:
    """These collectives review the person too, the others need not; `chosen` are keys of collectives.

    A place that has concluded stays as it is, and the chief post's own place is compulsory anyway.
    """
    subject = (
        Subject.objects.select_for_update(of=("self",))
        .select_related("campaign__organization", "campaign__regulation", "organization", "person")
        .get(pk=subject.pk)
    )
    require(actor, Permission.DECIDE_PLACE, subject)
    if not may_decide(actor, subject):
        raise PermissionDenied
    if subject.campaign.state != CampaignState.OPEN:
        raise TransitionDenied("Đợt kiểm điểm không mở: không đổi nơi kiểm điểm được.")
    open_places = left_to_decide(subject)
    wrong = place_faults(dated_on, clock.day_of(at))
    changed = [one for one in open_places if (_key(one) in chosen) != bool(one.decided_by)]
    if not open_places:
        wrong.append(NOTHING)
    elif not changed:
        wrong.append(about("places", NO_CHANGE))
    if wrong:
        raise TransitionDenied(*wrong)
    paper = f"{number}, ngày {short_date(dated_on)}"
    for place in changed:
        place.is_compulsory = _key(place) in chosen
        place.decided_by = paper[:120] if place.is_compulsory else ""
        place.save(update_fields=["is_compulsory", "decided_by"])
    _write_down(subject, changed, paper, dated_on, actor=actor, at=at)
    return changed


def _key(place: Place) -> str:
    return place.collective.key if place.collective else ""


def _write_down(
    subject: Subject, changed: list[Place], paper: str, on: date, *, actor: Account, at: datetime
) -> None:
    more = [one.label for one in changed if one.is_compulsory]
    less = [one.label for one in changed if not one.is_compulsory]
    words = [f"kiểm điểm ở {', '.join(more)}"] if more else []
    words += [f"thôi kiểm điểm ở {', '.join(less)}"] if less else []
    note = f"Theo văn bản số {paper}: {'; '.join(words)}"
    clause = next(
        (one.clause for one in regulation_of(subject.campaign.regulation).places if one.code == "N8"), ""
    )
    change = SubjectChange(
        subject=subject, kind=ChangeKind.PLACES, changed_on=on, note=note[:400], clause=clause[:200]
    )
    write_changes([change], actor=actor, at=at)
    audit.record(actor=actor, action="decide_places", target=subject, note=note)
