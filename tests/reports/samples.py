"""Reports of every kind of column and part, whose rows a test gives; no database."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import BinaryIO, ClassVar

from candidates.models.reports import Paper
from candidates.reports.columns import Column, Holds, Row
from candidates.reports.documents import Document
from candidates.reports.filters import Filters
from candidates.reports.formats import FORMATS
from candidates.reports.parts import Part
from candidates.reports.report import Asked, Report, Viewer
from recruiting.models import Organization

AT = datetime(2026, 12, 2, 10, tzinfo=UTC)
EVERY_KIND = (
    Column("who", "Who", on_paper=5),
    Column("many", "How many", Holds.NUMBER, width=8, on_paper=2),
    Column("when", "When (Tokyo)", Holds.MOMENT, zone="Asia/Tokyo", on_paper=4),
    Column("wall", "On the wall", Holds.WALL, on_paper=4),
    Column("day", "Day", Holds.DAY, on_paper=3),
    Column("tick", "Reached", Holds.TICK, on_paper=2),
    Column("note", "Note", width=60, on_paper=6),
)
A_ROW: Row = (
    "Amara Nwosu",
    3,
    datetime(2026, 12, 3, 10, 0, tzinfo=UTC),
    datetime(2026, 12, 3, 5, 0),  # noqa: DTZ001  # a clock's face
    date(2026, 12, 4),
    None,
    "Call on Thu 3 Dec",
)


@dataclass
class Sample(Report):
    """A report of given rows."""

    given: Sequence[Row] = (A_ROW,)
    of: Sequence[Column] = EVERY_KIND
    above: Sequence[Part] = ()
    landscape: bool = True  # type: ignore[misc]  # of the class elsewhere
    as_cards: bool = False  # type: ignore[misc]
    title: str = "Sample"  # type: ignore[misc, assignment]

    slug: ClassVar[str] = "sample"
    explains: ClassVar[str] = "What the tests look at."  # type: ignore[assignment]
    nothing: ClassVar[str] = "Nothing is in it. Choose a longer span."  # type: ignore[assignment]

    def columns(self, asked: Asked) -> Sequence[Column]:
        return self.of

    def rows(self, asked: Asked) -> Iterator[Row]:
        yield from self.given

    def size(self, asked: Asked) -> int:
        return len(self.given)

    def parts(self, asked: Asked) -> Sequence[Part]:
        return self.above


def asked(firm: str = "Northgate Search", who: str = "Alice <alice@northgate.example>") -> Asked:
    return Asked(Viewer(Organization(name=firm), "Europe/London", who), Filters(), AT)


def document(report: Report, *, paper: str = Paper.A4, of: Asked | None = None) -> Document:
    return Document(report, of or asked(), paper)


def written(code: str, report: Report, *, paper: str = Paper.A4, of: Asked | None = None) -> bytes:
    """Return the file of a report in a format."""
    out: BinaryIO = io.BytesIO()
    FORMATS[code].write(document(report, paper=paper, of=of), out)
    out.seek(0)
    return out.read()
