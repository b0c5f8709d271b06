"""Invented people and texts on the papers of a rating and of the counter."""

from dataclasses import replace
from datetime import date, datetime

from deadlines.papers import HandedItem, HandoverSlip
from documents.papers import Letterhead, Signature
from organizations.enums import Level
from ratings.papers import (
    Ballot,
    BallotLine,
    CollectiveLine,
    CorrectionLetter,
    CountLine,
    CountMinutes,
    Decision,
    Mistake,
    PersonLine,
    Proposal,
    ResultLine,
    Turnout,
    UnratedLine,
    UnratedList,
)
from ratings.papers.decision import original_articles
from ratings.papers.petition import RECIPIENTS, UNSIGNED, Figures, Share, petition_body


def ballot(count=11, *, shows_self_level=False):
    """The district's Standing Committee votes on its members, in alphabetical order of given names."""
    names = (
        ("Lường Thị Ánh", "Trưởng Ban Tuyên giáo Huyện ủy"),
        ("Bùi Văn Cường", "Chủ nhiệm Ủy ban Kiểm tra Huyện ủy"),
        ("Hà Thị Dung", "Phó Chủ tịch UBND huyện"),
        ("Quách Công Định", "Chỉ huy trưởng Ban Chỉ huy Quân sự huyện"),
        ("Nguyễn Hữu Hạnh", "Trưởng Công an huyện"),
        ("Bùi Đức Khải", "Phó Bí thư, Chủ tịch UBND huyện"),
        ("Quách Đình Lự", "Bí thư Huyện ủy"),
        ("Đinh Thị Quyên", "Trưởng Ban Dân vận Huyện ủy"),
        ("Hà Văn Thành", "Trưởng Ban Tổ chức Huyện ủy"),
        ("Lường Quốc Trung", "Phó Bí thư Thường trực"),
        ("Bùi Hải Yến", "Chủ tịch Mặt trận Tổ quốc huyện"),
    )
    return Ballot(
        letterhead=Letterhead(
            upper="Tỉnh ủy Minh Giang", issuer="Huyện ủy Đồng Khê", place="Đồng Khê", year=2021, month=12
        ),
        subject="đề nghị xếp loại chất lượng cá nhân Ủy viên Ban Thường vụ Huyện ủy",
        sitting="Hội nghị Ban Thường vụ Huyện ủy Đồng Khê",
        lines=tuple(
            BallotLine(name=name, position=position, self_level=Level.GOOD)
            for name, position in names[:count]
        ),
        shows_self_level=shows_self_level,
    )


def short_ballot():
    """Two ballots on one sheet."""
    return ballot(3, shows_self_level=True)


def count_minutes():
    """P104: the count of the conference held on 06/12/2021."""
    return CountMinutes(
        letterhead=Letterhead(
            upper="Tỉnh ủy Minh Giang",
            issuer="Huyện ủy Đồng Khê",
            place="Đồng Khê",
            year=2021,
            dated=date(2021, 12, 6),
        ),
        about="đề nghị xếp loại chất lượng tập thể, cá nhân Ban Thường vụ Huyện ủy năm 2021",
        opening="Hôm nay, hồi 16 giờ 00, ngày 06 tháng 12 năm 2021, tại phòng họp Huyện ủy Đồng Khê, hội nghị Ban "
        "Thường vụ Huyện ủy tiến hành kiểm phiếu biểu quyết đề nghị xếp loại chất lượng năm 2021.",
        team=(
            ("Hà Văn Thành", "tổ trưởng"),
            ("Bùi Văn Cường", "thành viên"),
            ("Đinh Thị Quyên", "thành viên"),
        ),
        turnout=Turnout(summoned=11, present=11, issued=11, returned=11, valid=11, invalid=0),
        base=11,
        lines=(
            CountLine(
                name="Tập thể Ban Thường vụ Huyện ủy", counts=(2, 9, 0, 0), majority="Hoàn thành tốt nhiệm vụ"
            ),
            CountLine(name="Quách Đình Lự", counts=(8, 3, 0, 0), majority="Hoàn thành xuất sắc nhiệm vụ"),
            CountLine(name="Bùi Đức Khải", counts=(0, 7, 4, 0), majority="Hoàn thành tốt nhiệm vụ"),
        ),
        chair="Quách Đình Lự",
    )


