"""Rosters for tests and measurements: a row that is right, files of such rows, and thousands of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

DATA = Path(__file__).parent / "data"
RIGHT = {
    "candidate_name": "Aoife Byrne",
    "candidate_email": "aoife@example.org",
    "company": "Harrow & Pine",
    "company_time_zone": "Europe/London",
    "company_country": "GB",
    "company_subdivision": "ENG",
    "job_title": "Account Executive",
    "role_family": "sales",
    "interview_ended_at": "2026-11-16 15:00",
    "interviewer_name": "Grace Petrov",
}


def row(**cells: str) -> dict[str, str]:
    """A right row, but for these cells."""
    return {**RIGHT, **cells}


def roster(*rows: Mapping[str, str], columns: Iterable[str] = (), delimiter: str = ",") -> bytes:
    """A file of these rows, or of one right row."""
    rows = rows or (RIGHT,)
    names = list(dict.fromkeys([*columns, *(name for each in rows for name in each)]))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def many(count: int) -> bytes:
    """The rows of the real roster over and over, each time with other candidates, some jobs and some interviewers."""
    with (DATA / "roster.csv").open(encoding="utf-8", newline="") as file:
        real = list(csv.DictReader(file))
    rows = []
    for number in range(count):
        each = dict(real[number % len(real)])
        each["candidate_email"] = f"c{number}@example.org"
        each["company"] = f"{each['company']} {number % 97}"
        each["interviewer_name"] = f"{each['interviewer_name']} {number % 1013}"
        rows.append(each)
    return roster(*rows)
