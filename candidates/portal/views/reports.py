"""The candidate says what happened, and takes back what was a mistake."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidates.models import Actor, Event
from candidates.plans.errors import AlreadyRetracted, EventRefused, NotYours, PlanChanged
from candidates.plans.services import Author, retract_event
from candidates.portal.cards import Card
from candidates.portal.forms import report_form
from candidates.portal.meanwhile import meanwhile
from candidates.portal.reports import MENUS, REPORTS
from candidates.portal.seen import Seen
from candidates.portal.views.plans import candidate_page, own_card
from recruiting import clock
from recruiting.models import User
from recruiting.wording import refusal_sentence


@require_safe
@never_cache
@candidate_page
def choose(request: HttpRequest, pk: int, menu: str) -> HttpResponse:
    """Ask which of several things happened."""
    if menu not in MENUS:
        raise Http404
    card = own_card(request, pk)
    context = {
        "card": card,
        "menu": MENUS[menu],
        "earlier": "earlier" in request.GET,
        "meanwhile": meanwhile(Seen.by(request, pk), card),
    }
    return render(request, "portal/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@candidate_page
def report(request: HttpRequest, pk: int, report: str) -> HttpResponse:
    """Ask what is needed to record a thing that happened; record it, and show what is next."""
    if report not in REPORTS:
        raise Http404
    card, chosen, seen = own_card(request, pk), REPORTS[report], Seen.by(request, pk)
    data = request.POST if request.method == "POST" else None
    form = report_form(chosen, data, plan=card.plan, reader=card.reader, seen=seen, now=card.now)
    recorded = form.is_valid() and form.save(author_of(request))
    if data is not None:
        card = own_card(request, pk)  # as it is now, whether this or somebody else moved it
    if recorded:
        messages.success(request, _("Done. %(next)s") % {"next": card.answer})
        return redirect("portal:plan", pk)
    context = {
        "card": card,
        "report": chosen,
        "form": form,
        "asked": [form[name] for name in chosen.asks],
        "meanwhile": meanwhile(seen, card),
    }
    return render(request, "portal/report.html", context)


@require_POST
@never_cache
@candidate_page
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the candidate's own latest report."""
    card = own_card(request, pk)
    number = request.POST.get("number", "")
    event = get_object_or_404(card.plan.events, number=number if number.isdecimal() else 0)
    if problem := _take_back(card, event, request):
        messages.error(request, problem)
    else:
        messages.success(request, _("Taken back. %(next)s") % {"next": own_card(request, pk).answer})
    return redirect("portal:plan", pk)


def _take_back(card: Card, event: Event, request: HttpRequest) -> str:
    """Retract the event; return what stood in the way, or nothing."""
    revision = request.POST.get("revision", "")
    try:
        retract_event(
            event=event,
            author=author_of(request),
            now=clock.now(),
            revision=int(revision) if revision.isdecimal() else None,
        )
    except PlanChanged:
        return _("Meanwhile something else was recorded. Look again; nothing was taken back.")
    except AlreadyRetracted:
        return _("That was taken back already.")
    except NotYours:
        return _("Only your recruiter can take that back.")
    except EventRefused as error:
        return refusal_sentence(error.refused, card.reader.zone)
    return ""


def author_of(request: HttpRequest) -> Author:
    """Return the signed-in person as a candidate who records."""
    assert isinstance(request.user, User)
    return Author(Actor.CANDIDATE, request.user)
