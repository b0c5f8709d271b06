"""What a paper can be and how it is drawn."""

from enum import StrEnum

from django.db.models import TextChoices


class Format(TextChoices):
    """The file a paper comes out as."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"

    @property
    def media_type(self) -> str:
        """What a browser is told the file is."""
        return {
            "pdf": "application/pdf",
            "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }[self.value]


class Way(StrEnum):
    """How a PDF is drawn: text that flows, or values stamped on a blank of fixed layout."""

    FLOW = "flow"
    STAMP = "stamp"
