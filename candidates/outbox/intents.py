"""What a plan's change means for its reminders: those of moved steps are cancelled with it, and people are told.

Many plans at once, for a change of rules moves thousands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from candidates.models import LOOK_AHEAD, Actor, Candidate, OutgoingMail, Owner, Plan, Reminder, Step

State, Kind = OutgoingMail.State, Reminder.Kind
GRACE = timedelta(minutes=5)  # a slip that is undone at once is nobody's news
TOO_SOON = timedelta(minutes=30)  # the step's own reminder says it
PLAN = "plan"  # in place of a step's key, where a reminder is about the plan


def next_of_candidate(steps: Sequence[Step]) -> Step | None:
    """Return the first thing that a plan has a candidate do: its open follow-up, thank-you or check-in."""
    open_steps = [step for step in steps if is_reminded_of(step) and step.kind != Step.Kind.QUESTION]
    return min(open_steps, key=lambda step: (step.due, step.position), default=None)


def is_reminded_of(step: Step) -> bool:
    """Say whether a candidate is reminded of a step: open, theirs, and settled."""
    return step.status == Step.Status.OPEN and step.owner == Owner.CANDIDATE and not step.provisional


def first_look(step: Step) -> datetime | None:
    """Return when to look for the first time whether a step's reminder is due; None if it gets none."""
    return step.due - LOOK_AHEAD if is_reminded_of(step) else None


def look_again(candidate: Candidate) -> None:
    """Let the next tick look at all steps of a candidate: they were invited, or want to be reminded otherwise."""
    steps = Step.objects.filter(plan__interview__application__candidate=candidate, status=Step.Status.OPEN)
    steps.filter(owner=Owner.CANDIDATE, provisional=False).update(remind_at=F("due") - LOOK_AHEAD)


@dataclass(frozen=True)
class Moved:
    """A plan that was written anew: the candidate's next step until now, and its steps from now on."""

    plan: Plan
    before: Step | None
    steps: Sequence[Step]


def follow(moves: Sequence[Moved], *, actor: str | None, at: datetime) -> None:
    """Let the reminders of plans follow their new steps, in the transaction that stored them.

    `actor`: in which part somebody changed the plans; None for a repair, of which nobody is told. The candidate is told
    of a date that another changed, the recruiter of a plan exhausted. The number of queries does not grow with plans.
    """
    cancelled = cancel_moved(moves, at=at)
    if actor is None:
        return
    intents = [_exhausted(move, at) for move in moves if move.plan.status == Plan.Status.EXHAUSTED]
    if actor != Actor.CANDIDATE:
        told = (_changed(move, cancelled.get(move.plan.pk, ()), at) for move in moves)
        intents += [intent for intent in told if intent is not None]
    _intend(intents)


def cancel_moved(moves: Sequence[Moved], *, at: datetime) -> dict[int, list[Reminder]]:
    """Cancel the reminders that are about no open step any more, unless on their way; return them by plan."""
    by_plan = {move.plan.pk: move for move in moves}
    waiting = Reminder.objects.filter(plan__in=by_plan, cancelled_at=None).order_by("pk")
    moved = [
        each
        for each in waiting.select_for_update(no_key=True, of=("self",))
        if not _still_holds(each, by_plan[each.plan_id])
    ]
    if not moved:
        return {}
    ids = [each.pk for each in moved]
    mails = OutgoingMail.objects.filter(reminder__in=ids, state__in=[State.WAITING, State.HELD])
    mails.update(state=State.CANCELLED, claim_token=None, finished_at=at)
    unsent = Reminder.objects.filter(pk__in=ids).exclude(mail__isnull=False, mail__state__in=_gone())
    unsent.update(cancelled_at=at)
    found: dict[int, list[Reminder]] = {}
    for each in moved:
        found.setdefault(each.plan_id, []).append(each)
    return found


def _gone() -> list[str]:
    return [state for state in State if state != State.CANCELLED]


def _still_holds(reminder: Reminder, move: Moved) -> bool:
    if reminder.kind == Kind.EXHAUSTED:
        return move.plan.status == Plan.Status.EXHAUSTED
    key = (reminder.step_key, reminder.due)
    return any((step.key, step.due) == key for step in move.steps if is_reminded_of(step))


def _exhausted(move: Moved, at: datetime) -> Reminder:
    """Return the intent to tell the recruiter that a plan is over to them; the same state of the plan is told once."""
    recruiter = move.plan.interview.application.recruiter.user
    last = max((step.done_at or step.due for step in move.steps), default=at)
    return _intent(
        move.plan, PLAN, Kind.EXHAUSTED, recruiter.email, due=last, send_at=at, useful_until=at + timedelta(days=7)
    )


def _changed(move: Moved, cancelled: Sequence[Reminder], at: datetime) -> Reminder | None:
    """Return the intent to tell a candidate that another moved their next step, unless they know that date."""
    before, after = move.before, next_of_candidate(move.steps)
    candidate = move.plan.interview.application.candidate
    if before is None or after is None or candidate.invited_at is None:
        return None
    untold = (each.was_due for each in cancelled if each.kind == Kind.CHANGED and not each.composed_at)
    known = next(untold, None) or before.due
    if after.due == known or after.due - at < TOO_SOON:
        return None
    return _intent(
        move.plan,
        after.key,
        Kind.CHANGED,
        candidate.email,
        due=after.due,
        send_at=at + GRACE,
        useful_until=after.due,
        was_due=known,
    )


def _intent(plan: Plan, step_key: str, kind: str, recipient: str, **moments: datetime) -> Reminder:
    return Reminder(
        organization_id=plan.organization_id,
        plan=plan,
        step_key=step_key,
        kind=kind,
        channel=Reminder.Channel.EMAIL,
        recipient=recipient,
        created_at=moments["send_at"],
        **moments,
    )


def _intend(intents: Sequence[Reminder]) -> None:
    """Store intents, or wake the same ones that were cancelled before they were sent."""
    if not intents:
        return
    wanted = {_identity(each): each for each in intents}
    there = Reminder.objects.filter(
        plan__in={each.plan_id for each in intents}, kind__in=[Kind.CHANGED, Kind.EXHAUSTED]
    )
    cancelled = []
    for stored in there:
        intent = wanted.pop(_identity(stored), None)
        if intent is not None and stored.cancelled_at is not None:
            stored.cancelled_at = stored.composed_at = None
            stored.send_at, stored.useful_until, stored.was_due = intent.send_at, intent.useful_until, intent.was_due
            cancelled.append(stored)
    Reminder.objects.bulk_create(wanted.values())
    Reminder.objects.bulk_update(cancelled, ["cancelled_at", "composed_at", "send_at", "useful_until", "was_due"])


def _identity(reminder: Reminder) -> tuple[int, str, str, str, datetime]:
    return (reminder.plan_id, reminder.step_key, reminder.kind, reminder.recipient, reminder.due)
