"""Write every template."""

from tools.word_templates.conferences import (
    cell_minutes,
    conference_minutes,
    invitation,
    minutes_extract,
    programme,
)
from tools.word_templates.ratings import (
    ballot,
    count_minutes,
    decision,
    handover_slip,
    inquiry_letter,
    proposal,
    unrated_list,
)
from tools.word_templates.reviews import (
    collective_report,
    commitment,
    correction_letter,
    guidance_letter,
    remedy_plan,
    self_review,
)

for make in (
    self_review,
    collective_report,
    guidance_letter,
    correction_letter,
    conference_minutes,
    cell_minutes,
    minutes_extract,
    programme,
    invitation,
    remedy_plan,
    commitment,
    ballot,
    count_minutes,
    proposal,
    decision,
    handover_slip,
    inquiry_letter,
    unrated_list,
):
    make()
