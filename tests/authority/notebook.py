"""The notebook of the year in the office of the authority matrix."""

from reviews.models import Commitment, Notebook, NotedEvidence
from tests import factories as make


def note_the_year(world, file):
    """His notebook of the year: a promise, also on paper, and a result with its paper."""
    notebook = Notebook.objects.create(
        person=world.person, year=2021, paper_received_on=make.DAY, recorded_by=world.accounts["base_clerk"],
        recorded_at=make.NOON,
    )  # fmt: skip
    world.commitment = Commitment.objects.create(
        notebook=notebook, text="Đi cơ sở mỗi tháng 02 ngày", noted_at=make.NOON
    )
    world.noted = NotedEvidence.objects.create(
        notebook=notebook, text="Giấy khen", file=file, file_name="giay-khen.pdf", noted_at=make.NOON
    )
