"""Words about people and their posts."""

from django.db.models import TextChoices


class Gender(TextChoices):
    """As the forms ask."""

    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class MembershipKind(TextChoices):
    """How a person sits in a cell."""

    OFFICIAL = "official", "Sinh hoạt chính thức"
    TEMPORARY = "temporary", "Sinh hoạt tạm thời"


class MembershipStanding(TextChoices):
    """Full or probationary."""

    FULL = "full", "Đảng viên chính thức"
    PROBATIONARY = "probationary", "Đảng viên dự bị"


class MembershipEnd(TextChoices):
    """Why somebody sits in a cell no longer: the outgoing lines of the year's balance (P44, P48)."""

    MOVED = "moved", "Chuyển đi"
    DIED = "died", "Từ trần"
    EXPELLED = "expelled", "Khai trừ"
    STRUCK_OFF = "struck_off", "Xóa tên"
    RESIGNED = "resigned", "Xin ra khỏi Đảng"
    MERGED = "merged", "Chi bộ sáp nhập, giải thể"


LEFT_THE_PARTY = (
    MembershipEnd.DIED,
    MembershipEnd.EXPELLED,
    MembershipEnd.STRUCK_OFF,
    MembershipEnd.RESIGNED,
)


class Arrival(TextChoices):
    """How somebody came onto the rolls of a year: the incoming lines of the balance (P48)."""

    ADMITTED = "ket-nap", "Kết nạp"
    MOVED_IN = "chuyen-den", "Chuyển đến"
    RESTORED = "phuc-hoi", "Phục hồi"
    RECEIVED = "da-nhan-giay", "Đang chuyển sinh hoạt từ kỳ trước, đã nhận giấy"


class Departure(TextChoices):
    """How somebody left the rolls of a year: the outgoing lines of the balance (P48)."""

    MOVED_OUT = "chuyen-di", "Chuyển đi"
    ON_THE_WAY = "dang-chuyen", "Đang chuyển sinh hoạt"
    DIED = "tu-tran", "Từ trần"
    EXPELLED = "khai-tru", "Khai trừ"
    STRUCK_OFF = "xoa-ten", "Xóa tên"
    RESIGNED = "xin-ra", "Xin ra khỏi Đảng"


class StandingKind(TextChoices):
    """Dated facts that exempt, suspend or keep away (rules 1.4, P22, P41–P44)."""

    EXEMPT = "exempt", "Được miễn công tác và sinh hoạt đảng"
    REDUCED = "reduced", "Được giảm công tác và sinh hoạt đảng"
    SUSPENDED = "suspended", "Bị đình chỉ sinh hoạt đảng"
    COMMITTEE_SUSPENDED = "committee_suspended", "Bị đình chỉ sinh hoạt cấp ủy"
    STUDY = "study", "Đi học tập trung"
    SECONDED = "seconded", "Biệt phái, luân chuyển"
    ABROAD = "abroad", "Ở nước ngoài"
    AWAY = "away", "Đi làm ăn xa"
    MOBILE = "mobile", "Công tác lưu động"
    IN_TRANSFER = "in_transfer", "Đang chuyển sinh hoạt"
    NEWLY_MOVED_HEAD = "newly_moved_head", "Người đứng đầu mới chuyển đến"
    COMMITTEE_MEMBER = "committee_member", "Cấp ủy viên ngoài ban thường vụ"
    IN_GROUP = "in_group", "Sinh hoạt ở tổ đảng (tên tổ ở ghi chú)"


# Written down by letting somebody go to another cell, and in no other way (P42).
BY_TRANSFER = StandingKind.IN_TRANSFER
TYPED_STANDINGS = tuple((one.value, str(one.label)) for one in StandingKind if one is not BY_TRANSFER)


class LeaveKind(TextChoices):
    """Leave that the rules read."""

    SICK = "sick", "Nghỉ ốm"
    MATERNITY = "maternity", "Nghỉ thai sản"


class DisciplineForm(TextChoices):
    """Hình thức kỷ luật, lightest first."""

    REPRIMAND = "reprimand", "Khiển trách"
    WARNING = "warning", "Cảnh cáo"
    REMOVAL = "removal", "Cách chức"
    EXPULSION = "expulsion", "Khai trừ"
