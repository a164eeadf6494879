"""What comes out: a plan and its steps, and their exact JSON form."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recruiting.cadence.facts import Why, moment_to_json
from recruiting.cadence.vocabulary import Kind, PlanOutcome, PlanStatus, Reason, StepStatus


@dataclass(slots=True)
class Step:
    """One thing to do. A field that such a step does not have is None.

    Moments are aware, in UTC. Treat a step as read-only: it is not frozen only because freezing costs
    more than all the rest of making it.
    """

    key: str
    kind: Kind
    status: StepStatus
    due: datetime
    earliest: datetime | None = None
    latest: datetime | None = None
    done_at: datetime | None = None
    reason: Reason | None = None
    provisional: bool | None = None
    why: Why | None = None

    def to_json(self) -> dict[str, Any]:
        """The fields this step has, in the order of the worked examples; `why` where it was asked for."""
        data: dict[str, Any] = {"key": self.key, "kind": str(self.kind)}
        if self.reason is None:
            data["due"] = moment_to_json(self.due)
            if self.kind is not Kind.QUESTION:
                data["done_at"] = _optional(self.done_at)
            data["status"] = str(self.status)
        else:
            data["status"] = str(self.status)
            data.update(self._follow_up_to_json(str(self.reason)))
        if self.why is not None:
            data["why"] = self.why.to_json()
        return data

    def _follow_up_to_json(self, reason: str) -> dict[str, Any]:
        due = moment_to_json(self.due)
        if self.earliest is None or self.latest is None:
            return {"due": due, "reason": reason, "done_at": _optional(self.done_at)}
        return {
            "earliest": moment_to_json(self.earliest),
            "due": due,
            "latest": moment_to_json(self.latest),
            "reason": reason,
            "provisional": self.provisional,
        }


def _optional(moment: datetime | None) -> str | None:
    return None if moment is None else moment_to_json(moment)


@dataclass(slots=True)
class Plan:
    """The whole schedule of one interview. At most one follow-up is open."""

    status: PlanStatus
    outcome: PlanOutcome | None
    steps: tuple[Step, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "status": str(self.status),
            "outcome": None if self.outcome is None else str(self.outcome),
            "steps": [step.to_json() for step in self.steps],
        }
