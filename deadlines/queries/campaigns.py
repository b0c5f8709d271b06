"""The round that is under way, its dates in both wordings, the rows of its rulebook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, JSONObject

from deadlines.models import Dossier
from deadlines.queries.lights import regulation_of
from deadlines.rules.wording import days_left, deadline_sentence_at
from deadlines.workflow import EDITABLE
from organizations.enums import Certainty, Role, Route
from organizations.models import Account, Contact
from organizations.models.account import Reader, Standing
from organizations.models.prepared import Prepared
from organizations.permissions import Permission
from organizations.queries import DESK, base_desks
from reviews.enums import Audience, CampaignState
from reviews.models import Campaign, Deadline, Place, Refinement, SelfReview
from reviews.queries.refinements import named, readers_before
from reviews.rules.calendar import local_day
from reviews.workflow import WRITABLE

NEAR = 5  # days left from which a date is shown as near


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date of the plan: its own words, both days, what meets it, whom it is for."""

    deadline: Deadline
    sentence: str
    state: str
    label: str
    own_sentence: str = ""  # of the reader's own committee, and whose it is
    own_by: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of the rulebook as it is shown: what it says, where it is written, how sure that is."""

    code: str
    text: str
    clause: str
    certainty: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One list of the rulebook."""

    title: str
    rows: tuple[RuleRow, ...]


def current_campaign(account: Account) -> Campaign | None:
    """The round under way; for those who open rounds also the one being prepared."""
    found: dict[Campaign, list[Deadline]] = {}
    for one in account.ask(DATES_OF_ROUNDS):
        found.setdefault(one.campaign, []).append(one)
    under_way = [one for one in found if one.state == CampaignState.OPEN]
    campaign = next(iter(under_way or found), None)
    if campaign is not None:
        campaign.dates = tuple(found[campaign])
    return campaign


def _dates_of_rounds(standing: Standing) -> QuerySet[Any]:
    """The dates of every round not yet archived, each with its round: the page's frame and its tasks name both."""
    reader = Reader(standing)
    rounds = Campaign.objects.visible_to(reader).exclude(state=CampaignState.ARCHIVED)
    dates = _for_the_frame(Deadline.objects.filter(campaign__in=rounds.order_by()), reader)
    dates = dates.select_related("campaign__regulation", "campaign__organization")
    return dates.defer("campaign__regulation__content").order_by("-campaign__year", "position")


def open_dates(account: Account) -> list[Deadline]:
    """The dates of the open round with what the frame of every page says of them to this reader."""
    return account.ask(OPEN_DATES)


def _open_dates(standing: Standing) -> QuerySet[Any]:
    dates = Deadline.objects.filter(campaign__state=CampaignState.OPEN)
    return _for_the_frame(dates, Reader(standing)).select_related("campaign").order_by("position")


def _for_the_frame(dates: QuerySet[Any], reader: Reader) -> QuerySet[Any]:
    dates = dates.annotate(early_on=readers_before(reader)).annotate(owed_before=owed_before(reader))
    if not reader.held:  # the footer of somebody without an office names his unit's contact
        dates = dates.annotate(own_contact=Subquery(contact_of(reader)))
    return dates


DATES_OF_ROUNDS, OPEN_DATES = Prepared(_dates_of_rounds), Prepared(_open_dates)


def owed_before(account: Account | Reader) -> Combinable:
    """Of each date read with `early_on`: the day before which its reader himself owes something, if he still does.

    His own self-review; where he sends for a unit, its dossier: by the new day if it was asked back, and not once its
    paper has come to the counter (P32).
    """
    own = SelfReview.objects.filter(
        subject__campaign=OuterRef("campaign"), subject__person__account=account, subject__is_reviewed=True,
        subject__main_post__isnull=False, state__in=WRITABLE,
    )  # fmt: skip
    due = Coalesce("early_on", "before_on")
    review = Case(When(Q(Exists(own), audience=Audience.CADRES), then=due))
    if not account.holds(Permission.SEND_DOSSIER):
        return review
    reach = account.reach(Permission.SEND_DOSSIER)
    dossiers = Dossier.objects.owed().filter(
        reach.rows("unit__scope", "unit"),
        Q(first_received_on__isnull=True) | Q(return_before__isnull=False),
        deadline=OuterRef("pk"),
        state__in=EDITABLE,
    )
    early = Refinement.objects.binding("unit__scope__path", "deadline")
    day = Coalesce("return_before", early, "deadline__before_on")
    wanted = dossiers.annotate(wanted=day).order_by("wanted")
    return Coalesce(Subquery(wanted.values("wanted")[:1]), review)


