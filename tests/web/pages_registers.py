"""The two registers of a round, as they are looked at by machine."""

from tests.web.page import Page

REGISTER_PAGES = [
    Page("ratings:register", "organization_staff", picture="register"),
    Page("ratings:register", "unit_clerk"),
    Page("ratings:register", "cell_secretary"),
    Page("ratings:register_names", "organization_staff", picture="register-names"),
    Page("ratings:register_names", "unit_clerk"),
]
