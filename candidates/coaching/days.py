"""Days, weekdays and times of day that a letter names, in English and German. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
}


def _any_of(words: list[str]) -> str:
    return "|".join([*words, *(f"{word[:3]}\\b\\.?" for word in words)])


WRITTEN = {
    "en": [
        re.compile(
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_any_of(MONTHS['en'])})", re.IGNORECASE
        ),
        re.compile(rf"\b(?P<month>{_any_of(MONTHS['en'])})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b", re.IGNORECASE),
    ],
    "de": [re.compile(rf"\b(?P<day>\d{{1,2}})\.\s*(?P<month>{_any_of(MONTHS['de'])})", re.IGNORECASE)],
}
NUMBERS = [
    re.compile(r"\b\d{4}-(?P<month>\d{2})-(?P<day>\d{2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?:\d{2,4})?(?=\W|$)"),
]
WEEKDAY = {
    language: re.compile(rf"\b(?P<weekday>{'|'.join(names)})s?\b", re.IGNORECASE)
    for language, names in WEEKDAYS.items()
}
TIMES = [
    re.compile(r"\b(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)\s*(?P<half>am|pm|a\.m\.|p\.m\.)?(?:\b|\s)", re.IGNORECASE),
    re.compile(r"\b(?P<hour>\d{1,2})\s*(?P<half>am|pm|a\.m\.|p\.m\.)", re.IGNORECASE),
    re.compile(r"\bum\s+(?P<hour>\d{1,2})\s+Uhr\b", re.IGNORECASE),
]


@dataclass(frozen=True)
class DayNamed:
    """A day and month that a text names."""

    day: int
    month: int

    def is_on(self, wanted: date) -> bool:
        """Say whether it is that day; in numbers, the month may come first, as Americans write it."""
        return (self.day, self.month) == (wanted.day, wanted.month)


def days_in(text: str, language: str) -> list[DayNamed]:
    """Return the days of a month that a text names, in words or in numbers."""
    found = [_in_words(match, language) for pattern in WRITTEN[language] for match in pattern.finditer(text)]
    numbers = (match for pattern in NUMBERS for match in pattern.finditer(text))
    return found + [DayNamed(int(match["day"]), int(match["month"])) for match in numbers]


def _in_words(match: re.Match[str], language: str) -> DayNamed:
    said = match["month"].casefold().rstrip(".")
    month = next(n for n, name in enumerate(MONTHS[language], 1) if name.casefold().startswith(said[:3]))
    return DayNamed(int(match["day"]), month)


def weekdays_in(text: str, language: str) -> list[int]:
    """Return the weekdays that a text names, Monday as 0."""
    names = [name.casefold() for name in WEEKDAYS[language]]
    return [names.index(match["weekday"].casefold()) for match in WEEKDAY[language].finditer(text)]


def times_in(text: str) -> list[time]:
    """Return the times of day that a text names in figures; "9. Dezember" and "10.12." are none."""
    return list(_times(re.sub(r"\b\d{1,2}[./]\d{1,2}[./](?:\d{2,4})?", " ", text)))


def _times(text: str) -> Iterator[time]:
    for pattern in TIMES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
            if (parts.get("half") or "").lower().startswith("p") and hour < 12:
                hour += 12
            if hour < 24:
                yield time(hour, minute)


def said_day(day: date, language: str) -> str:
    """Return a day as a letter says it: "Thursday 10 December", "Donnerstag, dem 10. Dezember"."""
    weekday, month = WEEKDAYS[language][day.weekday()], MONTHS[language][day.month - 1]
    return f"{weekday} {day.day} {month}" if language == "en" else f"{weekday}, dem {day.day}. {month}"
