"""Quiet hours: when nobody wants a letter, on their own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from candidates.models import Candidate, MailPreferences

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class QuietHours:
    """Wall times of a zone: from `start`, included, to `end`, not; over midnight where end is earlier. Equal: none."""

    zone: str
    start: time
    end: time

    def holds(self, moment: datetime) -> bool:
        """Say whether a moment is quiet."""
        wall = moment.astimezone(ZoneInfo(self.zone)).time()
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end

    def next_open(self, moment: datetime) -> datetime:
        """Return the moment itself, or the end of the quiet that it falls in."""
        while self.holds(moment):
            local = moment.astimezone(ZoneInfo(self.zone))
            day = local.date() if local.time() < self.end else local.date() + DAY
            moment = max(moment + MINUTE, _at(day, self.end, self.zone))
        return moment

    def last_open(self, moment: datetime) -> datetime:
        """Return the moment itself, or the last minute before the quiet that it falls in."""
        while self.holds(moment):
            local = moment.astimezone(ZoneInfo(self.zone))
            day = local.date() if local.time() >= self.start else local.date() - DAY
            moment = min(moment - MINUTE, _at(day, self.start, self.zone) - MINUTE)
        return moment


def _at(day: date, wall: time, zone: str) -> datetime:
    return datetime.combine(day, wall, ZoneInfo(zone)).astimezone(UTC)


DEFAULTS = MailPreferences()


def preferences_of(candidate: Candidate) -> MailPreferences:
    """Return how a candidate wants to be written to; load `user__mail_preferences` with them."""
    return getattr(candidate.user, "mail_preferences", DEFAULTS) if candidate.user else DEFAULTS


def quiet_hours_of(candidate: Candidate) -> QuietHours:
    """Return a candidate's quiet hours, on the clock of where they are."""
    preferences = preferences_of(candidate)
    return QuietHours(candidate.time_zone, preferences.quiet_from, preferences.quiet_until)
