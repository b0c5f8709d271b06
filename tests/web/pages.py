"""Every page that is looked at by machine: add a line for each page you draw.

`who` is a role of the office in tests/authority/world.py, "" is a stranger. `data` is sent as a form, and then the
page must come back with `errors` lines in its summary; `given` is what was done in the office just before, `state` its
name; `answers` is the status of the answer; `picture` names its picture, where no story takes one.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.factories import DAY
from tests.web.page import Page
from tests.web.pages_above import ABOVE_PAGES, ABOVE_REFUSED
from tests.web.pages_accounts import ACCOUNT_ERRORS, ACCOUNT_PAGES, SLIP
from tests.web.pages_asking import ASKING_PAGES, ASKING_REFUSED
from tests.web.pages_cadres import CADRE_ANSWERS, CADRE_PAGES, CADRE_REFUSED
from tests.web.pages_changes import CHANGE_PAGES
from tests.web.pages_imports import IMPORT_ERRORS, IMPORT_PAGES
from tests.web.pages_notebook import NOTEBOOK_ERRORS, NOTEBOOK_PAGES
from tests.web.pages_plans import PLAN_ERRORS, PLAN_PAGES
from tests.web.pages_registers import REGISTER_PAGES
from tests.web.pages_tree import TREE_ANSWERS, TREE_ERRORS, TREE_PAGES
from tests.web.pages_writing import REVIEW_SUBMITTED, WRITING_PAGES, state_of, with_grounds

DOSSIER_DRAFT = state_of("dossier", "draft")
DOSSIER_ASKED = state_of("dossier", "received", reopen_reason="Sai ngày sinh của một đồng chí.")
DOSSIER_RETURNED = state_of("dossier", "returned", return_reason="Tờ trình thiếu chữ ký.")


def received_late(office: Any) -> None:
    """Received two days after its last day."""
    state_of("dossier", "received", first_received_on=DAY, late_state="proposed")(office)
    type(office.dossier.deadline).objects.filter(pk=office.dossier.deadline_id).update(
        before_on=DAY - timedelta(days=1)
    )


# The papers that may follow a decision, and how many rules an empty form of each breaks.
FOLLOWING = {"correction": 4, "amendment": 3, "supplement": 2, "replacement": 3, "revocation": 1}


def decision_signed(office: Any) -> None:
    """The decision has its number, day and scan."""
    signed = {"number": "415-QĐ/TU", "dated_on": DAY, "signatory": "Nguyễn Văn Phúc"}
    state_of("decision", "signed", scan=office.item.file, **signed)(office)


GUIDANCE_DRAFT = state_of("guidance", "draft")
CAMPAIGN_DRAFT = state_of("campaign", "draft")

FRAME_PAGES = [
    Page("account_login", picture="account_login"),
    Page("account_inactive", picture="account_inactive"),
    Page("organizations:guide", picture="guide"),
    Page("organizations:guide", "unit_clerk", picture="guide-vai-tro"),
    Page("organizations:guide", "subject"),
    Page("organizations:guide", "organization_staff"),
    Page("organizations:guide", "standing_member"),
    Page("organizations:guide", "registry"),
    Page("organizations:privacy", picture="privacy"),
    Page("organizations:demo_clock", picture="demo_clock"),
    Page("organizations:account", "subject", picture="account"),
    Page("organizations:account", "standing_member"),
    Page("organizations:second_factor", "organization_staff", picture="second_factor"),
    Page("organizations:code_card", "unit_clerk", picture="code_card"),
    Page("organizations:notice_list", "subject"),
    Page("organizations:notice_list", "unit_clerk", picture="notice_list"),
    Page("organizations:access_list", "organization_leader", picture="access_list"),
    Page("organizations:job_detail", "subject", picture="job_detail"),
    Page("account_change_password", "unit_clerk", picture="password_change"),
    Page("account_logout", "unit_clerk", picture="account_logout"),
    Page("account_reauthenticate", "unit_clerk", picture="account_reauthenticate"),
    Page("mfa_index", "unit_clerk", picture="mfa_index"),
    Page("an unknown address", "unit_clerk", path="/khong-co-trang-nay/", answers=404),
    Page("a page of another role", "subject", path="/luot-xem/", answers=403),
]
HOME_PAGES = [
    Page("deadlines:worklist", role)
    for role in (
        "subject", "other_subject", "helper", "cell_secretary", "base_clerk", "unit_clerk", "unit_checker",
        "unit_leader", "department_clerk", "organization_staff", "organization_leader", "standing_member",
        "supervisor", "office_staff", "registry", "inspection", "administrator",
    )
]  # fmt: skip
DEADLINE_PAGES = [
    Page("deadlines:campaign_detail", "subject"),
    Page("deadlines:campaign_detail", "organization_staff", given=CAMPAIGN_DRAFT, state="draft"),
    Page("deadlines:campaign_rules", "unit_clerk"),
    Page("deadlines:board", "organization_staff"),
    Page("deadlines:board_report", "organization_leader"),
    Page("deadlines:board_unit", "organization_staff"),
    Page("deadlines:route_change_list", "organization_staff"),
    Page("deadlines:route_change_create", "organization_staff"),
    Page("deadlines:route_change_detail", "organization_staff"),
    Page("deadlines:dossier_list", "unit_clerk"),
    Page("deadlines:dossier_list", "organization_staff"),
    Page("deadlines:item_detail", "unit_clerk"),
    Page("deadlines:item_detail", "unit_clerk", given=DOSSIER_DRAFT, state="draft"),
    Page("deadlines:submission_detail", "unit_clerk", picture="submission-detail"),
    Page("deadlines:handover_detail", "unit_leader"),
    Page("deadlines:dossier_detail", "unit_clerk"),
    Page("deadlines:dossier_detail", "unit_clerk", given=DOSSIER_DRAFT, state="draft"),
    Page("deadlines:dossier_detail", "unit_leader", given=DOSSIER_RETURNED, state="returned"),
    Page("deadlines:dossier_detail", "organization_staff"),
    Page("deadlines:dossier_check", "unit_leader", given=DOSSIER_DRAFT, state="draft"),
    Page("deadlines:dossier_reopen", "unit_clerk"),
    Page("deadlines:dossier_return", "organization_staff"),
    Page("deadlines:dossier_paper", "organization_staff"),
    Page("deadlines:dossier_lateness", "organization_staff"),
    Page(
        "deadlines:dossier_lateness",
        "organization_staff",
        given=received_late,
        state="late",
        picture="dossier-lateness",
    ),
    Page("deadlines:dossier_reopen_refuse", "organization_staff"),
    Page(
        "deadlines:dossier_reopen_refuse",
        "organization_staff",
        given=DOSSIER_ASKED,
        state="asked",
        picture="dossier-reopen-refuse",
    ),
]
REVIEW_PAGES = [
    Page("reviews:campaign_list", "subject"),
    Page("reviews:subject_list", "unit_clerk"),
    Page("reviews:subject_list", "organization_staff"),
    Page("reviews:subject_list", "cell_secretary"),
    Page("reviews:subject_list", "unit_clerk", query="?tim=khai", picture="subject-list-named"),
    Page("reviews:subject_papers", "unit_clerk"),
    Page("reviews:subject_detail", "subject"),
    Page("reviews:subject_detail", "unit_clerk"),
    Page("reviews:subject_detail", "supervisor"),
    Page("reviews:subject_detail", "organization_staff"),
    Page("reviews:subject_paper", "unit_clerk"),
    Page("reviews:guidance_create", "organization_staff"),
    Page(
        "reviews:guidance_create",
        "organization_staff",
        given=with_grounds,
        state="grounds",
        picture="guidance-draft",
    ),
    *WRITING_PAGES,
    Page("reviews:evidence_add", "subject"),
    *NOTEBOOK_PAGES,
    Page("reviews:paper_detail", "subject", picture="paper-detail"),
    Page("reviews:guidance_list", "subject"),
    Page("reviews:guidance_list", "organization_staff"),
    Page(
        "reviews:guidance_list",
        "organization_staff",
        given=REVIEW_SUBMITTED,
        state="submitted",
        picture="guidance-unanswered",
    ),
    Page("reviews:guidance_choose", "organization_staff"),
    Page("reviews:guidance_choose", "base_clerk"),
    Page(
        "reviews:guidance_grounds",
        "organization_staff",
        given=with_grounds,
        state="grounds",
        picture="guidance-grounds",
    ),
    Page("reviews:guidance_grounds", "base_clerk"),
    Page("reviews:guidance_detail", "subject"),
    Page("reviews:guidance_detail", "subject", given=REVIEW_SUBMITTED, state="submitted"),
    Page("reviews:guidance_detail", "organization_staff"),
    Page(
        "reviews:guidance_detail",
        "organization_staff",
        given=REVIEW_SUBMITTED,
        state="submitted",
        picture="guidance-followed",
    ),
    Page("reviews:guidance_edit", "organization_staff", given=GUIDANCE_DRAFT, state="draft"),
    Page("reviews:guidance_send", "registry", given=GUIDANCE_DRAFT, state="draft"),
    Page("reviews:guidance_scan_add", "registry", picture="guidance-scan-add"),
    Page("reviews:conference_list", "unit_clerk"),
    Page("reviews:conference_choose", "sibling_clerk"),
    Page("reviews:conference_create", "unit_clerk"),
    Page("reviews:conference_detail", "unit_clerk"),
    Page("reviews:conference_edit", "unit_clerk"),
    Page("reviews:conference_extract", "unit_clerk"),
]
RATING_PAGES = [
    Page("ratings:balance", "organization_staff", picture="balance"),
    Page("ratings:balance", "unit_clerk"),
    Page("ratings:balance", "base_clerk"),
    Page("ratings:balance_people", "organization_staff", picture="balance-people"),
    Page("ratings:balance_people", "unit_clerk"),
    Page("ratings:rating_list", "unit_clerk"),
    Page("ratings:rating_list", "organization_staff"),
    Page("ratings:rating_detail", "unit_clerk"),
    Page("ratings:rating_detail", "organization_staff"),
    Page("ratings:result_list", "subject"),
    Page("ratings:proposal_home", "organization_staff"),
    Page("ratings:proposal_edit", "unit_clerk"),
    Page("ratings:proposal_edit", "organization_staff"),
    Page("ratings:proposal_detail", "unit_clerk"),
    Page("ratings:rating_pause", "organization_staff"),
    Page("ratings:rating_resume", "organization_staff"),
    Page("ratings:rating_excuse", "organization_staff"),
    Page("ratings:rating_later", "organization_staff"),
    Page("ratings:rating_appraise", "organization_staff"),
    Page("ratings:opinion_type", "organization_staff"),
    Page("ratings:opinion_list", "supervisor"),
    Page("ratings:opinion_confirm", "supervisor"),
    Page("ratings:opinion_paper", "organization_staff"),
    Page("ratings:ballot_list", "unit_clerk"),
    Page("ratings:ballot_create", "unit_clerk"),
    Page("ratings:ballot_detail", "unit_clerk"),
    Page("ratings:ballot_detail", "unit_checker"),
    Page("ratings:ballot_count", "unit_clerk"),
    Page("ratings:sitting_list", "organization_staff"),
    Page("ratings:sitting_prepare", "organization_staff"),
    Page("ratings:sitting_detail", "organization_staff"),
    Page("ratings:sitting_detail", "standing_member"),
    Page("ratings:sitting_sign", "organization_staff"),
    Page("ratings:sitting_letter", "organization_staff"),
    Page("ratings:sitting_table", "organization_staff"),
    Page("ratings:sitting_ballot_create", "organization_staff"),
    Page("ratings:line_detail", "organization_staff"),
    Page("ratings:line_detail", "standing_member"),
    Page("ratings:line_conclude", "organization_staff"),
    Page("ratings:line_pause", "organization_staff"),
    Page("ratings:line_withdraw", "organization_staff", picture="line-withdraw"),
    Page("ratings:group_list", "organization_staff"),
    Page("ratings:group_create", "organization_staff"),
    Page("ratings:group_edit", "organization_staff"),
    Page("ratings:decision_list", "registry"),
    Page("ratings:decision_detail", "organization_staff"),
    Page("ratings:decision_sign", "registry"),
    Page("ratings:decision_compare", "organization_staff"),
    Page(
        "ratings:decision_correct",
        "organization_staff",
        given=decision_signed,
        picture="decision-correct-kind",
    ),
    *[
        Page(
            "ratings:decision_correct",
            "organization_staff",
            query=f"?loai={kind}",
            given=decision_signed,
            picture=f"decision-correct-{kind}",
        )
        for kind in FOLLOWING
    ],
]
EMPTY = {"form_key": "0" * 32}
VERSIONED = EMPTY | {"version": "0"}
REFUSED = [
    Page("account_login", data=EMPTY, errors=2, picture="account_login-loi"),
    Page("organizations:demo_clock", data=EMPTY, errors=2, picture="demo_clock-loi"),
    Page("account_change_password", "unit_clerk", data=EMPTY, errors=3),
    Page("account_reauthenticate", "unit_clerk", data=EMPTY, errors=1),
    Page("deadlines:board_unit", "organization_staff", data=EMPTY, errors=2),
    Page("deadlines:route_change_create", "organization_staff", data=EMPTY, errors=4),
    Page("deadlines:route_change_undo", "organization_staff", data=EMPTY, errors=1),
    Page("deadlines:item_detail", "unit_clerk", data=EMPTY, errors=1),
    Page("deadlines:dossier_reopen", "unit_clerk", data=EMPTY, errors=1),
    Page("deadlines:dossier_return", "organization_staff", data=EMPTY, errors=3),
    Page("deadlines:dossier_paper", "organization_staff", data=EMPTY, errors=3),
    Page("deadlines:dossier_lateness", "organization_staff", data=EMPTY, errors=2, given=received_late),
    Page("deadlines:dossier_reopen_refuse", "organization_staff", data=EMPTY, errors=1, given=DOSSIER_ASKED),
    Page("reviews:subject_papers", "unit_clerk", data=EMPTY, errors=2),
    Page("reviews:subject_paper", "unit_clerk", data=EMPTY, errors=2),
    Page("reviews:guidance_create", "organization_staff", data=EMPTY, errors=1),
    Page(
        "reviews:self_review_return",
        "unit_clerk",
        data=EMPTY,
        errors=2,
        given=REVIEW_SUBMITTED,
        state="submitted",
    ),
    Page("reviews:self_review_word", "subject", data=EMPTY, errors=1),
    Page("reviews:evidence_add", "subject", data=EMPTY, errors=1),
    *NOTEBOOK_ERRORS,
    Page(
        "reviews:guidance_edit",
        "organization_staff",
        data=EMPTY,
        errors=1,
        given=GUIDANCE_DRAFT,
        state="draft",
    ),
    Page("reviews:guidance_send", "registry", data=EMPTY, errors=4, given=GUIDANCE_DRAFT, state="draft"),
    Page("reviews:guidance_scan_add", "registry", data=EMPTY, errors=1),
    Page("reviews:conference_create", "unit_clerk", data=EMPTY, errors=14),
    Page("reviews:conference_edit", "unit_clerk", data=EMPTY, errors=14),
    Page("reviews:conference_extract", "unit_clerk", data=EMPTY, errors=1),
    Page("ratings:proposal_detail", "unit_clerk", data=EMPTY, errors=3),
    Page("ratings:rating_pause", "organization_staff", data=EMPTY, errors=2),
    Page("ratings:rating_resume", "organization_staff", data=EMPTY, errors=1),
    Page("ratings:rating_excuse", "organization_staff", data=EMPTY, errors=2),
    Page("ratings:rating_later", "organization_staff", data=EMPTY, errors=1),
    Page("ratings:rating_appraise", "organization_staff", data=VERSIONED, errors=2),
    Page("ratings:opinion_type", "organization_staff", data=EMPTY, errors=3),
    Page("ratings:opinion_confirm", "supervisor", data=VERSIONED, errors=1),
    Page("ratings:opinion_paper", "organization_staff", data=EMPTY, errors=1),
    Page("ratings:ballot_create", "unit_clerk", data=EMPTY, errors=2),
    Page("ratings:ballot_count", "unit_clerk", data=VERSIONED, errors=7),
    Page("ratings:sitting_prepare", "organization_staff", data=EMPTY, errors=4),
    Page("ratings:sitting_letter", "organization_staff", data=EMPTY, errors=2, answers=422),
    Page("ratings:sitting_sign", "organization_staff", data=EMPTY, errors=3),
    Page("ratings:sitting_ballot_create", "organization_staff", data=EMPTY, errors=2),
    Page("ratings:line_detail", "standing_member", data=EMPTY, errors=1),
    Page("ratings:line_conclude", "organization_staff", data=VERSIONED, errors=1),
    Page("ratings:line_pause", "organization_staff", data=EMPTY, errors=2),
    Page("ratings:line_withdraw", "organization_staff", data=EMPTY, errors=1),
    Page("ratings:group_create", "organization_staff", data=EMPTY, errors=3),
    Page("ratings:group_edit", "organization_staff", data=EMPTY, errors=2),
    Page("ratings:decision_sign", "registry", data=EMPTY, errors=5),
    Page("ratings:decision_compare", "organization_staff", data=EMPTY, errors=3),
    *[
        Page(
            "ratings:decision_correct",
            "organization_staff",
            query=f"?loai={kind}",
            data=EMPTY,
            errors=errors,
            given=decision_signed,
        )
        for kind, errors in FOLLOWING.items()
    ],
]
ERROR_PAGES = [
    replace(one, answers=422)
    for one in [
        *REFUSED,
        *ABOVE_REFUSED,
        *ASKING_REFUSED,
        *ACCOUNT_ERRORS,
        *CADRE_REFUSED,
        *IMPORT_ERRORS,
        *TREE_ERRORS,
        *PLAN_ERRORS,
    ]
]

LATE_WORDS = Page(
    "reviews:self_review_edit", "subject", data={"s-CN.ND.1": "Viết thêm sau khi nộp.", "exit": "1"},
    given=REVIEW_SUBMITTED, state="submitted", answers=409,
)  # fmt: skip

GET_PAGES = [
    *FRAME_PAGES,
    *HOME_PAGES,
    *CADRE_PAGES,
    *IMPORT_PAGES,
    *ACCOUNT_PAGES,
    *DEADLINE_PAGES,
    *REVIEW_PAGES,
    *CHANGE_PAGES,
    *PLAN_PAGES,
    *TREE_PAGES,
    *ABOVE_PAGES,
    *ASKING_PAGES,
    *RATING_PAGES,
    *REGISTER_PAGES,
]
PAGES = [*GET_PAGES, *ERROR_PAGES, *CADRE_ANSWERS, *TREE_ANSWERS, LATE_WORDS, SLIP]
