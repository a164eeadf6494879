"""What a screen asks of a policy's week and a calendar's days: the same tables that plans are made with."""

from collections.abc import Iterator, Mapping
from datetime import date, time

from recruiting.cadence.business_days import business_days
from recruiting.cadence.calendars import Calendar
from recruiting.cadence.call_hours import CallHours
from recruiting.cadence.moments import Day, Minute, date_of, day_of_date
from recruiting.cadence.policies import Policy
from recruiting.cadence.rules import rules_for
from recruiting.cadence.vocabulary import PassedOverReason, Weekday


def call_windows(policy: Policy) -> Mapping[Weekday, tuple[tuple[time, time], ...]]:
    """The spans of each weekday in which a call may be made, in order, ends exclusive; none where all is avoided."""
    hours = CallHours(policy)
    return {
        weekday: tuple((_time(start), _time(end)) for start, end in hours.windows[number % 7])
        for number, weekday in enumerate(Weekday, 1)
    }


def call_times(policy: Policy) -> Mapping[Weekday, time | None]:
    """When on each weekday a call is planned that nothing else pushes; None where no call may be made."""
    hours = CallHours(policy)
    return {
        weekday: _time(hours.times[number % 7]) if hours.windows[number % 7] else None
        for number, weekday in enumerate(Weekday, 1)
    }


def calling_days(policy: Policy, calendar: Calendar, first: date) -> Iterator[date]:
    """The days from `first` on, without end, on which a call may be made. Refused (no_calling_time) where none is."""
    rules = rules_for(policy, calendar)
    day = rules.calling_day(day_of_date(first))
    while True:
        yield date_of(day)
        day = rules.calling_day(Day(day + 1))


def day_off(calendar: Calendar, day: date) -> tuple[PassedOverReason, str | None] | None:
    """Why nobody works that day, with the public holiday's name if it is one; None for a business day."""
    days = business_days(calendar)
    number = day_of_date(day)
    return None if days.includes(number) else days.why_not(number)


def _time(minute: Minute) -> time:
    return time(*divmod(minute, 60))
