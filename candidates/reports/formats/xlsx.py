"""XLSX: typed cells, real dates, a frozen and filtered header, set up for print; text is text, whatever it looks like.

Written row by row in flat memory. A moment is a date on the clock of its column's zone, for spreadsheets know no zones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from candidates.models.reports import Paper
from candidates.reports.cells import shortened
from candidates.reports.columns import Column, Holds, Value
from candidates.reports.documents import Document

LONGEST = 32_767  # UTF-16 units in a cell
MOST_ROWS = 1_048_576 - 1  # the header is one
PAPER_CODES = {Paper.LETTER: 1, Paper.A4: 9}
DAY_ZERO, A_DAY = datetime(1899, 12, 30), timedelta(days=1)  # noqa: DTZ001  # a clock's face
MOMENT, DAY = "yyyy-mm-dd hh:mm", "yyyy-mm-dd"
WRAPPED_FROM = 40  # a column of sentences, in characters
ACCENT, WASH = "#0E6259", "#E7F1EF"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}
_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
Put = Callable[[int, int, Any], object]


class _Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter says nothing of its types
    """A sheet whose texts are texts: XlsxWriter takes "<r>…</r>" for markup, and misses escapes that overlap.

    It writes by XlsxWriter's own undecorated ways, which do not look for cells called "A1" at each call.
    """

    def put_text(self, row: int, place: int, text: str) -> None:
        """Write a text; one that is too long is cut and says so, for XlsxWriter would cut it without a word."""
        if self._write_string(row, place, text) < 0:
            self._write_string(row, place, shortened(text, LONGEST))

    def put_number(self, row: int, place: int, number: float) -> None:
        """Write a number."""
        self._write_number(row, place, number)

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        self._xml_inline_string(string, preserve=True, attributes=attributes)

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        escaped = _ESCAPE.sub("_x005F_", data) if "_x" in data else data
        if escaped.isprintable():  # most are, and a search is dearer
            return escaped
        return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", escaped)


def write(document: Document, out: BinaryIO) -> None:
    """Write a workbook of two sheets: the rows, and what the report is about."""
    book = xlsxwriter.Workbook(out, _OPTIONS)
    about, columns = document.about, document.columns
    book.set_properties({"title": about.heading, "author": about.firm, "created": about.made_at.astimezone(UTC)})
    book.set_size(2400, 1400)
    sheet = book.add_worksheet(_sheet_name(about.title), _Sheet)
    words = book.add_worksheet(_sheet_name(_("About")), _Sheet)
    _write_header(book, sheet, columns)
    last = _write_rows(sheet, columns, document.rows())
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.repeat_rows(0)
    _set_up_print(sheet, document)
    _write_about(book, words, about.lines)
    book.close()


def _sheet_name(title: str) -> str:
    return _NO_SHEET_NAME.sub(" ", title[:31]).strip()


def _write_header(book: Any, sheet: Worksheet, columns: Sequence[Column]) -> None:
    head = {"bold": True, "font_color": ACCENT, "bg_color": WASH, "bottom": 1, "bottom_color": ACCENT}
    titles = book.add_format(head | {"text_wrap": True, "valign": "top"})
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, book.add_format(_looks(column)))
        sheet.write_string(0, number, str(column.title), titles)


def _looks(column: Column) -> dict[str, Any]:
    looks: dict[str, Any] = {"valign": "top"}
    if column.holds in {Holds.MOMENT, Holds.WALL, Holds.DAY}:
        return looks | {"num_format": DAY if column.holds == Holds.DAY else MOMENT, "align": "left"}
    if column.holds == Holds.TICK:
        return looks | {"border": 1, "border_color": ACCENT}
    return looks | {"text_wrap": column.holds == Holds.TEXT and column.width >= WRAPPED_FROM}


def _write_rows(sheet: _Sheet, columns: Sequence[Column], rows: Iterator[Sequence[Value]]) -> int:
    """Write the rows below the header; return the number of the last one."""
    puts = [_put(sheet, column) for column in columns]
    number = 0
    for number, row in enumerate(rows, start=1):
        for place, (put, value) in enumerate(zip(puts, row, strict=True)):
            if value is not None and value != "":
                put(number, place, value)
    return number


def _put(sheet: _Sheet, column: Column) -> Put:
    """Return what writes a value of this column into a cell."""
    if column.holds == Holds.TEXT:
        return sheet.put_text
    if column.holds == Holds.MOMENT:
        zone = ZoneInfo(column.zone)
        return lambda row, place, at: sheet.put_number(row, place, _serial(at.astimezone(zone).replace(tzinfo=None)))
    if column.holds == Holds.WALL:
        return lambda row, place, wall: sheet.put_number(row, place, _serial(wall))
    if column.holds == Holds.DAY:
        return lambda row, place, day: sheet.put_number(row, place, day.toordinal() - DAY_ZERO.toordinal())
    return sheet.put_number


def _serial(wall: datetime) -> float:
    """Return a clock's face as spreadsheets count it, in days; right from March 1900 on."""
    return (wall - DAY_ZERO) / A_DAY


def _set_up_print(sheet: Worksheet, document: Document) -> None:
    """Fit the columns to the width of the paper; say on each page what it is and which page of how many."""
    if document.report.landscape:
        sheet.set_landscape()
    sheet.set_paper(PAPER_CODES[Paper(document.paper)])
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L&B{_at_the_edge(document.about.heading)}")
    sheet.set_footer(f"&L{_at_the_edge(document.about.made_words)}&R&P / &N")


def _at_the_edge(text: str) -> str:
    """Return a text for the edge of a page, where "&" begins a code; Excel allows no more than 255 units in all."""
    most = 110  # each may become two
    return (text if len(text) <= most else f"{text[: most - 1]}…").replace("&", "&&")


def _write_about(book: Any, words: Worksheet, lines: Sequence[str]) -> None:
    words.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
    bold = book.add_format({"bold": True, "font_color": ACCENT, "font_size": 14, "text_wrap": True})
    for number, line in enumerate(lines):
        words.write_string(number, 0, shortened(line, LONGEST), bold if not number else None)
