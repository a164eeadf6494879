"""Where allauth's sign-in says too little or lets too much: codes that came too late, addresses of one's own."""

from __future__ import annotations

from allauth.account import views as allauth_views
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

TOO_LATE = _(
    "That code is no longer good: it was older than ten minutes, used, or meant for another browser. Ask for a new one."
)


def confirm_code(request: HttpRequest) -> HttpResponseBase:
    """Check the code that was typed; allauth sends one whose time is over back without a word, so say it."""
    response: HttpResponseBase = allauth_views.confirm_login_code(request)
    sent_back = response.headers.get("Location") == reverse("account_request_login_code")
    if request.method == "POST" and sent_back and not messages.get_messages(request):
        messages.error(request, TOO_LATE)
    return response


@require_safe
@login_required
def own_address(request: HttpRequest) -> HttpResponse:
    """Show the address one signs in with. Firms know people by it, so nobody changes or adds one by themselves."""
    return render(request, "account/email.html")