def proposal(count=6):
    """P102: the Organization Committee to the Standing Committee."""
    districts = (
        ("Quách Đình Lự", "12/3/1968", "Bí thư Huyện ủy Đồng Khê", "08/11, 72,7%"),
        ("Bùi Đức Khải", "20/02/1972", "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện Đồng Khê", "07/11, 63,6%"),
        ("Lường Quốc Trung", "05/9/1970", "Phó Bí thư Thường trực Huyện ủy Đồng Khê", "10/11, 90,9%"),
        ("Nguyễn Văn Bách", "29/8/1971", "Bí thư Huyện ủy Yên Lạng", "09/11, 81,8%"),
        ("Quách Văn Thường", "17/7/1969", "Giám đốc Sở Nông nghiệp và Phát triển nông thôn", "05/7, 71,4%"),
        ("Hà Thị Nhung", "02/01/1975", "Phó Giám đốc Sở Y tế", "06/6, 100,0%"),
    )
    return Proposal(
        letterhead=Letterhead(
            upper="Tỉnh ủy Minh Giang",
            issuer="Ban Tổ chức",
            issuer_code="BTCTU",
            symbol="TTr/BTCTU",
            place="Minh Giang",
            year=2021,
            month=12,
        ),
        organ="Ban Tổ chức Tỉnh ủy",
        addressee="Ban Thường vụ Tỉnh ủy",
        body="Căn cứ Quy định số 132-QĐ/TW, ngày 08/3/2018 của Bộ Chính trị; Hướng dẫn số 21-HD/BTCTW, ngày 18/10/2019 "
        "của Ban Tổ chức Trung ương; kế hoạch của Ban Thường vụ Tỉnh ủy về kiểm điểm, đánh giá, xếp loại chất "
        "lượng năm 2021; trên cơ sở hồ sơ của 58 đơn vị và ý kiến của các cơ quan liên quan, Ban Tổ chức Tỉnh ủy "
        "trình Ban Thường vụ Tỉnh ủy xem xét, quyết định xếp loại 61 tập thể và 148 cá nhân (có danh sách kèm "
        "theo).\nTrong đó đề nghị: tập thể Hoàn thành xuất sắc nhiệm vụ 11, Hoàn thành tốt nhiệm vụ 47, Hoàn "
        "thành nhiệm vụ 03; cá nhân tương ứng 27, 112, 08; 01 cá nhân tạm dừng xếp loại, chờ kết luận của cơ quan "
        "có thẩm quyền. Có 02 nhóm chức danh đang đề nghị vượt tỷ lệ 20%, xin Ban Thường vụ cho ý kiến.",
        signature=Signature(authority=("K/T Trưởng ban", "Phó Trưởng ban"), name="Đinh Công Tuấn"),
        recipients=("Như trên", "Văn phòng Tỉnh ủy", "Lưu Ban Tổ chức Tỉnh ủy"),
        collectives=(
            CollectiveLine(
                name="Ban Thường vụ Huyện ủy Đồng Khê",
                self_level=Level.GOOD,
                collective_vote="09/11, 81,8%",
                supervisor="Nhất trí đề nghị Hoàn thành tốt nhiệm vụ",
                agencies="Không có nội dung đang xem xét",
                proposed=Level.GOOD,
                last_year=Level.GOOD,
                group="I. Ban thường vụ cấp ủy huyện, thành phố",
            ),
            CollectiveLine(
                name="Ban Thường vụ Huyện ủy Yên Lạng",
                self_level=Level.EXCELLENT,
                collective_vote="10/11, 90,9%",
                supervisor="Nhất trí",
                agencies="Không có ý kiến",
                proposed=Level.EXCELLENT,
                last_year=Level.GOOD,
                group="I. Ban thường vụ cấp ủy huyện, thành phố",
            ),
            CollectiveLine(
                name="Tập thể lãnh đạo Sở Nông nghiệp và Phát triển nông thôn",
                self_level=Level.GOOD,
                collective_vote="06/7, 85,7%",
                proposed=Level.GOOD,
                last_year=Level.GOOD,
                group="II. Tập thể lãnh đạo sở, ban, ngành",
            ),
        ),
        persons=tuple(
            PersonLine(
                name=name,
                born=born,
                position=position,
                civil_level=Level.GOOD,
                self_level=Level.GOOD,
                cell_vote="HTTNV 15/17",
                collective_vote=f"HTTNV {vote}",
                supervisor="Cân nhắc giữa HTTNV và HTNV" if name == "Bùi Đức Khải" else "Nhất trí",
                agencies="Không có ý kiến",
                proposed=Level.GOOD,
                last_year=Level.EXCELLENT,
                group="Bí thư, phó bí thư cấp ủy trực thuộc"
                if "ủy" in position
                else "Lãnh đạo sở và tương đương",
            )
            for name, born, position, vote in (districts * 40)[:count]
        ),
    )


