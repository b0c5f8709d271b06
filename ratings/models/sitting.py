"""Sittings, ballots and their counts, and what each member of the organ says line by line (P06, P21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.models import File
from organizations.enums import Level
from organizations.models import Collective
from organizations.models.scope import OfPlaces
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from ratings.enums import BallotState, Mark, SittingState, VoteMethod
from ratings.models.rating import Rating
from reviews.models import Campaign, Conference

if TYPE_CHECKING:
    from organizations.models import Account


class SittingQuerySet(models.QuerySet["Sitting"]):
    """Sittings as a caller may see them."""

    def visible_to(self, account: Account) -> SittingQuerySet:
        """Those of organs one works for or sits in."""
        return self.filter(account.reach(Permission.VIEW_SITTING).rows("collective__scope"))


class Sitting(OfPlaces, models.Model):
    """Phiên họp of the deciding organ: a list, ballots, conclusions, minutes."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="sittings")
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="sittings")
    name = models.CharField("tên phiên họp", max_length=200)
    held_on = models.DateField("ngày họp")
    place = models.CharField("địa điểm", max_length=200, blank=True)
    chair = models.CharField("chủ trì", max_length=160, blank=True)
    secretary = models.CharField("thư ký", max_length=160, blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=SittingState, default=SittingState.PREPARED)
    member_count = models.PositiveSmallIntegerField("tổng số ủy viên")
    minutes_number = models.CharField("số biên bản", max_length=40, blank=True)
    minutes_on = models.DateField("ngày biên bản", null=True, blank=True)
    minutes_scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    minutes_scan_name = models.CharField("tên tệp", max_length=200, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên họp"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SittingState.values), name="sitting_state_is_known"),
            models.CheckConstraint(condition=Q(member_count__gte=1), name="sitting_has_members"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The organ's own."""
        return (self.collective.scope.path,)


class SittingLineQuerySet(models.QuerySet["SittingLine"]):
    """Lines as a caller may see them."""

    def visible_to(self, account: Account) -> SittingLineQuerySet:
        """Those of sittings one sees, but never one's own (P106)."""
        return self.filter(account.reach(Permission.VIEW_SITTING).rows("sitting__collective__scope")).exclude(
            rating__subject__person__account=account
        )


class SittingLine(OfPlaces, models.Model):
    """One line of the list in protocol order: what was submitted, what was concluded, and why (Trình – Kết luận)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="lines")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField("thứ tự")
    submitted_level = models.CharField("mức trình", max_length=16, choices=Level, blank=True)
    concluded_level = models.CharField("mức kết luận", max_length=16, choices=Level, blank=True)
    is_paused = models.BooleanField("tạm dừng, chờ kết luận", default=False)
    reason = models.TextField("lý do", blank=True)
    asked_by = models.CharField("người đề nghị", max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SittingLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng của danh sách trình"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "rating"], name="sitting_line_rating_once"),
            models.UniqueConstraint(fields=["sitting", "position"], name="sitting_line_position_once"),
            models.CheckConstraint(
                condition=Q(submitted_level__in=["", *Level.values]), name="sitting_line_submitted_is_a_level"
            ),
            models.CheckConstraint(
                condition=Q(concluded_level__in=["", *Level.values]), name="sitting_line_concluded_is_a_level"
            ),
            models.CheckConstraint(
                condition=Q(concluded_level="") | Q(concluded_level=F("submitted_level")) | ~Q(reason=""),
                name="sitting_line_changed_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.rating)

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Its sitting's."""
        return self.sitting.scope_paths


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """Lines taken off as a caller may know of them."""

    def visible_to(self, account: Account) -> WithdrawalQuerySet:
        """Those of sittings one sees, but never one's own."""
        return self.filter(account.reach(Permission.VIEW_SITTING).rows("sitting__collective__scope")).exclude(
            rating__subject__person__account=account
        )

    def for_list(self) -> WithdrawalQuerySet:
        """With whom it was about and who took it off."""
        return self.select_related("rating__subject", "withdrawn_by")


class Withdrawal(models.Model):
    """Rút khỏi danh sách: who stood on the list and was taken off before the vote, why and by whom."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="withdrawals")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="withdrawals")
    reason = models.TextField("lý do")
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("rút lúc")

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng rút khỏi danh sách trình"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "rating"], name="withdrawal_rating_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.rating)


class MemberMark(models.Model):
    """What one member says of one line: open voting, named; typed in from paper it counts alike."""

    line = models.ForeignKey(SittingLine, models.PROTECT, related_name="marks")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="marks")
    mark = models.CharField("ý kiến", max_length=8, choices=Mark)
    level = models.CharField("mức đề nghị khác", max_length=16, choices=Level, blank=True)
    note = models.TextField("nội dung", blank=True)
    marked_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "ý kiến của ủy viên"
        constraints = [
            models.UniqueConstraint(fields=["line", "account"], name="mark_one_a_member"),
            models.CheckConstraint(condition=Q(mark__in=Mark.values), name="mark_is_known"),
            models.CheckConstraint(condition=Q(level__in=["", *Level.values]), name="mark_level_is_a_level"),
            models.CheckConstraint(
                condition=Q(mark="approve") | ~Q(note=""), name="mark_other_than_approval_has_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.get_mark_display()}"


class BallotQuerySet(models.QuerySet["Ballot"]):
    """Ballots as a caller may see them."""

    def visible_to(self, account: Account) -> BallotQuerySet:
        """Those of conferences and sittings one sees."""
        reach = account.reach(Permission.VIEW_CONFERENCE)
        home = reach.rows("conference__collective__scope", "conference__collective__units")
        home |= reach.rows("conference__cell")
        organ = account.reach(Permission.ENTER_SITTING_COUNTS).rows("sitting__collective__scope")
        return self.filter(home | organ).distinct()


class Ballot(models.Model):
    """One vote taken at a conference or sitting; a second ballot is a row of its own (R-024, P71)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, blank=True, related_name="ballots")
    sitting = models.ForeignKey(Sitting, models.PROTECT, null=True, blank=True, related_name="ballots")
    name = models.CharField("nội dung biểu quyết", max_length=200)
    round = models.PositiveSmallIntegerField("lần", default=1)
    method = models.CharField("hình thức", max_length=8, choices=VoteMethod, default=VoteMethod.PAPER)
    state = models.CharField("trạng thái", max_length=12, choices=BallotState, default=BallotState.PREPARED)
    convened_count = models.PositiveSmallIntegerField("triệu tập", default=0)
    present_count = models.PositiveSmallIntegerField("có mặt", default=0)
    issued_count = models.PositiveSmallIntegerField("phát ra", default=0)
    returned_count = models.PositiveSmallIntegerField("thu vào", default=0)
    valid_count = models.PositiveSmallIntegerField("hợp lệ", default=0)
    invalid_count = models.PositiveSmallIntegerField("không hợp lệ", default=0)
    counters = models.CharField("tổ kiểm phiếu", max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField("kiểm tra lúc", null=True, blank=True)
    scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    scan_name = models.CharField("tên tệp", max_length=200, blank=True)
    check_note = models.TextField("người kiểm tra đề nghị xem lại", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu biểu quyết"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(conference__isnull=False, sitting__isnull=True)
                | Q(conference__isnull=True, sitting__isnull=False),
                name="ballot_is_of_one_meeting",
            ),
            models.CheckConstraint(condition=Q(method__in=VoteMethod.values), name="ballot_method_is_known"),
            models.CheckConstraint(condition=Q(state__in=BallotState.values), name="ballot_state_is_known"),
            models.CheckConstraint(
                condition=Q(present_count__lte=F("convened_count")), name="ballot_present_within_convened"
            ),
            models.CheckConstraint(
                condition=Q(issued_count__lte=F("present_count")), name="ballot_issued_within_present"
            ),
            models.CheckConstraint(
                condition=Q(returned_count__lte=F("issued_count")), name="ballot_returned_within_issued"
            ),
            models.CheckConstraint(
                condition=Q(returned_count=F("valid_count") + F("invalid_count")),
                name="ballot_valid_and_invalid_are_returned",
            ),
            models.CheckConstraint(
                condition=~Q(state="counted")
                | (Q(checked_by__isnull=False) & ~Q(checked_by=F("entered_by"))),
                name="ballot_checked_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Its meeting's."""
        meeting = self.conference or self.sitting
        return meeting.scope_paths if meeting else ()

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Its meeting's."""
        meeting = self.conference or self.sitting
        return meeting.scope_units if meeting else ()

    def is_about(self, _account: object) -> bool:
        """Nobody's own."""
        return False


class Tally(models.Model):
    """The counted result of one subject in one ballot: four counts."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="tallies")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="tallies")
    excellent_count = models.PositiveSmallIntegerField("HTXSNV", default=0)
    good_count = models.PositiveSmallIntegerField("HTTNV", default=0)
    fair_count = models.PositiveSmallIntegerField("HTNV", default=0)
    failed_count = models.PositiveSmallIntegerField("KHTNV", default=0)
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "kết quả kiểm phiếu"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["ballot", "rating"], name="tally_rating_once")]

    def __str__(self) -> str:
        return str(self.rating)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Best level first."""
        return (self.excellent_count, self.good_count, self.fair_count, self.failed_count)
