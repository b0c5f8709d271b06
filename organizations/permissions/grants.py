"""Which role may do what, inside the subtree (or the submitting unit) that the role is held at."""

from collections.abc import Mapping
from enum import StrEnum

from organizations.enums import Role


class Permission(StrEnum):
    """One thing an office may do."""

    # organizations
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_AUDIT = "view_audit"
    VIEW_PEOPLE = "view_people"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_TREE = "manage_tree"
    # reviews
    OPEN_CAMPAIGN = "open_campaign"
    VIEW_CAMPAIGN = "view_campaign"
    REFINE_PLAN = "refine_plan"
    VIEW_SUBJECT = "view_subject"
    WRITE_SELF_REVIEW = "write_self_review"
    SUBMIT_SELF_REVIEW = "submit_self_review"
    WRITE_COLLECTIVE_REVIEW = "write_collective_review"
    SUBMIT_COLLECTIVE_REVIEW = "submit_collective_review"
    VIEW_SELF_REVIEW = "view_self_review"
    RECORD_PAPER_REVIEW = "record_paper_review"
    DECIDE_PLACE = "decide_place"
    RETURN_SELF_REVIEW = "return_self_review"
    DRAFT_GUIDANCE = "draft_guidance"
    SEND_GUIDANCE = "send_guidance"
    VIEW_GUIDANCE = "view_guidance"
    RECORD_CONFERENCE = "record_conference"
    VIEW_CONFERENCE = "view_conference"
    PREPARE_CONFERENCE = "prepare_conference"
    KEEP_STANDING_CONFERENCE = "keep_standing_conference"
    NOTE_REMEDY = "note_remedy"
    ATTEND_CONFERENCE = "attend_conference"
    # ratings
    ENTER_COUNTS = "enter_counts"
    CHECK_COUNTS = "check_counts"
    PROPOSE_RATING = "propose_rating"
    VIEW_RATING = "view_rating"
    VIEW_OWN_RESULT = "view_own_result"
    PAUSE_RATING = "pause_rating"
    APPRAISE_RATING = "appraise_rating"
    ASK_ORGANS = "ask_organs"
    ANSWER_INQUIRY = "answer_inquiry"
    PAUSE_BELOW = "pause_below"
    TYPE_OPINION = "type_opinion"
    CONFIRM_OPINION = "confirm_opinion"
    PREPARE_SITTING = "prepare_sitting"
    VIEW_SITTING = "view_sitting"
    MARK_LINE = "mark_line"
    ENTER_SITTING_COUNTS = "enter_sitting_counts"
    CHECK_SITTING_COUNTS = "check_sitting_counts"
    RECORD_CONCLUSION = "record_conclusion"
    DRAFT_DECISION = "draft_decision"
    ISSUE_DECISION = "issue_decision"
    ANNOUNCE_DECISION = "announce_decision"
    # deadlines
    VIEW_PROGRESS = "view_progress"
    VIEW_BOARD = "view_board"
    VIEW_DOSSIER = "view_dossier"
    COMPILE_DOSSIER = "compile_dossier"
    SEND_DOSSIER = "send_dossier"
    RECEIVE_DOSSIER = "receive_dossier"
    RETURN_DOSSIER = "return_dossier"
    ACCEPT_DOSSIER = "accept_dossier"
    TAKE_PAPER = "take_paper"
    LOG_CALL = "log_call"
    CALL_BELOW = "call_below"
    VIEW_REMARK = "view_remark"
    WRITE_REMARK = "write_remark"
    ANSWER_REMARK = "answer_remark"
    CONFIRM_LATENESS = "confirm_lateness"
    CHANGE_ROUTE = "change_route"


P = Permission

