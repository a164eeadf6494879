"""The engine's codes as choices of the API's fields; settings name them for the schema."""

from __future__ import annotations

from candidates.models import EventType
from candidates.reports import register
from candidates.reports.filters import LABELS
from candidates.reports.formats import FORMATS
from recruiting import cadence

REASONS = [str(each) for each in cadence.Reason]
PLAN_OUTCOMES = [str(each) for each in cadence.PlanOutcome]
EVENT_OUTCOMES = list(dict.fromkeys([*(str(each) for each in cadence.CallOutcome), *PLAN_OUTCOMES]))
MAY_CALL = [str(each) for each in cadence.MayCall]
ANSWERS = [str(each) for each in cadence.Answer]
# Rules and levelling are recorded by the services that change them, for many plans at once
BY_HAND = [str(each) for each in EventType if each not in {EventType.RULES_CHANGED, EventType.LEVELLED}]
REPORTS = [slug for slug, report in register.REPORTS.items() if report.for_members]
REPORT_FILTERS = list(LABELS)
REPORT_FORMATS = list(FORMATS)
