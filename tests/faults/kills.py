"""Workers killed at random moments of their work, and how long what they held waits for another."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.conf import settings

from tests.faults.processes import Crew
from tests.faults.scene import LEASE, TICK, Outcome, Stage, letters
from tests.faults.verdicts import Verdict, control

WORDING = 0.2  # of the kills come while reminders are put into words, the others while letters are sent
SLACK = 15.0
MOST = timedelta(minutes=6)


def calm(stage: Stage) -> Iterator[Verdict]:
    """Break nothing: everything comes, and once."""
    outcome = _played(stage, stage.reminders, 0)
    yield Verdict("without faults", str(outcome), outcome.lost == outcome.repeats == 0)


def kills(stage: Stage) -> Iterator[Verdict]:
    """Kill again and again: nothing is lost, what comes twice is the same message."""
    outcome = _played(stage, stage.reminders, stage.kills)
    fine = outcome.lost == outcome.repeats_renamed == 0 and outcome.repeats <= stage.kills
    yield Verdict(f"{stage.kills} × SIGKILL of 4 workers", str(outcome), fine)
    if stage.controls:
        few, some = max(stage.reminders // 10, 100), max(stage.kills // 5, 10)
        lost = _played(stage, few, some, off="claims never expire")
        yield control("claims never expire", f"lost {lost.lost}", seen=lost.lost > 0)
        lost = _played(stage, few, some, off="mark before sending")
        yield control("mark before sending", f"lost {lost.lost}", seen=lost.lost > 0)
        renamed = _played(stage, few, some, off="random Message-ID")
        figures = f"{renamed.repeats_renamed} repeats under another Message-ID"
        yield control("random Message-ID", figures, seen=renamed.repeats_renamed > 0)


def _played(stage: Stage, reminders: int, times: int, *, off: str = "") -> Outcome:
    """Play it once: so many kills, spread over the whole of the work."""
    wanted = stage.seeded(reminders)
    # As long as a real one takes at least; with few kills longer, so that they find a letter on its way
    stage.mail.tell(seconds_each=0.1 if off else 0.01)
    with stage.crew(control=off) as crew:
        _kill_at(stage, crew, _milestones(reminders, times), may_end_early=bool(off))
        return stage.settle(wanted, patience=LEASE + 10)


def _milestones(reminders: int, times: int) -> list[tuple[int, int]]:
    """Return, for each kill, how many letters are worded and how many sent when it comes."""
    while_wording = int(times * WORDING)
    while_sending = times - while_wording
    worded = [(reminders * number // (while_wording + 1), 0) for number in range(while_wording)]
    return worded + [(0, reminders * number // (while_sending + 1)) for number in range(1, while_sending + 1)]


def _kill_at(stage: Stage, crew: Crew, milestones: Sequence[tuple[int, int]], *, may_end_early: bool) -> None:
    dice = random.Random(4)
    for worded, sent in milestones:
        until = time.monotonic() + LEASE + 15
        while time.monotonic() < until and (stage.mail.count() < sent or (worded and letters() < worded)):
            time.sleep(0.02)
        if may_end_early and time.monotonic() >= until:
            return  # nothing moves any more: what is lost is lost
        time.sleep(dice.uniform(0, 0.1))
        place = dice.randrange(crew.size)
        crew.kill(place)
        crew.replace(place)


def rescue(stage: Stage) -> Iterator[Verdict]:
    """Kill two workers with letters in their hands, start one: how long until it takes them up."""
    wanted = stage.seeded(60)
    stage.mail.tell(seconds_each=0.05)
    with stage.crew(2) as crew:
        while stage.mail.count() < 10:
            time.sleep(0.01)
        crew.kill(0)
        killed = time.time()  # noqa: TID251  # beside the mail server's own
        crew.kill(1)
        crew.replace(1)
        outcome = stage.settle(wanted)
    waited = max(each.at for each in stage.mail.accepted()) - killed
    lease, tick = settings.MAIL_LEASE_SECONDS, settings.TICK_SECONDS
    usual = timedelta(seconds=waited - LEASE - TICK + lease + tick)
    figures = f"lost {outcome.lost}, all taken up within {waited:.1f} s of a lease of {LEASE} s and a tick of {TICK} s"
    figures += f"; with {lease} s and {tick:.0f} s that is {usual.total_seconds() / 60:.1f} min"
    fine = outcome.lost == 0 and waited < LEASE + TICK + SLACK and usual < MOST
    yield Verdict("a dead worker's letters", figures, fine)
