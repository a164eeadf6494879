"""The page by which a letter's reader refuses more of its kind: no sign-in, and only a POST changes anything."""

from __future__ import annotations

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from candidates.models import MailStream, Suppression
from candidates.outbox import suppressions
from recruiting import clock

# What can be refused, as it stands in "No more … to …"; letters that somebody asked us to send have no such link
STREAMS = {
    MailStream.REMINDERS: _("reminders of your steps"),
    MailStream.DIGEST: _("morning letters"),
    MailStream.NOTICES: _("notices about plans and mail"),
    MailStream.REPORTS: _("reports that are ready"),
}


@csrf_exempt  # RFC 8058: mail programs post here by themselves, without cookies; the token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the token's address is sent; by POST send no more of it, or, with `again`, send it again.

    Mail scanners open every link, so that a GET changes nothing.
    """
    try:
        firm, address, stream = suppressions.read_token(token)
        what = STREAMS[stream]
    except (BadSignature, KeyError, ValueError):
        return _unleaked(render(request, "portal/unsubscribe_unknown.html", {"user": None}, status=404))
    if request.method == "POST" and "again" in request.POST:
        suppressions.resubscribe(organization=firm, address=address, stream=stream)
    elif request.method == "POST":
        suppressions.unsubscribe(organization=firm, address=address, stream=stream, at=clock.now())
    refusals = list(Suppression.objects.for_organization(firm).filter(address=address, stream__in=["", stream]))
    context = {
        "firm": firm,
        "address": address,
        "what": what,
        "refused": any(each.stream for each in refusals),
        "unreachable": any(not each.stream for each in refusals),
        "answered": request.method == "POST",
        # It is about an address, whoever is signed in here
        "user": None,
    }
    return _unleaked(render(request, "portal/unsubscribe.html", context))


def _unleaked(answer: HttpResponse) -> HttpResponse:
    """Keep the address, which holds the secret, from whatever site is opened next."""
    answer["Referrer-Policy"] = "no-referrer"
    return answer
