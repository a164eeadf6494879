"""The engine: plan(policy, calendar, interview, events) -> Plan. No Django, no clock, no I/O."""

from recruiting.cadence.facts import Anchor, Moved, PassedOver, Why
from recruiting.cadence.plans import Plan, Step
from recruiting.cadence.refusals import Refusal, Refused
from recruiting.cadence.vocabulary import (
    AnchorWhat,
    Answer,
    Approach,
    CallOutcome,
    Channel,
    DayCount,
    EmailBecause,
    EventType,
    Kind,
    MayCall,
    MovedBy,
    PassedOverReason,
    PlanOutcome,
    PlanStatus,
    Reason,
    Rule,
    StepStatus,
    Weekday,
)

__all__ = [
    "Anchor",
    "AnchorWhat",
    "Answer",
    "Approach",
    "CallOutcome",
    "Channel",
    "DayCount",
    "EmailBecause",
    "EventType",
    "Kind",
    "MayCall",
    "Moved",
    "MovedBy",
    "PassedOver",
    "PassedOverReason",
    "Plan",
    "PlanOutcome",
    "PlanStatus",
    "Reason",
    "Refusal",
    "Refused",
    "Rule",
    "Step",
    "StepStatus",
    "Weekday",
    "Why",
]
