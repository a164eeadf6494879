"""PDF by typst: everything goes over as data, each text made ready for paper; templates/reports/*.typ set it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from candidates.models.reports import Paper
from candidates.reports.cells import shortened
from candidates.reports.columns import Column, Holds, Row, Value
from candidates.reports.documents import Document
from candidates.reports.formats.typesetting import typeset
from candidates.reports.parts import Facts, Part, Words
from candidates.reports.plots import WIDTH, plot_of
from candidates.reports.telling import told

MOST_ROWS = 5_000
TAGGED = 300  # rows; tags, which screen readers go by, and the table they need cost more than twice as much for each
LONGEST = 2_000  # characters in a cell
TALL = 400  # characters from which a row may go on on the next page
PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
# What shows nothing on paper, or turns the direction of the texts beside it
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN = re.compile(rf"[{_RIGHT_TO_LEFT}]+(?:[\s'’\-.]+[{_RIGHT_TO_LEFT}]+)*")
_LONG = re.compile(r"\S{18,}")
PIECE = 12  # letters of a long word after which a line may break


def write(document: Document, out: BinaryIO) -> None:
    """Write the pages."""
    rows = list(document.rows())
    data = _data(document, rows)
    out.write(typeset(json.dumps(data, ensure_ascii=False), made_at=document.about.made_at, tags=data["tagged"]))


def _data(document: Document, rows: Sequence[Row]) -> dict[str, Any]:
    about, report = document.about, document.report
    shown = [(place, column) for place, column in enumerate(document.columns) if column.on_paper]
    cells = [(place, _cell(column, about.made_at)) for place, column in shown]
    told = [[tell(row[place]) for place, tell in cells] for row in rows]
    made = about.made_at.astimezone(UTC)
    return {
        "paper": PAPERS[Paper(document.paper)],
        "landscape": report.landscape,
        "language": document.asked.viewer.language,
        "heading": said(about.heading),
        "firm": said(about.firm),
        "date": {name: getattr(made, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "about": [said(line) for line in about.lines[1:]],
        "footer": said(f"{about.heading} · {about.made_words}"),
        "pages": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        "parts": [_part(part, number) for number, part in enumerate(document.parts)],
        "columns": [
            {"title": str(column.title), "share": column.on_paper, "holds": column.holds.value}
            for _place, column in shown
        ],
        "tagged": len(rows) <= TAGGED,
        "cards": report.as_cards,
        "rows": told,
        "breakable": any(len(cell) > TALL for row in told for cell in row if isinstance(cell, str)),
        "nothing": said(str(report.nothing)),
    }


def _part(part: Part, number: int) -> dict[str, Any]:
    title = said(part.title)
    if isinstance(part, Facts):
        pairs = [[said(label), said(value)] for label, value in part.pairs]
        return {"kind": "facts", "title": title, "pairs": pairs}
    if isinstance(part, Words):
        return {"kind": "words", "title": title, "paragraphs": [said(each) for each in part.paragraphs]}
    plot = plot_of(part, number)
    return {
        "kind": "plot",
        "title": title,
        "summary": said(plot.summary),
        "svg": plot.svg(words=False),
        "width": WIDTH,
        "labels": [asdict(label) | {"text": isolated(label.text)} for label in plot.picture.labels],
        "table": [[said(cell) for cell in row] for row in plot.table],
    }


def _cell(column: Column, now: datetime) -> Callable[[Value], str | bool]:
    """Return what says a value of this column on paper; True for a box to tick."""
    if column.holds == Holds.TICK:
        return lambda _value: True
    words = told(column, now)
    return lambda value: said(words(value))


@lru_cache(maxsize=8192)
def said(text: str) -> str:
    """Return a text from people as it can stand on paper among others.

    What is right to left keeps its direction to itself; long words may break; what is too long is cut, and says so.
    """
    if len(text) < 18 and text.isascii() and text.isprintable():
        return text
    shown = shortened(_HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")), LONGEST)
    return _LONG.sub(_breakable, isolated(shown))


def isolated(text: str) -> str:
    """Return a text whose right-to-left words keep their direction to themselves."""
    return text if text.isascii() else _RUN.sub("\u2068\\g<0>\u2069", text)


def _breakable(found: re.Match[str]) -> str:
    """Return a long word with places where a line may break: after signs, and never before a mark."""
    pieces, length = [], 0
    for letter in found[0]:
        if length >= PIECE and unicodedata.category(letter)[0] not in "MC":
            pieces.append("\u200b")
            length = 0
        pieces.append(letter)
        length = PIECE if letter in "@/_" else length + 1
    return "".join(pieces)
