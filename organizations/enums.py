"""Words of the field that every app shares; labels are the regulations' own."""

from django.db.models import TextChoices


class Level(TextChoices):
    """Mức chất lượng: the four rating levels, best first."""

    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    FAIR = "fair", "Hoàn thành nhiệm vụ"
    FAILED = "failed", "Không hoàn thành nhiệm vụ"

    @property
    def rank(self) -> int:
        """0 is best, so max(levels, key=rank) is the worst of them."""
        return list(Level).index(self)

    @property
    def short(self) -> str:
        """The abbreviation that tables use, with a note."""
        return ("HTXSNV", "HTTNV", "HTNV", "KHTNV")[self.rank]


class Grade(TextChoices):
    """Cấp độ thực hiện of one criterion, best first."""

    EXCELLENT = "excellent", "Xuất sắc"
    GOOD = "good", "Tốt"
    AVERAGE = "average", "Trung bình"
    POOR = "poor", "Kém"

    @property
    def rank(self) -> int:
        """0 is best."""
        return list(Grade).index(self)


class OrganizationKind(TextChoices):
    """Kinds of Party organisation, from the province down."""

    PROVINCE = "province", "Đảng bộ tỉnh"
    DIRECT = "direct", "Đảng bộ trực thuộc Tỉnh ủy"
    BASE_COMMITTEE = "base_committee", "Đảng bộ cơ sở"
    BASE_CELL = "base_cell", "Chi bộ cơ sở"
    SECTION = "section", "Đảng bộ bộ phận"
    CELL = "cell", "Chi bộ trực thuộc"


class Sector(TextChoices):
    """Loại hình of a Party organisation, as the statistics ask."""

    COMMUNE = "commune", "Xã, phường, thị trấn"
    AGENCY = "agency", "Cơ quan"
    SERVICE = "service", "Đơn vị sự nghiệp"
    STATE_ENTERPRISE = "state_enterprise", "Doanh nghiệp nhà nước"
    PRIVATE_ENTERPRISE = "private_enterprise", "Doanh nghiệp ngoài nhà nước"
    ARMY = "army", "Quân đội"
    POLICE = "police", "Công an"
    OTHER = "other", "Khác"


class OrganizationChangeKind(TextChoices):
    """What a decision of a committee does to the tree."""

    CREATE = "create", "Thành lập mới"
    RENAME = "rename", "Đổi tên"
    MOVE = "move", "Chuyển về cấp trên khác"
    MERGE = "merge", "Sáp nhập vào tổ chức khác"
    SPLIT = "split", "Tách ra thành lập mới"
    DISSOLVE = "dissolve", "Giải thể"


class CollectiveType(TextChoices):
    """Loại tập thể lãnh đạo, quản lý (Appendix 1)."""

    PROVINCE_STANDING = "province_standing", "Ban Thường vụ Tỉnh ủy"
    DIRECT_STANDING = "direct_standing", "Ban thường vụ cấp ủy đảng bộ trực thuộc Tỉnh ủy"
    BASE_STANDING = "base_standing", "Ban thường vụ, cấp ủy cơ sở"
    SECTION_COMMITTEE = "section_committee", "Đảng ủy bộ phận"
    CELL_COMMITTEE = "cell_committee", "Chi ủy"
    PARTY_GROUP = "party_group", "Đảng đoàn"
    PARTY_CAUCUS = "party_caucus", "Ban cán sự đảng"
    PARTY_AGENCY = "party_agency", "Tập thể lãnh đạo cơ quan tham mưu, giúp việc cấp ủy"
    DEPARTMENT = "department", "Tập thể lãnh đạo sở, ban, ngành"
    FRONT = "front", "Tập thể lãnh đạo Mặt trận Tổ quốc, tổ chức chính trị - xã hội"
    GOVERNMENT = "government", "Thường trực HĐND, tập thể lãnh đạo UBND"
    OTHER = "other", "Tập thể lãnh đạo, quản lý khác"


class Route(TextChoices):
    """Who decides the rating of a cadre or collective (R14, R15, P09)."""

    DECIDED = "decided", "Ban Thường vụ Tỉnh ủy quyết định"
    DELEGATED = "delegated", "Được ủy quyền"
    MINISTRY = "ministry", "Ngành dọc quyết định"
    CENTRAL = "central", "Trung ương quyết định"
    LOWER = "lower", "Cấp dưới quyết định"


class Certainty(TextChoices):
    """How sure a row of a regulation is; shown to the user."""

    STATED = "stated", "Quy định nêu rõ"
    INFERRED = "inferred", "Suy ra từ quy định"
    DEFAULT = "default", "Mặc định hệ thống"

    def beside(self, clause: str) -> str:
        """The clause and how sure it is; of what no clause says that is said once."""
        if self is Certainty.DEFAULT:
            return "Quy định không nêu; theo mặc định của hệ thống"
        return f"{clause} · {self.label}"


class SubjectKind(TextChoices):
    """What is reviewed and rated."""

    PERSON = "person", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể lãnh đạo, quản lý"
    ORGANIZATION = "organization", "Tổ chức đảng"


