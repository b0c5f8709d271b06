"""The pages of people."""

from tests.web.page import Page

CADRE_PAGES = [
    Page("cadres:person_list", "organization_staff", picture="person-list"),
    Page("cadres:person_list", "unit_clerk"),
    Page("cadres:person_list", "organization_staff", query="?tim=khong+ai+ca", state="nobody"),
    Page(
        "cadres:person_list",
        "organization_staff",
        query="?tim=31/2/1975+8/75&don_vi=khongco&tinh_trang=x",
        state="wrong",
        answers=422,
        picture="person-list-loi",
    ),
]
