"""The words a regulation file may use: every closed list of the rulebook."""

from collections.abc import Mapping
from enum import StrEnum


class Condition(StrEnum):
    """What the rule engine can tell from facts; a regulation only carries parameters."""

    GRADE_PATTERN = "grade_pattern"
    CRITERION_GRADED = "criterion_graded"
    COMPOSITION_SHARE = "composition_share"
    PEER_BODIES_AT_LEAST = "peer_bodies_at_least"
    EXTERNAL_RATING = "external_rating"
    TARGET_SHARE_BELOW = "target_share_below"
    DISCIPLINED = "disciplined"
    CONCLUDED = "concluded"
    NOT_ABOVE = "not_above"
    POINTS_AT_LEAST = "points_at_least"
    SICK_MONTHS = "sick_months"
    MONTHS_SINCE = "months_since"
    STANDING = "standing"
    UNREVIEWED = "unreviewed"
    JUSTIFIED = "justified"
    COMMENT_MISSING = "comment_missing"
    RATINGS_APART = "ratings_apart"
    QUOTA = "quota"


class ParamKind(StrEnum):
    """What one parameter of a condition may be."""

    LEVEL = "level"
    GRADE = "grade"
    SHARE = "share"
    NUMBER = "number"
    SWITCH = "switch"
    OFFENDER = "offender"
    DISCIPLINE_FORM = "discipline_form"
    FINDING = "finding"
    SUPERIOR = "superior"
    EVENT = "event"
    STANDING = "standing"
    CRITERION = "criterion"
    COMMENT = "comment"


class Offender(StrEnum):
    """Whose discipline counts."""

    SELF = "self"
    MEMBER = "member"


class DisciplineForm(StrEnum):
    """Hình thức kỷ luật, mildest first; the values are those of the people's records."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    DISMISSAL = "removal"
    EXPULSION = "expulsion"


class ConcludedFinding(StrEnum):
    """What a competent organ may have concluded about a subject."""

    DEGRADATION = "degradation"
    DISUNITY = "disunity"


class Superior(StrEnum):
    """Whose level a subject's level may not exceed."""

    ORGANIZATION = "organization"
    HEADSHIP = "headship"


class Event(StrEnum):
    """The day from which six months are counted."""

    FOUNDED = "founded"
    ADMITTED = "admitted"
    APPOINTED = "appointed"


class Standing(StrEnum):
    """Dated circumstances of a subject that a regulation treats specially (rules 1.4, P108)."""

    EXEMPT = "exempt"
    REDUCED = "reduced"
    SUSPENDED = "suspended"
    COMMITTEE_SUSPENDED = "committee_suspended"
    MATERNITY = "maternity"
    TRANSFERRED = "transferred"
    TEMPORARY_ACTIVITY = "temporary_activity"
    PROBATIONARY = "probationary"
    HEAD_NEWLY_MOVED = "newly_moved_head"
    SEVERAL_OFFICES = "several_offices"
    ORGANIZATION_MOVED = "organization_moved"
    STUDYING = "study"
    SECONDED = "seconded"
    ABROAD = "abroad"
    PAUSED = "paused"
    IN_TRANSFER = "in_transfer"
    AWAY = "away"
    MOBILE = "mobile"
    COMMITTEE_MEMBER = "committee_member"
    IN_GROUP = "in_group"
    LEFT = "left"


class CommentFrom(StrEnum):
    """Whose written comment a special case asks for."""

    FORMER_CELL = "former_cell"
    TEMPORARY_CELL = "temporary_cell"
    FORMER_SUPERIOR = "former_superior"
    SCHOOL = "school"
    HOST = "host"
    FORMER_UNIT = "former_unit"


class TriggerFact(StrEnum):
    """What the records can tell of a ground for guidance; what they cannot, a person judges (3.4)."""

    ANSWERED_SIGNS = "answered_signs"
    ANSWERED_ACCUSED = "answered_accused"
    DISCIPLINED = "disciplined"
    DISCIPLINED_BELOW = "disciplined_below"
    RATED_AT_MOST = "rated_at_most"
    RATED_LOWER = "rated_lower"
    UNREMEDIED = "unremedied"


class Severity(StrEnum):
    """What happens when a finding stands against a level."""

    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


class Effect(StrEnum):
    """What a special case does to review and rating."""

    NOT_REVIEWED = "not_reviewed"
    NOT_RATED = "not_rated"
    CAPPED = "capped"
    PAUSED = "paused"
    LATER = "later"
    NOTE = "note"


