"""Files of the review: the whole Word text, evidence, scans, papers; given out only to those who may read them."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.enums import Format
from documents.services.uploads import MEGABYTE, PAPERS, Accepted
from organizations import audit
from organizations.http import AccountRequest, give_file, status_of
from organizations.workflow import require
from reviews.enums import PaperState, ReviewForm
from reviews.forms.papers import FileForm
from reviews.models import Conference, Guidance, ReviewPaper, SelfReview
from reviews.queries.context import has_failed, paper_for
from reviews.queries.revisions import file_of, revisions_of
from reviews.services import papers, self_reviews
from reviews.services.writing import write_permission
from reviews.views.parts import accepted, act_of_form, act_once, find_review, may_open_file, note_look

WORD = frozenset({"docx"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_review_word(request: AccountRequest, key: str) -> HttpResponse:
    """Hand in the text as one Word file; what must be counted is typed on the form."""
    review = find_review(request, key)
    form = FileForm(request.POST or None, request.FILES or None)
    edit = reverse("reviews:self_review_edit", args=[review.key])

    def keep(word: Accepted) -> str:
        self_reviews.keep_word_file(review, word.file, word.name, actor=request.user, at=request.received_at)
        return edit

    if request.method == "POST":
        done = "Đã nhận tệp Word. Ghi tiếp các nội dung bắt buộc."
        response = _taken(request, review, form, keep, WORD, done=done)
        if response is not None:
            return response
    context = {"form": form, "review": review, "subject": review.subject}
    return render(request, "reviews/self_review_word.html", context, status=status_of(form))


def _taken(
    request: AccountRequest,
    review: SelfReview,
    form: FileForm,
    keep: Callable[[Accepted], str],
    allowed: frozenset[str],
    *,
    done: str,
) -> HttpResponse | None:
    """The chosen file judged, then kept with the review; from whoever may not write nothing is taken at all."""
    require(request.user, write_permission(review), review)
    taken = accepted(form, request, allowed) if form.is_valid() else None
    return act_of_form(request, form, lambda: keep(taken), done=done) if taken else None


@require_POST
def self_review_form(request: AccountRequest, key: str) -> HttpResponse:
    """Write here after all, or go back to the Word file; nothing written is lost."""
    review = find_review(request, key)
    edit = reverse("reviews:self_review_edit", args=[review.key])
    chosen = request.POST.get("form", "")
    form = ReviewForm(chosen) if chosen in ReviewForm.values else ReviewForm.ONLINE

    def act() -> str:
        self_reviews.choose_form(review, form, actor=request.user)
        return edit

    return act_once(request, act, done="Đã đổi hình thức viết.", back=edit)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_add(request: AccountRequest, key: str) -> HttpResponse:
    """Add a minh chứng."""
    review = find_review(request, key)
    form = FileForm(request.POST or None, request.FILES or None)

    def keep(taken: Accepted) -> str:
        self_reviews.add_evidence(review, taken.file, taken.name, actor=request.user, at=request.received_at)
        return reverse("reviews:self_review_edit", args=[review.key]) + "#minh-chung"

    if request.method == "POST":
        response = _taken(request, review, form, keep, PAPERS, done="Đã nhận minh chứng.")
        if response is not None:
            return response
    limit = self_reviews.EVIDENCE_LIMIT // MEGABYTE
    context = {"form": form, "review": review, "subject": review.subject, "limit": limit}
    return render(request, "reviews/evidence_add.html", context, status=status_of(form))


@require_POST
def evidence_remove(request: AccountRequest, key: str, evidence: str) -> HttpResponse:
    """Take a minh chứng out before the hand-in."""
    review = find_review(request, key)
    row = get_object_or_404(review.evidence, key=evidence)
    edit = reverse("reviews:self_review_edit", args=[review.key]) + "#minh-chung"

    def act() -> str:
        self_reviews.remove_evidence(row, actor=request.user)
        return edit

    return act_once(request, act, done="Đã bỏ minh chứng.", back=edit)


@require_safe
def evidence_file(request: AccountRequest, key: str, evidence: str) -> HttpResponseBase:
    """The file of a minh chứng."""
    review = find_review(request, key)
    row = get_object_or_404(review.evidence.select_related("file"), key=evidence)
    if not review.is_open_to(request.user):
        raise Http404
    note_look(request, review)
    return give_file(row.file, row.name)


@require_safe
def self_review_file(request: AccountRequest, key: str) -> HttpResponseBase:
    """The Word file, or the photo of the paper; `lan=` asks for that of a text as it was handed in."""
    review = find_review(request, key)
    if "lan" in request.GET:
        return _handed_in(request, review, request.GET["lan"])
    if review.file is None or not may_open_file(request, review):
        raise Http404
    note_look(request, review)
    return give_file(review.file, review.file_name)


def _handed_in(request: AccountRequest, review: SelfReview, number: str) -> HttpResponseBase:
    """Read by whoever reads the submitted texts, also while a new one is being written."""
    revision = next((one for one in revisions_of(review) if str(one.number) == number), None)
    file = file_of(revision)
    if file is None:
        raise Http404
    note_look(request, review)
    return give_file(file, f"{review.subject.label}, bản lần {number}.docx")


@require_safe
def guidance_scan(request: AccountRequest, key: str) -> HttpResponseBase:
    """The signed letter."""
    letter = get_object_or_404(Guidance.objects.visible_to(request.user).select_related("scan"), key=key)
    if letter.scan is None:
        raise Http404
    audit.looked(request.user, letter)
    return give_file(letter.scan, letter.scan_name)


@require_safe
def conference_scan(request: AccountRequest, key: str) -> HttpResponseBase:
    """The scanned minutes."""
    rows = Conference.objects.visible_to(request.user).select_related("scan")
    conference = get_object_or_404(rows, key=key)
    if conference.scan is None:
        raise Http404
    audit.looked(request.user, conference)
    return give_file(conference.scan, conference.scan_name)


@require_POST
def self_review_paper(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the self-review as a paper."""
    review = find_review(request, key)

    def act() -> str:
        paper = papers.ask_review_paper(
            review, as_=format_of(format), actor=request.user, at=request.received_at
        )
        return reverse("reviews:paper_detail", args=[paper.key])

    detail = reverse("reviews:self_review_detail", args=[key])
    return act_once(request, act, done="Đang lập văn bản.", back=detail)


