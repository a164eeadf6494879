"""A report as it is looked at on a page: what stands above its table, and its first rows in the words of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice

from candidates.reports.columns import Column, Holds, Value
from candidates.reports.documents import Document
from candidates.reports.parts import Facts, Part, Words
from candidates.reports.plots import Plot, plot_of
from candidates.reports.telling import told

SHOWN = 50
LONG = 60  # characters
LONG_WORD = 13  # letters; a longer one may break
A_LETTER, A_DIGIT, A_BOLD_LETTER = 0.55, 0.63, 0.65  # what of a share it takes


@dataclass(frozen=True, slots=True)
class Cell:
    """One value under the title of its column; `tick` is a box to tick on paper."""

    title: str
    text: str
    tick: bool = False
    number: bool = False

    @property
    def is_long(self) -> bool:
        """Say whether it wants a line of its own."""
        return len(self.text) > LONG


@dataclass(frozen=True, slots=True)
class Card:
    """A row as a card: what it says, and the boxes below it."""

    said: Sequence[Cell]
    ticks: Sequence[Cell]


@dataclass(frozen=True)
class Preview:
    """The first rows of a document, by the columns that stand on pages and paper."""

    document: Document

    @cached_property
    def columns(self) -> Sequence[Column]:
        """Return the columns that are shown."""
        return [column for column in self.document.columns if column.on_paper]

    @property
    def shares(self) -> Sequence[str]:
        """Return each column's part of the width, which is not too little for the words that stand in it."""
        shares = [max(column.on_paper, self._least_share(place)) for place, column in enumerate(self.columns)]
        return [f"{100 * share / sum(shares):.1f}%" for share in shares]

    def _least_share(self, place: int) -> float:
        title = str(self.columns[place].title).split()
        words = [word for row in self.rows for word in row[place].text.split()]
        return max(*map(_width, words), 0, A_BOLD_LETTER * max(map(len, title)))

    @cached_property
    def rows(self) -> Sequence[Sequence[Cell]]:
        """Return the rows that are shown."""
        return self._taken[:SHOWN]

    @property
    def cards(self) -> Sequence[Card]:
        """Return the rows as cards, without what is empty."""
        return [Card([cell for cell in row if cell.text], [cell for cell in row if cell.tick]) for row in self.rows]

    @cached_property
    def parts(self) -> Sequence[tuple[Part, Plot | None]]:
        """Return what stands above the table, with the picture of what is drawn."""
        return [
            (part, None if isinstance(part, Facts | Words) else plot_of(part, number))
            for number, part in enumerate(self.document.parts)
        ]

    @cached_property
    def about_how_many(self) -> int:
        """Return about how many rows the file has, never too few; 0 where all are shown."""
        if len(self._taken) <= SHOWN:
            return 0
        return max(self.document.report.size(self.document.asked), SHOWN + 1)

    @cached_property
    def _taken(self) -> Sequence[Sequence[Cell]]:
        """Take one row more than is shown, to see whether there are more."""
        now = self.document.about.made_at
        told = [_telling(column, now) if column.on_paper else None for column in self.document.columns]
        rows = islice(self.document.report.rows(self.document.asked), SHOWN + 1)
        return [[tell(value) for tell, value in zip(told, row, strict=True) if tell] for row in rows]


def _width(word: str) -> float:
    """Return what of a share a word takes; a telephone number's digits take more than letters."""
    return min(len(word), LONG_WORD) * (A_DIGIT if word[-1:].isdigit() else A_LETTER)


def _telling(column: Column, now: datetime) -> Callable[[Value], Cell]:
    title, words, number = str(column.title), told(column, now), column.holds == Holds.NUMBER
    if column.holds == Holds.TICK:
        return lambda _value: Cell(title, "", tick=True)
    return lambda value: Cell(title, words(value), number=number)
