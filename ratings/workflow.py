"""The moves of ratings, opinions, ballots, sittings and decisions (architecture 4)."""

from dataclasses import replace

from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import Transition, may
from ratings.enums import AssessmentState, BallotState, DecisionState, RatingState, SittingState
from ratings.models import Rating

R, B, S, D = RatingState, BallotState, SittingState, DecisionState

PROPOSE = Transition(
    name="propose",
    label="Ghi mức tập thể đề xuất",
    sources=frozenset({R.OPEN, R.PROPOSED}),
    target=R.PROPOSED,
    permission=Permission.PROPOSE_RATING,
)
ADMIT = Transition(
    name="admit",
    label="Nhận vào diện xếp loại",
    sources=frozenset({R.PROPOSED}),
    target=R.ADMITTED,
    permission=Permission.ACCEPT_DOSSIER,
)
READMIT = Transition(
    name="readmit",
    label="Đưa về bước đề xuất",
    sources=frozenset({R.ADMITTED}),
    target=R.PROPOSED,
    permission=Permission.RETURN_DOSSIER,
)
APPRAISE = Transition(
    name="appraise",
    label="Ghi ý kiến thẩm định",
    sources=frozenset({R.ADMITTED, R.APPRAISED}),
    target=R.APPRAISED,
    permission=Permission.APPRAISE_RATING,
)
CONCLUDE = Transition(
    name="conclude",
    label="Ghi kết luận phiên họp",
    sources=frozenset({R.APPRAISED}),
    target=R.CONCLUDED,
    permission=Permission.RECORD_CONCLUSION,
)
RECONSIDER = Transition(
    name="reconsider",
    label="Xem lại kết luận",
    sources=frozenset({R.CONCLUDED}),
    target=R.APPRAISED,
    permission=Permission.RECORD_CONCLUSION,
)
DECIDE = Transition(
    name="decide",
    label="Ghi quyết định đã ký",
    sources=frozenset({R.CONCLUDED}),
    target=R.DECIDED,
    permission=Permission.ISSUE_DECISION,
)
ANNOUNCE = Transition(
    name="announce",
    label="Thông báo kết quả",
    sources=frozenset({R.DECIDED}),
    target=R.ANNOUNCED,
    permission=Permission.ANNOUNCE_DECISION,
)
SUPERSEDE = Transition(
    name="supersede",
    label="Thu hồi kết quả",
    sources=frozenset({R.DECIDED, R.ANNOUNCED}),
    target=R.SUPERSEDED,
    permission=Permission.ISSUE_DECISION,
)
EXCUSE = Transition(
    name="excuse",
    label="Ghi không xếp loại",
    sources=frozenset({R.OPEN, R.PROPOSED}),
    target=R.NOT_RATED,
    permission=Permission.PAUSE_RATING,
)
RATE_LATER = Transition(
    name="rate_later",
    label="Đưa vào xếp loại bổ sung",
    sources=frozenset({R.NOT_RATED}),
    target=R.OPEN,
    permission=Permission.PAUSE_RATING,
)
PAUSABLE = (R.OPEN, R.PROPOSED, R.ADMITTED, R.APPRAISED, R.CONCLUDED)  # until it is signed (P26)
PAUSE = Transition(
    name="pause",
    label="Tạm dừng, chờ kết luận",
    sources=frozenset(PAUSABLE),
    target=R.PAUSED,
    permission=Permission.PAUSE_RATING,
)
# A rating goes on from where it was stopped: one move a place.
RESUMES = {
    state: Transition(
        name="resume",
        label="Tiếp tục xếp loại",
        sources=frozenset({R.PAUSED}),
        target=state,
        permission=Permission.PAUSE_RATING,
    )
    for state in PAUSABLE
}
# The same of what a district or a base decides, by its own desk (rules 6.1).
PAUSE_BELOW = replace(PAUSE, permission=Permission.PAUSE_BELOW)
RESUMES_BELOW = {state: replace(move, permission=Permission.PAUSE_BELOW) for state, move in RESUMES.items()}
RATING_BELOW = (PAUSE_BELOW, *RESUMES_BELOW.values())
RATING = (
    PROPOSE,
    ADMIT,
    READMIT,
    APPRAISE,
    CONCLUDE,
    RECONSIDER,
    DECIDE,
    ANNOUNCE,
    SUPERSEDE,
    EXCUSE,
    RATE_LATER,
    PAUSE,
    *RESUMES.values(),
)

CONFIRM_ON_SCREEN = Transition(
    name="confirm",
    label="Xác nhận ý kiến",
    # He may change his own words again; only his hand does it.
    sources=frozenset({AssessmentState.TYPED, AssessmentState.CONFIRMED}),
    target=AssessmentState.CONFIRMED,
    permission=Permission.CONFIRM_OPINION,
)
CONFIRM_ON_PAPER = Transition(
    name="confirm_on_paper",
    label="Ghi đã xác nhận trên giấy",
    sources=frozenset({AssessmentState.TYPED}),
    target=AssessmentState.CONFIRMED,
    permission=Permission.TYPE_OPINION,
)
ASSESSMENT = (CONFIRM_ON_SCREEN, CONFIRM_ON_PAPER)


