"""Invented people and texts on the papers of a review, as the tests and the page images use them."""

from datetime import date

from documents.papers import Letterhead, Signature
from organizations.enums import Grade, Level
from reviews.papers import (
    Answer,
    CellOpinion,
    ChiefOpinion,
    CollectiveReport,
    CommitteeOpinion,
    GradedItem,
    GuidanceLetter,
    Identity,
    PastShortcoming,
    Point,
    Remedy,
    SelfReviewPaper,
    Shortcoming,
    TargetLine,
)

PROVINCE_HEAD = {"issuer": "Tỉnh ủy Minh Giang", "place": "Minh Giang", "year": 2021}
ETHICS = (
    "Về tư tưởng chính trị; phẩm chất đạo đức, lối sống; ý thức tổ chức kỷ luật; tác phong, lề lối làm việc"
)
DUTIES = "Về thực hiện chức trách, nhiệm vụ được giao"
PLEDGE = "Việc thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu hằng năm"
LEADING = (
    "Kết quả lãnh đạo, chỉ đạo, quản lý, điều hành; mức độ hoàn thành nhiệm vụ của các tổ chức, cơ quan, "
    "đơn vị thuộc quyền quản lý; khả năng quy tụ, đoàn kết nội bộ"
)

P91 = (
    "Năm 2021, tôi được phân công dạy Toán lớp 9A, 9B và chủ nhiệm lớp 9B (34 học sinh). Kết quả: 32/34 học "
    "sinh xếp loại học lực từ trung bình trở lên, đạt 94,1% (chỉ tiêu 90%); 03 học sinh đạt giải cấp huyện "
    "(chỉ tiêu 02); lớp không có học sinh bỏ học. Trong thời gian nghỉ học phòng, chống dịch Covid-19, tôi "
    "soạn 18 bài giảng trực tuyến và trực tiếp mang bài tập đến nhà cho 07 em ở xóm Chiềng không có điện "
    "thoại. Thực hiện việc đăng ký làm theo Bác: phụ đạo không thu tiền hai buổi chiều mỗi tuần cho 09 em yếu "
    "môn Toán, cuối năm còn 02 em dưới trung bình."
)


def member_self_review(**changes):
    """P91: a teacher, member without office."""
    values = {
        "letterhead": Letterhead(
            upper="Đảng bộ xã Nà Sọng",
            issuer="Chi bộ Trường THCS Nà Sọng",
            place="Nà Sọng",
            year=2021,
            dated=date(2021, 12, 2),
            label="Mẫu 02-HD KĐ.ĐG 2019",
            starred=False,
        ),
        "identity": Identity(
            full_name="Bùi Thị Hoài Thu",
            born="14/5/1986",
            party_office="Không",
            government_office="Giáo viên",
            union_office="Ủy viên Ban Chấp hành Công đoàn trường",
            workplace="Trường THCS Nà Sọng",
            cell="Trường THCS Nà Sọng",
        ),
        "results": (
            GradedItem(
                title=ETHICS,
                body="Tôi luôn chấp hành chủ trương của Đảng, pháp luật của Nhà nước; giữ gìn đoàn kết trong tổ "
                "chuyên môn; không có biểu hiện suy thoái. Đảng phí nộp đủ, dự sinh hoạt chi bộ 11/12 kỳ.",
                grade=Grade.EXCELLENT,
            ),
            GradedItem(title=DUTIES, body=P91, grade=Grade.GOOD),
            GradedItem(
                title=PLEDGE,
                body="Đã thực hiện 4/5 nội dung cam kết; nội dung viết sáng kiến kinh nghiệm hoàn thành chậm.",
                grade=Grade.GOOD,
            ),
        ),
        "shortcomings": (
            Shortcoming(number=1, body="Sáng kiến kinh nghiệm nộp chậm bốn tháng so với đăng ký."),
        ),
        "causes": "Do bản thân chưa sắp xếp thời gian hợp lý khi chuyển sang dạy trực tuyến.",
        "remedied": (
            PastShortcoming(
                issue="Ít dự giờ đồng nghiệp", status="đã khắc phục", result="năm 2021 dự 12 tiết"
            ),
        ),
        "remedied_grade": Grade.GOOD,
        "responsibility": "Tập thể chi bộ không có hạn chế liên quan đến nhiệm vụ của tôi.",
        "remedies": (
            Remedy(
                measure="Nộp sáng kiến kinh nghiệm năm học 2021 – 2022",
                owner="đồng chí Bùi Thị Hoài Thu",
                due_on=date(2022, 3, 31),
            ),
        ),
        "civil_level": Level.GOOD,
        "member_level": Level.GOOD,
        "signed_by": "Bùi Thị Hoài Thu",
        "chief": ChiefOpinion(
            comment="Đồng chí nhiệt tình, trách nhiệm với học sinh; chuyên môn vững.",
            level=Level.GOOD,
            signature=Signature(
                authority=("Thủ trưởng cơ quan, đơn vị",), note="(ký, đóng dấu)", name="Lường Văn Phúc"
            ),
        ),
        "cell": CellOpinion(
            comment="Bản kiểm điểm nghiêm túc. Đồng chí cần chủ động hơn về thời hạn công việc.",
            level=Level.GOOD,
            signature=Signature(authority=("T/M chi ủy", "Bí thư"), note="(ký)", name="Quách Thị Hằng"),
        ),
        "committee": CommitteeOpinion(
            level=Level.GOOD,
            signature=Signature(
                authority=("T/M đảng ủy", "Bí thư"), note="(ký, đóng dấu)", name="Hà Văn Sơn"
            ),
        ),
    }
    return SelfReviewPaper(**values | changes)


