"""JSON: what the report is about, its columns, what stands above its table, then its rows one by one; all in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from candidates.reports.columns import Column, Holds, Value
from candidates.reports.documents import Document


def write(document: Document, out: BinaryIO) -> None:
    """Write a report as one JSON object, a row a line."""
    out.writelines(text.encode() for text in json_texts(document))


def json_texts(document: Document) -> Iterator[str]:
    """Yield the object piece by piece, in flat memory."""
    columns = document.columns
    head = {"about": _about(document), "columns": [_column(each) for each in columns], "parts": _parts(document)}
    yield f'{_json(head)[:-1]}, "rows": ['
    keys, values = [column.key for column in columns], [_value(column) for column in columns]
    comma = "\n"
    for row in document.rows():
        told = [tell(value) for tell, value in zip(values, row, strict=True)]
        yield comma + _json(dict(zip(keys, told, strict=True)))
        comma = ",\n"
    yield "\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _about(document: Document) -> dict[str, Any]:
    about = document.about
    return {
        "report": document.report.slug,
        "title": about.title,
        "firm": about.firm,
        "zone": about.zone,
        "made_at": _moment_in(UTC)(about.made_at),
        "by": about.by,
        "filters": [{"what": what, "value": value} for what, value in about.filters],
        "lines": about.lines,
    }


def _column(column: Column) -> dict[str, str]:
    said = {"key": column.key, "title": str(column.title), "holds": column.holds.value}
    return said | {"zone": column.zone} if column.holds == Holds.MOMENT else said


def _parts(document: Document) -> list[dict[str, Any]]:
    return [{"is": type(part).__name__.lower(), **asdict(part)} for part in document.parts]


def _value(column: Column) -> Callable[[Value], Value]:
    """Return what makes the values of a column ready for JSON: moments with their offset, walls without, ISO 8601."""
    if column.holds == Holds.MOMENT:
        return _moment_in(UTC if column.zone == "UTC" else ZoneInfo(column.zone))
    return _iso if column.holds in {Holds.WALL, Holds.DAY} else _itself


def _itself(value: Value) -> Value:
    return value


def _iso(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _moment_in(zone: Any) -> Callable[[Value], Value]:
    """Return what tells moments on a zone's clock; UTC as the engine writes it, "2026-12-03T10:00:00Z"."""

    def tell(value: Value) -> Value:
        return value.astimezone(zone).isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value

    return tell
