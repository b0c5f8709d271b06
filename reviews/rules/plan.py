"""A plan as data: its legal bases and its dates, in its own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from documents.rules import short_date
from organizations.enums import Capacity, Certainty, OrganizationKind, Route
from reviews.enums import Audience
from reviews.rules.regulation.parse import content_hash
from reviews.rules.rows import FAR_PAST, FileError, RowReader, read_rows, unknown_keys


class Direction(StrEnum):
    """Whether something is to be finished, or sent up, and why."""

    FINISH = "finish"
    SEND_FOR_DECISION = "send_for_decision"
    SEND_FOR_RECORD = "send_for_record"
    SEND_REPORT = "send_report"


class MetWhen(StrEnum):
    """What meets a date: its own day counts, not the day of typing (P32)."""

    REVIEWED_AND_PROPOSED = "reviewed_and_proposed"
    DOSSIER_RECEIVED = "dossier_received"
    RATED = "rated"
    REPORT_RECEIVED = "report_received"

    @property
    def label(self) -> str:
        """In words, as the plan's page shows it."""
        return _MET_WHEN_LABELS[self]


_MET_WHEN_LABELS = {
    MetWhen.REVIEWED_AND_PROPOSED: "Ngày hội nghị kiểm điểm, đề xuất xếp loại xong",
    MetWhen.DOSSIER_RECEIVED: "Ngày Ban Tổ chức nhận hồ sơ giấy, hoặc bản điện tử đủ thành phần",
    MetWhen.RATED: "Ngày họp quyết định xếp loại",
    MetWhen.REPORT_RECEIVED: "Ngày nhận báo cáo",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBasis:
    """Căn cứ of the plan."""

    code: str
    number: str
    issued_on: date
    issuer: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDeadline:
    """One date of the plan, with the plan's own wording."""

    code: str
    seq: int
    title: str
    short: str
    wording: str
    before_on: date
    audience: Audience
    capacities: tuple[Capacity, ...]
    organization_kinds: tuple[OrganizationKind, ...]
    routes: tuple[Route, ...]
    direction: Direction
    met_when: MetWhen
    sent_to: str
    through: str
    dossier_kind: str
    after: tuple[str, ...]
    clause: str
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Kế hoạch of the year's round."""

    code: str
    year: int
    title: str
    number: str
    issued_on: date
    organ: str
    place: str
    signatory: str
    signatory_title: str
    regulation: str
    inclusive: bool
    content_hash: str
    bases: tuple[PlanBasis, ...]
    deadlines: tuple[PlanDeadline, ...]


class PlanInvalid(FileError):
    """A plan file cannot be used as it stands."""


HEAD = (
    "code",
    "year",
    "title",
    "number",
    "issued_on",
    "organ",
    "place",
    "signatory",
    "signatory_title",
    "regulation",
    "inclusive",
)


def parse_plan(data: Mapping[str, Any]) -> Plan:
    """The plan of a data file, or every error it has, each naming its row."""
    errors = unknown_keys(data, (*HEAD, "bases", "deadlines"))
    head = RowReader("kế hoạch", data, errors)
    plan = Plan(
        code=head.text("code"),
        year=head.number("year", low=2000) or 0,
        title=head.text("title"),
        number=head.text("number"),
        issued_on=head.day("issued_on") or FAR_PAST,
        organ=head.text("organ"),
        place=head.text("place"),
        signatory=head.text("signatory"),
        signatory_title=head.text("signatory_title"),
        regulation=head.text("regulation"),
        inclusive=head.switch("inclusive"),
        content_hash=content_hash(data),
        bases=read_rows(data, "bases", _basis, errors),
        deadlines=read_rows(data, "deadlines", _deadline, errors),
    )
    errors += _disorder(plan)
    if errors:
        raise PlanInvalid(errors)
    return plan


def _basis(row: RowReader) -> PlanBasis:
    return PlanBasis(
        code=row.text("code"),
        number=row.text("number"),
        issued_on=row.day("issued_on") or FAR_PAST,
        issuer=row.text("issuer"),
        title=row.text("title"),
    )


def _deadline(row: RowReader) -> PlanDeadline:
    after = row.take("after") or []
    if not isinstance(after, list):
        row.wrong("“after” phải là danh sách")
        after = []
    return PlanDeadline(
        code=row.text("code"),
        seq=row.number("seq", low=1) or 0,
        title=row.text("title"),
        short=row.text("short"),
        wording=row.text("wording"),
        before_on=row.day("before_on") or FAR_PAST,
        audience=row.choice("audience", Audience),
        capacities=row.choices("capacities", Capacity, optional=True),
        organization_kinds=row.choices("organization_kinds", OrganizationKind, optional=True),
        routes=row.choices("routes", Route, optional=True),
        direction=row.choice("direction", Direction),
        met_when=row.choice("met_when", MetWhen),
        sent_to=row.text("sent_to", optional=True),
        through=row.text("through", optional=True),
        dossier_kind=row.text("dossier_kind", optional=True),
        after=tuple(str(code) for code in after),
        clause=row.text("clause"),
        certainty=row.choice("certainty", Certainty),
    )


def _disorder(plan: Plan) -> Iterator[str]:
    by_code = {deadline.code: deadline for deadline in plan.deadlines}
    if not plan.deadlines:
        yield "deadlines: kế hoạch không có thời hạn nào"
    for place, deadline in enumerate(plan.deadlines):
        path = f"deadlines[{place}] ({deadline.code})"
        if deadline.before_on == FAR_PAST:
            continue
        if deadline.before_on <= plan.issued_on:
            yield f"{path}: ngày {short_date(deadline.before_on)} không sau ngày ban hành kế hoạch"
        yield from (f"{path}: {why}" for why in _before_its_predecessors(deadline, by_code))


def _before_its_predecessors(deadline: PlanDeadline, by_code: Mapping[str, PlanDeadline]) -> Iterator[str]:
    for code in deadline.after:
        earlier = by_code.get(code)
        if earlier is None:
            yield f"không có thời hạn “{code}” để xếp sau"
        elif deadline.before_on < earlier.before_on:
            yield (
                f"ngày {short_date(deadline.before_on)} trước ngày {short_date(earlier.before_on)}"
                f" của “{code}” là việc phải làm trước"
            )
