"""What is made known of this app: its kinds of workbook."""

from cadres.resources.facts import CivilRatingSheet, LeaveSheet, StandingSheet
from cadres.resources.holders import HolderSheet
from cadres.resources.memberships import MembershipSheet
from cadres.resources.owned import DisciplineSheet, PastRatingSheet
from cadres.resources.people import PeopleSheet
from cadres.resources.posts import PostSheet
from organizations.services.sheet_kinds import register_sheet

register_sheet(
    PeopleSheet,
    MembershipSheet,
    PostSheet,
    LeaveSheet,
    StandingSheet,
    DisciplineSheet,
    CivilRatingSheet,
    PastRatingSheet,
    HolderSheet,
)
