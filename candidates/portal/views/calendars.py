"""The calendar by its secret address, one step as a file, and the page where a candidate makes and ends an address."""

from __future__ import annotations

from hashlib import sha256

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from candidates.calendars.services import IssuedFeed, feed_by_secret, issue_feed, read_feed, read_step, revoke_feed
from candidates.models import Plan
from candidates.people.selectors import candidacies_of
from candidates.portal.views.plans import candidate_page
from recruiting import clock

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer a calendar program: whoever has the address may read. One that is wrong is as one that was ended (404)."""
    feed = feed_by_secret(secret)
    if feed is None:
        raise Http404
    body = read_feed(feed, at=clock.now())
    headers = {"Cache-Control": "private, max-age=300", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    etag = quote_etag(sha256(body).hexdigest())
    answer = HttpResponse(body, content_type=CALENDAR, headers=headers | {"ETag": etag})
    # The stubs think that there may be no answer, though one is given
    return get_conditional_response(request, etag=etag, response=answer) or answer


@require_safe
@never_cache
@candidate_page
def step(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Give one step of the signed-in person's as a file; another's does not exist for them (404)."""
    plans = Plan.objects.visible_to(request.user).select_related(
        "interview__application__candidate__organization", "interview__application__candidate__user__mail_preferences"
    )
    body = read_step(get_object_or_404(plans, pk=pk), key, at=clock.now())
    if body is None:
        raise Http404
    name = f"follow-up-{pk}-{key.replace(':', '-')}.ics"
    return HttpResponse(body, content_type=CALENDAR, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_safe
@never_cache
@candidate_page
def calendars(request: HttpRequest) -> HttpResponse:
    """Show for each firm that represents the signed-in person whether their steps stand in a calendar."""
    return _page(request)


@require_POST
@never_cache
@candidate_page
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an address for one firm's steps, or another in its place, and show it this once."""
    candidate = get_object_or_404(candidacies_of(request.user), pk=pk)
    return _page(request, issue_feed(holder=candidate, at=clock.now()))


@require_POST
@never_cache
@candidate_page
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End the address of one firm's steps."""
    candidate = get_object_or_404(candidacies_of(request.user), pk=pk)
    revoke_feed(holder=candidate)
    firm = {"firm": candidate.organization}
    messages.success(request, _("The address of your steps at %(firm)s opens nothing any more.") % firm)
    return redirect("portal:calendars")


def _page(request: HttpRequest, issued: IssuedFeed | None = None) -> HttpResponse:
    candidacies = candidacies_of(request.user).select_related("calendar_feed")
    return render(request, "portal/calendars.html", {"candidacies": candidacies, "issued": issued})
