"""Says in which firm, and in which part, a signed-in person acts."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from recruiting.accounts import selectors
from recruiting.models import Membership

SESSION_KEY = "organization"


class MemberRequest(HttpRequest):
    """A request that has passed MembershipMiddleware."""

    membership: Membership | None


class MembershipMiddleware:
    """Sets `request.membership`: the firm chosen in the session, else the user's first; None for others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.membership = SimpleLazyObject(lambda: _membership(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _membership(request: HttpRequest) -> Membership | None:
    if not request.user.is_authenticated:
        return None
    return selectors.membership_of(request.user, slug=request.session.get(SESSION_KEY))
