"""Pages one act beside the path: opened, used where that is one act, kept as pictures, left."""

from tests.journeys.desk import keep
from tests.journeys.steps_organ import follow, press, said

EXCUSED = "Lường Thị Ngân"


def _list_of(page, unit):
    """The list of ratings, of one unit."""
    page.goto("/xep-loai/")
    page.get_by_label("Đơn vị").select_option(label=unit)
    press(page, "Lọc danh sách")
    page.wait_for_url("**/xep-loai/?don_vi=*")


def opened(page, link, name):
    """A page behind a link of this one, as it opens; then back."""
    here = page.url
    follow(page, link)
    page.wait_for_url(lambda url: url != here)
    keep(page, name)
    page.goto(here)


def one_is_not_rated_and_then_is(page):
    """Không xếp loại by a case of the regulation, with its ground; then Xếp loại bổ sung."""
    _list_of(page, "Huyện ủy Đồng Khê")
    keep(page, "rating-list")
    follow(page, EXCUSED)
    follow(page, "Không xếp loại")
    press(page, "Ghi không xếp loại")
    said(page, "Chọn trường hợp không xếp loại.")
    keep(page, "rating-excuse")
    page.get_by_label("Trường hợp không xếp loại").select_option(index=1)
    page.get_by_role("textbox", name="Căn cứ").fill("Giấy ra viện ngày 20/01/2022.")
    press(page, "Ghi không xếp loại")
    opened(page, "Xếp loại bổ sung", "rating-later")


def others_have_answered(page):
    """Ý kiến của cơ quan liên quan: a letter about the unit's lines, nothing against the rest."""
    _list_of(page, "Huyện ủy Đồng Khê")
    follow(page, "Ý kiến của cơ quan liên quan")
    press(page, "Ghi trả lời")
    said(page, "Ghi cơ quan, ví dụ Ủy ban Kiểm tra Tỉnh ủy.")
    keep(page, "consultation-record")
    page.goto("/xep-loai/de-nghi/")
    keep(page, "proposal-home")


def one_is_paused(page, name):
    """Tạm dừng, chờ kết luận: which organ, since when."""
    _list_of(page, "Đảng ủy Khối các cơ quan tỉnh")
    follow(page, name)
    follow(page, "Tạm dừng, chờ kết luận")
    press(page, "Ghi tạm dừng")
    said(page, "Ghi cơ quan, ví dụ Ủy ban Kiểm tra Tỉnh ủy.")
    keep(page, "rating-pause")
    page.get_by_role("textbox", name="Cơ quan đang xem xét").fill("Ủy ban Kiểm tra Tỉnh ủy")
    page.get_by_role("textbox", name="Tạm dừng từ ngày").fill("24/01/2022")
    page.get_by_role("textbox", name="Nội dung").fill("Đơn tố cáo đang được giải quyết.")
    press(page, "Ghi tạm dừng")
    said(page, "Tạm dừng, chờ kết luận")
    said(page, "Ủy ban Kiểm tra Tỉnh ủy đang xem xét, từ ngày 24/01/2022.")
    keep(page, "rating-paused")
    opened(page, "Tiếp tục xếp loại", "rating-resume")
