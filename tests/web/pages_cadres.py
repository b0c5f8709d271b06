"""The pages of people."""

from tests.web.page import Page

SENT = {"form_key": "0" * 32}


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
    Page("cadres:person_excel", "unit_clerk"),
    Page("cadres:standing_many", "unit_clerk", picture="standing-many"),
    Page("cadres:person_edit", "unit_clerk", picture="person-edit"),
    Page("cadres:person_facts", "unit_clerk", picture="person-facts"),
    Page("cadres:person_add", "unit_clerk", picture="person-add"),
    Page("cadres:person_add", "unit_clerk", query="?viec=ket-nap", picture="person-admit"),
    Page("cadres:organization_collective", "unit_clerk", picture="collective-add"),
    Page("cadres:collective_edit", "unit_clerk", picture="collective-edit"),
    Page("cadres:collective_post", "unit_clerk", picture="collective-post"),
    Page("ratings:person_detail", "organization_leader", picture="person-detail"),
    Page("ratings:person_detail", "unit_clerk"),
    Page("ratings:person_detail", "subject", picture="person-detail-cua-minh"),
]
CADRE_ANSWERS = [
    Page(
        "cadres:person_add",
        "unit_clerk",
        data=SENT
        | {
            "full_name": "Vi Văn Tuất",
            "birth": "1975",
            "cell": "Chi bộ Văn phòng",
            "joined_on": "19/5/2000",
            "official_on": "19/5/2001",
        },
        answers=422,
        errors=1,
        state="alike",
        picture="person-add-alike",
    ),
]
CADRE_REFUSED = [
    Page("cadres:standing_many", "unit_clerk", data=SENT, errors=4),
    Page("cadres:person_edit", "unit_clerk", data=SENT, errors=2),
    Page("cadres:person_add", "unit_clerk", data=SENT, errors=4),
    Page("cadres:person_add", "unit_clerk", query="?viec=ket-nap", data=SENT, errors=4),
    Page("cadres:organization_collective", "unit_clerk", data=SENT, errors=2),
    Page("cadres:collective_edit", "unit_clerk", data=SENT, errors=3),
    Page("cadres:collective_post", "unit_clerk", data=SENT, errors=3),
    Page("cadres:person_facts", "unit_clerk", data=SENT | {"dong0-note": "x"}, errors=2),
]
