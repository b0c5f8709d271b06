"""Dossiers at 13:30 on the 14th: 58 = 38 đủ + 9 thiếu + 8 chưa gửi + 3 chờ bổ sung."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower, Mod

from deadlines.enums import DossierKind, DossierState, Requirement
from deadlines.management.province.accounts import OFFICIALS
from deadlines.management.province.draw import Draw
from deadlines.management.province.opening import moment, scanned
from deadlines.models import Dossier, DossierItem, Handover, Submission
from deadlines.queries.dossiers import clerks_of, desks, subjects_of
from deadlines.queries.lights import checklists, regulation_of
from deadlines.services.counter import log_call
from deadlines.services.desk import receive_dossier, return_dossier
from deadlines.services.inspections import record_remark
from deadlines.services.sendings import send_dossier, sending_of
from organizations import audit, clock
from organizations.enums import Role, Route
from organizations.models import Account, Notice, PartyOrganization, SubmittingUnit
from ratings.enums import AssessmentState, AssessorKind, Confirmation, RatingState
from ratings.models import Assessment, Rating
from reviews.models import Campaign

NOT_SENT = (
    "Huyện ủy Đồng Khê",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Huyện ủy Mường Khoa",
    "Huyện ủy Nam Hạ",
    "Sở Giao thông vận tải",
    "Ban Dân tộc tỉnh",
    "Hội Cựu chiến binh tỉnh",
    "Cục Thi hành án dân sự tỉnh",
)
INCOMPLETE = (
    "Sở Y tế",
    "Huyện ủy Đồng Vang",
    "Huyện ủy Hà Lĩnh",
    "Sở Xây dựng",
    "Sở Tư pháp",
    "Thanh tra tỉnh",
    "Hội Nông dân tỉnh",
    "Báo Minh Giang",
    "Kho bạc Nhà nước tỉnh",
)
RETURNED = ("Huyện ủy Lạc Bình", "Sở Công Thương", "Liên đoàn Lao động tỉnh")
JUST_SENT = ("Huyện ủy Yên Lạng", "Sở Nội vụ", "Tỉnh đoàn")
RECEIVED = (
    "Sở Tài chính",
    "Sở Ngoại vụ",
    "Trường Chính trị tỉnh",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Cục Thống kê tỉnh",
)
NOT_YET_MET = ("Huyện ủy Mường Khoa", "Ban Dân tộc tỉnh")
NOT_APPRAISED = ("Sở Tài nguyên và Môi trường", "Ban Nội chính Tỉnh ủy", "Huyện ủy Cẩm Trạch")
AWAITING_PAPER = (
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Sở Khoa học và Công nghệ",
    "Đài Phát thanh và Truyền hình tỉnh",
)
POLICE_MINUTES = "37-BB/ĐUCA"
NOON = moment(date(2021, 12, 14), 11, 30)
SHEETS = Mod(F("position") * 7, 11) + 2  # two to twelve, as thick as they come
RECEIPT = ["first_received_on", "first_received_at"]
# What each incomplete dossier lacks: parts that no other fact lights.
LACKING = ("PHIEU_PHAN_TICH", "CHI_TIEU")
RETURN_REASONS = (
    "Phiếu phân tích thiếu chữ ký của chủ thể tham gia; đề nghị bổ sung bản có chữ ký.",
    "Minh chứng chỉ tiêu chưa có xác nhận của cơ quan thống kê.",
    "Biên bản hội nghị thiếu trang ghi ý kiến góp ý.",
)


def units_that_met() -> list[SubmittingUnit]:
    """All but the two whose afternoon is still to come, and two that are late."""
    return list(
        SubmittingUnit.objects.exclude(name__in=(*NOT_SENT[:2], *NOT_YET_MET))
        .select_related("collective__scope", "scope", "official")
        .order_by("position")
    )


def send_dossiers(campaign: Campaign, draw: Draw) -> None:
    """Bring every unit's dossier to where the story has it."""
    dossiers = {
        one.unit.name: one
        for one in Dossier.objects.filter(campaign=campaign, kind=DossierKind.DECIDED)
        .select_related("unit__official", "unit__scope", "campaign__regulation", "deadline")
        .order_by("unit__position")
    }
    sent = [one for name, one in dossiers.items() if name not in NOT_SENT]
    moments = {one.pk: _sent_at(draw, one) for one in sent}
    _light_items(sent)
    with_paper = (*AWAITING_PAPER, *JUST_SENT, *INCOMPLETE[1:])
    _paper(draw, [one for one in sent if one.unit.name not in with_paper], moments)
    done = (*JUST_SENT, *RECEIVED, *INCOMPLETE, *RETURNED)
    accepted = [one for one in sent if one.unit.name not in done]
    for dossier in sent:
        if dossier.unit.name in done:
            _send(dossier, moments[dossier.pk])
    for number, name in enumerate(RETURNED):
        _return(dossiers[name], RETURN_REASONS[number], LACKING[number % 2] if number < 2 else "BIEN_BAN")
    _accept(campaign, accepted, moments)
    appraise(campaign, [one.unit for one in accepted if one.unit.name not in NOT_APPRAISED], NOON)
    _pause(campaign)
    _calls(campaign)
    _inspected(campaign)


