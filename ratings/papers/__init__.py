"""What stands on the papers of a rating: ballot, count, proposal, decision."""

from ratings.papers.ballot import Ballot, BallotLine
from ratings.papers.blanks import (
    blank_ballot,
    blank_count,
    blank_decision,
    blank_proposal,
    blank_unrated,
)
from ratings.papers.count_minutes import CountLine, CountMinutes, Turnout
from ratings.papers.decision import CorrectionLetter, Decision, Mistake, ResultLine
from ratings.papers.filling import paper_of_ballot, paper_of_count, paper_of_decision
from ratings.papers.filling_inquiry import paper_of_inquiry
from ratings.papers.filling_lists import paper_of_proposal, paper_of_sitting
from ratings.papers.filling_unrated import paper_of_unrated
from ratings.papers.inquiry import AskedAbout, InquiryLetter
from ratings.papers.proposal import CollectiveLine, PersonLine, Proposal
from ratings.papers.unrated import UnratedLine, UnratedList

__all__ = [
    "AskedAbout",
    "Ballot",
    "BallotLine",
    "CollectiveLine",
    "CorrectionLetter",
    "CountLine",
    "CountMinutes",
    "Decision",
    "InquiryLetter",
    "Mistake",
    "PersonLine",
    "Proposal",
    "ResultLine",
    "Turnout",
    "UnratedLine",
    "UnratedList",
    "blank_ballot",
    "blank_count",
    "blank_decision",
    "blank_proposal",
    "blank_unrated",
    "paper_of_ballot",
    "paper_of_count",
    "paper_of_decision",
    "paper_of_inquiry",
    "paper_of_proposal",
    "paper_of_sitting",
    "paper_of_unrated",
]
