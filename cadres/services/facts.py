"""The dated facts of one person, kept a kind at a time: what is there, put right, ended, added or taken away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, ProtectedError

from cadres.enums import BY_TRANSFER
from cadres.models import CivilRating, Discipline, Leave, Person, Post, Standing, Transfer
from cadres.queries.bonds import kept_collectives
from cadres.rules.facts import BY_A_TRANSFER, CHECKS, SENT_OFF, Fault
from cadres.services.bonds import bonds_kept
from cadres.services.people import digest_of, locked, said_of
from organizations import audit
from organizations.models import Account
from organizations.workflow import StaleVersion, TransitionDenied


@dataclass(frozen=True, slots=True)
class Facts:
    """One kind of dated fact: its table, its boxes, in which order its rows stand."""

    model: type[Model]
    boxes: tuple[str, ...]
    order: tuple[str, ...]
    title: str
    action: str


KINDS: Mapping[str, Facts] = {
    "truong-hop": Facts(
        Standing,
        ("kind", "from_on", "to_on", "note"),
        ("from_on", "pk"),
        "Trường hợp riêng: miễn, giảm, đình chỉ, đi vắng",
        "keep_standings",
    ),
    "nghi": Facts(
        Leave, ("kind", "from_on", "to_on"), ("from_on", "pk"), "Nghỉ ốm, nghỉ thai sản", "keep_leaves"
    ),
    "ky-luat": Facts(
        Discipline,
        ("form", "decided_on", "violated_in", "note"),
        ("decided_on", "pk"),
        "Kỷ luật",
        "keep_disciplines",
    ),
    "cbccvc": Facts(
        CivilRating,
        ("year", "level", "period", "paper", "decided_on"),
        ("-year", "pk"),
        "Xếp loại cán bộ, công chức, viên chức",
        "keep_civil_ratings",
    ),
    "chuc-vu": Facts(
        Post,
        (
            "title",
            "collective",
            "title_group",
            "is_head",
            "is_main",
            "main_reason",
            "route",
            "from_on",
            "to_on",
        ),
        ("position", "pk"),
        "Chức vụ",
        "keep_posts",
    ),
}
ANOTHERS = "Chức vụ “{}” thuộc tập thể ngoài phạm vi của đồng chí, do nơi quản lý tập thể ấy ghi."
IN_USE = "đã dùng trong đợt kiểm điểm, nên không bỏ được. Ghi ngày kết thúc."


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """A row as the page sends it: its values, whether it was there before, whether it goes."""

    number: int
    values: Mapping[str, Any] = field(default_factory=dict)
    is_removed: bool = False


def rows_kept(person: Person, kind: str) -> list[Any]:
    """What is written down of a kind, in the order of its page."""
    facts = KINDS[kind]
    rows = facts.model._default_manager.filter(person=person).order_by(*facts.order)
    return list(rows.select_related("collective") if facts.model is Post else rows)


def closed_rows(rows: Sequence[Any], actor: Account) -> set[int]:
    """Of the rows of a page those that are another's to write: posts in collectives out of the actor's reach."""
    posts = [one for one in rows if isinstance(one, Post)]
    kept = kept_collectives(actor, (one.collective_id for one in posts)) if posts else set()
    return {one.pk for one in posts if one.collective_id not in kept}


def fact_faults(kind: str, typed: Sequence[TypedRow], today: date) -> list[Fault]:
    """What cannot stand, among the rows that stay."""
    return CHECKS[kind]([(one.number, one.values) for one in typed if not one.is_removed], today)


@transaction.atomic
def keep_facts(
    person: Person, kind: str, typed: Sequence[TypedRow], *, seen: str, actor: Account, today: date
) -> int:
    """Write down the rows of a page as one act; how many were changed."""
    facts = KINDS[kind]
    owner = locked(person, actor=actor)
    kept = rows_kept(owner, kind)
    if digest_of(kept, facts.boxes) != seen:
        raise StaleVersion
    faults = fact_faults(kind, typed, today)
    said = [*(one.sentence for one in faults), *_of_transfers(owner, kept, typed, facts)]
    if facts.model is Post:
        said += _of_others(kept, typed, facts, actor)
    if said:
        raise TransitionDenied(*said)
    with bonds_kept([owner.pk] if facts.model is Post else [], actor=actor, today=today):
        _free_the_chief(kept, typed, facts)
        changed = [_keep(owner, facts, _at(kept, one.number), one, actor) for one in typed]
    return sum(changed)


def _at(kept: Sequence[Any], number: int) -> Any | None:
    return kept[number] if number < len(kept) else None


def _of_transfers(
    person: Person, kept: Sequence[Any], typed: Sequence[TypedRow], facts: Facts
) -> Iterator[str]:
    """Being between two cells is a transfer's to write: begun by hand it would stand on one list of three."""
    if facts.model is not Standing:
        return
    days = set(
        Transfer.objects.filter(person=person, taken_back_at__isnull=True).values_list("left_on", flat=True)
    )
    for one in typed:
        row = _at(kept, one.number)
        if row is not None and row.kind == BY_TRANSFER and row.from_on in days:
            stays = all(getattr(row, name) == value for name, value in one.values.items())
            if one.is_removed or not stays:
                yield BY_A_TRANSFER
        elif one.values.get("kind") == BY_TRANSFER and (row is None or row.kind != BY_TRANSFER):
            yield SENT_OFF


