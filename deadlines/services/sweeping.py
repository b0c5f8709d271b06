"""Files handed in with forms that nobody finished: swept once no form can claim them any more."""

from collections.abc import Collection
from datetime import datetime

from deadlines.models import Submission
from documents.services import files
from organizations.models import AuditEntry
from reviews.models import Revision


def sweep_unclaimed(*, before: datetime) -> int:
    """Remove what no row refers to and no record names; how many files that were."""
    return files.sweep_unclaimed(before=before, named=_named)


def _named(hashes: Collection[str]) -> set[str]:
    """Sendings, handed-in texts and the journal name files by their hash: what they name is kept.

    Not a workbook's: what was written of it keeps its file by a key, what was given up is to be gone.
    """
    wanted = set(hashes)
    manifests = Submission.objects.values_list("manifest", flat=True).iterator(100)
    sent = {line.get("file", "") for manifest in manifests for line in manifest}
    written = Revision.objects.filter(content__file__in=list(wanted)).values_list("content__file", flat=True)
    noted = AuditEntry.objects.filter(after__in=wanted).exclude(action="upload_import")
    return wanted & (sent | set(written) | set(noted.values_list("after", flat=True)))
