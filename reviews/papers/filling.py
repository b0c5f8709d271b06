"""The papers of a review, filled from its records; they read, and write nothing."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from cadres.models import CivilRating, Person
from documents.rules import short_date, vn_number, vn_percent, without_gaps
from organizations.enums import CollectiveType, Grade, SubjectKind
from organizations.models import Collective
from reviews.enums import RemedyState
from reviews.models import Conference, Guidance, GuidancePoint, SelfReview, Target
from reviews.models import Shortcoming as ShortcomingRow
from reviews.papers.collective_report import CollectiveReport, TargetLine
from reviews.papers.guidance_letter import GuidanceLetter, Point
from reviews.papers.heads import (
    birth_of,
    cell_head,
    kept_by,
    letterhead_of,
    level_of,
    report_head,
    report_signature,
    signature_of,
)
from reviews.papers.parts import Answer, GradedItem, PastShortcoming, Remedy, Shortcoming
from reviews.papers.self_review import ChiefOpinion, Identity, SelfReviewPaper
from reviews.queries.triggers import cases_of
from reviews.queries.writing import OBJECTIVE, Writing
from reviews.rules.regulation import ContentItem, SectionRole

PARTY = {
    CollectiveType.PROVINCE_STANDING,
    CollectiveType.DIRECT_STANDING,
    CollectiveType.BASE_STANDING,
    CollectiveType.SECTION_COMMITTEE,
    CollectiveType.CELL_COMMITTEE,
    CollectiveType.PARTY_GROUP,
    CollectiveType.PARTY_CAUCUS,
    CollectiveType.PARTY_AGENCY,
}


def paper_of_review(review: SelfReview) -> SelfReviewPaper | CollectiveReport:
    """Mẫu 02 of a person, Mẫu 01 of a collective or an organisation."""
    if review.subject.kind == SubjectKind.PERSON:
        return paper_of_self_review(review)
    return paper_of_collective_report(review)


def paper_of_self_review(review: SelfReview) -> SelfReviewPaper:
    """Bản kiểm điểm cá nhân as it stands now; what others write on it stays open for their hands."""
    writing = Writing(review)
    person = review.subject.person
    if person is None:
        raise ValueError("a self-review of a person is asked for")
    return SelfReviewPaper(
        letterhead=cell_head(review, person, form=SelfReviewPaper.form),
        identity=identity_of(review, person),
        results=_results(writing),
        shortcomings=_shortcomings(writing),
        causes=_causes(writing),
        remedied=_remedied(writing),
        remedied_grade=_grade_of(writing, SectionRole.CARRIED_OVER),
        answers=_answers(writing),
        responsibility=_prose(writing, SectionRole.RESPONSIBILITY),
        direction=_prose(writing, SectionRole.DIRECTION),
        remedies=_remedies(writing),
        civil_applies=writing.civil,
        civil_level=level_of(review.civil_level),
        member_level=level_of(review.self_level),
        signed_by=person.full_name,
        chief=_chief(person, writing, review.subject.campaign.year),
    )


def _chief(person: Person, writing: Writing, year: int) -> ChiefOpinion:
    """Block A: the year's civil rating once it has come (P39); the words, and blocks B and C, are for their hands."""
    if not writing.civil:
        return ChiefOpinion(applies=False)
    given = CivilRating.objects.filter(person=person, year=year).values_list("level", flat=True).first()
    return ChiefOpinion(level=level_of(given or ""))


def paper_of_collective_report(review: SelfReview) -> CollectiveReport:
    """Báo cáo kiểm điểm tập thể as it stands now, with the year's targets as its annex."""
    writing, subject = Writing(review), review.subject
    return CollectiveReport(
        letterhead=report_head(review, form=CollectiveReport.form, kind="BC", month=12),
        collective=subject.label,
        opening=_opening(review),
        results=_results(writing),
        shortcomings=_shortcomings(writing),
        objective_causes=_cause(writing, "objective_cause", OBJECTIVE),
        subjective_causes=_cause(writing, "cause"),
        remedied=_remedied(writing),
        remedied_grade=_grade_of(writing, SectionRole.CARRIED_OVER),
        answers=_answers(writing),
        responsibility=_prose(writing, SectionRole.RESPONSIBILITY),
        direction=_prose(writing, SectionRole.DIRECTION),
        remedies=_remedies(writing),
        level=level_of(review.self_level),
        targets=tuple(_target(one) for one in writing.targets),
        signature=report_signature(subject.collective),
        recipients=(
            "Ban Thường vụ Tỉnh ủy",
            "Ban Tổ chức Tỉnh ủy",
            kept_by(subject.collective) if subject.collective else f"Lưu {subject.label}",
        ),
    )


def paper_of_guidance(letter: Guidance) -> GuidanceLetter:
    """Công văn gợi ý: number and day stay blank until the register has given them."""
    subject, issuer = letter.subject, letter.issuer
    person = subject.kind == SubjectKind.PERSON
    points = list(letter.points.all())
    printed = any(one.trigger_printed for one in points)
    cases = {one.code: one.text for one in cases_of(letter)} if printed else {}
    attending = (
        f" Dự, chỉ đạo hội nghị kiểm điểm: {letter.attending.rstrip('.')}." if letter.attending else ""
    )
    return GuidanceLetter(
        letterhead=letterhead_of(
            issuer,
            subject.campaign,
            form=GuidanceLetter.form,
            kind="CV",
            number=letter.number,
            dated=letter.dated_on,
        ),
        addressee=without_gaps((f"Đồng chí {subject.label}" if person else subject.label, subject.title)),
        opening=letter.opening,
        points=tuple(
            Point(matter=one.issue, ground=_ground(one, cases), demand=one.request) for one in points
        ),
        closing=f"Nội dung giải trình là một phần của bản kiểm điểm năm {subject.campaign.year}.{attending}",
        signature=signature_of(issuer, title=letter.signatory_title, name=letter.signatory),
        recipients=("Như trên", *_organ_told(issuer), kept_by(issuer)),
    )


