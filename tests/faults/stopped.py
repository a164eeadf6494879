"""Workers that stand still past their lease and then go on as if nothing had happened: their marks are refused."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef

from candidates.models import SendingAttempt
from recruiting import clock
from tests.faults.scene import Outcome, Stage, asked
from tests.faults.verdicts import Verdict, control

STOPS, LEASE, LONGER = 50, 3, 3.0
APART = (LEASE + LONGER) / 2  # two of four stand still at any time
EACH_SECOND = 5


@dataclass(frozen=True)
class Marks:
    """What came of marks on letters that another had begun since."""

    outcome: Outcome
    stale: int
    refused: int


def stopped(stage: Stage) -> Iterator[Verdict]:
    """Stop workers past their lease with letters in their hands."""
    times = STOPS if stage.reminders >= 1000 else 6
    marks = _stopped(stage, times)
    fine = marks.outcome.lost == marks.outcome.repeats_renamed == 0 and marks.refused >= marks.stale > 0
    figures = f"{marks.outcome}; {marks.stale} stale marks, {marks.refused} refused"
    yield Verdict(f"workers stopped past their lease {times} times", figures, fine)
    if stage.controls:
        marks = _stopped(stage, 6, off="mark without token")
        accepted = marks.stale - marks.refused
        yield control("mark without token", f"{accepted} of {marks.stale} stale marks accepted", seen=accepted > 0)


def _stopped(stage: Stage, times: int, *, off: str = "") -> Marks:
    begin = clock.now() + timedelta(seconds=15)
    count = int((times * APART + 10) * EACH_SECOND)
    wanted = stage.seeded(count, reminded_at=lambda number: begin + timedelta(seconds=number / EACH_SECOND))
    stage.mail.tell(seconds_each=0.3)
    with stage.crew(control=off, lease=LEASE, FAULTS_BATCH="1") as crew:
        time.sleep(max((begin - clock.now()).total_seconds() + 2, 0))
        standing: list[int] = []
        for number in range(times):
            if len(standing) == 2:
                crew.signal(standing.pop(0), signal.SIGCONT)
            place = number % crew.size
            crew.signal(place, signal.SIGSTOP)
            standing.append(place)
            time.sleep(APART)
        for place in standing:
            time.sleep(APART)
            crew.signal(place, signal.SIGCONT)
        outcome = stage.settle(wanted, patience=20)
        time.sleep(1)
    again = SendingAttempt.objects.filter(
        mail=OuterRef("mail"), started_at__gt=OuterRef("started_at"), started_at__lt=OuterRef("ended_at")
    )
    stale = SendingAttempt.objects.filter(Exists(again), ended_at__gt=F("started_at"))
    refused = [line for line in stage.said("mail tried") if not line["marked"]]
    return Marks(outcome, asked(stale.count), len(refused))
