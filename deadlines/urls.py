"""Addresses of deadlines."""

from django.urls import URLPattern, URLResolver, path

from deadlines.views import (
    board,
    campaigns,
    desk,
    dossiers,
    files,
    handing,
    home,
    progress,
    reorganisation,
    routes,
)

app_name = "deadlines"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.worklist, name="worklist"),
    path("quan-ly-tai-khoan/vai-tro/<str:key>/ban-giao/", handing.desk_handover, name="desk_handover"),
    path("dot-kiem-diem/nam/<int:year>/", campaigns.campaign_detail, name="campaign_detail"),
    path("dot-kiem-diem/nam/<int:year>/mo/", campaigns.campaign_open, name="campaign_open"),
    path("dot-kiem-diem/nam/<int:year>/quy-dinh/", campaigns.campaign_rules, name="campaign_rules"),
    path("tien-do/", progress.progress, name="progress"),
    path("theo-doi/", board.board, name="board"),
    path("theo-doi/excel/", board.board_excel, name="board_excel"),
    path("theo-doi/bao-cao-nhanh/", board.board_report, name="board_report"),
    path("theo-doi/<str:key>/", board.board_unit, name="board_unit"),
    path("doi-dien/", routes.route_change_list, name="route_change_list"),
    path("doi-dien/ghi/", routes.route_change_create, name="route_change_create"),
    path("doi-dien/<str:key>/", routes.route_change_detail, name="route_change_detail"),
    path("doi-dien/<str:key>/huy/", routes.route_change_undo, name="route_change_undo"),
    path("doi-dien/<str:key>/ban-quet/", routes.route_change_scan, name="route_change_scan"),
    path("sap-xep/", reorganisation.reorganisation_list, name="reorganisation_list"),
    path("sap-xep/<str:key>/", reorganisation.reorganisation_create, name="reorganisation_create"),
    path("ho-so/", dossiers.dossier_list, name="dossier_list"),
    path("ho-so/muc/<str:key>/", dossiers.item_detail, name="item_detail"),
    path("ho-so/muc/<str:key>/tep/", files.item_file, name="item_file"),
    path("ho-so/muc/<str:key>/noi-dung/", files.item_content, name="item_content"),
    path("ho-so/bien-nhan/<str:key>/", dossiers.submission_detail, name="submission_detail"),
    path("ho-so/phieu-giao-nhan/<str:key>/", files.handover_detail, name="handover_detail"),
    path("ho-so/phieu-giao-nhan/<str:key>/lap/", files.handover_draw, name="handover_draw"),
    path("ho-so/phieu-giao-nhan/<str:key>/tep/", files.handover_file, name="handover_file"),
    path("ho-so/<str:key>/", dossiers.dossier_detail, name="dossier_detail"),
    path("ho-so/<str:key>/kiem-tra/", dossiers.dossier_check, name="dossier_check"),
    path("ho-so/<str:key>/thu-hoi/", dossiers.dossier_recall, name="dossier_recall"),
    path("ho-so/<str:key>/xin-mo-lai/", dossiers.dossier_reopen, name="dossier_reopen"),
    path("ho-so/<str:key>/tiep-nhan/", desk.dossier_receive, name="dossier_receive"),
    path("ho-so/<str:key>/tra-lai/", desk.dossier_return, name="dossier_return"),
    path("ho-so/<str:key>/du-thanh-phan/", desk.dossier_accept, name="dossier_accept"),
    path("ho-so/<str:key>/luu/", desk.dossier_archive, name="dossier_archive"),
    path("ho-so/<str:key>/nhan-ban-giay/", desk.dossier_paper, name="dossier_paper"),
    path("ho-so/<str:key>/thoi-han/", desk.dossier_lateness, name="dossier_lateness"),
    path("ho-so/<str:key>/chua-mo-lai/", desk.dossier_reopen_refuse, name="dossier_reopen_refuse"),
]
