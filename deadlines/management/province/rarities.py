"""What happens once in a province: each on a unit that can be looked up, after the story of the others is told.

Nothing here draws from the province's chance before the rest has drawn: what was told stays as it was.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from cadres.enums import MembershipEnd, MembershipKind
from cadres.models import Membership
from deadlines.management.province.opening import moment, scanned, subject_of
from deadlines.management.province.texts import text
from documents.enums import Format
from documents.services.files import keep_bytes
from organizations import audit
from organizations.enums import Level, Role, Route
from organizations.models import Account, Assignment, SubmittingUnit
from organizations.services.roles import end_role, grant_role
from ratings.enums import Answer, RatingState, VoteMethod
from ratings.models import Assessment, Ballot, Proposal, Rating, Tally
from ratings.services.consultations import Word, record_answers
from ratings.services.opinions import confirm_opinion, confirm_opinion_on_paper, supervisors_of, type_opinion
from reviews.enums import MinutesMode, ReviewForm, ReviewState
from reviews.models import AgendaItem, Attendance, Campaign, Conference, Place, SelfReview

WORD_REPORT = settings.BASE_DIR / "fixtures" / "demo" / "bao-cao-mau.docx"
IN_WORD = "Tập thể lãnh đạo Sở Giáo dục và Đào tạo"
BOOK_OF_MINUTES = "Tập thể lãnh đạo Hội Nông dân tỉnh"
ON_PAPER_ONLY = "Ban Thường vụ Đảng ủy Công an tỉnh"
BY_HANDS = "Tập thể lãnh đạo Liên minh Hợp tác xã tỉnh"
ABSENT_AT = "Ban Thường vụ Huyện ủy Hà Lĩnh"
HEAD_ABOVE = "Ban Thường vụ Huyện ủy Đồng Vang"
UNNUMBERED = "Huyện ủy Nam Hạ"
DIED_IN = "Chi bộ xóm Vó"
HANDED_OVER, SUCCESSOR = "Sở Tư pháp", "Khà Thị Thanh Duyên"
ASKED_ABOUT, INSPECTION = "Sở Tài nguyên và Môi trường", "Ủy ban Kiểm tra Tỉnh ủy"
VISITED_ON = date(2021, 12, 6)
TYPED_AT = moment(date(2021, 12, 13), 15)


def add_rarities(campaign: Campaign) -> None:
    """One of each kind that the rest of the province does not show."""
    _report_in_word(campaign)
    _minutes()
    _raised_hands()
    _absent(campaign)
    _head_above_collective(campaign)
    _letter_without_number()
    _opinions(campaign)
    _successor()
    _died()
    _inspection(campaign)


def _report_in_word(campaign: Campaign) -> None:
    """A collective's report as a whole Word file, with its must-have data beside it (P04)."""
    review = SelfReview.objects.get(subject=subject_of(campaign, IN_WORD))
    at = moment(date(2021, 12, 3), 16, 30)
    review.form, review.state = ReviewForm.WORD, ReviewState.SUBMITTED
    review.file = keep_bytes(WORD_REPORT.read_bytes(), media_type=Format.DOCX.media_type, at=at)
    review.file_name = "bao-cao-kiem-diem-so-giao-duc.docx"
    review.submitted_at, review.submitted_on = at, at.date()
    review.paper_received_on = review.paper_sheets = None
    review.save()
    audit.record(actor=None, action="submit", target=review)


def _minutes() -> None:
    """The ruled book photographed (P18); the police's minutes on paper only, with number and place (P19, P13)."""
    book = Conference.objects.filter(collective__name=BOOK_OF_MINUTES)
    book.update(scan=scanned(moment(date(2021, 12, 8), 9)), scan_name="so-bien-ban.pdf")
    paper = Conference.objects.filter(collective__name=ON_PAPER_ONLY)
    paper.update(
        minutes_mode=MinutesMode.PAPER_ONLY,
        minutes_number="37-BB/ĐUCA",
        minutes_kept_at="Phòng Công tác Đảng và công tác chính trị Công an tỉnh",
        conclusion="",
    )


def _raised_hands() -> None:
    """A small collective votes by raised hands (P21)."""
    Ballot.objects.filter(conference__collective__name=BY_HANDS).update(method=VoteMethod.HANDS)


def _absent(campaign: Campaign) -> None:
    """Ill on the day: reviewed and rated as soon as he is back, at a sitting of his own (rules 1.4 ABSENT, P22)."""
    item = (
        AgendaItem.objects.filter(conference__collective__name=ABSENT_AT, subject__route="delegated")
        .select_related("subject", "conference")
        .order_by("position")
        .last()
    )
    if item is None:
        return
    reason = "Nằm viện từ ngày 02/12/2021"
    AgendaItem.objects.filter(pk=item.pk).update(is_reviewed=False, absent_reason=reason, conclusion="")
    Attendance.objects.create(
        conference=item.conference, name=item.subject.label, is_present=False, reason=reason
    )
    Conference.objects.filter(pk=item.conference_id).update(present_count=F("convened_count") - 1)
    Place.objects.filter(subject=item.subject, collective=item.conference.collective).update(
        concluded_on=None
    )
    Tally.objects.filter(rating__subject=item.subject).delete()
    Rating.objects.leading().filter(subject=item.subject).update(
        state=RatingState.OPEN, proposed_level="", proposed_on=None
    )