def blank_self_review():
    """What a cell hands out: dotted lines and empty squares."""
    return SelfReviewPaper(
        letterhead=Letterhead(
            upper="Đảng bộ ………………",
            issuer="Chi bộ ………………",
            place="…………",
            year=2021,
            label="Mẫu 02-HD KĐ.ĐG 2019",
            starred=False,
        ),
        identity=Identity(),
        results=tuple(GradedItem(title=title) for title in (ETHICS, DUTIES, PLEDGE)),
        blank_lines=4,
    )


P97_ANSWERS = (
    Answer(
        point="Trách nhiệm của người đứng đầu Ủy ban nhân dân huyện trong việc để xảy ra 14 trường hợp xây dựng "
        "nhà ở trên đất trồng lúa tại xã Nà Sọng từ tháng 3 đến tháng 9/2021, đến nay mới xử lý 05 trường hợp.",
        body="Tôi nhận trách nhiệm người đứng đầu. Tháng 4 tôi đã nhận được phản ánh của Mặt trận xã nhưng chỉ "
        "giao Phòng Tài nguyên và Môi trường kiểm tra, không đặt thời hạn, không kiểm tra lại. Đến 05/12/2021 "
        "đã tháo dỡ 08/14 trường hợp; 06 trường hợp còn lại có quyết định xử lý, hoàn thành trước ngày "
        "31/3/2022. Đã kiểm điểm Chủ tịch và công chức địa chính xã.",
    ),
    Answer(
        point="Việc chấp hành quy chế làm việc giữa Ban Thường vụ Huyện ủy và Ủy ban nhân dân huyện trong chủ "
        "trương điều chỉnh quy hoạch cụm công nghiệp, khi tờ trình gửi sở, ngành trước khi Ban Thường vụ cho "
        "ý kiến.",
        body="Nội dung gợi ý là đúng. Do sốt ruột về tiến độ, tôi đã ký tờ trình ngày 12/7, trước phiên họp Ban "
        "Thường vụ ngày 20/7. Đây là vi phạm quy chế làm việc, không phải do cấp dưới tham mưu. Tôi đã báo "
        "cáo, nhận khuyết điểm tại phiên họp ngày 20/7 và từ đó không để tái diễn.",
    ),
)


def cadre_self_review():
    """P97: the district's chairman, with two guidance points answered."""
    return member_self_review(
        letterhead=Letterhead(
            upper="Đảng bộ huyện Đồng Khê",
            issuer="Chi bộ Văn phòng HĐND và UBND huyện",
            place="Đồng Khê",
            year=2021,
            dated=date(2021, 12, 3),
            label="Mẫu 02-HD KĐ.ĐG 2019",
            starred=False,
        ),
        identity=Identity(
            full_name="Bùi Đức Khải",
            born="20/02/1972",
            party_office="Phó Bí thư Huyện ủy",
            government_office="Chủ tịch UBND huyện Đồng Khê",
            union_office="Không",
            workplace="UBND huyện Đồng Khê",
            cell="Văn phòng HĐND và UBND huyện",
        ),
        answers=P97_ANSWERS,
        signed_by="Bùi Đức Khải",
    )


