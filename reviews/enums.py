"""States and kinds of the review; the words a clerk reads are the labels (P58)."""

from django.db.models import TextChoices


class CampaignState(TextChoices):
    """Đợt kiểm điểm."""

    DRAFT = "draft", "Đang chuẩn bị"
    OPEN = "open", "Đang thực hiện"
    CLOSED = "closed", "Đã chốt số liệu"
    ARCHIVED = "archived", "Đã lưu"


class RegulationState(TextChoices):
    """A published regulation is immutable."""

    DRAFT = "draft", "Dự thảo"
    PUBLISHED = "published", "Đã ban hành"


class Audience(TextChoices):
    """Whom a date of the plan is for."""

    CADRES = "cadres", "Tập thể, cá nhân cán bộ lãnh đạo, quản lý"
    DECIDED_DOSSIERS = "decided_dossiers", "Hồ sơ thuộc thẩm quyền Ban Thường vụ Tỉnh ủy"
    DELEGATED_DOSSIERS = "delegated_dossiers", "Hồ sơ được ủy quyền"
    BASE_ORGANIZATIONS = "base_organizations", "Tổ chức đảng, đảng viên cấp cơ sở"
    UPPER_ORGANIZATIONS = "upper_organizations", "Tổ chức đảng cấp trên cơ sở"
    COMMITTEE_DOSSIERS = "committee_dossiers", "Hồ sơ đảng bộ trực thuộc Tỉnh ủy"
    UNIT_REPORTS = "unit_reports", "Báo cáo của đơn vị"
    PROVINCE_REPORT = "province_report", "Báo cáo của Tỉnh ủy"


class ReviewForm(TextChoices):
    """How a self-review exists; every form counts alike (P01, P04)."""

    ONLINE = "online", "Viết trên hệ thống"
    WORD = "word", "Tệp Word"
    PAPER = "paper", "Có bản giấy"


class ReviewState(TextChoices):
    """Bản kiểm điểm. "Đã kiểm điểm" is derived from the places."""

    DRAFT = "draft", "Đang viết"
    SUBMITTED = "submitted", "Đã nộp"
    PAPER = "paper", "Có bản giấy"
    RETURNED = "returned", "Trả lại để hoàn thiện"
    COMPLETING = "completing", "Đang viết bản hoàn chỉnh"
    COMPLETED = "completed", "Đã hoàn chỉnh"


class RevisionKind(TextChoices):
    """What a submitted text is for: the members saw the first, the rating rests on the second (P115)."""

    PRESENTED = "presented", "Dự thảo trình hội nghị"
    FINAL = "final", "Bản hoàn chỉnh"


class RemedyState(TextChoices):
    """How far an earlier shortcoming is remedied."""

    UNANSWERED = "unanswered", "Chưa trả lời"
    DONE = "done", "Đã khắc phục xong"
    DOING = "doing", "Đang khắc phục"
    NOT_YET = "not_yet", "Chưa khắc phục"


NOTED = [RemedyState.DONE, RemedyState.DOING, RemedyState.NOT_YET]  # what may be said of one


class ChangeKind(TextChoices):
    """What changed about a subject after the round was opened."""

    ADDED = "added", "Bổ sung vào danh sách"
    NOT_REVIEWED = "not_reviewed", "Không thuộc diện kiểm điểm"
    REVIEWED = "reviewed", "Trở lại diện kiểm điểm"
    POST = "post", "Thay đổi chức vụ"
    CELL = "cell", "Thay đổi nơi sinh hoạt"
    PLACES = "places", "Thay đổi nơi kiểm điểm"
    CASE = "case", "Trường hợp riêng"
    DISCIPLINE = "discipline", "Kỷ luật"


class GuidanceState(TextChoices):
    """Gợi ý kiểm điểm."""

    DRAFT = "draft", "Dự thảo"
    SENT = "sent", "Đã gửi"
    ANSWERED = "answered", "Đã giải trình"


class MinutesMode(TextChoices):
    """Where the minutes are (P19)."""

    TYPED = "typed", "Lập trên hệ thống"
    PAPER_ONLY = "paper_only", "Chỉ lưu bản giấy"


class PaperState(TextChoices):
    """A paper being drawn."""

    WAITING = "waiting", "Đang lập"
    READY = "ready", "Đã lập"
    FAILED = "failed", "Không lập được"
