"""A roster's result as plain text, for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from candidates.imports.results import Outcome, RosterCheck, RosterResult

FEW = 20


def report(result: RosterCheck) -> str:
    """Return outcomes, problems by line and column, changes, and when the first steps of the new plans are due."""
    return "\n".join(_lines(result))


def _lines(result: RosterCheck) -> Iterator[str]:
    yield f"{len(result.rows)} rows, of which are"
    yield from (f"  {outcome:<10} {result.counts[outcome]:>7}" for outcome in Outcome)
    if result.unknown_columns:
        yield f"Columns left alone: {', '.join(result.unknown_columns)}"
    if result.problems:
        yield "Refused:"
        yield from (f"  {each.line}:{each.column or ''} {each.code}: {each.message}" for each in result.problems)
    changes = (f"  line {row.line}: {each.text}" for row in result.rows for each in row.changes)
    written = isinstance(result, RosterResult) and result.written
    yield from _some("Made and changed:" if written else "Would be made and changed:", changes)
    plans = (
        f"  line {row.line}: {row.status}, first due {row.first_due:%Y-%m-%d %H:%M} UTC"
        for row in result.rows
        if row.first_due and row.outcome in {Outcome.CREATED, Outcome.UPDATED}
    )
    yield from _some("Plans:", plans)
    yield _end(result)


def _some(title: str, lines: Iterator[str]) -> Iterator[str]:
    shown = list(islice(lines, FEW))
    more = sum(1 for _line in lines)
    if shown:
        yield title
        yield from shown
    if more:
        yield f"  and {more} more (--json names them all)"


def _end(result: RosterCheck) -> str:
    if not isinstance(result, RosterResult):
        return "Nothing was written: this was a dry run."
    if not result.written:
        return "Nothing was written, because rows were refused: mend them, or bring in the rest with --accept-valid."
    return "Written."
