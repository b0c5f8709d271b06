"""Addresses of cadres."""

from django.urls import URLPattern, URLResolver, path

from cadres.views import organizations

app_name = "cadres"

urlpatterns: list[URLPattern | URLResolver] = [
    path("to-chuc/", organizations.organization_list, name="organization_list"),
    path("to-chuc/<str:key>/", organizations.organization_detail, name="organization_detail"),
]
