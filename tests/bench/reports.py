"""Schedules of a large firm as files: CSV beside COPY, XLSX beside a bare loop, memory and PDF by size.

On the PostgreSQL of DATABASE_URL or of this machine, in a database made for it and dropped after it; making it takes
minutes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from tests.bench.measure import Figure, Lap, Measure, Round
from tests.bench.processes import Worker, empty_database

INTERVIEWS = 101_000  # of three steps each; some are refused
FEW, MANY, SHEET = 10_000, 300_000, 100_000
MEGABYTE = 1024  # in the kB that the system counts in


@cache
def database() -> Mapping[str, str]:
    """Return the environment of the filled database."""
    env = empty_database("followthrough_bench_reports")
    Worker("reports_data", str(INTERVIEWS), env).end()
    return env


@cache
def writer(_way: str) -> Worker:
    """Return the process that writes files in one way; apart, for what another holds ready slows whoever is beside."""
    return Worker("reports_worker", "", database())


def asked(worker: Worker, way: str, rows: int) -> Any:
    """Return what a process says of one file."""
    worker.tell(json.dumps([way, rows]))
    return json.loads(worker.hear())


def lap(way: str, rows: int) -> Lap:
    """Return how long one file took."""
    done = asked(writer(way), way, rows)
    return Lap(done["rows"], done["seconds"])


def race(ours: str, theirs: str, called: str, rows: int) -> tuple[Round, Mapping[str, Round]]:
    """Return a round of our format, and one of what it is set beside."""
    return partial(lap, ours, rows), {called: partial(lap, theirs, rows)}


def peak(way: str, rows: int) -> float:
    """Return the most memory, in MB, that a process of its own took to write one file."""
    worker = Worker("reports_worker", "", database())
    found = asked(worker, way, rows)["peak"] / MEGABYTE
    worker.end()
    return float(found)


def memory(way: str) -> tuple[float, Mapping[str, float]]:
    """Return the most memory for many rows beside that for few."""
    return peak(way, MANY), {f"the same of {FEW:,} rows": peak(way, FEW)}


def pages(rows: int) -> tuple[float, Mapping[str, float]]:
    """Return the milliseconds of a PDF whose texts were never set before, beside typst's share of them."""
    done = asked(writer("pdf"), "pdf", rows)
    return done["milliseconds"], {"typst alone, of the data made ready for it": done["typst"]}


MEASURES = [
    Measure("CSV, 300,000 rows", "rows", partial(race, "csv", "copy", "COPY TO STDOUT of the same columns", MANY), 2),
    Measure(
        "XLSX, 100,000 rows", "rows", partial(race, "xlsx", "loop", "XlsxWriter’s loop over ready tuples", SHEET), 2
    ),
    Figure("CSV, 300,000 rows", "MB at most", partial(memory, "csv")),
    Figure("XLSX, 300,000 rows", "MB at most", partial(memory, "xlsx")),
    Figure("PDF, 50 rows", "ms", partial(pages, 50)),
    Figure("PDF, 1,000 rows", "ms", partial(pages, 1000)),
]
