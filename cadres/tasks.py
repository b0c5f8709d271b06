"""What is made known of this app: its kinds of workbook."""

from cadres.resources.people import PeopleSheet
from organizations.services.sheet_kinds import register_sheet

register_sheet(PeopleSheet)
