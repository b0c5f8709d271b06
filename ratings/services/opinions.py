"""Opinions: typed by staff, confirmed by whose they are; and the Organization Committee's appraisal (P05, P106)."""

from datetime import date, datetime

from django.db import transaction

from documents.models import File
from organizations import audit, clock
from organizations.enums import Level, Role
from organizations.models import Account, Assignment
from organizations.permissions import Permission
from organizations.services.notices import write_notice
from organizations.workflow import StaleVersion, TransitionDenied, about, advance, not_later, require
from ratings import workflow
from ratings.enums import AssessmentState, AssessorKind, Confirmation
from ratings.models import Assessment, Rating
from ratings.queries.facts import verdicts_for
from ratings.services.proposals import level_faults
from ratings.services.ratings import lock_rating


def supervisors_of(rating: Rating, day: date) -> list[Account]:
    """Members of the Standing Committee who look after the rating's organisation on a day."""
    held = (
        Assignment.objects.current(day).filter(role=Role.SUPERVISOR).select_related("account", "organization")
    )
    paths = rating.scope_paths
    return [one.account for one in held if any(path.startswith(one.organization.path) for path in paths)]


def opinion_faults(given_on: date | None, today: date) -> list[str]:
    """What cannot be of an opinion, as far as it could be read."""
    return not_later("given_on", given_on, today, "Ngày cho ý kiến không được sau hôm nay.")


@transaction.atomic
def type_opinion(
    rating: Rating,
    *,
    assessor: Account,
    text: str,
    level: str,
    given_on: date,
    actor: Account,
    at: datetime,
    path: str = "",
) -> Assessment:
    """Write down the supervising member's opinion for him; it says nothing until he has confirmed it."""
    rating = lock_rating(rating)
    require(actor, Permission.TYPE_OPINION, rating)
    wrong = opinion_faults(given_on, clock.day_of(at))
    if assessor not in supervisors_of(rating, clock.day_of(at)):
        words = f"Đồng chí {assessor.full_name} không được phân công phụ trách đơn vị này."
        wrong.append(about("assessor", words))
    if wrong:
        raise TransitionDenied(*wrong)
    row = Assessment.objects.select_for_update().filter(
        rating=rating, kind=AssessorKind.SUPERVISOR, assessor=assessor
    ).first() or Assessment(rating=rating, kind=AssessorKind.SUPERVISOR, assessor=assessor)
    if row.state == AssessmentState.CONFIRMED:
        raise TransitionDenied("Ý kiến này đã được xác nhận. Đồng chí phụ trách sửa trên tài khoản của mình.")
    row.assessor_name, row.text, row.typed_text = assessor.full_name, text, text
    row.level, row.given_on, row.typed_by, row.typed_at = level, given_on, actor, at
    row.version = (row.version or 0) + 1
    row.save()
    audit.record(actor=actor, action="type_opinion", target=row, on_behalf_of=assessor.full_name)
    write_notice(
        assessor,
        title="Có ý kiến nhập thay đồng chí, chờ đồng chí xác nhận",
        body="Đề nghị đồng chí đọc lại, sửa nếu cần, rồi xác nhận.",
        path=path.replace("KEY", row.key),
        at=at,
        dedupe_key=f"opinion:{row.key}:{row.version}",
    )
    return row


@transaction.atomic
def confirm_opinion(
    opinion: Assessment, *, text: str, level: str, version: int, actor: Account, at: datetime
) -> None:
    """The member reads, changes a sentence, agrees: the words are his from now on."""
    opinion = _lock(opinion)
    if opinion.assessor_id != actor.pk:
        raise TransitionDenied("Chỉ đồng chí cho ý kiến mới xác nhận được trên màn hình.")
    if opinion.version != version:
        raise StaleVersion
    Assessment.objects.filter(pk=opinion.pk).update(
        text=text,
        level=level,
        confirmed_by=actor,
        confirmed_at=at,
        confirmed_how=Confirmation.SCREEN,
        version=opinion.version + 1,
    )
    changed = "bản đồng chí đã sửa" if text != opinion.typed_text else "giữ nguyên bản nhập"
    advance(opinion, workflow.CONFIRM_ON_SCREEN, actor=actor, note=changed)


@transaction.atomic
def confirm_opinion_on_paper(
    opinion: Assessment, *, file: File | None, file_name: str, actor: Account, at: datetime
) -> None:
    """The member signed on paper: the signed sheet is attached and the typed words count."""
    if file is None:
        raise TransitionDenied(about("scan", "Tải lên phiếu ý kiến đã ký."))
    opinion = _lock(opinion)
    Assessment.objects.filter(pk=opinion.pk).update(
        file=file,
        file_name=file_name,
        confirmed_by=actor,
        confirmed_at=at,
        confirmed_how=Confirmation.PAPER,
        version=opinion.version + 1,
    )
    advance(opinion, workflow.CONFIRM_ON_PAPER, actor=actor, on_behalf_of=opinion.assessor_name)


def _lock(opinion: Assessment) -> Assessment:
    return (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("rating__subject__person", "rating__subject__organization")
        .get(pk=opinion.pk)
    )


@transaction.atomic
def appraise_rating(
    rating: Rating, *, level: Level, text: str, reason: str, version: int, actor: Account, at: datetime
) -> None:
    """Thẩm định: the Organization Committee's word on one line, with a reason when above what is eligible."""
    rating = lock_rating(rating)
    require(actor, Permission.APPRAISE_RATING, rating)
    if rating.version != version:
        raise StaleVersion
    errors = level_faults(level, verdicts_for([rating], inside=True)[rating.pk], reason)
    if not text.strip():
        errors.append(about("text", "Ghi ý kiến thẩm định."))
    if errors:
        raise TransitionDenied(*errors)
    before = rating.appraised_level
    Assessment.objects.update_or_create(
        rating=rating,
        kind=AssessorKind.ORGANIZATION_COMMITTEE,
        assessor=None,
        defaults={
            "assessor_name": str(AssessorKind.ORGANIZATION_COMMITTEE.label),
            "level": level,
            "text": f"{text}\n{reason}".strip(),
            "typed_text": text,
            "given_on": clock.day_of(at),
            "typed_by": actor,
            "typed_at": at,
            "state": AssessmentState.CONFIRMED,
            "confirmed_by": actor,
            "confirmed_at": at,
            "confirmed_how": Confirmation.SCREEN,
        },
    )
    rating.appraised_level, rating.version = level, rating.version + 1
    rating.save(update_fields=["appraised_level", "version"])
    advance(rating, workflow.APPRAISE, actor=actor, note=f"{before or '–'} → {level}. {reason}".strip())
