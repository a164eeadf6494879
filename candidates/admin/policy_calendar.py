"""A small calendar of marked days: the weeks from the first to the last of them, long stretches of nothing told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recruiting import cadence
from recruiting.wording import day_words

QUIET_WEEKS = 2  # so many without a mark are told in one line


@dataclass(frozen=True)
class Mark:
    """A letter on a day, and what it stands for; `before`: it stood there by the rules that hold now."""

    letter: str
    words: str
    todo: bool = True
    changed: bool = False
    before: bool = False


@dataclass(frozen=True)
class Cell:
    """A day; `off_words` says why nobody works then, where its column does not."""

    number: str
    month: str
    marks: list[Mark]
    off: bool
    off_words: str

    @property
    def changed(self) -> bool:
        """Say whether something came to stand here."""
        return any(mark.changed for mark in self.marks)


@dataclass(frozen=True)
class Row:
    """A week, or how many were left out."""

    cells: list[Cell]
    gap: str = ""


def rows_of(marks: Mapping[date, list[Mark]], calendar: cadence.Calendar) -> list[Row]:
    """Return the weeks, Monday first, from that of the first mark to that of the last."""
    first = min(marks) - timedelta(days=min(marks).weekday())
    weeks = [first + timedelta(weeks=number) for number in range((max(marks) - first).days // 7 + 1)]
    rows: list[Row] = []
    for marked, run in groupby(weeks, lambda monday: any(day in marks for day in _days(monday))):
        mondays = list(run)
        if not marked and len(mondays) >= QUIET_WEEKS:
            gap = ngettext("%(count)d week", "%(count)d weeks", len(mondays)) % {"count": len(mondays)}
            rows.append(Row([], gap))
            continue
        for monday in mondays:
            rows.append(_row(monday, marks, calendar, months=not rows or bool(rows[-1].gap)))
    return rows


def _days(monday: date) -> list[date]:
    return [monday + timedelta(days=number) for number in range(7)]


def _row(monday: date, marks: Mapping[date, list[Mark]], calendar: cadence.Calendar, *, months: bool) -> Row:
    """Return a week; its first day names the month where `months`, as the first of a month always does."""
    cells = []
    for day in _days(monday):
        off = cadence.day_off(calendar, day)
        named = day.day == 1 or (months and day == monday)
        month = day_words(day).rpartition(" ")[2] if named else ""
        cells.append(Cell(str(day.day), month, marks.get(day, []), off is not None, _off_words(off)))
    return Row(cells)


def _off_words(off: tuple[cadence.PassedOverReason, str | None] | None) -> str:
    if off is None or off[0] == cadence.PassedOverReason.WEEKEND:
        return ""
    return off[1] or _("closed")
