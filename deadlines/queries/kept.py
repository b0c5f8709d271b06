"""What a dossier at the desk rests on: the facts of its subjects, as they must come out of any act of the unit."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from deadlines import workflow
from deadlines.models import Dossier
from deadlines.queries.dossiers import carried
from organizations.models import SubmittingUnit
from ratings.models import Ballot, Proposal, Rating, Tally
from reviews.models import AgendaItem, Conference, Place, Remark, SelfReview, Subject

# The pages that write such facts, and how the address names the unit.
BY_CONFERENCE = {"reviews:conference_edit", "ratings:ballot_create"}
BY_BALLOT = {
    "ratings:ballot_count",
    "ratings:ballot_check",
    "ratings:ballot_return",
    "ratings:ballot_reopen",
    "ratings:ballot_move",
}
BY_UNIT = {"ratings:proposal_edit", "ratings:proposal_draft"}
# A self-review is itself a part: it stays from the sending on, as an attached file does, not only from receipt.
BY_REVIEW = {"reviews:self_review_return", "reviews:self_review_final", "reviews:self_review_transcript"}


def states_held(view: str) -> frozenset[str]:
    """In which states a dossier keeps what this page changes."""
    return workflow.AT_THE_DESK if view in BY_REVIEW else workflow.KEPT


def unit_written_to(view: str, key: str) -> SubmittingUnit | None:
    """The unit whose self-reviews, conference, counts, levels or letter this page changes."""
    units = SubmittingUnit.objects.select_related("collective")
    if view in BY_UNIT:
        return units.filter(key=key).first()
    if view in BY_REVIEW:
        return units.filter(pk__in=Subject.objects.filter(self_review__key=key).values("unit")).first()
    if view == "reviews:conference_create":
        return units.filter(collective__key=key).first()
    if view == "ratings:proposal_detail":
        return units.filter(pk__in=Proposal.objects.filter(key=key).values("unit")).first()
    rows = Conference.objects.all()
    if view in BY_CONFERENCE:
        return units.filter(collective__in=rows.filter(key=key).values("collective")).first()
    if view in BY_BALLOT:
        held = Ballot.objects.filter(key=key).values("conference")
        return units.filter(collective__in=rows.filter(pk__in=held).values("collective")).first()
    return None


# Of each kind of fact: what of a row is compared.
WRITTEN = ("pk", "form", "state", "self_level", "civil_level", "file")
HEARD = ("subject", "conference__held_on", "position", "is_reviewed", "conclusion", "reply")
SAID = ("item__subject", "speaker", "text")
HELD = ("pk", "convened_count", "present_count", "conclusion", "minutes_number", "scan")
COUNTS = ("excellent_count", "good_count", "fair_count", "failed_count")
COUNTED = ("pk", "ballot__state", "ballot__valid_count", *COUNTS)
PROPOSED = ("pk", "proposed_level", "proposed_on", "proposed_reason")
LETTER = ("pk", "number", "dated_on", "signatory", "scan")


def facts_under(dossiers: Iterable[Dossier]) -> list[Any]:
    """Self-reviews, conference, counts, levels and letter of these dossiers, as plain values to compare."""
    wanted = list(dossiers)
    held_in, sent = Q(pk__in=[]), Q(pk__in=[])
    for one in wanted:
        held_in |= Q(carried(one.kind), campaign=one.campaign_id, unit=one.unit_id)
        sent |= Q(campaign=one.campaign_id, unit=one.unit_id)
    subjects = Subject.objects.filter(held_in).values("pk")
    items = AgendaItem.objects.filter(subject__in=subjects)
    remarks = Remark.objects.filter(item__in=items.values("pk"))
    held = Conference.objects.filter(agenda__in=items.values("pk")).distinct()
    return [
        list(SelfReview.objects.filter(subject__in=subjects).order_by("pk").values_list(*WRITTEN)),
        list(items.order_by("subject", "conference__held_on").values_list(*HEARD)),
        list(remarks.order_by("item__subject", "position").values_list(*SAID)),
        list(held.order_by("pk").values_list(*HELD)),
        list(Place.objects.filter(subject__in=subjects).order_by("pk").values_list("pk", "concluded_on")),
        list(Tally.objects.filter(rating__subject__in=subjects).order_by("pk").values_list(*COUNTED)),
        list(Rating.objects.leading().filter(subject__in=subjects).order_by("pk").values_list(*PROPOSED)),
        list(Proposal.objects.filter(sent).order_by("pk").values_list(*LETTER)),
    ]
