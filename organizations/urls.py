"""Addresses of the account pages."""

from django.urls import path

from organizations.views import account, frame, pages

app_name = "organizations"

urlpatterns = [
    path("co-chu/", frame.text_size, name="text_size"),
    path("tu-cach/", frame.hat_switch, name="hat_switch"),
    path("phien-lam-viec/", frame.session_extend, name="session_extend"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/lop-thu-hai/", account.second_factor, name="second_factor"),
    path("tai-khoan/the-ma/", account.code_card, name="code_card"),
    path("thong-bao/", account.notice_list, name="notice_list"),
    path("thong-bao/da-doc/", account.notice_read_all, name="notice_read_all"),
    path("thong-bao/<str:key>/", account.notice_open, name="notice_open"),
    path("dung-thu/vao/", account.demo_sign_in, name="demo_sign_in"),
    path("dung-thu/gio/", pages.demo_clock, name="demo_clock"),
    path("viec-nen/<str:key>/", pages.job_detail, name="job_detail"),
    path("luot-xem/", pages.access_list, name="access_list"),
    path("huong-dan/", pages.guide, name="guide"),
    path("ai-xem-duoc/", pages.privacy, name="privacy"),
]
