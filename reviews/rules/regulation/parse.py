"""From the data file to the rulebook; every bad row is named."""

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from organizations.enums import (
    Capacity,
    Certainty,
    CollectiveType,
    Grade,
    Level,
    OrganizationKind,
    Route,
    SubjectKind,
)
from reviews.rules.regulation import parts, vocabulary
from reviews.rules.regulation.checks import cross_errors
from reviews.rules.rows import FAR_PAST, FileError, RowReader, read_rows, share_or_none, unknown_keys

PARAM_WORDS: Mapping[vocabulary.ParamKind, tuple[str, ...]] = {
    vocabulary.ParamKind.LEVEL: tuple(Level.values),
    vocabulary.ParamKind.GRADE: tuple(Grade.values),
    vocabulary.ParamKind.OFFENDER: tuple(vocabulary.Offender),
    vocabulary.ParamKind.DISCIPLINE_FORM: tuple(vocabulary.DisciplineForm),
    vocabulary.ParamKind.FINDING: tuple(vocabulary.ConcludedFinding),
    vocabulary.ParamKind.SUPERIOR: tuple(vocabulary.Superior),
    vocabulary.ParamKind.EVENT: tuple(vocabulary.Event),
    vocabulary.ParamKind.STANDING: tuple(vocabulary.Standing),
    vocabulary.ParamKind.COMMENT: tuple(vocabulary.CommentFrom),
}


class RegulationInvalid(FileError):
    """A regulation file cannot be used as it stands."""


