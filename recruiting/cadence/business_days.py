"""The business days of a calendar, laid out so that counting them is a look-up."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from recruiting.cadence.calendars import Calendar
from recruiting.cadence.moments import Day, date_of, day_of_date
from recruiting.cadence.vocabulary import PassedOverReason, Weekday


class BusinessDays:
    """All business days of the years asked about so far; more years are added when a day falls outside.

    `_days` lists them in order; `_rank[day - _first]` says how many lie before a day, and so where in the
    list the first one at or after it stands.
    """

    __slots__ = ("_calendar", "_closed", "_days", "_first", "_open", "_rank", "_years")

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._open = frozenset(day_of_date(each) for each in calendar.open)
        self._closed = frozenset(day_of_date(each) for each in calendar.closed)
        self._years = range(0)
        self._first = Day(0)
        self._rank: list[int] = []
        self._days: list[Day] = []

    def at_or_after(self, day: Day) -> Day:
        """That day, or the next business day."""
        return self._counted(day, 0)

    def after(self, day: Day, n: int) -> Day:
        """The n-th business day after a day; with 0 the day itself, or the next business day."""
        return self._counted(day + 1, n - 1) if n else self._counted(day, 0)

    def includes(self, day: Day) -> bool:
        return self._counted(day, 0) == day

    def _counted(self, day: int, n: int) -> Day:
        """The business day that comes n after the first one at or after a day."""
        offset = day - self._first
        if offset >= 0:  # a negative index would count from the wrong end
            try:
                return self._days[self._rank[offset] + n]
            except IndexError:
                pass
        self._reach(date_of(Day(day)).year)
        return self._counted(day, n)

    def _reach(self, year: int) -> None:
        """Lay the table out anew so that it covers that year and its neighbours, or a year more."""
        known = self._years or range(year, year + 1)
        further = known.stop + 1 if year in known else year + 2
        self._years = range(min(known.start, year - 1), max(known.stop, further))
        self._first = day_of_date(date(self._years.start, 1, 1))
        end = day_of_date(date(self._years.stop, 1, 1))
        week = _by_remainder(self._calendar.working_week)
        holidays = {day_of_date(day) for year in self._years for day in self._calendar.holidays_of(year)}
        self._rank, self._days = [], []
        for number in range(self._first, end):
            day = Day(number)
            self._rank.append(len(self._days))
            working = week[day % 7] and day not in holidays and day not in self._closed
            if working or day in self._open:
                self._days.append(day)

    def why_not(self, day: Day) -> tuple[PassedOverReason, str | None]:
        """Why that day is no business day, and the holiday's name if it is one."""
        when = date_of(day)
        name = self._holidays_of(when).get(when)
        if name is not None:
            return PassedOverReason.HOLIDAY, name
        if day in self._closed:
            return PassedOverReason.CLOSED, None
        return PassedOverReason.WEEKEND, None

    def _holidays_of(self, when: date) -> Mapping[date, str]:
        return self._calendar.holidays_of(when.year)


def _by_remainder(working_week: tuple[Weekday, ...]) -> tuple[bool, ...]:
    """Whether work is done, by the remainder that a Day leaves when divided by 7 (1 is a Monday)."""
    week = tuple(Weekday)
    return tuple(week[(remainder - 1) % 7] in working_week for remainder in range(7))


@lru_cache(maxsize=2048)
def business_days(calendar: Calendar) -> BusinessDays:
    """The table of a calendar, shared by all plans that have an equal one."""
    return BusinessDays(calendar)
