"""What came, or would come, of a roster: an outcome for each row, what changes in words, and all problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from candidates.imports.problems import Code, Problem
from candidates.models import Plan, Step
from recruiting import cadence


class Outcome(StrEnum):
    """How a row ends."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    INVALID = "invalid"


REFUSED = frozenset({Outcome.DUPLICATE, Outcome.INVALID})


@dataclass(frozen=True, slots=True)
class Change:
    """Something made (`old` is empty) or changed because of a row; `what` is a column, or the noun of a new record."""

    what: str
    old: str
    new: str

    @property
    def text(self) -> str:
        """Return the change in words."""
        if not self.old:
            return _("new %(what)s: %(new)s") % {"what": self.what.replace("_", " "), "new": self.new}
        return _("%(what)s: %(old)s → %(new)s") % {
            "what": self.what.replace("_", " "),
            "old": self.old,
            "new": self.new,
        }


@dataclass(slots=True)
class RowOutcome:
    """How one row ends, and what its plan comes to."""

    line: int
    outcome: Outcome
    changes: Sequence[Change] = ()
    status: str = ""
    first_due: datetime | None = None

    @property
    def refused(self) -> bool:
        """Say whether nothing of the row is stored."""
        return self.outcome in REFUSED

    def to_json(self) -> dict[str, Any]:
        """Return the plan's line of roster.md."""
        due = self.first_due.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if self.first_due else None
        return {"line": self.line, "status": self.status, "first_due": due}


def first_due(steps: Iterable[Step | cadence.Step]) -> datetime | None:
    """Return when the first open step is due."""
    return min((step.due for step in steps if step.status == Step.Status.OPEN), default=None)


def outcome_of(problems: Sequence[Problem]) -> Outcome:
    """Return how a refused row counts: as a duplicate if that is all that is wrong with it."""
    return Outcome.DUPLICATE if {each.code for each in problems} == {Code.DUPLICATE} else Outcome.INVALID


@dataclass(frozen=True)
class RosterCheck:
    """A roster as it would come in, or did: `data` is the file as it came."""

    data: bytes = field(repr=False)
    rows: Sequence[RowOutcome]
    problems: Sequence[Problem]
    unknown_columns: Sequence[str]

    @property
    def counts(self) -> Counter[Outcome]:
        """Return how many rows end in which way."""
        return Counter(row.outcome for row in self.rows)

    @property
    def refused(self) -> bool:
        """Say whether any row is refused."""
        return bool(self.problems)

    def to_json(self) -> dict[str, Any]:
        """Return the form that roster.md describes."""
        counts = self.counts
        return {
            "rows": len(self.rows),
            **{str(outcome): counts[outcome] for outcome in Outcome},
            "unknown_columns": list(self.unknown_columns),
            "problems": [problem.to_json() for problem in self.problems],
            "plans": [row.to_json() for row in self.rows if row.status],
        }


@dataclass(frozen=True)
class RosterResult(RosterCheck):
    """A roster brought in; `written` is false where a refused row kept everything out."""

    written: bool = False


def closed_by_later_round(row: RowOutcome) -> None:
    """Let a row's plan stand as closed, because the same file brings a later round."""
    row.status, row.first_due = Plan.Status.CLOSED, None
