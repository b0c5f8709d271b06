"""The texts P91–P96, P99, P100 and P97's points stand, word for word, where their writers put them by the 14th.

Those that the afternoon itself brings (P97's answers, P98, P101, P102) stand by the sitting: `test_january.py`.
"""

import re

import pytest

from ratings.models import Assessment
from reviews.models import GuidancePoint, Section, Shortcoming

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("december", "_demo")]


def section(code, name):
    return Section.objects.get(code=code, review__subject__label=name).text


def remedied(state):
    return Shortcoming.objects.get(collective__name=COMMITTEE, year=2020, state=state).progress


TEACHER, QUYEN, THUONG = "Bùi Thị Hoài Thu", "Đinh Thị Quyên", "Quách Văn Thường"
COMMITTEE, KHAI = "Ban Thường vụ Huyện ủy Đồng Khê", "Bùi Đức Khải"
PLACES = {
    "P91-teacher": (
        lambda: section("CN.ND.2", TEACHER),
        "trực tiếp mang bài tập đến nhà cho 07 em ở xóm Chiềng không có điện thoại",
    ),
    "P92-standing-member": (
        lambda: section("CN.ND.7", QUYEN),
        "từ tháng 6 đến tháng 8 chưa trực tiếp xuống gặp 22 hộ ở xóm Chiềng mà chỉ nghe báo cáo của tổ công tác",
    ),
    "P93-director-work": (
        lambda: section("CN.ND.2", THUONG),
        "lần đầu đưa 120 tấn nhãn lên sàn thương mại điện tử khi chợ đầu mối đóng cửa vì dịch",
    ),
    "P93-director-shortcoming": (
        lambda: section("CN.ND.4", THUONG),
        "hai quý liền không duy trì giao ban hằng tháng với Ban Quản lý dự án, chưa kiên quyết thay nhà thầu yếu",
    ),
    "P94-retired": (
        lambda: section("CN.ND.2", "Hà Văn Đắc"),
        "Tôi cùng gia đình hiến 45 m² đất vườn để mở đường xóm",
    ),
    "P95-probationary": (
        lambda: section("CN.ND.2", "Lường Thị Mai Anh"),
        "nhập dữ liệu 4.316 mũi tiêm, sai sót 12 trường hợp và đã sửa xong trong ngày",
    ),
    "P96-collective-shortcomings": (
        lambda: section("TT.ND.5", COMMITTEE),
        "một số đồng chí còn nể nang khi đánh giá người đứng đầu cấp xã",
    ),
    "P96-collective-remedied": (
        lambda: remedied("doing") + remedied("not_yet"),
        "(sắp xếp trụ sở dôi dư sau sáp nhập, đạt khoảng 60%)chưa khắc phục 01 (thu ngân sách từ đất)",
    ),
    "P97-guidance-first": (
        lambda: GuidancePoint.objects.get(guidance__subject__label=KHAI, position=1).issue,
        "14 trường hợp xây dựng nhà ở trên đất trồng lúa tại xã Nà Sọng từ tháng 3 đến tháng 9/2021",
    ),
    "P97-guidance-second": (
        lambda: GuidancePoint.objects.get(guidance__subject__label=KHAI, position=2).issue,
        "khi tờ trình gửi sở, ngành trước khi Ban Thường vụ cho ý kiến",
    ),
    "P99-opinion": (
        lambda: Assessment.objects.get(kind="supervisor", rating__subject__label=KHAI).text,
        "đề nghị Ban Thường vụ Tỉnh ủy cân nhắc giữa mức Hoàn thành tốt nhiệm vụ và Hoàn thành nhiệm vụ",
    ),
    "P100-shortcoming": (
        lambda: Shortcoming.objects.get(person__full_name=KHAI, year=2021).remedy,
        "tổ công tác của huyện làm việc với từng hộ; cưỡng chế nếu quá hạn",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_text_stands_at_its_place(place):
    find, words = PLACES[place]
    assert words in re.sub(r"\s+", " ", find())
