"""The authority table: who may do what. The program reads it; nothing else decides.

GRANTS says which role may do what, inside the subtree (or the submitting unit) that the role is held at.
POLICIES says, for every URL name, what a caller must hold to be let in at all; a URL without a row is refused.
docs/authority.md gives each duty with its source. tests/permissions.csv and tests/state_actions.csv were derived
from it by hand; they are never read at run time.
"""

from collections.abc import Mapping
from enum import StrEnum

from organizations.enums import Role


class Permission(StrEnum):
    """One thing an office may do."""

    # organizations
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_AUDIT = "view_audit"
    VIEW_PEOPLE = "view_people"
    # reviews
    OPEN_CAMPAIGN = "open_campaign"
    VIEW_CAMPAIGN = "view_campaign"
    VIEW_SUBJECT = "view_subject"
    WRITE_SELF_REVIEW = "write_self_review"
    SUBMIT_SELF_REVIEW = "submit_self_review"
    WRITE_COLLECTIVE_REVIEW = "write_collective_review"
    SUBMIT_COLLECTIVE_REVIEW = "submit_collective_review"
    VIEW_SELF_REVIEW = "view_self_review"
    RECORD_PAPER_REVIEW = "record_paper_review"
    RETURN_SELF_REVIEW = "return_self_review"
    DRAFT_GUIDANCE = "draft_guidance"
    SEND_GUIDANCE = "send_guidance"
    VIEW_GUIDANCE = "view_guidance"
    RECORD_CONFERENCE = "record_conference"
    VIEW_CONFERENCE = "view_conference"
    # ratings
    ENTER_COUNTS = "enter_counts"
    CHECK_COUNTS = "check_counts"
    PROPOSE_RATING = "propose_rating"
    VIEW_RATING = "view_rating"
    VIEW_OWN_RESULT = "view_own_result"
    PAUSE_RATING = "pause_rating"
    APPRAISE_RATING = "appraise_rating"
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
    VIEW_BOARD = "view_board"
    VIEW_DOSSIER = "view_dossier"
    COMPILE_DOSSIER = "compile_dossier"
    SEND_DOSSIER = "send_dossier"
    RECEIVE_DOSSIER = "receive_dossier"
    RETURN_DOSSIER = "return_dossier"
    ACCEPT_DOSSIER = "accept_dossier"
    TAKE_PAPER = "take_paper"
    LOG_CALL = "log_call"
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
}
_PROVINCE_READS = {
    P.VIEW_CAMPAIGN,
    P.VIEW_PEOPLE,
    P.VIEW_SUBJECT,
    P.VIEW_RATING,
    P.VIEW_BOARD,
    P.VIEW_DOSSIER,
    P.VIEW_SITTING,
}
_STAFF_ACTS = {
    P.OPEN_CAMPAIGN,
    P.DRAFT_GUIDANCE,
    P.SEND_GUIDANCE,
    P.PAUSE_RATING,
    P.APPRAISE_RATING,
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
    P.CONFIRM_LATENESS,
    P.CHANGE_ROUTE,
}

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.ORGANIZATION_STAFF: frozenset(_PROVINCE_READS | _STAFF_ACTS),
    Role.ORGANIZATION_LEADER: frozenset(_PROVINCE_READS | _STAFF_ACTS | {P.VIEW_AUDIT}),
    Role.STANDING_MEMBER: frozenset({P.VIEW_CAMPAIGN, P.VIEW_SITTING, P.MARK_LINE}),
    Role.SUPERVISOR: frozenset({P.VIEW_CAMPAIGN, P.VIEW_SUBJECT, P.CONFIRM_OPINION}),
    Role.OFFICE_STAFF: frozenset({P.VIEW_CAMPAIGN, P.VIEW_SITTING}),
    Role.REGISTRY: frozenset({P.VIEW_CAMPAIGN, P.SEND_GUIDANCE, P.ISSUE_DECISION}),
    Role.INSPECTION: frozenset({P.VIEW_CAMPAIGN}),
    Role.UNIT_CLERK: frozenset(
        _UNIT_READS
        | {
            P.WRITE_COLLECTIVE_REVIEW,
            P.SUBMIT_COLLECTIVE_REVIEW,
            P.RECORD_PAPER_REVIEW,
            P.RETURN_SELF_REVIEW,
            P.DRAFT_GUIDANCE,
            P.SEND_GUIDANCE,
            P.RECORD_CONFERENCE,
            P.ENTER_COUNTS,
            P.CHECK_COUNTS,
            P.PROPOSE_RATING,
            P.COMPILE_DOSSIER,
            P.SEND_DOSSIER,
        }
    ),
    Role.UNIT_CHECKER: frozenset({P.VIEW_CAMPAIGN, P.VIEW_SUBJECT, P.VIEW_CONFERENCE, P.CHECK_COUNTS}),
    Role.UNIT_LEADER: frozenset(_UNIT_READS | {P.SEND_DOSSIER}),
    Role.BASE_CLERK: frozenset({P.VIEW_CAMPAIGN, P.VIEW_PEOPLE, P.VIEW_SUBJECT, P.RECORD_PAPER_REVIEW}),
    Role.CELL_SECRETARY: frozenset(
        {
            P.VIEW_CAMPAIGN,
            P.VIEW_SUBJECT,
            P.VIEW_SELF_REVIEW,
            P.RECORD_PAPER_REVIEW,
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
            P.VIEW_OWN_RESULT,
        }
    ),
    Role.HELPER: frozenset({P.WRITE_SELF_REVIEW, P.VIEW_SELF_REVIEW}),
}

