"""A calendar as its file (RFC 5545, by icalendar): events on their companies' clocks, alarms, zones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from candidates.calendars.entries import Published
from candidates.calendars.events import StepEvent
from candidates.plans.timeline import Reader

PRODUCT = "-//Followthrough//Followthrough//EN"
READ_AGAIN = timedelta(hours=1)
PAGES = {
    "candidate": lambda plan: reverse("portal:plan", args=[plan.pk]),
    "recruiter": lambda plan: reverse("admin:candidates_interview_change", args=[plan.interview_id]),
}


@dataclass(frozen=True)
class Face:
    """What a calendar is called, for whom it speaks, how many minutes before a step it rings, and what it is about."""

    name: str
    reader: Reader
    leads: tuple[int, ...]
    about: str = ""


def calendar_file(events: Sequence[Published], face: Face) -> bytes:
    """Return the file: for the same events the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(face.name))
    calendar.add("x-wr-timezone", face.reader.zone)
    if face.about:
        calendar.add("x-wr-caldesc", _line(face.about))
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for each in events:
        calendar.add_component(_event(each, face))
    years = [each.event.starts.year for each in events]
    for zone in sorted(calendar.get_missing_tzids(), reverse=True):
        calendar.subcomponents.insert(0, _zone(zone, min(years) - 1, max(years) + 2))
    return bytes(calendar.to_ical())


@lru_cache(maxsize=256)
def _zone(name: str, first: int, last: int) -> Timezone:
    """Return a zone with its clock changes from one New Year to another."""
    zone = Timezone.from_tzid(name, first_date=date(first, 1, 1), last_date=date(last, 1, 1))
    for part in zone.walk():
        if isinstance(part, TimezoneStandard | TimezoneDaylight) and part.TZOFFSETTO > part.TZOFFSETFROM:
            _onsets_before_the_gap(part)
    return zone


def _onsets_before_the_gap(part: TimezoneStandard | TimezoneDaylight) -> None:
    """Tell when a clock goes forward on the clock before it does, as RFC 5545 asks; icalendar says when it has."""
    skipped = part.TZOFFSETTO - part.TZOFFSETFROM
    part.DTSTART -= skipped
    if "RDATE" in part:
        later = [each.dt - skipped for each in part.pop("RDATE").dts]
        part.add("RDATE", later)


def _event(each: Published, face: Face) -> Event:
    said, entry, page = each.event, each.stored, settings.SITE_ADDRESS + PAGES[face.reader.part](each.event.plan)
    starts, ends = _walls(said)
    event = Event()
    event.add("uid", uid_of(said))
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", _summary(said, face.reader))
    event.add("description", _description(said, face.reader, page))
    event.add("url", page)
    event.add("status", _status(said))
    event.add("transp", "TRANSPARENT")
    for minutes in face.leads if said.is_open else ():
        event.add_component(_alarm(minutes, _summary(said, face.reader)))
    return event


def uid_of(event: StepEvent) -> str:
    """Return the name that an event keeps for good, whenever it is moved to."""
    return f"plan-{event.plan.pk}-{event.step.key}@{urlsplit(settings.SITE_ADDRESS).hostname}"


def _walls(event: StepEvent) -> tuple[datetime, datetime]:
    """Return from when to when on the company's clock; in UTC in the hour that a clock shows twice, where it is two."""
    walls = event.starts.astimezone(ZoneInfo(event.zone)), event.ends.astimezone(ZoneInfo(event.zone))
    if any(wall.fold for wall in walls):
        return event.starts.astimezone(UTC), event.ends.astimezone(UTC)
    return walls


def _summary(event: StepEvent, reader: Reader) -> str:
    application = event.plan.interview.application
    facts = {
        "title": event.line(reader).title,
        "company": application.job.company.name,
        "candidate": application.candidate.name,
    }
    if reader.part == "candidate":
        return _line(_("%(title)s, %(company)s") % facts)
    return _line(_("%(title)s, %(company)s, for %(candidate)s") % facts)


def _description(event: StepEvent, reader: Reader, page: str) -> str:
    why = _("This is no longer planned.") if event.is_cancelled else event.line(reader).why
    return f"{_line(why)}\n{page}"


def _status(event: StepEvent) -> str:
    if event.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.is_open and event.step.provisional else "CONFIRMED"


def _alarm(minutes: int, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(minutes=-minutes))
    alarm.add("description", words)
    return alarm


def _line(text: str) -> str:
    """Return a text from people as one line that a calendar file can hold: no breaks, no control characters."""
    return " ".join("".join(_drawn(text)).split())


def _drawn(text: str) -> Iterable[str]:
    return (" " if unicodedata.category(each) in {"Cc", "Zl", "Zp", "Cs"} else each for each in text)
