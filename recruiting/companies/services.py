"""Writes of companies: calendar snapshots, which plans refer to for good."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from recruiting.cadence import Calendar, countries
from recruiting.models import CalendarSnapshot, Company, CompanyDay, Contact, Organization

# A plan reaches at most 400 days past its last event, and events follow an interview for months: three more years
YEARS_AHEAD = 3


def calendar_of(
    company: Company, lead: Contact | None, *, year: int, days: Iterable[CompanyDay] | None = None
) -> Calendar:
    """Return the calendar whose clock a plan follows: the lead's own zone and country, else the company's.

    `year` is that of the interview; public holidays are taken from it to three years on. `days` spares a query.
    """
    own_country = bool(lead and lead.country)
    company_days = list(company.days.all() if days is None else days)
    return _with_holidays(
        lead.time_zone if lead and lead.time_zone else company.time_zone,
        lead.country if lead and own_country else company.country,
        lead.subdivision if lead and own_country else company.subdivision,
        tuple(company.working_week),
        tuple(sorted(day.date.isoformat() for day in company_days if day.kind == CompanyDay.Kind.CLOSED)),
        tuple(sorted(day.date.isoformat() for day in company_days if day.kind == CompanyDay.Kind.OPEN)),
        year,
    )


@lru_cache(maxsize=4096)
def _with_holidays(
    time_zone: str,
    country: str,
    subdivision: str,
    working_week: tuple[str, ...],
    closed: tuple[str, ...],
    opened: tuple[str, ...],
    year: int,
) -> Calendar:
    # ISO 3166 has countries, and many more subdivisions (GB-LND), that the `holidays` package does not: for the former
    # no public holiday is known, for the latter the country's own hold. The engine refuses both, so leave them out
    known = countries().get(country)
    calendar = Calendar.from_json(
        {
            "time_zone": time_zone,
            "country": country if known is not None else None,
            "subdivision": subdivision if known and subdivision in known else None,
            "working_week": list(working_week),
            "closed": list(closed),
            "open": list(opened),
        }
    )
    return calendar.snapshot(range(year - 1, year + YEARS_AHEAD + 1))


@lru_cache(maxsize=4096)
def with_holidays_as_known_now(calendar: Calendar, year: int) -> Calendar:
    """Return a stored calendar with its public holidays as today's `holidays` package knows them; all else stays."""
    return replace(calendar, holidays=None).snapshot(range(year - 1, year + YEARS_AHEAD + 1))


@lru_cache(maxsize=4096)
def _content_and_digest(calendar: Calendar) -> tuple[dict[str, object], str]:
    content = calendar.to_json()
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return content, hashlib.sha256(canonical.encode()).hexdigest()


def unsaved_snapshot(organization: Organization, calendar: Calendar) -> CalendarSnapshot:
    """Return the snapshot of a calendar without storing it: enough for a plan that is only looked at."""
    content, digest = _content_and_digest(calendar)
    return CalendarSnapshot(organization=organization, content=content, digest=digest)


class SnapshotStore:
    """Keeps each calendar of a firm once; knows those it has met, so that many plans cost few queries."""

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
        self._known: dict[str, CalendarSnapshot] = {}

    def keep(self, calendar: Calendar) -> CalendarSnapshot:
        """Return the stored snapshot of this calendar, stored now if it is new."""
        return self.stored(unsaved_snapshot(self.organization, calendar))

    def stored(self, snapshot: CalendarSnapshot) -> CalendarSnapshot:
        """Return the stored row of an unsaved snapshot, stored now if it is new."""
        digest = snapshot.digest
        if digest not in self._known:
            self._known[digest], _made = CalendarSnapshot.objects.get_or_create(
                organization=self.organization, digest=digest, defaults={"content": snapshot.content}
            )
        return self._known[digest]
