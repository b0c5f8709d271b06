"""The pages on which accounts are managed."""

from typing import Any

from tests.web.page import Page

EMPTY = {"form_key": "0" * 32}


def waits_for_its_slip(office: Any) -> None:
    """The account below was made, and nobody has come in with it."""
    type(office.account).objects.filter(pk=office.account.pk).update(password="!" + "x" * 40)


ACCOUNT_PAGES = [
    Page("organizations:account_list", "administrator", picture="tai-khoan"),
    Page("organizations:account_list", "unit_clerk", given=waits_for_its_slip, state="new"),
    Page("organizations:account_list", "department_clerk"),
    Page("organizations:account_create", "administrator", picture="tai-khoan-lap"),
    Page("organizations:account_detail", "administrator", picture="tai-khoan-chi-tiet"),
    Page("organizations:account_detail", "unit_clerk"),
    Page("organizations:account_reset", "unit_clerk", picture="tai-khoan-cap-lai"),
    Page("organizations:account_lock", "unit_clerk"),
    Page("organizations:role_grant", "unit_clerk"),
    Page("organizations:role_end", "unit_clerk"),
    Page("organizations:journal_list", "organization_leader", picture="nhat-ky"),
    Page("organizations:journal_list", "organization_leader", query="?lam-thay=1"),
    Page("cadres:account_choose", "administrator", query="?tim=vi"),
    Page("cadres:account_person", "unit_clerk"),
    Page("cadres:account_part", "unit_clerk"),
    Page("deadlines:desk_handover", "unit_clerk"),
    Page("deadlines:desk_handover", "administrator", picture="ban-giao"),
]
ACCOUNT_ERRORS = [
    Page("organizations:account_create", "unit_clerk", data=EMPTY, errors=4),
    Page("organizations:account_reset", "unit_clerk", data=EMPTY, errors=2),
    Page("organizations:account_lock", "unit_clerk", data=EMPTY, errors=1),
    Page("organizations:role_grant", "administrator", data=EMPTY, errors=3),
    Page("organizations:role_end", "unit_clerk", data=EMPTY, errors=2),
    Page("cadres:account_part", "unit_clerk", data=EMPTY, errors=1),
    Page("deadlines:desk_handover", "unit_clerk", data=EMPTY, errors=3),
]
SLIP = Page("cadres:account_person", "administrator", data=EMPTY, picture="phieu-dang-nhap")
