"""Write every template."""

from tools.word_templates.ratings import (
    ballot,
    count_minutes,
    decision,
    handover_slip,
    proposal,
    unrated_list,
)
from tools.word_templates.reviews import (
    cell_minutes,
    collective_report,
    commitment,
    conference_minutes,
    correction_letter,
    guidance_letter,
    minutes_extract,
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
    remedy_plan,
    commitment,
    ballot,
    count_minutes,
    proposal,
    decision,
    handover_slip,
    unrated_list,
):
    make()
