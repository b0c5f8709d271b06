"""Publishing a regulation from its data file; here, because the conditions it names live in this app."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from django.db import transaction

from organizations import audit
from organizations.models import Account
from ratings.rules.conditions import CONDITIONS
from reviews.enums import CampaignState, RegulationState
from reviews.models import Campaign, Regulation
from reviews.rules.regulation import Regulation as Rulebook
from reviews.rules.regulation import RegulationInvalid, parse_regulation
from reviews.rules.rows import FileError


class Loaded(Enum):
    """What came of loading a file."""

    ADDED = "added"
    SAME = "same"
    REPLACED = "replaced"


class RegulationInUse(FileError):
    """An open round is judged by the regulation as it stands; each sentence names a row that would change."""


@transaction.atomic
def load_regulation(
    data: Mapping[str, Any], *, actor: Account | None, at: datetime
) -> tuple[Regulation, Loaded]:
    """Publish a regulation; the same file changes nothing, one in use is never changed."""
    rulebook = parse_regulation(data)
    unknown = list(unknown_conditions(rulebook))
    if unknown:
        raise RegulationInvalid(unknown)
    standing = Regulation.objects.select_for_update().filter(code=rulebook.code).first()
    if standing is None:
        fresh = Regulation.objects.create(code=rulebook.code, **_columns(rulebook, data, at))
        audit.record(actor=actor, action="publish_regulation", target=fresh, after=fresh.content_hash)
        return fresh, Loaded.ADDED
    if standing.content_hash == rulebook.content_hash:
        return standing, Loaded.SAME
    _refuse_if_used(standing, data)
    before = standing.content_hash
    for name, value in _columns(rulebook, data, at).items():
        setattr(standing, name, value)
    standing.save()
    audit.record(
        actor=actor,
        action="replace_regulation",
        target=standing,
        before=before,
        after=standing.content_hash,
    )
    return standing, Loaded.REPLACED


def unknown_conditions(rulebook: Rulebook) -> Iterator[str]:
    """Rows that name a condition the rule engine does not know."""
    lists = (("standards", rulebook.standards), ("triggers", rulebook.triggers), ("cases", rulebook.cases))
    for name, rules in lists:
        for place, rule in enumerate(rules):
            if rule.condition not in CONDITIONS:
                yield f"{name}[{place}] ({rule.code}): hệ thống không có điều kiện “{rule.condition}”"


def changed_rows(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The rows in which two contents of one regulation differ, each by its list and code."""
    return [row for name in sorted({*before, *after}) for row in _changed_in(name, before, after)]


def _changed_in(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    old, new = before.get(name), after.get(name)
    if old == new:
        return
    if not isinstance(old, list) or not isinstance(new, list):
        yield f"{name}: nội dung khác"
        return
    was, becomes = _by_code(old), _by_code(new)
    for code in [*was, *(one for one in becomes if one not in was)]:
        if code not in becomes:
            yield f"{name} ({code}): bị bỏ"
        elif code not in was:
            yield f"{name} ({code}): được thêm"
        elif was[code] != becomes[code]:
            yield f"{name} ({code}): nội dung khác"


def _by_code(rows: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for place, row in enumerate(rows):
        code = row.get("code", place) if isinstance(row, dict) else place
        found.setdefault(str(code), []).append(row)
    return found


def _refuse_if_used(standing: Regulation, data: Mapping[str, Any]) -> None:
    using = Campaign.objects.filter(regulation=standing).exclude(state=CampaignState.DRAFT)
    names = ", ".join(f"“{campaign.name}”" for campaign in using.order_by("year"))
    if names:
        rows = changed_rows(standing.content, data)
        raise RegulationInUse([f"{row} (đang dùng cho {names})" for row in rows])


def _columns(rulebook: Rulebook, data: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return {
        "title": rulebook.title,
        "state": RegulationState.PUBLISHED,
        "content": dict(data),
        "content_hash": rulebook.content_hash,
        "published_at": at,
    }
