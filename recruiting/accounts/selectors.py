"""Reads of accounts: which firm a user or a token acts for."""

from __future__ import annotations

import hashlib

from recruiting.models import ApiToken, Membership, User
from recruiting.models.tenancy import TenantQuerySet


def memberships_of(user: User) -> TenantQuerySet[Membership]:
    """Return a user's memberships with their firms, by firm name."""
    return Membership.objects.filter(user=user).select_related("organization", "user").order_by("organization__name")


def membership_of(user: User, *, slug: str | None = None) -> Membership | None:
    """Return the membership in the firm of that slug, else the user's first, else None."""
    memberships = list(memberships_of(user))
    chosen = [membership for membership in memberships if membership.organization.slug == slug]
    return next(iter(chosen or memberships), None)


def token_digest(secret: str) -> str:
    """Return the hash under which a token's secret is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


def live_token(secret: str) -> ApiToken | None:
    """Return the token of this secret unless revoked, with its membership, firm and user."""
    return (
        ApiToken.objects.filter(digest=token_digest(secret), revoked_at=None, membership__user__is_active=True)
        .select_related("membership__organization", "membership__user")
        .first()
    )
