"""The sentence of a finding, made when it is read: figures, then the clause."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from organizations.enums import Capacity, Level
from ratings.rules.conditions import Figure
from ratings.rules.engine import Finding
from reviews.rules.regulation import Condition, Superior

CEILING_SCOPES: Mapping[Capacity, str] = {
    Capacity.OFFICE: "tính theo nhóm chức danh toàn tỉnh",
    Capacity.COLLECTIVE: "tính theo nhóm tập thể cùng loại toàn tỉnh",
    Capacity.MEMBER: "tính trong tổ chức cơ sở đảng",
    Capacity.ORGANIZATION: "tính theo loại hình tổ chức đảng",
}
"""In which group the ceiling is counted; below that group nothing is blocked (P112)."""


def percent(share: Fraction) -> str:
    """A share the Vietnamese way, one decimal: 18,1%; whole numbers without."""
    tenths = int(share * 1000 + Fraction(1, 2))
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}%" if rest else f"{whole}%"


def sentence(finding: Finding) -> str:
    """What the rule asks, and what the facts at hand say to it."""
    detail = _detail(finding)
    joint = "; " if ":" in finding.text else ": "
    return f"{finding.text}{joint}{detail}." if detail else f"{finding.text}."


def hindrance(finding: Finding) -> str:
    """What stands against a level: "người đứng đầu không xếp loại cao hơn … (đang đề nghị HTTNV)"."""
    if finding.condition == Condition.NOT_ABOVE:
        who = "người đứng đầu" if finding.figures["superior"] == Superior.HEADSHIP else "tập thể"
        above = f"{who} không xếp loại cao hơn {finding.figures['name']}"
        return f"{above} ({_standing_level(finding.figures)})"
    return sentence(finding)


def refusal(finding: Finding, level: Level) -> str:
    """Why a level cannot be proposed: "Không đề nghị được: … (đang đề nghị HTTNV)"."""
    if finding.condition == Condition.NOT_ABOVE:
        return f"Không đề nghị được: {hindrance(finding)}"
    return f"Không đề nghị được mức “{level.label}”. {hindrance(finding)}"


def _detail(finding: Finding) -> str:
    if finding.holds is None:
        return _UNKNOWN.get(finding.condition, _no_data)(finding.figures)
    return _KNOWN.get(finding.condition, _nothing)(finding.figures)


def _standing_level(figures: Mapping[str, Figure]) -> str:
    verb = "đã xếp loại" if figures["decided"] else "đang đề nghị"
    return f"{verb} {figures['level']}"


def _nothing(figures: Mapping[str, Figure]) -> str:
    return ""


def _no_data(figures: Mapping[str, Figure]) -> str:
    return "chưa có dữ liệu"


def _join(figure: Figure) -> str:
    return "; ".join(figure) if isinstance(figure, tuple) else str(figure)


def _grades(figures: Mapping[str, Figure]) -> str:
    if not figures["short"]:
        return f"đạt, theo {figures['grader']}" if figures["grader"] else "đạt"
    source = f", theo {figures['grader']}" if figures["grader"] else ""
    return f"chưa đạt {_join(figures['short'])}{source}"


def _grades_missing(figures: Mapping[str, Figure]) -> str:
    return f"chưa có cấp độ của {figures['missing']} tiêu chí"


def _criterion(figures: Mapping[str, Figure]) -> str:
    return f"{figures['title']} ({figures['grade']})"


def _shares(figures: Mapping[str, Figure]) -> str:
    rated = figures["rated"]
    if not isinstance(rated, int) or not isinstance(figures["reaching"], int) or not rated:
        return "không có tổ chức, đảng viên trực thuộc được xếp loại"
    return f"{figures['reaching']}/{rated} = {percent(Fraction(figures['reaching'], rated))}"


def _peers(figures: Mapping[str, Figure]) -> str:
    return f"thấp hơn ở {_join(figures['below'])}" if figures["below"] else "đạt"


def _peers_unknown(figures: Mapping[str, Figure]) -> str:
    return f"chưa có mức xếp loại của {_join(figures['unknown'])}"


def _civil(figures: Mapping[str, Figure]) -> str:
    if not figures["level"]:
        return "không thuộc diện"
    period = f", kỳ {figures['period']}" if figures["period"] else ""
    return f"{figures['level']}{period}"


def _civil_unknown(figures: Mapping[str, Figure]) -> str:
    return f"chưa có kết quả {figures['period']}" if figures["period"] else "chưa có kết quả"


def _share_done(figures: Mapping[str, Figure]) -> str:
    share = figures["share"]
    return f"đạt {percent(share)}" if isinstance(share, Fraction) else ""


def _share_unknown(figures: Mapping[str, Figure]) -> str:
    if "share" not in figures:
        return "chưa có số liệu chỉ tiêu"
    return f"{_share_done(figures)}, chưa rõ chỉ tiêu chủ yếu"


def _discipline(figures: Mapping[str, Figure]) -> str:
    return f"quyết định ngày {_join(figures['days'])}" if figures["days"] else "không có"


def _discipline_unknown(figures: Mapping[str, Figure]) -> str:
    return f"quyết định sau năm kiểm điểm, ngày {_join(figures['days'])}, đề nghị xem xét"


def _superior(figures: Mapping[str, Figure]) -> str:
    if "name" not in figures:
        return ""
    return f"{figures['name']} {_standing_level(figures)}"


def _superior_unknown(figures: Mapping[str, Figure]) -> str:
    return f"chưa có mức xếp loại của {_join(figures['unknown'])}"


def _points(figures: Mapping[str, Figure]) -> str:
    points = figures["points"]
    return f"{_decimal(points)} điểm" if isinstance(points, Fraction) else ""


def _decimal(value: Fraction) -> str:
    whole, rest = divmod(int(value * 10 + Fraction(1, 2)), 10)
    return f"{whole},{rest}" if rest else str(whole)


def _sick(figures: Mapping[str, Figure]) -> str:
    return f"{figures['months']} tháng {figures['days']} ngày"


def _since(figures: Mapping[str, Figure]) -> str:
    return f"từ ngày {figures['since']} đến ngày {figures['reference']}"


def _other_level(figures: Mapping[str, Figure]) -> str:
    return f"mức kia là {figures['level']}"


def _quota_scope(figures: Mapping[str, Figure]) -> str:
    return CEILING_SCOPES[Capacity(str(figures["capacity"]))]


Detail = Callable[[Mapping[str, Figure]], str]

_KNOWN: Mapping[Condition, Detail] = {
    Condition.GRADE_PATTERN: _grades,
    Condition.CRITERION_GRADED: _criterion,
    Condition.COMPOSITION_SHARE: _shares,
    Condition.PEER_BODIES_AT_LEAST: _peers,
    Condition.EXTERNAL_RATING: _civil,
    Condition.TARGET_SHARE_BELOW: _share_done,
    Condition.DISCIPLINED: _discipline,
    Condition.NOT_ABOVE: _superior,
    Condition.POINTS_AT_LEAST: _points,
    Condition.SICK_MONTHS: _sick,
    Condition.MONTHS_SINCE: _since,
    Condition.RATINGS_APART: _other_level,
}

_UNKNOWN: Mapping[Condition, Detail] = {
    Condition.GRADE_PATTERN: _grades_missing,
    Condition.PEER_BODIES_AT_LEAST: _peers_unknown,
    Condition.EXTERNAL_RATING: _civil_unknown,
    Condition.TARGET_SHARE_BELOW: _share_unknown,
    Condition.DISCIPLINED: _discipline_unknown,
    Condition.NOT_ABOVE: _superior_unknown,
    Condition.QUOTA: _quota_scope,
}
