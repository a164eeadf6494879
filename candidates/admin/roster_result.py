"""What came, or would come, of a roster, laid out for a page: counts, refusals, changes, the dates of plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.imports import Outcome, RosterResult, RowOutcome
from candidates.plans.timeline import Reader
from recruiting.wording import moment_in, status_label

SHOWN = 200
WORDS = {
    Outcome.CREATED: _("new"),
    Outcome.UPDATED: _("changed"),
    Outcome.UNCHANGED: _("as before"),
    Outcome.DUPLICATE: _("twice in the file"),
    Outcome.INVALID: _("not valid"),
}


@dataclass(frozen=True)
class Line:
    """A row of the file that makes or changes something."""

    row: RowOutcome
    reader: Reader
    now: datetime

    @property
    def word(self) -> Any:
        """Return what becomes of it."""
        return WORDS[self.row.outcome]

    @property
    def plan(self) -> str:
        """Return when its plan's first step is due, or how the plan stands."""
        due = self.row.first_due
        return (
            moment_in(due, self.reader.zone, now=self.now)
            if due
            else status_label(self.row.status)
            if self.row.status
            else ""
        )


def result_context(result: RosterResult | None, reader: Reader, now: datetime) -> dict[str, Any]:
    """Return what a page shows of a result; nothing for none."""
    if result is None:
        return {"result": None}
    lines = [Line(row, reader, now) for row in result.rows if row.outcome in {Outcome.CREATED, Outcome.UPDATED}]
    accepted = len(result.rows) - result.counts[Outcome.DUPLICATE] - result.counts[Outcome.INVALID]
    return {
        "result": result,
        "counts": [(word, result.counts[outcome]) for outcome, word in WORDS.items()],
        "accepted": accepted,
        "something": bool(lines),
        **_first("problems", result.problems),
        **_first("lines", lines),
    }


def _first(name: str, rows: Sequence[Any]) -> dict[str, Any]:
    """Return as many rows as a page holds, and how many more there are."""
    return {name: rows[:SHOWN], f"more_{name}": max(0, len(rows) - SHOWN)}