def concerns(account: Account, one: Any) -> bool:
    """Whether a date asks something of its reader: what he owes; of whoever has no dossier in hand, his cell's year."""
    if one.owed_before or account.holds(Permission.SEND_DOSSIER) or account.holds(Permission.VIEW_BOARD):
        return True
    return one.audience == Audience.BASE_ORGANIZATIONS and Role.ADMINISTRATOR not in account.roles


def date_shown(dates: Iterable[Any], account: Account, today: date) -> Deadline | None:
    """The date that the page's frame names: what its reader owes already, else what comes next, his own first."""
    shown = [one for one in dates if one.owed_before or one.wanted_before > today]
    first: Deadline | None = min(
        shown,
        key=lambda one: (not concerns(account, one), one.owed_before or one.wanted_before, one.position),
        default=None,
    )
    return first


def contact_of(account: Account | Reader) -> QuerySet[Account, Any]:
    """Whom somebody without an office rings: a member his base's desk, a cadre the contact of his unit."""
    cells = Place.objects.filter(
        subject__person__account=account, subject__route=Route.LOWER,
        organization__path__startswith=OuterRef("organization__path"),
    )  # fmt: skip
    base = base_desks(account).filter(Exists(cells)).values_list(DESK, flat=True)[:1]
    own = Contact.objects.filter(unit__subjects__person__account=account)
    fields = JSONObject(name="name", office="unit__name", phone="mobile")
    contact = own.order_by("-unit__subjects__campaign__year").values_list(fields, flat=True)[:1]
    rung = Coalesce(Subquery(base), Subquery(contact))
    return Account.objects.filter(pk=account.pk).values_list(rung, flat=True)


def date_rows(campaign: Campaign, at: datetime, account: Account | None = None) -> list[DateRow]:
    """The eight dates in the plan's order, each with the earlier one of the reader's own committee (R20)."""
    if account is None:
        return [_date_row(campaign, one, "", at) for one in campaign.dates]
    found = list(campaign.deadlines.annotate(early_on=readers_before(account)))
    whose = named(account, found)
    return [_date_row(campaign, deadline, whose.get(deadline.pk, ""), at) for deadline in found]


def _date_row(campaign: Campaign, deadline: Deadline, own_by: str, at: datetime) -> DateRow:
    inclusive = campaign.before_is_inclusive
    left = days_left(deadline.wanted_before, local_day(at), inclusive=inclusive)
    state, label = ("todo", "Đã hết hạn") if left < 0 else ("wait", "Chưa đến hạn")
    if 0 <= left <= NEAR:
        state, label = "back", "Sắp đến hạn" if left else "Hạn cuối hôm nay"
    own = deadline.own_before
    return DateRow(
        deadline,
        deadline_sentence_at(deadline.before_on, at, inclusive=inclusive),
        state,
        label,
        own_sentence=deadline_sentence_at(own, at, inclusive=inclusive) if own else "",
        own_by=own_by,
    )


def rule_sets(campaign: Campaign) -> list[RuleSet]:
    """Quy định áp dụng: every list with clause and certainty (P58)."""
    book = regulation_of(campaign)
    sets = (
        ("Nội dung kiểm điểm", book.content),
        ("Các bước kiểm điểm", book.steps),
        ("Nơi kiểm điểm", book.places),
        ("Trường hợp không kiểm điểm, không xếp loại hoặc xếp loại riêng", book.cases),
        ("Tiêu chí đánh giá", book.criteria),
        ("Tiêu chuẩn các mức xếp loại", book.standards),
        ("Trường hợp Không hoàn thành nhiệm vụ", book.triggers),
        ("Thứ tự thực hiện", book.ordering),
        ("Thẩm quyền", book.authority),
        ("Thành phần hồ sơ", book.dossier_items),
        ("Thiết lập", book.settings),
    )
    return [RuleSet(title, _rows(rows)) for title, rows in sets if rows]


def _rows(rows: Iterable[object]) -> tuple[RuleRow, ...]:
    return tuple(_rule_row(row) for row in rows)


def _rule_row(row: object) -> RuleRow:
    certainty = Certainty(getattr(row, "certainty", Certainty.DEFAULT))
    text = getattr(row, "text", "") or getattr(row, "title", "")
    decides = getattr(row, "decides", "")
    value = getattr(row, "value", "")
    words = f"{text}: {decides}" if decides else f"{text}: {value}" if value != "" else str(text)
    return RuleRow(
        code=str(getattr(row, "code", "")),
        text=words,
        clause=str(getattr(row, "clause", "")),
        certainty=str(certainty.label),
        is_default=certainty == Certainty.DEFAULT,
    )
