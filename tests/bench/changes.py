"""A policy's edit on 10,000 open plans: foreseen, applied, undone, each beside a bare `bulk_update` of the same rows.

On the PostgreSQL of DATABASE_URL or of this machine, in a database made for it and dropped after it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, partial

from tests.bench.measure import Lap, Measure, Round
from tests.bench.processes import Worker, empty_database

PLANS = 10_000
BARE = "bulk_update"


class Cycles:
    """A process that foresees, applies, undoes and updates in turn; each part's laps wait until they are asked for."""

    def __init__(self) -> None:
        self._worker = Worker("changes_worker", str(PLANS), empty_database("followthrough_bench_changes"))
        self._laps: dict[tuple[str, str], list[float]] = {}
        self._cycles: list[Mapping[str, float]] = []

    def lap(self, measure: str, part: str) -> Lap:
        """Return the next lap of a part that this measure has not had yet."""
        had = self._laps.setdefault((measure, part), [])
        if len(had) == len(self._cycles):
            self._worker.tell()
            self._cycles.append(json.loads(self._worker.hear()))
        had.append(self._cycles[len(had)][part])
        return Lap(PLANS, had[-1])


_cycles = cache(Cycles)


def prepare(part: str) -> tuple[Round, Mapping[str, Round]]:
    """Return a round of one part, and of the bare update in the same cycle."""
    cycles = _cycles()
    return partial(cycles.lap, part, part), {
        f"bulk_update of the {PLANS:,} plans and their steps": partial(cycles.lap, part, BARE)
    }


MEASURES = [
    Measure(f"edit {part}", "plans", partial(prepare, part), rounds=3) for part in ("foreseen", "applied", "undone")
]
