"""Fills a database with a firm's hundred thousand interviews over a year, brought in as rosters, and says so."""

from __future__ import annotations

import csv
import os
import sys
from datetime import datetime, timedelta

from tests.imports.rosters import DATA, roster

MOMENTS = ("interview_ended_at", "thank_you_sent_at")
DAYS = 364  # over which the interviews are spread, back from those of the real roster
AT_ONCE = 10_000


def interviews(first: int, count: int) -> bytes:
    """Return a roster of the rows of the real one, each time with other people, on another day, at another minute."""
    with (DATA / "roster.csv").open(encoding="utf-8", newline="") as file:
        real = list(csv.DictReader(file))
    return roster(*(_varied(real[number % len(real)], number) for number in range(first, first + count)))


def _varied(row: dict[str, str], number: int) -> dict[str, str]:
    by = timedelta(days=number * 37 % DAYS - DAYS, minutes=number % 11)
    moved = {name: _moved(row[name], by) for name in MOMENTS if row[name]}
    if row["timeframe_date"] not in {"", "none"}:
        moved["timeframe_date"] = _moved(row["timeframe_date"], by)[:10]
    return row | moved | {
        "candidate_name": f"{row['candidate_name']} {number % 4001}",
        "candidate_email": f"c{number}@example.org",
        "company": f"{row['company']} {number % 97}",
        "interviewer_name": f"{row['interviewer_name']} {number % 1013}",
    }  # fmt: skip


def _moved(text: str, by: timedelta) -> str:
    return (datetime.fromisoformat(text) + by).isoformat(" ", "minutes")


def main(count: int) -> None:
    """Store a firm with so many interviews."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruiting.settings")
    import django

    django.setup()
    from django.db import connection

    from candidates.imports import import_roster
    from recruiting import clock
    from recruiting.accounts.services import create_firm
    from recruiting.models import Membership

    firm = create_firm(name="Many", owner_email="alice@many.example", at=clock.now())
    owner = Membership.objects.select_related("organization", "user").get(organization=firm)
    for first in range(0, count, AT_ONCE):
        data = interviews(first, min(AT_ONCE, count - first))
        # Where a clock change now falls between two moments of a row, it is refused
        import_roster(data, organization=firm, importer=owner, now=clock.now(), accept_valid=True)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    print("ready", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
