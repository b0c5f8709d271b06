"""What the small office has promised to put right."""

from datetime import date

from reviews.models import RemedyNote, SelfReview, Shortcoming
from tests import factories as make


def make_remedy(world):
    """The collective's report is handed in; it names one shortcoming, of which something was noted."""
    review = SelfReview.objects.filter(subject=world.collective_subject)
    review.update(state="submitted", submitted_at=make.NOON, submitted_on=make.DAY, receipt_number="BN-TT")
    row = Shortcoming.objects.create(
        collective=world.own.collective, year=2021, text="Chậm giải phóng mặt bằng.",
        remedy="Vận động từng hộ", responsible="đồng chí Đinh Thị Quyên", due_before=date(2021, 12, 31),
    )  # fmt: skip
    RemedyNote.objects.create(
        shortcoming=row, noted_on=make.DAY, state="doing", text="Còn 22/318 hộ.", paper="Báo cáo số 15-BC/HU",
        entered_by=world.accounts["unit_clerk"], entered_at=make.NOON,
    )  # fmt: skip
    return row
