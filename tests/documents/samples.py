"""Every paper once, by name: what the tests draw and the page images show."""

from tests.documents.samples_asking import inquiry_letter
from tests.documents.samples_minutes import cell_minutes, conference_minutes, minutes_extract
from tests.documents.samples_programme import invitation, programme
from tests.documents.samples_ratings import (
    ballot,
    correction_letter,
    count_minutes,
    decision,
    handover_slip,
    petition,
    proposal,
    short_ballot,
    unrated_list,
)
from tests.documents.samples_remedies import blank_commitment, remedy_plan
from tests.documents.samples_reviews import (
    blank_self_review,
    cadre_self_review,
    collective_report,
    guidance_letter,
    member_self_review,
)

PAPERS = {
    one.__name__: one
    for one in (
        ballot,
        blank_commitment,
        blank_self_review,
        cadre_self_review,
        cell_minutes,
        collective_report,
        conference_minutes,
        correction_letter,
        count_minutes,
        decision,
        guidance_letter,
        handover_slip,
        inquiry_letter,
        invitation,
        member_self_review,
        minutes_extract,
        petition,
        programme,
        proposal,
        remedy_plan,
        short_ballot,
        unrated_list,
    )
}
