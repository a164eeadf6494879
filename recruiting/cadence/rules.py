"""A policy and a calendar together: which days count, and when on a day to call or write."""

from functools import lru_cache

from recruiting.cadence.business_days import business_days
from recruiting.cadence.calendars import Calendar
from recruiting.cadence.call_hours import MARK, CallHours, first_from
from recruiting.cadence.moments import (
    DAY,
    HOUR,
    MINUTE,
    Day,
    Instant,
    Minute,
    Span,
    minute_of_time,
    zone_named,
)
from recruiting.cadence.policies import Policy
from recruiting.cadence.refusals import Refusal, Refused
from recruiting.cadence.vocabulary import Approach, DayCount, Weekday

Slot = tuple[Instant, Instant, Instant]  # from, the moment to take, until


class Rules:
    """What holds from one moment on. Made once for each pair of policy and calendar, then shared."""

    __slots__ = (
        "_call_slots",
        "_email_slots",
        "calendar",
        "counts_business_days",
        "days",
        "email_minute",
        "email_window",
        "gap",
        "hours",
        "measured",
        "policy",
        "thank_you_within",
        "zone",
    )

    def __init__(self, policy: Policy, calendar: Calendar) -> None:
        self.policy = policy
        self.calendar = calendar
        self.zone = zone_named(calendar.time_zone)
        self.days = business_days(calendar)
        self.hours = CallHours(policy)
        _check_week(self.hours, calendar)
        start, end = (minute_of_time(each) for each in policy.email_hours)
        self.email_window = (start, end)
        self.email_minute = Minute(min(max(self.hours.preferred, start), end))
        self.gap = Span(policy.gap_hours * HOUR)
        self.thank_you_within = Span(policy.thank_you_within_hours * HOUR)
        self.counts_business_days = policy.day_count is DayCount.BUSINESS
        self._call_slots: dict[Day, Slot] = {}
        self._email_slots: dict[Day, Slot] = {}
        self.measured = policy.approach is Approach.MEASURED

    # --- days ---

    def days_after(self, day: Day, n: int) -> Day:
        """N days after a day, as the policy counts them, forward to a business day."""
        if self.counts_business_days:
            return self.days.after(day, n)
        return self.days.at_or_after(Day(day + n))

    def calling_day(self, day: Day) -> Day:
        """That day, or the next on which a call may be made."""
        return self.calling_day_from(self.days.at_or_after(day))

    def calling_day_from(self, day: Day) -> Day:
        """The same, of a day that is known to be a business day."""
        windows = self.hours.windows
        while not windows[day % 7]:
            day = self.days.at_or_after(Day(day + 1))
        return day

    # --- calls ---

    def call_slot(self, day: Day) -> Slot:
        """When calls may be made on a calling day, and when to call. Looked up once for each day."""
        slot = self._call_slots.get(day)
        if slot is None:
            hours, instant = self.hours, self.zone.instant
            start, end = hours.windows[day % 7][0][0], hours.ends[day % 7]
            slot = (instant(day, start), instant(day, hours.times[day % 7]), instant(day, end))
            self._call_slots[day] = slot
        return slot

    def calls_end(self, day: Day) -> Instant:
        """The end of a calling day's last allowed minute."""
        return self.call_slot(day)[2]

    def call_after(self, cause: Instant) -> tuple[Day, Instant, Instant]:
        """The first calling day with a minute after a moment, when to call, and its first such minute."""
        own_day = self.zone.day_of(cause)
        day = self.calling_day(own_day)
        while True:
            step = MARK if day == own_day else 1
            found = self._minutes_after(day, cause, step)
            if found is not None:
                best, first = found
                return day, self.zone.instant(day, best), self.zone.instant(day, first)
            day = self.calling_day(Day(day + 1))

    def _minutes_after(self, day: Day, cause: Instant, step: int) -> tuple[Minute, Minute] | None:
        """The best and the first allowed minute of a day after a moment."""
        windows = self.hours.windows[day % 7]
        if not self.zone.is_regular(day):
            # A clock change: later on the wall may be sooner in truth, so every minute is looked at.
            after = [each for each in self._allowed(day, step) if self.zone.instant(day, each) > cause]
            windows = tuple((each, Minute(each + 1)) for each in after)
            least = Minute(0)
        else:
            least = Minute(max(0, (self.zone.wall(cause) - day * DAY) // MINUTE + 1))
        best = self.hours.best(windows, least, step)
        first = first_from(windows, least, step)
        return None if best is None or first is None else (best, first)

    def _allowed(self, day: Day, step: int) -> list[Minute]:
        windows = self.hours.windows[day % 7]
        return [Minute(each) for start, end in windows for each in range(start, end) if each % step == 0]

    def marks_after(self, day: Day, moment: Instant) -> list[Minute]:
        """The five-minute marks of a calling day after a moment."""
        return [each for each in self._allowed(day, MARK) if self.zone.instant(day, each) > moment]

    # --- emails ---

    def email_slot(self, day: Day) -> Slot:
        """The email hours of a day, and when to write a check-in email. Looked up once for each day."""
        slot = self._email_slots.get(day)
        if slot is None:
            instant = self.zone.instant
            start, end = self.email_window
            slot = (instant(day, start), instant(day, self.email_minute), instant(day, end))
            self._email_slots[day] = slot
        return slot

    def email_time(self, day: Day) -> Instant:
        """When to write a check-in email on a day."""
        return self.email_slot(day)[1]

    def emails_start(self, day: Day) -> Instant:
        return self.email_slot(day)[0]

    def emails_end(self, day: Day) -> Instant:
        return self.email_slot(day)[2]

    def email_after(self, cause: Instant) -> tuple[Day, Instant]:
        """The first business day whose email time is after a moment."""
        day = self.days.at_or_after(self.zone.day_of(cause))
        while self.email_time(day) <= cause:
            day = self.days.at_or_after(Day(day + 1))
        return day, self.email_time(day)

    def emails_from(self, cause: Instant) -> Instant:
        """The first moment inside the email hours of a business day that is not before a moment."""
        day = self.days.at_or_after(self.zone.day_of(cause))
        while self.emails_end(day) < cause:
            day = self.days.at_or_after(Day(day + 1))
        return max(cause, self.emails_start(day))


def _check_week(hours: CallHours, calendar: Calendar) -> None:
    week = tuple(Weekday)
    if not any(hours.windows[(week.index(each) + 1) % 7] for each in calendar.working_week):
        worked = ", ".join(calendar.working_week) or "none"
        allowed = "call hours with at least one minute left by avoid on a day of the working week"
        raise Refused(
            Refusal.NO_CALLING_TIME, "call_hours", f"without a minute in the working week ({worked})", allowed
        )


@lru_cache(maxsize=8192)
def rules_for(policy: Policy, calendar: Calendar) -> Rules:
    """The rules of a pair; refused where they leave no minute of the week for a call."""
    return Rules(policy, calendar)


def check_week(policy: Policy, calendar: Calendar) -> None:
    """Refuses (no_calling_time) a policy and calendar that leave no minute of the week."""
    _check_week(CallHours(policy), calendar)
