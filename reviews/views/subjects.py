"""Lists: the round and its dates, who has written, papers handed over."""

from itertools import islice

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from organizations import audit
from organizations.clock import day_of
from organizations.forms import refuse
from organizations.http import AccountRequest, status_of
from organizations.permissions import Permission
from organizations.workflow import ROWS, TransitionDenied, about, may
from reviews import workflow
from reviews.forms.papers import ManyPapersForm, OnePaperForm, PaperForm, ReceivedForm
from reviews.models import Campaign, Guidance, SelfReview, Subject
from reviews.queries import lists
from reviews.queries.context import issuers_to, places_read_once
from reviews.queries.rulebook import authority_over, case_of, places_with_rules
from reviews.services import self_reviews
from reviews.services.places import may_decide
from reviews.views.parts import act_of_form, may_transcribe, may_write, part_asked

A_PAGE = 50
MOST_AT_ONCE = 60


@require_safe
def campaign_list(request: AccountRequest) -> HttpResponse:
    """The rounds, each with the plan's dates in the plan's words."""
    campaigns = Campaign.objects.visible_to(request.user).prefetch_related("deadlines")
    return render(
        request, "reviews/campaign_list.html", {"campaigns": campaigns.select_related("regulation")}
    )


NO_SHEETS = about(ROWS, "Ghi số tờ của ít nhất một bản giấy đã nhận.")


@never_cache
@require_safe
def subject_list(request: AccountRequest) -> HttpResponse:
    """Who has written and who has not, in words."""
    campaign = lists.current_campaign()
    if campaign is None:
        return render(request, "reviews/subject_list.html", {})
    part = part_asked(request)
    subjects = part.of(lists.subjects_for(request.user, campaign))
    stage = request.GET.get("tinh-trang", "")
    shown = subjects.filter(stage=stage) if stage in lists.STAGES else subjects
    counts = lists.stage_counts(subjects)
    total = sum(count for _stage, _words, count in counts)
    length = {one: count for one, _words, count in counts}.get(stage, 0) if stage in lists.STAGES else total
    page = lists.CountedPaginator(shown, A_PAGE, count=length).get_page(request.GET.get("trang"))
    context = {
        "campaign": campaign,
        "page": page,
        "rows": lists.rows_of(page),
        "counts": counts,
        "stage": stage,
        "total": total,
        "part": part,
        "may_record": request.user.holds(Permission.RECORD_PAPER_REVIEW),
    }
    return render(request, "reviews/subject_list.html", context)


def _find(request: AccountRequest, key: str) -> Subject:
    rows = Subject.objects.visible_to(request.user).for_list().noting_who_left()
    rows = rows.select_related("campaign__regulation", "reviewed_organization").prefetch_related(
        places_read_once()
    )
    return get_object_or_404(lists.noting_who_is_elsewhere(rows), key=key)


