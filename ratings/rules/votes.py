"""Kiểm phiếu: sums that must agree, and the level more than half stand behind."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from itertools import pairwise

from organizations.enums import Level
from reviews.rules.regulation import VoteBase, VoteRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Triệu tập, có mặt, phát ra, thu vào, hợp lệ, không hợp lệ of one ballot."""

    summoned: int
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteOutcome:
    """The best level more than half stand behind, counted from the top; none if there is none."""

    level: Level | None
    votes: int
    of: int
    cumulative: Mapping[Level, int]
    quorate: bool


PAPER_NAMES = {
    "summoned": "Số triệu tập",
    "present": "Số có mặt",
    "issued": "Số phiếu phát ra",
    "returned": "Số phiếu thu vào",
    "valid": "Số phiếu hợp lệ",
    "invalid": "Số phiếu không hợp lệ",
}


def papers_errors(papers: Papers) -> list[str]:
    """R-024: what does not add up in the papers of a ballot."""
    return [words for _figure, words in paper_faults(asdict(papers))]


def paper_faults(papers: Mapping[str, int | None]) -> list[tuple[str, str]]:
    """The same, of those figures that could be read: each with the figure it is about."""
    known = {figure: number for figure, number in papers.items() if number is not None}
    below = [(one, f"{PAPER_NAMES[one]} ({n}) không được nhỏ hơn 0") for one, n in known.items() if n < 0]
    if below:
        return below
    falling = [one for one in PAPER_NAMES if one in known and one not in ("valid", "invalid")]
    faults = [
        (
            smaller,
            f"{PAPER_NAMES[smaller]} ({known[smaller]}) lớn hơn"
            f" {_lower_first(PAPER_NAMES[larger])} ({known[larger]})",
        )
        for larger, smaller in pairwise(falling)
        if known[smaller] > known[larger]
    ]
    return faults + _valid_faults(known)


def beyond_meeting(
    papers: Mapping[str, int | None], meeting: Mapping[str, tuple[str, int]]
) -> list[tuple[str, str]]:
    """R-024: no more people at a ballot than its meeting had; of each figure, what the meeting calls it and had."""
    return [
        (figure, f"{PAPER_NAMES[figure]} ({number}) lớn hơn {words} ({most})")
        for figure, (words, most) in meeting.items()
        if (number := papers.get(figure)) is not None and number > most
    ]


def _valid_faults(known: Mapping[str, int]) -> list[tuple[str, str]]:
    if not {"valid", "invalid", "returned"} <= set(known):
        return []
    valid, invalid, returned = known["valid"], known["invalid"], known["returned"]
    if valid + invalid == returned:
        return []
    words = f"Số phiếu hợp lệ ({valid}) cộng không hợp lệ ({invalid}) khác số phiếu thu vào ({returned})"
    return [("valid", words)]


def line_errors(counts: Mapping[Level, int], valid: int) -> list[str]:
    """R-024: what cannot be in the four counts of one subject; a line nobody ticked was not counted."""
    errors = [
        f"Số phiếu mức “{level.label}” ({count}) không được nhỏ hơn 0"
        for level, count in counts.items()
        if count < 0
    ]
    total = sum(counts.values())
    if errors:
        return errors
    if total > valid:
        return [f"Tổng bốn mức ({total}) lớn hơn số phiếu hợp lệ ({valid})"]
    return ["Chưa ghi số phiếu của dòng này"] if valid and not total else []


def unticked(counts: Mapping[Level, int], valid: int) -> int:
    """Valid papers that say nothing of this subject: a member may leave his own line empty."""
    return max(valid - sum(counts.values()), 0)


def unticked_words(counts: Mapping[Level, int], valid: int) -> str:
    """What is said beside a line whose sum is smaller; nothing where it is equal."""
    papers = unticked(counts, valid)
    if not papers:
        return ""
    return (
        f"Tổng bốn mức ({valid - papers}) nhỏ hơn số phiếu hợp lệ ({valid}):"
        f" {papers:02d} phiếu không đánh dấu ở dòng này"
    )


def vote_outcome(counts: Mapping[Level, int], papers: Papers, rule: VoteRule) -> VoteOutcome:
    """Counted from the top down: the first level whose votes, with all better ones, exceed the share."""
    of = vote_base(papers, rule.base)
    cumulative = dict(_cumulative(counts)) if rule.cumulative else {one: counts.get(one, 0) for one in Level}
    level = next((one for one in Level if _passes(cumulative[one], of, rule)), None)
    return VoteOutcome(
        level=level,
        votes=cumulative[level] if level else 0,
        of=of,
        cumulative=cumulative,
        quorate=papers.present >= rule.quorum * papers.summoned,
    )


def vote_base(papers: Papers, base: VoteBase) -> int:
    """Of whom the majority is counted: entitled, present, or valid papers."""
    return {
        VoteBase.ENTITLED: papers.summoned,
        VoteBase.PRESENT: papers.present,
        VoteBase.VALID: papers.valid,
    }[base]


def _cumulative(counts: Mapping[Level, int]) -> Iterator[tuple[Level, int]]:
    so_far = 0
    for level in Level:
        so_far += counts.get(level, 0)
        yield level, so_far


def _passes(votes: int, of: int, rule: VoteRule) -> bool:
    wanted = rule.share * of
    return votes > wanted if rule.strict else votes >= wanted > 0


def outcome_words(outcome: VoteOutcome, rule: VoteRule) -> str:
    """ "Mức quá bán: Hoàn thành tốt nhiệm vụ (cộng dồn 11/11)"."""
    name = "mức quá bán" if rule.strict and rule.share == Fraction(1, 2) else "mức đủ phiếu"
    if outcome.level is None:
        return f"Không có {name}; biểu quyết lại hoặc cấp có thẩm quyền quyết định"
    how = "cộng dồn " if rule.cumulative else ""
    return f"{name.capitalize()}: {outcome.level.label} ({how}{outcome.votes}/{outcome.of})"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
