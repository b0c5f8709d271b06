"""Every special case of practice section 1, and where it stands in the seeded province.

Each looks up exactly one thing by what makes it special and answers with who or what was found.
"""

from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from cadres.enums import DisciplineForm, LeaveKind, StandingKind
from cadres.models import CivilRating, Discipline, Membership, Person, Post, Standing
from deadlines.models import Call, Dossier, DossierItem, Handover, InspectionRemark
from organizations.enums import CollectiveType, OrganizationKind, Role
from organizations.models import (
    Account,
    Assignment,
    Collective,
    Contact,
    PartyOrganization,
    SubmittingUnit,
)
from ratings.models import (
    Assessment,
    Ballot,
    Consultation,
    Proposal,
    Rating,
    RouteChange,
    TitleGroup,
)
from reviews.models import (
    Conference,
    Guidance,
    Place,
    SelfReview,
    Subject,
    Target,
)
from reviews.queries.lists import row_of
from tests.demo.cases_rules import HALF_A_YEAR_AGO, OFFICIAL, commented_elsewhere, degrees, names

# P103.7, for who tries it on the afternoon: three titles whose dossiers lie at the unit, three whose are sent.
SIX_TITLES = (
    "Phó Giám đốc Sở Giao thông vận tải",
    "Phó Trưởng Ban Dân tộc tỉnh",
    "Phó Chủ tịch Hội Cựu chiến binh tỉnh",
    "Phó Giám đốc Sở Ngoại vụ",
    "Phó Bí thư Đảng ủy Khối",
    "Phó Chủ tịch Liên minh Hợp tác xã tỉnh",
)
PRACTICE_1 = {
    "P01-paper-self-review": lambda: SelfReview.objects.filter(
        state="paper", paper_sheets__gte=1, self_level__gt="", sections__isnull=True
    ).exists(),
    "P02-one-typist-for-the-commune": lambda: [
        (one.account.full_name, one.organization.name)
        for one in Assignment.objects.filter(role=Role.BASE_CLERK)
    ],
    "P04-helper": lambda: names(SelfReview.objects.exclude(helper=None), "helper__full_name"),
    "P04-whole-word-file": lambda: list(
        SelfReview.objects.filter(form="word", state="submitted").values_list("subject__label", "file_name")
    ),
    "P05-opinion-waiting": lambda: list(
        Assessment.objects.filter(kind="supervisor", state="typed").values_list(
            "rating__subject__label", "assessor__full_name", "typed_by__full_name"
        )
    ),
    "P05-opinion-confirmed-on-screen": lambda: list(
        Assessment.objects.filter(kind="supervisor", confirmed_how="screen").values_list(
            "rating__subject__label", flat=True
        )
    ),
    "P05-opinion-signed-on-paper": lambda: list(
        Assessment.objects.filter(kind="supervisor", confirmed_how="paper").values_list(
            "rating__subject__label", "file_name"
        )
    ),
    "P06-second-person-checks": lambda: (
        Ballot.objects.filter(state="counted").exists()
        and not Ballot.objects.filter(state="counted", checked_by=F("entered_by")).exists()
    ),
    "P07-entered-afterwards": lambda: (
        not Conference.objects.annotate(day=TruncDate("entered_at")).filter(day=F("held_on")).exists()
    ),
    "P08-58-submitting-units": lambda: (
        SubmittingUnit.objects.count(),
        SubmittingUnit.objects.filter(scope__kind=OrganizationKind.DIRECT).count(),
    ),
    "P08-department-sends-straight": lambda: names(
        SubmittingUnit.objects.filter(name="Sở Y tế", scope__depth=1), "organization__name"
    ),
    "P09-four-routes": lambda: names(Post.objects.filter(is_main=True), "route"),
    "P10-letter-of-november": lambda: [
        (one.number, one.dated_on, one.route, sorted({move.post.title for move in one.moves.all()}))
        for one in RouteChange.objects.all()
    ],
    "P11-highest-post": lambda: names(
        Post.objects.filter(is_main=True).exclude(main_reason=""), "main_reason"
    ),
    "P12-head-of-the-army": lambda: list(
        Post.objects.filter(collective__name="Ban Thường vụ Đảng ủy Quân sự tỉnh", is_head=True).values_list(
            "person__full_name", "is_main"
        )
    ),
    "P13-totals-only": lambda: names(PartyOrganization.objects.filter(totals_only=True), "name"),
    "P13-no-lists-of-members": lambda: sorted(
        DossierItem.objects.filter(is_secret=True).values_list("dossier__unit__name", "secret_number")
    ),
    "P14-clerk-and-secretary": lambda: names(
        Account.objects.annotate(hats=Count("assignments")).filter(
            hats=2, assignments__role=Role.CELL_SECRETARY
        )
    ),
    "P14-secretary-of-two-cells": lambda: sorted(
        Assignment.objects.filter(role=Role.CELL_SECRETARY, account__sign_in_name="bithu").values_list(
            "organization__name", flat=True
        )
    ),
    "P15-members-without-account": lambda: Person.objects.filter(account=None).count() > 350,
    "P15-no-e-mail": lambda: Account.objects.exclude(email="").count(),
    "P16-clerk-replaced": lambda: list(
        Assignment.objects.filter(role=Role.UNIT_CLERK, unit__name="Sở Tư pháp")
        .order_by("from_on")
        .values_list("from_on", "to_on")
    ),
    "P17-merged-cell": lambda: list(
        PartyOrganization.objects.filter(kind=OrganizationKind.CELL, successor__isnull=False)
        .order_by("name")
        .values_list("name", "dissolved_on", "successor__name")
    ),
    "P17-its-members-are-not-new": lambda: (
        Membership.objects.filter(OFFICIAL, organization__name="Chi bộ xóm Nà Cọ")
        .filter(person__joined_on__lt=date(2020, 1, 1))
        .count()
    ),
    "P18-book-of-minutes": lambda: names(Conference.objects.exclude(scan=None), "collective__name"),
    "P19-minutes-on-paper-only": lambda: list(
        Conference.objects.filter(minutes_mode="paper_only").values_list("collective__name", "minutes_number")
    ),
    "P20-paper-ballots": lambda: Ballot.objects.filter(method="paper", state="counted").exists(),
    "P21-raised-hands": lambda: names(Ballot.objects.filter(method="hands"), "conference__collective__name"),
    "P21-small-cell": lambda: names(
        PartyOrganization.objects.annotate(
            size=Count("memberships", filter=Q(memberships__to_on__isnull=True))
        ).filter(size=3, path__startswith=PartyOrganization.objects.get(name="Đảng bộ xã Nà Sọng").path),
        "name",
    ),
    "P22-away-for-work": lambda: [
        (one.person.full_name, one.person.memberships.get(OFFICIAL).organization.name)
        for one in Standing.objects.filter(kind=StandingKind.AWAY).order_by("pk")
    ],
    "P23-cell-on-another-day": lambda: names(
        Place.objects.filter(collective=None).exclude(concluded_on=None), "concluded_on"
    ),
    "P24-guidance-by-the-district": lambda: list(
        Guidance.objects.order_by("number").values_list("issuer__name", "subject__label", "number")
    ),
    "P25-others-were-asked": lambda: sorted(
        Consultation.objects.order_by().values_list("organ", "answer", "rating__state").annotate(Count("pk"))
    ),
    "P26-paused": lambda: list(
        Rating.objects.filter(state="paused").values_list("paused_by", "paused_on", "subject__unit__name")
    ),
    "P27-no-number-yet": lambda: list(
        Proposal.objects.filter(number="", dated_on=None, scan=None).values_list("unit__name", flat=True)
    ),
    "P27-number-of-the-register": lambda: Proposal.objects.get(unit__name="Sở Y tế").number,
    "P29-signs-for-the-collective": lambda: sorted(
        set(Collective.objects.filter(units__isnull=False, type="direct_standing").values_list("signs_for"))
    ),
    "P30-cell-without-seal": lambda: names(
        Collective.objects.filter(type=CollectiveType.CELL_COMMITTEE), "signs_for"
    ),
    "P31-two-lights": lambda: DossierItem.objects.filter(
        file__isnull=False, paper_received_on__isnull=False
    ).exists(),
    "P31-handover-slip": lambda: Handover.objects.get(dossier__unit__name="Sở Y tế").number,
    "P32-paper-before-the-scans": lambda: Dossier.objects.filter(
        submissions__sent_on__gt=F("first_received_on"), handovers__handed_on=F("first_received_on")
    ).exists(),
    "P33-handed-over-in-person": lambda: list(
        DossierItem.objects.filter(is_secret=True).values_list("file", "secret_on", "secret_receiver")
    ),
    "P36-list-in-protocol-order": lambda: names(
        Subject.objects.filter(position=1, kind="collective"), "label"
    ),
    "P38-asked-of-those-in-service": lambda: DossierItem.objects.filter(
        code="NOI_CU_TRU", subject__person__is_civil_servant=False
    ).count(),
    "P39-civil-rating-not-come": lambda: names(
        Person.objects.filter(is_civil_servant=True, workplace="Trường THCS Nà Sọng").exclude(
            civil_ratings__year=2021
        )
    ),
    "P39-school-year": lambda: names(CivilRating.objects.filter(period__startswith="Năm học"), "period"),
    "P40-probationary-under-six-months": lambda: names(
        Membership.objects.filter(standing="probationary", person__joined_on__gt=HALF_A_YEAR_AGO),
        "person__joined_on",
    ),
    "P41-old-and-weak": lambda: list(
        Standing.objects.filter(kind="exempt", person__birth_year__lt=1950).values_list("note", flat=True)
    ),
    "P41-exempt-for-childbirth": lambda: list(
        Standing.objects.filter(kind="exempt", person__leaves__kind=LeaveKind.MATERNITY).values_list(
            "from_on", "to_on"
        )
    ),
    "P41-reduced-and-reviewed": lambda: list(
        Subject.objects.filter(person__standings__kind=StandingKind.REDUCED).values_list(
            "label", "is_reviewed"
        )
    ),
    "P42-papers-in-the-bag": lambda: list(
        Standing.objects.filter(kind=StandingKind.IN_TRANSFER).values_list("note", flat=True)
    ),
    "P43-away-to-study": lambda: list(
        Standing.objects.filter(kind=StandingKind.STUDY).order_by("pk").values_list("note", flat=True)
    ),
    "P43-seconded": lambda: list(
        Standing.objects.filter(kind=StandingKind.SECONDED)
        .order_by("pk")
        .values_list("note", "person__posts__title")
    ),
    "P43-comment-of-another-place": commented_elsewhere,
    "P44-violation-and-decision-in-two-years": lambda: list(
        Discipline.objects.filter(decided_on__year=2021, violated_in=2020, counted_in=None)
        .order_by("pk")
        .values_list("form", "note")
    ),
    "P44-left-the-register": lambda: list(
        Membership.objects.left_the_party()
        .order_by("to_on")
        .values_list("person__full_name", "to_on", "end_reason", "person__subjects__campaign__year")
    ),
    "P44-expelled-by-decision": lambda: list(
        Discipline.objects.filter(
            form=DisciplineForm.EXPULSION, person__memberships__to_on=F("decided_on")
        ).values_list("decided_on", "violated_in", "note")
    ),
    "P44-died-after-the-opening": lambda: [
        (row_of(one).words, row_of(one).note)
        for one in Subject.objects.noting_who_left().filter(left_on__isnull=False)
    ],
    "P44-collective-disciplined": lambda: names(
        Discipline.objects.exclude(collective=None), "collective__name"
    ),
    "P44-organisation-disciplined": lambda: names(
        Discipline.objects.exclude(organization=None), "organization__name"
    ),
    "P45-targets": lambda: (
        Target.objects.filter(person__full_name="Bùi Đức Khải").count(),
        Target.objects.filter(person__full_name="Bùi Thị Hoài Thu").count(),
        Target.objects.filter(person__full_name="Hà Văn Đắc").count(),
    ),
    "P46-ceiling-across-units": lambda: (
        TitleGroup.objects.get(name="Bí thư cấp ủy trực thuộc")
        .ratings.values("subject__unit")
        .distinct()
        .count()
    ),
    "P47-groups-named-by-staff": lambda: TitleGroup.objects.filter(capacity="office").count(),
    "P48-balance-of-the-year": lambda: (
        Person.objects.filter(joined_on__year=2021).count(),
        dict(
            Membership.objects.filter(to_on__year=2021)
            .order_by()
            .values_list("end_reason")
            .annotate(Count("pk"))
        ),
    ),
    "P49-contact": lambda: Contact.objects.exclude(mobile="").exclude(stand_in="").count(),
    "P49-call-with-a-promise": lambda: list(
        Call.objects.order_by("pk").values_list("unit__name", "promised_at__hour")
    ),
    "R07-an-inspection-not-answered-yet": lambda: list(
        InspectionRemark.objects.values_list("organization__name", "entered_by__sign_in_name", "answer")
    ),
    "P50-degrees-of-a-dossier": degrees,
    "P53-five-years-running": lambda: (
        Person.objects.annotate(
            best=Count(
                "past_ratings", filter=Q(past_ratings__capacity="member", past_ratings__level="excellent")
            )
        )
        .filter(best=4)
        .exists()
    ),
}
