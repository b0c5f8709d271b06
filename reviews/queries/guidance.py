"""What has come of letters of guidance: answers and who came from above, for the level that sent them (3.4, P24)."""

from collections import defaultdict
from collections.abc import Sequence

from reviews.enums import GuidanceState, ReviewState
from reviews.models import AgendaItem, Guidance, SelfReview
from reviews.models.self_review import HANDED_IN, IN_FORCE
from reviews.rules.guidance import Followed, Heard


def followed(letters: Sequence[Guidance]) -> dict[int, Followed]:
    """Of each letter that was sent; its points must be at hand."""
    sent = [one for one in letters if one.state != GuidanceState.DRAFT]
    subjects = [one.subject_id for one in sent]
    reviews = {one.subject_id: one for one in SelfReview.objects.filter(subject__in=subjects)} if sent else {}
    heard = _heard(subjects) if sent else {}
    return {
        one.pk: _followed(one, reviews.get(one.subject_id), tuple(heard.get(one.subject_id, ())))
        for one in sent
    }


def _heard(subjects: Sequence[int]) -> dict[int, list[Heard]]:
    """The conferences that reviewed each subject, the earliest first."""
    items = (
        AgendaItem.objects.filter(subject__in=subjects, is_reviewed=True)
        .select_related("conference__attended_by__account")
        .order_by("conference__held_on", "pk")
    )
    found: dict[int, list[Heard]] = defaultdict(list)
    for item in items:
        found[item.subject_id].append(_as_heard(item))
    return found


def _as_heard(item: AgendaItem) -> Heard:
    """Who came: the supervisor by name and role, and whom else the record names."""
    held, by = item.conference, item.conference.attended_by
    member = f"đồng chí {by.account.full_name}, {by}" if by is not None else ""
    came = "; ".join(one for one in (member, held.upper_attending.strip()) if one)
    return Heard(held_on=held.held_on, came=came, replied=bool(item.reply.strip()))


def _followed(letter: Guidance, review: SelfReview | None, heard: tuple[Heard, ...]) -> Followed:
    state = review.state if review is not None else ""
    answered = letter.state == GuidanceState.ANSWERED
    points = () if answered else letter.points.all()
    on_paper = state == ReviewState.PAPER
    handed_in = review.paper_received_on if review and on_paper else review.submitted_on if review else None
    return Followed(
        open_points=tuple(one.position for one in points if state not in IN_FORCE or not one.answer.strip()),
        handed_in_on=handed_in if state in HANDED_IN else None,
        on_paper=on_paper,
        heard=heard,
    )