def _ground(point: GuidancePoint, cases: Mapping[str, str]) -> str:
    """The case of the regulation where the office wants it said, and what it wrote of its own."""
    case = cases.get(point.trigger, "") if point.trigger_printed else ""
    return "; ".join(one for one in (case, point.ground) if one)


def _organ_told(issuer: Collective) -> tuple[str, ...]:
    """The organ that prepared the letter: of the province alone it is always the same (rules 3.4)."""
    provincial = issuer.type == CollectiveType.PROVINCE_STANDING
    return ("Ban Tổ chức Tỉnh ủy",) if provincial else ()


def identity_of(review: SelfReview, person: Person) -> Identity:
    """Posts by the kind of body they are held in; what is unknown stays a dotted line."""
    posts = list(person.posts.filter(to_on__isnull=True).select_related("collective"))
    union = [one.title for one in posts if one.collective.type == CollectiveType.FRONT]
    party = [one.title for one in posts if one.collective.type in PARTY]
    others = [one.title for one in posts if one.title not in (*union, *party)]
    return Identity(
        full_name=person.full_name,
        born=birth_of(person),
        party_office="; ".join(party),
        government_office="; ".join(others),
        union_office="; ".join(union),
        workplace=person.workplace or review.subject.unit_label,
        cell=review.subject.cell_label.removeprefix("Chi bộ ").strip(),
    )


def _opening(review: SelfReview) -> str:
    """The conference's day, once it was held; dots until then."""
    subject = review.subject
    held = (
        Conference.objects.filter(campaign=subject.campaign, agenda__subject=subject)
        .order_by("held_on")
        .last()
    )
    if held is None:
        return ""
    return (
        f"Ngày {short_date(held.held_on)}, {subject.label} tổ chức hội nghị kiểm điểm tự phê bình và phê bình "
        f"năm {subject.campaign.year}. {subject.label} báo cáo kết quả kiểm điểm như sau:"
    )


def _of_role(writing: Writing, role: SectionRole) -> list[ContentItem]:
    return [item for item in writing.items if item.role == role]


def _results(writing: Writing) -> tuple[GradedItem, ...]:
    return tuple(
        GradedItem(
            title=item.title,
            body=writing.text(item.code),
            grade=writing.printed_grade(item),
            graded=item.needs_grade,
        )
        for item in _of_role(writing, SectionRole.TEXT)
    )


def _item_text(writing: Writing, role: SectionRole, ending: str = "") -> str:
    return "\n".join(filter(None, (writing.text(item.code + ending) for item in _of_role(writing, role))))


def _prose(writing: Writing, role: SectionRole) -> str:
    return _item_text(writing, role)


def _causes(writing: Writing) -> str:
    """A person's form has a single place for both kinds of cause."""
    both = (
        ("Nguyên nhân chủ quan: ", _cause(writing, "cause")),
        ("Nguyên nhân khách quan: ", _cause(writing, "objective_cause", OBJECTIVE)),
    )
    return "\n".join(f"{label}{body}" for label, body in both if body)


def _cause(writing: Writing, kind: str, ending: str = "") -> str:
    """One kind of cause: what all share, then each shortcoming's own, under its number."""
    own = [(n, getattr(one, kind).strip()) for n, one in enumerate(writing.own, 1)]
    lines = [f"Hạn chế {n}: {words}" if len(own) > 1 else words for n, words in own if words]
    return "\n".join(filter(None, (_item_text(writing, SectionRole.SHORTCOMINGS, ending), *lines)))


def _shortcomings(writing: Writing) -> tuple[Shortcoming, ...]:
    return tuple(Shortcoming(number=number, body=one.text) for number, one in enumerate(writing.own, 1))


def _remedied(writing: Writing) -> tuple[PastShortcoming, ...]:
    return tuple(
        PastShortcoming(issue=one.text, status=_status(one), result=one.progress.rstrip("."))
        for one in writing.past
    )


def _status(row: ShortcomingRow) -> str:
    return "" if row.state == RemedyState.UNANSWERED else str(row.get_state_display()).lower()


def _grade_of(writing: Writing, role: SectionRole) -> Grade | None:
    return next((writing.printed_grade(item) for item in _of_role(writing, role)), None)


def _answers(writing: Writing) -> tuple[Answer, ...]:
    return tuple(Answer(point=one.issue, body=one.answer) for one in writing.points)


def _remedies(writing: Writing) -> tuple[Remedy, ...]:
    return tuple(
        Remedy(measure=one.remedy, owner=one.responsible, due_on=one.due_before)
        for one in writing.own
        if one.remedy
    )


def _target(row: Target) -> TargetLine:
    share = ""
    if row.planned and row.actual is not None:
        share = vn_percent(Fraction(row.actual) / Fraction(row.planned))
    return TargetLine(
        title=row.text,
        unit=row.unit,
        planned=_figure(row.planned),
        actual=_figure(row.actual),
        share=share,
        note="bất khả kháng" if row.force_majeure else "",
    )


def _figure(value: Decimal | None) -> str:
    """A figure without idle zeros."""
    if value is None:
        return ""
    whole = value.to_integral_value()
    return vn_number(int(whole)) if value == whole else vn_number(value.normalize())