def _sent_at(draw: Draw, dossier: Dossier) -> datetime:
    """When the unit sent it."""
    late = dossier.unit.name in JUST_SENT
    day = date(2021, 12, 14) if late else draw.day(date(2021, 12, 9), date(2021, 12, 13))
    return moment(day, 10, draw.number(0, 59))


def official_of(dossier: Dossier) -> Account:
    official = dossier.unit.official
    return official if official is not None else Account.objects.get(sign_in_name="btc")


def _light_items(dossiers: Sequence[Dossier]) -> None:
    """Every required part has its scan, but for what the incomplete ones lack."""
    items = DossierItem.objects.filter(dossier__in=dossiers, requirement=Requirement.REQUIRED)
    lacking = Q(pk__in=[])
    for number, name in enumerate(INCOMPLETE):
        lacking |= Q(dossier__unit__name=name, code__in=LACKING[: 2 - number % 2])
    items.filter(lacking).update(
        promised_before=date(2021, 12, 20), promise_reason="Đang xin chữ ký của các chủ thể"
    )
    secret = Q(dossier__unit__name="Đảng ủy Công an tỉnh", code="BIEN_BAN")
    items.filter(secret).update(
        is_secret=True,
        secret_number=POLICE_MINUTES,
        secret_on=date(2021, 12, 6),
        secret_receiver=OFFICIALS[0],
    )
    items.exclude(lacking).exclude(secret).update(
        file=scanned(moment(date(2021, 12, 8), 15)),
        file_name=Concat(Lower("code"), Value(".pdf")),
        page_count=1,
        uploaded_at=moment(date(2021, 12, 9), 8),
    )


def _paper(draw: Draw, dossiers: Sequence[Dossier], sent_at: Mapping[int, datetime]) -> None:
    """The originals came over the counter, with a slip for both sides (P31); some before the scans (P32).

    What still waits for a signature came in neither form.
    """
    slips = []
    clerks = desks([one.unit for one in dossiers], Role.UNIT_CLERK)
    for dossier in dossiers:
        day = draw.day(date(2021, 12, 9), date(2021, 12, 13))
        items = dossier.items.filter(requirement=Requirement.REQUIRED, promise_reason="")
        items.update(paper_received_on=day, paper_sheets=SHEETS)
        lines = [_line(item) for item in items.select_related("subject")]
        at = moment(day, 15, 20)
        slips.append(
            Handover(
                dossier=dossier,
                number=1,
                handed_on=day,
                handed_by=clerks[dossier.unit_id][0].full_name,
                received_by=official_of(dossier),
                received_at=at,
                lines=lines,
                sheet_count=sum(line["sheets"] for line in lines),
            )
        )
        if at < sent_at[dossier.pk]:
            dossier.first_received_on, dossier.first_received_at = day, at
    Dossier.objects.bulk_update(dossiers, RECEIPT)
    Handover.objects.bulk_create(slips)
    audit.record_many(actor=None, action="take_paper", targets=list(slips))


def _line(item: DossierItem) -> dict[str, Any]:
    """One row of a slip."""
    title = f"{item.title} – {item.subject.label}" if item.subject else item.title
    return {"key": item.key, "title": title, "kind": "Bản gốc giấy", "sheets": item.paper_sheets}


def _send(dossier: Dossier, at: datetime) -> None:
    """Sent from the unit's desk; what was just sent waits to be received."""
    send_dossier(dossier, actor=clerks_of(dossier.unit)[0], at=at)
    if dossier.unit.name not in JUST_SENT:
        receive_dossier(dossier, actor=official_of(dossier), at=at + timedelta(hours=1))


def _accept(campaign: Campaign, dossiers: Sequence[Dossier], sent_at: Mapping[int, datetime]) -> None:
    """What lies complete since yesterday, all at once: sent, received, accepted, its ratings admitted."""
    lists, clerks = (
        checklists(dossiers, regulation_of(campaign)),
        desks([one.unit for one in dossiers], Role.UNIT_CLERK),
    )
    submissions, notices = [], []
    for dossier in dossiers:
        at, clerk = sent_at[dossier.pk], clerks[dossier.unit_id][0]
        submissions.append(sending_of(dossier, lists[dossier.pk], number=1, actor=clerk, at=at))
        dossier.state, dossier.version = DossierState.ACCEPTED, 2
        if dossier.first_received_at is None:
            dossier.first_received_on, dossier.first_received_at = clock.day_of(at), at
        title = f"Hồ sơ {dossier.code} đã đủ thành phần"
        notices.append(
            Notice(
                recipient=clerk,
                title=title,
                path=f"/ho-so/{dossier.key}/",
                created_at=at + timedelta(hours=3),
            )
        )
    Submission.objects.bulk_create(submissions)
    Notice.objects.bulk_create(notices)
    Dossier.objects.bulk_update(dossiers, ["state", "version", *RECEIPT])
    for action in ("send", "receive", "accept"):
        audit.record_many(actor=None, action=action, targets=list(dossiers))
    subjects = subjects_of(DossierKind.DECIDED, campaign).filter(unit__in=[one.unit for one in dossiers])
    ratings = Rating.objects.leading().filter(subject__in=subjects.values("pk"), state=RatingState.PROPOSED)
    admitted = list(ratings.order_by("pk"))
    ratings.update(state=RatingState.ADMITTED, version=F("version") + 1)
    audit.record_many(actor=None, action="admit", targets=list(admitted))


