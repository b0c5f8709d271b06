"""What changed about a subject after the opening, as it is looked at by machine."""

from typing import Any

from reviews.models import Place, SubjectChange
from tests.factories import DAY, NOON, make_collective
from tests.web.page import Page


def changed_since(office: Any) -> None:
    """Exempt since the opening, and given another post before."""
    subject = office.review.subject
    case = "Được miễn công tác và sinh hoạt đảng: không kiểm điểm, không xếp loại"
    type(subject).objects.filter(pk=subject.pk).update(
        is_reviewed=False, not_reviewed_case="NR_EXEMPT", note=case
    )
    post = "Chức vụ: Phó Bí thư Huyện ủy, Huyện ủy Đồng Khê; trước đó: Ủy viên Ban Thường vụ Huyện ủy"
    for kind, note, clause in (
        ("post", post, ""),
        ("not_reviewed", case, "Điểm 2, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW"),
    ):
        SubjectChange.objects.create(
            subject=subject, kind=kind, note=note, clause=clause, changed_on=DAY, entered_at=NOON
        )


def many_posts(office: Any) -> None:
    """He leads two bodies besides, where he is reviewed only if the authority says so."""
    subject = office.review.subject
    for name in ("Ban Chỉ đạo giảm nghèo huyện Đồng Khê", "Hội đồng quản lý Quỹ Hỗ trợ nông dân huyện"):
        body = make_collective(subject.organization, type="other", name=name)
        Place.objects.create(
            subject=subject, code="N8", organization=body.scope, collective=body, label=name, is_compulsory=False,
            position=9,
        )  # fmt: skip


CHANGE_PAGES = [
    Page(
        "reviews:subject_detail",
        "unit_clerk",
        given=changed_since,
        state="changed",
        picture="subject-changed",
    ),
    Page("reviews:subject_places", "organization_staff"),
    Page(
        "reviews:subject_places",
        "organization_staff",
        given=many_posts,
        state="many",
        picture="subject-places",
    ),
    Page(
        "reviews:subject_places",
        "organization_staff",
        given=many_posts,
        state="many",
        data={"number": "", "dated_on": ""},
        errors=2,
        answers=422,
    ),
]
