"""Thay đổi trong đợt: an open round follows the people's records, with a visible note; what was concluded stays."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from cadres.enums import MembershipKind
from cadres.models import Discipline, Membership, Person, Post, Standing
from documents.rules import short_date
from organizations import audit, clock
from organizations.enums import SubjectKind
from organizations.models import Account, SubmittingUnit
from reviews.enums import ChangeKind
from reviews.models import Campaign, Place, Section, SelfReview, Subject, SubjectChange
from reviews.queries.late import TOLD, disciplines_of_bodies, gone_people, lasting, people_on_the_way
from reviews.queries.rulebook import capacity_of, regulation_of
from reviews.rules import regulation as rulebook
from reviews.rules.exclusions import left_case, standings_left_out
from reviews.rules.late import Said, Stand, said_of_change
from reviews.services.campaigns import Roll, empty_reviews, person_subject, places_due
from reviews.workflow import WRITABLE

AFTERWARDS = "Đã kiểm điểm xong trước đó: kết quả kiểm điểm giữ nguyên"
POST_FIELDS = ("main_post", "title", "is_head", "position", "cell_label", "unit_label")
SCOPE_FIELDS = ("organization", "unit", "route")
CASE_FIELDS = ("is_reviewed", "not_reviewed_case", "note")


@dataclass(frozen=True, slots=True)
class Followed:
    """One subject that was looked at, and the unit that would send his papers by his post of today."""

    subject: Subject
    unit: SubmittingUnit | None


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of some people on the day of the look."""

    on: date
    roll: Roll
    rules: rulebook.Regulation
    gone: Collection[int]
    on_the_way: Collection[int]
    with_papers: Collection[int]
    settled: Collection[int]


@transaction.atomic
def follow_facts(
    campaign: Campaign,
    people: Sequence[Person],
    *,
    with_papers: Collection[int],
    settled: Collection[int],
    actor: Account | None,
    at: datetime,
) -> list[Followed]:
    """The list of an open round says of these people what their records say today; a second time changes nothing.

    `with_papers` are subjects whose papers lie in a dossier: their route changes by a letter alone, their unit with
    the dossier. `settled` are those already before the deciding organ: of them only a note is written.
    """
    rows = Subject.objects.select_for_update(of=("self",)).filter(
        campaign=campaign, kind=SubjectKind.PERSON, person__in=people
    )
    held = list(
        rows.select_related("person", "campaign", "main_post").prefetch_related("places").order_by("pk")
    )
    on = clock.day_of(at)
    known = _day_of_look(campaign, held, on, with_papers, settled)
    found: list[Followed] = []
    notes: list[SubjectChange] = []
    for subject in held:
        fresh = None
        if subject.person_id not in known.on_the_way:
            fresh = _fresh(subject, known)
            notes += [_note(subject, said, day) for said, day in _follow(subject, fresh, known)]
        found.append(Followed(subject, fresh.unit if fresh else subject.unit))
    notes += _told(campaign, held, on)
    write_changes(notes, actor=actor, at=at)
    return found


def _day_of_look(
    campaign: Campaign,
    held: Sequence[Subject],
    on: date,
    with_papers: Collection[int],
    settled: Collection[int],
) -> Day:
    pks = [one.person_id for one in held if one.person_id]
    return Day(
        on=on,
        roll=Roll([one.person for one in held if one.person], [], on),
        rules=regulation_of(campaign.regulation),
        gone=gone_people(pks, on),
        on_the_way=people_on_the_way(pks, on),
        with_papers=with_papers,
        settled=settled,
    )


def write_changes(notes: Iterable[SubjectChange], *, actor: Account | None, at: datetime) -> int:
    """What changed, once each, with who entered it and when."""
    rows = list(notes)
    there = set(
        SubjectChange.objects.filter(subject__in=[one.subject_id for one in rows]).values_list(
            "subject_id", "kind", "changed_on", "note"
        )
    )
    new: dict[tuple[int, str, date, str], SubjectChange] = {}
    for one in rows:
        place = (one.subject_id, str(one.kind), one.changed_on, one.note)
        if place not in there:
            one.entered_by, one.entered_at = actor, at
            new.setdefault(place, one)
    SubjectChange.objects.bulk_create(new.values(), batch_size=500)
    touched = {one.subject.pk: one.subject for one in new.values()}
    audit.record_many(actor=actor, action="follow_record", targets=list(touched.values()))
    return len(new)


def tell_of_bodies(campaign: Campaign, *, actor: Account | None, at: datetime) -> int:
    """A collective's or an organisation's discipline since the opening is said; the caller holds the round."""
    rows = list(disciplines_of_bodies(campaign, clock.day_of(at)))
    of_bodies = {
        one.collective_id: one for one in _listed(campaign, collective__in=_owners(rows, "collective"))
    }
    of_trees = {
        one.reviewed_organization_id: one
        for one in _listed(campaign, reviewed_organization__in=_owners(rows, "organization"))
    }
    notes = [
        _discipline(of_bodies[one.collective_id] if one.collective_id else of_trees[one.organization_id], one)
        for one in rows
    ]
    return write_changes(notes, actor=actor, at=at)


