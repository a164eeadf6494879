"""Columns of a report: what each holds, what it is called, how wide it is. Every format writes its values by these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

# A value is of the type that its column holds; None where there is none
Value = str | int | float | datetime | date | None
Row = Sequence[Value]


class Holds(StrEnum):
    """What the values of a column are."""

    TEXT = "text"  # str
    NUMBER = "number"  # int or float
    MOMENT = "moment"  # aware datetime, told on the clock of the column's zone
    WALL = "wall"  # naive datetime: a clock's face, whose zone another column names
    DAY = "day"  # date
    TICK = "tick"  # None always: a box to tick on paper, an empty cell elsewhere


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it to programs, `title` to people.

    `width` is in characters, for spreadsheets. `on_paper` is its share of a page's width; columns with none are in
    files alone, not on pages and paper.
    """

    key: str
    title: StrPromise | str
    holds: Holds = Holds.TEXT
    zone: str = "UTC"
    width: int = 18
    on_paper: int = 0
