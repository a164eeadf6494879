"""The process of the measures of reports: writes a file of so many rows as it is told, and says what it took."""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from statistics import median
from typing import Any, BinaryIO
from unittest.mock import patch

LAPS = 7
SPARE = 1000  # rows that the last day may lack


def main() -> None:
    """Load everything, say so, and then write a file for each line that comes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruiting.settings")
    import django

    django.setup()
    print("ready", flush=True)
    for line in sys.stdin:
        way, rows = json.loads(line)
        print(json.dumps(pdf(rows) if way == "pdf" else timed(WAYS[way], rows)), flush=True)


def timed(write: Callable[[int, BinaryIO], None], rows: int) -> dict[str, float]:
    """Write a file; return the seconds that it took, and the most memory in kB that this process ever had."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        write(rows, out)
        seconds = time.perf_counter() - start
    return {"rows": rows, "seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}


@cache
def schedule(rows: int) -> Any:
    """Return the schedule of the firm over so many days that it has at least as many rows."""
    from candidates.models import Step
    from candidates.reports.exports import ask
    from candidates.reports.report import Viewer
    from recruiting import clock
    from recruiting.models import Membership

    owner = Membership.objects.select_related("organization", "user").get()
    last = Step.objects.order_by("due")[rows + SPARE].due.date().isoformat()
    return ask(Viewer.member(owner), "schedule", {"to": last}, at=clock.now())


@dataclass(frozen=True)
class Some:
    """A document of which the first rows alone are taken; its `ready` rows in place of them where it has some."""

    document: Any
    count: int
    ready: tuple[Any, ...] = ()
    parts: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.document, name)

    def rows(self) -> Iterator[Any]:
        return iter(self.ready) if self.ready else islice(self.document.rows(), self.count)


def ours(format_: str) -> Callable[[int, BinaryIO], None]:
    """Return what writes a schedule in one of our formats."""

    def write(rows: int, out: BinaryIO) -> None:
        from candidates.reports.formats import FORMATS

        FORMATS[format_].write(Some(schedule(rows), rows), out)  # type: ignore[arg-type]

    return write


def copy(rows: int, out: BinaryIO) -> None:
    """Let PostgreSQL write the same columns of the same rows, in the same order, as CSV."""
    from django.db import connection
    from django.db.models import DateTimeField, F, Func
    from django.db.models.fields.json import KeyTextTransform

    from candidates.models import Step
    from candidates.reports.schedule import PATHS, in_order

    class Wall(Func):
        template, arg_joiner, output_field = "(%(expressions)s)", " AT TIME ZONE ", DateTimeField()

    zone = KeyTextTransform("time_zone", "plan__calendar__content")
    walls = {"there": Wall("due", zone), "own": Wall("due", F(PATHS["candidate_time_zone"]))}
    steps = in_order(schedule(rows).asked.filters.of(Step.objects.all())).annotate(zone=zone, **walls)
    query, given = steps.values_list(*PATHS.values(), "zone", *walls)[:rows].query.sql_with_params()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT CSV)", given) as data:
        out.writelines(data)


@cache
def ready(rows: int) -> list[tuple[Any, ...]]:
    """Return the rows of a schedule as XlsxWriter takes them: moments without a zone."""
    found = islice(schedule(rows).rows(), rows)
    return [tuple(each.replace(tzinfo=None) if hasattr(each, "tzinfo") else each for each in row) for row in found]


def loop(rows: int, out: BinaryIO) -> None:
    """Write ready tuples as XlsxWriter's manual does it."""
    import xlsxwriter

    book = xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet()
    for number, row in enumerate(ready(rows)):
        sheet.write_row(number, 0, row)
    book.close()


def pdf(rows: int) -> dict[str, float]:
    """Return the medians, in ms, of PDFs whose texts typst has not set before, and of typst's share of each."""
    from candidates.reports.formats import FORMATS, typesetting

    shares, wholes = [], []

    def watched(data: str, **options: Any) -> bytes:
        start = time.perf_counter()
        pages = typesetting.typeset(data, **options)
        shares.append(time.perf_counter() - start)
        return pages

    def write(count: int, out: BinaryIO) -> None:
        new = Some(schedule(needed), count, ready=tuple(islice(taken, count)))
        FORMATS["pdf"].write(new, out)  # type: ignore[arg-type]

    needed = (LAPS + 1) * rows
    taken = iter(list(islice(schedule(needed).rows(), needed)))
    with patch("candidates.reports.formats.pdf.typeset", watched):
        for _lap in range(LAPS + 1):
            wholes.append(timed(write, rows)["seconds"])
    return {"milliseconds": 1000 * median(wholes[1:]), "typst": 1000 * median(shares[1:])}


WAYS = {"csv": ours("csv"), "xlsx": ours("xlsx"), "copy": copy, "loop": loop}


if __name__ == "__main__":
    main()