def _ballot_moves(enters: Permission, checks: Permission) -> tuple[Transition, ...]:
    """The same life for a home collective's vote and for the deciding organ's, under their own hands."""
    return (*_voting(enters), *_counting(enters, checks))


def _voting(enters: Permission) -> tuple[Transition, ...]:
    return (
        Transition(
            name="open_ballot",
            label="Bắt đầu bỏ phiếu",
            sources=frozenset({B.PREPARED}),
            target=B.OPEN,
            permission=enters,
        ),
        Transition(
            name="close_ballot",
            label="Kết thúc bỏ phiếu",
            sources=frozenset({B.OPEN}),
            target=B.CLOSED,
            permission=enters,
        ),
    )


def _counting(enters: Permission, checks: Permission) -> tuple[Transition, ...]:
    return (
        Transition(
            name="enter_counts",
            label="Ghi kết quả kiểm phiếu",
            sources=frozenset({B.PREPARED, B.OPEN, B.CLOSED, B.ENTERED}),
            target=B.ENTERED,
            permission=enters,
        ),
        Transition(
            name="check_counts",
            label="Xác nhận số liệu đúng",
            sources=frozenset({B.ENTERED}),
            target=B.COUNTED,
            permission=checks,
        ),
        Transition(
            name="return_counts",
            label="Đề nghị kiểm lại số liệu",
            sources=frozenset({B.ENTERED}),
            target=B.CLOSED,
            permission=checks,
        ),
        Transition(
            name="reopen_counts",
            label="Mở lại số liệu kiểm phiếu",
            sources=frozenset({B.COUNTED}),
            target=B.CLOSED,
            permission=enters,
        ),
    )


HOME_BALLOT = _ballot_moves(Permission.ENTER_COUNTS, Permission.CHECK_COUNTS)
SITTING_BALLOT = _ballot_moves(Permission.ENTER_SITTING_COUNTS, Permission.CHECK_SITTING_COUNTS)

OPEN_SITTING = Transition(
    name="open_sitting",
    label="Mở phiên họp",
    sources=frozenset({S.PREPARED}),
    target=S.OPEN,
    permission=Permission.PREPARE_SITTING,
)
COUNT_SITTING = Transition(
    name="count_sitting",
    label="Chốt kết quả biểu quyết",
    sources=frozenset({S.OPEN}),
    target=S.COUNTED,
    permission=Permission.CHECK_SITTING_COUNTS,
)
REOPEN_VOTE = Transition(
    name="reopen_vote",
    label="Biểu quyết lại",
    sources=frozenset({S.COUNTED}),
    target=S.OPEN,
    permission=Permission.RECORD_CONCLUSION,
)
CONCLUDE_SITTING = Transition(
    name="conclude_sitting",
    label="Chốt kết luận phiên họp",
    sources=frozenset({S.COUNTED}),
    target=S.CONCLUDED,
    permission=Permission.RECORD_CONCLUSION,
)
REOPEN_SITTING = Transition(
    name="reopen_sitting",
    label="Mở lại kết luận",
    sources=frozenset({S.CONCLUDED}),
    target=S.COUNTED,
    permission=Permission.RECORD_CONCLUSION,
)
SIGN_MINUTES = Transition(
    name="sign_minutes",
    label="Ghi biên bản đã ký",
    sources=frozenset({S.CONCLUDED}),
    target=S.SIGNED,
    permission=Permission.RECORD_CONCLUSION,
)
SITTING = (OPEN_SITTING, COUNT_SITTING, REOPEN_VOTE, CONCLUDE_SITTING, REOPEN_SITTING, SIGN_MINUTES)

SIGN_DECISION = Transition(
    name="sign_decision",
    label="Ghi số, ngày và bản ký",
    sources=frozenset({D.DRAFT}),
    target=D.SIGNED,
    permission=Permission.ISSUE_DECISION,
)
COMPARE_DECISION = Transition(
    name="compare_decision",
    label="Xác nhận đã đối chiếu với bản ký",
    sources=frozenset({D.SIGNED}),
    target=D.COMPARED,
    permission=Permission.DRAFT_DECISION,
)
ANNOUNCE_DECISION = Transition(
    name="announce_decision",
    label="Thông báo kết quả",
    sources=frozenset({D.COMPARED}),
    target=D.ANNOUNCED,
    permission=Permission.ANNOUNCE_DECISION,
)
DECISION = (SIGN_DECISION, COMPARE_DECISION, ANNOUNCE_DECISION)


def pausing(rating: Rating) -> Transition:
    """The pause of this rating, by whoever looks after what its level decides."""
    return PAUSE_BELOW if rating.is_decided_below else PAUSE


def resuming(rating: Rating, state: RatingState = RatingState.OPEN) -> Transition | None:
    """The way back to where it was stopped."""
    return (RESUMES_BELOW if rating.is_decided_below else RESUMES).get(state)


def may_here(rating: Rating, move: Transition | None, account: Account) -> bool:
    """Whether the account could make the move, at the level that decides this rating."""
    return bool(move and may(rating, move, account) and account.can(move.permission, rating.decided_where))
