"""The morning letter: to each member their day, at the hour they chose, on their own clock."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import dateformat, translation
from django.utils.translation import ngettext, pgettext

from candidates.models import Actor, DigestSchedule, Event, MailPreferences, OutgoingMail, Plan, SavedReport
from candidates.outbox.queue import Envelope, queue
from candidates.outbox.quiet import DEFAULTS
from candidates.plans.selectors import Today, today
from candidates.plans.timeline import EventLine, Reader, StepLine
from candidates.reminders.rows import Row, closing_at
from candidates.reminders.walls import EVERY_DAY, WORKDAYS, Walls
from recruiting.accounts.languages import DEFAULT
from recruiting.accounts.letters import letter
from recruiting.models import Membership, Role
from recruiting.wording import city

log = logging.getLogger(__name__)

Each = TypeVar("Each")
Stored = TypeVar("Stored", bound=Model)

BATCH = 20
ROWS = 25  # of a section; the rest stands on the page
USEFUL = timedelta(hours=12)
STATES = [OutgoingMail.State.FAILED, OutgoingMail.State.TOO_LATE, OutgoingMail.State.REFUSED]


@dataclass(frozen=True)
class Part(Generic[Each]):
    """Some rows of a morning letter, and how many there are in all."""

    rows: list[Each]
    total: int

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Digest:
    """A member's day as their letter tells it."""

    day: Today
    reports: Part[EventLine]
    unsent: Part[OutgoingMail]

    @property
    def calls(self) -> Part[Row]:
        """Return today's calls and check-ins in the order in which one can no longer make them."""
        lines = sorted([*self.day.now.lines, *self.day.later.lines], key=closing_at)
        return _rows(lines, self.day.now.total + self.day.later.total)

    @property
    def overdue(self) -> Part[Row]:
        """Return what should have been done."""
        return _rows(self.day.overdue.lines, self.day.overdue.total, dated=True)

    @property
    def thank_yous(self) -> Part[Row]:
        """Return the thank-yous that are waited for."""
        return _rows(self.day.thank_yous.lines, self.day.thank_yous.total, dated=True)

    @property
    def over_to_you(self) -> Part[Plan]:
        """Return the plans for which nothing more is planned."""
        return Part(self.day.over_to_you[:ROWS], self.day.over_to_you_total)

    @property
    def counts(self) -> list[str]:
        """Return in a few words each what there is, leaving out what there is not."""
        say = [
            (self.day.to_call, ngettext("%(n)s to call", "%(n)s to call", self.day.to_call)),
            (self.day.to_write, ngettext("%(n)s to write", "%(n)s to write", self.day.to_write)),
            (self.over_to_you.total, ngettext("%(n)s over to you", "%(n)s over to you", self.over_to_you.total)),
            (self.reports.total, ngettext("%(n)s report", "%(n)s reports", self.reports.total)),
            (self.unsent.total, ngettext("%(n)s letter not sent", "%(n)s letters not sent", self.unsent.total)),
        ]
        return [words % {"n": n} for n, words in say if n]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to tell."""
        parts = (self.calls, self.overdue, self.thank_yous, self.over_to_you, self.reports, self.unsent)
        return not any(part.total for part in parts)


def _rows(lines: Sequence[StepLine], total: int, *, dated: bool = False) -> Part[Row]:
    return Part([Row(line, dated) for line in lines[:ROWS]], total)


def queue_digests(*, at: datetime) -> int:
    """Queue the letters of up to BATCH members whose morning has come; return how many were looked at."""
    _schedule_new(at)
    due = DigestSchedule.objects.filter(next_at__lte=at).order_by("next_at")
    with transaction.atomic():
        locked = due.select_for_update(skip_locked=True, no_key=True, of=("self",))
        schedules = list(locked.select_related("membership__user__mail_preferences", "organization")[:BATCH])
        for schedule in schedules:
            _queue(schedule, at)
    return len(schedules)


def _schedule_new(at: datetime) -> None:
    """Give members who have none a schedule, looked at at once."""
    without = Membership.objects.filter(digest_schedule=None).exclude(role=Role.VIEWER)
    new = [
        DigestSchedule(organization_id=each.organization_id, membership=each, next_at=at, sent_until=at)
        for each in without[:1000]
    ]
    DigestSchedule.objects.bulk_create(new, ignore_conflicts=True)


def look_again_at(preferences: MailPreferences, *, at: datetime) -> None:
    """Let the next tick look anew when this member's morning is, and the hours of the reports that they saved."""
    DigestSchedule.objects.filter(membership__user=preferences.user_id).update(next_at=at)
    scheduled = SavedReport.objects.filter(membership__user=preferences.user_id, next_at__isnull=False)
    scheduled.update(next_at=at)


