"""What a job can be."""

from django.db.models import TextChoices


class JobState(TextChoices):
    """Where a job stands; done and failed are final until a person asks again."""

    QUEUED = "queued", "Chờ làm"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không làm được"


class JobQueue(TextChoices):
    """Two queues, so that a long import never holds up a bell."""

    BELL = "bell", "Việc ngắn"
    LONG = "long", "Việc dài"
