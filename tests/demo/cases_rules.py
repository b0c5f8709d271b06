"""Every special case of rules 1.4, and where it stands in the seeded province; what the cases of practice ask too.

Each looks up exactly one thing by what makes it special and answers with who or what was found.
"""

from collections import Counter
from datetime import date

from django.db.models import Count, F, Q

from cadres.enums import LeaveKind, MembershipEnd, MembershipKind, StandingKind
from cadres.models import Discipline, Leave, Membership, Person, Post, Standing
from deadlines.models import Dossier, DossierItem
from deadlines.queries.lights import checklists, regulation_of
from organizations.enums import OrganizationKind
from organizations.models import (
    PartyOrganization,
    SubmittingUnit,
)
from ratings.models import (
    Rating,
    Tally,
    TitleGroup,
)
from ratings.queries.facts import verdicts_for
from reviews.models import (
    AgendaItem,
    Conference,
    Place,
    Subject,
)
from reviews.rules.calendar import add_months

DAY = date(2021, 12, 14)
HALF_A_YEAR_AGO = date(2021, 6, 14)
OFFICIAL = Q(kind=MembershipKind.OFFICIAL, to_on__isnull=True)


def names(rows, field="full_name"):
    """The names that were found, in order."""
    return sorted(set(rows.values_list(field, flat=True)))


def standing(kind, **more):
    """Who stands so on the day."""
    return names(Standing.objects.filter(kind=kind, **more), "person__full_name")


def on_leave(kind, least=0):
    """Who was on leave of this kind for so many days of the year, all slips together (P108)."""
    days = {}
    for one in Leave.objects.filter(kind=kind).select_related("person"):
        days[one.person.full_name] = days.get(one.person.full_name, 0) + (one.to_on - one.from_on).days + 1
    return sorted(name for name, count in days.items() if count >= least)


def unrated(case):
    """Whom the engine leaves unrated under a case of the regulation."""
    return names(Rating.objects.leading().filter(state="not_rated", not_rated_case=case), "subject__label")


def members(cell):
    """Who sits in a cell officially."""
    return Membership.objects.filter(OFFICIAL, organization__name=cell)


def commented_elsewhere():
    """Whose rating the engine wants a comment of another place for, and by which case (P43)."""
    kinds = (StandingKind.STUDY, StandingKind.SECONDED, StandingKind.NEWLY_MOVED_HEAD)
    ratings = Rating.objects.leading().filter(subject__person__standings__kind__in=kinds)
    titles = dict(ratings.values_list("pk", "subject__title"))
    verdicts = verdicts_for(ratings.select_related("subject__campaign__regulation"))
    wanted = ("STUDY_12M", "SECONDED", "HEAD_FROM_ELSEWHERE")
    return sorted(
        (titles[pk], one.rule)
        for pk, verdict in verdicts.items()
        for one in verdict.findings
        if one.rule in wanted
    )


def degrees():
    """How many of the dossiers under the Standing Committee stand at each degree (P50)."""
    rows = list(Dossier.objects.filter(kind="decided").select_related("campaign__regulation"))
    lists = checklists(rows, regulation_of(rows[0].campaign)).values()
    return dict(Counter(one.degree.label for one in lists))


def two_over_the_ceiling():
    """Two groups in which more are proposed as excellent than a fifth of the good (P102)."""
    found = TitleGroup.objects.annotate(
        best=Count("ratings", filter=Q(ratings__proposed_level="excellent")),
        good=Count("ratings", filter=Q(ratings__proposed_level__in=["excellent", "good"])),
    )
    return {one.name for one in found if one.best > one.good // 5} >= {
        "Cấp phó cơ quan Đảng, Mặt trận, đoàn thể cấp tỉnh",
        "Tập thể lãnh đạo sở, ban, ngành",
    }


