"""When a person is reminded of a step: before it, at it, once it is late; never in their quiet hours. Pure.

The step's own moments come from the engine; these only say when a letter about them goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from candidates.models import Reminder, Step
from candidates.outbox.quiet import QuietHours

Kind = Reminder.Kind

LATE_BEFORE = timedelta(minutes=15)  # nearer than this, a belated "soon" would come with the "now"
AGREED = timedelta(minutes=30)  # how long "now" is of use where the moment was agreed
OVERDUE_AFTER = timedelta(hours=1)
OVERDUE_USEFUL = timedelta(days=3)


@dataclass(frozen=True)
class ReminderMoment:
    """One reminder of a step: which, when it goes, and until when it is of any use."""

    kind: Kind
    send_at: datetime
    useful_until: datetime


@dataclass(frozen=True)
class Look:
    """What a look at a step found: the reminders whose moment has come, and when to look again."""

    wanted: Sequence[ReminderMoment]
    next_at: datetime | None


def moments_of(step: Step, lead: timedelta, quiet: QuietHours) -> Iterator[ReminderMoment]:
    """Yield the reminders of an open step, in order.

    "Soon" goes `lead` before it is due: later if that is quiet, or the evening before if that would be too late. "Now"
    goes when it is due, as long as it can still be done in its hours; "overdue" an hour after the last good moment,
    for an agreed moment the next morning. The closing question has a "soon" alone: afterwards nobody can ask it.
    """
    soon = quiet.next_open(step.due - lead)
    if soon >= step.due:
        soon = quiet.last_open(step.due - lead)
    yield ReminderMoment(Kind.BEFORE, soon, step.due)
    if step.kind == Step.Kind.QUESTION:
        return
    last = step.latest or step.due
    is_agreed = last <= step.due
    end = step.due + AGREED if is_agreed else last
    now = quiet.next_open(step.due)
    if now < end:
        yield ReminderMoment(Kind.DUE, now, end)
    late = quiet.next_open(end + (timedelta(hours=12) if is_agreed else OVERDUE_AFTER))
    yield ReminderMoment(Kind.OVERDUE, late, late + OVERDUE_USEFUL)


def look(moments: Sequence[ReminderMoment], *, at: datetime, known_since: datetime) -> Look:
    """Say which reminders are to be made now, and when to look again.

    `known_since`: when the plan came to stand as it does. What had passed by then is not made up for, unless it is
    still of use; what passed since was missed by us, and is made, so that somebody sees that it was not sent.
    """
    wanted = [moment for moment in moments if moment.send_at <= at and _is_wanted(moment, known_since)]
    ahead = [moment.send_at for moment in moments if moment.send_at > at]
    return Look(wanted, min(ahead, default=None))


def _is_wanted(moment: ReminderMoment, known_since: datetime) -> bool:
    if moment.send_at >= known_since:
        return True
    if moment.kind == Kind.OVERDUE:
        return False
    spare = LATE_BEFORE if moment.kind == Kind.BEFORE else timedelta()
    return known_since + spare < moment.useful_until
