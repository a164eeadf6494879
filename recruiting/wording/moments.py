"""Days and moments as people say them: "Thu 3 Dec, 10:00 London · 05:00 for you"."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import get_language

from recruiting.wording.messages import gettext, ngettext, once, pgettext
from recruiting.wording.phrases import all_of, number_words

FAR = timedelta(days=183)  # past which a day without its year could be taken for another
A_FEW = 4  # days that are named one by one


def city(zone: str) -> str:
    """Return the place that an IANA zone is named after: "New York" for America/New_York."""
    if zone.startswith("Etc/"):
        return zone.removeprefix("Etc/")
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _formatted(day_or_time: date | time, pattern: str) -> str:
    return _in_language(day_or_time, pattern, get_language())


@lru_cache(maxsize=8192)
def _in_language(day_or_time: date | time, pattern: str, language: str | None) -> str:
    """Kept, because days recur and Django's formatting is the dearest part of a sentence."""
    if isinstance(day_or_time, time):
        return dateformat.time_format(day_or_time, pattern)
    return dateformat.format(day_or_time, pattern)


@once
def day_words(day: date, *, year: bool = False) -> str:
    """Return "Thu 3 Dec", or with the year "Thu 3 Dec 2026"."""
    if year:
        return _formatted(day, pgettext("date format: Thu 3 Dec 2026", "D j M Y"))
    return _formatted(day, pgettext("date format: Thu 3 Dec", "D j M"))


def day_near(day: date, near: date) -> str:
    """Return a day said beside another one: the year only where the two are far apart."""
    return day_words(day, year=abs(day - near) > FAR)


def day_long(day: date) -> str:
    """Return "Thursday 3 December 2026", for a heading."""
    return _formatted(day, pgettext("date format: Thursday 3 December 2026", "l j F Y"))


def month_words(day: date) -> str:
    """Return the month of a day, "Dec 2026"."""
    return _formatted(day, pgettext("date format: Dec 2026", "M Y"))


def time_words(moment: datetime) -> str:
    """Return the wall time, "10:00"."""
    return _clock(time(moment.hour, moment.minute))


@once
def _clock(wall: time) -> str:
    return _formatted(wall, pgettext("time format: 10:00", "H:i"))


def wall_words(local: datetime, *, now: datetime) -> str:
    """Return what a clock shows, "Thu 3 Dec, 10:00", where a table says whose it is; the year where it is not now's."""
    day = day_words(local.date(), year=local.year != now.year)
    return gettext("%(day)s, %(time)s") % {"day": day, "time": time_words(local)}


def moment_in(moment: datetime, zone: str, *, now: datetime | None = None) -> str:
    """Return "Thu 3 Dec, 10:00 London"; with the year where that is not the year of `now`."""
    local = moment.astimezone(ZoneInfo(zone))
    return gettext("%(day)s, %(time)s %(city)s") % {
        "day": day_words(local.date(), year=_other_year(local, now)),
        "time": time_words(local),
        "city": city(zone),
    }


def moment_both(moment: datetime, company_zone: str, own_zone: str, *, now: datetime | None = None) -> str:
    """Return "Thu 3 Dec, 10:00 London · 05:00 for you"; one half where both clocks show the same."""
    there = moment_in(moment, company_zone, now=now)
    own = own_time(moment, company_zone, own_zone)
    return gettext("%(there)s · %(own)s for you") % {"there": there, "own": own} if own else there


def own_time(moment: datetime, company_zone: str, own_zone: str) -> str:
    """Return "05:00", or "Fri 4 Dec 01:00" on another day; nothing where both clocks show the same."""
    local, own = moment.astimezone(ZoneInfo(company_zone)), moment.astimezone(ZoneInfo(own_zone))
    if local.replace(tzinfo=None) == own.replace(tzinfo=None):
        return ""
    if local.date() == own.date():
        return time_words(own)
    return gettext("%(day)s %(time)s") % {"day": day_words(own.date()), "time": time_words(own)}


def moment_said(moment: datetime, zone: str, *, year: bool = False) -> str:
    """Return a moment inside a sentence: "Thu 3 Dec at 10:00 (London)"."""
    local = moment.astimezone(ZoneInfo(zone))
    return gettext("%(day)s at %(time)s (%(city)s)") % {
        "day": day_words(local.date(), year=year),
        "time": time_words(local),
        "city": city(zone),
    }


def _other_year(local: datetime, now: datetime | None) -> bool:
    return now is not None and local.year != now.astimezone(local.tzinfo).year


def relative_day(day: date, today: date) -> str:
    """Return how far a day is from today: "tomorrow", "in 2 days", "3 days ago"."""
    days = (day - today).days
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
    return ngettext("%(count)d day ago", "%(count)d days ago", -days) % {"count": -days}


def days_words(days: Sequence[date], near: date) -> str:
    """Return several days in order: "Sat 5 and Sun 6 Dec", "Thu 24 to Mon 28 Dec", "six days from … to …"."""
    first, last = days[0], days[-1]
    if len(days) > 2 and (last - first).days == len(days) - 1:
        ends = _months_once([first, last], near)
        return gettext("%(first)s to %(last)s") % {"first": ends[0], "last": ends[1]}
    if len(days) > A_FEW:
        ends = _months_once([first, last], near)
        words = {"count": number_words(len(days)), "first": ends[0], "last": ends[1]}
        return gettext("%(count)s days from %(first)s to %(last)s") % words
    return all_of(_months_once(days, near))


def _months_once(days: Sequence[date], near: date) -> list[str]:
    """Return each day, its month left out where the next is of the same one."""
    return list(_each_month_once(days, near))


def _each_month_once(days: Sequence[date], near: date) -> Iterator[str]:
    for day, following in zip(days, [*days[1:], None], strict=True):
        if following is not None and (day.year, day.month) == (following.year, following.month):
            yield _formatted(day, pgettext("date format: Thu 3, of a month named later", "D j"))
        else:
            yield day_near(day, near)