RULES_1_4 = {
    "rules-1.4-new-cell": lambda: names(
        PartyOrganization.objects.filter(founded_on__gt=HALF_A_YEAR_AGO, dissolved_on=None), "name"
    ),
    "rules-1.4-new-collective": lambda: unrated("NR_ORG_LT6M"),
    "rules-1.4-new-member": lambda: names(Person.objects.filter(joined_on__gt=HALF_A_YEAR_AGO)),
    "rules-1.4-exempt": lambda: names(
        Subject.objects.filter(is_reviewed=False, not_reviewed_case="NR_EXEMPT"), "label"
    ),
    "rules-1.4-suspended": lambda: names(
        Subject.objects.filter(is_reviewed=False, not_reviewed_case="NR_SUSPENDED"), "label"
    ),
    "rules-1.4-not-reviewed": lambda: names(
        Place.objects.filter(
            concluded_on=None, collective__name="Ban Thường vụ Huyện ủy Mường Khoa", subject__is_head=True
        ),
        "subject__label",
    ),
    "rules-1.4-sick-three-months": lambda: on_leave(LeaveKind.SICK, least=92),
    "rules-1.4-maternity": lambda: names(
        Leave.objects.filter(kind=LeaveKind.MATERNITY).exclude(person__standings__kind="exempt"),
        "person__full_name",
    ),
    "rules-1.4-transferred": lambda: [
        (one.person.full_name, one.organization.name, add_months(date(2021, 1, 1), 6) <= one.to_on)
        for one in Membership.objects.filter(
            kind="official", end_reason=MembershipEnd.MOVED, person__memberships__to_on=None
        ).select_related("person", "organization")
    ],
    "rules-1.4-temporary-activity": lambda: [
        (one.person.full_name, one.organization.name)
        for one in Membership.objects.filter(kind=MembershipKind.TEMPORARY)
    ],
    "rules-1.4-absent": lambda: list(
        AgendaItem.objects.filter(is_reviewed=False, subject__ratings__capacity="office").values_list(
            "conference__collective__name", "absent_reason", "subject__ratings__state"
        )
    ),
    "rules-1.4-probationary": lambda: names(
        Membership.objects.filter(standing="probationary", person__joined_on__lte=HALF_A_YEAR_AGO),
        "person__full_name",
    ),
    "rules-1.4-head-newly-moved": lambda: names(
        Post.objects.filter(person__standings__kind=StandingKind.NEWLY_MOVED_HEAD, is_head=True), "title"
    ),
    "rules-1.4-several-offices": lambda: names(
        Person.objects.annotate(held=Count("posts")).filter(held=3, posts__main_reason__gt="")
    ),
    "rules-1.4-new-in-post": lambda: names(
        Post.objects.filter(from_on__gt=HALF_A_YEAR_AGO, is_main=True), "title"
    ),
    "rules-1.4-organisation-moved": lambda: list(
        PartyOrganization.objects.filter(
            kind=OrganizationKind.BASE_CELL, successor__name=F("name")
        ).values_list("name", "dissolved_on", "successor__founded_on")
    ),
    "rules-1.4-studying": lambda: standing(StandingKind.STUDY),
    "rules-1.4-abroad": lambda: standing(StandingKind.ABROAD),
    "rules-1.4-disciplined": lambda: names(
        Discipline.objects.filter(decided_on__year=2021, counted_in=None, person__posts__is_main=True),
        "person__posts__title",
    ),
    "rules-1.4-counted-once": lambda: list(
        Discipline.objects.filter(counted_in=2020).values_list("decided_on", "violated_in")
    ),
    "rules-11.3-head-above-collective": lambda: [
        (one.rating.subject.label, one.excellent_count, one.ballot.valid_count, one.rating.proposed_level)
        for one in Tally.objects.filter(rating__subject__is_head=True, rating__proposed_level="good")
        .filter(excellent_count__gt=F("ballot__valid_count") / 2)
        .select_related("rating__subject", "ballot")
    ],
    "rules-11.3-over-the-ceiling": two_over_the_ceiling,
    "rules-11.3-late": lambda: names(
        SubmittingUnit.objects.exclude(
            collective__in=Conference.objects.filter(held_on__lt=date(2021, 12, 10)).values("collective")
        ),
        "name",
    ),
    "rules-11.3-returned": lambda: names(
        Dossier.objects.filter(state="returned").exclude(return_reason=""), "unit__name"
    ),
    "rules-11.3-residence-missing": lambda: names(
        DossierItem.objects.filter(
            code="NOI_CU_TRU",
            file=None,
            paper_received_on=None,
            requirement="required",
            dossier__kind="delegated",
            subject__label="Quách Văn Tráng",
        ),
        "subject__label",
    ),
}
