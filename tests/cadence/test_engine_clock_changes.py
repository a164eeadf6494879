"""Local times that do not exist, or exist twice."""

from datetime import date

import pytest

from recruiting.cadence.moments import Minute, datetime_of, day_of_date, instant_of, zone_named
from tests.cadence.data.stories import LONDON, NEW_YORK, happened, last, planned


def _utc(zone: str, day: str, hour: int, minute: int = 0) -> str:
    instant = zone_named(zone).instant(day_of_date(date.fromisoformat(day)), Minute(hour * 60 + minute))
    return f"{datetime_of(instant):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("zone", "day", "hour", "minute", "utc"),
    [
        ("Europe/London", "2027-03-28", 0, 59, "2027-03-28 00:59"),
        ("Europe/London", "2027-03-28", 1, 30, "2027-03-28 01:30"),  # in the gap: shown as 02:30
        ("Europe/London", "2027-03-28", 2, 30, "2027-03-28 01:30"),
        ("Europe/London", "2027-10-31", 1, 30, "2027-10-31 00:30"),  # twice: the first
        ("Europe/London", "2027-10-31", 2, 0, "2027-10-31 02:00"),
        ("America/New_York", "2027-03-14", 2, 30, "2027-03-14 07:30"),
        ("Asia/Beirut", "2027-03-28", 0, 30, "2027-03-27 22:30"),  # the gap is at midnight
        ("Australia/Lord_Howe", "2027-10-03", 2, 15, "2027-10-02 15:45"),  # half an hour only
        ("Asia/Kathmandu", "2027-03-28", 9, 0, "2027-03-28 03:15"),
    ],
)
def test_a_local_time_is(zone: str, day: str, hour: int, minute: int, utc: str) -> None:
    assert _utc(zone, day, hour, minute) == utc


@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/St_Johns", "Pacific/Auckland", "Asia/Kolkata", "Africa/Cairo"]
)
def test_every_hour_of_a_year_comes_back_as_it_went(zone: str) -> None:
    there = zone_named(zone)
    first = day_of_date(date(2027, 1, 1))
    for hour in range(0, 365 * 24, 5):
        start = there.instant(first, Minute(0)) + hour * 3_600_000_000
        instant = instant_of(datetime_of(start))  # type: ignore[arg-type]
        wall = there.wall(instant)
        back = there.instant(there.day_of(instant), Minute(wall // 60_000_000 % 1440))
        assert instant - back in (0, 3_600_000_000)  # an hour off only where it is the second of two


def test_an_agreed_time_in_the_gap_moves_forward() -> None:
    said = happened("timeframe_given", "2027-03-25T16:00:00Z", date="2027-03-28", time="01:30", may_call="yes")
    plan = planned(said, ended_at="2027-03-25T16:00:00Z")
    assert last(plan)["due"] == "2027-03-28T01:30:00Z"


def test_an_agreed_time_that_occurs_twice_means_the_first() -> None:
    said = happened("timeframe_given", "2027-11-04T16:00:00Z", date="2027-11-07", time="01:30", may_call="yes")
    plan = planned(said, ended_at="2027-11-04T16:00:00Z", calendar=NEW_YORK)
    assert last(plan)["due"] == "2027-11-07T05:30:00Z"


def test_hours_stay_on_the_wall_over_a_clock_change() -> None:
    week = {**LONDON, "country": None, "subdivision": None}
    plan = planned(happened("thank_you_sent", "2027-03-25T17:00:00Z"), ended_at="2027-03-25T16:00:00Z", calendar=week)
    assert last(plan)["due"] == "2027-03-30T09:00:00Z"  # ten o'clock, summer time


def test_on_a_day_with_a_gap_nothing_is_due_at_or_before_its_cause() -> None:
    week = {"time_zone": "Europe/London", "working_week": ["sunday"]}
    policy = {
        "call_hours": ["00:30", "04:00"],
        "preferred_call_time": "02:10",
        "retry_after_days": [0, 0],
        "gap_hours": 0,
    }
    called = happened("call_made", "2027-03-28T01:12:00Z", outcome="no_answer")
    plan = planned(called, ended_at="2027-03-25T16:00:00Z", calendar=week, policy=policy)
    assert last(plan)["due"] == "2027-03-28T01:15:00Z"
