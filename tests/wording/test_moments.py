"""Days and moments as people say them: both clocks, the year only where it helps, lists of days kept short."""

from datetime import UTC, date, datetime

import pytest

from recruiting.wording import city, day_long, day_near, moment_both, moment_in, moment_said, own_time, relative_day
from recruiting.wording.moments import days_words

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
THURSDAY = datetime(2026, 12, 3, 10, tzinfo=UTC)
LONDON, NEW_YORK, TOKYO = "Europe/London", "America/New_York", "Asia/Tokyo"


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        (LONDON, "London"),
        (NEW_YORK, "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("America/Port-au-Prince", "Port-au-Prince"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT+5", "GMT+5"),
    ],
)
def test_a_zone_is_said_by_its_place(zone: str, place: str) -> None:
    assert city(zone) == place


def test_a_moment_is_said_in_the_zone() -> None:
    assert moment_in(THURSDAY, LONDON) == "Thu 3 Dec, 10:00 London"
    assert moment_in(THURSDAY, NEW_YORK, now=NOW) == "Thu 3 Dec, 05:00 New York"


def test_the_year_is_shown_where_it_is_not_the_present_one() -> None:
    new_year = datetime(2026, 12, 31, 20, tzinfo=UTC)
    assert moment_in(new_year, LONDON, now=NOW) == "Thu 31 Dec, 20:00 London"
    assert moment_in(new_year, TOKYO, now=NOW) == "Fri 1 Jan 2027, 05:00 Tokyo"
    assert moment_in(new_year, TOKYO) == "Fri 1 Jan, 05:00 Tokyo"


def test_both_clocks_are_shown_where_they_differ() -> None:
    assert moment_both(THURSDAY, LONDON, NEW_YORK) == "Thu 3 Dec, 10:00 London · 05:00 for you"
    assert moment_both(THURSDAY, LONDON, LONDON) == "Thu 3 Dec, 10:00 London"
    assert moment_both(THURSDAY, LONDON, "Europe/Dublin") == "Thu 3 Dec, 10:00 London"


def test_the_own_day_is_named_where_it_is_another() -> None:
    evening = datetime(2026, 12, 3, 16, tzinfo=UTC)
    assert moment_both(evening, LONDON, TOKYO) == "Thu 3 Dec, 16:00 London · Fri 4 Dec 01:00 for you"
    assert own_time(evening, LONDON, TOKYO) == "Fri 4 Dec 01:00"
    assert own_time(evening, LONDON, LONDON) == ""


def test_clock_changes_count() -> None:
    before, after = datetime(2027, 3, 27, 10, tzinfo=UTC), datetime(2027, 3, 28, 10, tzinfo=UTC)
    assert moment_in(before, LONDON) == "Sat 27 Mar, 10:00 London"
    assert moment_in(after, LONDON) == "Sun 28 Mar, 11:00 London"


def test_a_moment_inside_a_sentence() -> None:
    assert moment_said(THURSDAY, LONDON) == "Thu 3 Dec at 10:00 (London)"
    assert moment_said(THURSDAY, LONDON, year=True) == "Thu 3 Dec 2026 at 10:00 (London)"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 3), "today"),
        (date(2026, 12, 4), "tomorrow"),
        (date(2026, 12, 2), "yesterday"),
        (date(2026, 12, 5), "in 2 days"),
        (date(2026, 11, 30), "3 days ago"),
        (date(2027, 12, 3), "in 365 days"),
    ],
)
def test_how_far_a_day_is(day: date, said: str) -> None:
    assert relative_day(day, date(2026, 12, 3)) == said


def test_a_day_far_from_another_has_its_year() -> None:
    assert day_near(date(2027, 1, 4), date(2026, 12, 30)) == "Mon 4 Jan"
    assert day_near(date(2027, 12, 3), date(2026, 12, 30)) == "Fri 3 Dec 2027"
    assert day_long(date(2026, 12, 3)) == "Thursday 3 December 2026"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2026-12-05"], "Sat 5 Dec"),
        (["2026-12-05", "2026-12-06"], "Sat 5 and Sun 6 Dec"),
        (["2026-12-31", "2027-01-01"], "Thu 31 Dec and Fri 1 Jan"),
        (["2026-12-05", "2026-12-06", "2026-12-12", "2026-12-13"], "Sat 5, Sun 6, Sat 12 and Sun 13 Dec"),
        (["2026-12-24", "2026-12-25", "2026-12-26"], "Thu 24 to Sat 26 Dec"),
        (["2026-12-31", "2027-01-01", "2027-01-02"], "Thu 31 Dec to Sat 2 Jan"),
        (
            ["2026-12-05", "2026-12-06", "2026-12-12", "2026-12-13", "2026-12-19"],
            "five days from Sat 5 to Sat 19 Dec",
        ),
    ],
)
def test_several_days_are_said_briefly(days: list[str], said: str) -> None:
    assert days_words([date.fromisoformat(each) for each in days], date(2026, 12, 20)) == said