class Capacity(TextChoices):
    """In which capacity a subject is rated: a cadre has a Party rating and an office rating."""

    MEMBER = "member", "Đảng viên"
    OFFICE = "office", "Cán bộ lãnh đạo, quản lý"
    ORGANIZATION = "organization", "Tổ chức đảng"
    COLLECTIVE = "collective", "Tập thể lãnh đạo, quản lý"


class Role(TextChoices):
    """Who works in the product; the last three are held by nobody's appointment but by the fact itself."""

    ORGANIZATION_STAFF = "organization_staff", "Chuyên viên Ban Tổ chức Tỉnh ủy"
    ORGANIZATION_LEADER = "organization_leader", "Lãnh đạo Ban Tổ chức Tỉnh ủy"
    STANDING_MEMBER = "standing_member", "Ủy viên Ban Thường vụ Tỉnh ủy"
    SUPERVISOR = "supervisor", "Ủy viên Ban Thường vụ được phân công phụ trách, theo dõi"
    OFFICE_STAFF = "office_staff", "Văn phòng Tỉnh ủy"
    REGISTRY = "registry", "Văn thư"
    INSPECTION = "inspection", "Ủy ban Kiểm tra"
    UNIT_CLERK = "unit_clerk", "Cán bộ tổ chức của đơn vị"
    UNIT_CHECKER = "unit_checker", "Người kiểm tra số liệu của đơn vị"
    UNIT_LEADER = "unit_leader", "Lãnh đạo đơn vị"
    BASE_CLERK = "base_clerk", "Cán bộ văn phòng đảng ủy cơ sở"
    CELL_SECRETARY = "cell_secretary", "Bí thư chi bộ"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"
    SUBJECT = "subject", "Bản thân"
    HELPER = "helper", "Người soạn giúp"

    @property
    def needs_second_factor(self) -> bool:
        """Staff and deciding roles sign in with a second factor (trust A2 6.3.3)."""
        return self in SECOND_FACTOR_ROLES


SECOND_FACTOR_ROLES = frozenset(
    {
        Role.ORGANIZATION_STAFF,
        Role.ORGANIZATION_LEADER,
        Role.STANDING_MEMBER,
        Role.OFFICE_STAFF,
        Role.REGISTRY,
        Role.INSPECTION,
        Role.UNIT_CLERK,
        Role.UNIT_CHECKER,
        Role.UNIT_LEADER,
        Role.BASE_CLERK,
        Role.ADMINISTRATOR,
    }
)


# Held at the province, by its deciding organ, or by a committee's own inspection: an administrator gives and ends them.
PROVINCE_ROLES = frozenset(
    {
        Role.ORGANIZATION_STAFF,
        Role.ORGANIZATION_LEADER,
        Role.STANDING_MEMBER,
        Role.SUPERVISOR,
        Role.OFFICE_STAFF,
        Role.REGISTRY,
        Role.INSPECTION,
        Role.ADMINISTRATOR,
    }
)
# All that are given by appointment; and those of units, bases and cells alone.
APPOINTED: tuple[Role, ...] = tuple(one for one in Role if one not in {Role.SUBJECT, Role.HELPER})
UNIT_ROLES: tuple[Role, ...] = tuple(one for one in APPOINTED if one not in PROVINCE_ROLES)


class AccountState(TextChoices):
    """How far an account is from being used: what its owner, or whoever manages it, does next."""

    NEW = "new", "Chưa in phiếu"
    PRINTED = "printed", "Đã in phiếu, chờ đăng nhập"
    LAPSED = "lapsed", "Mã trên phiếu đã hết hạn"
    OPENED = "opened", "Đã dùng mã, chưa đặt mật khẩu"
    READY = "ready", "Đang dùng"
    LOCKED = "locked", "Đang khóa"

    @property
    def shape(self) -> str:
        """How a list draws it."""
        return {"printed": "wait", "ready": "done", "locked": "late"}.get(self.value, "todo")


class MailState(TextChoices):
    """Whether a notice also goes out by mail."""

    NONE = "none", "Không gửi thư"
    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"


class ImportState(TextChoices):
    """How far a workbook that was brought in has come."""

    CHECKING = "checking", "Đang kiểm tra"
    READY = "ready", "Chờ ghi"
    REFUSED = "refused", "Có lỗi, chưa ghi được"
    WRITING = "writing", "Đang ghi"
    DONE = "done", "Đã ghi"
    UNDOING = "undoing", "Đang hoàn tác"
    UNDONE = "undone", "Đã hoàn tác"
    CANCELLED = "cancelled", "Đã hủy"


class RowVerdict(TextChoices):
    """What writing a row of a workbook would do."""

    NEW = "new", "Thêm mới"
    CHANGED = "changed", "Thay đổi"
    UNCHANGED = "unchanged", "Không đổi"
    REJECTED = "rejected", "Có lỗi"


class TwinChoice(TextChoices):
    """What a person decided of a row that looks like a record already there."""

    OPEN = "", "Chưa chọn"
    MERGE = "merge", "Là một, gộp vào bản ghi đã có"
    KEEP = "keep", "Là hai, thêm mới"
