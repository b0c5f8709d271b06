"""A self-review as it is written: its sections with their boxes, and what each still misses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from organizations.enums import Capacity, Grade, Level, SubjectKind
from reviews.enums import GuidanceState, RemedyState, ReviewForm
from reviews.models import GuidancePoint, RemedyNote, Section, SelfReview, Shortcoming, Target
from reviews.queries import boxes as b
from reviews.queries.boxes import Box, Group, Keeps, Kind, Part
from reviews.queries.form import sections_of, shortcomings_of
from reviews.queries.groups import level_box, past_group, point_group, shortcoming_group, target_group
from reviews.queries.records import brief, owned, owner_of
from reviews.queries.rulebook import capacity_of, regulation_of
from reviews.rules.completeness import (
    Missing,
    Named,
    ToAnswer,
    Written,
    missing_parts,
    must_have_data,
)
from reviews.rules.regulation import Alongside, ContentItem, Criterion, Regulation, SectionRole

OBJECTIVE = ".kq"
BLANK_ROWS = 1
GRADES = tuple((grade.value, str(grade.label)) for grade in Grade)


class Writing:
    """Everything a self-review is made of, read once."""

    def __init__(self, review: SelfReview, *, more: str = "") -> None:
        """`more` names the list that gets another blank row."""
        self.review = review
        self.subject = review.subject
        self.year: int = self.subject.campaign.year
        self.more = more

    def as_kept(self, *, more: str = "") -> Writing:
        """The form over the same records, as they have been changed since; nothing is read again."""
        other = Writing(self.review, more=more or self.more)
        for name in ("sections", "shortcomings", "noted", "points", "targets"):
            setattr(other, name, getattr(self, name))
        return other

    @cached_property
    def regulation(self) -> Regulation:
        """The rules the campaign is held under."""
        return regulation_of(self.subject.campaign.regulation)

    @cached_property
    def capacity(self) -> Capacity:
        """In which capacity it is written."""
        return capacity_of(self.subject)

    @cached_property
    def items(self) -> tuple[ContentItem, ...]:
        """The official sections, in order."""
        return self.regulation.content_for(self.capacity)

    @cached_property
    def sections(self) -> dict[str, Section]:
        """What stands in each section and criterion."""
        return {section.code: section for section in sections_of(self.review)}

    @cached_property
    def shortcomings(self) -> list[Shortcoming]:
        """Those it names, those of earlier years it answers, and this year's of the collectives it stands beside."""
        ((column, owner),) = owner_of(self.review).items()
        return shortcomings_of(self.review, self.year, column, owner)

    def _is_mine(self, one: Shortcoming) -> bool:
        return all(getattr(one, column) == owner for column, owner in owner_of(self.review).items())

    @cached_property
    def past(self) -> list[Shortcoming]:
        """Shortcomings of earlier years that wait for an answer, or got it in this self-review."""
        return [one for one in self.shortcomings if one.year < self.year]

    @cached_property
    def noted(self) -> dict[int, list[RemedyNote]]:
        """What was noted of those of earlier years since, asked only where there is something."""
        with_notes = [one.pk for one in self.past if getattr(one, "has_notes", False)]
        found: dict[int, list[RemedyNote]] = {}
        for note in RemedyNote.objects.that_count().filter(shortcoming__in=with_notes) if with_notes else ():
            found.setdefault(note.shortcoming_id, []).append(note)
        return found

    @cached_property
    def own(self) -> list[Shortcoming]:
        """Shortcomings that this self-review names."""
        return [one for one in self.shortcomings if one.year == self.year and self._is_mine(one)]

    @cached_property
    def targets(self) -> list[Target]:
        """The year's targets."""
        if not getattr(self.review, "has_targets", True):
            return []
        return list(owned(Target.objects.all(), self.review).filter(year=self.year))

    @cached_property
    def points(self) -> list[GuidancePoint]:
        """Every point of guidance that was sent to the subject."""
        if not getattr(self.review, "has_guidance", True):
            return []
        return list(
            GuidancePoint.objects.filter(guidance__subject=self.subject)
            .exclude(guidance__state=GuidanceState.DRAFT)
            .select_related("guidance__issuer")
            .order_by("guidance__dated_on", "guidance_id", "position")
        )

    @property
    def head(self) -> tuple[str, str]:
        """What stands at the top left of the form: the body above, and the cell or collective."""
        if self.subject.collective is not None:
            body = self.subject.collective
            return body.upper_issuer, body.issuer or body.name
        cell, _comma, above = self.subject.cell_label.partition(", ")
        return above, cell or self.subject.unit_label

    @property
    def civil(self) -> bool:
        """Whether the person also takes a level as a civil servant."""
        return self.subject.person is not None and self.subject.person.is_civil_servant

    @cached_property
    def grades(self) -> dict[str, Grade]:
        """Grades given, by criterion."""
        return {code: Grade(section.grade) for code, section in self.sections.items() if section.grade}

    @cached_property
    def missing(self) -> list[Missing]:
        """What still misses before it may be submitted (R-012, R-013)."""
        return missing_parts(self._written(), self.regulation)

    @cached_property
    def untyped(self) -> list[Missing]:
        """What of a self-review on paper nobody has typed: grades, level, shortcomings, answers (P01, P04)."""
        return must_have_data(self._written(), self.regulation)

    @property
    def holds_text(self) -> bool:
        """Whether its prose is written here: not that of a Word file, nor of a paper typed only as far as it counts."""
        on_paper = self.review.form == ReviewForm.PAPER and not self.review.may_be_entered_whole
        return self.review.form != ReviewForm.WORD and not on_paper

    @property
    def saved_at(self) -> datetime | None:
        """When something was last kept."""
        return max((one.saved_at for one in self.sections.values() if one.saved_at), default=None)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The form, section by section, as the regulation names them; the level is never preset."""
        return tuple(self._part(item).stamped() for item in self.items)

    @property
    def printed(self) -> list[tuple[Part, list[tuple[str, bool]]]]:
        """The sections as the form prints them, each with its row of squares."""
        by_code = {item.code: item for item in self.items}
        return [(part, self._squares(by_code.get(part.code))) for part in self.parts]

    def _squares(self, item: ContentItem | None) -> list[tuple[str, bool]]:
        if item is None or not self.criteria(item):
            return []
        printed = self.printed_grade(item)
        return [(label, printed == value) for value, label in GRADES]

    @property
    def complete_count(self) -> int:
        """How many sections miss nothing."""
        return sum(not part.missing for part in self.parts)

    def text(self, code: str) -> str:
        """What stands in a section."""
        return self.sections[code].text if code in self.sections else ""

    def criteria(self, item: ContentItem) -> tuple[Criterion, ...]:
        """The criteria graded under a section."""
        return self.regulation.criteria_of(item, self.capacity) if item.needs_grade else ()

    def printed_grade(self, item: ContentItem) -> Grade | None:
        """The box printed on the form: the worst grade of the section's criteria, once all are given."""
        given = [self.grades.get(one.code) for one in self.criteria(item)]
        known = [grade for grade in given if grade is not None]
        return max(known, key=lambda grade: grade.rank) if known and len(known) == len(given) else None

    def _written(self) -> Written:
        texts = {code for code, section in self.sections.items() if section.text.strip()}
        second = {item.code for item in self.items if item.role == SectionRole.SHORTCOMINGS}
        return Written(
            capacity=self.capacity,
            form=ReviewForm(self.review.form),
            sections=frozenset(texts),
            grades=self.grades,
            own_level=Level(self.review.self_level) if self.review.self_level else None,
            shortcomings=tuple(
                Named(
                    number=n,
                    has_cause=bool(one.cause.strip() or one.objective_cause.strip()),
                    has_day=one.due_before is not None,
                    has_owner=bool(one.responsible.strip()),
                )
                for n, one in enumerate(self.own, 1)
                if one.text.strip()
            ),
            has_cause=bool(texts & (second | {code + OBJECTIVE for code in second})),
            carried_over=tuple(
                ToAnswer(number=n, title=brief(one.text), answered=one.state != RemedyState.UNANSWERED)
                for n, one in enumerate(self.past, 1)
            ),
            guidance=tuple(
                ToAnswer(number=n, title=brief(one.issue), answered=bool(one.answer.strip()))
                for n, one in enumerate(self.points, 1)
            ),
        )

    def _part(self, item: ContentItem) -> Part:
        section = self.sections.get(item.code)
        version, saved_at = (section.version, section.saved_at) if section else (1, None)
        if item.role == SectionRole.OWN_LEVEL:
            version, saved_at = self.review.version, self.saved_at if self.review.self_level else None
        groups = (*self._records(item), *self._prose(item), *self._graded(item))
        return Part(
            code=item.code,
            anchor=b.anchor_of(item),
            section=item.section,
            heading=item.heading,
            title=item.title,
            guidance=item.guidance,
            clause=item.clause,
            role=item.role,
            version=version,
            groups=tuple(groups),
            missing=tuple(one.text for one in self.missing if one.item == item.code),
            return_note=section.return_note if section else "",
            saved_at=saved_at,
            more=self._more(item),
            alongside=item.alongside,
        )

    def _own_level(self) -> Group:
        is_person = self.subject.kind == SubjectKind.PERSON
        label = "Mức đảng viên" if is_person else "Mức đề nghị xếp loại"
        boxes = [level_box("muc", label, self.review.self_level, "self_level")]
        if self.civil:
            label = "Mức cán bộ, công chức, viên chức"
            boxes.insert(0, level_box("muc-cb", label, self.review.civil_level, "civil_level"))
        return Group(boxes=tuple(boxes))

    def _more(self, item: ContentItem) -> str:
        if item.role == SectionRole.SHORTCOMINGS:
            return "Thêm hạn chế, khuyết điểm"
        return "Thêm chỉ tiêu" if item.code == self.target_item else ""

    @cached_property
    def target_item(self) -> str:
        """The section beside which the regulation puts the year's targets, if any."""
        return next((item.code for item in self.items if item.alongside == Alongside.TARGETS), "")

    @cached_property
    def own_level_section(self) -> str:
        """The number of the section in which one takes a level for oneself."""
        return next(item.section for item in self.items if item.role == SectionRole.OWN_LEVEL)

    def _prose(self, item: ContentItem) -> Iterator[Group]:
        if not self.holds_text or item.role in (
            SectionRole.CARRIED_OVER,
            SectionRole.GUIDANCE,
            SectionRole.OWN_LEVEL,
        ):
            return
        if item.role == SectionRole.SHORTCOMINGS:
            yield Group(boxes=tuple(self._causes(item)))
            return
        label = "Nội dung tự đánh giá" if item.needs_grade else "Nội dung"
        yield Group(boxes=(self._text_box(item.code, label, item.need == "always"),))

    def _causes(self, item: ContentItem) -> Iterator[Box]:
        hint = "Chỉ ghi khi nhiều hạn chế có chung nguyên nhân; nguyên nhân riêng ghi ở từng hạn chế."
        yield replace(self._text_box(item.code, "Nguyên nhân chủ quan chung", required=False), hint=hint)
        yield self._text_box(item.code + OBJECTIVE, "Nguyên nhân khách quan chung", required=False)

    def _text_box(self, code: str, label: str, required: bool) -> Box:
        return Box(
            name=f"s-{code}",
            kind=Kind.PROSE,
            label=label,
            value=self.text(code),
            target=b.Target(Keeps.SECTION, code, "text"),
            required=required,
            rows=6 if required else 3,
        )

    def _graded(self, item: ContentItem) -> Iterator[Group]:
        if item.role == SectionRole.CARRIED_OVER and not self.past:
            return
        criteria = self.criteria(item)
        boxes = tuple(
            Box(
                name=f"g-{one.code}",
                kind=Kind.CHOICE,
                label="Cấp độ thực hiện" if len(criteria) == 1 else f"Cấp độ thực hiện: {one.title}",
                value=self.grades.get(one.code, ""),
                target=b.Target(Keeps.SECTION, one.code, "grade"),
                required=True,
                choices=GRADES,
            )
            for one in criteria
        )
        if boxes:
            yield Group(boxes=boxes)

    def _records(self, item: ContentItem) -> Iterator[Group]:
        if item.role == SectionRole.CARRIED_OVER:
            yield from (
                past_group(n, len(self.past), one, self.noted.get(one.pk, ()))
                for n, one in enumerate(self.past, 1)
            )
        elif item.role == SectionRole.GUIDANCE:
            yield from (point_group(n, len(self.points), one) for n, one in enumerate(self.points, 1))
        elif item.role == SectionRole.SHORTCOMINGS:
            blank = BLANK_ROWS if not self.own or self.more == item.code else 0
            rows: list[Shortcoming | None] = [*self.own, *([None] * blank)]
            person = self.subject.kind == SubjectKind.PERSON
            yield from (shortcoming_group(n, one, is_person=person) for n, one in enumerate(rows, 1))
        elif item.role == SectionRole.OWN_LEVEL:
            yield self._own_level()
        elif item.code == self.target_item:
            blank = BLANK_ROWS if self.more == item.code else 0
            lines: list[Target | None] = [*self.targets, *([None] * blank)]
            yield from (target_group(n, one) for n, one in enumerate(lines, 1))