def _of_others(kept: Sequence[Any], typed: Sequence[TypedRow], facts: Facts, actor: Account) -> Iterator[str]:
    """A post is written by whoever keeps its collective, and given in such a collective alone."""
    closed = closed_rows(kept, actor)
    given = {one.number: one.values["collective"].pk for one in typed if one.values.get("collective")}
    mine = kept_collectives(actor, given.values())
    for one in typed:
        row = _at(kept, one.number)
        if row is not None and row.pk in closed:
            if one.is_removed or any(getattr(row, name) != value for name, value in one.values.items()):
                yield ANOTHERS.format(row.title)
        elif one.number in given and given[one.number] not in mine and not one.is_removed:
            yield ANOTHERS.format(one.values.get("title", ""))
    told = {one.number for one in typed}
    for number, row in enumerate(
        kept
    ):  # a chief post that is not among the rows sent would step down unasked
        if row.is_main and row.pk in closed and number not in told:
            yield ANOTHERS.format(row.title)


def _free_the_chief(kept: Sequence[Any], typed: Sequence[TypedRow], facts: Facts) -> None:
    """The old chief post steps down first: the database holds one at any moment."""
    if facts.model is Post:
        staying = {one.number for one in typed if one.values.get("is_main") and not one.is_removed}
        down = [row.pk for number, row in enumerate(kept) if row.is_main and number not in staying]
        Post.objects.filter(pk__in=down).update(is_main=False)


def _keep(person: Person, facts: Facts, row: Any | None, typed: TypedRow, actor: Account) -> bool:
    before = said_of(row, facts.boxes) if row is not None else ""
    if typed.is_removed:
        if row is not None:
            _remove(row, before)
        after = ""
    else:
        record = row if row is not None else _new(person, facts, typed.values)
        for name, value in typed.values.items():
            setattr(record, name, value)
        after = said_of(record, facts.boxes)
        if after != before:
            record.save()
    if before != after:
        audit.record(actor=actor, action=facts.action, target=person, before=before, after=after)
    return before != after


def _new(person: Person, facts: Facts, values: Mapping[str, Any]) -> Any:
    """A new post stands last in its collective's protocol order."""
    if facts.model is not Post:
        return facts.model(person=person)
    last = Post.objects.filter(collective=values["collective"]).aggregate(last=Max("position"))["last"]
    return Post(person=person, position=(last or 0) + 1)


def _remove(row: Model, before: str) -> None:
    try:
        row.delete()
    except ProtectedError:
        raise TransitionDenied(f"{before}: {IN_USE}") from None
