"""A huyện's Standing Committee with three cadres, ready to be rated, and everybody who works on it."""

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from documents.services.files import keep_bytes
from organizations.enums import CollectiveType, Level, Role, Route
from ratings.rules.votes import Papers
from ratings.services import ballots, decisions, lines, opinions, proposals, sittings
from ratings.services.ballots import Count
from ratings.services.proposals import Wanted
from ratings.services.ratings import admit_ratings
from reviews.models import AgendaItem, Place, SelfReview
from tests import factories as f

REGULATION = Path(__file__).parents[2] / "fixtures" / "regulations" / "qd132-hd21.json"
HELD = date(2021, 12, 6)
ELEVEN = Papers(summoned=11, present=11, issued=11, returned=11, valid=11, invalid=0)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


class Scene(SimpleNamespace):
    """Whom and what a test needs, by name."""


def make_scene():
    """A unit, its collective and three cadres reviewed on 06/12/2021; staff, members, clerks."""
    province = f.make_province()
    regulation = f.make_regulation(json.loads(REGULATION.read_text(encoding="utf-8")))
    campaign = f.make_campaign(regulation=regulation)
    organ = f.make_collective(
        province,
        type=CollectiveType.PROVINCE_STANDING,
        name="Ban Thường vụ Tỉnh ủy",
        issuer="TỈNH ỦY MINH GIANG",
        symbol="TU",
    )
    district = f.make_organization(name="Đảng bộ huyện Đồng Khê")
    collective = f.make_collective(district, name="Ban Thường vụ Huyện ủy Đồng Khê")
    unit = f.make_unit(collective, name="Huyện ủy Đồng Khê")
    scene = Scene(province=province, campaign=campaign, organ=organ, unit=unit, collective=collective)
    scene.clerk = f.make_account(Role.UNIT_CLERK, district, full_name="Hà Thị Lan")
    scene.checker = f.make_account(Role.UNIT_CHECKER, district, full_name="Lê Văn Mạnh")
    scene.staff = f.make_account(Role.ORGANIZATION_STAFF, province, full_name="Tạ Quang Hiển")
    scene.other_staff = f.make_account(Role.ORGANIZATION_STAFF, province, full_name="Lương Thế Kiên")
    scene.members = [
        f.make_account(Role.STANDING_MEMBER, province, full_name=f"Ủy viên {number}")
        for number in range(1, 4)
    ]
    scene.supervisor = f.make_account(Role.SUPERVISOR, district, full_name="Lường Đức Thuận")
    scene.whole = make_rated(scene, collective=collective, position=1)
    scene.head = make_rated(scene, name="Quách Đình Lự", title="Bí thư Huyện ủy", is_head=True, position=2)
    scene.deputy = make_rated(scene, name="Bùi Đức Khải", title="Phó Bí thư Huyện ủy", position=3)
    scene.member = make_rated(scene, name="Đinh Thị Quyên", title="Ủy viên Ban Thường vụ", position=4)
    scene.ratings = [scene.whole, scene.head, scene.deputy, scene.member]
    scene.conference = f.make_conference(unit, scene.clerk)
    for position, rating in enumerate(scene.ratings, start=1):
        AgendaItem.objects.create(conference=scene.conference, subject=rating.subject, position=position)
    return scene


def make_rated(scene, collective=None, name="", title="", is_head=False, position=1, unit=None):
    """A reviewed subject with its rating; a person has an account of his own."""
    unit = unit or scene.unit
    person = None
    if collective is None:
        person = f.make_person(name)
        post = f.make_post(person, unit.collective, title=title, is_head=is_head)
        f.make_account(full_name=name, person=person)
    subject = f.make_subject(
        person,
        collective,
        unit=unit,
        campaign=scene.campaign,
        with_review=False,
        title=title,
        is_head=is_head,
        position=position,
        route=Route.DECIDED,
        main_post=post if person else None,
    )
    SelfReview.objects.create(
        subject=subject,
        state="paper",
        form="paper",
        paper_received_on=HELD,
        paper_sheets=3,
        self_level=Level.GOOD,
    )
    Place.objects.filter(subject=subject).update(concluded_on=HELD)
    return f.make_rating(subject)


def count_of(rows, papers=ELEVEN, **fields):
    """A count: rating to four numbers, best first."""
    counts = {rating.pk: dict(zip(Level, numbers, strict=True)) for rating, numbers in rows}
    return Count(papers=papers, counts=counts, counters="Hà Thị Lan; Lê Văn Mạnh", **fields)


def count_home(scene, rows):
    """A counted and checked ballot of the conference."""
    ballot = ballots.create_ballot(
        conference=scene.conference,
        ratings=[rating for rating, _numbers in rows],
        name="Đề nghị xếp loại",
        actor=scene.clerk,
        at=f.NOON,
    )
    ballots.enter_counts(ballot, count=count_of(rows), version=1, actor=scene.clerk, at=f.NOON)
    ballot.refresh_from_db()
    ballots.check_counts(ballot, version=ballot.version, actor=scene.checker, at=f.NOON)
    return ballot


