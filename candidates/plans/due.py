"""What a step's moment means to its reader now: due, overdue, later today, waiting, done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from candidates.models import Step


class State(StrEnum):
    """How a step stands; each has one colour and one word on screens."""

    DUE_NOW = "due_now"
    OVERDUE = "overdue"
    LATER_TODAY = "later_today"
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class LocalDay:
    """A reader's day as two moments: its start, included, and its end, not."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, now: datetime, zone: str) -> LocalDay:
        """Return the day that it is now in a zone."""
        today = now.astimezone(ZoneInfo(zone)).date()
        start = datetime.combine(today, time.min, ZoneInfo(zone))
        end = datetime.combine(today + timedelta(days=1), time.min, ZoneInfo(zone))
        return cls(start, end)


def state_of(step: Step, *, now: datetime, zone: str) -> State:
    """Return how a step stands for a reader in `zone`.

    Overdue: planned for an earlier local day, or its last good moment has passed. An agreed moment (one that is its own
    last) stays due until the day is over, for it is still the first thing to do.
    """
    if step.status != Step.Status.OPEN:
        return State(step.status)
    day = LocalDay.of(now, zone)
    if step.due >= day.end:
        return State.WAITING
    if step.due < day.start or is_past(step, now):
        return State.OVERDUE
    return State.DUE_NOW if step.due <= now else State.LATER_TODAY


def overdue(*, now: datetime, zone: str) -> Q:
    """Return which open steps are overdue, as `state_of` says it of one."""
    return Q(due__lt=LocalDay.of(now, zone).start) | (Q(latest__lt=now) & ~Q(latest=F("due")))


def is_past(step: Step, now: datetime) -> bool:
    """Say whether the last good moment of an open step has passed."""
    if step.latest is None:
        return step.due < now
    return step.latest < now and step.latest != step.due
