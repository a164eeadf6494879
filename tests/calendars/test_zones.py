"""Each event stands on its company's clock, with that zone's changes beside it, on both sides of each."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from candidates.calendars.rendering import _zone
from candidates.models import Plan, Step
from tests.calendars.conftest import Read, call_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
CHANGES = [
    ("Europe/London", datetime(2026, 10, 25, 1, tzinfo=UTC), "STANDARD", "20261025T020000"),
    ("Europe/London", datetime(2027, 3, 28, 1, tzinfo=UTC), "DAYLIGHT", "20270328T010000"),
    ("America/New_York", datetime(2026, 11, 1, 6, tzinfo=UTC), "STANDARD", "20261101T020000"),
    ("America/New_York", datetime(2027, 3, 14, 7, tzinfo=UTC), "DAYLIGHT", "20270314T020000"),
]


@pytest.mark.parametrize(("zone", "change", "part", "onset"), CHANGES)
def test_a_clock_change_is_told_on_the_clock_before_it(zone: str, change: datetime, part: str, onset: str) -> None:
    told = _zone(zone, 2026, 2029).to_ical().decode()
    parts = [each for each in told.split("BEGIN:") if each.startswith(part)]
    assert any(onset in each for each in parts)


@pytest.mark.parametrize(("zone", "change"), [(zone, change) for zone, change, _part, _onset in CHANGES])
def test_another_library_reads_the_same_moments_from_the_zone(zone: str, change: datetime) -> None:
    told = tzical(io.StringIO(_zone(zone, 2026, 2029).to_ical().decode().replace("\r\n", "\n"))).get(zone)
    assert told is not None
    for hours in (-24, -2, 2, 3, 24, 24 * 60):
        wall = (change + hours * HOUR).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert wall.replace(tzinfo=told).utcoffset() == wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize(
    ("zone", "moment", "wall"),
    [
        ("Europe/London", datetime(2027, 3, 26, 10, tzinfo=UTC), "20270326T100000"),
        ("Europe/London", datetime(2027, 3, 29, 9, tzinfo=UTC), "20270329T100000"),
        ("Europe/London", datetime(2027, 10, 29, 9, tzinfo=UTC), "20271029T100000"),
        ("Europe/London", datetime(2027, 11, 1, 10, tzinfo=UTC), "20271101T100000"),
        ("America/New_York", datetime(2027, 3, 12, 15, tzinfo=UTC), "20270312T100000"),
        ("America/New_York", datetime(2027, 3, 15, 14, tzinfo=UTC), "20270315T100000"),
    ],
)
def test_a_step_stands_at_its_wall_time(hers: Read, called_for: Plan, zone: str, moment: datetime, wall: str) -> None:
    there = called_for.calendar
    there.pk, there.digest, there.content = None, zone, {**there.content, "time_zone": zone}
    there.save(force_insert=True)
    Plan.objects.update(calendar=there)
    Step.objects.filter(key="follow_up:1").update(due=moment, latest=None)
    file = hers()
    assert f"DTSTART;TZID={zone}:{wall}\r\n".encode() in file
    assert call_in(file).decoded("DTSTART") == moment
    assert [each["TZID"] for each in Calendar.from_ical(file).walk("VTIMEZONE")] == [zone]


def test_the_second_of_an_hour_that_comes_twice_is_told_in_universal_time(hers: Read) -> None:
    for moment, told in (
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), b"DTSTART;TZID=Europe/London:20271031T013000"),
        (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), b"DTSTART:20271031T013000Z"),
    ):
        Step.objects.filter(key="follow_up:1").update(due=moment, latest=None)
        assert told in hers()


def test_a_call_ends_with_the_hours_in_which_one_may_call(hers: Read) -> None:
    due = datetime(2026, 12, 3, 16, 20, tzinfo=UTC)
    Step.objects.filter(key="follow_up:1").update(due=due, latest=due + timedelta(minutes=10))
    call = call_in(hers())
    assert call.decoded("DTEND") - call.decoded("DTSTART") == timedelta(minutes=10)
