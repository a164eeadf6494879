"""Quiet hours: on a person's own clock, over midnight, through both changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from candidates.outbox.quiet import QuietHours

LONDON, NEW_YORK = "Europe/London", "America/New_York"
MINUTE = timedelta(minutes=1)
NIGHT = QuietHours(LONDON, time(21), time(8))

zones = st.sampled_from([LONDON, NEW_YORK, "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"])
walls = st.builds(time, st.integers(0, 23), st.integers(0, 59))
hours = st.builds(QuietHours, zones, walls, walls)
any_moment = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001  # Hypothesis wants them bare
    lambda each: each.replace(tzinfo=UTC)
)
changes = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(
        [
            datetime(2026, 3, 29, 1, tzinfo=UTC),  # London, spring
            datetime(2026, 10, 25, 1, tzinfo=UTC),  # London, autumn
            datetime(2026, 3, 8, 7, tzinfo=UTC),  # New York, spring
            datetime(2026, 11, 1, 6, tzinfo=UTC),  # New York, autumn
        ]
    ),
    st.integers(-26 * 60, 26 * 60),
)
moments = any_moment | changes


def at(day: int, hour: int, minute: int = 0, *, zone: str = LONDON, month: int = 12, fold: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(zone), fold=fold)


@given(hours, moments)
def test_the_next_open_moment_is_not_quiet_and_not_earlier(quiet: QuietHours, moment: datetime) -> None:
    found = quiet.next_open(moment)
    assert found >= moment
    assert not quiet.holds(found)


@given(hours, moments)
def test_the_last_open_moment_is_not_quiet_and_not_later(quiet: QuietHours, moment: datetime) -> None:
    found = quiet.last_open(moment)
    assert found <= moment
    assert not quiet.holds(found)


@given(hours, moments)
def test_a_moment_that_is_not_quiet_stays(quiet: QuietHours, moment: datetime) -> None:
    if not quiet.holds(moment):
        assert quiet.next_open(moment) == quiet.last_open(moment) == moment


@given(hours, changes)
@example(QuietHours(LONDON, time(0, 30), time(1, 30)), datetime(2026, 3, 29, 0, 45, tzinfo=UTC))
@example(QuietHours(LONDON, time(2), time(1, 59)), datetime(2026, 3, 29, 0, 59, tzinfo=UTC))
def test_no_more_is_passed_over_than_the_hour_that_a_clock_jumps_over(quiet: QuietHours, moment: datetime) -> None:
    found = quiet.next_open(moment)
    passed = range(int((found - moment) / MINUTE))
    assert sum(not quiet.holds(moment + minute * MINUTE) for minute in passed) < 60


@given(walls, zones, moments)
def test_from_and_until_the_same_hour_nothing_is_quiet(wall: time, zone: str, moment: datetime) -> None:
    quiet = QuietHours(zone, wall, wall)
    assert not quiet.holds(moment)
    assert quiet.next_open(moment) == moment


@pytest.mark.parametrize(
    ("moment", "is_quiet"),
    [
        (at(3, 20, 59), False),
        (at(3, 21), True),
        (at(3, 23, 59), True),
        (at(4, 0), True),
        (at(4, 7, 59), True),
        (at(4, 8), False),
    ],
)
def test_a_night_is_quiet_from_its_first_minute_until_before_its_last(moment: datetime, is_quiet: bool) -> None:
    assert NIGHT.holds(moment) == is_quiet


def test_hours_within_a_day_are_quiet_on_that_day_alone() -> None:
    siesta = QuietHours(LONDON, time(13), time(15))
    assert siesta.next_open(at(3, 14)) == at(3, 15)
    assert siesta.last_open(at(3, 14)) == at(3, 12, 59)
    assert not siesta.holds(at(3, 23))


def test_a_night_ends_the_same_morning_or_the_next() -> None:
    assert NIGHT.next_open(at(3, 22)) == at(4, 8)
    assert NIGHT.next_open(at(4, 3)) == at(4, 8)
    assert NIGHT.last_open(at(3, 22)) == at(3, 20, 59)
    assert NIGHT.last_open(at(4, 3)) == at(3, 20, 59)


@pytest.mark.parametrize(
    ("zone", "month", "day"), [(LONDON, 3, 28), (LONDON, 10, 24), (NEW_YORK, 3, 7), (NEW_YORK, 10, 31)]
)
def test_a_night_in_which_the_clock_changes_ends_at_eight_by_the_clock(zone: str, month: int, day: int) -> None:
    quiet = QuietHours(zone, time(21), time(8))
    evening = at(day, 22, zone=zone, month=month)
    ends = quiet.next_open(evening).astimezone(ZoneInfo(zone))
    assert (ends.date() - evening.date(), ends.time()) == (timedelta(days=1), time(8))


def test_an_end_that_the_clock_jumps_over_comes_an_hour_later_by_the_clock() -> None:
    quiet = QuietHours(LONDON, time(21), time(1, 30))
    assert quiet.next_open(at(28, 22, month=3)) == at(29, 2, 30, month=3)
