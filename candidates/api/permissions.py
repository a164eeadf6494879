"""What a token may do: read for every role, write for those whose role may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from recruiting.models import ApiToken

if TYPE_CHECKING:
    from rest_framework.views import APIView


class MembershipPermission(BasePermission):
    """Lets the token of any member read, and of an owner or recruiter write."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Say whether the token's membership allows the method."""
        if not isinstance(request.auth, ApiToken):
            return False
        return request.method in SAFE_METHODS or request.auth.membership.may_write


class ReadPermission(BasePermission):
    """Lets the token of any member use a view that stores nothing, whatever its method."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Say whether a token is there."""
        return isinstance(request.auth, ApiToken)
