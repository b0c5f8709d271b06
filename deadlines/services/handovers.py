"""Phiếu giao nhận hồ sơ as a paper: asked for at the counter, drawn by a job, printed twice."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from deadlines.models import Handover
from deadlines.papers import HandedItem, HandoverSlip
from documents.papers import Letterhead
from documents.services.production import produce
from jobs.models import Job
from jobs.services import enqueue
from organizations.models import Account

SLIP_JOB = "deadlines.draw_handover"


def slip_paper(slip: Handover) -> HandoverSlip:
    """The facts of a slip as they stand on the paper."""
    dossier = slip.dossier
    province, kind = dossier.campaign.organization, str(dossier.get_kind_display())
    return HandoverSlip(
        letterhead=Letterhead(
            upper=province.issuer,
            issuer="BAN TỔ CHỨC",
            place=province.seat,
            year=slip.handed_on.year,
            dated=slip.handed_on,
        ),
        dossier=f"{kind[:1].lower()}{kind[1:]}, năm {dossier.campaign.year}",
        unit=dossier.unit.name,
        received_at=timezone.localtime(slip.received_at),
        items=tuple(
            HandedItem(title=str(line["title"]), kind=str(line["kind"]), sheets=int(line["sheets"]))
            for line in slip.lines
        ),
        deliverer=slip.handed_by,
        receiver=slip.received_by.full_name,
        remark=slip.note,
    )


@transaction.atomic
def order_slip(slip: Handover, *, actor: Account) -> Job:
    """Have the slip drawn; asked for again, the same job answers."""
    return enqueue(SLIP_JOB, asked_by=actor, dedupe_key=f"{SLIP_JOB} {slip.key}", slip=slip.key)


def draw_slip(slip: Handover, *, at: datetime) -> None:
    """Draw the slip and keep it beside its record."""
    document = produce(slip_paper(slip), as_="pdf", at=at)
    Handover.objects.filter(pk=slip.pk).update(document=document)