def next_morning(preferences: MailPreferences, zone: str, after: datetime) -> datetime:
    """Return the first moment later than `after` at which a member wants their letter."""
    return _mornings(preferences, zone).next(after)


def _mornings(preferences: MailPreferences, zone: str) -> Walls:
    return Walls(preferences.digest_at, EVERY_DAY if preferences.digest_at_weekends else WORKDAYS, zone)


def _queue(schedule: DigestSchedule, at: datetime) -> None:
    """Queue a member's letter if their morning has come since the last look; set when to look next."""
    membership = schedule.membership
    preferences = getattr(membership.user, "mail_preferences", DEFAULTS)
    since = schedule.sent_until or at
    morning = next_morning(preferences, membership.user.time_zone, since)
    if morning <= at:
        morning = _mornings(preferences, membership.user.time_zone).last(at)
        if at < morning + USEFUL:  # else the next letter tells what this one would have
            if membership.role != Role.VIEWER and membership.user.is_active:
                _try_to_queue(membership, morning, since, at)
            schedule.sent_until = at
        morning = next_morning(preferences, membership.user.time_zone, at)
    schedule.next_at = morning
    schedule.save(update_fields=["next_at", "sent_until"])


def _try_to_queue(membership: Membership, morning: datetime, since: datetime, at: datetime) -> None:
    try:
        with transaction.atomic():
            _queue_letter(membership, morning, since, at)
    except Exception as error:  # one member's sick day must not cost the others theirs
        log.exception("no morning letter", extra={"membership": membership.pk, "error": type(error).__name__})


def _queue_letter(membership: Membership, morning: datetime, since: datetime, at: datetime) -> None:
    digest = digest_of(membership, since=since, at=at)
    if digest.is_empty:
        return
    day = morning.astimezone(ZoneInfo(membership.user.time_zone)).date()
    envelope = Envelope(
        organization=membership.organization,
        key=f"digest:{membership.organization_id}:{membership.pk}:{membership.user.email}:{day}",
        kind=OutgoingMail.Kind.DIGEST,
        to=membership.user.email,
        at=at,
        useful_until=morning + USEFUL,
        membership=membership,
    )
    queue(envelope, digest_letter(membership, digest, at=at))


def digest_of(membership: Membership, *, since: datetime, at: datetime) -> Digest:
    """Return a member's own day: what is due, in the order in which call hours close; what came in, what failed."""
    reader = Reader("recruiter", membership.user.time_zone)
    day = today(membership.organization, reader=reader, now=at, recruiter=membership)
    reported = Event.objects.for_organization(membership.organization).filter(
        plan__interview__application__recruiter=membership,
        actor=Actor.CANDIDATE,
        recorded_at__gt=since,
        retracted_at=None,
    )
    events = _some(
        reported.select_related(
            "user", "note", "plan__calendar", "plan__interview__application__candidate",
            "plan__interview__application__job__company",
        ).order_by("-recorded_at")
    )  # fmt: skip
    unsent = OutgoingMail.objects.for_organization(membership.organization).filter(
        membership=membership, state__in=STATES, finished_at__gt=since
    )
    return Digest(
        day,
        Part([EventLine(event, reader, at, undoable=False) for event in events.rows], events.total),
        _some(unsent.select_related("candidate").order_by("-finished_at")),
    )


def _some(found: QuerySet[Stored]) -> Part[Stored]:
    rows = list(found[:ROWS])
    return Part(rows, len(rows) if len(rows) < ROWS else found.count())


@translation.override(DEFAULT)  # members read English
def digest_letter(membership: Membership, digest: Digest, *, at: datetime) -> EmailMultiAlternatives:
    """Return the morning letter."""
    zone = membership.user.time_zone
    day = at.astimezone(ZoneInfo(zone)).date()
    facts = {
        "digest": digest,
        "heading": dateformat.format(day, pgettext("date format: Thursday 3 December", "l j F")),
        "zone": city(zone),
        "firm": membership.organization,
        "member": membership.user,
        "page": settings.SITE_ADDRESS + reverse("admin:index"),
        "queue": settings.SITE_ADDRESS + reverse("admin:candidates_outgoingmail_changelist"),
        "site": settings.SITE_ADDRESS,
    }
    return letter("digest", to=membership.user.email, facts=facts)
