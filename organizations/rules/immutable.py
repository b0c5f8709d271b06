"""The tables that are only ever added to; one list, held by triggers on both databases."""

APPEND_ONLY = (
    "organizations_auditentry",
    "organizations_auditseal",
    "organizations_accessentry",
    "organizations_organizationchange",
    "reviews_revision",
    "reviews_subjectchange",
    "reviews_remedynote",
    "ratings_routemove",
    "ratings_withdrawal",
    "ratings_earlieranswer",
    "deadlines_submission",
    "deadlines_dossierreturn",
)