def _owners(rows: Iterable[Discipline], kind: str) -> list[int]:
    return [pk for one in rows if (pk := getattr(one, f"{kind}_id"))]


def _listed(campaign: Campaign, **whose: object) -> Iterable[Subject]:
    return Subject.objects.filter(campaign=campaign, **whose)


def _discipline(subject: Subject, one: Discipline) -> SubjectChange:
    """Of a discipline the day and the year are said; its form stands in the record alone."""
    words = f"Có quyết định kỷ luật ngày {short_date(one.decided_on)}, vi phạm năm {one.violated_in}"
    return _note(subject, Said(kind="discipline", text=words), one.decided_on)


def added(subjects: Iterable[Subject], day: date) -> list[SubjectChange]:
    """The note on those who came onto the list after it was made."""
    return [
        SubjectChange(
            subject=one,
            kind=ChangeKind.ADDED,
            changed_on=day,
            note=f"Bổ sung vào danh sách. {one.post_or_cell}"[:400],
        )
        for one in subjects
    ]


def _note(subject: Subject, said: Said, on: date) -> SubjectChange:
    return SubjectChange(
        subject=subject, kind=said.kind, changed_on=on, note=said.text[:400], clause=said.clause[:200]
    )


def _fresh(subject: Subject, known: Day) -> Subject | None:
    """The subject as it would be registered today."""
    if subject.person is None or subject.person_id in known.gone:
        return None
    return person_subject(subject.campaign, subject.person, known.roll, known.rules)


def _case(subject: Subject, known: Day) -> rulebook.SpecialCase | None:
    if subject.person is None or subject.person_id in known.gone:
        return left_case(known.rules)
    return known.roll.not_reviewed(subject.person, known.rules)


def _follow(subject: Subject, fresh: Subject | None, known: Day) -> Iterator[tuple[Said, date]]:
    """Change one subject where it may be changed; every difference with the day from which it holds."""
    before, old_post = _stand(subject, known.rules), subject.main_post
    case, whole = _case(subject, known), subject.is_concluded
    if whole and case is not None:
        yield (
            Said(kind="not_reviewed", text=f"{case.text}. {AFTERWARDS}", clause=case.clause),
            _since(subject, known),
        )
    if not whole:
        subject.is_reviewed, subject.not_reviewed_case = case is None, case.code if case else ""
        subject.note = case.text if case else ""
        subject.save(update_fields=CASE_FIELDS)
    if fresh is not None:
        yield from _take_post(subject, fresh, known)
    if not whole:
        _take_places(subject, known)
    day = known.on
    for said in said_of_change(before, _stand(subject, known.rules)):
        if (
            said.kind != ChangeKind.PLACES
        ):  # places follow from the post or the cell just told, and hold as long
            day = _day(said, subject, old_post, known)
        yield said, day
    _be_ready_to_write(subject, known.rules)


def _take_post(subject: Subject, fresh: Subject, known: Day) -> Iterator[tuple[Said, date]]:
    """Post, cell and what hangs on them; papers in a dossier hold route and unit, a sitting holds everything."""
    ended = subject.main_post if fresh.main_post is None else None
    held = subject.pk in known.settled or (ended is not None and subject.pk in known.with_papers)
    if held and fresh.office != subject.office:
        words = f"Chức vụ nay là {fresh.office}" if fresh.title else f"Thôi giữ chức vụ {subject.title}"
        since = fresh.main_post.from_on if fresh.main_post else ended.to_on if ended else None
        yield Said(kind="post", text=f"{words}. Hồ sơ của đợt vẫn theo chức vụ cũ"), since or known.on
    if held:
        return
    fields = [*POST_FIELDS, *(() if subject.pk in known.with_papers else SCOPE_FIELDS)]
    same = [
        getattr(subject, one) == getattr(fresh, one)
        for one in ("main_post", "title", "is_head", "cell_label")
    ]
    if not all(same):
        for name in fields:
            setattr(subject, name, getattr(fresh, name))
        subject.save(update_fields=fields)


def _take_places(subject: Subject, known: Day) -> None:
    """New places come, places no longer due go; one that has concluded is never touched, nor reviewed twice."""
    due = {
        (one.organization_id, one.collective_id): one for one in places_due(subject, known.roll, known.rules)
    }
    there = {(one.organization_id, one.collective_id): one for one in subject.places.all()}
    done = any(one.concluded_on and one.is_compulsory and one.collective_id is None for one in there.values())
    for where, place in there.items():
        if place.concluded_on is not None:
            continue
        wanted = due.get(where)
        if wanted is None:
            place.delete()
        elif _rests_on(place) != (wanted.code, _must(place, wanted), wanted.group):
            place.code, place.is_compulsory = wanted.code, _must(place, wanted)
            place.group = wanted.group
            place.save(update_fields=["code", "is_compulsory", "group"])
    for where, place in due.items():
        reviewed_elsewhere = done and place.collective_id is None and place.is_compulsory
        if where not in there and not reviewed_elsewhere:
            place.save()
    subject.__dict__.pop("_prefetched_objects_cache", None)


