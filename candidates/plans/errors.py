"""What recording can be refused for, as exceptions that carry what a screen needs to say it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from recruiting import cadence

if TYPE_CHECKING:
    from candidates.models import Event, Plan


class RecordingError(Exception):
    """Something about a plan could not be recorded; nothing was stored."""


class EventRefused(RecordingError):
    """The engine's refusal, and the stored event it struck if that is not the one being recorded."""

    def __init__(self, refused: cadence.Refused, other: Event | None = None) -> None:
        super().__init__(refused.detail)
        self.refused = refused
        self.other = other

    @classmethod
    def future(cls, at: datetime, now: datetime) -> EventRefused:
        """Return the refusal of an event said to happen later than now."""
        name = cadence.Refusal.UNKNOWN_VALUE
        allowed = _("a moment up to now (%(now)s UTC)") % {"now": f"{now:%Y-%m-%d %H:%M}"}
        return cls(cadence.Refused(name, "at", at.isoformat(), allowed))


class PlanChanged(RecordingError):
    """Somebody else recorded something since the reader saw the plan."""

    def __init__(self, plan: Plan, seen: int) -> None:
        super().__init__(f"the plan is at revision {plan.revision}, not {seen}")
        self.plan = plan


class AlreadyRetracted(RecordingError):
    """The event was taken back before."""

    def __init__(self, event: Event) -> None:
        super().__init__(f"event {event.number} was retracted already")
        self.event = event


class NotYours(RecordingError):
    """A candidate may not take back what somebody else recorded."""

    def __init__(self, event: Event) -> None:
        super().__init__(f"event {event.number} was recorded by {event.actor}")
        self.event = event
