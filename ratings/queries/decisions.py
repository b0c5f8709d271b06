"""What the papers after a signature did to a decision: the lines they put right, the one that ended it (P37)."""

from collections.abc import Sequence
from dataclasses import dataclass

from ratings.enums import DecisionKind, DecisionState
from ratings.models import Decision, DecisionEntry

FINAL = (DecisionState.SIGNED, DecisionState.COMPARED, DecisionState.ANNOUNCED)
ENDING = (DecisionKind.REPLACEMENT, DecisionKind.REVOCATION)


def lines_put_right(former: Decision) -> list[DecisionEntry]:
    """Lines of signed papers that correct or amend one of the decision's own, oldest first."""
    rows = DecisionEntry.objects.filter(decision__corrects=former, decision__state__in=FINAL)
    rows = rows.exclude(corrected_field="").select_related("decision")
    return list(rows.order_by("decision__dated_on", "decision__pk", "position"))


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One line of a decision as it was signed, and what later papers put right in it."""

    entry: DecisionEntry
    put_right: Sequence[DecisionEntry]


def decision_lines(decision: Decision) -> list[DecisionLine]:
    """The list with the marks of what followed."""
    later: dict[int, list[DecisionEntry]] = {}
    for one in lines_put_right(decision):
        later.setdefault(one.rating_id, []).append(one)
    return [DecisionLine(one, later.get(one.rating_id, ())) for one in decision.entries.all()]


def standing_entries(former: Decision) -> list[DecisionEntry]:
    """The decision's list as it reads today; nothing of it is written."""
    entries = list(former.entries.select_related("rating__subject__campaign__regulation"))
    by_rating = {one.rating_id: one for one in entries}
    for later in lines_put_right(former):
        entry = by_rating.get(later.rating_id)
        if entry is not None:
            setattr(entry, later.corrected_field, later.right)
    return entries


def ended_by(former: Decision) -> Decision | None:
    """The signed paper that replaced the decision or took it back."""
    return former.corrections.filter(state__in=FINAL, kind__in=ENDING).order_by("pk").first()
