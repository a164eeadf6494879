"""Keeps one token from using up what all share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from recruiting.models import ApiToken

if TYPE_CHECKING:
    from rest_framework.views import APIView


class TokenThrottle(SimpleRateThrottle):
    """So many requests a minute for each token (API_RATE)."""

    scope = "token"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Return the key under which a token's requests are counted; None, unlimited, without one."""
        if not isinstance(request.auth, ApiToken):
            return None
        return str(self.cache_format % {"scope": self.scope, "ident": request.auth.pk})