class SectionRole(StrEnum):
    """What a content item holds: prose, records kept through the years, or the level one takes for oneself."""

    TEXT = "text"
    SHORTCOMINGS = "shortcomings"
    CARRIED_OVER = "carried_over"
    GUIDANCE = "guidance"
    RESPONSIBILITY = "responsibility"
    DIRECTION = "direction"
    OWN_LEVEL = "own_level"


class Alongside(StrEnum):
    """What of the year stands beside the prose of a content item: its table of targets, what one has promised."""

    TARGETS = "targets"
    COMMITMENT = "commitment"


class Need(StrEnum):
    """When a content item must be answered."""

    ALWAYS = "always"
    WHEN_CARRIED_OVER = "when_carried_over"
    WHEN_GUIDED = "when_guided"
    OPTIONAL = "optional"


class PlaceKind(StrEnum):
    """Kinds of place of review."""

    CELL = "cell"
    GROUP = "group"
    COLLECTIVE = "collective"
    COMMENT = "comment"


class Requirement(StrEnum):
    """How far a part of a dossier is required."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    IF_EXISTS = "if_exists"
    IF_APPLICABLE = "if_applicable"
    NONE = "none"


class ItemMode(StrEnum):
    """In which form a part of a dossier may be handed in (P110)."""

    ELECTRONIC = "electronic"
    PAPER = "paper"
    IN_PERSON = "in_person"
    EXTRACT = "extract"


class ItemScope(StrEnum):
    """Whether a part is handed in once a dossier or once for each subject in it."""

    DOSSIER = "dossier"
    SUBJECT = "subject"


class CapBase(StrEnum):
    """Of whom the share is taken."""

    GOOD_OR_BETTER = "htt_plus"
    GOOD_ONLY = "htt_only"
    ALL_RATED = "all"


class Rounding(StrEnum):
    """What becomes of a broken number."""

    FLOOR = "floor"
    ROUND = "round"
    CEIL = "ceil"


class VoteBase(StrEnum):
    """Of whom more than half is counted."""

    ENTITLED = "entitled"
    PRESENT = "present"
    VALID = "valid"


class Scoring(StrEnum):
    """How the criteria are scored."""

    GRADE4 = "grade4"
    POINTS100 = "points100"


CONDITION_PARAMS: Mapping[Condition, Mapping[str, ParamKind]] = {
    Condition.GRADE_PATTERN: {"core": ParamKind.GRADE, "rest": ParamKind.GRADE},
    Condition.CRITERION_GRADED: {"criterion": ParamKind.CRITERION, "grade": ParamKind.GRADE},
    Condition.COMPOSITION_SHARE: {"level": ParamKind.LEVEL, "share": ParamKind.SHARE},
    Condition.PEER_BODIES_AT_LEAST: {"level": ParamKind.LEVEL},
    Condition.EXTERNAL_RATING: {"level": ParamKind.LEVEL},
    Condition.TARGET_SHARE_BELOW: {"share": ParamKind.SHARE, "main_missed": ParamKind.SWITCH},
    Condition.DISCIPLINED: {
        "offender": ParamKind.OFFENDER,
        "form": ParamKind.DISCIPLINE_FORM,
        "spare_remedied": ParamKind.SWITCH,
    },
    Condition.CONCLUDED: {"finding": ParamKind.FINDING},
    Condition.NOT_ABOVE: {"superior": ParamKind.SUPERIOR},
    Condition.POINTS_AT_LEAST: {"points": ParamKind.NUMBER},
    Condition.SICK_MONTHS: {"months": ParamKind.NUMBER},
    Condition.MONTHS_SINCE: {"event": ParamKind.EVENT, "months": ParamKind.NUMBER},
    Condition.STANDING: {"standing": ParamKind.STANDING},
    Condition.UNREVIEWED: {},
    Condition.JUSTIFIED: {},
    Condition.COMMENT_MISSING: {"comment": ParamKind.COMMENT},
    Condition.RATINGS_APART: {"levels": ParamKind.NUMBER},
    Condition.QUOTA: {},
}

FACT_PARAMS: Mapping[TriggerFact, Mapping[str, ParamKind]] = {
    TriggerFact.ANSWERED_SIGNS: {},
    TriggerFact.ANSWERED_ACCUSED: {},
    TriggerFact.DISCIPLINED: {"form": ParamKind.DISCIPLINE_FORM},
    TriggerFact.DISCIPLINED_BELOW: {"cases": ParamKind.NUMBER},
    TriggerFact.RATED_AT_MOST: {"level": ParamKind.LEVEL},
    TriggerFact.RATED_LOWER: {"level": ParamKind.LEVEL},
    TriggerFact.UNREMEDIED: {},
}
