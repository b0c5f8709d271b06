"""People, the cells they sit in, the posts they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadres.enums import LEFT_THE_PARTY, Gender, MembershipEnd, MembershipKind, MembershipStanding
from documents.rules import short_date
from organizations.enums import Route
from organizations.models import Collective, PartyOrganization
from organizations.models.scope import Reach
from organizations.permissions import Permission
from organizations.rules.keys import new_key

if TYPE_CHECKING:
    from organizations.models import Account


class PersonQuerySet(models.QuerySet["Person"]):
    """People as a caller may see them."""

    def visible_to(self, account: Account) -> PersonQuerySet:
        """Oneself, people in the cells or collectives one looks after, and who is on the way there (P42)."""
        reach = account.reach(Permission.VIEW_PEOPLE)
        return self.filter(Q(account=account) | _within(reach) | _coming(reach))

    def within(self, reach: Reach) -> PersonQuerySet:
        """People of a part of the tree."""
        return self.filter(_within(reach))

    def managed_by(self, account: Account) -> PersonQuerySet:
        """People whose record the account keeps; nobody keeps his own."""
        return self.filter(_within(account.reach(Permission.MANAGE_PEOPLE))).exclude(account=account)


def _within(reach: Reach) -> Q:
    """People of a reach: by the cell where they are found, by a post they hold; the province has everybody."""
    if reach.is_whole:
        return ~Q(pk=None)
    in_cells = Membership.objects.found_in().filter(reach.rows("organization"))
    in_posts = Post.objects.filter(reach.rows("collective__scope", "collective__units"), to_on__isnull=True)
    return Q(pk__in=in_cells.values("person")) | Q(pk__in=in_posts.values("person"))


def _coming(reach: Reach) -> Q:
    """People whose papers are on the way to a cell of a reach: found there, kept by the cell that let them go."""
    if reach.is_whole:
        return Q()
    rows = Person.objects.filter(
        reach.rows("transfers__to_organization"),
        transfers__received_on__isnull=True,
        transfers__taken_back_at__isnull=True,
        transfers__isnull=False,
    )
    return Q(pk__in=rows.order_by().values("pk"))


class Person(models.Model):
    """A member or a leader without Party membership."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    full_name = models.CharField("họ và tên", max_length=120)
    name_sort = models.CharField(max_length=250, db_index=True, editable=False)
    search_fold = models.CharField(max_length=250, db_index=True, editable=False)
    gender = models.CharField("giới tính", max_length=8, choices=Gender, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh")
    birth_on = models.DateField("ngày sinh", null=True, blank=True)
    card_number = models.CharField("số thẻ đảng viên", max_length=20, blank=True)
    joined_on = models.DateField("ngày kết nạp", null=True, blank=True)
    official_on = models.DateField("ngày chính thức", null=True, blank=True)
    is_civil_servant = models.BooleanField("là cán bộ, công chức, viên chức", default=False)
    workplace = models.CharField("đơn vị công tác", max_length=200, blank=True)
    residence = models.CharField("nơi cư trú", max_length=200, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name="tài khoản",
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "đảng viên, cán bộ"
        ordering = ["name_sort", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gender__in=["", *Gender.values]), name="person_gender_is_known"
            ),
            models.CheckConstraint(
                condition=Q(birth_on__isnull=True) | Q(birth_on__year=F("birth_year")),
                name="person_birth_day_in_birth_year",
            ),
            models.CheckConstraint(
                condition=Q(official_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(official_on__gte=F("joined_on")),
                name="person_official_after_joining",
            ),
            models.UniqueConstraint(
                fields=["card_number"], condition=~Q(card_number=""), name="person_card_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def told_apart(self) -> str:
        """His name with what tells him from another of that name: the birth, and the card if he has one."""
        born = f"sinh {short_date(self.birth_on)}" if self.birth_on else f"sinh năm {self.birth_year}"
        return ", ".join([self.full_name, born, *([f"thẻ {self.card_number}"] if self.card_number else [])])


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships as a caller may ask for them."""

    def left_the_party(self) -> MembershipQuerySet:
        """The last ones of those who died, were expelled or struck off, or left of their own will (P44)."""
        again = Membership.objects.filter(
            person=models.OuterRef("person"), kind=MembershipKind.OFFICIAL, to_on__isnull=True
        )
        ended = self.filter(kind=MembershipKind.OFFICIAL, end_reason__in=LEFT_THE_PARTY)
        return ended.exclude(models.Exists(again))

    def found_in(self) -> MembershipQuerySet:
        """Where a person is found: the cells he sits in; of one who sits in none, the one he sat in last."""
        own, ended = models.OuterRef("person"), models.OuterRef("to_on")
        later = Q(to_on__isnull=True) | Q(to_on__gt=ended) | Q(to_on=ended, pk__gt=models.OuterRef("pk"))
        beside = Membership.objects.filter(later, person=own, kind=MembershipKind.OFFICIAL)
        return self.filter(Q(to_on__isnull=True) | (Q(kind=MembershipKind.OFFICIAL) & ~models.Exists(beside)))


class Membership(models.Model):
    """A person in a cell from a day to a day, and why it ended; a transfer is two rows."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="memberships")
    kind = models.CharField(
        "hình thức", max_length=12, choices=MembershipKind, default=MembershipKind.OFFICIAL
    )
    standing = models.CharField(
        "tư cách", max_length=12, choices=MembershipStanding, default=MembershipStanding.FULL
    )
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến ngày", null=True, blank=True)
    end_reason = models.CharField("lý do thôi sinh hoạt", max_length=12, choices=MembershipEnd, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi sinh hoạt"
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MembershipKind.values), name="membership_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=MembershipStanding.values), name="membership_standing_is_known"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(end_reason__in=["", *MembershipEnd.values]), name="membership_end_is_known"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True, end_reason="")
                | (Q(to_on__isnull=False) & (~Q(end_reason="") | Q(kind="temporary"))),
                name="membership_ends_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind="official", to_on__isnull=True),
                name="membership_one_official_cell",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.organization}"


class Post(models.Model):
    """A post from a day to a day; the main one decides route, group and line of a table (P11)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    title = models.CharField("chức danh", max_length=200)
    short_title = models.CharField("chức danh rút gọn", max_length=80, blank=True)
    title_group = models.CharField("nhóm chức danh tương đương", max_length=80, blank=True)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="posts")
    is_head = models.BooleanField("là người đứng đầu", default=False)
    is_main = models.BooleanField("là chức danh chính để xếp loại", default=True)
    main_reason = models.CharField("lý do chọn chức danh chính", max_length=200, blank=True)
    route = models.CharField("diện quyết định", max_length=12, choices=Route, default=Route.LOWER)
    position = models.PositiveIntegerField("thứ tự lễ tân", default=0)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "chức vụ"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(route__in=Route.values), name="post_route_is_known"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="post_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_main=True, to_on__isnull=True), name="post_one_main"
            ),
        ]

    def __str__(self) -> str:
        return self.title
