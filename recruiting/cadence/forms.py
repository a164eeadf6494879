"""Reads values out of JSON forms; says what is wrong with its field, its value and what is allowed."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from recruiting.cadence.refusals import Refusal, Refused
from recruiting.cadence.vocabulary import Weekday

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Form = Mapping[str, Any]
Reader = Callable[[str, Any], T]

MOMENTS = "a moment in ISO 8601 with an offset, such as 2026-11-30T15:00:00+00:00, between 1970 and 2200"
DATES = "a date YYYY-MM-DD"
TIMES = "a time HH:MM between 00:00 and 23:59"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}.*")
_YEARS = range(1970, 2201)  # further off, local and UTC dates run out of what a datetime can hold


def required(form: Form, field: str, read: Reader[T], allowed: str) -> T:
    """The field's value; null counts as left out."""
    value = form.get(field)
    if value is None:
        raise Refused(Refusal.MISSING_FIELD, field, None, allowed)
    return read(field, value)


def optional(form: Form, field: str, read: Reader[T]) -> T | None:
    value = form.get(field)
    return None if value is None else read(field, value)


def wrong(field: str, value: object, allowed: str) -> Refused:
    return Refused(Refusal.UNKNOWN_VALUE, field, value, allowed)


def mapping(field: str, value: Any) -> Form:
    if not isinstance(value, Mapping):
        raise wrong(field, value, "an object")
    return value


def no_other_keys(form: Form, known: tuple[str, ...]) -> None:
    for key in form:
        if key not in known:
            raise Refused(Refusal.UNKNOWN_VALUE, str(key), form[key], f"the fields {', '.join(known)}")


def text(field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(field, value, "text")
    return value


def whole_number(field: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(field, value, "a whole number")
    return value


def one_of(kind: type[E]) -> Reader[E]:
    """A reader of one code out of a vocabulary."""

    def read(field: str, value: Any) -> E:
        try:
            return kind(value)
        except ValueError:
            raise wrong(field, value, ", ".join(kind)) from None

    return read


def moment(field: str, value: Any) -> datetime:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise wrong(field, value, MOMENTS)
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise wrong(field, value, MOMENTS) from None
    return checked_moment(field, read)


def checked_moment(field: str, value: datetime) -> datetime:
    """The same moment, if it has an offset and is of our time."""
    if value.utcoffset() is None:
        raise Refused(Refusal.NO_OFFSET, field, value.isoformat(), MOMENTS)
    if value.year not in _YEARS:
        raise wrong(field, value.isoformat(), MOMENTS)
    return value


def moment_far_or_near(field: str, value: Any) -> datetime:
    """A moment of any year, for a field whose distance from the event is judged later."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            read = datetime.fromisoformat(value)
        except ValueError:
            raise wrong(field, value, MOMENTS) from None
        if read.utcoffset() is None:
            raise Refused(Refusal.NO_OFFSET, field, value, MOMENTS)
        return read
    raise wrong(field, value, MOMENTS)


def day(field: str, value: Any) -> date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise wrong(field, value, DATES)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise wrong(field, value, DATES) from None


def clock_time(field: str, value: Any) -> time:
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise wrong(field, value, TIMES)
    return time(int(found[1]), int(found[2]))


def days(field: str, value: Any) -> frozenset[date]:
    return frozenset(day(field, each) for each in items(field, value, "a list of dates"))


def weekdays(field: str, value: Any) -> tuple[Weekday, ...]:
    """Weekdays in the order of the week, each once."""
    read = one_of(Weekday)
    found = {read(field, each) for each in items(field, value, "a list of weekdays")}
    return tuple(each for each in Weekday if each in found)


def items(field: str, value: Any, allowed: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise wrong(field, value, allowed)
    return list(value)


def pair(field: str, value: Any, read: Reader[T], allowed: str) -> tuple[T, T]:
    match items(field, value, allowed):
        case [first, second]:
            return read(field, first), read(field, second)
        case _:
            raise wrong(field, value, allowed)


def time_to_json(value: time) -> str:
    return value.strftime("%H:%M")


def utc(value: datetime) -> datetime:
    return value.astimezone(UTC)
