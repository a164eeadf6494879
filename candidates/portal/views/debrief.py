"""The guided debrief: the page, sent whole; and the address that saves it as one types."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from candidates.portal.debriefing import Debriefing, Saved
from candidates.portal.reports import MENUS
from candidates.portal.views.plans import candidate_page, own_card
from recruiting import clock
from recruiting.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@candidate_page
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was learned, a section a list; store what was sent, and go where the button said."""
    assert isinstance(request.user, User)
    page, now = Debriefing(own_card(request, pk)), clock.now()
    if request.method != "POST":
        forms = page.forms(now, more=request.GET.get("more", ""))
        return render(request, "portal/debrief.html", {"page": page, "card": page.card, "forms": forms})
    saved = page.save(request.POST, user=request.user, at=now)
    if saved.complete:
        return _onwards(request, pk, saved)
    context = {"page": page, "card": page.card, "forms": saved.forms, "saved": saved}
    return render(request, "portal/debrief.html", context)


@require_POST
@never_cache
@candidate_page
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Store what a script sends while one types, and say what came of it."""
    assert isinstance(request.user, User)
    page = Debriefing(own_card(request, pk))
    saved = page.save(request.POST, user=request.user, at=clock.now())
    answer = {
        "said": saved.answer,
        "meanwhile": saved.meanwhile,
        "rows": saved.rows(),
        "errors": saved.forms.errors(),
        "questions": [question.sentence for question in page.questions],
    }
    return JsonResponse(answer, status=200 if saved.complete else 422)


def _onwards(request: HttpRequest, pk: int, saved: Saved) -> HttpResponse:
    if request.POST.get("go") in MENUS:
        return redirect("portal:choose", pk, request.POST["go"])
    here, more = reverse("portal:debrief", args=[pk]), request.POST.get("more", "")
    query = {"saved": saved.forms.page} | ({"more": more} if more else {})
    if saved.meanwhile:
        messages.warning(request, saved.meanwhile)
    if not more:
        messages.success(request, saved.answer)
    return redirect(f"{here}?{urlencode(query)}{'#new-entry' if more else ''}")
