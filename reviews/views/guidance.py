"""Gợi ý kiểm điểm: the list, the draft, the letter, its number and scan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from documents.services.uploads import PAPERS, Accepted
from organizations import audit
from organizations.clock import day_of
from organizations.forms import AtBox, refuse, refuse_stale, tell_standing
from organizations.http import AccountRequest, status_of
from organizations.models import Collective
from organizations.permissions import Permission
from organizations.workflow import StaleVersion, may, require
from reviews import workflow
from reviews.enums import GuidanceState
from reviews.forms.guidance import MOST_POINTS, LetterForm, SendForm, points_formset, trigger_choices
from reviews.forms.papers import FileForm
from reviews.models import Guidance, GuidancePoint, SelfReview, Subject
from reviews.papers.filling import paper_of_guidance
from reviews.queries.context import guided_subjects, issuers_for, issuers_to, papers_of
from reviews.queries.guidance import followed
from reviews.queries.lists import current_campaign
from reviews.queries.triggers import NEEDED, cases_of, grounds_for
from reviews.rules.guidance import Followed
from reviews.rules.regulation import GuidanceTrigger
from reviews.rules.triggers import Grounds
from reviews.services import guidance
from reviews.services.guidance import Point
from reviews.views.parts import accepted, act_of_form, may_write

BLANK_POINTS = 2
MOST_SHOWN = 30  # a longer list is searched, not scrolled
STALE = "Dự thảo vừa được sửa ở nơi khác. Nội dung đồng chí ghi vẫn còn; đề nghị so lại rồi lưu lần nữa."
POINT_BOXES = ("issue", "ground", "request", "trigger", "trigger_printed")
COUNTS = frozenset(str(count) for count in range(MOST_POINTS + 1))


@never_cache
@require_safe
def guidance_list(request: AccountRequest) -> HttpResponse:
    """The letters of one's own level, and those sent to one's people."""
    letters = (
        Guidance.objects.visible_to(request.user)
        .select_related("subject__unit", "issuer")
        .prefetch_related("points")
        .order_by("subject__position", "pk")
    )
    if not request.user.holds(Permission.DRAFT_GUIDANCE):
        rows: list[tuple[Guidance, Followed | None]] = [(one, None) for one in letters]
        return render(request, "reviews/guidance_list.html", {"rows": rows})
    told: list[Any] = list(letters.noting_own(request.user))
    come = followed(told)
    rows = [(one, come.get(one.pk)) for one in told]
    context = {
        "rows": rows,
        "unanswered": [
            (one, come[one.pk]) for one in told if one.is_own and one.pk in come and come[one.pk].unanswered
        ],
        "may_draft": True,
    }
    return render(request, "reviews/guidance_list.html", context)


@never_cache
@require_safe
def guidance_choose(request: AccountRequest) -> HttpResponse:
    """Whom the new letter is for."""
    campaign = current_campaign()
    words = request.GET.get("tim", "").strip()
    rows = guided_subjects(request.user, campaign, words)
    found = list(rows.order_by("position", "pk")[: MOST_SHOWN + 1])
    context = {
        "subjects": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
        "words": words,
        "campaign": campaign,
    }
    return render(request, "reviews/guidance_choose.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guidance_create(request: AccountRequest, key: str) -> HttpResponse:
    """A new draft to one subject."""
    rows = Subject.objects.visible_to(request.user).select_related("campaign__regulation", *NEEDED)
    subject = get_object_or_404(rows.reporting().filter(is_reviewed=True), key=key)
    issuers = issuers_to(request.user, subject)
    if not issuers:
        raise Http404
    only = issuers[0] if len(issuers) == 1 else None
    start = {"opening": guidance.default_opening(subject, only) if only else "", "issuer": only}
    offered = issuers_for(request.user).filter(pk__in=[one.pk for one in issuers])
    form = LetterForm(request.POST or None, issuers=offered, initial=start, fixed=only is not None)
    grounds = _grounds(request, subject)
    points = _points(request, grounds, BLANK_POINTS)

    def act() -> str:
        issuer: Collective = only or form.cleaned_data["issuer"]
        letter = guidance.draft_guidance(
            subject, issuer, **_words(form, points), actor=request.user, at=request.received_at
        )
        return reverse("reviews:guidance_detail", args=[letter.key])

    context = {"subject": subject, "issuer": only, "grounds": grounds}
    return _letter_page(request, form, points, act, context)


def _grounds(request: AccountRequest, subject: Subject) -> Grounds:
    """What stands beside the boxes: the cases the records show, and those a person judges (3.4)."""
    today = day_of(request.received_at)
    return grounds_for(request.user, subject.campaign, [subject], today)[0][1]


def _points(request: AccountRequest, grounds: Grounds, extra: int, letter: Guidance | None = None) -> Any:
    """The points as they were typed, else as they are kept, with so many blank ones."""
    kept = list(letter.points.all()) if letter is not None else []
    rows = [{name: getattr(one, name) for name in POINT_BOXES} for one in kept]
    named = {one.trigger for one in kept} - {""}
    cases = (
        [(one.code, one.text) for one in cases_of(letter) if one.code in named] if letter and named else []
    )
    given = {"triggers": trigger_choices(grounds, cases)}
    return points_formset(extra)(request.POST or None, prefix="diem", initial=rows, form_kwargs=given)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guidance_edit(request: AccountRequest, key: str) -> HttpResponse:
    """The draft, changed until it is signed."""
    letter = _find(request, key)
    require(request.user, Permission.DRAFT_GUIDANCE, letter)
    if letter.state != GuidanceState.DRAFT:
        return redirect("reviews:guidance_detail", key=letter.key)
    start = {"opening": letter.opening, "attending": letter.attending, "version": letter.version}
    form = LetterForm(request.POST or None, issuers=issuers_for(request.user), initial=start, fixed=True)
    grounds = _grounds(request, letter.subject)
    points = _points(request, grounds, 1, letter)

    def act() -> str:
        version = form.cleaned_data["version"] or 0
        guidance.rewrite_guidance(letter, **_words(form, points), version=version, actor=request.user)
        return reverse("reviews:guidance_detail", args=[letter.key])

    context = {"subject": letter.subject, "issuer": letter.issuer, "letter": letter, "grounds": grounds}
    return _letter_page(request, form, points, act, context)


def _words(form: LetterForm, points: Any) -> dict[str, Any]:
    return {
        "opening": form.cleaned_data["opening"],
        "attending": form.cleaned_data["attending"],
        "points": [Point(**one.cleaned_data) for one in points if one.cleaned_data.get("issue")],
    }


def _letter_page(
    request: AccountRequest, form: LetterForm, points: Any, act: Any, context: dict[str, Any]
) -> HttpResponse:
    """Both the new letter and the changed one: refused, everything typed stands."""
    if request.method == "POST" and "more" in request.POST:
        points = _one_more(request, points.form_kwargs)
    elif request.method == "POST" and not points.forms:
        points = points_formset(BLANK_POINTS)(prefix="diem", form_kwargs=points.form_kwargs)
        form.add_error(None, AtBox("Ghi ít nhất một điểm gợi ý.", points[0]["issue"].id_for_label))
    elif request.method == "POST" and all([form.is_valid(), points.is_valid()]):
        try:
            response = act_of_form(request, form, act, done="Đã lưu dự thảo gợi ý kiểm điểm.")
        except StaleVersion:
            refuse_stale(form, STALE)
            for one in points:
                tell_standing(one)
            response = None
        if response is not None:
            return response
    forms = [form, *points]
    whole = {"form": form, "points": points, "forms": forms, **context}
    return render(request, "reviews/guidance_edit.html", whole, status=status_of(*forms))


def _one_more(request: AccountRequest, given: dict[str, Any]) -> Any:
    """The points as typed, with one more blank."""
    typed = request.POST.copy()
    count = typed.get("diem-TOTAL_FORMS", "1")
    typed["diem-TOTAL_FORMS"] = str(min(int(count) + 1, MOST_POINTS) if count in COUNTS else 1)
    return points_formset(0)(typed, prefix="diem", form_kwargs=given)


def _find(request: AccountRequest, key: str) -> Guidance:
    rows = Guidance.objects.visible_to(request.user).select_related(
        "subject__person__account",
        "subject__unit__contact",
        "subject__campaign__regulation",
        *(f"subject__{one}" for one in NEEDED),
        "issuer__organization",
        "issuer__scope",
        "scan",
    )
    return get_object_or_404(rows.prefetch_related("points"), key=key)


@never_cache
@require_safe
def guidance_detail(request: AccountRequest, key: str) -> HttpResponse:
    """The letter in its layout; its points and, once given, their answers."""
    letter = _find(request, key)
    if not letter.subject.is_about(request.user):
        audit.looked(request.user, letter)
    may_draft = request.user.can(Permission.DRAFT_GUIDANCE, letter)
    own = getattr(letter.subject, "self_review", None) if letter.subject.is_about(request.user) else None
    context = {
        "letter": letter,
        "p": paper_of_guidance(letter).facts(),
        "subject": letter.subject,
        "may_edit": may_draft and letter.state == GuidanceState.DRAFT,
        "may_send": may(letter, workflow.SEND, request.user),
        "may_draft": may_draft,
        "named": _named_cases(letter) if may_draft else [],
        "followed": followed([letter]).get(letter.pk) if may_draft else None,
        "may_scan": letter.scan is None
        and letter.state != GuidanceState.DRAFT
        and request.user.can(Permission.SEND_GUIDANCE, letter),
        "papers": papers_of(letter) if may_draft else [],
        "review": own,
        "may_answer": own is not None and may_write(request, own),
        "handed_in": None if own else _handed_in(request, letter),
    }
    return render(request, "reviews/guidance_detail.html", context)


def _named_cases(letter: Guidance) -> list[tuple[GuidancePoint, GuidanceTrigger]]:
    """The points that name a case of the regulation, for those who draft: the letter says it only if asked."""
    points = [one for one in letter.points.all() if one.trigger]
    cases = {one.code: one for one in cases_of(letter)} if points else {}
    return [(one, cases[one.trigger]) for one in points if one.trigger in cases]


def _handed_in(request: AccountRequest, letter: Guidance) -> SelfReview | None:
    """The self-review that went in without an answer, for whoever may give it back to be answered."""
    if letter.state != GuidanceState.SENT or not request.user.holds(Permission.RETURN_SELF_REVIEW):
        return None
    review = SelfReview.objects.visible_to(request.user).filter(subject=letter.subject).first()
    return review if review and may(review, workflow.RETURN, request.user) else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guidance_send(request: AccountRequest, key: str) -> HttpResponse:
    """Number, day, signatory and the signed scan: the letter is sent."""
    letter = _find(request, key)
    require(request.user, Permission.SEND_GUIDANCE, letter)
    form = SendForm(request.POST or None, request.FILES or None, at=request.received_at, account=request.user)
    detail = reverse("reviews:guidance_detail", args=[letter.key])

    def act() -> str:
        data = form.cleaned_data
        guidance.send_guidance(
            letter,
            number=data["number"],
            dated_on=data["dated_on"],
            signatory=data["signatory"],
            signatory_title=data["signatory_title"],
            scan=form.kept_file,
            scan_name=form.file_name,
            actor=request.user,
            at=request.received_at,
        )
        return detail

    if form.is_bound and not form.is_valid():
        dated_on = form.cleaned_data.get("dated_on")
        refuse(form, guidance.sending_faults(letter, dated_on, day_of(request.received_at)))
    elif form.is_bound:
        response = act_of_form(request, form, act, done="Đã gửi gợi ý kiểm điểm.")
        if response is not None:
            return response
    if request.method != "POST" and not may(letter, workflow.SEND, request.user):
        messages.warning(request, f"Gợi ý kiểm điểm: {letter.get_state_display().lower()}.")
        return redirect(detail)
    context = {"form": form, "letter": letter, "subject": letter.subject}
    return render(request, "reviews/guidance_send.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guidance_scan_add(request: AccountRequest, key: str) -> HttpResponse:
    """The signed scan, when it comes after the number."""
    letter = _find(request, key)
    require(request.user, Permission.SEND_GUIDANCE, letter)
    form = FileForm(request.POST or None, request.FILES or None)

    def keep(scan: Accepted) -> str:
        guidance.attach_guidance_scan(letter, scan.file, scan.name, actor=request.user)
        return reverse("reviews:guidance_detail", args=[letter.key])

    scan = accepted(form, request, PAPERS) if request.method == "POST" and form.is_valid() else None
    if scan is not None:
        response = act_of_form(request, form, lambda: keep(scan), done="Đã nhận bản quét.")
        if response is not None:
            return response
    context = {"form": form, "letter": letter, "subject": letter.subject}
    return render(request, "reviews/guidance_scan_add.html", context, status=status_of(form))
