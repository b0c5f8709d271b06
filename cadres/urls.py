"""Addresses of people and their organisations."""

from django.urls import URLPattern, URLResolver, path

from cadres.views import accounts, by_hand, collectives, facts, organizations, people, standings

app_name = "cadres"

urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-vien/", people.person_list, name="person_list"),
    path("dang-vien/excel/", people.person_excel, name="person_excel"),
    path("dang-vien/them/", by_hand.person_add, name="person_add"),
    path("dang-vien/ghi-chung/", standings.standing_many, name="standing_many"),
    path("dang-vien/tep/<str:key>/", people.person_export, name="person_export"),
    path("dang-vien/<str:key>/sua/", facts.person_edit, name="person_edit"),
    path("dang-vien/<str:key>/ghi/<str:part>/", facts.person_facts, name="person_facts"),
    path("to-chuc/", organizations.organization_list, name="organization_list"),
    path("to-chuc/<str:key>/", organizations.organization_detail, name="organization_detail"),
    path("to-chuc/<str:key>/tap-the/", collectives.collective_add, name="organization_collective"),
    path("tap-the/<str:key>/sua/", collectives.collective_edit, name="collective_edit"),
    path("tap-the/<str:key>/chuc-danh/", collectives.post_add, name="collective_post"),
    path("quan-ly-tai-khoan/lap/dang-vien/", accounts.account_choose, name="account_choose"),
    path("quan-ly-tai-khoan/lap/dang-vien/<str:key>/", accounts.account_person, name="account_person"),
    path("quan-ly-tai-khoan/<str:key>/go/", accounts.account_part, name="account_part"),
]
