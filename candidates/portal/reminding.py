"""A candidate's reminders as they see them: from which firm, on whose clock, and which comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from candidates.models import Candidate, MailStream, Step, Suppression
from candidates.outbox.holds import active_holds
from candidates.outbox.intents import is_reminded_of
from candidates.outbox.quiet import preferences_of, quiet_hours_of
from candidates.people.selectors import candidacies_of
from candidates.plans.timeline import Reader, StepLine
from candidates.reminders.moments import moments_of
from recruiting.models import Organization, User
from recruiting.wording import city, moment_in


class Standing(StrEnum):
    """How it stands with a firm's reminders."""

    ON = "on"
    OFF = "off"
    PAUSED = "paused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class FirmReminders:
    """A firm's reminders to one person."""

    candidate: Candidate
    standing: Standing

    @property
    def firm(self) -> Organization:
        """Return who sends them."""
        return self.candidate.organization

    @property
    def wanted(self) -> bool:
        """Say whether the person takes them."""
        return self.standing != Standing.OFF

    @property
    def place(self) -> str:
        """Return the place whose clock they follow."""
        return city(self.candidate.time_zone)


@dataclass(frozen=True)
class NextReminder:
    """The reminder that comes next: when, and of what."""

    line: StepLine
    send_at: datetime

    @property
    def when(self) -> str:
        """Return when it comes, on the person's clock."""
        return moment_in(self.send_at, self.line.reader.zone, now=self.line.now)


def firms_of(user: User) -> list[FirmReminders]:
    """Return how it stands with each firm that represents a person, by the firm's name."""
    candidacies = list(candidacies_of(user).select_related("user__mail_preferences"))
    firms = [candidate.organization_id for candidate in candidacies]
    held = set(active_holds().filter(organization__in=firms).values_list("organization", flat=True))
    refused = dict(_refusals(user, firms))

    def standing(firm: int) -> Standing:
        return refused.get(firm) or (Standing.PAUSED if firm in held else Standing.ON)

    return [FirmReminders(candidate, standing(candidate.organization_id)) for candidate in candidacies]


def _refusals(user: User, firms: Sequence[int]) -> Iterator[tuple[int, Standing]]:
    """Yield why reminders of these firms do not reach a person; what they can change themselves comes last."""
    streams = ["", MailStream.REMINDERS]
    rows = Suppression.objects.filter(organization__in=firms, address=user.email.lower(), stream__in=streams)
    for row in sorted(rows, key=_is_their_own_wish):
        yield row.organization_id, Standing.OFF if _is_their_own_wish(row) else Standing.UNREACHABLE


def _is_their_own_wish(row: Suppression) -> bool:
    return row.stream == MailStream.REMINDERS and row.reason == Suppression.Reason.UNSUBSCRIBED


def next_reminder(user: User, firms: Sequence[FirmReminders], *, now: datetime) -> NextReminder | None:
    """Return what comes next of the firms that write; None where nothing is planned."""
    writing = {each.candidate.pk: each.candidate for each in firms if each.standing == Standing.ON}
    coming = [found for step in _open_steps(user, writing) if (found := _next_of(step, writing, now)) is not None]
    return min(coming, key=lambda each: each.send_at, default=None)


def _open_steps(user: User, writing: dict[int, Candidate]) -> list[Step]:
    steps = Step.objects.visible_to(user).filter(status=Step.Status.OPEN)
    theirs = steps.filter(plan__interview__application__candidate__in=writing).select_related(
        "plan__calendar", "plan__interview__lead", "plan__interview__application__job__company"
    )
    return [step for step in theirs if is_reminded_of(step)]


def _next_of(step: Step, writing: dict[int, Candidate], now: datetime) -> NextReminder | None:
    candidate = writing[step.plan.interview.application.candidate_id]
    lead = timedelta(minutes=preferences_of(candidate).lead_minutes)
    ahead = [each.send_at for each in moments_of(step, lead, quiet_hours_of(candidate)) if each.send_at > now]
    if not ahead:
        return None
    return NextReminder(StepLine(step, Reader("candidate", candidate.time_zone), now), min(ahead))
