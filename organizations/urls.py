"""Addresses of the account pages."""

from django.urls import path

from organizations.views import account, accounts, frame, imports, pages

app_name = "organizations"

urlpatterns = [
    path("co-chu/", frame.text_size, name="text_size"),
    path("tu-cach/", frame.hat_switch, name="hat_switch"),
    path("phien-lam-viec/", frame.session_extend, name="session_extend"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/lop-thu-hai/", account.second_factor, name="second_factor"),
    path("tai-khoan/the-ma/", account.code_card, name="code_card"),
    path("quan-ly-tai-khoan/", accounts.account_list, name="account_list"),
    path("quan-ly-tai-khoan/lap/", accounts.account_create, name="account_create"),
    path("quan-ly-tai-khoan/phieu/", accounts.account_slips, name="account_slips"),
    path("quan-ly-tai-khoan/vai-tro/<str:key>/thoi/", accounts.role_end, name="role_end"),
    path("quan-ly-tai-khoan/<str:key>/", accounts.account_detail, name="account_detail"),
    path("quan-ly-tai-khoan/<str:key>/cap-lai/", accounts.account_reset, name="account_reset"),
    path("quan-ly-tai-khoan/<str:key>/khoa/", accounts.account_lock, name="account_lock"),
    path("quan-ly-tai-khoan/<str:key>/vai-tro/", accounts.role_grant, name="role_grant"),
    path("thong-bao/", account.notice_list, name="notice_list"),
    path("thong-bao/da-doc/", account.notice_read_all, name="notice_read_all"),
    path("thong-bao/<str:key>/", account.notice_open, name="notice_open"),
    path("dung-thu/vao/", account.demo_sign_in, name="demo_sign_in"),
    path("dung-thu/gio/", pages.demo_clock, name="demo_clock"),
    path("viec-nen/<str:key>/", pages.job_detail, name="job_detail"),
    path("nhap-tu-excel/", imports.import_list, name="import_list"),
    path("nhap-tu-excel/tai-len/<slug:kind>/", imports.import_create, name="import_create"),
    path("nhap-tu-excel/mau/<slug:kind>/", imports.import_template, name="import_template"),
    path("nhap-tu-excel/<str:key>/", imports.import_detail, name="import_detail"),
    path("nhap-tu-excel/<str:key>/ban-danh-dau-loi/", imports.import_annotated, name="import_annotated"),
    path("nhap-tu-excel/<str:key>/ghi/", imports.import_apply, name="import_apply"),
    path("nhap-tu-excel/<str:key>/kiem-tra-lai/", imports.import_recheck, name="import_recheck"),
    path("nhap-tu-excel/<str:key>/huy/", imports.import_cancel, name="import_cancel"),
    path("nhap-tu-excel/<str:key>/hoan-tac/", imports.import_undo, name="import_undo"),
    path("nhap-tu-excel/<str:key>/trung/", imports.import_choose, name="import_choose"),
    path("luot-xem/", pages.access_list, name="access_list"),
    path("nhat-ky/", pages.journal_list, name="journal_list"),
    path("huong-dan/", pages.guide, name="guide"),
    path("ai-xem-duoc/", pages.privacy, name="privacy"),
]
