"""Every form of the product filled in all wrong: how many rules that breaks, and how many of them belong to no box.

A form stands here with whatever breaks the most of its rules at once; what its empty form breaks is in pages.py. A
name may hold {row}, the key of the first row of the page.
"""

from dataclasses import dataclass, field

from tests.web.pages import (
    DOSSIER_ASKED,
    DOSSIER_DRAFT,
    EMPTY,
    GUIDANCE_DRAFT,
    Page,
    decision_signed,
    received_late,
)
from tests.web.pages_changes import many_posts
from tests.web.pages_notebook import NOTEBOOK_WRONG
from tests.web.pages_writing import REVIEW_SUBMITTED, review_heard

AHEAD = "31/12/2031"
NO_DAY = "31/2/2021"
LONG = "ắ" * 30_000


@dataclass(frozen=True)
class Wrong:
    """One form all wrong: `rules` are broken, `whole` of them are about no single box."""

    url: str
    who: str
    rules: int
    data: dict = field(default_factory=dict)
    whole: int = 0
    given: object = None
    query: str = ""

    def page(self, hidden, *, row):
        """What is sent, to which page: the page's own hidden boxes, and what was typed."""
        typed = {name.format(row=row): value for name, value in self.data.items()}
        return Page(self.url, self.who, data=EMPTY | hidden | typed, given=self.given, query=self.query)


