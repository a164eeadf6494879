"""Holds: all mail of a firm waits until somebody releases it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from candidates.models import MailHold
from candidates.workers import DELIVER, wake_after_commit
from recruiting.models import Organization, User


def active_holds() -> QuerySet[MailHold]:
    """Return the holds that nobody has released."""
    return MailHold.objects.filter(released_at=None)


def hold_firm(*, organization: Organization, reason: str, by: User | None, at: datetime) -> None:
    """Let all mail of a firm wait; a firm that is held already stays so."""
    MailHold.objects.get_or_create(
        organization=organization, released_at=None, defaults={"reason": reason, "held_by": by, "held_at": at}
    )


@transaction.atomic
def release_firm(*, organization: Organization, by: User | None, at: datetime) -> bool:
    """Let a firm's mail go; say whether it was held. What is past its usefulness by now is not sent."""
    released = active_holds().filter(organization=organization).update(released_at=at, released_by=by)
    if released:
        wake_after_commit(DELIVER)
    return bool(released)