def decision(**changes):
    """The Standing Committee decides on persons; the list names them in protocol order."""
    values = {
        "letterhead": Letterhead(
            issuer="Tỉnh ủy Minh Giang",
            issuer_code="TU",
            symbol="QĐ/TU",
            place="Minh Giang",
            year=2022,
            month=1,
        ),
        "organ": "Ban Thường vụ Tỉnh ủy",
        "abstract": "về việc xếp loại chất lượng cá nhân cán bộ lãnh đạo, quản lý năm 2021",
        "bases": (
            "Căn cứ Điều lệ Đảng Cộng sản Việt Nam",
            "Căn cứ Quy định số 132-QĐ/TW, ngày 08/3/2018 của Bộ Chính trị về việc kiểm điểm và đánh giá, xếp loại "
            "chất lượng hằng năm đối với tập thể, cá nhân trong hệ thống chính trị",
            "Căn cứ Hướng dẫn số 21-HD/BTCTW, ngày 18/10/2019 của Ban Tổ chức Trung ương",
            "Căn cứ kết quả phiên họp Ban Thường vụ Tỉnh ủy ngày 28/01/2022",
        ),
        "request": "Xét đề nghị của Ban Tổ chức Tỉnh ủy tại Tờ trình số 212-TTr/BTCTU, ngày 20/01/2022",
        "articles": original_articles(
            organ="Ban Thường vụ Tỉnh ủy",
            what="04 cá nhân cán bộ lãnh đạo, quản lý thuộc thẩm quyền",
            year=2021,
            bodies="Văn phòng Tỉnh ủy, Ban Tổ chức Tỉnh ủy, các cơ quan, đơn vị liên quan và các đồng chí có tên "
            "trong danh sách",
        ),
        "signature": Signature(authority=("T/M Ban Thường vụ", "Phó Bí thư"), name="Nguyễn Văn Hòa"),
        "recipients": (
            "Như Điều 2",
            "Các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy",
            "Ủy ban Kiểm tra Tỉnh ủy",
            "Lưu Văn phòng Tỉnh ủy",
        ),
        "list_title": "xếp loại chất lượng cá nhân cán bộ lãnh đạo, quản lý năm 2021",
        "lines": (
            ResultLine(
                name="Quách Đình Lự",
                born="12/3/1968",
                position="Bí thư Huyện ủy Đồng Khê",
                level=Level.GOOD,
                group="Bí thư, phó bí thư cấp ủy trực thuộc",
            ),
            ResultLine(
                name="Bùi Đức Khải",
                born="20/02/1972",
                position="Phó Bí thư Huyện ủy, Chủ tịch UBND huyện Đồng Khê",
                level=Level.FAIR,
                group="Bí thư, phó bí thư cấp ủy trực thuộc",
            ),
            ResultLine(
                name="Quách Văn Thường",
                born="17/7/1969",
                position="Giám đốc Sở Nông nghiệp và Phát triển nông thôn",
                level=Level.GOOD,
                group="Lãnh đạo sở và tương đương",
            ),
            ResultLine(
                name="Hà Thị Nhung",
                born="02/01/1975",
                position="Phó Giám đốc Sở Y tế",
                level=Level.EXCELLENT,
                group="Lãnh đạo sở và tương đương",
            ),
        ),
    }
    return Decision(**values | changes)


def correction_letter():
    """P106: a misspelt name the day after."""
    return CorrectionLetter(
        letterhead=Letterhead(
            issuer="Tỉnh ủy Minh Giang",
            issuer_code="TU",
            symbol="CV/TU",
            place="Minh Giang",
            year=2022,
            month=2,
        ),
        organ="Ban Thường vụ Tỉnh ủy",
        former="Quyết định số 315-QĐ/TU, ngày 28/01/2022",
        addressee="Các cơ quan, đơn vị, địa phương có liên quan",
        mistakes=(
            Mistake(
                place="Dòng thứ 04, cột họ và tên của danh sách", printed="Hà Thị Dung", right="Hà Thị Nhung"
            ),
        ),
        signature=Signature(authority=("T/L Ban Thường vụ", "Chánh Văn phòng"), name="Lường Minh Đạo"),
        recipients=("Như trên", "Lưu Văn phòng Tỉnh ủy"),
    )