HELD = {"held_on": AHEAD, "convened_count": "5", "present_count": "7", "minutes_mode": "paper_only"}
EARLY = "01/11/2021"
ALL_WRONG = [
    Wrong("organizations:demo_clock", "", 2, {"day": NO_DAY, "hour": "25:61"}),
    Wrong(
        "organizations:account_create",
        "unit_clerk",
        7,
        dict.fromkeys(("full_name", "phone", "title"), LONG)
        | {"role": "x", "place": "không nơi nào", "from_on": NO_DAY, "to_on": NO_DAY},
    ),
    # a role that is not held there, and ends before it begins
    Wrong(
        "organizations:role_grant",
        "administrator",
        2,
        {
            "role": "unit_clerk",
            "place": "dang bo tinh minh giang",
            "from_on": "15/12/2021",
            "to_on": "14/12/2021",
        },
    ),
    Wrong("organizations:account_reset", "unit_clerk", 2, {"asked_by": LONG, "reason": LONG}),
    Wrong("organizations:import_create", "unit_clerk", 1),
    Wrong(
        "reviews:membership_change",
        "unit_clerk",
        4,
        {"on": NO_DAY, "received_on": NO_DAY, "number": LONG, "words": "khong co noi nao"},
        query="?viec=chuyen",
    ),
    Wrong("reviews:transfer_detail", "organization_staff", 1, {"on": NO_DAY}),
    Wrong(
        "deadlines:reorganisation_create",
        "organization_staff",
        6,
        dict.fromkeys(("name", "number", "reason"), LONG)
        | {"level": "x", "sector": "x", "effective_on": NO_DAY},
        query="?viec=create",
    ),
    Wrong("organizations:account_lock", "unit_clerk", 1, {"reason": LONG}),
    Wrong("cadres:account_part", "unit_clerk", 1, {"reason": LONG}),
    Wrong("organizations:role_end", "unit_clerk", 2, {"from_on": NO_DAY, "reason": LONG}),
    Wrong(
        "deadlines:desk_handover",
        "unit_clerk",
        4,
        {"successor": "không ai", "full_name": "Lò Thị Hoa", "from_on": NO_DAY, "reason": LONG},
    ),
    # called after now, promised before it was called, nobody spoken to, a note too long
    Wrong(
        "deadlines:board_unit",
        "organization_staff",
        4,
        {"called_hour": "23:59", "promised_hour": "00:01", "note": LONG},
    ),
    Wrong(
        "deadlines:remark_create", "inspection", 3, {"inspected_on": AHEAD, "inspector": LONG, "text": LONG}
    ),
    Wrong(
        "reviews:remedy_detail",
        "unit_clerk",
        4,
        {"noted_on": AHEAD, "state": "xong", "text": LONG, "paper": LONG},
    ),
    Wrong("deadlines:remark_detail", "cell_secretary", 2, {"answered_on": AHEAD, "answer": LONG}),
    Wrong(
        "deadlines:progress_detail",
        "unit_clerk",
        4,
        {"called_hour": "23:59", "promised_hour": "00:01", "note": LONG},
    ),
    Wrong(
        "deadlines:item_detail",
        "unit_clerk",
        2,
        {"act": "secret", "dated_on": AHEAD},
        given=DOSSIER_DRAFT,
    ),
    Wrong(
        "deadlines:item_detail",
        "unit_clerk",
        2,
        {"act": "promise", "before": "14/12/2021"},
        given=DOSSIER_DRAFT,
    ),
    Wrong("deadlines:item_detail", "unit_clerk", 1, {"act": "upload"}, given=DOSSIER_DRAFT),
    Wrong("deadlines:dossier_reopen", "unit_clerk", 1, {"reason": LONG}),
    # the office's dossier has no part on these two pages: their rows are in tests/deadlines/test_forms.py
    Wrong("deadlines:dossier_return", "organization_staff", 3, {"before": "14/12/2021"}, whole=1),
    Wrong(
        "deadlines:dossier_paper",
        "organization_staff",
        4,
        {"handed_on": AHEAD, "note": LONG},
        whole=1,
    ),
    Wrong(
        "deadlines:dossier_lateness",
        "organization_staff",
        2,
        {"verdict": "x", "reason": LONG},
        given=received_late,
    ),
    Wrong("deadlines:dossier_reopen_refuse", "organization_staff", 1, {"reason": LONG}, given=DOSSIER_ASKED),
    Wrong(
        "deadlines:route_change_create",
        "organization_staff",
        4,
        {"titles": "x", "number": LONG, "dated_on": AHEAD, "reason": LONG},
    ),
    Wrong("deadlines:route_change_undo", "organization_staff", 1, {"reason": LONG}),
    Wrong(
        "cadres:standing_many",
        "unit_clerk",
        5,
        {"act": "x", "kind": "x", "day": NO_DAY, "note": LONG, "people": "x"},
    ),
    Wrong(
        "cadres:person_edit",
        "unit_clerk",
        8,
        {
            "full_name": "Khải",
            "gender": "x",
            "birth": NO_DAY,
            "card_number": "số 1!",
            "joined_on": AHEAD,
            "official_on": NO_DAY,
            "workplace": LONG,
            "residence": LONG,
        },
    ),
    *[
        Wrong(
            url,
            "unit_clerk",
            11,
            dict.fromkeys(
                (
                    "collective",
                    "head_title",
                    "issuer",
                    "upper_issuer",
                    "symbol",
                    "signs_for",
                    "seat",
                    "position",
                ),
                LONG,
            )
            | {"type": "x", "from_on": NO_DAY, "to_on": NO_DAY},
        )
        for url in ("cadres:organization_collective", "cadres:collective_edit")
    ],
    Wrong(
        "cadres:collective_post",
        "unit_clerk",
        10,
        dict.fromkeys(("full_name", "title", "short_title", "title_group", "main_reason", "position"), LONG)
        | {"birth": NO_DAY, "card_number": "số 1!", "from_on": NO_DAY, "to_on": NO_DAY},
    ),
    Wrong(
        "cadres:person_add",
        "unit_clerk",
        10,
        {
            "full_name": "Khải",
            "gender": "x",
            "birth": NO_DAY,
            "card_number": "số 1!",
            "cell": "không nơi nào",
            "joined_on": AHEAD,
            "official_on": NO_DAY,
            "from_on": NO_DAY,
            "workplace": LONG,
            "residence": LONG,
        },
    ),
    Wrong(
        "cadres:person_facts",
        "unit_clerk",
        4,
        {"dong0-kind": "x", "dong0-from_on": NO_DAY, "dong0-to_on": NO_DAY, "dong0-note": LONG},
    ),
    Wrong("reviews:subject_papers", "unit_clerk", 2, {"received_on": AHEAD}),
    Wrong(
        "reviews:subject_paper", "unit_clerk", 3, {"received_on": AHEAD, "sheets": "không rõ", "level": "x"}
    ),
    # later than the plan, no day, before the plan, before what comes first; a plan's day without its number
    Wrong(
        "reviews:plan_edit",
        "unit_clerk",
        7,
        dict.fromkeys(("note", "organ"), LONG)
        | {"T1": "11/12/2021", "T2": NO_DAY, "T4": "01/11/2021", "number": "", "dated_on": AHEAD},
    ),
    # no day, no hour, no length, names too long, a choice and a paper that are none; sent ahead of time to nobody
    Wrong(
        "reviews:conference_plan_create",
        "unit_clerk",
        11,
        dict.fromkeys(("place", "chair", "programme", "consulted"), LONG)
        | {"planned_on": NO_DAY, "planned_at": "25:61", "lasts_days": "lâu", "papers": "x", "second": "x"}
        | {"papers_sent_on": AHEAD, "papers_sent_to": "", "attending": "x"},
    ),
    # before the plan, sent after the meeting to nobody
    Wrong(
        "reviews:conference_plan_edit",
        "unit_clerk",
        3,
        {"planned_on": "01/11/2021", "papers_sent_on": "02/11/2021"},
    ),
    Wrong(
        "reviews:subject_places",
        "organization_staff",
        2,
        {"number": "145-CV/TU", "dated_on": AHEAD},
        given=many_posts,
    ),
    Wrong("reviews:guidance_create", "organization_staff", 3, {"opening": LONG, "attending": LONG}),
    Wrong(
        "reviews:guidance_edit",
        "organization_staff",
        4,
        {
            "opening": LONG,
            "attending": LONG,
            "diem-TOTAL_FORMS": "2",
            "diem-INITIAL_FORMS": "0",
            "diem-0-ground": "Đơn thư",
            "diem-1-issue": LONG,
        },
        given=GUIDANCE_DRAFT,
    ),
    Wrong("reviews:guidance_send", "registry", 4, {"dated_on": AHEAD, "number": LONG}, given=GUIDANCE_DRAFT),
    Wrong("reviews:guidance_scan_add", "registry", 1),
    Wrong(
        "reviews:self_review_return",
        "unit_clerk",
        2,
        {"section": "x", "reason": LONG},
        given=REVIEW_SUBMITTED,
    ),
    Wrong("reviews:self_review_complete", "unit_clerk", 1, {"completed_on": AHEAD}, given=review_heard),
    Wrong("reviews:self_review_helper", "subject", 1, {"sign_in_name": "không có ai"}),
    Wrong("reviews:self_review_word", "subject", 1),
    Wrong("reviews:evidence_add", "subject", 1),
    *[Wrong(*one) for one in NOTEBOOK_WRONG],
    # the subjects of the collective: reviewed or not, and where in the order, is not said of any
    Wrong("reviews:conference_create", "unit_clerk", 16, HELD | {"papers_sent_on": NO_DAY}),
    Wrong("reviews:conference_edit", "unit_clerk", 16, HELD | {"held_on": EARLY, "papers_sent_on": NO_DAY}),
    Wrong("reviews:cell_meeting", "unit_clerk", 10, HELD | {"received_on": NO_DAY}),
    Wrong("reviews:cell_meeting_edit", "unit_clerk", 9, HELD | {"held_on": EARLY}),
    Wrong("reviews:conference_extract", "unit_clerk", 2, {"whose": "x", "format": "xlsx"}),
    Wrong(
        "ratings:proposal_edit",
        "unit_clerk",
        2,
        {"on": AHEAD, "reason-{row}": "Tập thể thống nhất"},
    ),
    Wrong("ratings:proposal_detail", "unit_clerk", 3, {"dated_on": AHEAD, "number": LONG}),
    Wrong("ratings:consultation_record", "organization_staff", 4, {"on": AHEAD, "number": LONG}),
    Wrong("ratings:consultation_send", "organization_staff", 3, {"number": LONG, "dated_on": AHEAD}),
    Wrong("ratings:inquiry_answer", "inspection", 4, {"number": LONG, "tl-{row}": "x", "nd-{row}": LONG}),
    Wrong(
        "ratings:consultation_ask",
        "organization_staff",
        5,
        {
            "organ": "Thanh tra tỉnh",
            "to_inspection": "on",
            "dated_on": AHEAD,
            "due_on": NO_DAY,
            "number": LONG,
            "unit": "x",
        },
    ),
    Wrong("ratings:rating_pause", "organization_staff", 3, {"on": AHEAD, "note": LONG}),
    Wrong("ratings:rating_resume", "organization_staff", 1, {"note": LONG}),
    Wrong("ratings:rating_excuse", "organization_staff", 2, {"case": "x", "note": LONG}),
    Wrong("ratings:rating_later", "organization_staff", 1, {"note": LONG}),
    Wrong("ratings:rating_appraise", "organization_staff", 3, {"level": "x", "reason": LONG}),
    Wrong(
        "ratings:opinion_type", "organization_staff", 4, {"assessor": "x", "given_on": AHEAD, "level": "x"}
    ),
    Wrong("ratings:opinion_confirm", "supervisor", 2, {"level": "x"}),
    Wrong("ratings:opinion_paper", "organization_staff", 1),
    Wrong("ratings:ballot_create", "unit_clerk", 2, {"name": LONG, "ratings": "x"}),
    # more present than summoned, more issued than present, more returned than issued, papers that do not add up,
    # a line with more than the valid papers; and who counted is not said
    Wrong(
        "ratings:ballot_count",
        "unit_clerk",
        6,
        {
            "convened": "10",
            "present": "11",
            "issued": "12",
            "returned": "13",
            "valid": "9",
            "invalid": "1",
            "n-{row}-good": "12",
        },
    ),
    # the day is no day and the rest is still looked at
    Wrong(
        "ratings:ballot_count",
        "unit_clerk",
        5,
        {
            "convened": "mười",
            "present": "11",
            "issued": "12",
            "returned": "13",
            "valid": "13",
            "invalid": "0",
        },
    ),
    Wrong(
        "ratings:sitting_prepare",
        "organization_staff",
        4,
        {"held_on": NO_DAY, "member_count": "0", "ratings": "x"},
    ),
    Wrong("ratings:sitting_letter", "organization_staff", 2, {"number": "hai trăm", "dated_on": AHEAD}),
    Wrong("ratings:sitting_sign", "organization_staff", 3, {"dated_on": AHEAD, "number": LONG}),
    Wrong("ratings:sitting_ballot_create", "organization_staff", 2, {"name": LONG, "ratings": "x"}),
    Wrong("ratings:line_detail", "standing_member", 2, {"mark": "object", "level": "x"}),
    Wrong("ratings:line_conclude", "organization_staff", 2, {"level": "x", "asked_by": LONG}),
    Wrong("ratings:line_pause", "organization_staff", 3, {"on": AHEAD, "note": LONG}),
    Wrong("ratings:line_withdraw", "organization_staff", 1, {"reason": LONG}),
    Wrong("ratings:group_create", "organization_staff", 3, {"name": LONG, "capacity": "x", "ratings": "x"}),
    Wrong("ratings:group_edit", "organization_staff", 2, {"name": LONG, "ratings": "x"}),
    Wrong("ratings:decision_sign", "registry", 5, {"dated_on": AHEAD, "number": LONG}),
    Wrong("ratings:decision_compare", "organization_staff", 3, {"e1-level": "x"}),
    *[
        Wrong(
            "ratings:decision_correct",
            "organization_staff",
            rules,
            data,
            given=decision_signed,
            query=f"?loai={kind}",
        )
        for kind, rules, data in (
            ("correction", 4, {"entry": "x", "field": "x"}),
            ("amendment", 3, {"level": "x", "reason": LONG}),
            ("supplement", 2, {"sitting": "x"}),
            ("replacement", 3, {"e1-name": LONG, "e1-level": "x"}),
            ("revocation", 1, {"reason": LONG}),
        )
    ],
]
