"""When a clock somewhere shows a wall time: by weekday, over clock changes, after an outage."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from candidates.reminders.walls import EVERY_DAY, WORKDAYS, Walls


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "zone", "after", "expected"),
    [
        (time(7), "Europe/London", "2026-12-03T06:59", "2026-12-03T07:00"),
        (time(7), "Europe/London", "2026-12-03T07:00", "2026-12-04T07:00"),  # later than, never the same again
        (time(7), "Europe/London", "2026-03-28T12:00", "2026-03-29T06:00"),  # the day on which clocks go forward
        (time(1, 30), "Europe/London", "2026-03-28T12:00", "2026-03-29T01:30"),  # not shown: 02:30 on the new clock
        (time(1, 30), "Europe/London", "2026-10-24T12:00", "2026-10-25T00:30"),  # shown twice: the first counts
        (time(1, 30), "Europe/London", "2026-10-25T00:30", "2026-10-26T01:30"),  # and the second is none
        (time(7), "Pacific/Auckland", "2026-12-02T18:00", "2026-12-03T18:00"),
    ],
)
def test_the_next_moment(wall: time, zone: str, after: str, expected: str) -> None:
    assert Walls(wall, EVERY_DAY, zone).next(at(after)) == at(expected)


def test_days_of_the_week_are_those_of_the_clock() -> None:
    mondays = Walls(time(7), [0], "Pacific/Auckland")
    assert mondays.next(at("2026-12-03T00:00")) == at("2026-12-06T18:00")  # Monday there
    assert Walls(time(7), WORKDAYS, "UTC").next(at("2026-12-04T08:00")) == at("2026-12-07T07:00")


def test_the_last_moment_until_then() -> None:
    mondays = Walls(time(7), [0], "UTC")
    assert mondays.last(at("2026-12-07T07:00")) == at("2026-12-07T07:00")
    assert mondays.last(at("2026-12-07T06:59")) == at("2026-11-30T07:00")


def test_no_day_at_all_is_refused_for_it_would_never_come() -> None:
    with pytest.raises(ValueError, match="no day of the week"):
        Walls(time(7), [], "UTC")