def propose(scene, *pairs, reason="Tập thể đã thảo luận, thống nhất"):
    """Levels proposed by the unit's clerk."""
    wanted = []
    for rating, level in pairs:
        rating.refresh_from_db()
        wanted.append(Wanted(rating=rating, level=level, reason=reason, version=rating.version))
    proposals.propose_ratings(wanted, on=HELD, actor=scene.clerk, at=f.NOON)


def appraise_all(scene, level=Level.GOOD, levels=None):
    """Everything proposed, admitted and appraised."""
    levels = levels or dict.fromkeys([one.pk for one in scene.ratings], level)
    collectives = [one for one in scene.ratings if one.subject.collective_id]
    propose(scene, *[(one, levels[one.pk]) for one in collectives])
    propose(scene, *[(one, levels[one.pk]) for one in scene.ratings if one not in collectives])
    admit_ratings(scene.ratings, actor=scene.staff, at=f.NOON)
    for rating in scene.ratings:
        rating.refresh_from_db()
        opinions.appraise_rating(
            rating,
            level=levels[rating.pk],
            text="Hồ sơ đủ thành phần.",
            reason="Theo đề nghị của tập thể.",
            version=rating.version,
            actor=scene.staff,
            at=f.NOON,
        )


def make_sitting(scene, open_it=True, member_count=3):
    """A sitting with every rating on its list."""
    sitting = sittings.prepare_sitting(
        scene.campaign,
        scene.organ,
        name="Phiên họp Ban Thường vụ Tỉnh ủy",
        held_on=f.DAY,
        place="Hội trường Tỉnh ủy",
        chair="",
        secretary="",
        member_count=member_count,
        ratings=scene.ratings,
        actor=scene.staff,
        at=f.NOON,
    )
    if open_it:
        sittings.open_sitting(sitting, actor=scene.staff, at=f.NOON)
        sitting.refresh_from_db()
    return sitting


def approve_all(scene, sitting):
    """Every member approves every line."""
    for line in sitting.lines.filter(is_paused=False):
        for member in scene.members:
            lines.mark_line(line, mark="approve", level="", note="", actor=member, at=f.NOON)


def conclude_all(scene, sitting, levels=None):
    """Count, conclude every line as submitted unless told otherwise, and close."""
    sittings.count_sitting(sitting, actor=scene.staff, at=f.NOON)
    for line in sitting.lines.filter(is_paused=False):
        conclude(scene, line, (levels or {}).get(line.rating_id, Level(line.submitted_level)))
    sittings.conclude_sitting(sitting, over_reasons={}, actor=scene.staff, at=f.NOON)
    sitting.refresh_from_db()


def conclude(scene, line, level, reason="Hội nghị thống nhất"):
    """One line concluded."""
    line.refresh_from_db()
    lines.conclude_line(
        line,
        level=level,
        reason=reason,
        asked_by="Thường trực Tỉnh ủy",
        version=line.version,
        actor=scene.staff,
        at=f.NOON,
    )


def kept_file():
    """A small PDF at rest."""
    return keep_bytes(PDF, media_type="application/pdf", at=f.NOON)


def sign(scene, decision, number="415-QĐ/TU", dated_on=f.DAY):
    """Number, day, signatory, scan."""
    decisions.sign_decision(
        decision,
        number=number,
        dated_on=dated_on,
        signatory="Nguyễn Văn Phúc",
        signatory_title="Phó Bí thư",
        scan=kept_file(),
        scan_name="quyet-dinh.pdf",
        actor=scene.staff,
        at=f.NOON,
    )
    decision.refresh_from_db()


def compare(scene, decision, **changes):
    """Every line ticked as it stands, unless a line is told to differ (by position)."""
    lines = [
        decisions.Compared(
            entry=one.pk,
            is_compared=True,
            **(
                {"name": one.name, "title": one.title, "level": one.level}
                | changes.get(f"line{one.position}", {})
            ),
        )
        for one in decision.entries.all()
    ]
    decisions.compare_decision(decision, lines=lines, actor=scene.other_staff, at=f.NOON)
    decision.refresh_from_db()


def announce(scene, decision):
    """Told to those whom it concerns."""
    decisions.announce_decision(
        decision,
        result_path="/xep-loai/ket-qua/KEY/",
        list_path="/xep-loai/",
        actor=scene.staff,
        at=f.NOON,
    )
    decision.refresh_from_db()


def make_decided(scene, announced=True):
    """The whole way to a signed, compared (and announced) decision."""
    appraise_all(scene)
    sitting = make_sitting(scene)
    approve_all(scene, sitting)
    conclude_all(scene, sitting)
    decision = decisions.draft_decision(sitting, actor=scene.staff, at=f.NOON)
    sign(scene, decision)
    compare(scene, decision)
    if announced:
        announce(scene, decision)
    return decision
