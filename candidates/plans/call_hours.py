"""Until when the companies take calls: when the call hours close in which an open call can still be made."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from candidates.plans.inputs import Rulebook
from recruiting import cadence
from recruiting.models import CalendarSnapshot, Organization, PolicyVersion

Windows = Mapping[cadence.Weekday, Sequence[tuple[time, time]]]
WEEK = tuple(cadence.Weekday)


class OpenCall(NamedTuple):
    """What of an open call decides when its hours close; it takes the place of a row where there are many."""

    step_id: int
    due: datetime
    latest: datetime | None
    version_id: int
    calendar_id: int


@dataclass(frozen=True)
class CallHours:
    """Knows the rules and calendars that calls follow, so that each further call costs no query."""

    rulebook: Rulebook
    _windows: dict[int, Windows] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, organization: Organization, calls: Collection[OpenCall]) -> Self:
        """Load what these calls of a firm follow: two queries."""
        versions, calendars = {call.version_id for call in calls}, {call.calendar_id for call in calls}
        return cls(
            Rulebook(
                PolicyVersion.objects.for_organization(organization).in_bulk(versions),
                CalendarSnapshot.objects.for_organization(organization).in_bulk(calendars),
            )
        )

    def close(self, call: OpenCall, *, now: datetime, since: datetime) -> datetime:
        """Return when the call hours close on the first calling day on which it can be made.

        A moment that is its own last was agreed: from `since` on, the start of the day that is looked at, it closes
        with itself.
        """
        if call.latest == call.due and call.due >= since:
            return call.due
        moment = max(call.due, now)
        calendar = self.rulebook.calendar(call.calendar_id)
        policy = self.rulebook.policy(call.version_id, without_calls=False)
        zone, windows = ZoneInfo(calendar.time_zone), self._windows_of(call.version_id, policy)
        ends = (
            datetime.combine(day, windows[WEEK[day.weekday()]][-1][1], zone)
            for day in cadence.calling_days(policy, calendar, moment.astimezone(zone).date())
        )
        return next(end for end in ends if end > moment)

    def _windows_of(self, version_id: int, policy: cadence.Policy) -> Windows:
        if version_id not in self._windows:
            self._windows[version_id] = cadence.call_windows(policy)
        return self._windows[version_id]
