"""States and kinds of dossiers and reminders (P58)."""

from django.db.models import TextChoices


class DossierKind(TextChoices):
    """Loại hồ sơ (rules 7.1)."""

    DECIDED = "decided", "Hồ sơ thuộc thẩm quyền Ban Thường vụ Tỉnh ủy"
    DELEGATED = "delegated", "Hồ sơ được ủy quyền, gửi để theo dõi, quản lý, lưu hồ sơ cán bộ"
    COMMITTEE = "committee", "Hồ sơ đảng bộ trực thuộc Tỉnh ủy"


class DossierState(TextChoices):
    """Hồ sơ. "Đã có quyết định" is read from the ratings in it."""

    DRAFT = "draft", "Đang lập"
    SUBMITTED = "submitted", "Đã gửi"
    RECEIVED = "received", "Đã tiếp nhận"
    RETURNED = "returned", "Đề nghị bổ sung, hoàn thiện"
    ACCEPTED = "accepted", "Đủ thành phần"
    ARCHIVED = "archived", "Đã lưu hồ sơ"


class Requirement(TextChoices):
    """Whether a part must be there."""

    REQUIRED = "required", "Bắt buộc"
    IF_EXISTS = "if_exists", "Nếu có"
    OPTIONAL = "optional", "Không bắt buộc"


class LateState(TextChoices):
    """Late is proposed by the clock and confirmed by a person with a reason (P50)."""

    ON_TIME = "on_time", "Đúng hạn"
    PROPOSED = "proposed", "Chậm so với kế hoạch, chờ xác nhận"
    CONFIRMED = "confirmed", "Chậm so với kế hoạch"
    EXCUSED = "excused", "Có lý do, đã xin phép"


class Channel(TextChoices):
    """How a reminder goes."""

    NOTICE = "notice", "Thông báo"
    MAIL = "mail", "Thư điện tử"