_UNIT_READS = {
    P.VIEW_CAMPAIGN,
    P.VIEW_PEOPLE,
    P.VIEW_SUBJECT,
    P.VIEW_SELF_REVIEW,
    P.VIEW_GUIDANCE,
    P.VIEW_CONFERENCE,
    P.VIEW_RATING,
    P.VIEW_DOSSIER,
    P.VIEW_PROGRESS,
    P.VIEW_REMARK,
}
_PROVINCE_READS = {
    P.VIEW_CAMPAIGN,
    P.VIEW_PEOPLE,
    P.VIEW_SUBJECT,
    P.VIEW_RATING,
    P.VIEW_PROGRESS,
    P.VIEW_REMARK,
    P.VIEW_BOARD,
    P.VIEW_DOSSIER,
    P.VIEW_SITTING,
}
_STAFF_ACTS = {
    P.MANAGE_PEOPLE,
    P.MANAGE_TREE,
    P.OPEN_CAMPAIGN,
    P.DECIDE_PLACE,
    P.DRAFT_GUIDANCE,
    P.SEND_GUIDANCE,
    P.PAUSE_RATING,
    P.PAUSE_BELOW,
    P.APPRAISE_RATING,
    P.ASK_ORGANS,
    P.TYPE_OPINION,
    P.PREPARE_SITTING,
    P.ENTER_SITTING_COUNTS,
    P.CHECK_SITTING_COUNTS,
    P.RECORD_CONCLUSION,
    P.DRAFT_DECISION,
    P.ISSUE_DECISION,
    P.ANNOUNCE_DECISION,
    P.RECEIVE_DOSSIER,
    P.RETURN_DOSSIER,
    P.ACCEPT_DOSSIER,
    P.TAKE_PAPER,
    P.LOG_CALL,
    P.CALL_BELOW,
    P.WRITE_REMARK,
    P.CONFIRM_LATENESS,
    P.CHANGE_ROUTE,
}

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.ORGANIZATION_STAFF: frozenset(_PROVINCE_READS | _STAFF_ACTS),
    Role.ORGANIZATION_LEADER: frozenset(_PROVINCE_READS | _STAFF_ACTS | {P.VIEW_AUDIT}),
    Role.STANDING_MEMBER: frozenset({P.VIEW_CAMPAIGN, P.VIEW_SITTING, P.MARK_LINE}),
    Role.SUPERVISOR: frozenset(
        {P.VIEW_CAMPAIGN, P.VIEW_SUBJECT, P.VIEW_PROGRESS, P.ATTEND_CONFERENCE, P.CONFIRM_OPINION}
    ),
    Role.OFFICE_STAFF: frozenset({P.VIEW_CAMPAIGN, P.VIEW_SITTING, P.KEEP_STANDING_CONFERENCE}),
    Role.REGISTRY: frozenset({P.VIEW_CAMPAIGN, P.SEND_GUIDANCE, P.ISSUE_DECISION}),
    Role.INSPECTION: frozenset(
        {P.VIEW_CAMPAIGN, P.VIEW_PROGRESS, P.VIEW_REMARK, P.WRITE_REMARK, P.ANSWER_INQUIRY}
    ),
    Role.UNIT_CLERK: frozenset(
        _UNIT_READS
        | {
            P.MANAGE_ACCOUNTS,
            P.MANAGE_PEOPLE,
            P.MANAGE_TREE,
            P.REFINE_PLAN,
            P.WRITE_COLLECTIVE_REVIEW,
            P.SUBMIT_COLLECTIVE_REVIEW,
            P.RECORD_PAPER_REVIEW,
            P.RETURN_SELF_REVIEW,
            P.NOTE_REMEDY,
            P.DECIDE_PLACE,
            P.DRAFT_GUIDANCE,
            P.SEND_GUIDANCE,
            P.PREPARE_CONFERENCE,
            P.RECORD_CONFERENCE,
            P.ENTER_COUNTS,
            P.CHECK_COUNTS,
            P.PROPOSE_RATING,
            P.ASK_ORGANS,
            P.PAUSE_BELOW,
            P.COMPILE_DOSSIER,
            P.SEND_DOSSIER,
            P.CALL_BELOW,
            P.WRITE_REMARK,
            P.ANSWER_REMARK,
        }
    ),
    Role.UNIT_CHECKER: frozenset(
        {P.VIEW_CAMPAIGN, P.VIEW_SUBJECT, P.VIEW_PROGRESS, P.VIEW_CONFERENCE, P.CHECK_COUNTS}
    ),
    Role.UNIT_LEADER: frozenset(_UNIT_READS | {P.SEND_DOSSIER}),
    Role.BASE_CLERK: frozenset(
        {
            P.VIEW_CAMPAIGN,
            P.REFINE_PLAN,
            P.PREPARE_CONFERENCE,
            P.VIEW_PEOPLE,
            P.VIEW_SUBJECT,
            P.VIEW_PROGRESS,
            P.CALL_BELOW,
            P.VIEW_REMARK,
            P.ANSWER_REMARK,
            P.RECORD_PAPER_REVIEW,
            P.NOTE_REMEDY,
            P.RECORD_CONFERENCE,
            P.VIEW_CONFERENCE,
            P.DRAFT_GUIDANCE,
            P.SEND_GUIDANCE,
            P.ASK_ORGANS,
            P.PAUSE_BELOW,
        }
    ),
    Role.CELL_SECRETARY: frozenset(
        {
            P.VIEW_CAMPAIGN,
            P.VIEW_SUBJECT,
            P.VIEW_PROGRESS,
            P.VIEW_REMARK,
            P.ANSWER_REMARK,
            P.VIEW_SELF_REVIEW,
            P.PREPARE_CONFERENCE,
            P.RECORD_PAPER_REVIEW,
            P.NOTE_REMEDY,
            P.RECORD_CONFERENCE,
            P.VIEW_CONFERENCE,
            P.RETURN_SELF_REVIEW,
        }
    ),
    Role.ADMINISTRATOR: frozenset({P.MANAGE_ACCOUNTS}),
    Role.SUBJECT: frozenset(
        {
            P.VIEW_CAMPAIGN,
            P.WRITE_SELF_REVIEW,
            P.SUBMIT_SELF_REVIEW,
            P.VIEW_SELF_REVIEW,
            P.VIEW_GUIDANCE,
            P.NOTE_REMEDY,
            P.VIEW_OWN_RESULT,
        }
    ),
    Role.HELPER: frozenset({P.WRITE_SELF_REVIEW, P.VIEW_SELF_REVIEW}),
}

HOLDERS: Mapping[Permission, frozenset[Role]] = {
    permission: frozenset(role for role, held in GRANTS.items() if permission in held)
    for permission in Permission
}
