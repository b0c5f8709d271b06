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
COMPLETE = Transition(
    name="complete",
    label="Ghi nhận bản hoàn chỉnh",
    sources=frozenset({S.SUBMITTED, S.PAPER}),
    target=S.COMPLETED,
    permission=Permission.RETURN_SELF_REVIEW,
)
SELF_REVIEW = (SUBMIT, SUBMIT_COLLECTIVE, RECORD_PAPER, RETURN, COMPLETE)
WRITABLE = frozenset({S.DRAFT, S.RETURNED})

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
