"""The round as it stood in December: opened from the plan, guidance sent, on the day of the story."""

import json
from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from cadres.models import Post
from deadlines.management.province.leaders import DELEGATED_LATER
from deadlines.management.province.texts import text, texts
from deadlines.services.campaigns import open_campaign
from deadlines.services.routes import change_route
from documents.models import File
from documents.services.files import keep_bytes
from organizations.enums import Route
from organizations.models import Account, Collective
from ratings.services.regulations import load_regulation
from ratings.services.route_changes import Letter
from reviews.models import Campaign, Subject
from reviews.services.guidance import Point, draft_guidance, send_guidance
from reviews.services.plans import load_plan

REGULATION = settings.BASE_DIR / "fixtures" / "regulations" / "qd132-hd21.json"
PLAN = settings.BASE_DIR / "fixtures" / "plans" / "2021.json"
BLANK_SHEET = settings.BASE_DIR / "fixtures" / "demo" / "to-mau.pdf"
HANOI = timedelta(hours=7)


def moment(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """A moment of the story, by the clock on the wall in Minh Giang."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - HANOI


NOW = moment(date(2021, 12, 14), 13, 30)
PLANNED_AT = moment(date(2021, 11, 5))
OPENED_AT = moment(date(2021, 11, 8))


def prepare_round() -> Campaign:
    """The regulation and the round in preparation, as an office would load them."""
    load_regulation(json.loads(REGULATION.read_text(encoding="utf-8")), actor=None, at=PLANNED_AT)
    campaign, _ = load_plan(json.loads(PLAN.read_text(encoding="utf-8")), actor=None, at=PLANNED_AT)
    return campaign


def scanned(at: datetime) -> File:
    """A sheet that stands for what was scanned: it says so itself."""
    return keep_bytes(BLANK_SHEET.read_bytes(), media_type="application/pdf", at=at)


def open_round(campaign: Campaign) -> Campaign:
    """Everybody the plan speaks of becomes a subject; the letters of guidance go out."""
    staff = Account.objects.get(sign_in_name="btc")
    open_campaign(campaign, actor=staff, at=OPENED_AT)
    campaign.refresh_from_db()
    _guide_khai(campaign, staff)
    _guide_commune(campaign)
    _delegate_more(campaign, staff)
    return campaign


def subject_of(campaign: Campaign, name: str) -> Subject:
    """A subject by its name."""
    return Subject.objects.get(campaign=campaign, label=name)


def _guide_khai(campaign: Campaign, staff: Account) -> None:
    first, second = texts("guidance_points")
    letter = draft_guidance(
        subject_of(campaign, "Bùi Đức Khải"),
        Collective.objects.get(type="province_standing"),
        opening=text("guidance_opening"),
        attending="Đồng chí Lường Đức Thuận, Ủy viên Ban Thường vụ Tỉnh ủy",
        points=[
            Point(issue=first, ground="Báo cáo của Ủy ban Mặt trận Tổ quốc xã Nà Sọng, tháng 4/2021"),
            Point(issue=second, ground="Biên bản phiên họp Ban Thường vụ Huyện ủy ngày 20/7/2021"),
        ],
        actor=staff,
        at=moment(date(2021, 11, 12)),
    )
    at = moment(date(2021, 11, 15), 10)
    send_guidance(
        letter,
        number="1214-CV/TU",
        dated_on=date(2021, 11, 15),
        signatory="Đinh Thị Nguyệt",
        signatory_title="Phó Bí thư",
        scan=scanned(at),
        scan_name="1214-CV-TU.pdf",
        actor=staff,
        at=at,
    )


def _guide_commune(campaign: Campaign) -> None:
    """The district guides one of its own people as well (P24)."""
    clerk = Account.objects.get(sign_in_name="dongkhe")
    issue = "Trách nhiệm trong việc chậm phát hiện 14 trường hợp xây dựng nhà ở trên đất trồng lúa."
    letter = draft_guidance(
        subject_of(campaign, "Hà Đình Thưởng"),
        Collective.objects.get(name="Ban Thường vụ Huyện ủy Đồng Khê"),
        opening="Ban Thường vụ Huyện ủy gợi ý đồng chí làm rõ nội dung sau:",
        attending="Đồng chí Hà Văn Thiều, Trưởng Ban Tổ chức Huyện ủy",
        points=[
            Point(
                issue=issue,
                request="Nêu thời hạn và người chịu trách nhiệm xử lý từng trường hợp.",
                trigger="GY_BUC_XUC",
            )
        ],
        actor=clerk,
        at=moment(date(2021, 11, 17)),
    )
    at = moment(date(2021, 11, 19), 9)
    send_guidance(
        letter,
        number="486-CV/HU",
        dated_on=date(2021, 11, 19),
        signatory="Quách Đình Lự",
        signatory_title="Bí thư",
        scan=scanned(at),
        scan_name="486-CV-HU.pdf",
        actor=clerk,
        at=at,
    )


def _delegate_more(campaign: Campaign, staff: Account) -> None:
    """The supplement letter of 16/11: three titles more are delegated, in the middle of the round (P10)."""
    at = moment(date(2021, 11, 16), 15)
    change_route(
        campaign,
        posts=list(Post.objects.filter(title__in=DELEGATED_LATER).order_by("position")),
        route=Route.DELEGATED,
        letter=Letter(
            number="1236-CV/TU",
            dated_on=date(2021, 11, 16),
            reason="Bổ sung danh sách chức danh được ủy quyền",
            scan=scanned(at),
            scan_name="1236-CV-TU.pdf",
        ),
        actor=staff,
        at=at,
    )
