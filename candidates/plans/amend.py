"""Changes plans that are there, many at a time: what is recorded or taken back drafted first, then stored at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from candidates.models import Event, Plan
from candidates.plans.errors import EventRefused
from candidates.plans.inputs import Happening, Rulebook
from candidates.plans.projection import Projection, projection_of, write
from candidates.plans.services import Author, event_row, lock
from recruiting import cadence


@dataclass(frozen=True)
class Amendment:
    """New events of a plan, others to be taken back, and the projection that follows; nothing of it stored yet."""

    projection: Projection
    events: Sequence[Event]
    retracted: Sequence[Event]


class AmendmentRefused(EventRefused):
    """The engine's refusal, with the new happening that it struck; None where it struck one recorded before."""

    def __init__(self, refused: cadence.Refused, culprit: Happening | None) -> None:
        super().__init__(refused)
        self.culprit = culprit


@dataclass(frozen=True)
class Amending:
    """What amendments of one sitting share: who records, when, and the rules that the plans refer to."""

    author: Author
    at: datetime
    rulebook: Rulebook

    def draft(
        self, plan: Plan, live: Sequence[Event], happenings: Sequence[Happening], retracted: Sequence[Event] = ()
    ) -> Amendment:
        """Return what a plan would become, its interview taken as it is in memory (moved, perhaps).

        `live` are the plan's unretracted events, in order. Raises AmendmentRefused.
        """
        number = max((event.number for event in live), default=0)
        new = [
            event_row(plan, number + place, each, self.author, self.at)
            for place, each in enumerate(happenings, start=1)
        ]
        kept = [event for event in live if event not in retracted]
        events = sorted([*kept, *new], key=lambda event: (event.at, event.number))
        try:
            return Amendment(projection_of(plan, events, self.rulebook), new, retracted)
        except cadence.Refused as refused:
            struck = None if refused.event_index is None else events[refused.event_index]
            place = next((place for place, event in enumerate(new) if event is struck), None)
            raise AmendmentRefused(refused, None if place is None else happenings[place]) from refused

    def store(self, amendment: Amendment) -> Plan:
        """Store a draft, inside the caller's transaction. Raises PlanChanged if the plan has moved on since."""
        plan = amendment.projection.plan
        locked = lock(plan, plan.revision)
        for event in amendment.retracted:
            event.retracted_at, event.retracted_by = self.at, self.author.user
            event.save(update_fields=["retracted_at", "retracted_by"])
        last = locked.events.aggregate(last=Max("number"))["last"] or 0
        for number, event in enumerate(amendment.events, start=last + 1):
            event.number = number
            event.save()
        return write(amendment.projection, actor=self.author.actor, at=self.at)
