"""The moves of a dossier: sent up, received, returned, accepted, kept."""

from deadlines.enums import DossierState
from organizations.permissions import Permission
from organizations.workflow import Transition
from reviews.enums import CampaignState

S = DossierState

SEND = Transition(
    name="send",
    label="Gửi hồ sơ",
    sources=frozenset({S.DRAFT, S.RETURNED}),
    target=S.SUBMITTED,
    permission=Permission.SEND_DOSSIER,
)
RECALL = Transition(
    name="recall",
    label="Thu hồi để sửa",
    sources=frozenset({S.SUBMITTED}),
    target=S.DRAFT,
    permission=Permission.SEND_DOSSIER,
)
RECEIVE = Transition(
    name="receive",
    label="Tiếp nhận",
    sources=frozenset({S.SUBMITTED}),
    target=S.RECEIVED,
    permission=Permission.RECEIVE_DOSSIER,
)
RETURN = Transition(
    name="return",
    label="Trả lại để hoàn thiện",
    sources=frozenset({S.SUBMITTED, S.RECEIVED, S.ACCEPTED}),
    target=S.RETURNED,
    permission=Permission.RETURN_DOSSIER,
)
ACCEPT = Transition(
    name="accept",
    label="Xác nhận đủ thành phần hồ sơ",
    sources=frozenset({S.RECEIVED}),
    target=S.ACCEPTED,
    permission=Permission.ACCEPT_DOSSIER,
)
ARCHIVE = Transition(
    name="archive",
    label="Lưu hồ sơ",
    sources=frozenset({S.ACCEPTED}),
    target=S.ARCHIVED,
    permission=Permission.ACCEPT_DOSSIER,
)

DOSSIER = (SEND, RECALL, RECEIVE, RETURN, ACCEPT, ARCHIVE)

# What the unit may still change, and what the counter may still take paper for.
EDITABLE = frozenset({S.DRAFT, S.RETURNED})
TAKES_PAPER = frozenset({S.DRAFT, S.SUBMITTED, S.RECEIVED, S.RETURNED, S.ACCEPTED})
KEPT = frozenset({S.RECEIVED, S.ACCEPTED, S.ARCHIVED})
AT_THE_DESK = frozenset({S.SUBMITTED, S.RECEIVED, S.ACCEPTED, S.ARCHIVED})

OPEN_CAMPAIGN = Transition(
    name="open_campaign",
    label="Mở đợt",
    sources=frozenset({CampaignState.DRAFT}),
    target=CampaignState.OPEN,
    permission=Permission.OPEN_CAMPAIGN,
)
