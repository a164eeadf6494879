"""From bytes to rows: UTF-8, any delimiter, quoting by RFC 4180, each row with the line on which it starts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from candidates.imports.columns import COLUMNS, Header, column_of
from candidates.imports.problems import RosterUnreadable

LARGEST = 20_000_000
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the file as it came."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A readable file: its header, and its rows as often as one asks, read anew each time so that none are kept."""

    data: bytes
    delimiter: str
    header: Header

    @classmethod
    def of(cls, data: bytes) -> Table:
        """Look at a file. Raises RosterUnreadable, in one sentence, for what is wrong with it as a whole."""
        _refuse_no_text(data)
        delimiter = max(DELIMITERS, key=lambda each: _known_names(data, each))
        first = next(_records(data, delimiter), None)
        if first is None:
            raise RosterUnreadable(_("The file has no header: it is empty."))
        return cls(data, delimiter, Header.of(first.cells))

    def records(self) -> Iterator[Record]:
        """Yield each row after the header that has anything in it. Raises RosterUnreadable for broken quoting."""
        rows = _records(self.data, self.delimiter)
        next(rows)
        return rows


def _refuse_no_text(data: bytes) -> None:
    if len(data) > LARGEST:
        raise RosterUnreadable(
            _("The file has %(size)s MB, and at most 20 MB can be brought in: split it.") % {"size": len(data) // 10**6}
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RosterUnreadable(_("The file is UTF-16: save it as CSV in UTF-8."))
    if b"\0" in data:
        raise RosterUnreadable(_("The file is no text: save the spreadsheet as CSV in UTF-8."))


def _not_utf8(data: bytes) -> RosterUnreadable:
    """Say on which line the first byte stands that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    return RosterUnreadable(
        _("The file is not UTF-8 (a byte on line %(line)s is not): save it as CSV in UTF-8.") % {"line": line}
    )


def _records(data: bytes, delimiter: str) -> Iterator[Record]:
    # No cell can be longer than the file; the limit is the module's own, hence set where it is relied upon
    csv.field_size_limit(LARGEST)
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise RosterUnreadable(
                _("The quotation marks of the row that begins on line %(line)s do not match: mend it.") % {"line": line}
            ) from error
        except UnicodeDecodeError as error:
            raise _not_utf8(data) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield Record(line, cells)


def _known_names(data: bytes, delimiter: str) -> int:
    try:
        first = next(_records(data, delimiter), None)
    except RosterUnreadable:
        return -1
    return sum(column_of(name) in COLUMNS for name in first.cells) if first else 0
