"""Make, replace, end, find and read a calendar's secret address."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from candidates.calendars.entries import published
from candidates.calendars.rendering import Face, calendar_file
from candidates.models import CalendarFeed, Candidate, MailPreferences, Owner, Plan
from candidates.plans.timeline import Reader
from recruiting.accounts.selectors import token_digest
from recruiting.models import Membership

SECRET_BYTES = 30
LEAD = 15  # minutes
NOTED_AGAIN = timedelta(hours=1)

Holder = Candidate | Membership


@dataclass(frozen=True)
class IssuedFeed:
    """A feed with its new secret, which is shown once and stored nowhere."""

    feed: CalendarFeed
    secret: str

    @property
    def address(self) -> str:
        """Return what one gives to a calendar program."""
        return settings.SITE_ADDRESS + reverse("calendar", args=[self.secret])

    @property
    def opens(self) -> str:
        """Return the same as a link that many calendar programs open by themselves."""
        return "webcal:" + self.address.partition(":")[2]


def issue_feed(*, holder: Holder, at: datetime) -> IssuedFeed:
    """Make a holder's feed, or give it another secret: the old address ends."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    kept = {"digest": token_digest(secret), "created_at": at, "last_read_at": None}
    held: dict[str, Any] = {"organization": holder.organization, **_held_by(holder)}
    feed, _made = CalendarFeed.objects.update_or_create(**held, defaults=kept)
    return IssuedFeed(feed, secret)


def revoke_feed(*, holder: Holder) -> bool:
    """End a holder's feed; return whether there was one."""
    deleted, _rows = CalendarFeed.objects.filter(**_held_by(holder)).delete()
    return bool(deleted)


def feed_of(holder: Holder) -> CalendarFeed | None:
    """Return a holder's feed, if there is one."""
    return CalendarFeed.objects.filter(**_held_by(holder)).first()


def _held_by(holder: Holder) -> dict[str, Holder]:
    return {"candidate" if isinstance(holder, Candidate) else "membership": holder}


def feed_by_secret(secret: str) -> CalendarFeed | None:
    """Return the feed of a secret whose holder may still sign in; None for any other."""
    active = Q(candidate__user__is_active=True) | Q(membership__user__is_active=True)
    feeds = CalendarFeed.objects.filter(active, digest=token_digest(secret))
    return feeds.select_related(
        "organization",
        "candidate__organization",
        "candidate__user__mail_preferences",
        "membership__organization",
        "membership__user",
    ).first()


def read_feed(feed: CalendarFeed, *, at: datetime) -> bytes:
    """Return the file of a feed, and note that it was read, once an hour at most."""
    if feed.last_read_at is None or feed.last_read_at <= at - NOTED_AGAIN:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=at)
    holder = feed.candidate or feed.membership
    assert holder is not None
    if isinstance(holder, Candidate):
        whose = _theirs(holder)
    else:
        whose = Q(organization=feed.organization, plan__interview__application__recruiter=holder)
    return calendar_file(published(whose, at=at), face_of(holder))


def read_step(plan: Plan, key: str, *, at: datetime) -> bytes | None:
    """Return the file of one step of a candidate's; None if there is no such step to be done or done by them."""
    candidate = plan.interview.application.candidate
    events = published(_theirs(candidate) & Q(plan=plan), at=at)
    ours = [each for each in events if each.event.step.key == key]
    return calendar_file(ours, face_of(candidate)) if ours else None


def _theirs(candidate: Candidate) -> Q:
    """Return which rows are of steps that this candidate takes; what the recruiter does for them is not theirs."""
    mine = Q(plan__interview__application__candidate=candidate, plan__interview__follow_up_by=Owner.CANDIDATE)
    return mine & Q(organization=candidate.organization_id)


def face_of(holder: Holder) -> Face:
    """Return what a holder's calendar is called, for whom it speaks, and when it rings; candidates chose that."""
    name = _("Follow-ups, %(firm)s") % {"firm": holder.organization.name}
    if isinstance(holder, Membership):
        return Face(name, Reader("recruiter", holder.user.time_zone), (LEAD,))
    chosen: MailPreferences | None = getattr(holder.user, "mail_preferences", None)
    leads = {LEAD, chosen.lead_minutes} if chosen else {LEAD}
    return Face(name, Reader("candidate", holder.time_zone), tuple(sorted(leads, reverse=True)))
