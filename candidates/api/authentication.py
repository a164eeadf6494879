"""Signs a program in by the secret of an API token: `Authorization: Bearer ft_…`."""

from __future__ import annotations

from datetime import timedelta

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from recruiting import clock
from recruiting.accounts import selectors
from recruiting.models import ApiToken, User

SCHEME = "Bearer"
# A write per request would cost more than the request; "last used" is for people, to the minute
USE_NOTED_EVERY = timedelta(minutes=1)


class TokenAuthentication(BaseAuthentication):
    """Sets `request.user` to the member and `request.auth` to the token, whose membership says for which firm."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return user and token; None without the header. Raises AuthenticationFailed for a token not live."""
        scheme, _space, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        token = selectors.live_token(secret.strip())
        if token is None:
            raise AuthenticationFailed("This token is unknown or was revoked.")
        now = clock.now()
        if token.last_used_at is None or now - token.last_used_at > USE_NOTED_EVERY:
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        return token.membership.user, token

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge that makes a missing token a 401."""
        return SCHEME
