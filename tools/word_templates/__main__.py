"""Write every template."""

from tools.word_templates.ratings import ballot, count_minutes, decision, handover_slip, proposal
from tools.word_templates.reviews import (
    collective_report,
    conference_minutes,
    correction_letter,
    guidance_letter,
    self_review,
)

for make in (
    self_review,
    collective_report,
    guidance_letter,
    correction_letter,
    conference_minutes,
    ballot,
    count_minutes,
    proposal,
    decision,
    handover_slip,
):
    make()
