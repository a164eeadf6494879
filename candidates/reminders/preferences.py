"""How a person wants to be written to: saved for them, and heeded by what is looked at next."""

from __future__ import annotations

from datetime import datetime, time
from typing import TypedDict

from django.db import transaction

from candidates.models import Candidate, MailPreferences, MailStream
from candidates.outbox.intents import look_again
from candidates.outbox.suppressions import resubscribe, unsubscribe
from candidates.reminders.digests import look_again_at
from recruiting.models import Organization, User


class PreferenceFields(TypedDict, total=False):
    """What a person may set; what is left out stays as it was."""

    lead_minutes: int
    quiet_from: time
    quiet_until: time
    digest_at: time
    digest_at_weekends: bool
    time_zone: str


def preferences_for(user: User) -> MailPreferences:
    """Return a person's preferences, the defaults where they have none; not stored."""
    return MailPreferences.objects.filter(user=user).first() or MailPreferences(user=user)


@transaction.atomic
def save_preferences(*, user: User, fields: PreferenceFields, at: datetime) -> MailPreferences:
    """Store what a person wants and let the next tick look anew at their morning and, of candidates, at their steps.

    `time_zone` is the person's own, which their morning letter follows; a candidate's quiet hours follow the zone of
    their record in each firm. Raises ValidationError where a value is none of those offered.
    """
    wanted = dict(fields)
    if "time_zone" in wanted:
        user.time_zone = str(wanted.pop("time_zone"))
        user.clean_fields(exclude={"email", "name", "password"})
        user.save(update_fields=["time_zone"])
    MailPreferences.objects.get_or_create(user=user)
    preferences = MailPreferences.objects.select_for_update(no_key=True).get(user=user)
    for name, value in wanted.items():
        setattr(preferences, name, value)
    preferences.clean_fields(exclude={"user"})
    preferences.save()
    look_again_at(preferences, at=at)
    for candidate in Candidate.objects.filter(user=user):
        look_again(candidate)
    return preferences


def choose_stream(*, user: User, organization: Organization, stream: MailStream, wanted: bool, at: datetime) -> None:
    """Send a person a stream of a firm's mail, or no more of it, because they say so."""
    if wanted:
        resubscribe(organization=organization, address=user.email, stream=stream)
    else:
        unsubscribe(organization=organization, address=user.email, stream=stream, at=at)
