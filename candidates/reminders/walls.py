"""The moments at which a clock somewhere shows a wall time, on the days of the week that somebody wants. Pure.

A wall time inside a clock change's gap is moved forward by it, and of one that a clock shows twice the first counts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVERY_DAY, WORKDAYS = range(7), range(5)  # Monday is 0
DAY = timedelta(days=1)
MORE_THAN_A_WEEK = 8 * DAY


@dataclass(frozen=True)
class Walls:
    """A wall time in a zone, on one day of the week or more."""

    time: time
    weekdays: Collection[int]
    zone: str

    def __post_init__(self) -> None:
        """Refuse what would never come."""
        if not set(self.weekdays) & set(EVERY_DAY):
            raise ValueError(f"no day of the week: {self.weekdays!r}")

    def next(self, after: datetime) -> datetime:
        """Return the first of its moments that is later than `after`."""
        day = after.astimezone(ZoneInfo(self.zone)).date()
        while True:
            moment = datetime.combine(day, self.time, ZoneInfo(self.zone)).astimezone(UTC)
            if moment > after and day.weekday() in self.weekdays:
                return moment
            day += DAY

    def last(self, until: datetime) -> datetime:
        """Return the last of its moments that is not later than `until`: after an outage of days one, not one a day."""
        moment = self.next(until - MORE_THAN_A_WEEK)
        while (following := self.next(moment)) <= until:
            moment = following
        return moment
