"""What a calendar says of one step: from when to when, how it stands, and a digest by which a change is noticed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256

from candidates.models import CalendarEntry, Plan, Step
from candidates.plans.timeline import Reader, StepLine, company_zone

CALL, EMAIL = timedelta(minutes=15), timedelta(minutes=30)


@dataclass(frozen=True)
class StepEvent:
    """A step as an event, whoever reads it; `step.plan` is loaded with its interview, people, company and calendar."""

    step: Step
    starts: datetime
    ends: datetime

    @classmethod
    def of(cls, step: Step) -> StepEvent:
        """Return the event of a step: when it was done, else when it is due."""
        starts = step.done_at or step.due
        ends = starts + (CALL if step.kind == Step.Kind.CALL else EMAIL)
        if step.kind == Step.Kind.CALL and step.done_at is None and step.latest is not None and step.latest > starts:
            ends = min(ends, step.latest)
        return cls(step, starts, ends)

    @classmethod
    def gone(cls, entry: CalendarEntry) -> StepEvent:
        """Return the event of a step that is no more, or is cancelled, as it was last published."""
        step = Step(
            organization_id=entry.organization_id,
            plan=entry.plan,
            key=entry.step_key,
            kind=entry.kind,
            status=Step.Status.CANCELLED,
            due=entry.starts_at,
            why={},
        )
        return cls(step, entry.starts_at, entry.ends_at)

    @property
    def plan(self) -> Plan:
        """Return the plan it belongs to."""
        return self.step.plan

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be done."""
        return self.step.status == Step.Status.OPEN

    @property
    def is_cancelled(self) -> bool:
        """Say whether it is gone."""
        return self.step.status == Step.Status.CANCELLED

    @property
    def zone(self) -> str:
        """Return the zone whose clock it follows."""
        return company_zone(self.plan)

    def line(self, reader: Reader) -> StepLine:
        """Return it in words: said as of its own moment, so that the same event has the same words on any day."""
        return StepLine(self.step, reader, self.step.due)

    @cached_property
    def digest(self) -> str:
        """Return the hash of all that its words are made of."""
        interview, step = self.plan.interview, self.step
        application = interview.application
        facts = [
            *(step.key, step.kind, step.status, step.provisional, step.why),
            *(moment.astimezone(UTC).isoformat() for moment in (self.starts, self.ends)),
            *(self.zone, interview.lead.name, application.candidate.name, application.job.company.name),
        ]
        return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