def _rests_on(place: Place) -> tuple[str, bool, str]:
    return place.code, place.is_compulsory, place.group


def _must(place: Place, wanted: Place) -> bool:
    """What the authority has decided of a place stays so, whatever the posts say (N8)."""
    return wanted.is_compulsory or bool(place.decided_by)


def _stand(subject: Subject, rules: rulebook.Regulation) -> Stand:
    clauses = {one.code: one.clause for one in rules.places}
    case = next((one for one in rules.cases if one.code == subject.not_reviewed_case), None)
    return Stand(
        case="" if subject.is_reviewed else subject.note,
        clause=case.clause if case else "",
        post=subject.office if subject.main_post_id else "",
        cell=subject.cell_label,
        places={one.label: clauses.get(one.code, "") for one in subject.places.all()},
    )


def _day(said: Said, subject: Subject, old_post: Post | None, known: Day) -> date:
    """From which day a change holds, as its record has it."""
    if said.kind == ChangeKind.NOT_REVIEWED:
        return _since(subject, known)
    if said.kind == ChangeKind.REVIEWED:
        return _back(subject, known)
    if said.kind == ChangeKind.POST:
        return _day_of_posts(subject, old_post, known)
    if said.kind == ChangeKind.CELL:
        rows: Sequence[Membership] = known.roll.memberships.get(subject.person_id or 0, [])
        sits = next((one for one in rows if one.kind == MembershipKind.OFFICIAL), None)
        return sits.from_on if sits else known.on
    return known.on


def _day_of_posts(subject: Subject, old_post: Post | None, known: Day) -> date:
    """The day on which the last of his posts began or ended; of a new chief post, its own or the old one's last."""
    held: list[Post] = known.roll.posts.get(subject.person_id or 0, [])
    ended = Post.objects.filter(person=subject.person_id, to_on__lt=known.on)
    if subject.main_post is not None and subject.main_post != old_post:
        held, ended = [subject.main_post], ended.filter(pk=old_post.pk) if old_post else ended.none()
    last = ended.aggregate(last=Max("to_on"))["last"]
    return max([*(one.from_on for one in held), *([last] if last else [])], default=known.on)


def _back(subject: Subject, known: Day) -> date:
    """The day after the exemption or suspension of this round ended; of one taken out as a mistake, today."""
    opened, kinds = subject.campaign.opened_at, standings_left_out(known.rules)
    since = clock.day_of(opened) if opened else known.on
    ended = Standing.objects.filter(person=subject.person_id, kind__in=kinds, to_on__gte=since)
    last: date | None = ended.filter(to_on__lt=known.on).aggregate(last=Max("to_on"))["last"]
    return last + timedelta(days=1) if last else known.on


def _since(subject: Subject, known: Day) -> date:
    """From which day somebody is left out: his exemption's, his suspension's, or his last day in a cell."""
    person = subject.person
    if person is None:
        return known.on
    began: dict[str, date] = {one.kind: one.from_on for one in known.roll.standings.get(person.pk, [])}
    case = _case(subject, known)
    if case is not None and subject.person_id not in known.gone:
        return began.get(case.params.word("standing"), known.on)
    ended: date | None = person.memberships.order_by("-to_on").values_list("to_on", flat=True).first()
    return ended or known.on


def _be_ready_to_write(subject: Subject, rules: rulebook.Regulation) -> None:
    """Whoever is reviewed now has a self-review, and whoever leads now its sections; what was handed in stays."""
    if not subject.is_reviewed:
        return
    review = SelfReview.objects.filter(subject=subject).first()
    if review is None:
        empty_reviews([subject], rules)
    elif subject.main_post_id and review.state in WRITABLE:
        there = set(review.sections.values_list("code", flat=True))
        items = rules.written_for(capacity_of(subject))
        Section.objects.bulk_create(
            [Section(review=review, code=one.code) for one in items if one.code not in there]
        )


def _told(campaign: Campaign, subjects: Sequence[Subject], day: date) -> Iterator[SubjectChange]:
    """Disciplines and cases of one's own since the opening; the form of a discipline stands in the record alone."""
    since = clock.day_of(campaign.opened_at) if campaign.opened_at else day
    of: Mapping[int | None, Subject] = {one.person_id: one for one in subjects}
    cases = {one.params.values.get("standing"): one for one in regulation_of(campaign.regulation).cases}
    for one in Discipline.objects.filter(person__in=list(of), decided_on__gt=since, decided_on__lte=day):
        yield _discipline(of[one.person_id], one)
    for row in lasting(Standing.objects.filter(person__in=list(of), kind__in=TOLD, from_on__gt=since), day):
        case = cases.get(row.kind)
        text = f"{row.get_kind_display()}{f'. {case.text}' if case else ''}"
        said = Said(kind="case", text=text, clause=case.clause if case else "")
        yield _note(of[row.person_id], said, row.from_on)
