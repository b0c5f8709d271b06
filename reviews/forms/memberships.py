"""What is typed of where a member sits: a transfer, a stay elsewhere, leaving the rolls, coming back."""

from collections.abc import Mapping

from django import forms
from django.db.models import TextChoices

from cadres.enums import LEFT_THE_PARTY, MembershipEnd
from organizations.forms import OfficialDateField
from reviews.forms.organizations import FindOrganizationForm

DAY = {"required": "Ghi ngày, ví dụ 31/12/2021."}


class MembershipAct(TextChoices):
    """What may be done, in the order in which it is asked for."""

    TRANSFER = "chuyen", "Chuyển sinh hoạt chính thức sang chi bộ khác"
    TEMPORARY = "tam-thoi", "Sinh hoạt tạm thời ở chi bộ khác"
    END_TEMPORARY = "het-tam-thoi", "Kết thúc sinh hoạt tạm thời"
    FULL = "chinh-thuc", "Công nhận đảng viên chính thức"
    LEAVE = "ra-khoi", "Ra khỏi danh sách đảng viên"
    RETURN = "tro-lai", "Trở lại danh sách đảng viên"
    ADMIT = "ket-nap", "Kết nạp đảng viên"


class CellForm(FindOrganizationForm):
    """A cell, and a day."""

    what, words_label = "chi bộ", "Chi bộ nhận: tìm theo tên"
    on = OfficialDateField(label="Từ ngày", error_messages=DAY)
    field_order = ("on", "number", "received_on", "note", "words", "cell")


class TransferForm(CellForm):
    """Chuyển sinh hoạt chính thức: the new cell may have the papers already, where the caller keeps both."""

    on = OfficialDateField(
        label="Ngày chi bộ cũ cho chuyển", help_text="Ngày ghi trên giấy giới thiệu", error_messages=DAY
    )
    number = forms.CharField(label="Số giấy giới thiệu", max_length=40, required=False)
    received_on = OfficialDateField(
        label="Ngày chi bộ mới nhận giấy",
        required=False,
        help_text="Chưa nộp giấy thì để trống: đồng chí ở danh sách đang chuyển sinh hoạt đến khi chi bộ mới ghi nhận",
    )


class AdmitForm(CellForm):
    """Admitted to the Party: the day of the ceremony, and by which decision."""

    words_label = "Chi bộ kết nạp: tìm theo tên"
    on = OfficialDateField(
        label="Ngày kết nạp",
        help_text="Ngày chi bộ tổ chức lễ kết nạp: là đảng viên dự bị từ ngày này",
        error_messages=DAY,
    )
    number = forms.CharField(label="Số quyết định kết nạp", max_length=40, required=False)


class ReturnForm(CellForm):
    """Back on the rolls, by a decision."""

    note = forms.CharField(
        label="Lý do, số quyết định",
        max_length=200,
        error_messages={"required": "Ghi lý do, ví dụ: phục hồi theo Quyết định số 12-QĐ/TU."},
    )


class DayForm(forms.Form):
    """A day alone."""

    on = OfficialDateField(label="Ngày", error_messages=DAY)


class FullForm(DayForm):
    """The day from which he is a full member, and by which decision."""

    on = OfficialDateField(label="Ngày chính thức", error_messages=DAY)
    number = forms.CharField(label="Số quyết định", max_length=40, required=False)


class LeaveForm(DayForm):
    """Why he is on the rolls no longer."""

    reason = forms.ChoiceField(
        label="Lý do",
        choices=[
            *[(one.value, one.label) for one in LEFT_THE_PARTY],
            (MembershipEnd.MOVED.value, "Chuyển sinh hoạt ra ngoài Đảng bộ tỉnh"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn lý do."},
    )
    note = forms.CharField(label="Số quyết định, ghi chú", max_length=200, required=False)
    field_order = ("reason", "on", "note")


FORMS: Mapping[MembershipAct, type[forms.Form]] = {
    MembershipAct.TRANSFER: TransferForm,
    MembershipAct.TEMPORARY: CellForm,
    MembershipAct.END_TEMPORARY: DayForm,
    MembershipAct.FULL: FullForm,
    MembershipAct.LEAVE: LeaveForm,
    MembershipAct.RETURN: ReturnForm,
    MembershipAct.ADMIT: AdmitForm,
}


class ReceiveForm(DayForm):
    """The new cell has the papers."""

    on = OfficialDateField(label="Ngày nhận giấy giới thiệu", error_messages=DAY)


class TakeBackForm(forms.Form):
    """Why the transfer does not take place."""

    reason = forms.CharField(
        label="Lý do hủy",
        max_length=300,
        help_text="Ví dụ: ghi nhầm người",
        error_messages={"required": "Ghi lý do hủy, ví dụ: ghi nhầm người."},
    )
