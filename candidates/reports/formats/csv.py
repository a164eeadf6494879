"""CSV: UTF-8, RFC 4180, lines as they are asked for; no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Generator, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from candidates.reports.cells import safe
from candidates.reports.columns import Column, Holds, Row
from candidates.reports.documents import Document

Cell = Callable[[Any], str]  # of a column's value


def write(document: Document, out: BinaryIO) -> None:
    """Write a report: four lines that say what it is, each beginning with "#", then the header, then the rows."""
    out.writelines(f"{_Line.of([f'# {line}'])}".encode() for line in document.about.lines)
    out.writelines(line.encode() for line in csv_lines(document.columns, document.rows()))


def csv_lines(columns: Sequence[Column], rows: Iterable[Row]) -> Generator[str]:
    """Yield the header and the rows, a line each, CRLF at its end."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    cells = [_cell(column) for column in columns]
    yield writer.writerow([column.key for column in columns])
    for row in rows:
        yield writer.writerow(
            [cell(value) if value is not None else "" for cell, value in zip(cells, row, strict=True)]
        )


class _Line:
    """What csv writes to in order to hand each line back."""

    def write(self, line: str) -> str:
        return line

    @classmethod
    def of(cls, cells: Sequence[str]) -> str:
        line: str = csv.writer(cls(), lineterminator="\r\n").writerow(cells)
        return line


def _cell(column: Column) -> Cell:
    """Return what writes the values of a column that has one."""
    if column.holds == Holds.MOMENT:
        return _moment_utc if column.zone == "UTC" else _moment_in(ZoneInfo(column.zone))
    if column.holds == Holds.TEXT:
        return safe
    return _wall if column.holds == Holds.WALL else str


def _wall(value: datetime) -> str:
    return value.isoformat(" ", "minutes")


def _moment_utc(value: datetime) -> str:
    """Return a moment as the engine writes it: "2026-12-03T10:00:00Z"."""
    return f"{value.astimezone(UTC).isoformat()[:19]}Z"


def _moment_in(zone: ZoneInfo) -> Cell:
    return lambda value: _wall(value.astimezone(zone).replace(tzinfo=None))
