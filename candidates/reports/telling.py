"""Values of columns in the words of people: as they stand on pages and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from candidates.reports.columns import Column, Holds, Value
from recruiting.wording import day_words, wall_words


def told(column: Column, now: datetime) -> Callable[[Value], str]:
    """Return what says a column's values: days and clocks' faces, with the year where that is not this one."""
    if column.holds in {Holds.DAY, Holds.WALL, Holds.MOMENT}:
        zone = ZoneInfo(column.zone) if column.holds == Holds.MOMENT else None
        return lambda value: _moment(value, zone, now)
    return lambda value: "" if value is None else str(value)


def _moment(value: Value, zone: ZoneInfo | None, now: datetime) -> str:
    if not isinstance(value, datetime):
        return day_words(value, year=value.year != now.year) if isinstance(value, date) else ""
    return wall_words(value.astimezone(zone) if zone else value, now=now)
