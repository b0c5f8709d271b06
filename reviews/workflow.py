"""Every move of a self-review and of a letter of guidance."""

from organizations.permissions import Permission
from organizations.workflow import Transition
from reviews.enums import GuidanceState as G
from reviews.enums import ReviewState as S

SUBMIT = Transition(
    name="submit",
    label="Nộp bản kiểm điểm",
    sources=frozenset({S.DRAFT, S.RETURNED}),
    target=S.SUBMITTED,
    permission=Permission.SUBMIT_SELF_REVIEW,
)
SUBMIT_COLLECTIVE = Transition(
    name="submit_collective",
    label="Nộp báo cáo kiểm điểm",
    sources=frozenset({S.DRAFT, S.RETURNED}),
    target=S.SUBMITTED,
    permission=Permission.SUBMIT_COLLECTIVE_REVIEW,
)
RECORD_PAPER = Transition(
    name="record_paper",
    label="Ghi nhận bản giấy",
    sources=frozenset({S.DRAFT, S.RETURNED}),
    target=S.PAPER,
    permission=Permission.RECORD_PAPER_REVIEW,
)
RETURN = Transition(
    name="return",
    label="Trả lại để hoàn thiện",
    sources=frozenset({S.SUBMITTED, S.PAPER}),
    target=S.RETURNED,
    permission=Permission.RETURN_SELF_REVIEW,
)
BEGIN_FINAL = Transition(
    name="begin_final",
    label="Viết bản hoàn chỉnh",
    sources=frozenset({S.SUBMITTED}),
    target=S.COMPLETING,
    permission=Permission.SUBMIT_SELF_REVIEW,
)
BEGIN_FINAL_COLLECTIVE = Transition(
    name="begin_final_collective",
    label="Viết bản hoàn chỉnh",
    sources=frozenset({S.SUBMITTED}),
    target=S.COMPLETING,
    permission=Permission.SUBMIT_COLLECTIVE_REVIEW,
)
HAND_IN_FINAL = Transition(
    name="hand_in_final",
    label="Nộp bản hoàn chỉnh",
    sources=frozenset({S.COMPLETING}),
    target=S.COMPLETED,
    permission=Permission.SUBMIT_SELF_REVIEW,
)
HAND_IN_FINAL_COLLECTIVE = Transition(
    name="hand_in_final_collective",
    label="Nộp bản hoàn chỉnh",
    sources=frozenset({S.COMPLETING}),
    target=S.COMPLETED,
    permission=Permission.SUBMIT_COLLECTIVE_REVIEW,
)
COMPLETE = Transition(
    name="complete",
    label="Ghi nhận bản hoàn chỉnh",
    sources=frozenset({S.SUBMITTED, S.PAPER}),
    target=S.COMPLETED,
    permission=Permission.RETURN_SELF_REVIEW,
)
SELF_REVIEW = (
    SUBMIT,
    SUBMIT_COLLECTIVE,
    RECORD_PAPER,
    RETURN,
    BEGIN_FINAL,
    BEGIN_FINAL_COLLECTIVE,
    HAND_IN_FINAL,
    HAND_IN_FINAL_COLLECTIVE,
    COMPLETE,
)
WRITABLE = frozenset({S.DRAFT, S.RETURNED})
BEING_WRITTEN = WRITABLE | {S.COMPLETING}

SEND = Transition(
    name="send",
    label="Gửi gợi ý kiểm điểm",
    sources=frozenset({G.DRAFT}),
    target=G.SENT,
    permission=Permission.SEND_GUIDANCE,
)
ANSWER = Transition(
    name="answer",
    label="Giải trình",
    sources=frozenset({G.SENT}),
    target=G.ANSWERED,
    permission=Permission.SUBMIT_SELF_REVIEW,
)
ANSWER_COLLECTIVE = Transition(
    name="answer_collective",
    label="Giải trình",
    sources=frozenset({G.SENT}),
    target=G.ANSWERED,
    permission=Permission.SUBMIT_COLLECTIVE_REVIEW,
)
GUIDANCE = (SEND, ANSWER, ANSWER_COLLECTIVE)
