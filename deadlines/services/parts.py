"""The parts of a dossier: a file, "Mật, nộp trực tiếp", a promise with its reason."""

from datetime import date, datetime

from django.db import transaction

from deadlines import workflow
from deadlines.models import Dossier, DossierItem
from deadlines.services.sendings import locked
from documents.models import File
from documents.rules import short_date
from organizations import audit
from organizations.models import Account
from organizations.permissions import Permission
from organizations.rules.names import clean
from organizations.workflow import TransitionDenied, about, not_later, require
from reviews.rules.calendar import local_day

KEPT_AT_THE_DESK = (
    "Hồ sơ đã gửi nên không thay được tài liệu. Đề nghị thu hồi hồ sơ, hoặc xin mở lại nếu đã tiếp nhận."
)


def _open_item(
    item: DossierItem, actor: Account, permission: Permission = Permission.COMPILE_DOSSIER
) -> tuple[Dossier, DossierItem]:
    """The part, its dossier locked, as long as the unit still has it in hand."""
    dossier = locked(item.dossier)
    require(actor, permission, dossier)
    if dossier.state not in workflow.EDITABLE:
        raise TransitionDenied(KEPT_AT_THE_DESK)
    return dossier, DossierItem.objects.get(pk=item.pk)


@transaction.atomic
def attach_file(
    item: DossierItem, *, file: File, name: str, pages: int | None, actor: Account, at: datetime
) -> None:
    """The electronic light: one file; it takes the place of the earlier one and of a promise."""
    dossier, item = _open_item(item, actor)
    if item.is_secret:
        raise TransitionDenied("Mục này là tài liệu Mật, nộp trực tiếp. Không tải tệp lên.")
    before = item.file_name
    DossierItem.objects.filter(pk=item.pk).update(
        file=file,
        file_name=name[:200],
        page_count=pages,
        uploaded_at=at,
        promised_before=None,
        promise_reason="",
        version=item.version + 1,
    )
    audit.record(actor=actor, action="attach_file", target=item, before=before, after=name, note=dossier.code)


@transaction.atomic
def detach_file(item: DossierItem, *, actor: Account, at: datetime) -> None:
    """Take a wrong file out again; its bytes stay in earlier sendings."""
    dossier, item = _open_item(item, actor)
    before = item.file_name
    DossierItem.objects.filter(pk=item.pk).update(
        file=None, file_name="", page_count=None, uploaded_at=None, version=item.version + 1
    )
    audit.record(actor=actor, action="detach_file", target=item, before=before, note=dossier.code)


@transaction.atomic
def mark_secret(
    item: DossierItem, *, number: str, dated_on: date | None, receiver: str, actor: Account, at: datetime
) -> None:
    """Mật, nộp trực tiếp: number, day and receiver only; no file, counts as present (P33)."""
    dossier, item = _open_item(item, actor)
    number, receiver = clean(number).strip(), clean(receiver).strip()
    wrong = secret_faults(dated_on, local_day(at))
    if not number:
        wrong.append(about("number", "Ghi số văn bản của tài liệu Mật."))
    if dated_on is None:
        wrong.append(about("dated_on", "Ghi ngày văn bản của tài liệu Mật."))
    if item.file_id:
        wrong.append("Mục này đang có tệp. Đề nghị gỡ tệp trước khi chọn “Mật, nộp trực tiếp”.")
    if wrong:
        raise TransitionDenied(*wrong)
    DossierItem.objects.filter(pk=item.pk).update(
        is_secret=True,
        secret_number=number[:40],
        secret_on=dated_on,
        secret_receiver=receiver[:120],
        promised_before=None,
        promise_reason="",
        version=item.version + 1,
    )
    audit.record(actor=actor, action="mark_secret", target=item, note=dossier.code)


def secret_faults(dated_on: date | None, today: date) -> list[str]:
    """What cannot be of a classified paper's day, as far as it could be read."""
    return not_later("dated_on", dated_on, today, f"Ngày văn bản không sau ngày {short_date(today)}.")


@transaction.atomic
def unmark_secret(item: DossierItem, *, actor: Account, at: datetime) -> None:
    """It was not Mật after all."""
    dossier, item = _open_item(item, actor)
    DossierItem.objects.filter(pk=item.pk).update(
        is_secret=False, secret_number="", secret_on=None, secret_receiver="", version=item.version + 1
    )
    audit.record(actor=actor, action="unmark_secret", target=item, note=dossier.code)


@transaction.atomic
def promise_part(
    item: DossierItem, *, before: date | None, reason: str, actor: Account, at: datetime
) -> None:
    """Sẽ bổ sung trước ngày …: a missing part goes up with a day and a reason."""
    _dossier, item = _open_item(item, actor, Permission.SEND_DOSSIER)
    reason = clean(reason).strip()
    wrong = promise_faults(before, local_day(at))
    if not reason:
        wrong.append(about("reason", "Ghi lý do chưa có."))
    if wrong:
        raise TransitionDenied(*wrong)
    DossierItem.objects.filter(pk=item.pk).update(
        promised_before=before, promise_reason=reason[:300], version=item.version + 1
    )
    audit.record(actor=actor, action="promise_part", target=item, after=str(before), note=reason)


def promise_faults(before: date | None, today: date) -> list[str]:
    """What cannot be of the day a part is promised for."""
    if before is not None and before > today:
        return []
    return [about("before", f"Ghi ngày sẽ bổ sung, sau ngày {short_date(today)}.")]
