"""What a plan's change means for its reminders: those of moved steps are cancelled with it, and people are told."""

from __future__ import annotations

from collections.abc import Sequence
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


def follow(plan: Plan, *, before: Step | None, steps: Sequence[Step], actor: str | None, at: datetime) -> None:
    """Let a plan's reminders follow its new steps, in the transaction that stored them.

    `before`: the candidate's next step until now. `actor`: in which part somebody changed the plan; None for a repair,
    of which nobody is told. The candidate is told of a date that another changed, the recruiter of a plan exhausted.
    """
    cancelled = cancel_moved(plan, steps, at=at)
    if actor is None:
        return
    if plan.status == Plan.Status.EXHAUSTED:
        _tell_exhausted(plan, steps, at)
    after = next_of_candidate(steps)
    if actor != Actor.CANDIDATE and before is not None and after is not None:
        untold = next((each.was_due for each in cancelled if each.kind == Kind.CHANGED and not each.composed_at), None)
        _tell_changed(plan, after, untold or before.due, at)


def cancel_moved(plan: Plan, steps: Sequence[Step], *, at: datetime) -> list[Reminder]:
    """Cancel the reminders that are about no open step of a plan any more, unless on their way; return them."""
    still = {(step.key, step.due) for step in steps if is_reminded_of(step)}
    waiting = Reminder.objects.filter(plan=plan, cancelled_at=None).select_for_update(no_key=True, of=("self",))
    moved = [each for each in waiting if not _still_holds(each, plan, still)]
    if not moved:
        return []
    ids = [each.pk for each in moved]
    mails = OutgoingMail.objects.filter(reminder__in=ids, state__in=[State.WAITING, State.HELD])
    mails.update(state=State.CANCELLED, claim_token=None, finished_at=at)
    unsent = Reminder.objects.filter(pk__in=ids).exclude(mail__isnull=False, mail__state__in=_gone())
    unsent.update(cancelled_at=at)
    return moved


def _gone() -> list[str]:
    return [state for state in State if state != State.CANCELLED]


def _still_holds(reminder: Reminder, plan: Plan, still: set[tuple[str, datetime]]) -> bool:
    if reminder.kind == Kind.EXHAUSTED:
        return plan.status == Plan.Status.EXHAUSTED
    return (reminder.step_key, reminder.due) in still


def _tell_exhausted(plan: Plan, steps: Sequence[Step], at: datetime) -> None:
    """Queue that a plan is over to its recruiter; the same state of the plan is told once."""
    recruiter = plan.interview.application.recruiter.user
    last = max((step.done_at or step.due for step in steps), default=at)
    _intend(plan, PLAN, Kind.EXHAUSTED, recruiter.email, due=last, send_at=at, useful_until=at + timedelta(days=7))


def _tell_changed(plan: Plan, after: Step, known: datetime, at: datetime) -> None:
    candidate = plan.interview.application.candidate
    if candidate.invited_at is None or after.due == known or after.due - at < TOO_SOON:
        return
    send_at = at + GRACE
    _intend(
        plan, after.key, Kind.CHANGED, candidate.email,
        due=after.due, send_at=send_at, useful_until=after.due, was_due=known,
    )  # fmt: skip


def _intend(
    plan: Plan,
    step_key: str,
    kind: str,
    recipient: str,
    *,
    due: datetime,
    send_at: datetime,
    useful_until: datetime,
    was_due: datetime | None = None,
) -> None:
    """Store an intent, or wake the same one that was cancelled before it was sent."""
    moments = {"send_at": send_at, "useful_until": useful_until, "was_due": was_due}
    reminder, made = Reminder.objects.get_or_create(
        plan=plan,
        step_key=step_key,
        kind=kind,
        channel=Reminder.Channel.EMAIL,
        recipient=recipient,
        due=due,
        defaults={"organization_id": plan.organization_id, "created_at": send_at, **moments},
    )
    if not made and reminder.cancelled_at is not None:
        Reminder.objects.filter(pk=reminder.pk).update(cancelled_at=None, composed_at=None, **moments)
