"""Where a subject is reviewed besides, as the authority decides."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organizations import audit
from organizations.clock import day_of
from organizations.http import AccountRequest, status_of
from organizations.views.parts import send
from reviews.forms.places import DecidedPlacesForm
from reviews.models import Subject
from reviews.queries.rulebook import left_to_decide
from reviews.services.places import decide_places, may_decide, place_faults


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subject_places(request: AccountRequest, key: str) -> HttpResponse:
    """The places left to the authority: which of them review the person, by which paper (N8)."""
    rows = Subject.objects.visible_to(request.user).for_list()
    subject = get_object_or_404(
        rows.select_related("campaign__regulation", "campaign__organization", "organization"), key=key
    )
    if not may_decide(request.user, subject):
        raise PermissionDenied
    offered = left_to_decide(subject)
    chosen = [one.collective.key for one in offered if one.decided_by and one.collective]
    form = DecidedPlacesForm(request.POST or None, offered=offered, initial={"places": chosen})

    def act() -> str:
        data = form.cleaned_data
        decide_places(
            subject,
            data["places"],
            number=data["number"],
            dated_on=data["dated_on"],
            actor=request.user,
            at=request.received_at,
        )
        return reverse("reviews:subject_detail", args=[subject.key])

    sent = None
    if request.method == "POST":
        sent = send(
            request,
            form,
            act,
            "Đã ghi nơi kiểm điểm.",
            lambda data: place_faults(data.get("dated_on"), day_of(request.received_at)),
        )
    if sent is None:
        audit.looked(request.user, subject)
    context = {"form": form, "subject": subject, "offered": offered}
    return sent or render(request, "reviews/subject_places.html", context, status=status_of(form))
