"""Gợi ý kiểm điểm: drafted at any upper level, numbered by the office's register, sent, answered (3.4, P24, P27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from documents.models import File
from documents.rules import short_date
from organizations import audit, clock
from organizations.models import Account, Collective
from organizations.permissions import Permission
from organizations.services.notices import write_notice
from organizations.workflow import StaleVersion, TransitionDenied, about, advance, require
from reviews import workflow
from reviews.enums import GuidanceState
from reviews.models import Guidance, GuidancePoint, Subject
from reviews.queries.people import told_about
from reviews.queries.triggers import cases_of
from reviews.rules.guidance import guides_route
from reviews.rules.regulation.parts import month


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point as it was typed."""

    issue: str
    ground: str = ""
    request: str = ""
    trigger: str = ""  # the code of a case of the regulation
    trigger_printed: bool = False


@transaction.atomic
def draft_guidance(
    subject: Subject,
    issuer: Collective,
    *,
    opening: str,
    attending: str,
    points: Iterable[Point],
    actor: Account,
    at: datetime,
) -> Guidance:
    """A new letter of one collective above to one subject."""
    Subject.objects.select_for_update().get(pk=subject.pk)
    if Guidance.objects.filter(subject=subject, issuer=issuer).exists():
        words = f"Đã có gợi ý kiểm điểm của {issuer.name} đối với {subject.label}. Mở dự thảo đó để sửa."
        raise TransitionDenied(about("issuer", words))
    letter = Guidance(subject=subject, issuer=issuer, opening=opening, attending=attending, drafted_by=actor)
    require(actor, Permission.DRAFT_GUIDANCE, letter)
    _refuse_out_of_reach(subject, issuer)
    letter.save()
    _put_points(letter, points)
    audit.record(actor=actor, action="draft_guidance", target=letter, note=short_date(clock.day_of(at)))
    return letter


def _refuse_out_of_reach(subject: Subject, issuer: Collective) -> None:
    """A letter goes down or to one's own people, never sideways, never to whom a higher level manages (3.4)."""
    if not any(path.startswith(issuer.scope.path) for path in subject.scope_paths):
        raise TransitionDenied(about("issuer", "Đối tượng không thuộc phạm vi của cơ quan gợi ý."))
    if subject.collective_id == issuer.pk:
        raise TransitionDenied(about("issuer", "Tập thể không gửi gợi ý kiểm điểm cho chính mình."))
    if not guides_route(issuer.type, subject.route):
        words = f"{subject.label} thuộc diện cấp trên quản lý; gợi ý kiểm điểm do cấp trên gửi."
        raise TransitionDenied(about("issuer", words))


def _put_points(letter: Guidance, points: Iterable[Point]) -> None:
    kept = [point for point in points if point.issue.strip()]
    if not kept:
        raise TransitionDenied("Ghi ít nhất một điểm gợi ý.")
    named = {point.trigger for point in kept if point.trigger}
    if named and named - {one.code for one in cases_of(letter)}:
        raise TransitionDenied("Trường hợp gợi ý không có trong quy định của đợt. Chọn lại trường hợp.")
    letter.points.all().delete()
    GuidancePoint.objects.bulk_create(
        [
            GuidancePoint(
                guidance=letter,
                position=n,
                issue=point.issue.strip(),
                ground=point.ground.strip(),
                request=point.request.strip(),
                trigger=point.trigger,
                trigger_printed=bool(point.trigger) and point.trigger_printed,
            )
            for n, point in enumerate(kept, 1)
        ]
    )


def _lock(letter: Guidance) -> Guidance:
    Guidance.objects.select_for_update().get(pk=letter.pk)
    return Guidance.objects.select_related(
        "subject__person__account", "subject__unit", "subject__campaign__regulation", "issuer__scope"
    ).get(pk=letter.pk)


@transaction.atomic
def rewrite_guidance(
    letter: Guidance,
    *,
    opening: str,
    attending: str,
    points: Iterable[Point],
    version: int,
    actor: Account,
) -> Guidance:
    """Change the draft; once it is signed and sent, nothing in it changes."""
    letter = _lock(letter)
    require(actor, Permission.DRAFT_GUIDANCE, letter)
    if letter.state != GuidanceState.DRAFT:
        raise TransitionDenied(f"Gợi ý kiểm điểm {letter.get_state_display().lower()}, không sửa được nữa.")
    if letter.version != version:
        raise StaleVersion
    letter.opening, letter.attending, letter.version = opening, attending, version + 1
    letter.save(update_fields=["opening", "attending", "version"])
    _put_points(letter, points)
    audit.record(actor=actor, action="rewrite_guidance", target=letter)
    return letter


