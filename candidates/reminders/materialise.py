"""Makes reminders of steps whose moment has come: each an intent that the database holds once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from candidates.models import Event, OutgoingMail, Plan, Reminder, Step
from candidates.outbox.intents import is_reminded_of
from candidates.outbox.quiet import preferences_of, quiet_hours_of
from candidates.reminders.moments import Look, ReminderMoment, look, moments_of

log = logging.getLogger(__name__)

BATCH = 500
AFTER_A_SLIP = timedelta(hours=1)
NOTHING = Look((), None)


def materialise(*, at: datetime) -> int:
    """Make the reminders that are due of up to BATCH steps; return how many steps were looked at.

    Plans are locked, then their steps read: a replan is before this or after it, and the same order of locks cannot
    end in a deadlock. Plans that somebody else holds are left to the next tick.
    """
    due = Step.objects.filter(remind_at__lte=at)
    plan_ids = set(due.order_by("remind_at").values_list("plan_id", flat=True)[:BATCH])
    if not plan_ids:
        return 0
    with transaction.atomic():
        free = Plan.objects.filter(pk__in=plan_ids).select_for_update(skip_locked=True, no_key=True, of=("self",))
        locked = list(free.values_list("pk", flat=True))
        steps = list(_loaded(due.filter(plan__in=locked)))
        since = _known_since(locked)
        looks = [(step, _look_at(step, at, since)) for step in steps]
        _store([reminder for step, found in looks for reminder in _reminders(step, found, at)])
        for step, found in looks:
            step.remind_at = found.next_at
        Step.objects.bulk_update(steps, ["remind_at"], batch_size=BATCH)
    return len(steps)


def _loaded(steps: QuerySet[Step]) -> QuerySet[Step]:
    return steps.select_related("plan__interview__application__candidate__user__mail_preferences")


def _known_since(plan_ids: Sequence[int]) -> dict[int, datetime]:
    """Return for each plan when it came to stand as it does: when it was made, or last had something recorded."""
    known = dict(Plan.objects.filter(pk__in=plan_ids).values_list("pk", "created_at"))
    recorded = (
        Event.objects.filter(plan__in=plan_ids)
        .values("plan")
        .annotate(recorded=Max("recorded_at"), retracted=Max("retracted_at"))
    )
    for row in recorded:
        moments = [known[row["plan"]], row["recorded"], row["retracted"]]
        known[row["plan"]] = max(moment for moment in moments if moment is not None)
    return known


def _look_at(step: Step, at: datetime, since: dict[int, datetime]) -> Look:
    """Look at one step; whatever is wrong with it stops none of the others.

    Of a step whose moments cannot be told one reminder is made at once: it fails, so that somebody sees why.
    """
    candidate = step.plan.interview.application.candidate
    invited_at = candidate.invited_at
    if not is_reminded_of(step) or invited_at is None or candidate.user is None:
        return NOTHING  # an invitation lets us look again
    if candidate.user.email != candidate.email:
        return NOTHING
    lead = timedelta(minutes=preferences_of(candidate).lead_minutes)
    try:
        moments = list(moments_of(step, lead, quiet_hours_of(candidate)))
    except (OverflowError, KeyError, ValueError, OSError) as error:  # a moment or a zone that is none ("Europe")
        log.warning("a step has no reminder moments", extra={"step": step.pk, "error": type(error).__name__})
        return Look((ReminderMoment(Reminder.Kind.BEFORE, at, step.due),), at + AFTER_A_SLIP)
    return look(moments, at=at, known_since=max(since[step.plan_id], invited_at))


def _reminders(step: Step, found: Look, at: datetime) -> list[Reminder]:
    return [
        Reminder(
            organization_id=step.organization_id,
            plan_id=step.plan_id,
            step_key=step.key,
            kind=moment.kind,
            recipient=step.plan.interview.application.candidate.email,
            due=step.due,
            send_at=moment.send_at,
            useful_until=moment.useful_until,
            created_at=at,
        )
        for moment in found.wanted
    ]


def _store(reminders: Sequence[Reminder]) -> None:
    """Store those that are new; wake those that a step left and has come back to, unless they were sent."""
    if not reminders:
        return
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    wanted = {_key(each): each for each in reminders}
    cancelled = Reminder.objects.filter(plan__in={each.plan_id for each in reminders}, cancelled_at__isnull=False)
    unsent = Q(mail=None) | Q(mail__state=OutgoingMail.State.CANCELLED)
    back = [each.pk for each in cancelled.filter(unsent) if _key(each) in wanted]
    if back:
        Reminder.objects.filter(pk__in=back).update(cancelled_at=None, composed_at=None)


def _key(reminder: Reminder) -> tuple[int, str, str, str, datetime]:
    return (reminder.plan_id, reminder.step_key, reminder.kind, reminder.recipient, reminder.due)
