"""The week and the days that a screen shows are those that plans are made with."""

from datetime import UTC, date, datetime, time
from itertools import islice

import pytest

from recruiting.cadence import (
    Avoid,
    Calendar,
    Event,
    Interview,
    PassedOverReason,
    Policy,
    Refused,
    Weekday,
    call_times,
    call_windows,
    calling_days,
    day_off,
    plan,
)

LONDON = Calendar("Europe/London", "GB", "ENG")
FRIDAY_LATE = Avoid(Weekday.FRIDAY, time(15), time(17))
NEVER_MONDAY = Avoid(Weekday.MONDAY, time(0), time(23, 59))
AT_TEN = Avoid(Weekday.TUESDAY, time(9, 45), time(10, 30))
POLICY = Policy(avoid=(FRIDAY_LATE, NEVER_MONDAY, AT_TEN))


def test_a_weekday_has_its_call_hours_less_what_is_avoided() -> None:
    windows = call_windows(POLICY)
    assert list(windows) == list(Weekday)
    assert windows[Weekday.MONDAY] == ()
    assert windows[Weekday.TUESDAY] == ((time(9, 30), time(9, 45)), (time(10, 30), time(16, 30)))
    assert windows[Weekday.WEDNESDAY] == ((time(9, 30), time(16, 30)),)
    assert windows[Weekday.FRIDAY] == ((time(9, 30), time(15)),)


def test_a_call_is_planned_at_the_best_time_or_the_first_free_minute_after() -> None:
    times = call_times(POLICY)
    assert times[Weekday.MONDAY] is None
    assert times[Weekday.TUESDAY] == time(10, 30)
    assert times[Weekday.WEDNESDAY] == time(10)


@pytest.mark.parametrize("day", [date(2026, 11, day) for day in range(16, 21)])
def test_the_times_shown_are_those_that_plans_get(day: date) -> None:
    sent = Event.from_json({"type": "thank_you_sent", "at": f"{day}T12:00:00Z"})
    found = plan(POLICY, LONDON, Interview(datetime(day.year, day.month, day.day, 11, tzinfo=UTC)), [sent])
    due = found.steps[-1].due
    assert call_times(POLICY)[list(Weekday)[due.weekday()]] == due.time()
    assert next(calling_days(POLICY, LONDON, due.date())) == due.date()


def test_calling_days_leave_out_avoided_days_weekends_and_holidays() -> None:
    found = list(islice(calling_days(POLICY, LONDON, date(2026, 12, 24)), 4))
    assert found == [date(2026, 12, 24), date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)]


def test_a_week_without_a_minute_is_refused() -> None:
    with pytest.raises(Refused, match="no_calling_time"):
        next(calling_days(Policy(avoid=(NEVER_MONDAY,)), Calendar("UTC", working_week=(Weekday.MONDAY,)), date.min))


def test_a_day_off_says_why() -> None:
    assert day_off(LONDON, date(2026, 12, 25)) == (PassedOverReason.HOLIDAY, "Christmas Day")
    assert day_off(LONDON, date(2026, 12, 27)) == (PassedOverReason.WEEKEND, None)
    assert day_off(Calendar("UTC", closed=frozenset({date(2026, 12, 24)})), date(2026, 12, 24)) == (
        PassedOverReason.CLOSED,
        None,
    )
    assert day_off(LONDON, date(2026, 12, 24)) is None