def _head_above_collective(campaign: Campaign) -> None:
    """More than half voted the head above his collective: the count stays, the proposal does not follow (P104.3)."""
    collective = Rating.objects.leading().get(subject=subject_of(campaign, HEAD_ABOVE))
    head = Rating.objects.leading().get(
        subject__campaign=campaign, subject__is_head=True, subject__main_post__collective__name=HEAD_ABOVE
    )
    for one in (collective, head):
        tally = Tally.objects.select_related("ballot").get(rating=one)
        most = tally.ballot.valid_count
        counts = (most - 1, 1) if one == head else (1, most - 1)
        Tally.objects.filter(pk=tally.pk).update(
            excellent_count=counts[0], good_count=counts[1], fair_count=0, failed_count=0
        )
        Rating.objects.filter(pk=one.pk).update(proposed_level=Level.GOOD)


def _letter_without_number() -> None:
    """A letter still at the typist's: number and day wait for the register (P27)."""
    Proposal.objects.filter(unit__name=UNNUMBERED).update(
        number="", dated_on=None, signatory="", scan=None, scan_name=""
    )


def _opinions(campaign: Campaign) -> None:
    """Typed for the supervising member: one waits for him (P99), one he confirmed here, one he signed (P05)."""
    _opinion(campaign, "Bùi Đức Khải", text("supervisor_opinion"))
    words = "Đã dự hội nghị. Nhất trí mức tập thể đề nghị."
    seen, signed = (_opinion(campaign, name, words) for name in (HEAD_ABOVE, ABSENT_AT))
    at = TYPED_AT + timedelta(hours=3)
    if seen.assessor is not None:
        confirm_opinion(seen, text=words, level=Level.GOOD, version=seen.version, actor=seen.assessor, at=at)
    confirm_opinion_on_paper(
        signed, file=scanned(at), file_name="phieu-y-kien.pdf", actor=signed.typed_by, at=at
    )


def _opinion(campaign: Campaign, name: str, words: str) -> Assessment:
    """Typed by the official who went along."""
    rating = Rating.objects.leading().get(subject=subject_of(campaign, name))
    return type_opinion(
        rating,
        assessor=supervisors_of(rating, VISITED_ON)[0],
        text=words,
        level=Level.GOOD,
        given_on=VISITED_ON,
        actor=Account.objects.get(sign_in_name="btc"),
        at=TYPED_AT,
        path=reverse("ratings:opinion_confirm", args=["KEY"]),
    )


def _successor() -> None:
    """A clerk went on maternity leave in December: another has her desk, and all that is unfinished on it (P16)."""
    unit = SubmittingUnit.objects.get(name=HANDED_OVER)
    before = Assignment.objects.select_related("organization", "account").get(unit=unit, role=Role.UNIT_CLERK)
    end_role(before, to_on=date(2021, 12, 10), actor=None)
    after = Account.objects.create(
        sign_in_name=f"{before.account.sign_in_name}b", full_name=SUCCESSOR, password=before.account.password
    )
    grant_role(
        after,
        Role.UNIT_CLERK,
        organization=before.organization,
        unit=unit,
        from_on=date(2021, 12, 11),
        actor=None,
        title=f"{before.title}, thay đồng chí nghỉ thai sản",
    )


def _died() -> None:
    """After the round was opened somebody died: on its lists he stands with the day and the reason (P44)."""
    last = Membership.objects.filter(organization__name=DIED_IN, kind=MembershipKind.OFFICIAL, to_on=None)
    found = last.filter(person__posts=None).order_by("pk").last()
    if found is not None:
        found.to_on, found.end_reason = date(2021, 11, 22), MembershipEnd.DIED
        found.save(update_fields=["to_on", "end_reason"])


def _inspection(campaign: Campaign) -> None:
    """The inspection's answer on a unit's list: one is being looked into, so his rating waits (P25, P26)."""
    asked = Rating.objects.leading().filter(subject__campaign=campaign, subject__unit__name=ASKED_ABOUT)
    ratings = asked.filter(subject__route=Route.DECIDED).order_by("subject__position", "pk")
    record_answers(
        {one: Word(Answer.PENDING if one.state == RatingState.PAUSED else Answer.NOTHING) for one in ratings},
        asker=campaign.organization,
        organ=INSPECTION,
        number="318-CV/UBKTTU",
        on=date(2021, 12, 13),
        actor=Account.objects.get(sign_in_name="btc"),
        at=TYPED_AT,
    )