def collective_report():
    """P96: the Standing Committee of a district."""
    return CollectiveReport(
        letterhead=Letterhead(
            upper="Tỉnh ủy Minh Giang",
            issuer="Huyện ủy Đồng Khê",
            issuer_code="HU",
            symbol="BC/HU",
            place="Đồng Khê",
            year=2021,
            month=12,
            label="Mẫu 01-HD KĐ.ĐG 2019",
        ),
        collective="Ban Thường vụ Huyện ủy Đồng Khê",
        opening="Ngày 06/12/2021, Ban Thường vụ Huyện ủy Đồng Khê tổ chức hội nghị kiểm điểm tự phê bình và phê "
        "bình năm 2021. Ban Thường vụ Huyện ủy báo cáo kết quả kiểm điểm tập thể như sau:",
        results=(
            GradedItem(
                title="Việc chấp hành các nguyên tắc tổ chức và hoạt động, nhất là nguyên tắc tập trung dân chủ; "
                "thực hiện quy chế làm việc",
                body="Ban Thường vụ họp định kỳ 12 phiên, chuyên đề 05 phiên; các chủ trương lớn đều được thảo "
                "luận, biểu quyết theo đa số.",
                grade=Grade.GOOD,
            ),
            GradedItem(
                title="Kết quả thực hiện các mục tiêu, chỉ tiêu, nhiệm vụ được cấp có thẩm quyền giao, phê duyệt",
                body="16/18 chỉ tiêu kinh tế – xã hội đạt và vượt kế hoạch (phụ lục kèm theo).",
                grade=Grade.GOOD,
            ),
            GradedItem(
                title="Công tác xây dựng, chỉnh đốn Đảng và hệ thống chính trị",
                body="Kết nạp 142 đảng viên (chỉ tiêu 130); kiểm tra 10/13 cuộc theo chương trình.",
                grade=Grade.AVERAGE,
            ),
            GradedItem(
                title="Trách nhiệm của tập thể lãnh đạo, quản lý trong thực hiện nhiệm vụ chính trị của địa phương",
                body="Ban Thường vụ phân công từng đồng chí phụ trách xã, lĩnh vực; có việc phân công chưa rõ.",
                grade=Grade.GOOD,
            ),
        ),
        shortcomings=(
            Shortcoming(number=1, body="Công tác giải phóng mặt bằng chậm: còn 22/318 hộ chưa bàn giao."),
            Shortcoming(
                number=2,
                body="Quản lý đất đai ở cơ sở có nơi buông lỏng: tại xã Nà Sọng có 14 trường hợp xây dựng nhà ở "
                "trên đất trồng lúa, xã chậm phát hiện.",
            ),
            Shortcoming(number=3, body="Việc kiểm tra, giám sát theo chương trình mới đạt 10/13 cuộc."),
        ),
        objective_causes="Dịch Covid-19 kéo dài, thị trường bất động sản đình trệ.",
        subjective_causes="Ban Thường vụ phân công trách nhiệm chưa rõ giữa Huyện ủy và Ủy ban nhân dân huyện; một "
        "số đồng chí còn nể nang khi đánh giá người đứng đầu cấp xã.",
        remedied=(
            PastShortcoming(issue="Chậm chuyển đổi vị trí công tác ở cấp xã", status="đã khắc phục"),
            PastShortcoming(
                issue="Sắp xếp trụ sở dôi dư sau sáp nhập", status="đang khắc phục", result="đạt khoảng 60%"
            ),
            PastShortcoming(
                issue="Thu ngân sách từ đất",
                status="chưa khắc phục",
                result="thị trường đình trệ vì dịch bệnh, tiếp tục chuyển sang năm 2022, đồng chí Chủ tịch UBND "
                "huyện chịu trách nhiệm",
            ),
        ),
        remedied_grade=Grade.AVERAGE,
        answers=(
            Answer(
                point="Trách nhiệm lãnh đạo công tác quản lý đất đai trên địa bàn.",
                body="Tập thể nhận trách nhiệm; đã thành lập tổ công tác của huyện làm việc với từng hộ.",
            ),
        ),
        responsibility="Trách nhiệm trước hết thuộc về Ban Thường vụ Huyện ủy và đồng chí Chủ tịch UBND huyện.",
        remedies=(
            Remedy(
                measure="Xử lý xong 06 trường hợp còn lại tại xã Nà Sọng",
                owner="đồng chí Bùi Đức Khải",
                due_on=date(2022, 3, 31),
            ),
            Remedy(
                measure="Hoàn thành vận động 22 hộ bàn giao đất",
                owner="đồng chí Đinh Thị Quyên",
                due_on=date(2022, 3, 31),
            ),
        ),
        level=Level.GOOD,
        targets=(
            TargetLine(
                title="Tổng thu ngân sách trên địa bàn",
                unit="tỷ đồng",
                planned="185",
                actual="171,3",
                share="92,6%",
                note="không đạt: thu tiền sử dụng đất",
            ),
            TargetLine(
                title="Hộ bàn giao mặt bằng tuyến Đồng Khê – Nà Sọng",
                unit="hộ",
                planned="318",
                actual="296",
                share="93,1%",
            ),
            TargetLine(title="Kết nạp đảng viên", unit="người", planned="130", actual="142", share="109,2%"),
        ),
        signature=Signature(authority=("T/M Ban Thường vụ", "Bí thư"), name="Quách Đình Lự"),
        recipients=(
            "Ban Thường vụ Tỉnh ủy (để báo cáo)",
            "Ban Tổ chức Tỉnh ủy",
            "Các đồng chí Ủy viên Ban Thường vụ Huyện ủy",
            "Lưu Văn phòng Huyện ủy",
        ),
    )


