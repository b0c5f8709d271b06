"""States and kinds of rating, sitting, ballot and decision (P58)."""

from django.db.models import TextChoices


class RatingState(TextChoices):
    """Xếp loại."""

    OPEN = "open", "Chưa đến bước xếp loại"
    PROPOSED = "proposed", "Đã có đề xuất của tập thể"
    ADMITTED = "admitted", "Hồ sơ đủ thành phần"
    APPRAISED = "appraised", "Đã thẩm định"
    CONCLUDED = "concluded", "Đã kết luận"
    DECIDED = "decided", "Đã có quyết định"
    ANNOUNCED = "announced", "Đã thông báo"
    PAUSED = "paused", "Tạm dừng, chờ kết luận"
    NOT_RATED = "not_rated", "Không xếp loại"
    SUPERSEDED = "superseded", "Đã thay thế"


class AssessorKind(TextChoices):
    """Who assesses; the engine reads the highest there is and names it."""

    SELF = "self", "Bản thân"
    HOME = "home", "Tập thể lãnh đạo nơi công tác"
    CELL = "cell", "Chi ủy, chi bộ"
    RESIDENCE = "residence", "Cấp ủy nơi cư trú"
    SUPERVISOR = "supervisor", "Ủy viên Ban Thường vụ phụ trách"
    ORGANIZATION_COMMITTEE = "organization_committee", "Ban Tổ chức Tỉnh ủy"
    AUTHORITY = "authority", "Cấp có thẩm quyền"


class AssessmentState(TextChoices):
    """An opinion typed for somebody counts only once he has confirmed it (P05)."""

    TYPED = "typed", "Chờ xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"


class Confirmation(TextChoices):
    """How an act was confirmed."""

    SCREEN = "screen", "Trên màn hình"
    PAPER = "paper", "Trên giấy có chữ ký"


class VoteMethod(TextChoices):
    """How a vote was taken."""

    PAPER = "paper", "Phiếu giấy"
    HANDS = "hands", "Biểu quyết giơ tay"
    NAMED = "named", "Từ tài khoản từng đồng chí và tại phòng họp"


class BallotState(TextChoices):
    """Phiếu."""

    PREPARED = "prepared", "Đã chuẩn bị"
    OPEN = "open", "Đang bỏ phiếu"
    CLOSED = "closed", "Đang kiểm phiếu"
    ENTERED = "entered", "Đã nhập, chờ người thứ hai kiểm tra"
    COUNTED = "counted", "Đã lập biên bản"


class SittingState(TextChoices):
    """Phiên họp."""

    PREPARED = "prepared", "Đã chuẩn bị"
    OPEN = "open", "Đang họp"
    COUNTED = "counted", "Đã kiểm phiếu"
    CONCLUDED = "concluded", "Đã kết luận"
    SIGNED = "signed", "Biên bản đã ký"


class Mark(TextChoices):
    """What a member of the deciding organ says of one line."""

    APPROVE = "approve", "Đồng ý"
    OBJECT = "object", "Không đồng ý"
    NOTE = "note", "Ý kiến khác"


class Answer(TextChoices):
    """What an organ that was asked says of one subject (P25)."""

    NOTHING = "nothing", "Không có ý kiến"
    INSPECTED = "inspect", "Đang kiểm tra khi có dấu hiệu vi phạm"
    ACCUSED = "accused", "Đang giải quyết tố cáo"
    PENDING = "pending", "Đang xem xét, đề nghị chưa xếp loại"
    FOUND = "found", "Đã có kết luận"
    DISCIPLINED = "penalty", "Đã thi hành kỷ luật"


# What is not concluded yet, so that a person may have to pause the rating (P26); what an organ has to say more of.
STILL_OPEN = (Answer.INSPECTED, Answer.ACCUSED, Answer.PENDING)
SAYS_MORE = (Answer.FOUND, Answer.DISCIPLINED)


class PapersMoved(TextChoices):
    """Where somebody's papers are once a letter has changed who decides him (P10)."""

    MOVED = "moved", "Chuyển sang hồ sơ theo hạn mới"
    SENT = "sent", "Đã gửi, không phải gửi lại"
    NONE = "none", "Không chuyển hồ sơ"


class DecisionKind(TextChoices):
    """The original and the five corrective papers (P37)."""

    ORIGINAL = "original", "Quyết định"
    CORRECTION = "correction", "Đính chính"
    SUPPLEMENT = "supplement", "Bổ sung"
    AMENDMENT = "amendment", "Sửa đổi"
    REPLACEMENT = "replacement", "Thay thế"
    REVOCATION = "revocation", "Thu hồi, hủy bỏ"


class DecisionState(TextChoices):
    """Life of a decision: only what is signed and compared is announced."""

    DRAFT = "draft", "Dự thảo"
    SIGNED = "signed", "Đã ký, có số"
    COMPARED = "compared", "Đã đối chiếu với bản ký"
    ANNOUNCED = "announced", "Đã thông báo kết quả"
