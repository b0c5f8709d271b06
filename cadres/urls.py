"""Addresses of people and their organisations."""

from django.urls import URLPattern, URLResolver, path

from cadres.views import organizations, people

app_name = "cadres"

urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-vien/", people.person_list, name="person_list"),
    path("to-chuc/", organizations.organization_list, name="organization_list"),
    path("to-chuc/<str:key>/", organizations.organization_detail, name="organization_detail"),
]
