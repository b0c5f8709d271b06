"""Addresses of reviews."""

from django.urls import URLPattern, URLResolver, path

from reviews.views import (
    conference_plans,
    conferences,
    files,
    guidance,
    memberships,
    papers,
    places,
    refinements,
    revisions,
    subjects,
    transcripts,
    writing,
)

app_name = "reviews"

urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-vien/<str:key>/noi-sinh-hoat/", memberships.membership_change, name="membership_change"),
    path("chuyen-sinh-hoat/", memberships.transfer_list, name="transfer_list"),
    path("chuyen-sinh-hoat/<str:key>/", memberships.transfer_detail, name="transfer_detail"),
    path("dot-kiem-diem/", subjects.campaign_list, name="campaign_list"),
    path("dot-kiem-diem/nam/<int:year>/don-vi/<str:key>/", refinements.plan_edit, name="plan_edit"),
    path("doi-tuong/", subjects.subject_list, name="subject_list"),
    path("doi-tuong/ban-giay/", subjects.subject_papers, name="subject_papers"),
    path("doi-tuong/<str:key>/", subjects.subject_detail, name="subject_detail"),
    path("doi-tuong/<str:key>/ban-giay/", subjects.subject_paper, name="subject_paper"),
    path("doi-tuong/<str:key>/noi-kiem-diem/", places.subject_places, name="subject_places"),
    path("doi-tuong/<str:key>/goi-y/", guidance.guidance_create, name="guidance_create"),
    path("ban-kiem-diem/<str:key>/", writing.self_review_detail, name="self_review_detail"),
    path("ban-kiem-diem/<str:key>/viet/", writing.self_review_edit, name="self_review_edit"),
    path("ban-kiem-diem/<str:key>/tu-luu/", writing.self_review_autosave, name="self_review_autosave"),
    path("ban-kiem-diem/<str:key>/kiem-tra/", writing.self_review_check, name="self_review_check"),
    path("ban-kiem-diem/<str:key>/nop/", writing.self_review_submit, name="self_review_submit"),
    path("ban-kiem-diem/<str:key>/bien-nhan/", writing.self_review_receipt, name="self_review_receipt"),
    path("ban-kiem-diem/<str:key>/cac-ban/", revisions.self_review_revisions, name="self_review_revisions"),
    path("ban-kiem-diem/<str:key>/tra-lai/", writing.self_review_return, name="self_review_return"),
    path("ban-kiem-diem/<str:key>/hoan-chinh/", writing.self_review_complete, name="self_review_complete"),
    path("ban-kiem-diem/<str:key>/nguoi-soan-giup/", writing.self_review_helper, name="self_review_helper"),
    path("ban-kiem-diem/<str:key>/tep-word/", files.self_review_word, name="self_review_word"),
    path("ban-kiem-diem/<str:key>/hinh-thuc/", files.self_review_form, name="self_review_form"),
    path(
        "ban-kiem-diem/<str:key>/nhap-tu-ban-giay/",
        transcripts.self_review_transcript,
        name="self_review_transcript",
    ),
    path("ban-kiem-diem/<str:key>/tep/", files.self_review_file, name="self_review_file"),
    path("ban-kiem-diem/<str:key>/minh-chung/", files.evidence_add, name="evidence_add"),
    path("ban-kiem-diem/<str:key>/minh-chung/<str:evidence>/", files.evidence_file, name="evidence_file"),
    path(
        "ban-kiem-diem/<str:key>/minh-chung/<str:evidence>/bo/", files.evidence_remove, name="evidence_remove"
    ),
    path("ban-kiem-diem/<str:key>/van-ban/<str:format>/", files.self_review_paper, name="self_review_paper"),
    path(
        "ban-kiem-diem/<str:key>/khac-phuc/<str:format>/",
        papers.self_review_remedies,
        name="self_review_remedies",
    ),
    path(
        "ban-kiem-diem/<str:key>/cam-ket/<str:format>/",
        papers.self_review_commitment,
        name="self_review_commitment",
    ),
    path("van-ban/<str:key>/", files.paper_detail, name="paper_detail"),
    path("van-ban/<str:key>/tep/", files.paper_file, name="paper_file"),
    path("goi-y/", guidance.guidance_list, name="guidance_list"),
    path("goi-y/moi/", guidance.guidance_choose, name="guidance_choose"),
    path("goi-y/<str:key>/", guidance.guidance_detail, name="guidance_detail"),
    path("goi-y/<str:key>/sua/", guidance.guidance_edit, name="guidance_edit"),
    path("goi-y/<str:key>/gui/", guidance.guidance_send, name="guidance_send"),
    path("goi-y/<str:key>/ban-quet/", guidance.guidance_scan_add, name="guidance_scan_add"),
    path("goi-y/<str:key>/tep/", files.guidance_scan, name="guidance_scan"),
    path("goi-y/<str:key>/van-ban/<str:format>/", files.guidance_paper, name="guidance_paper"),
    path("hoi-nghi/", conferences.conference_list, name="conference_list"),
    path("hoi-nghi/nhap/", conferences.conference_choose, name="conference_choose"),
    path("hoi-nghi/nhap/<str:key>/", conferences.conference_create, name="conference_create"),
    path("hoi-nghi/lich/", conference_plans.conference_plan_list, name="conference_plan_list"),
    path("hoi-nghi/lich/lap/", conference_plans.conference_plan_choose, name="conference_plan_choose"),
    path(
        "hoi-nghi/lich/lap/<str:key>/", conference_plans.conference_plan_create, name="conference_plan_create"
    ),
    path("hoi-nghi/lich/<str:key>/", conference_plans.conference_plan_detail, name="conference_plan_detail"),
    path(
        "hoi-nghi/lich/<str:key>/chuong-trinh/<str:format>/",
        papers.conference_programme,
        name="conference_plan_programme",
    ),
    path(
        "hoi-nghi/lich/<str:key>/giay-moi/<str:format>/",
        papers.conference_invitation,
        name="conference_plan_invitation",
    ),
    path(
        "hoi-nghi/lich/<str:key>/bien-ban/<str:format>/",
        papers.conference_blank_minutes,
        name="conference_plan_minutes",
    ),
    path("hoi-nghi/lich/<str:key>/sua/", conference_plans.conference_plan_edit, name="conference_plan_edit"),
    path("hoi-nghi/<str:key>/", conferences.conference_detail, name="conference_detail"),
    path("hoi-nghi/<str:key>/sua/", conferences.conference_edit, name="conference_edit"),
    path("hoi-nghi/<str:key>/tep/", files.conference_scan, name="conference_scan"),
    path("hoi-nghi/<str:key>/bien-ban/<str:format>/", papers.conference_minutes, name="conference_minutes"),
    path("hoi-nghi/<str:key>/trich-bien-ban/", papers.conference_extract, name="conference_extract"),
]
