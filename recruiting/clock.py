"""The only reader of the clock: everything else is told what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

# What a database says of its own clock at this moment, not of when the transaction began
DATABASE_CLOCKS = {
    "postgresql": "SELECT clock_timestamp()",
    "sqlite": "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')",
}


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """Return the local day that it is now in an IANA time zone."""
    return now().astimezone(ZoneInfo(time_zone)).date()


def database_now() -> datetime:
    """Return the present moment by the database's clock, aware, in UTC: the one that all workers share."""
    with connection.cursor() as cursor:
        cursor.execute(DATABASE_CLOCKS[connection.vendor])
        moment = cursor.fetchone()[0]
    return datetime.fromisoformat(moment) if isinstance(moment, str) else moment.astimezone(UTC)
