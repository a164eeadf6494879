"""A company's calendar: its time zone, public holidays, working week, closed and open days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

import holidays as holidays_package

from recruiting.cadence import forms
from recruiting.cadence.moments import time_zone_names
from recruiting.cadence.refusals import Refusal, Refused
from recruiting.cadence.vocabulary import Weekday

MONDAY_TO_FRIDAY = tuple(Weekday)[:5]

ISO_LENGTH = 2  # the package also lists three-letter codes

NamedDays = tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class Calendar:
    """A calendar; `holidays` given (pairs of date and name) takes the place of the country's."""

    time_zone: str
    country: str | None = None
    subdivision: str | None = None
    holidays: NamedDays | None = None
    working_week: tuple[Weekday, ...] = MONDAY_TO_FRIDAY
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.time_zone not in time_zone_names():
            allowed = "an IANA time zone, such as Europe/London"
            raise Refused(Refusal.UNKNOWN_TIME_ZONE, "time_zone", self.time_zone, allowed)
        _check_country(self.country, self.subdivision)
        object.__setattr__(self, "_hash", hash(self._values()))

    def __hash__(self) -> int:
        """Counted once: every plan looks its tables up by calendar."""
        return self._hash  # type: ignore[attr-defined, no-any-return]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._values()  # the hash of text differs from process to process

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in CALENDAR_FIELDS)

    @classmethod
    def from_json(cls, data: Any) -> "Calendar":
        form = forms.mapping("calendar", data)
        forms.no_other_keys(form, CALENDAR_FIELDS)
        zone = forms.required(form, "time_zone", forms.text, "an IANA time zone, such as Europe/London")
        week = forms.optional(form, "working_week", forms.weekdays)
        return cls(
            time_zone=zone,
            country=forms.optional(form, "country", _code),
            subdivision=forms.optional(form, "subdivision", _code),
            holidays=forms.optional(form, "holidays", _named_days),
            working_week=MONDAY_TO_FRIDAY if week is None else week,
            closed=forms.optional(form, "closed", forms.days) or frozenset(),
            open=forms.optional(form, "open", forms.days) or frozenset(),
        )

    def to_json(self) -> dict[str, Any]:
        """The form; `holidays` is left out where the country's are meant."""
        data: dict[str, Any] = {
            "time_zone": self.time_zone,
            "country": self.country,
            "subdivision": self.subdivision,
            "working_week": [str(each) for each in self.working_week],
            "closed": [each.isoformat() for each in sorted(self.closed)],
            "open": [each.isoformat() for each in sorted(self.open)],
        }
        if self.holidays is not None:
            data["holidays"] = {day.isoformat(): name for day, name in self.holidays}
        return data

    def snapshot(self, years: Iterable[int]) -> "Calendar":
        """The same calendar with the holidays of these years written down: it never changes by itself."""
        if self.holidays is not None:
            return self
        named = [pair for year in sorted(set(years)) for pair in self.holidays_of(year).items()]
        return Calendar(
            self.time_zone,
            self.country,
            self.subdivision,
            tuple(sorted(named)),
            self.working_week,
            self.closed,
            self.open,
        )

    def holidays_of(self, year: int) -> Mapping[date, str]:
        """The public holidays of one year, by date."""
        if self.holidays is not None:
            return {day: name for day, name in self.holidays if day.year == year}
        return public_holidays(self.country, self.subdivision, year) if self.country else {}


CALENDAR_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Calendar))


@lru_cache(maxsize=4096)
def public_holidays(country: str, subdivision: str | None, year: int) -> Mapping[date, str]:
    """What the `holidays` package says; shared, because making one object per plan is 70 times slower."""
    found = holidays_package.country_holidays(country, subdiv=subdivision, years=year)
    return {day: name for day, name in sorted(found.items()) if day.year == year}


@lru_cache(maxsize=1)
def countries() -> Mapping[str, tuple[str, ...]]:
    """ISO 3166 codes of the countries whose holidays are known, each with its subdivisions."""
    known = holidays_package.list_supported_countries(include_aliases=False)
    return {code: tuple(parts) for code, parts in sorted(known.items()) if len(code) == ISO_LENGTH}


def _check_country(country: str | None, subdivision: str | None) -> None:
    if country is None:
        if subdivision is not None:
            raise forms.wrong("subdivision", subdivision, "null, as no country is given")
        return
    if country not in countries():
        allowed = "null or an ISO 3166 code of a country whose holidays are known, such as GB"
        raise Refused(Refusal.UNKNOWN_COUNTRY, "country", country, allowed)
    parts = countries()[country]
    if subdivision is not None and subdivision not in parts:
        raise forms.wrong("subdivision", subdivision, ", ".join(("null", *parts)))


def _code(field: str, value: Any) -> str | None:
    return forms.text(field, value) or None  # a spreadsheet's empty cell is no country


def _named_days(field: str, value: Any) -> NamedDays:
    named = forms.mapping(field, value)
    return tuple(sorted((forms.day(field, day), forms.text(field, name)) for day, name in named.items()))
