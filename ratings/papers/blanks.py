"""Blank forms of a rating, with rows to write on (P63)."""

from documents.papers import Signature
from documents.rules import BLANK, DOTS, LINE, PLACE
from ratings.papers.ballot import Ballot, BallotLine
from ratings.papers.count_minutes import CountLine, CountMinutes, Turnout
from ratings.papers.decision import Decision, ResultLine, original_articles
from ratings.papers.proposal import PersonLine, Proposal
from ratings.papers.unrated import UnratedList
from reviews.models import Campaign
from reviews.papers.blanks import blank_head

ROWS = 12
SIGNED = Signature(authority=(f"T/M {DOTS}",), note="(ký, đóng dấu, ghi rõ họ tên)")


def blank_ballot(campaign: Campaign, *, rows: int = ROWS) -> Ballot:
    """Phiếu biểu quyết with empty rows."""
    return Ballot(
        letterhead=blank_head(campaign, Ballot.form),
        subject=f"đề nghị xếp loại chất lượng {DOTS}",
        lines=(BallotLine(),) * rows,
    )


def blank_count(campaign: Campaign, *, rows: int = ROWS) -> CountMinutes:
    """Biên bản kiểm phiếu with room for every figure."""
    return CountMinutes(
        letterhead=blank_head(campaign, CountMinutes.form),
        about=f"{DOTS} năm {campaign.year}",
        opening=(
            f"Hôm nay, hồi {BLANK} giờ {BLANK}, ngày {BLANK} tháng {BLANK} năm {BLANK}, tại {DOTS}, "
            f"hội nghị {DOTS} tiến hành kiểm phiếu biểu quyết."
        ),
        team=((DOTS, "Tổ trưởng"), (DOTS, "Thành viên"), (DOTS, "Thành viên")),
        turnout=Turnout(),
        lines=(CountLine(),) * rows,
    )


def blank_proposal(campaign: Campaign, *, rows: int = ROWS) -> Proposal:
    """Tờ trình with an empty list of persons."""
    return Proposal(
        letterhead=blank_head(campaign, Proposal.form, symbol=f"TTr/{PLACE}"),
        organ=DOTS,
        addressee=LINE,
        body="",
        signature=SIGNED,
        recipients=("Như trên", DOTS),
        persons=(PersonLine(),) * rows,
    )


def blank_decision(campaign: Campaign, *, rows: int = ROWS) -> Decision:
    """Quyết định with its articles and an empty list."""
    return Decision(
        letterhead=blank_head(campaign, Decision.form, symbol=f"QĐ/{PLACE}"),
        organ=DOTS,
        abstract=f"về việc xếp loại chất lượng {DOTS} năm {campaign.year}",
        bases=(f"Căn cứ {LINE}", f"Căn cứ {LINE}"),
        request=f"Xét đề nghị của {LINE}",
        articles=original_articles(organ=DOTS, what=DOTS, year=campaign.year, bodies=LINE),
        signature=SIGNED,
        recipients=("Như Điều 2", DOTS),
        lines=(ResultLine(),) * rows,
        list_title=f"xếp loại chất lượng {DOTS} năm {campaign.year}",
    )


def blank_unrated(campaign: Campaign) -> UnratedList:
    """Danh sách không kiểm điểm, không xếp loại, for a cell that writes by hand."""
    return UnratedList(
        letterhead=blank_head(campaign, UnratedList.form, starred=False),
        organization=DOTS,
        year=campaign.year,
        blank=True,
        signature=Signature(authority=(f"T/M {DOTS}", "Bí thư"), note="(ký, ghi rõ họ tên)"),
    )