@transaction.atomic
def send_guidance(
    letter: Guidance,
    *,
    number: str,
    dated_on: date,
    signatory: str,
    signatory_title: str,
    scan: File | None,
    scan_name: str,
    actor: Account,
    at: datetime,
) -> Guidance:
    """Number, day, signatory and the signed scan after the office's register; the letter is sent (P27, P28)."""
    letter = _lock(letter)
    wrong = sending_faults(letter, dated_on, clock.day_of(at))
    if not letter.points.exists():
        wrong.append("Ghi ít nhất một điểm gợi ý trước khi gửi.")
    if not number.strip():
        wrong.append(about("number", "Ghi số, ký hiệu theo sổ văn thư, ví dụ 812-CV/TU."))
    if wrong:
        raise TransitionDenied(*wrong)
    letter.number, letter.dated_on = number.strip(), dated_on
    letter.signatory, letter.signatory_title = signatory.strip(), signatory_title.strip()
    if scan is not None:
        letter.scan, letter.scan_name = scan, scan_name[:200]
    letter.sent_at = at
    signed = ["number", "dated_on", "signatory", "signatory_title", "scan", "scan_name"]
    letter.save(update_fields=[*signed, "sent_at"])
    advance(letter, workflow.SEND, actor=actor, note=f"{letter.number}, ngày {short_date(dated_on)}")
    _tell_sent(letter, actor=actor, at=at)
    return letter


@transaction.atomic
def attach_guidance_scan(letter: Guidance, file: File, name: str, *, actor: Account) -> Guidance:
    """The signed scan, when it comes after the number."""
    letter = _lock(letter)
    require(actor, Permission.SEND_GUIDANCE, letter)
    if letter.state == GuidanceState.DRAFT:
        raise TransitionDenied("Ghi số, ngày văn bản trước khi tải bản quét đã ký.")
    letter.scan, letter.scan_name = file, name[:200]
    letter.save(update_fields=["scan", "scan_name"])
    audit.record(actor=actor, action="attach_scan", target=letter, after=file.sha256)
    return letter


def sending_faults(letter: Guidance, dated_on: date | None, today: date) -> list[str]:
    """What cannot be of a letter that is sent, as far as it could be read."""
    plan_on = letter.subject.campaign.plan_on
    if dated_on is not None and dated_on > today:
        words = f"Ngày văn bản {short_date(dated_on)} chưa đến; hôm nay là ngày {short_date(today)}."
        return [about("dated_on", words)]
    if dated_on is not None and dated_on < plan_on:
        words = f"Ngày văn bản {short_date(dated_on)} trước ngày ban hành kế hoạch ({short_date(plan_on)})."
        return [about("dated_on", words)]
    return []


def _tell_sent(letter: Guidance, *, actor: Account, at: datetime) -> None:
    for account in told_about(letter.subject, clock.day_of(at)):
        if account != actor:
            write_notice(
                account,
                title=f"Gợi ý kiểm điểm đối với {letter.subject.label}",
                body=f"Văn bản {letter.number}. Mỗi điểm gợi ý phải được giải trình trong bản kiểm điểm.",
                path=reverse("reviews:guidance_detail", args=[letter.key]),
                at=at,
                dedupe_key=f"guidance-sent:{letter.key}:{account.key}",
            )


def default_opening(subject: Subject, issuer: Collective) -> str:
    """The grounds a letter rests on, from the plan; the drafter writes on."""
    campaign = subject.campaign
    day = campaign.plan_on
    plan_day = f"{day.day:02d}/{month(day)}/{day.year}"
    return (
        f"Thực hiện Kế hoạch số {campaign.plan_number}, ngày {plan_day} về kiểm điểm, đánh giá, "
        f"xếp loại chất lượng năm {campaign.year}, {issuer.name} gợi ý làm rõ các nội dung sau "
        f"trong bản kiểm điểm năm {campaign.year}:"
    )
