"""Three meanings of time that must not mix, and the conversions between them.

An Instant is the same everywhere; a Day is a date on one place's wall; a Minute is what a clock there shows.
All are plain integers at run time, because a plan compares them a hundred times; mypy keeps them apart.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NewType
from zoneinfo import ZoneInfo, available_timezones

Instant = NewType("Instant", int)  # microseconds in UTC, counted so that instant // DAY is the ordinal of its UTC date
Span = NewType("Span", int)  # microseconds between two instants
Day = NewType("Day", int)  # date.toordinal() of a local date; day % 7 is 1 on a Monday
Minute = NewType("Minute", int)  # minutes since local midnight

SECOND = Span(1_000_000)
MINUTE = Span(60 * SECOND)
HOUR = Span(60 * MINUTE)
DAY = Span(24 * HOUR)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_INSTANT = EPOCH.toordinal() * DAY
_NO_TIME_ZONES = frozenset({"localtime", "Factory", "posixrules"})  # what these mean differs by machine


def instant_of(moment: datetime) -> Instant:
    """The instant of an aware datetime."""
    since = moment - EPOCH
    return Instant(_EPOCH_INSTANT + (since.days * 86_400 + since.seconds) * SECOND + since.microseconds)


def datetime_of(instant: Instant) -> datetime:
    """The aware UTC datetime of an instant."""
    return EPOCH + timedelta(0, 0, instant - _EPOCH_INSTANT)


def day_of_date(value: date) -> Day:
    return Day(value.toordinal())


def date_of(day: Day) -> date:
    return date.fromordinal(day)


def minute_of_time(value: time) -> Minute:
    return Minute(value.hour * 60 + value.minute)


def after(instant: Instant, span: int) -> Instant:
    """The instant that much later."""
    return Instant(instant + span)


class Zone:
    """Local time of one time zone, with the offset of each day looked up once.

    On all but a few days a year the offset is the same from midnight to midnight: such a day's shift is kept
    and a conversion is one addition. On the others (None in the tables) zoneinfo is asked each time. With
    fold=0 it reads a time in a gap with the offset before the gap, and takes the first of two: our rule.
    """

    __slots__ = ("_info", "_utc_shifts", "_wall_shifts", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self._info = ZoneInfo(name)
        self._wall_shifts: dict[int, int | None] = {}
        self._utc_shifts: dict[int, int | None] = {}

    def instant(self, day: Day, minute: int) -> Instant:
        """When the clock there shows that minute of that day."""
        shift = self._wall_shifts.get(day, -1)  # no offset is a microsecond: -1 says "not looked up yet"
        if shift == -1:
            shift = self._wall_shifts[day] = self._wall_shift(day)
        if shift is None:
            shift = self._offset_at_wall(day, minute, 0)
        return Instant(day * DAY + minute * MINUTE - shift)

    def is_regular(self, day: Day) -> bool:
        """Whether the clock there runs through that day without a jump."""
        if day not in self._wall_shifts:
            self._wall_shifts[day] = self._wall_shift(day)
        return self._wall_shifts[day] is not None

    def wall(self, instant: Instant) -> int:
        """What the clock there shows: microseconds, of which `// DAY` is the local day."""
        utc_day = instant // DAY
        shift = self._utc_shifts.get(utc_day, -1)
        if shift == -1:
            shift = self._utc_shifts[utc_day] = self._utc_shift(utc_day)
        if shift is None:
            shift = self._offset_at(instant)
        return instant + shift

    def day_of(self, instant: Instant) -> Day:
        """The local date of an instant."""
        return Day(self.wall(instant) // DAY)

    def _wall_shift(self, day: int) -> int | None:
        offsets = {self._offset_at_wall(day, minute, fold) for minute in (0, 1440) for fold in (0, 1)}
        return offsets.pop() if len(offsets) == 1 else None

    def _utc_shift(self, utc_day: int) -> int | None:
        first, last = (self._offset_at(Instant(each * DAY)) for each in (utc_day, utc_day + 1))
        return first if first == last else None

    def _offset_at_wall(self, day: int, minute: int, fold: int) -> int:
        midnight = datetime.fromordinal(day)
        wall = (midnight + timedelta(minutes=minute)).replace(tzinfo=self._info, fold=fold)
        return _microseconds(wall.utcoffset())

    def _offset_at(self, instant: Instant) -> int:
        return _microseconds(datetime_of(instant).astimezone(self._info).utcoffset())


def _microseconds(offset: timedelta | None) -> int:
    assert offset is not None
    return round(offset.total_seconds()) * SECOND


@lru_cache(maxsize=1)
def time_zone_names() -> frozenset[str]:
    """The IANA names that mean the same on every machine."""
    return frozenset(available_timezones()) - _NO_TIME_ZONES


@lru_cache(maxsize=1024)
def zone_named(name: str) -> Zone:
    """One Zone for each name, so that its tables are shared."""
    return Zone(name)
