"""The engine: plan(policy, calendar, interview, events) -> Plan. No Django, no clock, no I/O."""

from recruiting.cadence.calendars import Calendar, countries, public_holidays
from recruiting.cadence.cases import plan_case, read_events
from recruiting.cadence.engine import plan
from recruiting.cadence.events import Event, Interview
from recruiting.cadence.facts import Anchor, Moved, PassedOver, Why
from recruiting.cadence.plans import Plan, Step
from recruiting.cadence.policies import POLICY_FIELDS, POLICY_FORM_VERSION, Avoid, Policy
from recruiting.cadence.presets import PRESETS
from recruiting.cadence.refusals import Refusal, Refused
from recruiting.cadence.rules import check_week
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
from recruiting.cadence.week import call_times, call_windows, calling_days, day_off

__all__ = [
    "POLICY_FIELDS",
    "POLICY_FORM_VERSION",
    "PRESETS",
    "Anchor",
    "AnchorWhat",
    "Answer",
    "Approach",
    "Avoid",
    "Calendar",
    "CallOutcome",
    "Channel",
    "DayCount",
    "EmailBecause",
    "Event",
    "EventType",
    "Interview",
    "Kind",
    "MayCall",
    "Moved",
    "MovedBy",
    "PassedOver",
    "PassedOverReason",
    "Plan",
    "PlanOutcome",
    "PlanStatus",
    "Policy",
    "Reason",
    "Refusal",
    "Refused",
    "Rule",
    "Step",
    "StepStatus",
    "Weekday",
    "Why",
    "call_times",
    "call_windows",
    "calling_days",
    "check_week",
    "countries",
    "day_off",
    "plan",
    "plan_case",
    "public_holidays",
    "read_events",
]