HOLDERS: Mapping[Permission, frozenset[Role]] = {
    permission: frozenset(role for role, held in GRANTS.items() if permission in held)
    for permission in Permission
}


class Gate(StrEnum):
    """What a page asks of a caller when it asks for no permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    DEMO = "demo"


# URL name -> what a caller must hold, anywhere, to be let in; the rows are then chosen by visible_to.
# A tuple means any one of them.
POLICIES: dict[str, Gate | Permission | tuple[Permission, ...]] = {
    "healthz": Gate.PUBLIC,
    "readyz": Gate.PUBLIC,
    # account pages
    "account_login": Gate.PUBLIC,
    "account_logout": Gate.PUBLIC,
    "account_inactive": Gate.PUBLIC,
    "account_reauthenticate": Gate.SIGNED_IN,
    "account_change_password": Gate.SIGNED_IN,
    "account_set_password": Gate.SIGNED_IN,
    "mfa_authenticate": Gate.PUBLIC,
    "mfa_reauthenticate": Gate.SIGNED_IN,
    "mfa_index": Gate.SIGNED_IN,
    "mfa_activate_totp": Gate.SIGNED_IN,
    "mfa_deactivate_totp": Gate.SIGNED_IN,
    "organizations:text_size": Gate.PUBLIC,
    "organizations:hat_switch": Gate.SIGNED_IN,
    "organizations:session_extend": Gate.SIGNED_IN,
    "organizations:account": Gate.SIGNED_IN,
    "organizations:second_factor": Gate.SIGNED_IN,
    "organizations:code_card": Gate.SIGNED_IN,
    "organizations:notice_list": Gate.SIGNED_IN,
    "organizations:notice_open": Gate.SIGNED_IN,
    "organizations:notice_read_all": Gate.SIGNED_IN,
    "organizations:demo_sign_in": Gate.DEMO,
    "organizations:demo_clock": Gate.DEMO,
    "organizations:job_detail": Gate.SIGNED_IN,
    "organizations:access_list": Permission.VIEW_AUDIT,
    "organizations:guide": Gate.PUBLIC,
    "organizations:privacy": Gate.PUBLIC,
    # reviews
    "reviews:campaign_list": Permission.VIEW_CAMPAIGN,
    "reviews:subject_list": Permission.VIEW_SUBJECT,
    "reviews:subject_papers": Permission.RECORD_PAPER_REVIEW,
    "reviews:subject_detail": (Permission.VIEW_SUBJECT, Permission.VIEW_SELF_REVIEW),
    "reviews:subject_paper": Permission.RECORD_PAPER_REVIEW,
    "reviews:guidance_create": Permission.DRAFT_GUIDANCE,
    "reviews:self_review_detail": Permission.VIEW_SELF_REVIEW,
    "reviews:self_review_edit": (Permission.WRITE_SELF_REVIEW, Permission.WRITE_COLLECTIVE_REVIEW),
    "reviews:self_review_autosave": (Permission.WRITE_SELF_REVIEW, Permission.WRITE_COLLECTIVE_REVIEW),
    "reviews:self_review_check": (Permission.WRITE_SELF_REVIEW, Permission.WRITE_COLLECTIVE_REVIEW),
    "reviews:self_review_submit": (Permission.SUBMIT_SELF_REVIEW, Permission.SUBMIT_COLLECTIVE_REVIEW),
    "reviews:self_review_receipt": Permission.VIEW_SELF_REVIEW,
    "reviews:self_review_revisions": Permission.VIEW_SELF_REVIEW,
    "reviews:self_review_return": Permission.RETURN_SELF_REVIEW,
    "reviews:self_review_complete": Permission.RETURN_SELF_REVIEW,
    "reviews:self_review_helper": (Permission.SUBMIT_SELF_REVIEW, Permission.SUBMIT_COLLECTIVE_REVIEW),
    "reviews:self_review_word": (Permission.WRITE_SELF_REVIEW, Permission.WRITE_COLLECTIVE_REVIEW),
    "reviews:self_review_form": (Permission.WRITE_SELF_REVIEW, Permission.WRITE_COLLECTIVE_REVIEW),
    "reviews:self_review_file": Permission.VIEW_SELF_REVIEW,
    "reviews:evidence_add": (Permission.WRITE_SELF_REVIEW, Permission.WRITE_COLLECTIVE_REVIEW),
    "reviews:evidence_file": Permission.VIEW_SELF_REVIEW,
    "reviews:evidence_remove": (Permission.WRITE_SELF_REVIEW, Permission.WRITE_COLLECTIVE_REVIEW),
    "reviews:self_review_paper": Permission.VIEW_SELF_REVIEW,
    "reviews:paper_detail": (Permission.VIEW_SELF_REVIEW, Permission.DRAFT_GUIDANCE),
    "reviews:paper_file": (Permission.VIEW_SELF_REVIEW, Permission.DRAFT_GUIDANCE),
    "reviews:guidance_list": (Permission.DRAFT_GUIDANCE, Permission.VIEW_GUIDANCE),
    "reviews:guidance_choose": Permission.DRAFT_GUIDANCE,
    "reviews:guidance_detail": Permission.VIEW_GUIDANCE,
    "reviews:guidance_edit": Permission.DRAFT_GUIDANCE,
    "reviews:guidance_send": Permission.SEND_GUIDANCE,
    "reviews:guidance_scan_add": Permission.SEND_GUIDANCE,
    "reviews:guidance_scan": Permission.VIEW_GUIDANCE,
    "reviews:guidance_paper": Permission.DRAFT_GUIDANCE,
    "reviews:conference_list": Permission.VIEW_CONFERENCE,
    "reviews:conference_choose": Permission.RECORD_CONFERENCE,
    "reviews:conference_create": Permission.RECORD_CONFERENCE,
    "reviews:conference_detail": Permission.VIEW_CONFERENCE,
    "reviews:conference_edit": Permission.RECORD_CONFERENCE,
    "reviews:conference_scan": Permission.VIEW_CONFERENCE,
    # deadlines
    "deadlines:worklist": Gate.SIGNED_IN,
    "deadlines:campaign_detail": Permission.VIEW_CAMPAIGN,
    "deadlines:campaign_open": Permission.OPEN_CAMPAIGN,
    "deadlines:campaign_rules": Permission.VIEW_CAMPAIGN,
    "deadlines:board": Permission.VIEW_BOARD,
    "deadlines:board_excel": Permission.VIEW_BOARD,
    "deadlines:board_report": Permission.VIEW_BOARD,
    "deadlines:board_unit": Permission.LOG_CALL,
    "deadlines:route_change_list": Permission.CHANGE_ROUTE,
    "deadlines:route_change_create": Permission.CHANGE_ROUTE,
    "deadlines:route_change_detail": Permission.CHANGE_ROUTE,
    "deadlines:route_change_undo": Permission.CHANGE_ROUTE,
    "deadlines:route_change_scan": Permission.CHANGE_ROUTE,
    "deadlines:dossier_list": Permission.VIEW_DOSSIER,
    "deadlines:dossier_detail": Permission.VIEW_DOSSIER,
    "deadlines:dossier_check": Permission.SEND_DOSSIER,
    "deadlines:dossier_recall": Permission.SEND_DOSSIER,
    "deadlines:dossier_reopen": Permission.SEND_DOSSIER,
    "deadlines:dossier_receive": Permission.RECEIVE_DOSSIER,
    "deadlines:dossier_return": Permission.RETURN_DOSSIER,
    "deadlines:dossier_accept": Permission.ACCEPT_DOSSIER,
    "deadlines:dossier_archive": Permission.ACCEPT_DOSSIER,
    "deadlines:dossier_paper": Permission.TAKE_PAPER,
    "deadlines:dossier_lateness": Permission.CONFIRM_LATENESS,
    "deadlines:dossier_reopen_refuse": Permission.RETURN_DOSSIER,
    "deadlines:item_detail": Permission.VIEW_DOSSIER,
    "deadlines:item_file": Permission.VIEW_DOSSIER,
    "deadlines:item_content": Permission.VIEW_DOSSIER,
    "deadlines:submission_detail": Permission.VIEW_DOSSIER,
    "deadlines:handover_detail": Permission.VIEW_DOSSIER,
    "deadlines:handover_draw": Permission.VIEW_DOSSIER,
    "deadlines:handover_file": Permission.VIEW_DOSSIER,
    # ratings
    "ratings:rating_list": Permission.VIEW_RATING,
    "ratings:rating_detail": (Permission.VIEW_RATING, Permission.VIEW_OWN_RESULT),
    "ratings:result_list": Permission.VIEW_OWN_RESULT,
    "ratings:result_detail": Permission.VIEW_OWN_RESULT,
    "ratings:rating_pause": Permission.PAUSE_RATING,
    "ratings:rating_resume": Permission.PAUSE_RATING,
    "ratings:rating_excuse": Permission.PAUSE_RATING,
    "ratings:rating_later": Permission.PAUSE_RATING,
    "ratings:rating_appraise": Permission.APPRAISE_RATING,
    "ratings:proposal_home": Permission.VIEW_RATING,
    "ratings:proposal_edit": Permission.VIEW_RATING,
    "ratings:proposal_draft": Permission.PROPOSE_RATING,
    "ratings:proposal_detail": Permission.VIEW_RATING,
    "ratings:proposal_paper": Permission.VIEW_RATING,
    "ratings:proposal_scan": Permission.VIEW_RATING,
    "ratings:opinion_type": Permission.TYPE_OPINION,
    "ratings:consultation_record": Permission.APPRAISE_RATING,
    "ratings:opinion_list": Permission.CONFIRM_OPINION,
    "ratings:opinion_confirm": (Permission.CONFIRM_OPINION, Permission.TYPE_OPINION),
    "ratings:opinion_paper": Permission.TYPE_OPINION,
    "ratings:opinion_scan": (Permission.CONFIRM_OPINION, Permission.TYPE_OPINION),
    "ratings:ballot_list": Permission.VIEW_CONFERENCE,
    "ratings:ballot_create": Permission.ENTER_COUNTS,
    "ratings:ballot_detail": (Permission.VIEW_CONFERENCE, Permission.ENTER_SITTING_COUNTS),
    "ratings:ballot_count": (Permission.ENTER_COUNTS, Permission.ENTER_SITTING_COUNTS),
    "ratings:ballot_check": (Permission.CHECK_COUNTS, Permission.CHECK_SITTING_COUNTS),
    "ratings:ballot_return": (Permission.CHECK_COUNTS, Permission.CHECK_SITTING_COUNTS),
    "ratings:ballot_reopen": (Permission.ENTER_COUNTS, Permission.ENTER_SITTING_COUNTS),
    "ratings:ballot_paper": (Permission.VIEW_CONFERENCE, Permission.ENTER_SITTING_COUNTS),
    "ratings:ballot_scan": (Permission.VIEW_CONFERENCE, Permission.ENTER_SITTING_COUNTS),
    "ratings:ballot_move": (Permission.ENTER_COUNTS, Permission.ENTER_SITTING_COUNTS),
    "ratings:sitting_list": Permission.VIEW_SITTING,
    "ratings:sitting_prepare": Permission.PREPARE_SITTING,
    "ratings:sitting_detail": Permission.VIEW_SITTING,
    "ratings:sitting_open": Permission.PREPARE_SITTING,
    "ratings:sitting_count": Permission.CHECK_SITTING_COUNTS,
    "ratings:sitting_reopen_vote": Permission.RECORD_CONCLUSION,
    "ratings:sitting_conclude": Permission.RECORD_CONCLUSION,
    "ratings:sitting_reopen": Permission.RECORD_CONCLUSION,
    "ratings:sitting_sign": Permission.RECORD_CONCLUSION,
    "ratings:sitting_scan": Permission.VIEW_SITTING,
    "ratings:sitting_letter": Permission.PREPARE_SITTING,
    "ratings:sitting_table": Permission.PREPARE_SITTING,
    "ratings:sitting_ballot_create": Permission.ENTER_SITTING_COUNTS,
    "ratings:line_detail": (Permission.MARK_LINE, Permission.PREPARE_SITTING),
    "ratings:line_conclude": Permission.RECORD_CONCLUSION,
    "ratings:line_pause": Permission.RECORD_CONCLUSION,
    "ratings:line_withdraw": Permission.PREPARE_SITTING,
    "ratings:line_move": Permission.PREPARE_SITTING,
    "ratings:group_list": Permission.PREPARE_SITTING,
    "ratings:group_create": Permission.PREPARE_SITTING,
    "ratings:group_edit": Permission.PREPARE_SITTING,
    "ratings:decision_list": Permission.ISSUE_DECISION,
    "ratings:decision_draft": Permission.DRAFT_DECISION,
    "ratings:decision_detail": Permission.ISSUE_DECISION,
    "ratings:decision_sign": Permission.ISSUE_DECISION,
    "ratings:decision_compare": Permission.DRAFT_DECISION,
    "ratings:decision_announce": Permission.ANNOUNCE_DECISION,
    "ratings:decision_correct": Permission.DRAFT_DECISION,
    "ratings:decision_paper": Permission.ISSUE_DECISION,
    "ratings:decision_scan": Permission.ISSUE_DECISION,
    "ratings:rating_paper": (
        Permission.VIEW_RATING,
        Permission.VIEW_CONFERENCE,
        Permission.PREPARE_SITTING,
        Permission.ISSUE_DECISION,
    ),
}