@require_POST
def guidance_paper(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the letter as a paper."""
    letter = get_object_or_404(Guidance.objects.visible_to(request.user), key=key)

    def act() -> str:
        paper = papers.ask_guidance_paper(
            letter, as_=format_of(format), actor=request.user, at=request.received_at
        )
        return reverse("reviews:paper_detail", args=[paper.key])

    return act_once(
        request, act, done="Đang lập văn bản.", back=reverse("reviews:guidance_detail", args=[key])
    )


def format_of(value: str) -> Format:
    """PDF or Word; there is no paper in any other format."""
    if value not in (Format.PDF, Format.DOCX):
        raise Http404
    return Format(value)


def _paper(request: AccountRequest, key: str) -> ReviewPaper:
    """A paper of something the caller may read."""
    paper = paper_for(request.user, key)
    if paper is None:
        raise Http404
    return paper


@never_cache
@require_safe
def paper_detail(request: AccountRequest, key: str) -> HttpResponse:
    """How far the drawing is, and the file once it is there."""
    paper = _paper(request, key)
    partial = request.headers.get("HX-Request") == "true"
    name = "reviews/_paper.html" if partial else "reviews/paper_detail.html"
    failed = has_failed(paper)
    context = {"paper": paper, "failed": failed, "waiting": paper.state == PaperState.WAITING and not failed}
    return render(request, name, context)


@require_safe
def paper_file(request: AccountRequest, key: str) -> HttpResponseBase:
    """The drawn paper."""
    paper = _paper(request, key)
    if paper.document is None or paper.document.file is None:
        return redirect("reviews:paper_detail", key=paper.key)
    audit.looked(request.user, paper)
    return give_file(paper.document.file, paper.name)
