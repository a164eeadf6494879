"""Workers whose clocks are ten minutes fast or slow: they go by the database's, so nothing is early or lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from recruiting import clock
from tests.faults.scene import Outcome, Stage
from tests.faults.verdicts import Verdict, control

WRONG = 600
APART = timedelta(seconds=0.1)


@dataclass(frozen=True)
class Punctuality:
    """How many letters came before their moment, and by how much the last was late."""

    outcome: Outcome
    early: int
    latest: float

    def __str__(self) -> str:
        return f"{self.early} early, at most {self.latest:.1f} s late, {self.outcome}"


def clocks(stage: Stage) -> Iterator[Verdict]:
    """Let two workers be ten minutes ahead and two ten minutes behind."""
    count = min(max(stage.reminders // 20, 100), 500)
    found = _with_wrong_clocks(stage, count)
    fine = found.early == found.outcome.lost == found.outcome.repeats == 0
    yield Verdict(f"workers' clocks wrong by ±{WRONG // 60} minutes", str(found), fine)
    if stage.controls:
        found = _with_wrong_clocks(stage, 50, off="own clock")
        yield control("what is due by the worker's own clock", f"{found.early} early", seen=found.early > 0)


def _with_wrong_clocks(stage: Stage, count: int, *, off: str = "") -> Punctuality:
    begin = clock.now() + timedelta(seconds=30)

    def moment(number: int) -> datetime:
        return begin + APART * number

    wanted = stage.seeded(count, reminded_at=moment)
    with stage.crew(control=off, clocks=(WRONG, -WRONG)):
        outcome = stage.settle(wanted, patience=40)
    moments = {to: moment(number).timestamp() for number, to in enumerate(wanted)}
    late = [each.at - moments[each.to] for each in stage.mail.accepted() if each.to in moments]
    return Punctuality(outcome, sum(1 for seconds in late if seconds < 0), max(late, default=0))
