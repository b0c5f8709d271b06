"""A collective and its posts as they are typed: read as their sheets read them."""

from typing import Any

from django import forms

from cadres.forms.facts import NOT_CHOSEN
from cadres.rules.people import birth_of
from organizations.enums import CollectiveType, Route
from organizations.forms.cells import CellField
from organizations.models import Account, Reach
from organizations.permissions import Permission
from organizations.rules.cells import card_number_of, date_of, number_of, short_text_of

CHOOSE = {"required": "Chọn loại tập thể."}


def place_of(value: Any) -> int:
    """A place in protocol order."""
    return number_of(value, 0, 99_999)


class CollectiveForm(forms.Form):
    """The boxes of the sheet of collectives; the organisation is the page's."""

    collective = CellField(
        short_text_of(200),
        label="Tên tập thể",
        help_text="Tên đầy đủ, như ghi trên văn bản. Ví dụ Ban Thường vụ Huyện ủy Đồng Khê",
        error_messages={"required": "Ghi tên tập thể."},
    )
    type = forms.ChoiceField(
        label="Loại tập thể", choices=[NOT_CHOSEN, *CollectiveType.choices], error_messages=CHOOSE
    )
    scope = CellField(
        short_text_of(600),
        label="Báo cáo qua",
        required=False,
        help_text="Để trống nếu báo cáo qua chính tổ chức đảng này; sở, ngành gửi thẳng thì ghi Đảng bộ tỉnh.",
    )
    head_title = CellField(
        short_text_of(80),
        blank="",
        label="Chức danh người đứng đầu",
        required=False,
        help_text="Ví dụ Bí thư, Giám đốc",
    )
    issuer = CellField(
        short_text_of(120),
        blank="",
        label="Cơ quan ban hành",
        required=False,
        help_text="Dòng tên cơ quan in trên văn bản, ví dụ HUYỆN ỦY ĐỒNG KHÊ",
    )
    upper_issuer = CellField(
        short_text_of(120),
        blank="",
        label="Cơ quan cấp trên",
        required=False,
        help_text="Dòng in phía trên tên cơ quan ban hành",
    )
    symbol = CellField(
        short_text_of(20),
        blank="",
        css="short",
        label="Ký hiệu văn bản",
        required=False,
        help_text="Ví dụ HU, TU, ĐU",
    )
    signs_for = CellField(
        short_text_of(80),
        blank="",
        label="Thẩm quyền ký",
        required=False,
        help_text="Dòng in trên chức danh người ký, ví dụ T/M BAN THƯỜNG VỤ",
    )
    seat = CellField(
        short_text_of(80),
        blank="",
        label="Địa danh",
        required=False,
        help_text="Nơi ghi trên văn bản, trước ngày tháng",
    )
    position = CellField(
        place_of,
        css="short",
        label="Thứ tự lễ tân",
        required=False,
        help_text="Số nhỏ đứng trước. Để trống thì đứng cuối.",
    )
    from_on = CellField(date_of, css="short", label="Ngày thành lập", required=False)
    to_on = CellField(
        date_of,
        css="short",
        label="Ngày giải thể",
        required=False,
        help_text="Chỉ ghi khi tập thể không còn",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reach.is_whole:  # where a collective reports is the province's to say
            del self.fields["scope"]

    def values(self) -> dict[str, Any]:
        """What was read, by the sheet's columns; a way upward or a place that is not written follows from the rest."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return {
            name: value for name, value in typed.items() if value is not None or name in {"from_on", "to_on"}
        }


class CollectiveEditForm(CollectiveForm):
    """One that is there has its place in protocol order."""

    position = CellField(
        place_of,
        css="short",
        label="Thứ tự lễ tân",
        help_text="Số nhỏ đứng trước",
        error_messages={"required": "Ghi thứ tự, ví dụ 1."},
    )


class PostForm(forms.Form):
    """The boxes of the sheet of posts; the collective is the page's."""

    full_name = CellField(
        short_text_of(120), label="Họ và tên", error_messages={"required": "Ghi đủ họ và tên."}
    )
    birth = CellField(
        birth_of,
        css="short",
        label="Ngày sinh",
        required=False,
        help_text="Ví dụ 14/8/1975, hoặc năm 1975. Có số thẻ thì có thể để trống.",
    )
    card_number = CellField(
        card_number_of,
        blank="",
        css="short",
        label="Số thẻ đảng viên",
        required=False,
        help_text="Cần khi trùng họ tên và ngày sinh",
    )
    is_outsider = forms.BooleanField(
        label="Là lãnh đạo ngoài Đảng; chưa có trong danh sách thì thêm cùng chức danh này", required=False
    )
    title = CellField(
        short_text_of(200),
        label="Chức danh",
        help_text="Chức danh đầy đủ, ví dụ Phó Bí thư Huyện ủy Đồng Khê",
        error_messages={"required": "Ghi chức danh, ví dụ Phó Chủ tịch."},
    )
    short_title = CellField(
        short_text_of(80),
        blank="",
        label="Chức danh rút gọn",
        required=False,
        help_text="Dùng trong bảng, ví dụ Phó Bí thư",
    )
    title_group = CellField(short_text_of(80), blank="", label="Nhóm chức danh tương đương", required=False)
    is_head = forms.BooleanField(label="Là người đứng đầu", required=False)
    is_main = forms.BooleanField(
        label="Là chức danh chính để xếp loại",
        required=False,
        help_text="Người chưa có chức danh chính thì chức danh này là chức danh chính.",
    )
    main_reason = CellField(short_text_of(200), blank="", label="Lý do chọn chức danh chính", required=False)
    route = forms.ChoiceField(label="Diện quyết định", choices=Route.choices, initial=Route.LOWER)
    position = CellField(
        place_of,
        css="short",
        label="Thứ tự lễ tân",
        required=False,
        help_text="Số nhỏ đứng trước. Để trống thì đứng cuối tập thể.",
    )
    from_on = CellField(
        date_of,
        css="short",
        label="Từ ngày",
        error_messages={"required": "Ghi ngày nhận chức vụ, ví dụ 6/12/2021."},
    )
    to_on = CellField(
        date_of, css="short", label="Đến ngày", required=False, help_text="Chỉ ghi khi đã thôi giữ"
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not account.holds(Permission.CHANGE_ROUTE):
            del self.fields["route"]

    def values(self) -> dict[str, Any]:
        """What was read, by the sheet's columns: a blank box, a tick that is not set, says nothing."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
