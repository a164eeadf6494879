"""The formats of reports: what each is called, its media type, how many rows it may hold, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext_lazy as _

from candidates.reports.documents import Document
from candidates.reports.formats import csv, ics, json, pdf, xlsx

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """One format; `write` puts a document into a binary file, in flat memory where the format allows it."""

    code: str
    label: StrPromise
    media_type: str
    most_rows: int
    write: Callable[[Document, BinaryIO], None]


FORMATS = {
    each.code: each
    for each in (
        Format("pdf", _("PDF, to print"), "application/pdf", pdf.MOST_ROWS, pdf.write),
        Format("xlsx", _("Excel"), XLSX_TYPE, xlsx.MOST_ROWS, xlsx.write),
        Format("csv", _("CSV, for programs"), "text/csv; charset=utf-8", 10_000_000, csv.write),
        Format("ics", _("calendar"), "text/calendar; charset=utf-8", ics.MOST_EVENTS, ics.write),
        Format("json", _("JSON, for programs"), "application/json", 10_000_000, json.write),
    )
}
