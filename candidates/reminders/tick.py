"""The tick: makes and words what is due, and says how much mail waits. Any number of ticks at once does no harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from candidates.models import OutgoingMail, Pulse
from candidates.outbox.claims import lease
from candidates.outbox.queue import OPEN
from candidates.outbox.selectors import TICK
from candidates.reminders.compose import compose
from candidates.reminders.digests import queue_digests
from candidates.reminders.materialise import materialise

EACH, MOST = 100, 8  # letters to a message that wakes a worker; messages at most


@dataclass(frozen=True)
class Ticked:
    """What a tick did, and how many workers there is mail for."""

    steps: int
    reminders: int
    digests: int
    deliveries: int


def tick(*, now: Callable[[], datetime], spend: timedelta = timedelta(seconds=25)) -> Ticked:
    """Do what is due until nothing is, or the time is spent; the next tick goes on. `now`: the database's clock."""
    started = now()
    until = started + spend

    def drain(part: Callable[..., int]) -> int:
        done = 0
        while (at := now()) < until and (count := part(at=at)):
            done += count
        return done

    steps, reminders, digests = drain(materialise), drain(compose), drain(queue_digests)
    Pulse.objects.update_or_create(name=TICK, defaults={"at": started})
    return Ticked(steps, reminders, digests, deliveries=_deliveries(now()))


def _deliveries(at: datetime) -> int:
    """Return how many workers to wake: as many as the mail asks for, less those that are at it already, one at least.

    Messages for all, at every tick of a long backlog, would pile up before the next tick in its queue.
    """
    mails = OutgoingMail.objects.filter(state__in=OPEN)
    waiting = mails.filter(next_at__lte=at)[: EACH * MOST].count()
    if not waiting:
        return 0
    at_it = mails.filter(claim_token__isnull=False, next_at__gt=at, next_at__lte=at + lease())
    return max(1, -(-waiting // EACH) - at_it.values("claim_token").distinct().count())
