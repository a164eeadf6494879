"""The recruiter's web admin as a site: members only, and of their own firm only."""

from __future__ import annotations

from django.http import HttpRequest
from unfold.sites import UnfoldAdminSite


class RecruiterAdminSite(UnfoldAdminSite):
    """Lets members of a firm in."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Say whether the request is an active member's."""
        return bool(request.user.is_active and getattr(request, "membership", None))
