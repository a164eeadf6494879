"""The only reader of the clock: everything else is told what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """Return the local day that it is now in an IANA time zone."""
    return now().astimezone(ZoneInfo(time_zone)).date()