def handover_slip(count=8):
    """P103: the department's paper dossier at the counter."""
    titles = (
        ("Tờ trình, danh sách đề nghị xếp loại", "Bản gốc", 3, ""),
        ("Báo cáo kiểm điểm tập thể", "Bản gốc", 18, ""),
        ("Bản kiểm điểm cá nhân", "Bản gốc", 21, "05 đồng chí"),
        ("Biên bản hội nghị kiểm điểm", "Bản gốc", 9, ""),
        ("Biên bản kiểm phiếu", "Bản gốc", 4, ""),
        ("Nhận xét của cấp ủy nơi cư trú", "Bản gốc", 5, ""),
        ("Kết quả đánh giá công chức", "Bản sao", 4, ""),
        ("Văn bản số 17, ngày 09/12/2021", "Mật, nộp trực tiếp", None, "giao riêng"),
    )
    return HandoverSlip(
        letterhead=Letterhead(
            upper="Tỉnh ủy Minh Giang",
            issuer="Ban Tổ chức",
            place="Minh Giang",
            year=2021,
            dated=date(2021, 12, 14),
        ),
        dossier="hồ sơ đề nghị đánh giá, xếp loại chất lượng năm 2021",
        unit="Sở Y tế",
        received_at=datetime(2021, 12, 14, 14, 5),
        items=tuple(
            HandedItem(title=title, kind=kind, sheets=sheets, note=note)
            for title, kind, sheets, note in (titles * 4)[:count]
        ),
        deliverer="Phạm Thị Lan",
        receiver="Bùi Quang Minh",
    )


def petition():
    """The Organization Committee puts its list before the Standing Committee: the figures of P102."""
    levels = (Level.EXCELLENT, Level.GOOD, Level.FAIR)
    figures = Figures(
        units=58,
        collectives=Share(levels=dict(zip(levels, (11, 47, 3), strict=True))),
        persons=Share(levels=dict(zip(levels, (27, 112, 8), strict=True)), paused=1),
        groups_over=2,
        consulted=True,
    )
    bases = (
        "Quy định số 132-QĐ/TW, ngày 08/3/2018 của Bộ Chính trị",
        "Hướng dẫn số 21-HD/BTCTW, ngày 18/10/2019 của Ban Tổ chức Trung ương",
        "Kế hoạch số 57-KH/TU, ngày 04/11/2021 của Ban Thường vụ Tỉnh ủy",
    )
    sample = proposal()
    paused = PersonLine(
        name="Lường Quốc Trung",
        born="05/9/1970",
        position="Phó Bí thư Thường trực Huyện ủy Đồng Khê",
        self_level=Level.GOOD,
        collective_vote="HTTNV 10/11, 90,9%",
        last_year=Level.GOOD,
        note="Tạm dừng, chờ kết luận",
        group="Bí thư, phó bí thư cấp ủy trực thuộc",
    )
    return replace(
        sample,
        letterhead=replace(sample.letterhead, year=2022, month=None),
        body=petition_body(figures, bases=bases, organ="Ban Thường vụ Tỉnh ủy"),
        signature=UNSIGNED,
        recipients=RECIPIENTS,
        of_year=2021,
        persons=(*sample.persons[:2], paused, *sample.persons[3:]),
    )


def unrated_list(**changes):
    """A commune's committee: two who are not reviewed, one reviewed and not rated."""
    values = {
        "letterhead": Letterhead(
            upper="Huyện ủy Đồng Khê",
            issuer="Đảng ủy xã Nà Sọng",
            issuer_code="ĐU",
            place="Nà Sọng",
            year=2021,
        ),
        "organization": "Đảng bộ xã Nà Sọng",
        "year": 2021,
        "left_off": (
            UnratedLine(
                name="Quách Văn Tòng",
                born="1938",
                cell="xóm Bưởi",
                reason="Được miễn công tác và sinh hoạt đảng",
                clause="Điểm 2, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW",
            ),
            UnratedLine(
                name="Bùi Văn Hạnh",
                born="12/3/1979",
                cell="Trường THCS Nà Sọng",
                reason="Bị đình chỉ sinh hoạt đảng",
                clause="Điểm 2, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW",
            ),
        ),
        "unrated": (
            UnratedLine(
                name="Đinh Thị Hồng Nhung",
                born="20/02/1996",
                cell="xóm Chiềng",
                reason="Đảng viên mới kết nạp chưa đủ 06 tháng; kết nạp ngày 19/8/2021",
                clause="Điểm 2, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW",
            ),
        ),
        "signature": Signature(authority=("T/M Đảng ủy", "Bí thư")),
    }
    return UnratedList(**values | changes)
