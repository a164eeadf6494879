"""The broker away and emptied, the database struck down: letters wait in rows, and workers come back by themselves."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.faults.scene import LEASE, Outcome, Stage
from tests.faults.verdicts import Verdict, control

REDIS_AWAY, RESTARTS = 60.0, 20


def redis(stage: Stage) -> Iterator[Verdict]:
    """Take Redis away for a minute while letters are sent; it comes back empty."""
    count = max(stage.reminders // 5, 100)
    outcome = _without_redis(stage, count, REDIS_AWAY if stage.reminders >= 1000 else 10)
    fine = outcome.lost == outcome.repeats == 0
    yield Verdict(f"Redis away for {REDIS_AWAY:.0f} s and emptied", str(outcome), fine)
    if stage.controls:
        lost = _without_redis(stage, count, 8, off="trust the broker").lost
        yield control("wake for new letters alone", f"lost {lost}", seen=lost > 0)


def _without_redis(stage: Stage, count: int, seconds: float, *, off: str = "") -> Outcome:
    wanted = stage.seeded(count)
    stage.mail.tell(seconds_each=0.1)
    with stage.crew(control=off, FAULTS_SPEND="5") as crew:
        _wait_for(stage, count // 10)
        stage.servers.redis.stop()
        time.sleep(seconds)
        assert stage.mail.count() < count, "all was sent before Redis was back: nothing was shown"
        stage.servers.redis.start()
        outcome = stage.settle(wanted, patience=20)
        assert all(crew.is_running(place) for place in range(crew.size)), "a worker gave up"
        return outcome


def postgres(stage: Stage) -> Iterator[Verdict]:
    """Restart PostgreSQL at once, as after a crash, again and again while letters are sent."""
    times = RESTARTS if stage.reminders >= 1000 else 4
    outcome = _struck(stage, max(stage.reminders // 5, 200), times)
    fine = outcome.lost == outcome.repeats_renamed == 0
    yield Verdict(f"PostgreSQL restarted immediately {times} times", str(outcome), fine)
    if stage.controls:
        lost = _struck(stage, 200, 4, off="claims never expire").lost
        yield control("claims never expire", f"lost {lost}", seen=lost > 0)


def _struck(stage: Stage, count: int, times: int, *, off: str = "") -> Outcome:
    wanted = stage.seeded(count)
    stage.mail.tell(seconds_each=0.05)
    with stage.crew(control=off) as crew:
        for number in range(1, times + 1):
            _wait_for(stage, count * number // (times + 1))
            stage.servers.postgres.restart_immediately()
        outcome = stage.settle(wanted, patience=LEASE + 15)
        assert all(crew.is_running(place) for place in range(crew.size)), "a worker gave up"
        return outcome


def _wait_for(stage: Stage, letters: int, *, patience: float = 40) -> None:
    until = time.monotonic() + patience
    while stage.mail.count() < letters and time.monotonic() < until:
        time.sleep(0.05)