def guidance_letter():
    """P97: two points to one cadre."""
    return GuidanceLetter(
        letterhead=Letterhead(**PROVINCE_HEAD, issuer_code="TU", symbol="CV/TU", month=11),
        addressee="Đồng chí Bùi Đức Khải, Phó Bí thư Huyện ủy, Chủ tịch Ủy ban nhân dân huyện Đồng Khê",
        opening="Thực hiện Quy định số 132-QĐ/TW, ngày 08/3/2018 của Bộ Chính trị; Hướng dẫn số 21-HD/BTCTW, ngày "
        "18/10/2019 của Ban Tổ chức Trung ương, Ban Thường vụ Tỉnh ủy gợi ý đồng chí làm rõ các nội dung sau "
        "trong bản kiểm điểm năm 2021:",
        points=(
            Point(
                matter="Trách nhiệm của người đứng đầu Ủy ban nhân dân huyện trong việc để xảy ra 14 trường hợp "
                "xây dựng nhà ở trên đất trồng lúa tại xã Nà Sọng từ tháng 3 đến tháng 9/2021, đến nay mới xử "
                "lý 05 trường hợp.",
                ground="Báo cáo của Đảng ủy xã Nà Sọng và phản ánh của Mặt trận Tổ quốc xã.",
                demand="trách nhiệm chỉ đạo, kiểm tra; thời hạn xử lý các trường hợp còn lại.",
            ),
            Point(
                matter="Việc chấp hành quy chế làm việc giữa Ban Thường vụ Huyện ủy và Ủy ban nhân dân huyện "
                "trong chủ trương điều chỉnh quy hoạch cụm công nghiệp, khi tờ trình gửi sở, ngành trước khi "
                "Ban Thường vụ cho ý kiến.",
                ground="Quy chế làm việc của Ban Thường vụ Huyện ủy nhiệm kỳ 2020 – 2025.",
                demand="nguyên nhân, trách nhiệm cá nhân và biện pháp khắc phục.",
            ),
        ),
        closing="Nội dung giải trình là một phần của bản kiểm điểm. Đồng chí Lường Đức Thuận, Ủy viên Ban Thường vụ "
        "Tỉnh ủy dự, chỉ đạo hội nghị kiểm điểm ngày 06/12/2021.",
        signature=Signature(authority=("T/M Ban Thường vụ", "Phó Bí thư"), name="Nguyễn Văn Hòa"),
        recipients=("Như trên", "Huyện ủy Đồng Khê", "Ban Tổ chức Tỉnh ủy", "Lưu Văn phòng Tỉnh ủy"),
    )
