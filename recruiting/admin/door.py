"""Who may come into the web admin: members who signed in with a password, and a second factor if the firm asks it."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from recruiting.models import Membership, User


def membership_of(request: HttpRequest) -> Membership:
    """Return in which part the request acts. Raises Http404 for who is no member: there is no admin for them."""
    membership: Membership | None = getattr(request, "membership", None)
    if not membership:
        raise Http404
    return membership


def way_in(request: HttpRequest) -> HttpResponseBase | None:
    """Return where a request must go first; None for one that may come in. Raises Http404 for who is no member."""
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    membership = membership_of(request)
    if not _used(request, user, "password"):
        page = "account_reauthenticate" if user.has_usable_password() else "account_reset_password"
        return redirect_to_login(request.get_full_path(), reverse(page))
    if membership.organization.requires_second_factor:
        return _second_factor(request, user)
    return None


def _second_factor(request: HttpRequest, user: User) -> HttpResponseBase | None:
    if not is_mfa_enabled(user):
        return redirect_to_login(request.get_full_path(), reverse("mfa_activate_totp"))
    if not _used(request, user, "mfa"):
        return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
    return None


def _used(request: HttpRequest, user: User, method: str) -> bool:
    """Say whether this session was opened, or confirmed, in that way: a code by email proves only the mailbox."""
    return any(record.get("method") == method for record in get_authentication_records(request, user))
