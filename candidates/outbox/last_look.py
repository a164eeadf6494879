"""The last look before a letter goes: whether it is still true, wanted and of use, and may be sent now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from candidates.models import OutgoingMail, Owner, Plan, Reminder, Step
from candidates.outbox.holds import active_holds
from candidates.outbox.quiet import quiet_hours_of
from candidates.outbox.suppressions import is_suppressed

State, Kind = OutgoingMail.State, OutgoingMail.Kind


@dataclass(frozen=True)
class Verdict:
    """Why a letter does not go now, and what becomes of it."""

    state: OutgoingMail.State
    why: str = ""
    next_at: datetime | None = None


def last_look(mail: OutgoingMail, at: datetime) -> Verdict | None:
    """Return why a letter must not be sent now; None if it may."""
    reminder = _reminder_of(mail)
    if reminder is not None and not still_holds(reminder):
        return Verdict(State.CANCELLED, _("Its step has moved or is done."))
    if reminder is not None and mail.kind != Kind.EXHAUSTED and not _is_still_theirs(mail, reminder):
        return Verdict(State.CANCELLED, _("The candidate has another address now."))
    if mail.useful_until is not None and mail.useful_until <= at:
        return Verdict(State.TOO_LATE, mail.error or _("Its moment had passed before it could be sent."))
    if active_holds().filter(organization=mail.organization_id).exists():
        return Verdict(State.WAITING, next_at=at)
    if is_suppressed(mail):
        return Verdict(State.REFUSED, _("This address takes no such mail."))
    if reminder is not None and mail.kind != Kind.EXHAUSTED:
        candidate = reminder.plan.interview.application.candidate
        open_at = quiet_hours_of(candidate).next_open(at)
        if open_at > at:
            return Verdict(State.WAITING, _("Quiet hours."), next_at=open_at)
    return None


def still_holds(reminder: Reminder) -> bool:
    """Say whether what a reminder is about is still so: the step open, its candidate's, and due when it was."""
    if reminder.kind == Reminder.Kind.EXHAUSTED:
        return Plan.objects.filter(pk=reminder.plan_id, status=Plan.Status.EXHAUSTED).exists()
    steps = Step.objects.filter(plan_id=reminder.plan_id, key=reminder.step_key, due=reminder.due)
    return steps.filter(status=Step.Status.OPEN, owner=Owner.CANDIDATE).exists()


def _is_still_theirs(mail: OutgoingMail, reminder: Reminder) -> bool:
    candidate = reminder.plan.interview.application.candidate
    return candidate.email == mail.to and candidate.invited_at is not None


def _reminder_of(mail: OutgoingMail) -> Reminder | None:
    if mail.reminder_id is None:
        return None
    reminders = Reminder.objects.select_related("plan__interview__application__candidate__user__mail_preferences")
    return reminders.get(pk=mail.reminder_id)