def content_hash(data: Mapping[str, Any]) -> str:
    """One fingerprint for one content, however the file is laid out."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def parse_regulation(data: Mapping[str, Any]) -> parts.Regulation:
    """The rulebook of a data file, or every error it has, each naming its row."""
    errors = unknown_keys(data, (*BUILDERS, "code", "title", "valid_from", "valid_to", "scoring"))
    head = RowReader("quy định", data, errors)
    rows: dict[str, Any] = {name: read_rows(data, name, build, errors) for name, build in BUILDERS.items()}
    regulation = parts.Regulation(
        code=head.text("code"),
        title=head.text("title"),
        valid_from=head.day("valid_from") or FAR_PAST,
        valid_to=head.day("valid_to", optional=True),
        scoring=head.choice("scoring", vocabulary.Scoring),
        content_hash=content_hash(data),
        **rows,
    )
    errors += cross_errors(regulation)
    if errors:
        raise RegulationInvalid(errors)
    return regulation


def _source(row: RowReader) -> dict[str, Any]:
    return {"clause": row.text("clause"), "certainty": row.choice("certainty", Certainty)}


def _document(row: RowReader) -> parts.Document:
    return parts.Document(
        code=row.text("code"),
        number=row.text("number"),
        issued_on=row.day("issued_on") or FAR_PAST,
        issuer=row.text("issuer"),
        title=row.text("title"),
        **_source(row),
    )


def _content(row: RowReader) -> parts.ContentItem:
    return parts.ContentItem(
        code=row.text("code"),
        capacities=row.choices("capacities", Capacity),
        seq=row.number("seq", low=1) or 0,
        section=row.text("section"),
        heading=row.text("heading"),
        title=row.text("title"),
        guidance=row.text("guidance", optional=True),
        needs_grade=row.switch("needs_grade"),
        need=row.choice("need", vocabulary.Need),
        role=row.choice("role", vocabulary.SectionRole),
        alongside=row.optional_choice("alongside", vocabulary.Alongside),
        **_source(row),
    )


def _step(row: RowReader) -> parts.Step:
    return parts.Step(
        code=row.text("code"),
        seq=row.number("seq") or 0,
        title=row.text("title"),
        actor=row.text("actor"),
        days_before=row.number("days_before", optional=True),
        **_source(row),
    )


def _place_rule(row: RowReader) -> parts.PlaceRule:
    specs = read_rows({f"{row.path} places": row.take("places")}, f"{row.path} places", _place, row.errors)
    return parts.PlaceRule(code=row.text("code"), title=row.text("title"), places=specs, **_source(row))


def _place(row: RowReader) -> parts.PlaceSpec:
    return parts.PlaceSpec(
        kind=row.choice("kind", vocabulary.PlaceKind),
        compulsory=row.switch("compulsory"),
        title=row.text("title"),
    )


def _rule(row: RowReader) -> dict[str, Any]:
    condition = row.choice("condition", vocabulary.Condition)
    return {
        "code": row.text("code"),
        "capacities": row.choices("capacities", Capacity),
        "condition": condition,
        "params": _params(row, condition),
        "severity": row.choice("severity", vocabulary.Severity),
        "text": row.text("text"),
        **_source(row),
    }


def _params(row: RowReader, condition: vocabulary.Condition) -> parts.Params:
    known = row.data.get("condition") == condition
    return _limits(row, f"điều kiện “{condition}”", vocabulary.CONDITION_PARAMS[condition] if known else None)


def _limits(row: RowReader, of: str, shape: Mapping[str, vocabulary.ParamKind] | None) -> parts.Params:
    """The limits of a row; those of something unknown are not looked at, it is refused already."""
    values = row.mapping("params")
    for name in values:
        if shape is not None and name not in shape:
            row.wrong(f"{of} không có tham số “{name}”")
    for name, kind in (shape or {}).items():
        if name not in values:
            row.wrong(f"{of} thiếu tham số “{name}”")
        elif not _fits(values[name], kind):
            row.wrong(f"tham số “{name}” không nhận giá trị “{values[name]}”")
    return parts.Params(MappingProxyType(dict(values)))


def _fits(value: Any, kind: vocabulary.ParamKind) -> bool:
    if kind in PARAM_WORDS:
        return value in PARAM_WORDS[kind]
    if kind == vocabulary.ParamKind.SHARE:
        return share_or_none(value) is not None
    if kind == vocabulary.ParamKind.SWITCH:
        return isinstance(value, bool)
    if kind == vocabulary.ParamKind.NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, str)  # a criterion's code: checked against the tree later


def _standard(row: RowReader) -> parts.Standard:
    return parts.Standard(level=row.optional_choice("level", Level), **_rule(row))


def _trigger(row: RowReader) -> parts.Trigger:
    return parts.Trigger(**_rule(row))


def _guidance_trigger(row: RowReader) -> parts.GuidanceTrigger:
    fact = row.optional_choice("fact", vocabulary.TriggerFact)
    unknown = fact is not None and row.data["fact"] != fact
    of = f"căn cứ “{fact}”" if fact else "trường hợp do người soạn xét"
    shape = None if unknown else vocabulary.FACT_PARAMS[fact] if fact else {}
    return parts.GuidanceTrigger(
        code=row.text("code"),
        capacities=row.choices("capacities", Capacity),
        text=row.text("text"),
        fact=fact,
        params=_limits(row, of, shape),
        **_source(row),
    )


def _case(row: RowReader) -> parts.SpecialCase:
    return parts.SpecialCase(
        effect=row.choice("effect", vocabulary.Effect),
        highest=row.optional_choice("highest", Level),
        **_rule(row),
    )


def _criterion(row: RowReader) -> parts.Criterion:
    return parts.Criterion(
        code=row.text("code"),
        capacity=row.choice("capacity", Capacity),
        parent=row.text("parent", optional=True),
        title=row.text("title"),
        guidance=row.text("guidance", optional=True),
        core=row.switch("core"),
        content=row.text("content", optional=True),
        max_points=row.number("max_points", low=1, optional=True),
        **_source(row),
    )


def _grade_help(row: RowReader) -> parts.GradeHelp:
    return parts.GradeHelp(grade=row.choice("grade", Grade), text=row.text("text"), **_source(row))


def _cap(row: RowReader) -> parts.CapRule:
    return parts.CapRule(
        code=row.text("code"),
        capacity=row.choice("capacity", Capacity),
        share=row.share("share"),
        base=row.choice("base", vocabulary.CapBase),
        rounding=row.choice("rounding", vocabulary.Rounding),
        min_one=row.switch("min_one"),
        group_by=row.text("group_by"),
        **_source(row),
    )


def _order(row: RowReader) -> parts.OrderRule:
    return parts.OrderRule(
        code=row.text("code"),
        text=row.text("text"),
        severity=row.choice("severity", vocabulary.Severity),
        **_source(row),
    )


def _authority(row: RowReader) -> parts.AuthorityRule:
    return parts.AuthorityRule(
        code=row.text("code"),
        capacity=row.choice("capacity", Capacity),
        organization_kinds=row.choices("organization_kinds", OrganizationKind, optional=True),
        collective_types=row.choices("collective_types", CollectiveType, optional=True),
        routes=row.choices("routes", Route, optional=True),
        title=row.text("title"),
        proposes=row.text("proposes"),
        appraises=row.text("appraises", optional=True),
        decides=row.text("decides"),
        **_source(row),
    )


def _vote(row: RowReader) -> parts.VoteRule:
    return parts.VoteRule(
        code=row.text("code"),
        capacities=row.choices("capacities", Capacity),
        base=row.choice("base", vocabulary.VoteBase),
        share=row.share("share"),
        strict=row.switch("strict", default=True),
        cumulative=row.switch("cumulative", default=True),
        secret=row.switch("secret", default=True),
        subject_votes=row.switch("subject_votes"),
        quorum=row.share("quorum"),
        **_source(row),
    )


def _dossier_kind(row: RowReader) -> parts.DossierKind:
    return parts.DossierKind(
        code=row.text("code"),
        title=row.text("title"),
        sender=row.text("sender"),
        receiver=row.text("receiver"),
        purpose=row.text("purpose"),
        deadline=row.text("deadline"),
        subjects=row.choices("subjects", SubjectKind, optional=True),
        **_source(row),
    )


def _dossier_item(row: RowReader) -> parts.DossierItemRule:
    return parts.DossierItemRule(
        code=row.text("code"),
        seq=row.number("seq", low=1) or 0,
        title=row.text("title"),
        spoken=row.text("spoken"),
        form=row.text("form", optional=True),
        scope=row.choice("scope", vocabulary.ItemScope),
        modes=row.choices("modes", vocabulary.ItemMode),
        applies=row.text("applies", optional=True),
        blocks=row.switch("blocks", default=True),
        needs=MappingProxyType(_needs(row)),
        **_source(row),
    )


def _needs(row: RowReader) -> dict[str, vocabulary.Requirement]:
    needs = {}
    for column, value in row.mapping("needs").items():
        if value in tuple(vocabulary.Requirement):
            needs[column] = vocabulary.Requirement(value)
        else:
            row.wrong(f"“needs.{column}” không có giá trị “{value}”")
    return needs


def _form(row: RowReader) -> parts.Form:
    return parts.Form(
        code=row.text("code"), label=row.text("label", optional=True), title=row.text("title"), **_source(row)
    )


def _setting(row: RowReader) -> parts.Setting:
    value = row.take("value")
    if not isinstance(value, str | int | bool):
        row.wrong("thiếu “value”")
        value = ""
    return parts.Setting(code=row.text("code"), value=value, title=row.text("title"), **_source(row))


BUILDERS = {
    "documents": _document,
    "content": _content,
    "steps": _step,
    "places": _place_rule,
    "cases": _case,
    "criteria": _criterion,
    "grade_help": _grade_help,
    "standards": _standard,
    "triggers": _trigger,
    "guidance_triggers": _guidance_trigger,
    "caps": _cap,
    "ordering": _order,
    "authority": _authority,
    "votes": _vote,
    "dossier_kinds": _dossier_kind,
    "dossier_items": _dossier_item,
    "forms": _form,
    "settings": _setting,
}