@never_cache
@require_safe
def subject_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One subject: where it is reviewed, what has been done, what may be done here."""
    subject = _find(request, key)
    review = getattr(subject, "self_review", None)
    readable = review and SelfReview.objects.visible_to(request.user).filter(pk=review.pk).exists()
    if not subject.is_about(request.user):
        audit.looked(request.user, subject)
    context = {
        "subject": subject,
        "row": lists.row_of(subject),
        "authority": authority_over(subject),
        "case": case_of(subject),
        "places": places_with_rules(subject),
        "changes": lists.changes_of(request.user, subject),
        "review": review if readable else None,
        "letters": Guidance.objects.visible_to(request.user).filter(subject=subject).select_related("issuer"),
        "items": subject.agenda_items.select_related("conference__collective", "conference__cell"),
        "may_write": review and may_write(request, review),
        "may_record": review and may(review, workflow.RECORD_PAPER, request.user),
        "may_transcribe": review and may_transcribe(request, review),
        "may_decide": subject.has_places_to_decide and may_decide(request.user, subject),
        "may_draft": subject.is_reviewed
        and request.user.holds(Permission.DRAFT_GUIDANCE)
        and bool(issuers_to(request.user, subject)),
    }
    return render(request, "reviews/subject_detail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subject_paper(request: AccountRequest, key: str) -> HttpResponse:
    """ "Có bản giấy": one self-review handed over on paper."""
    subject = _find(request, key)
    form = OnePaperForm(
        request.POST or None, request.FILES or None, at=request.received_at, account=request.user
    )

    def act() -> str:
        data = form.cleaned_data
        self_reviews.record_paper_review(
            subject,
            received_on=data["received_on"],
            sheets=data["sheets"],
            self_level=data["level"],
            actor=request.user,
            at=request.received_at,
            photo=form.kept_file,
            photo_name=form.file_name,
        )
        return reverse("reviews:subject_detail", args=[subject.key])

    if form.is_bound and not form.is_valid():
        refuse(form, _paper_faults(request, form))
    elif form.is_bound:
        response = act_of_form(request, form, act, done=f"Đã ghi nhận bản giấy của {subject.label}.")
        if response is not None:
            return response
    context = {"form": form, "subject": subject}
    return render(request, "reviews/subject_paper.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subject_papers(request: AccountRequest) -> HttpResponse:
    """Many papers handed over at once, of all or of one cell: those without sheets are left as they are."""
    campaign, part = lists.current_campaign(), part_asked(request)
    awaited = _awaited(request, campaign, part)
    subjects = awaited[:MOST_AT_ONCE]
    known = Subject.objects.visible_to(request.user)
    received = ManyPapersForm(request.POST or None, awaited=[one.key for one in subjects], known=known)
    rows = [(one, PaperForm(request.POST or None, subject=one)) for one in subjects]

    def act() -> str:
        given = {
            one.key: (row.cleaned_data["sheets"], row.cleaned_data["level"])
            for one, row in rows
            if row.cleaned_data["sheets"]
        }
        if not given:
            raise TransitionDenied(*_paper_faults(request, received), NO_SHEETS)
        self_reviews.record_paper_reviews(
            [one for one in subjects if one.key in given],
            received_on=received.cleaned_data["received_on"],
            rows=given,
            actor=request.user,
            at=request.received_at,
        )
        return reverse("reviews:subject_list")

    readable = request.method == "POST" and all([received.is_valid(), *(row.is_valid() for _, row in rows)])
    if received.is_bound and not readable:
        refuse(received, _paper_faults(request, received))
        if all(row.is_valid() and not row.cleaned_data["sheets"] for _, row in rows):
            received.refuse_rows(NO_SHEETS)
    if readable:
        response = act_of_form(request, received, act, done="Đã ghi nhận các bản giấy.")
        if response is not None:
            return response
    forms = [received, *(row for _, row in rows)]
    context = {"received": received, "rows": rows, "forms": forms, "campaign": campaign, "part": part}
    context |= {"invalid": request.method == "POST", "has_more": len(awaited) > MOST_AT_ONCE}
    return render(request, "reviews/subject_papers.html", context, status=status_of(*forms))


def _paper_faults(request: AccountRequest, form: ReceivedForm) -> list[str]:
    return self_reviews.paper_faults(form.cleaned_data.get("received_on"), day_of(request.received_at))


def _awaited(request: AccountRequest, campaign: Campaign | None, part: lists.Narrowed) -> list[Subject]:
    """Those whose self-review may still come on paper: as many as the page holds, and one more if there is one."""
    if campaign is None:
        return []
    rows = (
        part.of(lists.subjects_for(request.user, campaign))
        .filter(is_reviewed=True, self_review__state__in=workflow.WRITABLE)
        .select_related("organization")
        .prefetch_related("places__organization")
    )
    mine = (one for one in rows.iterator(A_PAGE) if _may_record(one, request))
    return list(islice(mine, MOST_AT_ONCE + 1))


def _may_record(subject: Subject, request: AccountRequest) -> bool:
    """Asked of the self-review with the subject that the list has read already."""
    review = subject.self_review
    review.subject = subject
    return may(review, workflow.RECORD_PAPER, request.user)
