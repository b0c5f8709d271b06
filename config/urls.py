"""Every address: the apps' own, third-party views mounted one by one by name, and the two health pages."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from django.urls import include, path

from config import views
from organizations.views.account import AuthenticatorView

urlpatterns = [
    path("", include("deadlines.urls")),
    path("", include("organizations.urls")),
    path("", include("cadres.urls")),
    path("", include("reviews.urls")),
    path("", include("ratings.urls")),
    # Sign-in, by name: what is not listed here does not exist (no sign-up, no reset by e-mail).
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("tai-khoan/bi-khoa/", account.account_inactive, name="account_inactive"),
    path("tai-khoan/xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/mat-khau/", account.password_change, name="account_change_password"),
    path("tai-khoan/mat-khau/dat/", account.password_set, name="account_set_password"),
    path("dang-nhap/ma-xac-thuc/", mfa.authenticate, name="mfa_authenticate"),
    path("tai-khoan/xac-nhan-lai/ma-xac-thuc/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/hai-lop/", mfa.index, name="mfa_index"),
    path("tai-khoan/hai-lop/ung-dung/bat/", AuthenticatorView.as_view(), name="mfa_activate_totp"),
    path("tai-khoan/hai-lop/ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