def _return(dossier: Dossier, reason: str, code: str) -> None:
    item = dossier.items.filter(code=code).order_by("position").first()
    return_dossier(
        dossier,
        notes={item.key: reason} if item else {},
        reason=reason,
        before=date(2021, 12, 17),
        actor=official_of(dossier),
        at=moment(date(2021, 12, 14), 9, 15),
    )


def appraise(campaign: Campaign, units: Sequence[SubmittingUnit], at: datetime) -> None:
    """The Organization Committee's word on what was accepted: the level its unit proposed."""
    leader = Account.objects.get(sign_in_name="ldban")
    ratings = list(
        Rating.objects.filter(subject__campaign=campaign, subject__unit__in=units, state=RatingState.ADMITTED)
        .filter(subject__route=Route.DECIDED)
        .order_by("subject__position", "pk")
    )
    words = "Hồ sơ đủ thành phần; nhất trí mức tập thể đề nghị."
    Assessment.objects.bulk_create(
        [
            Assessment(
                rating=one,
                kind=AssessorKind.ORGANIZATION_COMMITTEE,
                assessor_name=str(AssessorKind.ORGANIZATION_COMMITTEE.label),
                level=one.proposed_level,
                text=words,
                typed_text=words,
                state=AssessmentState.CONFIRMED,
                given_on=clock.day_of(at),
                typed_by=leader,
                typed_at=at,
                confirmed_by=leader,
                confirmed_at=at,
                confirmed_how=Confirmation.SCREEN,
            )
            for one in ratings
        ],
        batch_size=200,
    )
    for one in ratings:
        one.appraised_level, one.state, one.version = (
            one.proposed_level,
            RatingState.APPRAISED,
            one.version + 1,
        )
    Rating.objects.bulk_update(ratings, ["appraised_level", "state", "version"], batch_size=500)
    audit.record_many(actor=leader, action="appraise", targets=list(ratings))


def _pause(campaign: Campaign) -> None:
    """One person waits for an organ's conclusion (P26)."""
    rating = (
        Rating.objects.filter(subject__campaign=campaign, state=RatingState.ADMITTED)
        .filter(subject__person__isnull=False, subject__unit__name=NOT_APPRAISED[0], subject__is_head=False)
        .order_by("subject__position", "pk")
        .first()
    )
    if rating is not None:
        rating.paused_from, rating.state = rating.state, RatingState.PAUSED
        rating.paused_by, rating.paused_on = "Ủy ban Kiểm tra Tỉnh ủy", date(2021, 12, 13)
        rating.save(update_fields=["paused_from", "state", "paused_by", "paused_on"])
        audit.record(actor=None, action="pause", target=rating, note=rating.paused_by)


def _calls(campaign: Campaign) -> None:
    """Calls of the morning: two promised an hour, one only said it would come (P49)."""
    promises = (("Huyện ủy Đồng Vang", 16), ("Sở Xây dựng", 15), ("Thanh tra tỉnh", 0))
    for number, (name, hour) in enumerate(promises):
        unit = SubmittingUnit.objects.select_related("official", "contact").get(name=name)
        log_call(
            unit,
            campaign=campaign,
            spoke_with=f"đồng chí {unit.contact.name}",
            promised_at=moment(date(2021, 12, 14), hour) if hour else None,
            note="" if hour else "Thủ trưởng đi công tác, đang chờ ký",
            actor=unit.official or Account.objects.get(sign_in_name="btc"),
            at=moment(date(2021, 12, 14), 9, 40 + number),
        )


def _inspected(campaign: Campaign) -> None:
    """One inspection of the review, on a district, not answered yet (R07)."""
    record_remark(
        PartyOrganization.objects.get(name="Đảng bộ huyện Bình Lãng"),
        campaign=campaign,
        inspected_on=date(2021, 12, 13),
        inspector="Đoàn kiểm tra của Ủy ban Kiểm tra Tỉnh ủy",
        text=(
            "Hai chi bộ được kiểm tra chưa gửi tài liệu cho đảng viên trước ngày họp. "
            "Đề nghị ban thường vụ huyện ủy nhắc các chi bộ còn lại, báo cáo trước ngày 20/12/2021."
        ),
        actor=Account.objects.get(sign_in_name="ubkt"),
        at=moment(date(2021, 12, 14), 8, 15),
    )
