"""The front door: each person goes where they belong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from candidates.people.selectors import candidacies_of
from recruiting.accounts.selectors import memberships_of
from recruiting.models import User


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Send strangers to sign in, members to their day, candidates to their follow-ups; who is both may choose."""
    if not isinstance(request.user, User):
        return redirect("account_login")
    firms = [membership.organization for membership in memberships_of(request.user)]
    if firms and candidacies_of(request.user).exists():
        return render(request, "portal/both.html", {"firms": firms})
    return redirect("admin:index" if firms else "portal:plans")


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    """Say what is kept about a candidate, why, how long, and what they can ask for."""
    return render(request, "portal/notice.html")
