"""One person's page."""

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cadres.models import Person
from organizations import audit
from organizations.http import AccountRequest
from ratings.queries.person import person_page


@never_cache
@require_safe
def person_detail(request: AccountRequest, key: str) -> HttpResponse:
    """Who somebody is, where he sits, what he holds, how he was rated; each look by another is written down."""
    rows = Person.objects.visible_to(request.user)
    managed = Exists(rows.managed_by(request.user).filter(pk=OuterRef("pk")))
    person = get_object_or_404(rows.annotate(is_managed=managed), key=key)
    page = person_page(person, request.user)
    if not page.is_own:
        audit.looked(request.user, person)
    return render(request, "ratings/person_detail.html", {"page": page, "person": person})
