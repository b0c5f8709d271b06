"""What must fit together between the rows of a regulation."""

from collections import Counter
from collections.abc import Iterator

from organizations.enums import Capacity, Level
from reviews.rules.regulation.parts import Criterion, Regulation, Rule
from reviews.rules.regulation.vocabulary import Alongside, Condition, Effect, SectionRole


def cross_errors(regulation: Regulation) -> list[str]:
    """Every row that names what is not there, or leaves a hole."""
    checks = (
        _validity,
        _content,
        _own_levels,
        _alongside,
        _criteria,
        _graded_sections,
        _rules,
        _levels,
        _cases,
        _dossiers,
    )
    return [error for check in checks for error in check(regulation)]


def _validity(regulation: Regulation) -> Iterator[str]:
    if regulation.valid_to and regulation.valid_to < regulation.valid_from:
        yield "quy định: “valid_to” trước “valid_from”"


def _content(regulation: Regulation) -> Iterator[str]:
    taken = Counter((capacity, item.seq) for item in regulation.content for capacity in item.capacities)
    for place, item in enumerate(regulation.content):
        for capacity in item.capacities:
            if taken[capacity, item.seq] > 1:
                yield f"content[{place}] ({item.code}): trùng số thứ tự {item.seq} của “{capacity}”"


def _own_levels(regulation: Regulation) -> Iterator[str]:
    """Whoever writes takes a level for himself, in one section."""
    for capacity in dict.fromkeys(capacity for item in regulation.content for capacity in item.capacities):
        items = [one for one in regulation.content_for(capacity) if one.role == SectionRole.OWN_LEVEL]
        if len(items) != 1:
            yield f"content: “{capacity}” có {len(items)} mục tự nhận mức xếp loại (“own_level”), cần 1"


def _alongside(regulation: Regulation) -> Iterator[str]:
    """The year's targets and promises stand once, beside prose."""
    for place, item in enumerate(regulation.content):
        if item.alongside and item.role != SectionRole.TEXT:
            yield f"content[{place}] ({item.code}): “alongside” chỉ dùng với “role” là “text”"
    for what in Alongside:
        beside = (one for one in regulation.content if one.alongside == what)
        for capacity, count in Counter(one for item in beside for one in item.capacities).items():
            if count > 1:
                yield f"content: “{capacity}” có {count} mục kèm “{what}”, tối đa 1"


def _criteria(regulation: Regulation) -> Iterator[str]:
    groups = {(one.capacity, one.code) for one in regulation.criteria if one.is_group}
    parents = {(one.capacity, one.parent) for one in regulation.criteria}
    for place, one in enumerate(regulation.criteria):
        path = f"criteria[{place}] ({one.code})"
        if one.parent and (one.capacity, one.parent) not in groups:
            yield f"{path}: không có nhóm tiêu chí “{one.parent}”"
        if one.is_group and one.core:
            yield f"{path}: nhóm tiêu chí không đánh dấu “core”"
        if one.is_group and (one.capacity, one.code) not in parents:
            yield f"{path}: tiêu chí không ghi nội dung kiểm điểm (“content”)"
        if not one.is_group:
            yield from (f"{path}: {reason}" for reason in _content_of(regulation, one))


def _content_of(regulation: Regulation, criterion: Criterion) -> Iterator[str]:
    item = next((item for item in regulation.content if item.code == criterion.content), None)
    if item is None:
        yield f"không có nội dung kiểm điểm “{criterion.content}”"
    elif criterion.capacity not in item.capacities:
        yield f"nội dung “{item.code}” không dùng cho “{criterion.capacity}”"
    elif not item.needs_grade:
        yield f"nội dung “{item.code}” không tự đánh giá cấp độ"


def _graded_sections(regulation: Regulation) -> Iterator[str]:
    for place, item in enumerate(regulation.content):
        for capacity in item.capacities:
            has_tree = regulation.criteria_for(capacity)
            if item.needs_grade and has_tree and not regulation.criteria_of(item, capacity):
                yield f"content[{place}] ({item.code}): không có tiêu chí nào của “{capacity}”"


def _rules(regulation: Regulation) -> Iterator[str]:
    lists: tuple[tuple[str, tuple[Rule, ...]], ...] = (
        ("standards", regulation.standards),
        ("triggers", regulation.triggers),
        ("cases", regulation.cases),
    )
    for name, rules in lists:
        for place, rule in enumerate(rules):
            for capacity in rule.capacities:
                yield from (
                    f"{name}[{place}] ({rule.code}): {why}" for why in _grades_of(regulation, rule, capacity)
                )


def _grades_of(regulation: Regulation, rule: Rule, capacity: Capacity) -> Iterator[str]:
    tree = regulation.criteria_for(capacity)
    if rule.condition == Condition.GRADE_PATTERN and not any(one.core for one in tree):
        yield f"“{capacity}” không có tiêu chí “core”"
    if rule.condition == Condition.CRITERION_GRADED:
        code = rule.params.values.get("criterion")
        if code not in {one.code for one in tree}:
            yield f"không có tiêu chí “{code}” của “{capacity}”"


def _levels(regulation: Regulation) -> Iterator[str]:
    capacities = {capacity for rule in regulation.standards for capacity in rule.capacities}
    for capacity in sorted(capacities):
        for level in (Level.EXCELLENT, Level.GOOD, Level.FAIR):
            stated = any(rule.level == level and capacity in rule.capacities for rule in regulation.standards)
            if not stated:
                yield f"standards: “{capacity}” thiếu tiêu chuẩn của mức “{level.label}”"


def _cases(regulation: Regulation) -> Iterator[str]:
    for place, case in enumerate(regulation.cases):
        if (case.effect == Effect.CAPPED) != (case.highest is not None):
            yield f"cases[{place}] ({case.code}): “highest” chỉ dùng với “effect” là “capped”"


def _dossiers(regulation: Regulation) -> Iterator[str]:
    columns = {f"{kind.code}:{subject}" for kind in regulation.dossier_kinds for subject in kind.subjects}
    forms = {form.code for form in regulation.forms}
    for place, item in enumerate(regulation.dossier_items):
        path = f"dossier_items[{place}] ({item.code})"
        if item.form and item.form not in forms:
            yield f"{path}: không có biểu mẫu “{item.form}”"
        for column in item.needs:
            if column not in columns:
                yield f"{path}: không có loại hồ sơ “{column}”"
