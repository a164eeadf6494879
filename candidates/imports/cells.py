"""Reads single cells: each reader returns the value or raises BadCell, saying what would be allowed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import phonenumbers
import pycountry
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from candidates.imports.problems import BadCell, Code
from recruiting.cadence.moments import time_zone_names
from recruiting.models.fields import country_codes

NAME_LIMIT = 200
TEXT_LIMIT = 10_000
EMAIL_LIMIT = 254
ROUND_LIMIT = 32_767  # what the column holds
YEARS = range(1970, 2201)  # the engine's
MAY_CALL = ("yes", "no", "not_asked")
_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_ENTRY_PARTS = re.compile(r"\s=\s")


def name(value: str, limit: int = NAME_LIMIT) -> str:
    """Return a name on one line."""
    return _no_longer(" ".join(value.split()), limit)


def text(value: str) -> str:
    """Return a text of several lines, ended as we store them."""
    return _no_longer(value.replace("\r\n", "\n").replace("\r", "\n").strip(), TEXT_LIMIT)


def _no_longer(value: str, limit: int) -> str:
    if len(value) > limit:
        raise BadCell(Code.TOO_LONG, value, str(limit))
    return value


def email(value: str) -> str:
    """Return an address in lower case."""
    address = _no_longer(value, EMAIL_LIMIT).lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadCell(Code.NOT_AN_EMAIL, value) from error
    return address


def time_zone(value: str) -> str:
    """Return the name of an IANA zone."""
    if value not in time_zone_names():
        raise BadCell(Code.UNKNOWN_TIME_ZONE, value)
    return value


def country(value: str) -> str:
    """Return a code of ISO 3166-1 in capitals."""
    code = value.upper()
    if code not in _countries():
        raise BadCell(Code.UNKNOWN_COUNTRY, value)
    return code


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return country_codes()


def subdivision(value: str, of_country: str) -> str:
    """Return the part of an ISO 3166-2 code after the country; `GB-ENG` may stand for `ENG`."""
    code = value.upper().removeprefix(f"{of_country}-")
    if not of_country:
        raise BadCell(Code.UNKNOWN_SUBDIVISION, value, _("a company without a country"))
    if not _is_subdivision(f"{of_country}-{code}"):
        raise BadCell(Code.UNKNOWN_SUBDIVISION, value, of_country)
    return code


@lru_cache(maxsize=4096)
def _is_subdivision(code: str) -> bool:
    found = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
    return found is not None


@lru_cache(maxsize=4096)
def phone(value: str, of_country: str) -> str:
    """Return a number as E.164; a national one is read as of that country."""
    try:
        number = phonenumbers.parse(value, of_country or None)
    except phonenumbers.NumberParseException as error:
        raise _no_phone(value, of_country) from error
    if not phonenumbers.is_valid_number(number):
        raise _no_phone(value, of_country)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _no_phone(value: str, of_country: str) -> BadCell:
    national = _("one of %(country)s or one with + and the country's number") % {"country": of_country}
    return BadCell(Code.NOT_A_PHONE, value, national if of_country else _("one with + and the country's number"))


def round_number(value: str) -> int:
    """Return the number of an interview round."""
    if not (value.isascii() and value.isdigit()) or not 1 <= int(value[:9]) <= ROUND_LIMIT:
        raise BadCell(Code.NOT_A_NUMBER, value)
    return int(value)


def moment(value: str) -> datetime:
    """Return a moment: aware where an offset was given, else local to the company and naive."""
    try:
        read = datetime.fromisoformat(value)
    except ValueError as error:
        raise _no_moment(value) from error
    has_time = ":" in value or "T" in value.upper()
    local = read.tzinfo is None
    if read.year not in YEARS or not has_time or (local and not _LOCAL.fullmatch(value)):
        raise _no_moment(value)
    return read


def _no_moment(value: str) -> BadCell:
    return BadCell(
        Code.NOT_A_MOMENT,
        value,
        _("YYYY-MM-DD HH:MM in the company's time zone, or ISO 8601 with an offset, of a year from 1970 to 2200"),
    )


def instant(read: datetime, zone: str) -> datetime:
    """Return the moment in UTC; a local time in a gap is read with the offset before it, the first of two is meant."""
    return (read.replace(tzinfo=ZoneInfo(zone)) if read.tzinfo is None else read).astimezone(UTC)


def day(value: str) -> date:
    """Return a date."""
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError as error:
        raise BadCell(Code.NOT_A_DATE, value) from error
    raise BadCell(Code.NOT_A_DATE, value)


def clock_time(value: str) -> str:
    """Return a time of day as HH:MM."""
    if not _TIME.fullmatch(value):
        raise BadCell(Code.NOT_A_TIME, value)
    return value


def may_call(value: str) -> str:
    """Return whether they said one may call."""
    answer = value.lower().replace(" ", "_")
    if answer not in MAY_CALL:
        raise BadCell(Code.NOT_ONE_OF, value, ", ".join(MAY_CALL))
    return answer


def entries(value: str, keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the entries of a debrief's cell, apart by `|`, their parts apart by ` = ` (spaces on both sides)."""
    found = []
    for entry in value.split("|"):
        parts = [part.strip() for part in _ENTRY_PARTS.split(entry.strip(), maxsplit=len(keys) - 1)]
        if parts[0]:
            found.append(dict.fromkeys(keys, "") | dict(zip(keys, parts, strict=False)))
    return found
